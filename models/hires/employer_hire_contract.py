# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

FAMILIES = [
    ("open_ended", "Open-ended"),
    ("fixed_term", "Fixed-term"),
    ("apprenticeship", "Apprenticeship"),
    ("agency", "Agency work"),
    ("other", "Other"),
]


class EmployerHireContract(models.Model):
    """One contract of a hire, with its UNILAV code and dates; the end day is included.

    `kind` follows from the dates: the first; an extension goes on in the same family, a
    transformation in another one; a re-hire comes after a gap of at most the days
    of R12 (30 as shipped). A longer gap is another hire.
    """

    _name = "employer.hire.contract"
    _description = "Contract"
    _inherit = ["employer.record.mixin"]
    _order = "start_date, id"

    hire_id = fields.Many2one("employer.hire", required=True, index=True, ondelete="cascade")
    candidate_id = fields.Many2one(related="hire_id.candidate_id", string="Person")
    employer_id = fields.Many2one(related="hire_id.employer_id", readonly=False)
    kind = fields.Selection(
        [
            ("first", "First"),
            ("extension", "Extension"),
            ("transformation", "Transformation"),
            ("rehire", "Re-hire"),
        ],
        compute="_compute_kind",
        store=True,
        help="From the dates and families of the hire's contracts.",
    )
    family = fields.Selection(FAMILIES, required=True, default="fixed_term")
    unilav_code = fields.Char(string="UNILAV code", help="Contract code of the notice, as A.02.00.")
    start_date = fields.Date(string="First day", required=True)
    end_date = fields.Date(string="Last day", help="Included. Empty: no end.")
    ended_date = fields.Date(string="Really ended on", help="Only when it ended on another day.")
    weekly_hours = fields.Float(string="Weekly hours")
    pay_band = fields.Selection(
        [
            ("1", "Up to 600 € a month"),
            ("2", "600 to 1,000 €"),
            ("3", "1,000 to 1,400 €"),
            ("4", "Over 1,400 €"),
        ],
        string="Pay band",
        help="Gross.",
    )
    company_id = fields.Many2one(related="hire_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR end_date >= start_date)",
        "A contract must end on or after the day it starts.",
    )
    _check_ended = models.Constraint(
        "CHECK(ended_date IS NULL OR ended_date >= start_date)",
        "A contract must end on or after the day it starts.",
    )

    @api.depends(
        "family",
        "start_date",
        "hire_id.contract_ids.family",
        "hire_id.contract_ids.start_date",
        "hire_id.contract_ids.end_date",
        "hire_id.contract_ids.ended_date",
    )
    def _compute_kind(self):
        for contract in self:
            before = contract._contract_before()
            if not before:
                contract.kind = "first"
            elif contract._gap_after(before):
                contract.kind = "rehire"
            else:
                same = contract.family == before.family
                contract.kind = "extension" if same else "transformation"

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        self.env["employer.followup"]._sync_hires(contracts.hire_id)
        return contracts

    def write(self, vals):
        result = super().write(vals)
        if "start_date" in vals:
            self.env["employer.followup"]._sync_hires(self.hire_id)
        return result

    def unlink(self):
        hires = self.hire_id
        result = super().unlink()
        self.env["employer.followup"]._sync_hires(hires)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_only(self):
        """A hire keeps at least one contract."""
        for hire in self.hire_id:
            if not hire.contract_ids - self:
                raise UserError(
                    self.env._(
                        "%(hire)s needs a contract: correct this one, or archive the hire.",
                        hire=hire.display_name,
                    )
                )

    def _last_day(self):
        """Return the day it truly ended, else its last day as agreed; False without an end."""
        self.ensure_one()
        return self.ended_date or self.end_date

    def _contract_before(self):
        """Return the contract of the same hire that began last before this one."""
        self.ensure_one()
        contracts = self.hire_id.contract_ids
        if not self.start_date:
            return contracts.browse()
        earlier = contracts.filtered(
            lambda line: line.start_date and line.start_date < self.start_date
        )
        return earlier.sorted("start_date")[-1:]

    def _gap_after(self, before):
        """Return the days without a contract between `before` and this one (0: none)."""
        last = before._last_day()
        return max((self.start_date - last).days - 1, 0) if last else 0

    @api.constrains("start_date", "end_date", "ended_date", "hire_id")
    def _check_chain(self):
        """Keep the contracts of a hire in one chain: each near the one before (R12)."""
        for contract in self.hire_id.contract_ids:
            before = contract._contract_before()
            last = before and before._last_day()
            days = contract.hire_id._rehire_days(contract.start_date)
            if last and contract.start_date > last + timedelta(days=days):
                raise ValidationError(
                    self.env._(
                        "A contract from %(start)s begins more than %(days)s days after the one of "
                        "%(hire)s that ended on %(end)s: record a new hire.",
                        start=contract.start_date,
                        days=days,
                        hire=contract.hire_id.display_name,
                        end=last,
                    )
                )
            contract._check_same_day()
        self.hire_id._check_not_again()

    def _check_same_day(self):
        """Refuse two contracts of a hire that begin on the same day."""
        same = self.hire_id.contract_ids.filtered(lambda line: line.start_date == self.start_date)
        if len(same) > 1:
            raise ValidationError(
                self.env._(
                    "%(hire)s has two contracts from %(start)s: correct one of them.",
                    hire=self.hire_id.display_name,
                    start=self.start_date,
                )
            )
