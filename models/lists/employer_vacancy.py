# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .employer_candidacy import FILLED_STATES, PROGRESS

#: Why a candidacy ended without a word of the company.
UNANSWERED = ("no_answer", "list_closed")
#: Why a vacancy closed → why those leave who had gone out with its lists.
EXIT_CODES = {
    "filled_by_us": "position_filled",
    "filled_elsewhere": "filled_elsewhere",
    "filled_unknown": "filled_elsewhere",
    "withdrawn": "company_cancelled",
    "no_answer": "no_answer",
}


class EmployerVacancy(models.Model):
    """Lists of a vacancy, and the positions they filled.

    A vacancy moves to *filled* by itself when every position is taken, and back to *selection*
    when one is free again: an internship that ended within its first days (R13), a hire undone.
    """

    _inherit = "employer.vacancy"

    preselection_ids = fields.One2many("employer.preselection", "vacancy_id", string="Lists")
    candidacy_ids = fields.One2many("employer.candidacy", "vacancy_id", string="Candidacies")
    preselection_count = fields.Integer(compute="_compute_preselection_count")
    candidacy_count = fields.Integer(compute="_compute_preselection_count")
    filled_count = fields.Integer(
        string="Positions filled",
        compute="_compute_filled_count",
        store=True,
        help="Distinct candidacies in internship or hired; an early end in the first days (R13) "
        "reopens the position.",
    )
    identity_stage = fields.Selection(
        [("interview", "From the interview on"), ("selected", "Once selected")],
        string="The company learns who it is",
        required=True,
        default="interview",
        help="A person's name reaches the company at this stage, if the person agreed; each time "
        "it leaves a row in the register.",
    )

    @api.depends("preselection_ids", "candidacy_ids")
    def _compute_preselection_count(self):
        domain = [("vacancy_id", "in", self.ids)]
        lists = dict(
            self.env["employer.preselection"]._read_group(domain, ["vacancy_id"], ["__count"])
        )
        persons = dict(
            self.env["employer.candidacy"]._read_group(domain, ["vacancy_id"], ["__count"])
        )
        for vacancy in self:
            vacancy.preselection_count = lists.get(vacancy._origin, 0)
            vacancy.candidacy_count = persons.get(vacancy._origin, 0)

    @api.depends("candidacy_ids.state")
    def _compute_filled_count(self):
        filled = dict(
            self.env["employer.candidacy"]._read_group(
                [("vacancy_id", "in", self.ids), ("state", "in", FILLED_STATES)],
                ["vacancy_id"],
                ["candidate_id:count_distinct"],
            )
        )
        for vacancy in self:
            vacancy.filled_count = filled.get(vacancy._origin, 0)

    def write(self, vals):
        if "employer_id" in vals:
            self._refuse_another_employer(vals["employer_id"])
        if "user_id" in vals:
            changing = self.filtered(lambda one: one.user_id.id != vals["user_id"])
            self.env["employer.handover"]._check_owner_change(changing)
        result = super().write(vals)
        if "stage_id" in vals:
            self.filtered(lambda one: one.stage_kind == "closed")._end_others()
        if "positions" in vals:
            self._sync_filled()
        return result

    def _refuse_another_employer(self, employer_id):
        """Persons agree to be proposed to one company: a vacancy with a list sent keeps it.

        :raise UserError: when the employer of such a vacancy would change
        """
        for vacancy in self.filtered(lambda one: one.employer_id.id != employer_id):
            if any(one.state not in ("draft", "approved") for one in vacancy.preselection_ids):
                raise UserError(
                    self.env._(
                        "“%s” has a list that was sent: its employer stays. Copy the vacancy for "
                        "the other employer.",
                        vacancy.display_name,
                    )
                )

    def _sync_filled(self):
        """Follow `filled_count`: to *filled* when all are taken, back when one is free."""
        filled = self._first_stage("filled")
        back = self._first_stage("selection", "open")
        for vacancy in self:
            is_full = vacancy.filled_count >= vacancy.positions
            if is_full and vacancy.stage_id.kind == "open" and filled:
                vacancy.write({"stage_id": filled.id})
                vacancy._end_others()
            elif not is_full and vacancy.stage_id.kind == "filled" and back:
                vacancy.write({"stage_id": back.id})

    def _end_others(self):
        """End who still waited when the last position was taken, or the vacancy closed.

        Somebody tells each of them, and no company is reminded of a job that is gone. Those
        selected stay: the company wanted them too.
        """
        if self._is_history():
            return
        for vacancy in self:
            why = EXIT_CODES.get(vacancy.close_reason, "other")
            unsent = why if why == "position_filled" else "list_closed"
            for code, states in (
                (why, ("sent", "interview")),
                (unsent, ("proposed", "approved")),
            ):
                waiting = vacancy.candidacy_ids.filtered(
                    lambda one, states=states: one.state in states
                )
                reason = waiting._reason(code)
                waiting.write({"state": "not_selected", "exit_reason_id": reason.id})

    def _guard_transition(self, target, vals):
        stage = self.env["employer.vacancy.stage"].browse(target)
        if stage.kind == "filled" and self.filled_count < vals.get("positions", self.positions):
            raise UserError(
                self.env._(
                    "“%(record)s” has %(filled)s of %(positions)s positions filled. It becomes "
                    "filled by itself; close it with a reason if the company filled it elsewhere.",
                    record=self.display_name,
                    filled=self.filled_count,
                    positions=self.positions,
                )
            )
        return super()._guard_transition(target, vals)

    def _free_positions(self):
        return max(super()._free_positions() - self.filled_count, 1)

    @api.model
    def _moves(self):
        """A list made or sent, a person who got further, a company that said no."""
        return [
            *super()._moves(),
            SQL(
                """(SELECT MAX(m.date) FROM employer_preselection p
                      JOIN employer_milestone m ON m.res_model = 'employer.preselection'
                       AND m.res_id = p.id AND m.cancelled_at IS NULL
                     WHERE p.vacancy_id = v.id
                       AND m.milestone IN ('draft', 'approved', 'sent'))"""
            ),
            SQL(
                """(SELECT MAX(m.date) FROM employer_candidacy c
                      LEFT JOIN employer_exit_reason x ON x.id = c.exit_reason_id
                      JOIN employer_milestone m ON m.res_model = 'employer.candidacy'
                       AND m.res_id = c.id AND m.cancelled_at IS NULL
                     WHERE c.vacancy_id = v.id
                       AND (m.milestone IN %s
                            OR m.milestone = 'not_selected' AND x.code NOT IN %s))""",
                PROGRESS,
                UNANSWERED,
            ),
        ]

    @api.model
    def _keeps_open_domain(self):
        """A list that waits at the company, or a person it meets, keeps a vacancy open."""
        met = ("interview", "selected")
        return (
            super()._keeps_open_domain()
            | Domain("preselection_ids", "any", [("state", "=", "sent")])
            | Domain("candidacy_ids", "any", [("state", "in", met)])
        )

    def _unofferable(self):
        """Return the persons not to be offered for this vacancy: on a list, excluded, unwilling."""
        if not self:
            return self.env["employer.candidate"]
        offerable = self._offerable_domain(self.employer_id.ids)
        return self.env["employer.candidate"].search(~offerable)

    def action_new_list(self):
        """Create the list of the next round and open it.

        :return: act_window of the new list
        :raise UserError: when the vacancy is filled or closed
        """
        self.ensure_one()
        self._check_open_for_lists()
        preselection = self.env["employer.preselection"].create({"vacancy_id": self.id})
        selection = self._first_stage("selection")
        if self.stage_id.code in ("need", "open") and selection:
            self.write({"stage_id": selection.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": "employer.preselection",
            "view_mode": "form",
            "res_id": preselection.id,
        }

    def _check_open_for_lists(self):
        if not self._is_open():
            raise UserError(
                self.env._(
                    "“%s” is filled or closed. Open it again before making a list.",
                    self.display_name,
                )
            )

    def action_view_lists(self):
        """Open the lists of this vacancy."""
        return self._action_lists("employer_preselection_action")

    def action_view_candidacies(self):
        """Open the board of this vacancy's candidacies."""
        return self._action_lists("employer_candidacy_action")

    def _action_lists(self, name):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(f"employer_engagement.{name}")
        return {
            **action,
            "domain": [("vacancy_id", "=", self.id)],
            "context": {"default_vacancy_id": self.id},
        }
