# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerInternshipSheet(models.TransientModel):
    """Take in a presence sheet, as a photo or on paper, and confirm the month; or look at it.

    The row is of who opened it and vanishes; the photo stays with the month.
    """

    _name = "employer.internship.sheet"
    _description = "Presence sheet"

    month_id = fields.Many2one("employer.internship.month", required=True, ondelete="cascade")
    is_shown = fields.Boolean(string="Only shown")
    sheet_file = fields.Binary(string="Photo or scan")
    sheet_name = fields.Char(export_string_translation=False)
    sheet_date = fields.Date(string="Received on", required=True, default=fields.Date.context_today)
    hours_planned = fields.Float(related="month_id.hours_planned")
    hours_absent = fields.Float(related="month_id.hours_absent")
    hours_present = fields.Float(
        string="Hours on the sheet",
        compute="_compute_hours_present",
        store=True,
        readonly=False,
        precompute=True,
    )
    note = fields.Char(help="Facts about work only; nothing about anybody's health.")

    @api.depends("month_id")
    def _compute_hours_present(self):
        for sheet in self:
            sheet.hours_present = sheet.month_id.hours_present

    def action_confirm(self):
        """Keep the sheet and confirm the month with its hours.

        :raise UserError: when the month is not over
        """
        self._keep()
        self.month_id.action_confirm()

    def action_keep(self):
        """Keep the sheet; the month stays open."""
        self._keep()

    def _keep(self):
        self.ensure_one()
        month = self.month_id
        vals = {"sheet_date": self.sheet_date}
        if self.note:
            vals["note"] = self.note
        if self.hours_present != month.hours_present:
            vals["hours_present"] = self.hours_present
        month.write(vals)
        if self.sheet_file:
            month._keep_sheet(self.sheet_file)
