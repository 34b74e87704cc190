# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerWorkshopThankLine(models.TransientModel):
    """One person to thank, or to tell that they were missed, and the next step with the company."""

    _name = "employer.workshop.thank.line"
    _description = "Person to thank after a workshop"
    _inherit = ["employer.workshop.letter"]
    _order = "attendance, employer_id, id"
    _rec_name = "partner_id"

    thank_id = fields.Many2one("employer.workshop.thank", required=True, ondelete="cascade")
    event_id = fields.Many2one(related="thank_id.event_id", readonly=True)
    registration_id = fields.Many2one("event.registration", required=True, readonly=True)
    attendance = fields.Selection(related="registration_id.attendance", store=True)
    message = fields.Html(compute="_compute_message")
    next_step = fields.Char(string="Next step")
    next_step_date = fields.Date(string="On")

    @api.depends("thank_id.message", "thank_id.message_no_show", "attendance")
    def _compute_message(self):
        for line in self:
            thank = line.thank_id
            is_missed = line.attendance == "no_show"
            line.message = thank.message_no_show if is_missed else thank.message

    def _plan(self):
        """Log that each company was there, with the next step of its owner.

        One contact a company, of the day of the workshop. A company that did not come was only
        written to: its step, where one was entered, hangs on that letter.
        """
        came = self.filtered(lambda line: line.attendance != "no_show")
        missed = (self - came).filtered(
            lambda line: line.next_step_date and line.employer_id not in came.employer_id
        )
        self.env["employer.interaction"].create(
            [
                *(lines._contact_vals() for lines in came.grouped("employer_id").values()),
                *(lines._letter_vals() for lines in missed.grouped("employer_id").values()),
            ]
        )

    def _contact_vals(self):
        event = self.event_id
        return {
            **self._step_vals(),
            "date": fields.Date.context_today(self, event.date_begin),
            "channel": "event",
            "direction": "in",
            "outcome": "reached",
            "summary": self.env._("Came to “%(workshop)s”", workshop=event.name),
        }

    def _letter_vals(self):
        return {
            **self._step_vals(),
            "channel": "mail",
            "outcome": "sent",
            "is_mass_mail": True,
            "summary": self.env._("Did not come to “%(workshop)s”", workshop=self.event_id.name),
        }

    def _step_vals(self):
        """Return what a company's contact and letter have in common; the step is its owner's."""
        step = self.filtered("next_step_date")[:1]
        return {
            "employer_id": self.employer_id.id,
            "contact_id": self[:1].partner_id.id,
            "workshop_id": self.event_id.id,
            "programme_id": self.event_id.programme_id.id,
            "user_id": self[:1].signer_id.id,
            "next_step": step.next_step,
            "next_step_date": step.next_step_date,
        }
