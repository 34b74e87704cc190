# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import TransactionCase, tagged

from odoo.addons.employer_engagement.models.common.plain_number import plain_number


@tagged("post_install", "-at_install")
class TestPlainNumber(TransactionCase):
    """Hours stand as their reader writes them."""

    def test_no_idle_zeros_and_the_point_of_the_language(self):
        self.env["res.lang"]._activate_lang("it_IT")
        italian = self.env(context={"lang": "it_IT"})
        english = self.env(context={"lang": "en_US"})
        said = [plain_number(english, number) for number in (0, 132.0, 37.5, 7.249)]
        self.assertEqual(said, ["0", "132", "37.5", "7.25"])
        self.assertEqual(plain_number(italian, 37.5), "37,5")
