# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import io
import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import trans_export

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
MODULE = "employer_engagement"


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Users see Italian or English, complete in both: what the code says, it.po says too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        buffer = io.BytesIO()
        trans_export(False, [MODULE], buffer, "po", cls.env)
        cls.terms = polib.pofile(buffer.getvalue().decode())
        cls.template = polib.pofile(file_path(f"{MODULE}/i18n/{MODULE}.pot"))
        cls.italian = polib.pofile(file_path(f"{MODULE}/i18n/it.po"))

    def test_every_term_is_italian(self):
        known = {entry.msgid for entry in self.italian if entry.msgstr}
        missing = sorted({entry.msgid for entry in self.terms} - known)
        self.assertFalse(missing, f"{len(missing)} terms without Italian")

    def test_the_template_is_current(self):
        """A term that the code no longer says leaves the files, or they rot."""
        said = {entry.msgid for entry in self.terms}
        self.assertEqual({entry.msgid for entry in self.template}, said)
        self.assertEqual({entry.msgid for entry in self.italian}, said)

    def test_placeholders_survive(self):
        for entry in self.italian:
            with self.subTest(term=entry.msgid):
                self.assertEqual(
                    sorted(PLACEHOLDER.findall(entry.msgid)),
                    sorted(PLACEHOLDER.findall(entry.msgstr)),
                )
