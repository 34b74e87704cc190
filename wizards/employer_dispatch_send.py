# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerDispatchSend(models.TransientModel):
    """Asks partners whom they propose for a vacancy: which, how many, by when, how they hear of it.

    Partners asked already, and not closed, are left out. Officers, each their own dialog.
    """

    _name = "employer.dispatch.send"
    _description = "Ask partners for a vacancy"

    vacancy_id = fields.Many2one("employer.vacancy", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="vacancy_id.company_id")
    asked_ids = fields.Many2many(
        "employer.organisation",
        "employer_dispatch_send_asked_rel",
        string="Asked already",
        compute="_compute_asked_ids",
    )
    organisation_ids = fields.Many2many("employer.organisation", string="Partners")
    places = fields.Integer(
        string="Places for each", default=3, help="How many persons each may propose."
    )
    deadline_date = fields.Date(
        string="Propose by",
        compute="_compute_deadline_date",
        store=True,
        readonly=False,
        precompute=True,
    )
    words = fields.Text(string="Words to the partners")
    is_employer_named = fields.Boolean(
        string="Employer may be named", help="The employer agreed that partners know who it is."
    )
    way = fields.Selection(
        [
            ("now", "By mail now"),
            ("gathered", "With the next mail to each"),
            ("told", "I told them myself"),
        ],
        string="They hear of it",
        required=True,
        default="now",
    )
    unreachable_words = fields.Char(
        string="Without an address",
        compute="_compute_unreachable_words",
        help="They have no e-mail, only a PEC, or asked for no mails for now.",
    )

    @api.depends("vacancy_id")
    def _compute_asked_ids(self):
        for dialog in self:
            asked = dialog.vacancy_id.dispatch_ids.filtered(lambda one: one.state != "closed")
            dialog.asked_ids = asked.filtered(lambda one: not one.unit_id).organisation_id

    @api.depends("vacancy_id")
    def _compute_deadline_date(self):
        for dialog in self:
            dispatch = self.env["employer.dispatch"].new({"vacancy_id": dialog.vacancy_id})
            dialog.deadline_date = dialog.deadline_date or dispatch.deadline_date

    @api.depends("organisation_ids")
    def _compute_unreachable_words(self):
        for dialog in self:
            partners = dialog.organisation_ids._origin
            missing = partners.filtered(lambda one: not one._bulletin_contact())
            dialog.unreachable_words = ", ".join(missing.mapped("display_name"))

    def action_confirm(self):
        """Ask the partners chosen.

        :return: act_window of what partners were asked for this vacancy
        :raise UserError: nobody chosen, or no mail can go to one of them
        """
        self.ensure_one()
        partners = self.organisation_ids - self.asked_ids
        if not partners:
            raise UserError(self.env._("Choose the partners to ask."))
        dispatches = self.env["employer.dispatch"].create(
            [self._dispatch_vals(partner) for partner in partners]
        )
        send = {
            "now": dispatches.action_send,
            "gathered": dispatches.action_send_later,
            "told": dispatches.action_mark_sent,
        }
        send[self.way]()
        return self.vacancy_id.action_view_dispatches()

    def _dispatch_vals(self, partner):
        return {
            "vacancy_id": self.vacancy_id.id,
            "organisation_id": partner.id,
            "places": self.places,
            "deadline_date": self.deadline_date,
            "words": self.words,
            "is_employer_named": self.is_employer_named,
        }
