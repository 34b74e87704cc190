# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import EngagementCase

URL = "/my/engagement/guides"
AUDIENCES = ("partner", "person", "staff")


@tagged("post_install", "-at_install")
class TestGuidePortal(EngagementCase, HttpCase):
    """A company reads on the portal the information sheets that may be sent today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["employer.guide"].search([]).active = False
        cls.languages = {
            language.code: language for language in cls.env["employer.language"].search([])
        }
        cls.english, cls.italian = cls._guide("en"), cls._guide("it")
        user = new_test_user(cls.env, "ee_leo", groups="base.group_portal")
        cls.leo = cls.env["employer.portal.member"].create(
            {"employer_id": cls.employer.id, "partner_id": user.partner_id.id, "name": "Leo Neri"}
        )

    @classmethod
    def _guide(cls, language, **vals):
        """Return a verified sheet for employers."""
        guide = cls.env["employer.guide"].create(
            {
                "name": f"Asylum seekers ({language})",
                "code": "t_asylum",
                "language_id": cls.languages[language].id,
                "section_hire": "<p>Yes, from day 61.</p>",
                "sources": "D.Lgs. 142/2015",
                **vals,
            }
        )
        guide._verify(fields.Date.today() + timedelta(days=90))
        return guide

    def _sees(self, member=None):
        guides = self.env["employer.guide"].sudo()
        return guides.search(guides._portal_domain(self.leo if member is None else member))

    def test_only_what_may_be_sent(self):
        both = self.english | self.italian
        self.assertEqual(self._sees(), both)
        self._guide("en", code="t_staff", audience="staff")
        self._guide("en", code="t_other", company_id=self.other_office.id)
        mine = self._guide("en", code="t_mine", company_id=self.office.id)
        self.assertEqual(self._sees(), both | mine)
        self.italian.action_to_verify()
        self.assertEqual(self._sees(), self.english | mine)
        self.english.sudo().review_date = fields.Date.today() - timedelta(days=1)
        self.assertEqual(self._sees(), mine)
        self.assertFalse(self._sees(self.leo.browse()))

    def test_a_partner_reads_those_for_partners_and_persons(self):
        kinds = {kind: self._guide("en", code=f"t_{kind}", audience=kind) for kind in AUDIENCES}
        self.employer.write({"is_employer": False, "is_partner_organisation": True})
        self.assertEqual(self._sees(), kinds["partner"] | kinds["person"])
        self.employer.is_employer = True
        own = kinds["partner"] | kinds["person"] | self.english | self.italian
        self.assertEqual(self._sees(), own)

    def test_each_once_in_the_reader_s_language(self):
        guides = self.env["employer.guide"].sudo()
        only_italian = self._guide("it", code="t_it")
        own = guides._portal_domain(self.leo) & guides._portal_language_domain(self.leo)
        self.assertEqual(guides.search(own), self.english | only_italian)

    def test_pages(self):
        self.authenticate("ee_leo", "ee_leo")
        listing = self.url_open(URL).text
        self.assertIn("Asylum seekers (en)", listing)
        self.assertNotIn("Asylum seekers (it)", listing)
        page = self.url_open(f"{URL}/{self.english.id}").text
        self.assertIn("Yes, from day 61.", page)
        self.assertIn("D.Lgs. 142/2015", page)
        self.assertIn(f"{URL}/{self.italian.id}", page)
        hidden = self._guide("en", code="t_staff", audience="staff")
        self.assertEqual(self.url_open(f"{URL}/{hidden.id}").status_code, 404)
        self.authenticate("ee_stranger", "ee_stranger")
        for path in (URL, f"{URL}/{self.english.id}"):
            self.assertEqual(self.url_open(path).status_code, 404)
