# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerPreselectionAnswer(models.TransientModel):
    """Records what a company said about a list on the phone: one line a person, none by heart."""

    _name = "employer.preselection.answer"
    _description = "Record a company's answer"

    preselection_id = fields.Many2one("employer.preselection", required=True, ondelete="cascade")
    contact_id = fields.Many2one(
        "res.partner",
        string="Spoke with",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
    )
    commercial_id = fields.Many2one(related="preselection_id.partner_id", string="Organisation")
    channel = fields.Selection(
        [("phone", "Phone"), ("mail", "E-mail"), ("whatsapp", "WhatsApp"), ("visit", "Visit")],
        required=True,
        default="phone",
    )
    reason_ids = fields.Many2many("employer.exit.reason", compute="_compute_reason_ids")
    line_ids = fields.One2many(
        "employer.preselection.answer.line",
        "answer_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("preselection_id")
    def _compute_contact_id(self):
        for dialog in self:
            dialog.contact_id = dialog.preselection_id.contact_id

    @api.depends("preselection_id")
    def _compute_reason_ids(self):
        for dialog in self:
            dialog.reason_ids = dialog.preselection_id._refusal_reasons()

    @api.depends("preselection_id")
    def _compute_line_ids(self):
        for dialog in self:
            shown = dialog.preselection_id._shown() if dialog.preselection_id else ()
            dialog.line_ids = [
                fields.Command.clear(),
                *(
                    fields.Command.create(
                        {
                            "candidacy_id": one.id,
                            "interview_datetime": one.interview_datetime,
                            "interview_place": one.interview_place,
                        }
                    )
                    for one in shown
                    if one.state in ("sent", "interview")
                ),
            ]

    def action_confirm(self):
        """Write the answers; who agreed already moves on, the others are asked first.

        :raise UserError: when no answer was chosen, or a reason is missing
        """
        self.ensure_one()
        said = self.line_ids.filtered("answer")
        if not said:
            raise UserError(self.env._("Choose what the company said of at least one person."))
        self.preselection_id._record_answers(
            [(line.candidacy_id, line._values()) for line in said],
            channel=self.channel,
            contact=self.contact_id,
        )
