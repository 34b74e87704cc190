# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_figures import NOW, FactCase

VIEWS = ("internship", "person", "funnel")
PROTECTED = ("gender", "citizenship", "birth", "permit", "target_group", "name", "fiscal")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFactRights(FactCase):
    """Who may not read a record does not find it in a figure either (DESIGN.md §5, §6)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls._employer("Theirs", company_id=cls.other_office.id)
        cls.their_person = cls.env["employer.candidate"].create({"company_id": cls.other_office.id})

    def _chain_elsewhere(self):
        """Write a row of every view in the other office."""
        there = {"candidate_id": self.their_person.id, "employer_id": self.theirs.id}
        office = {"company_id": self.other_office.id}
        self.scheme.company_id = False
        self._past(**there, **office, user_id=self.other_officer.id, agreement_id=False)
        self._hired("2025-04-15", **there, **office)
        self._interaction(employer_id=self.theirs.id, date="2025-05-05", **office)

    def _seen(self, view, user):
        return self._facts(view, user=user)

    # ---- who reads

    def test_readers_and_above_read_the_privacy_officer_and_strangers_do_not(self):
        self._past()
        for role in ("reader", "officer", "tutor", "manager"):
            for view in VIEWS:
                self.assertTrue(self._seen(view, self.users[role]), (role, view))
        for user in (self.users["privacy"], self.users["employee"], self.stranger):
            for view in VIEWS:
                with self.assertRaises(AccessError):
                    self._seen(view, user)

    def test_nobody_writes(self):
        self._past()
        for view in VIEWS:
            row = self._seen(view, self.users["manager"])[:1]
            for operation in ("write", "create", "unlink"):
                self.assertFalse(row.has_access(operation), (view, operation))

    def test_no_column_is_protected(self):
        for view in VIEWS:
            names = self.env[f"employer.{view}.report"]._fields
            found = [name for name in names for word in PROTECTED if word in name]
            self.assertEqual(found, ["display_name"])

    # ---- whose rows

    def test_an_interaction_about_a_person_is_seen_by_who_may(self):
        about = self._interaction(date="2025-05-05", candidate_id=self.person.id)
        plain = self._interaction(date="2025-05-06")
        self.assertEqual(about.user_id, self.users["officer"])
        calls = [("stage", "=", "interaction")]
        users = (
            self.users["officer"],
            self.users["tutor"],
            self.officer_2,
            self.users["reader"],
            self.users["manager"],
        )
        said = [set(self._facts("funnel", calls, user=user).mapped("res_id")) for user in users]
        both, one = {about.id, plain.id}, {plain.id}
        self.assertEqual(said, [both, both, one, one, one])

    def test_what_may_not_be_seen_is_in_no_total(self):
        self._interaction(date="2025-05-05", candidate_id=self.person.id)
        funnel = self.env["employer.funnel.report"].with_context(reference_date=NOW)
        self.env.flush_all()
        calls = [("stage", "=", "interaction")]
        for user, total in ((self.users["officer"], 1), (self.officer_2, 0)):
            ((contacts,),) = funnel.with_user(user)._read_group(
                calls, [], ["contacts:count_distinct"]
            )
            self.assertEqual(contacts, total)

    def test_the_server_sees_all(self):
        self._interaction(date="2025-05-05", candidate_id=self.person.id)
        rows = self._facts("funnel", [("stage", "=", "interaction")], user=self.officer_2)
        self.assertFalse(rows)
        rows = self._facts("funnel", [("stage", "=", "interaction")])
        self.assertTrue(rows.env.su)
        self.assertEqual(len(rows), 1)

    # ---- two offices

    def test_another_office_s_rows_are_not_seen(self):
        self._past()
        self._chain_elsewhere()
        for view in VIEWS:
            mine = self._seen(view, self.users["officer"])
            self.assertEqual(mine.company_id, self.office, view)
            self.assertEqual(self._seen(view, self.other_officer).company_id, self.other_office)
            self.assertEqual(self._facts(view).company_id, self.office | self.other_office)

    def test_who_works_in_two_offices_sees_the_chosen_ones(self):
        self._past()
        self._chain_elsewhere()
        both = self.users["officer"]
        both.company_ids = [Command.link(self.other_office.id)]
        self.env.flush_all()
        rows = self.env["employer.internship.report"].with_user(both)
        for offices in (self.office, self.other_office, self.office | self.other_office):
            seen = rows.with_context(allowed_company_ids=offices.ids).search([])
            self.assertEqual(seen.company_id, offices)

    def test_each_office_has_its_own_window(self):
        self._past()
        self._hired(self._after(100))
        self._chain_elsewhere()
        rule = self.env["employer.rule"].create(
            {"code": "R12", "name": "Theirs", "company_id": self.other_office.id}
        )
        rule.parameter_ids = [Command.create({"key": "window_days", "name": "W", "value": 10})]
        self.assertEqual(
            self._facts("internship").mapped(lambda row: (row.company_id, row.numerator)),
            [(self.other_office, 0), (self.office, 1)],
        )
