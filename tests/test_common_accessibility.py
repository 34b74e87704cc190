# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.employer_engagement.tools import accessibility

from .common import EngagementCase
from .common_portal import PortalWorkCase

PAGE = "/engagement/accessibility"
DECLARATION = "https://form.example/declaration/1"


class OfficesCase(EngagementCase):
    """Two offices with a phone each; both follow a company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.write({"phone": "02 5555 0101", "email": "office@example.com"})
        cls.other_office.write({"phone": "02 5555 0202", "email": False})
        cls.employer_3 = cls._employer(
            "Gamma", company_id=cls.other_office.id, user_id=cls.other_officer.id
        )


@tagged("post_install", "-at_install")
class TestAccessibilityOffice(OfficesCase):
    def _office(self, asked, login="base.public_user"):
        user = self.env.ref(login) if isinstance(login, str) else login
        return self.env(user=user)["res.company"]._employer_accessibility_office(asked)

    def test_a_page_names_its_office(self):
        self.assertEqual(self._office(str(self.other_office.id)), self.other_office)
        self.assertEqual(self._office(str(self.office.id)), self.office)

    def test_what_is_no_office_is_not_told(self):
        shop = self.env["res.company"].create({"name": "A shop of the same database"})
        default = self._office(None)
        self.assertTrue(default)
        for asked in (str(shop.id), "0", "-1", "x", "²", "9" * 30, ""):
            self.assertEqual(self._office(asked), default, asked)

    def test_on_the_portal_it_is_the_office_of_the_organisation(self):
        self.env["employer.portal.member"].create(
            {
                "employer_id": self.employer_3.id,
                "partner_id": self.stranger.partner_id.id,
                "name": "Chef",
            }
        )
        self.assertEqual(self._office(None, self.stranger), self.other_office)

    def test_the_declaration_is_the_address_of_a_site(self):
        self.office.employer_accessibility_url = DECLARATION
        self.office.employer_accessibility_url = False
        for wrong in ("javascript:alert(1)", "form.agid.gov.it/x", "https://", "http://[x", "x"):
            with self.assertRaises(ValidationError, msg=wrong):
                self.office.employer_accessibility_url = wrong


@tagged("post_install", "-at_install")
class TestAccessibilityPage(OfficesCase, PortalWorkCase):
    """As a stranger, and from the foot of other pages."""

    def test_it_says_what_was_tested_and_whom_to_tell(self):
        self.office.employer_accessibility_url = DECLARATION
        mine = self.url_open(f"{PAGE}?office={self.office.id}&lang=en")
        self.assertEqual(mine.status_code, 200)
        for said in (f"axe-core {accessibility.AXE_VERSION}", "EN 301 549", "have no tags"):
            self.assertIn(said, mine.text)
        self.assertIn(f'href="{DECLARATION}"', mine.text)
        self.assertIn("mailto:office@example.com", mine.text)
        theirs = self.url_open(f"{PAGE}?office={self.other_office.id}&lang=en").text
        self.assertNotIn(DECLARATION, theirs)
        self.assertIn("has not linked its declaration", theirs)
        self.assertIn("tel:02 5555 0202", theirs)
        self.assertNotIn("mailto:", theirs)

    def test_our_pages_lead_to_it(self):
        self._portal_people()
        refused = self.url_open("/engagement/answer/" + "A" * 43)
        self.assertIn(f"{PAGE}?office=", refused.text)
        self._as(self.chef)
        for url in ("/my", "/my/engagement/people"):
            self.assertIn(f'href="{PAGE}"', self.url_open(url).text, url)
