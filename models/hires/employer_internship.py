# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.calendar_months import add_months, falls_short
from odoo.addons.employer_engagement.tools.quota import hiring_bonus

#: Contracts of employment with the host itself; agency work is the agency's.
EMPLOYED = ("open_ended", "fixed_term", "apprenticeship")


class EmployerInternship(models.Model):
    """An internship leads to a hire, or to follow-ups that ask about one."""

    _inherit = "employer.internship"

    hire_ids = fields.One2many("employer.hire", "internship_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")
    followup_ids = fields.One2many("employer.followup", "internship_id", string="Follow-ups")
    followup_count = fields.Integer(compute="_compute_followup_count")

    def _compute_hire_count(self):
        counts = dict(
            self.env["employer.hire"]._read_group(
                [("internship_id", "in", self.ids)], ["internship_id"], ["__count"]
            )
        )
        for internship in self:
            internship.hire_count = counts.get(internship._origin, 0)

    def _compute_followup_count(self):
        counts = dict(
            self.env["employer.followup"]._read_group(
                [("internship_id", "in", self.ids)], ["internship_id"], ["__count"]
            )
        )
        for internship in self:
            internship.followup_count = counts.get(internship._origin, 0)

    @api.model_create_multi
    def create(self, vals_list):
        internships = super().create(vals_list)
        # an import or a migration may bring some that have ended
        ended = internships.filtered(lambda record: record.state == "ended")
        self.env["employer.followup"]._sync_internships(ended)
        return internships

    def write(self, vals):
        result = super().write(vals)
        if {"state", "actual_end_date"} & vals.keys():
            self.env["employer.followup"]._sync_internships(self)
        return result

    # ------------------------------------------------------------------
    # R4: the hiring bonus
    # ------------------------------------------------------------------

    def _bonus_places(self, headcount):
        """Return the places the unit has more because it hired its former trainees (R4).

        Looked at on the first day, over the months the rule says; a trainee counts as hired by a
        first contract long enough and of enough hours.
        """
        start = self.start_date
        months = int(self._rule_number("R4", "bonus_window_months", start))
        if not months or headcount.total < self._rule_number("R4", "bonus_staff_min", start):
            return 0
        former = self.search(
            [
                ("employer_id", "=", self.employer_id.id),
                ("unit_id", "=", self.unit_id.id),
                ("scheme_id.is_quota_counted", "=", True),
                ("state", "=", "ended"),
                ("actual_end_date", ">=", add_months(start, -months)),
                ("actual_end_date", "<", start),
            ]
        )
        steps = [
            (percent, places)
            for places in range(1, 5)
            if (percent := self._rule_number("R4", f"bonus_percent_{places}", start))
        ]
        return hiring_bonus(
            headcount.total,
            len(former.candidate_id),
            len(self._lastingly_hired(former).candidate_id),
            steps,
            int(self._rule_number("R4", "bonus_staff_min", start)),
        )

    def _lastingly_hired(self, former):
        """Return those of `former` whose host hired them as the hiring bonus asks."""
        start = self.start_date
        months = int(self._rule_number("R4", "bonus_contract_months", start))
        full_week = self._rule_number("R8", "weekly_hours_max", start)
        hours = full_week * self._rule_number("R4", "bonus_hours_percent", start) / 100
        hired = self.browse()
        for contract in former.hire_ids.contract_ids.filtered(lambda one: one.kind == "first"):
            is_here = contract.employer_id == self.employer_id and contract.family in EMPLOYED
            is_long = not contract.end_date or not falls_short(
                contract.start_date, contract.end_date, months
            )
            if is_here and is_long and contract.weekly_hours >= hours:
                hired |= contract.hire_id.internship_id
        return hired

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_record_hire(self):
        """Open the dialog that records a hire after this internship.

        :raise UserError: before the internship has started
        """
        self.ensure_one()
        if self.state not in ("running", "suspended", "ended"):
            raise UserError(
                self.env._(
                    "%(internship)s has not started: record the hire from the list or the person.",
                    internship=self.display_name,
                )
            )
        return self._open_dialog("employer.hire.record", self.env._("Record a hire"))

    def action_open_followups(self):
        """Open the checks after this internship."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Follow-ups"),
            "res_model": "employer.followup",
            "view_mode": "list,form",
            "domain": [("internship_id", "=", self.id)],
        }

    def action_open_hires(self):
        """Open the hires credited to this internship."""
        self.ensure_one()
        return self.env["employer.hire"]._action_of([("internship_id", "=", self.id)])
