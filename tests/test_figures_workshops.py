# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_figures import NOW
from .test_figures_funnel import FunnelCase

SEATS = [f"{name}_id:count_distinct" for name in ("invited", "registered", "attended", "new")]
CREDITS = [f"{name}_id:count_distinct" for name in ("observed", "declared", "within", "immature")]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWorkshopReport(FunnelCase):
    """Who came to a workshop and what came of it; the workshop is of 20 May 2025."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=99, workshop_days=180)
        # what the base case put on file is none of these tests' business
        cls.alfa = cls._employer("Alfa Workshop")
        cls.beta = cls._employer("Beta Workshop")

    def _came(self, employer=None, day="2025-05-20", attendance="attended", **vals):
        workshop = self._workshop(day, **vals)
        self._seat(workshop, employer or self.alfa, attendance)
        return workshop

    def _total_of(self, aggregates, reference=NOW, **where):
        domain = [(field, "=", value) for field, value in where.items()]
        return self._group("workshop", aggregates, domain=domain, reference=reference)[0]

    def _credit(self, key="any_6", reference=NOW):
        return self._total_of(CREDITS, reference, outcome_key=key)

    def _cases(self, outcome="any", reference=NOW):
        rows = self._facts("workshop", [("outcome", "=", outcome)], reference)
        return {row.horizon: row.case for row in rows}

    def _declared(self, workshop, day, employer=None):
        return self._agreement(employer or self.alfa, day, workshop_id=workshop.id)

    # ---- seats

    def test_companies_not_people(self):
        workshop = self._came()
        self._seat(workshop, self.alfa, "walk_in")
        self._seat(workshop, self.beta, "no_show")
        self._seat(workshop, self._employer("Gamma"), state="draft")
        self._seat(workshop, self._employer("To call"), state="draft", is_to_call=True)
        self.assertEqual(self._total_of(SEATS), (3, 2, 1, 1))

    def test_once_a_programme_however_many_workshops(self):
        programme = self.env["employer.programme"].create({"name": "P", "code": "P-1"})
        for day in ("2025-05-20", "2025-06-20"):
            self._came(day=day, programme_id=programme.id)
        self.assertEqual(self._total_of(SEATS, programme_id=programme.id), (1, 1, 1, 1))
        by_workshop = self._group("workshop", SEATS, ["workshop_id"], reference=NOW)
        self.assertEqual([row[3:] for row in by_workshop], [(1, 1), (1, 0)], "new once")

    def test_new_is_who_had_nothing_with_us_before_that_day(self):
        self._came()
        self._interaction(employer_id=self.alfa.id, date="2025-05-20")
        self._interaction(employer_id=self.alfa.id, date="2025-05-19", outcome="no_answer")
        self._interaction(employer_id=self.alfa.id, date="2025-05-19", is_mass_mail=True)
        self.assertEqual(self._total_of(SEATS)[3], 1)
        self._interaction(employer_id=self.alfa.id, date="2025-05-19")
        self.assertEqual(self._total_of(SEATS)[3], 0)

    def test_an_agreement_before_makes_no_company_new(self):
        self._came()
        self._agreement(self.alfa, "2025-05-19")
        self.assertEqual(self._total_of(SEATS), (1, 1, 1, 0))

    def test_held_tomorrow_is_nowhere(self):
        self._came(day="2026-07-15")
        self.assertEqual(self._total_of(SEATS), (1, 1, 1, 1))
        self.assertEqual(self._total_of(SEATS, "2026-07-14"), (0, 0, 0, 0))

    # ---- credits

    def test_declared_and_within_stand_side_by_side(self):
        workshop = self._came()
        self._came(self.beta)
        self._declared(workshop, "2025-11-19")
        self._agreement(self.beta, "2025-11-16")
        self.assertEqual(self._credit(), (2, 1, 1, 0))
        rows = self._facts("workshop", [("outcome_key", "=", "agreement_6")], NOW)
        self.assertEqual(
            {row.employer_id: row.case for row in rows},
            {self.alfa: "declared", self.beta: "within"},
        )
        self.assertEqual(self._credit("vacancy_6"), (2, 0, 0, 0))

    def test_the_last_day_of_the_window_counts(self):
        self._came()
        agreement = self._agreement(self.alfa, "2025-11-16")
        self.assertEqual(self._credit()[2], 1, "180 days after 20 May")
        agreement.start_date = "2025-11-17"
        self.assertEqual(self._credit()[2], 0)
        self._rule("R12", "note", window_days=99, workshop_days=181)
        self.assertEqual(self._credit()[2], 1, "another number of the rule")

    def test_six_months_end_the_day_before(self):
        workshop = self._came()
        agreement = self._declared(workshop, "2025-11-19")
        self.assertEqual(self._credit()[1], 1)
        agreement.start_date = "2025-11-20"
        self.assertEqual((self._credit()[1], self._credit("any_12")[1]), (0, 1))
        self.assertEqual(self._cases()["6"], "nothing")

    def test_before_the_workshop_nothing_came_of_it(self):
        workshop = self._came()
        agreement = self._declared(workshop, "2025-05-19")
        self.assertEqual(self._credit(), (1, 0, 0, 0))
        agreement.start_date = "2025-05-20"
        self.assertEqual(self._credit(), (1, 1, 1, 0))

    def test_too_recent_is_said_and_not_counted(self):
        workshop = self._came()
        self._declared(workshop, "2025-06-01")
        for reference, figures in (("2025-11-18", (0, 0, 0, 1)), ("2025-11-19", (1, 1, 1, 0))):
            with self.subTest(reference):
                self.assertEqual(self._credit(reference=reference), figures)
        self.assertEqual(
            self._cases(), {"0": "both", "6": "both", "12": "both", "24": "too_recent"}
        )
        self.assertEqual(self._credit("any_0", "2025-06-01"), (1, 1, 1, 0), "until today")

    def test_a_long_window_has_to_be_over_too(self):
        self._came()
        self._rule("R12", "note", window_days=99, workshop_days=200)
        self.assertEqual(self._credit(reference="2025-12-05"), (0, 0, 0, 1))
        self.assertEqual(self._credit(reference="2025-12-06"), (1, 0, 0, 0))

    def test_who_did_not_come_is_credited_with_nothing(self):
        workshop = self._came(attendance="no_show")
        self._declared(workshop, "2025-06-01")
        self.assertEqual(self._credit(), (0, 0, 0, 0))

    def test_what_another_workshop_is_declared_for(self):
        self._came()
        self._declared(self._came(self.beta, "2025-05-21"), "2025-06-01")
        self.assertEqual(self._credit("agreement_6"), (2, 0, 1, 0))

    def test_the_chain_below_a_declared_agreement(self):
        workshop = self._came(self.employer)
        agreement = self._agreement(self.employer, "2025-06-01", workshop_id=workshop.id)
        self._past("2025-06-15", "2025-08-31", agreement_id=agreement.id)
        self._hired("2025-09-15")
        vacancy = self._vacancy(opened_date="2025-06-02")
        for key, figures in (
            ("agreement_6", (1, 1, 1, 0)),
            ("internship_6", (1, 1, 1, 0)),
            ("hire_6", (1, 1, 1, 0)),
            ("vacancy_6", (1, 0, 1, 0)),
        ):
            with self.subTest(key):
                self.assertEqual(self._credit(key), figures)
        vacancy.workshop_id = workshop
        self.assertEqual(self._credit("vacancy_6"), (1, 1, 1, 0))

    def test_later_and_not_declared(self):
        self._came()
        self._agreement(self.alfa, "2026-01-10")
        self.assertEqual(
            self._cases("agreement"),
            {"0": "later", "6": "nothing", "12": "later", "24": "too_recent"},
        )

    # ---- read out

    def test_the_table_on_the_workshop_and_on_its_programme(self):
        programme = self.env["employer.programme"].create({"name": "P", "code": "P-1"})
        workshop = self._came(programme_id=programme.id)
        self._seat(workshop, self.beta, "attended")
        self._came(programme_id=programme.id, day="2025-06-20")
        self._declared(workshop, "2025-06-01")
        for record, field in ((workshop, "outcome_html"), (programme, "workshop_html")):
            with self.subTest(field):
                told = str(self.as_role(record, "reader")[field])
                self.assertIn("<strong>1</strong> of 2", told)
                self.assertIn("180", told)
        self.assertFalse(self._workshop("2025-01-01").outcome_html)
        self.assertFalse(self._workshop(engagement_kind=False).outcome_html)
        rows = self.env["employer.workshop.report"]
        action = programme.action_view_workshop_outcome()
        self.assertEqual(rows.search(action["domain"]).workshop_id.programme_id, programme)
        row = rows.search(workshop.action_view_outcome()["domain"])[:1]
        self.assertEqual(row.action_open_record()["res_model"], "event.registration")

    def test_the_registry_reads_the_same(self):
        workshop = self._came()
        self._came(self.beta)
        self._declared(workshop, "2025-11-19")
        values = self.env["employer.indicator.value"]._refresh(
            self.office, date(2025, 1, 1), date(2025, 12, 31), date(2026, 7, 15), ["total"]
        )
        values = {value.indicator: value for value in values}
        self.assertEqual(values["companies_new"].numerator, 2)
        for code, numerator in (("workshop_declared", 1), ("workshop_within", 0)):
            value = values[code]
            self.assertEqual((value.numerator, value.denominator), (numerator, 2), msg=code)
        self.assertIn("180", values["workshop_within"].sentence)

    # ---- who may

    def test_the_user_s_rights_and_offices(self):
        self._came()
        self.assertTrue(self._facts("workshop", reference=NOW, user=self.users["reader"]))
        self.assertFalse(self._facts("workshop", reference=NOW, user=self.other_officer))
        for user in (self.users["employee"], self.stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._facts("workshop", reference=NOW, user=user)

    def test_one_query_however_many_rows(self):
        def read():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._group("workshop", SEATS + CREDITS, ["workshop_id"], reference=NOW)
            return self.cr.sql_log_count - before

        self._came()
        read()
        few = read()
        for number in range(8):
            self._came(self._employer(f"Company {number}"), f"2025-03-{number + 10}")
        self.assertLessEqual(read(), few)
