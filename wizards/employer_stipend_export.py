# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.workbook_writer import SheetColumn, WorkbookWriter

_logger = logging.getLogger(__name__)
#: How the register of disclosures says that names and fiscal codes went into the payroll file.
PAYROLL = "Name and fiscal code, in the file of stipends"


class EmployerStipendExport(models.TransientModel):
    """The file of stipends for the payroll office: confirmed months that are to be paid.

    Rows are the months the user may read; names and fiscal codes stand in it for persons whose
    name the user may open, each with a row in the register of disclosures.
    """

    _name = "employer.stipend.export"
    _description = "Stipends for the payroll office"

    month = fields.Date(
        string="Up to the month of",
        required=True,
        default=lambda self: self.env["employer.internship"]._last_month(),
        help="Confirmed months not yet paid, this one and those before.",
    )
    payer = fields.Selection(
        selection=lambda self: (
            self.env["employer.internship.scheme"]._fields["payer"]._description_selection(self.env)
        ),
        string="Paid by",
        required=True,
        default="municipality",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )

    def action_export(self):
        """Download the file.

        :raise AccessError: without the right to export
        :raise UserError: when nothing is to be paid
        """
        self.ensure_one()
        self.env["employer.pipelines"]._check_may_export()
        if not self._months():
            raise UserError(
                self.env._("Nothing is to be paid: no confirmed month up to then is unpaid.")
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/employer_engagement/stipends/{self.id}.xlsx",
            "target": "download",
        }

    def _months(self):
        """Return the months to pay that the user may read, the oldest first."""
        return self.env["employer.internship.month"].search(
            Domain("state", "=", "confirmed")
            & Domain("paid_date", "=", False)
            & Domain("amount_due", ">", 0)
            & Domain("payer", "=", self.payer)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("month", "<=", self.month),
            order="month, employer_id, id",
        )

    def _write_workbook(self, target):
        """Write the file to a stream and the names in it to the register.

        :return: how many rows
        """
        self.env["employer.pipelines"]._check_may_export()
        months = self._months()
        names = self._names(months.candidate_id)
        with WorkbookWriter(target) as workbook:
            count = workbook.add_sheet(
                self.env._("Stipends"), self._columns(), (self._row(one, names) for one in months)
            )
        _logger.info(
            "User %s exported %s stipends, names of %s persons", self.env.uid, count, len(names)
        )
        return count

    def _names(self, persons):
        """Return {person id: personal data, sudo} of those whose name the user may open."""
        named = persons._among(persons._identity_entitlement_domain())
        # sudo: entitlement was judged above; that the names leave is written below
        rows_sudo = (
            self.env["employer.candidate.identity"]
            .sudo()
            .search([("candidate_id", "in", named.ids)])
        )
        self.env["employer.disclosure"]._log(
            rows_sudo.candidate_id.sudo(False), "exported", what=PAYROLL
        )
        return {row.candidate_id.id: row for row in rows_sudo}

    def _columns(self):
        return [
            SheetColumn(self.env._("Month"), "date", 12),
            SheetColumn(self.env._("Person"), "text", 12),
            SheetColumn(self.env._("Last name"), "text", 20),
            SheetColumn(self.env._("First name"), "text", 20),
            SheetColumn(self.env._("Fiscal code"), "text", 20),
            SheetColumn(self.env._("CUP"), "text", 20),
            SheetColumn(self.env._("Host"), "text", 30),
            SheetColumn(self.env._("VAT number of the host"), "text", 16),
            SheetColumn(self.env._("Internship"), "text", 16),
            SheetColumn(self.env._("From"), "date", 12),
            SheetColumn(self.env._("To"), "date", 12),
            SheetColumn(self.env._("Hours planned"), "number", 10),
            SheetColumn(self.env._("Hours present"), "number", 10),
            SheetColumn(self.env._("Attendance"), "percent", 10),
            SheetColumn(self.env._("Monthly allowance"), "number", 12),
            SheetColumn(self.env._("Amount due"), "number", 12),
        ]

    def _row(self, one, names):
        who = names.get(one.candidate_id.id)
        return (
            one.month,
            one.candidate_id.code,
            who and who.last_name,
            who and who.first_name,
            who and who.fiscal_code,
            one.programme_code,
            one.employer_id.display_name,
            one.employer_id.vat_number,
            one.internship_id.name,
            one.first_date,
            one.last_date,
            one.hours_planned,
            one.hours_present,
            one.attendance / 100,
            one.internship_id.monthly_allowance,
            one.amount_due,
        )
