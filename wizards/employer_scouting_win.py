# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.employer_engagement.models.organisations.employer_organisation_step import (
    STEP_TYPES,
)


class EmployerScoutingWin(models.TransientModel):
    """Win an employer and say at once what comes next, so that no won employer is forgotten.

    Whom to speak with, what they need, and the first agreement or vacancy, whose draft may be
    opened at once (`action_win_open`).
    """

    _name = "employer.scouting.win"
    _description = "Win a scouting"

    scouting_ids = fields.Many2many("employer.scouting", required=True)
    partner_ids = fields.Many2many(
        "res.partner", string="Their contacts", compute="_compute_partner_ids"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Its contact", compute="_compute_partner_ids"
    )
    is_single = fields.Boolean(compute="_compute_partner_ids")
    contact_id = fields.Many2one(
        "res.partner",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        string="Contact person",
    )
    need = fields.Text(
        compute="_compute_need",
        store=True,
        readonly=False,
        string="What they need",
        help="In their words; no names of persons we follow.",
    )
    date = fields.Date(string="Won on", required=True, default=fields.Date.context_today)
    next_kind = fields.Selection(
        lambda self: (
            self.env["employer.organisation"]
            ._fields["next_step_kind"]
            ._description_selection(self.env)
        ),
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
            win.partner_id = win.partner_ids[:1]
            win.is_single = len(win.scouting_ids) == 1

    @api.depends("scouting_ids")
    def _compute_contact_id(self):
        for win in self:
            scouting = win.scouting_ids[:1]
            win.contact_id = scouting.contact_id or scouting.employer_id.main_contact_id

    @api.depends("scouting_ids")
    def _compute_need(self):
        for win in self:
            win.need = len(win.scouting_ids) == 1 and win.scouting_ids.need

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_win(self):
        """Move the scoutings to the won stage and plan the next step on their organisations."""
        self.ensure_one()
        stage = self.env["employer.scouting.stage"]._of_kind("won")
        step = dict(self._fields["next_kind"]._description_selection(self.env))[self.next_kind]
        for scouting in self.scouting_ids:
            scouting.write({"stage_id": stage.id, "stage_since": self.date, **self._said(scouting)})
            employer = scouting.employer_id
            employer.write({**self._next(step), **self._main_contact(employer)})
            self._plan(scouting, step)
        return {"type": "ir.actions.act_window_close"}

    def action_win_open(self):
        """Win, then open the draft of the first agreement or vacancy."""
        close = self.action_win()
        return self._open_draft() or close

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _open_draft(self):
        """Return the action that opens the draft of what is next; later rooms make theirs."""
        return

    def _next(self, step):
        return {
            "next_step": step,
            "next_step_date": self.next_step_date,
            "next_step_kind": self.next_kind,
        }

    def _said(self, scouting):
        """Return the contact person and the need, where the dialog says more than the scouting."""
        said = {"need": self.need} if self.need else {}
        if self._is_of(scouting.employer_id):
            said["contact_id"] = self.contact_id.id
        return said

    def _is_of(self, employer):
        """Return whether the contact person chosen belongs to `employer`."""
        return bool(
            self.contact_id and self.contact_id.commercial_partner_id == employer.partner_id
        )

    def _main_contact(self, employer):
        """Return the contact person as the organisation's main one, if it has none."""
        if employer.main_contact_id or not self._is_of(employer):
            return {}
        return {"main_contact_id": self.contact_id.id}

    def _plan(self, scouting, step):
        scouting.employer_id.activity_schedule(
            STEP_TYPES[self.next_kind],
            self.next_step_date,
            summary=step,
            user_id=(scouting.user_id or self.env.user).id,
        )
