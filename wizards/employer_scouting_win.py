# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models


class EmployerScoutingWin(models.TransientModel):
    """Win an employer and say at once what comes next, so that no won employer is forgotten."""

    _name = "employer.scouting.win"
    _description = "Win a scouting"

    scouting_ids = fields.Many2many("employer.scouting", required=True)
    partner_ids = fields.Many2many("res.partner", compute="_compute_partner_ids")
    contact_id = fields.Many2one(
        "res.partner",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        string="Contact person",
    )
    date = fields.Date(string="Won on", required=True, default=fields.Date.context_today)
    next_kind = fields.Selection(
        [
            ("agreement", "First agreement"),
            ("vacancy", "First vacancy"),
            ("workshop", "Invitation to a workshop"),
            ("followup", "Call again"),
        ],
        string="What is next",
        required=True,
        default="agreement",
    )
    next_step_date = fields.Date(
        string="By",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=7),
    )

    @api.depends("scouting_ids")
    def _compute_partner_ids(self):
        for win in self:
            win.partner_ids = win.scouting_ids.employer_id.partner_id

    @api.depends("scouting_ids")
    def _compute_contact_id(self):
        for win in self:
            scouting = win.scouting_ids[:1]
            win.contact_id = scouting.contact_id or scouting.employer_id.main_contact_id

    def action_win(self):
        """Move the scoutings to the won stage and plan the next step on their organisations."""
        self.ensure_one()
        stage = self.env["employer.scouting.stage"]._of_kind("won")
        step = dict(self._fields["next_kind"]._description_selection(self.env))[self.next_kind]
        for scouting in self.scouting_ids:
            scouting.write({"stage_id": stage.id, "stage_since": self.date, **self._next(step)})
            employer = scouting.employer_id
            employer.write({**self._next(step), **self._main_contact(employer)})
            self._plan(scouting, step)
        return {"type": "ir.actions.act_window_close"}

    def _next(self, step):
        return {"next_step": step, "next_step_date": self.next_step_date}

    def _main_contact(self, employer):
        """Return the contact person as the organisation's main one, if it has none."""
        is_its_own = self.contact_id.commercial_partner_id == employer.partner_id
        if employer.main_contact_id or not self.contact_id or not is_its_own:
            return {}
        return {"main_contact_id": self.contact_id.id}

    def _plan(self, scouting, step):
        call = self.next_kind == "followup"
        scouting.employer_id.activity_schedule(
            "mail.mail_activity_data_call" if call else "mail.mail_activity_data_todo",
            self.next_step_date,
            summary=step,
            user_id=(scouting.user_id or self.env.user).id,
        )
