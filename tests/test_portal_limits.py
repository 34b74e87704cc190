# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common_portal_company import PortalCase, PortalHttpCase

VACANCIES = "/my/engagement/vacancies"
PEOPLE = "/my/engagement/people"
MANY = "9" * 5000


class LimitCase(PortalCase):
    def _limit(self, key, value, **vals):
        parameters = self.env["employer.rule.parameter"]
        parameter = parameters.search([("key", "=", f"{key}_posts_an_hour")])
        parameter.ensure_one().write({"value": value, **vals})
        return parameter


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestPortalLimits(LimitCase):
    """How much is taken from one person, as the office says."""

    def test_as_much_as_the_rule_says_and_no_more(self):
        self._limit("portal", 2)
        member = self._members_of("admin")
        self.assertEqual([member._count_post() for _turn in range(4)], [True, True, False, False])
        self.assertTrue(self._members_of("colleague")._count_post(), "each for oneself")
        for moment, is_taken in (("09:59:59", False), ("10:00:00", True)):
            with freeze_time(f"2026-03-10 {moment}"):
                self.assertEqual(member._count_post(), is_taken, moment)
        self.assertEqual(member.post_count, 1, "a new hour")

    def test_the_number_is_dated_and_of_the_office(self):
        member = self._members_of("admin")
        self._limit("portal", 3, valid_from="2026-03-10")
        self.assertEqual(member._posts_an_hour(), 3)
        own = self.env["employer.rule"]._find("PAGES").copy({"company_id": self.office.id})
        own.parameter_ids.unlink()
        self.assertEqual(member._posts_an_hour(), 3, "what it does not say is common")
        own.level = "off"
        self.assertTrue(all(member._count_post() for _turn in range(5)), "off")
        own.unlink()
        self._limit("portal", 3, valid_from="2026-03-11")
        self.assertTrue(all(member._count_post() for _turn in range(5)), "no number yet")


@tagged("post_install", "-at_install")
class TestPortalLimitsPages(LimitCase, PortalHttpCase):
    """What the pages do with too much, too large and no number at all."""

    def test_too_much_is_refused_until_the_hour_is_over(self):
        self._limit("portal", 2)
        self._enter("admin")
        member = self._members_of("admin")
        self._get(VACANCIES)
        self.assertFalse(member.post_count, "reading counts nothing")
        typed = {"name": "Cook", "act": "draft"}
        drafts = self.env["employer.vacancy.draft"]
        for _turn in range(2):
            self._post(f"{VACANCIES}/save", typed)
        answer = self._post(f"{VACANCIES}/save", typed, status=429)
        self.assertIn('role="alert"', answer.text)
        self.assertEqual(drafts.search_count([("employer_id", "=", self.employer.id)]), 2)
        self._get(VACANCIES)
        member.posts_since = fields.Datetime.now() - timedelta(hours=1)
        self._post(f"{VACANCIES}/save", typed)
        self._enter("former")
        self._post(f"{VACANCIES}/save", typed, status=404)

    def test_what_is_no_number_or_no_text_is_said_or_not_there(self):
        self._enter("admin")
        for page in ("²", MANY, "-1", "x", "99999999999"):
            self._get(f"{VACANCIES}?page={page}")
        self._get(f"{VACANCIES}?search=%00&sortby=%00")
        self._get(f"{VACANCIES}/page/99999999999", 404)
        for number in (MANY, "²", "2147483648"):
            self._post(f"{VACANCIES}/save", {"act": "draft", "draft": number}, status=404)
            person = {"name": "N", "email": "n@company.test", "unit": number}
            self._post(f"{PEOPLE}/invite", {**person, "email": f"n{len(number)}@company.test"})
        in_unit = self.employer.portal_member_ids.filtered("unit_id")
        self.assertEqual(in_unit, self._members_of("unit"), "no unit of theirs")
        self._post(f"{VACANCIES}/save", {"act": "draft", "name": "Co\0ok", "positions": MANY})
        draft = self.env["employer.vacancy.draft"].search([("employer_id", "=", self.employer.id)])
        self.assertEqual(draft.name, "Cook")

    def test_files_are_not_taken_and_a_form_is_no_larger_than_a_form(self):
        self._enter("admin")
        data = {"csrf_token": self.token, "act": "send"}
        sent = self.url_open(f"{VACANCIES}/save", data, {"name": ("x.exe", b"MZ")})
        self.assertEqual(sent.status_code, 422, "as if the field were empty")
        data["description"] = "x" * 1024 * 1024
        self.assertEqual(self.url_open(f"{VACANCIES}/save", data).status_code, 413)
        files = {"description": ("x.bin", b"x" * 1024 * 1024)}
        self.assertEqual(self.url_open(f"{VACANCIES}/save", data, files).status_code, 413)
