# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import HttpCase, tagged

from .test_import_organisations import ImportCase


@tagged("post_install", "-at_install")
class TestImportTour(ImportCase, HttpCase):
    """An officer checks, imports and takes back a list on screen, watching the bar."""

    def test_check_import_undo(self):
        rows = [f"Azienda {index};;;Via Po {index};20099;Rho;MI;;" for index in range(120)]
        record = self._upload(*rows, ";;;;;;;;x")
        self.start_tour(
            f"/odoo/action-employer_engagement.employer_import_action/{record.id}",
            "employer_engagement_import",
            login=self.users["officer"].login,
        )
        self.assertEqual((record.state, record.create_count), ("undone", 120))
        self.assertFalse(self.Organisation.search([("name", "=like", "Azienda %")]))
