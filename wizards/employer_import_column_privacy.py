# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerImportColumn(models.Model):
    """Which columns of a sheet of persons show their first values."""

    _inherit = "employer.import.column"

    def _may_be_shown(self):
        """Return whether a value of this column tells nothing of who a person is."""
        self.ensure_one()
        sheet = self.sheet_id
        return bool(sheet.target) and self.key in sheet._target()._plain_keys()
