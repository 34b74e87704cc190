# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import format_date


class EmployerRuleExceptionGive(models.TransientModel):
    """R6 lifted for an internship: the agreement is signed on paper and its file follows."""

    _inherit = "employer.rule.exception.give"

    is_about_agreement = fields.Boolean(compute="_compute_is_about_agreement")
    employer_id = fields.Many2one(
        "employer.organisation", compute="_compute_is_about_agreement", string="Host"
    )
    is_signed = fields.Boolean(
        string="Signed, the file follows",
        help="The agreement is signed on paper. Today reminds of the file until it is active.",
    )
    agreement_id = fields.Many2one("employer.agreement", string="Agreement signed")
    signed_date = fields.Date(string="Signed on", default=fields.Date.context_today)

    @api.depends("res_model", "res_id", "rule_ids")
    def _compute_is_about_agreement(self):
        for dialog in self:
            about = dialog.res_model == "employer.internship" and "R6" in dialog.rule_ids.mapped(
                "code"
            )
            dialog.is_about_agreement = about
            record = self.env["employer.internship"].browse(dialog.res_id if about else [])
            dialog.employer_id = record.employer_id

    @api.onchange("is_signed", "signed_date")
    def _onchange_is_signed(self):
        """Propose the words, and the only agreement it can be."""
        if not self.is_signed:
            return
        if not self.agreement_id:
            waiting = self.env["employer.agreement"].search(
                [
                    ("employer_id", "=", self.employer_id.id),
                    ("state", "in", ("draft", "negotiation", "to_sign")),
                ],
                limit=2,
            )
            self.agreement_id = waiting if len(waiting) == 1 else False
        if self.signed_date:
            day = format_date(self.env, self.signed_date)
            self.reason = self.env._("Signed on %s, file to follow.", day)

    def _exception_vals(self, rule):
        vals = super()._exception_vals(rule)
        if rule.code == "R6" and self.is_signed and self.is_about_agreement:
            vals |= {"agreement_id": self.agreement_id.id, "signed_date": self.signed_date}
        return vals

    def action_give(self):
        result = super().action_give()
        if self.is_signed and self.is_about_agreement:
            internship = self.env["employer.internship"].browse(self.res_id)
            internship.agreement_id = self.agreement_id
        return result
