# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date


class EmployerWorkshopInviteLine(models.TransientModel):
    """One person to invite, with all that speaks for or against writing now."""

    _name = "employer.workshop.invite.line"
    _description = "Person to invite to a workshop"
    _inherit = ["employer.workshop.letter"]
    _order = "employer_id, id"
    _rec_name = "partner_id"

    invite_id = fields.Many2one("employer.workshop.invite", required=True, ondelete="cascade")
    event_id = fields.Many2one(related="invite_id.event_id", readonly=True)
    registration_id = fields.Many2one("event.registration", readonly=True)
    message = fields.Html(related="invite_id.message")
    status = fields.Selection(
        [
            ("mail", "By mail"),
            ("phone", "No mail: phone list"),
            ("to_call", "On the phone list"),
            ("invited", "Invited, no answer"),
            ("registered", "Registered"),
            ("declined", "Declined"),
        ],
        compute="_compute_status",
    )
    invited_date = fields.Date(related="registration_id.invited_date")
    # rule R17: an invitation is mass mail and no contact, but one may ask the colleague first
    call_state = fields.Selection(related="employer_id.call_state")
    call_words = fields.Char(related="employer_id.call_words", string="Colleagues")

    not_now_words = fields.Char(
        string="They asked",
        compute="_compute_not_now_words",
        help="They asked for no automatic mails, by the link in one.",
    )

    @api.depends("employer_id.mail_paused_until")
    def _compute_not_now_words(self):
        for line in self:
            employer = line.employer_id
            until = employer and employer._is_mail_paused() and employer.mail_paused_until
            words = until and self.env._("not now until %s", format_date(self.env, until))
            line.not_now_words = words or False

    @api.depends("registration_id", "email")
    def _compute_status(self):
        for line in self:
            registration = line.registration_id
            if not registration:
                line.status = "mail" if line.email else "phone"
            elif registration.is_to_call:
                line.status = "to_call"
            else:
                answers = {"draft": "invited", "cancel": "declined"}
                line.status = answers.get(registration.state, "registered")

    def _letter_preview(self, template):
        """Return subject and text as the person reads them; nothing is sent."""
        self.ensure_one()
        texts = self._letter_texts(template)
        return Markup("<p><strong>%s</strong></p>%s") % (
            texts["subject"][self.id],
            texts["body_html"][self.id],
        )

    def _letter_link(self):
        registration = self.registration_id
        if not registration.company_id:
            return False
        _link, address = self.env["employer.access.link"]._issue(
            registration, "workshop", self.partner_id, days=self.invite_id._link_days()
        )
        return address

    def _put_on_list(self):
        """Put everybody on the list of the workshop; who was asked before is asked again."""
        today = fields.Date.context_today(self)
        new = self.filtered(lambda line: not line.registration_id)
        registrations = self.env["event.registration"].create(
            [line._registration_vals() for line in new]
        )
        for line, registration in zip(new, registrations, strict=True):
            line.registration_id = registration
        asked = self.filtered("email")
        for signer, lines in asked.grouped("signer_id").items():
            lines.registration_id.write(
                {"is_to_call": False, "invited_date": today, "invited_by_id": signer.id}
            )

    def _registration_vals(self):
        return {
            "event_id": self.event_id.id,
            "employer_id": self.employer_id.id,
            "partner_id": self.partner_id.id,
            "name": self.partner_id.name,
            "email": self.email,
            "phone": self.phone,
            "company_name": self.employer_id.name,
            "state": "draft",
            "is_to_call": not self.email,
        }

    def _log_invitations(self):
        """Write in each company's history that it was invited: mass mail, no attempt (R17)."""
        self.env["employer.interaction"].create(
            [
                {
                    "employer_id": lines.employer_id.id,
                    "contact_id": lines[:1].partner_id.id,
                    "workshop_id": lines.event_id.id,
                    "programme_id": lines.event_id.programme_id.id,
                    "channel": "mail",
                    "outcome": "sent",
                    "is_mass_mail": True,
                    "user_id": lines[:1].signer_id.id,
                    "summary": self.env._(
                        "Invited to “%(workshop)s”", workshop=lines.event_id.name
                    ),
                }
                for lines in self.grouped("employer_id").values()
            ]
        )
