# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.exceptions import UserError


class EmployerCandidacy(models.Model):
    """A selected person begins an internship from the list."""

    _inherit = "employer.candidacy"

    internship_ids = fields.One2many("employer.internship", "candidacy_id", string="Internships")

    def _guard_transition(self, target, vals):
        started = ("running", "suspended", "ended")
        if (
            target == "in_internship"
            and not self.env.su
            and not self.internship_ids.filtered(lambda record: record.state in started)
        ):
            raise UserError(
                self.env._(
                    "“%s” has no internship that started. Start it with the button Start an "
                    "internship: the candidacy follows.",
                    self.display_name,
                )
            )
        return super()._guard_transition(target, vals)

    def action_start_internship(self):
        """Open the candidacy's internship, or a new one prefilled from it.

        :raise UserError: when the person is not selected
        """
        self.ensure_one()
        existing = self.internship_ids.filtered(lambda record: record.state != "cancelled")[:1]
        if not existing and self.state != "selected":
            raise UserError(
                self.env._(
                    "“%(candidacy)s” is not selected: record the host's answer on the list "
                    "before an internship.",
                    candidacy=self.display_name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Internship"),
            "res_model": "employer.internship",
            "view_mode": "form",
            "res_id": existing.id,
            "context": {"default_candidacy_id": self.id, **self._internship_defaults()},
        }

    def _internship_defaults(self):
        """Return the context defaults of an internship from this candidacy."""
        vacancy = self.vacancy_id
        defaults = {
            "default_candidate_id": self.candidate_id.id,
            "default_employer_id": self.employer_id.id,
            "default_unit_id": vacancy.unit_id.id,
            "default_occupation_id": vacancy.occupation_id.id,
            "default_programme_id": vacancy.programme_id.id,
            "default_company_id": self.company_id.id,
        }
        if vacancy.weekly_hours:
            defaults["default_weekly_hours"] = vacancy.weekly_hours
        return defaults
