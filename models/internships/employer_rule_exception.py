# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerRuleException(models.Model):
    """R6 lifted because the agreement is signed on paper: which one, since when, file due by when.

    Today reminds the officer of the file until the agreement is active.
    """

    _inherit = "employer.rule.exception"

    agreement_id = fields.Many2one(
        "employer.agreement",
        string="Agreement signed",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    signed_date = fields.Date(string="Signed on", readonly=True)
    file_due_date = fields.Date(string="File due by", readonly=True)

    @api.model
    def _prepare_exception_vals(self, vals):
        vals = super()._prepare_exception_vals(vals)
        due = self._file_due_date(vals) if vals.get("signed_date") else False
        return {**vals, "file_due_date": due}

    @api.model
    def _file_due_date(self, vals):
        """Return by when the file of an agreement signed on paper must come (parameter of R6)."""
        company = self.env["res.company"].browse(vals["company_id"])
        days = self.env["employer.rule"]._parameter("R6", "file_days", company=company)
        return fields.Date.context_today(self) + timedelta(days=days)

    @api.constrains("agreement_id", "signed_date", "rule_id")
    def _check_signed(self):
        """Refuse a paper of somebody else, of tomorrow, or for a rule that asks for none."""
        today = fields.Date.context_today(self)
        for exception in self.filtered(lambda one: one.agreement_id or one.signed_date):
            record = self._record(exception.res_model, exception.res_id)
            if (
                exception.rule_id.code != "R6"
                or exception.res_model != "employer.internship"
                or not (exception.agreement_id and exception.signed_date)
                or exception.agreement_id.employer_id != record.employer_id
                or exception.signed_date > today
            ):
                raise ValidationError(
                    self.env._(
                        "“Signed, the file follows” needs an agreement of the host and the day it "
                        "was signed, today at the latest."
                    )
                )
