# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common_portal_company import PortalHttpCase

VACANCIES = "/my/engagement/vacancies"
PEOPLE = "/my/engagement/people"
KEY = "00000000-0000-4000-8000-000000000002"


@tagged("post_install", "-at_install")
class TestPortalCompany(PortalHttpCase):
    """A company in its browser: vacancies and people; nobody else's, and no trace of them."""

    def test_a_vacancy_from_draft_to_closed(self):
        self._enter("admin")
        self.assertIn("Open a vacancy", self._get(VACANCIES))
        self.assertIn("form_key", self._get(f"{VACANCIES}/new"))
        typed = {"name": "Cook", "positions": "", "form_key": KEY, "pay_from": "much"}
        for _twice in range(2):
            self._post(f"{VACANCIES}/save", {**typed, "act": "draft"})
        draft = self.env["employer.vacancy.draft"].search([("employer_id", "=", self.employer.id)])
        self.assertEqual(len(draft), 1, "a double click saves once")
        self.assertIn("much", self._get(f"{VACANCIES}/draft/{draft.id}"), "kept as typed")
        sending = {**typed, "act": "send", "draft": str(draft.id)}
        wrong = self._post(f"{VACANCIES}/save", sending, status=422)
        self.assertIn('id="pay_from_error"', wrong.text)
        self.assertIn('role="alert"', wrong.text)
        sending.update(positions="1", kind="job", pay_from="", description="only women")
        self.assertIn("only women", self._post(f"{VACANCIES}/save", sending, status=422).text)
        sending["description"] = "<script>alert(1)</script>"
        where = self._post(f"{VACANCIES}/save", sending).headers["Location"]
        again = {name: value for name, value in sending.items() if name != "draft"}
        self.assertEqual(self._post(f"{VACANCIES}/save", again).headers["Location"], where)
        vacancy = self.env["employer.vacancy"].search([("employer_id", "=", self.employer.id)])
        self.assertEqual((len(vacancy), vacancy.stage_kind), (1, "need"))
        self.assertFalse(draft.exists())
        url = f"{VACANCIES}/{vacancy.id}"
        page = self._get(url)
        self.assertIn("The office is checking it", page)
        self.assertIn(f'{url}/edit">Add it', page, "what is missing can be added")
        self.assertNotIn("<script>alert(1)", page)
        chef = {"name": "Chef", "kind": "job", "positions": "1", "asks_nights": "yes"}
        language = str(self.env.ref("employer_engagement.employer_language_it").id)
        folded = self._post(f"{url}/edit", {**chef, "language_1": language}, status=422).text
        self.assertIn('id="language_1_task_error"', folded)
        self.assertRegex(folded, r"<details[^>]* open=", "what is wrong is unfolded")
        self._post(f"{url}/edit", chef)
        self.assertEqual((vacancy.name, vacancy.asks_nights), ("Chef", True))
        copied = self._post(f"{url}/copy").headers["Location"]
        self.assertIn('value="Chef"', self._get(copied))
        vacancy.action_open()
        self.assertIn("Tell us by mail or phone", self._get(url))
        self._post(f"{url}/edit", {"name": "Waiter", "kind": "job", "positions": "1"}, status=422)
        self.assertEqual(vacancy.name, "Chef")
        self._post(f"{url}/close", {"reason": "filled_elsewhere"})
        self.assertEqual(vacancy.stage_kind, "closed")
        self._post(f"{url}/close", {"reason": "withdrawn"}, status=409)
        self.assertIn("Chef", self._get(f"{VACANCIES}?search=che&filterby=over"))
        self.assertNotIn(f'{VACANCIES}/{vacancy.id}"', self._get(f"{VACANCIES}?filterby=open"))

    def test_who_sees_a_unit_changes_its_vacancy_and_keeps_it(self):
        """The form of a unit's person has no field for the place of work."""
        vacancy = self._vacancy(unit_id=self.unit.id, portal_to_check=True)
        vacancy.stage_id = vacancy._first_stage("need")
        self._enter("unit")
        url = f"{VACANCIES}/{vacancy.id}"
        self._post(f"{url}/edit", {"name": "Chef", "kind": "job", "positions": "1"})
        self.assertEqual((vacancy.name, vacancy.unit_id), ("Chef", self.unit))

    def test_tour(self):
        self.start_tour(
            "/my", "employer_engagement_portal_vacancy", login=self.people["admin"].login
        )
        vacancy = self.env["employer.vacancy"].search([("employer_id", "=", self.employer.id)])
        self.assertEqual((vacancy.name, vacancy.positions), ("Kitchen helper", 2))
        self.assertTrue(vacancy.portal_to_check)

    def test_figures(self):
        self._vacancy()
        self.assertIn("/my/engagement/figures", self._enter("admin"))
        self.assertIn("Trattoria Alfa", self._get("/my/engagement/figures"))
        answer = self.url_open("/my/engagement/figures.xlsx")
        self.assertEqual(answer.content[:2], b"PK")
        self._enter("unit")
        self.assertIn(f"Trattoria Alfa · {self.unit.name}", self._get("/my/engagement/figures"))
        self._enter("former")
        self._get("/my/engagement/figures", 404)
        self._get("/my/engagement/figures.xlsx", 404)

    def test_what_the_office_does_not_use_is_not_there(self):
        feature = self.env.ref("employer_engagement.employer_engagement_feature_vacancies")
        reader = self.env.ref("employer_engagement.employer_engagement_group_user")
        reader.implied_ids = [Command.unlink(feature.id)]
        home = self._enter("admin")
        self.assertNotIn(VACANCIES, home)
        self.assertIn("/my/engagement/agreements", home)
        self._get("/my/engagement/agreements")
        for page in (VACANCIES, f"{VACANCIES}/new"):
            self._get(page, 404)
        self._post(f"{VACANCIES}/save", {"name": "Cook", "act": "draft"}, status=404)

    def test_another_companys_is_as_if_it_were_not(self):
        vacancy = self._vacancy()
        draft = self.env["employer.vacancy.draft"].create({"employer_id": self.employer.id})
        member = self._members_of("admin")
        missing = vacancy.id + 1000
        employee = new_test_user(self.env, "ee_contact", groups="base.group_portal")
        employee.partner_id.parent_id = self.employer.partner_id
        self._enter("other")
        self.assertNotIn(vacancy.name, self._get(VACANCIES))
        theirs, nobodys = (
            re.sub(r'csrf_token: "[^"]+"', "", self._get(f"{VACANCIES}/{one}", 404))
            for one in (vacancy.id, missing)
        )
        self.assertEqual(theirs, nobodys.replace(str(missing), str(vacancy.id)))
        self._get(f"{VACANCIES}/draft/{draft.id}", 404)
        self._post(f"{VACANCIES}/{vacancy.id}/close", {"reason": "withdrawn"}, status=404)
        self._post(f"{PEOPLE}/{member.id}/remove", status=404)
        self._post(
            f"{VACANCIES}/save",
            {
                "name": "x",
                "kind": "job",
                "positions": "1",
                "act": "send",
                "employer": str(self.employer.id),
            },
        )
        made = self.env["employer.vacancy"].search([("name", "=", "x")])
        self.assertEqual(made.employer_id, self.employer_2, "only for the own company")
        for who in ("former", employee, self.stranger):
            self.assertNotIn("/my/engagement/", self._enter(who))
            for url in (VACANCIES, f"{VACANCIES}/new", f"{VACANCIES}/{vacancy.id}", PEOPLE):
                self._get(url, 404)
            self._post(f"{VACANCIES}/save", {"name": "y", "act": "draft"}, status=404)
        self.assertEqual(vacancy.stage_kind, "open")

    def test_people(self):
        self._enter("colleague")
        page = self._get(PEOPLE)
        self.assertIn("Portal admin", page)
        self.assertNotIn("Portal former", page)
        self.assertNotIn(f"{PEOPLE}/invite", page)
        invited = {"name": "New", "email": "new@company.test", "role": "colleague"}
        self._post(f"{PEOPLE}/invite", invited, status=404)
        self.assertIn("/my/engagement/people", self._enter("admin"))
        for slip in ("nobody", "nobody@company", "a@b.test, c@d.test"):
            self._post(f"{PEOPLE}/invite", {**invited, "email": slip}, status=422)
        self._post(f"{PEOPLE}/invite", invited)
        new = self.employer.portal_member_ids.filtered(lambda one: one.name == "New")
        self.assertEqual((new.role, new.access), ("colleague", "invited"))
        self._post(f"{PEOPLE}/{new.id}/save", {"role": "colleague", "may_sign": "yes"})
        self.assertTrue(new.may_sign)
        me = self._members_of("admin")
        self._post(f"{PEOPLE}/{me.id}/remove", status=409)
        self.assertTrue(me.active, "the last administrator stays")
        self._post(f"{PEOPLE}/{new.id}/remove")
        self.assertFalse(new.active)
        reach = f"{PEOPLE}/reach/{self.employer.id}"
        self._post(reach, {"preferred_channel": "phone", "best_hours": "9-11"})
        self.assertEqual(
            (self.employer.preferred_channel, self.employer.best_hours), ("phone", "9-11")
        )
        self._post(f"{PEOPLE}/reach/{self.employer_2.id}", {}, status=404)
