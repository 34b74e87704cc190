# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.indemnity import monthly_due
from odoo.addons.employer_engagement.tools.presence import month_share


class EmployerInternshipMonth(models.Model):
    """What is due for a month (R3), who pays it, under which project, and when it was paid.

    The amount follows the scheme's threshold and what it says below it, for the part of the month
    that belongs to the internship; gross euros. Once paid it stays. Shown where *stipends* is on.
    A month left unpaid is a legal risk (L. 234/2021 c. 722). Source: DOMAIN.md §1.1 (0.10), §2.2.
    """

    _inherit = "employer.internship.month"

    currency_id = fields.Many2one(related="company_id.currency_id")
    amount_due = fields.Monetary(
        string="Amount due",
        compute="_compute_amount_due",
        store=True,
        help="Gross, by the scheme: in full from its attendance, below it as it says.",
    )
    payer = fields.Selection(
        related="internship_id.scheme_id.payer", string="Paid by", store=True, index=True
    )
    programme_id = fields.Many2one(
        related="internship_id.programme_id", store=True, index="btree_not_null"
    )
    programme_code = fields.Char(related="programme_id.code", string="CUP")
    paid_date = fields.Date(string="Paid on", copy=False)
    payment_reference = fields.Char(string="Payment reference", copy=False)

    _to_pay_idx = models.Index("(last_date) WHERE state = 'confirmed' AND paid_date IS NULL")
    _check_paid = models.Constraint(
        "CHECK(paid_date IS NULL OR state = 'confirmed')",
        "Only a confirmed month is paid: confirm its presence first.",
    )

    @api.depends(
        "hours_present",
        "hours_planned",
        "first_date",
        "last_date",
        "internship_id.monthly_allowance",
        "internship_id.scheme_id.attendance_threshold",
        "internship_id.scheme_id.below_threshold",
    )
    def _compute_amount_due(self):
        for one in self:
            if not one.paid_date:
                one.amount_due = one._due()
            else:
                one.amount_due = one.amount_due

    def _due(self):
        internship, scheme = self.internship_id, self.internship_id.scheme_id
        if not self.first_date or not scheme:
            return 0
        return monthly_due(
            internship.monthly_allowance,
            self.hours_present,
            self.hours_planned,
            scheme.attendance_threshold,
            scheme.below_threshold,
            month_share(self.first_date, self.last_date, internship._away()),
        )

    def _guard_transition(self, target, vals):
        if target == "open" and self.paid_date and vals.get("paid_date", True):
            raise UserError(
                self.env._(
                    "%(month)s was paid on %(day)s: take the payment back before you reopen it.",
                    month=self.display_name,
                    day=self.internship_id._day(self.paid_date),
                )
            )
        return super()._guard_transition(target, vals)

    def action_pay(self):
        """Write that these months were paid today; the day can be corrected in the list.

        :raise UserError: naming one that is not confirmed
        """
        for one in self.filtered(lambda one: one.state != "confirmed"):
            raise UserError(
                self.env._("%s is not confirmed: confirm its presence first.", one.display_name)
            )
        self.filtered(lambda one: not one.paid_date).paid_date = fields.Date.context_today(self)
