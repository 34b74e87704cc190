# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from ast import literal_eval

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .common import EngagementCase

PREFIX = "employer_engagement."


@tagged("post_install", "-at_install")
@freeze_time("2026-07-15 09:00:00")
class TestOrganisationCare(EngagementCase):
    """The lists nobody has to remember: new, to wake up, lost and why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stages = {
            kind: cls.env["employer.scouting.stage"].search([("kind", "=", kind)], limit=1)
            for kind in ("open", "lost")
        }
        cls.reason = cls.env["employer.lost.reason"].search([], limit=1)

    def _listed(self, action, user=None):
        """Return those of this test that the list of an action shows to a user."""
        action = self.env.ref(PREFIX + action)
        model = self.env[action.res_model].with_user(user or self.users["officer"])
        mine = (self.employer | self.employer_2).ids
        found = model.search(literal_eval(action.domain))
        found = found if model._name == "employer.organisation" else found.employer_id
        return found.filtered(lambda one: one.id in mine).sudo()

    def _lose(self, employer):
        scouting = self.env["employer.scouting"].create({"employer_id": employer.id})
        scouting.write({"stage_id": self.stages["lost"].id, "lost_reason_id": self.reason.id})
        return scouting

    def _dated(self, **dates):
        """Give the first employer dates of facts long ago: they are computed, hence in SQL."""
        self.env.flush_all()
        sets = ", ".join(f"{field} = %s" for field in dates)
        self.env.cr.execute(
            f"UPDATE employer_organisation SET {sets} WHERE id = %s",
            (*dates.values(), self.employer.id),
        )
        self.env.invalidate_all()

    # ---- new

    def test_new_until_somebody_answers(self):
        both = self.employer | self.employer_2
        self.assertEqual(self._listed("employer_organisation_action_new"), both)
        self._interaction(outcome="no_answer")
        self.assertEqual(self._listed("employer_organisation_action_new"), both)
        self._interaction(outcome="reached")
        self.assertEqual(self._listed("employer_organisation_action_new"), self.employer_2)
        self._lose(self.employer_2)
        self.assertFalse(self._listed("employer_organisation_action_new"), "lost is not new")

    # ---- to wake up

    def _to_wake(self):
        return self._listed("employer_organisation_action_wake_up")

    def test_six_months_without_collaboration(self):
        self.assertFalse(self._to_wake(), "who never gave anything does not sleep")
        self._dated(last_collaboration_date="2026-01-15")
        self.assertFalse(self._to_wake())
        self.assertFalse(self.employer.quiet_words)
        self._dated(last_collaboration_date="2026-01-14")
        self.assertEqual(self._to_wake(), self.employer)
        self.assertTrue(self.employer.is_to_wake)
        self.assertFalse(self.employer_2.is_to_wake)
        self.assertEqual(self.employer.quiet_words, "6 months without collaboration")

    def test_august_does_not_count(self):
        self._dated(last_collaboration_date="2026-03-14")
        with freeze_time("2026-09-14"):
            self.assertFalse(self._to_wake(), "six calendar months, one of them August")
        with freeze_time("2026-10-15"):
            self.assertEqual(self._to_wake(), self.employer)

    def test_330_days_without_a_vacancy(self):
        self._dated(last_vacancy_date="2025-07-19")
        self.assertFalse(self._to_wake(), "330 days and the 31 of August")
        self._dated(last_vacancy_date="2025-07-18")
        self.assertEqual(self._to_wake(), self.employer)
        self.assertEqual(self.employer.quiet_words, "330 days without a vacancy")
        self.office.employer_wake_days = 331
        self.assertFalse(self._to_wake(), "the number is the office's")

    def test_where_something_runs_nobody_sleeps(self):
        long_ago = {"last_collaboration_date": "2025-01-14"}
        vacancy = self._vacancy()
        self.assertEqual(vacancy.stage_kind, "open")
        self._dated(**long_ago)
        self.assertFalse(self._to_wake())
        vacancy.active = False
        self._dated(**long_ago)
        self.assertEqual(self._to_wake(), self.employer)
        internship = self.env["employer.internship"].create(
            {
                "scheme_id": self.env["employer.internship.scheme"].search([], limit=1).id,
                "candidate_id": self._person().id,
                "employer_id": self.employer.id,
                "no_candidacy_reason": "Known",
                "start_date": "2026-06-01",
                "planned_end_date": "2026-10-31",
            }
        )
        self._dated(**long_ago)
        for state, sleeps in (("draft", True), ("ready", False), ("running", False)):
            self._set_state(internship, state)
            self.assertEqual(bool(self._to_wake()), sleeps, state)

    def _set_state(self, internship, state):
        """Set the state in SQL: the guards on the way are not under test here."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_internship SET state = %s WHERE id = %s", (state, internship.id)
        )
        self.env.invalidate_all()

    def test_the_newest_vacancy_counts(self):
        for day in ("2026-02-01", "2025-02-01"):
            self._vacancy(opened_date=day)
        self.assertEqual(str(self.employer.last_vacancy_date), "2026-02-01")
        self.assertFalse(self.employer_2.last_vacancy_date)

    def test_each_office_its_number(self):
        self._dated(last_collaboration_date="2026-03-01")
        self.other_office.employer_wake_months = 3
        self.assertFalse(self._to_wake())
        self.office.employer_wake_months = 4
        self.assertEqual(self._to_wake(), self.employer)

    # ---- lost

    def test_lost_with_a_reason_until_taken_up_again(self):
        lost = self._lose(self.employer)
        self.assertEqual(self._listed("employer_scouting_action_lost"), self.employer)
        lost.with_user(self.users["officer"]).action_reopen()
        self.assertFalse(self._listed("employer_scouting_action_lost"))
        self.assertEqual(lost.stage_kind, "open")

    def test_lost_before_but_worked_on_again(self):
        self._lose(self.employer)
        self.env["employer.scouting"].create({"employer_id": self.employer.id})
        self.assertFalse(self._listed("employer_scouting_action_lost"))

    # ---- what it costs

    def test_lists_ask_the_database_the_same_for_two_and_for_twenty(self):
        spec = {"name": {}, "is_to_wake": {}, "quiet_words": {}, "last_contact_date": {}}
        counts = []
        for more in (0, 18):
            for number in range(more):
                self._employer(f"Sleeper {number}")
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE employer_organisation SET last_collaboration_date = '2025-01-14'"
            )
            self.env.invalidate_all()
            model = self.as_role("employer.organisation", "officer")
            model.web_search_read([("is_to_wake", "=", True)], spec)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = model.web_search_read([("is_to_wake", "=", True)], spec)
            counts.append(self.env.cr.sql_log_count - before)
            self.assertGreaterEqual(found["length"], 2 + more)
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestOrganisationGroups(EngagementCase):
    """Groups and associations; every organisation may be met, employers alone are reached."""

    def test_a_group_and_an_association_count_their_members(self):
        holding = self._employer("Holding")
        union = self._employer("Traders", kind="association", is_employer=False)
        self.employer.write({"holding_id": holding.id, "association_id": union.id})
        self.employer_2.holding_id = holding
        self.assertEqual(holding.group_member_count, 2)
        self.assertEqual(union.group_member_count, 1)
        action = holding.action_view_group_members()
        members = self.env["employer.organisation"].search(action["domain"])
        self.assertEqual(members, self.employer_2 | self.employer)

    def test_nobody_belongs_to_oneself(self):
        self.employer.holding_id = self.employer_2
        for vals in (
            {"holding_id": self.employer_2.id},
            {"association_id": self.employer_2.id},
        ):
            with self.assertRaisesRegex(ValidationError, "itself"):
                self.employer_2.write(vals)
        with self.assertRaisesRegex(ValidationError, "itself"):
            self.employer_2.holding_id = self.employer

    def test_a_group_ends_at_the_office(self):
        abroad = self.env["employer.organisation"].create(
            {"name": "Abroad", "company_id": self.other_office.id}
        )
        with self.assertRaises(Exception) as refused:
            self.employer.holding_id = abroad
            self.env.flush_all()
        self.assertIn("Abroad", str(refused.exception))

    def test_a_union_has_contacts_and_agreements_and_is_no_company_reached(self):
        union = self._employer("Workers", kind="union", is_employer=False)
        officer = self.users["officer"]
        agreement = (
            self.env["employer.agreement"]
            .with_user(officer)
            .create(
                {
                    "employer_id": union.id,
                    "agreement_type_id": self.env["employer.agreement.type"].search([], limit=1).id,
                }
            )
        )
        self.assertEqual(union.agreement_ids, agreement)
        for employer in (union, self.employer):
            self._interaction(employer_id=employer.id, outcome="reached")
        self.assertEqual(union.level, "contacted")
        both = [("employer_id", "in", (union | self.employer).ids)]
        figures = ["attempts:sum", "contacts:sum", "companies_reached:sum"]
        interactions = self.as_role("employer.interaction", "officer")
        self.assertEqual(interactions._read_group(both, [], figures), [(2, 2, 1)])
        self.assertEqual(sum(interactions.search(both).mapped("companies_reached")), 1)

    def test_headcounts_are_of_own_units_and_dated(self):
        unit, foreign = self._unit(self.employer), self._unit(self.employer_2)
        headcount = self.as_role("employer.headcount", "officer").create(
            {
                "employer_id": self.employer.id,
                "unit_id": unit.id,
                "date": "2026-01-01",
                "open_ended": 12,
                "apprentices": 2,
            }
        )
        self.assertEqual(headcount.total, 12)
        self.assertEqual(self.employer.size_class, "small")
        with self.assertRaisesRegex(ValidationError, "no unit of"):
            headcount.unit_id = foreign
