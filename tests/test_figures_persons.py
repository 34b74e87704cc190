# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from lxml import etree

from odoo.fields import Domain
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .common_figures import NOW, FactCase

DISTINCT = [
    "person_id:count_distinct",
    "cohort_person_id:count_distinct",
    "hired_person_id:count_distinct",
]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPersonFacts(FactCase):
    """What happened with persons: each fact on its day, persons counted once in every group."""

    def _programme(self, name):
        return self.env["employer.programme"].create({"name": name})

    def _on(self, fact, **reference):
        """Return the days of the rows of a fact."""
        return self._facts("person", [("fact", "=", fact)], **reference).mapped("date")

    # ---- the facts

    def test_entered(self):
        self.env["employer.participation"].create(
            {
                "candidate_id": self.person.id,
                "programme_id": self._programme("A").id,
                "entered_date": "2025-02-01",
            }
        )
        self.assertEqual(self._on("entered"), [date(2025, 2, 1)])
        self.assertFalse(self._on("entered", reference="2025-01-31"))

    def test_served(self):
        programme = self._programme("A")
        participation = self.env["employer.participation"].create(
            {"candidate_id": self.person.id, "programme_id": programme.id}
        )
        self.env["employer.service"].create(
            [
                {"candidate_id": self.person.id, "date": "2025-03-01"},
                {
                    "candidate_id": self.person.id,
                    "date": "2025-04-01",
                    "participation_id": participation.id,
                },
            ]
        )
        rows = self._facts("person", [("fact", "=", "served")])
        self.assertEqual(rows.mapped("date"), [date(2025, 4, 1), date(2025, 3, 1)])
        self.assertEqual(rows.programme_id, programme)
        self.assertEqual(rows.team_id, self.team, "of the participation, else the person's")

    def test_proposed_is_on_a_list_that_was_sent(self):
        waiting = self._list([self.person_2])
        candidacy = self._selected()
        candidacy.preselection_id.sent_date = "2025-05-05"
        self.assertEqual(self._on("proposed"), [date(2025, 5, 5)])
        self.assertFalse(self._on("proposed", reference="2025-05-04"))
        rows = self._facts("person", [("fact", "=", "proposed")])
        self.assertEqual(rows.candidate_id, self.person)
        self.assertEqual(rows.employer_id, self.employer)
        self.assertTrue(waiting.candidacy_ids)

    def test_one_left_out_after_sending_was_proposed(self):
        candidacy = self._selected()
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        candidacy.write({"state": "not_selected", "exit_reason_id": reason.id})
        self.assertEqual(len(self._on("proposed", reference=NOW)), 1)

    def test_started_and_ended_come_with_their_restarts(self):
        self._past()
        self._past("2025-04-10", "2025-06-30")
        self.assertEqual(self._on("started"), [date(2025, 1, 1)])
        self.assertEqual(self._on("ended"), [date(2025, 6, 30)])
        self.assertFalse(self._on("ended", reference="2025-06-29"))

    def test_hired_by_the_first_contract(self):
        self._hired("2025-04-15")
        self.assertEqual(self._on("hired"), [date(2025, 4, 15)])
        self.assertFalse(self._on("hired", reference="2025-04-14"))

    def test_only_ended_rows_carry_the_conversion(self):
        self._past()
        self._hired("2025-04-15")
        rows = self._facts("person")
        self.assertEqual(
            sorted((row.fact, row.numerator, row.denominator, row.case) for row in rows),
            [("ended", 1, 1, "hired"), ("hired", 0, 0, False), ("started", 0, 0, False)],
        )

    def test_ended_repeats_the_conversion(self):
        self._past()
        self._past(candidate_id=self.person_2.id, start="2026-01-01", end="2026-05-31")
        ended = self._facts("person", [("fact", "=", "ended")])
        names = ("numerator", "numerator_six_months", "denominator", "is_unknown", "is_immature")
        conversions = self._facts("internship")
        for row in ended:
            source = conversions.filtered(lambda one, row=row: one.id == row.res_id)
            for name in (*names, "case"):
                self.assertEqual(row[name], source[name], name)

    # ---- persons are distinct

    def test_a_person_with_two_internships_is_one_person(self):
        self._past()
        self._past(employer_id=self.employer_2.id)
        self._hired("2025-04-15")
        ended = [("fact", "=", "ended")]
        sums = self._group("person", ["denominator:sum", "numerator:sum"], domain=ended)
        self.assertEqual(sums, [(2, 1)])
        self.assertEqual(self._group("person", DISTINCT, domain=ended), [(1, 1, 1)])

    def test_a_person_in_two_programmes_is_one_in_the_total(self):
        first, second = self._programme("A"), self._programme("B")
        self._past(programme_id=first.id)
        self._past(programme_id=second.id, employer_id=self.employer_2.id)
        ended = [("fact", "=", "ended")]
        self.assertEqual(
            self._group("person", DISTINCT[:1], ["programme_id"], domain=ended),
            [(first, 1), (second, 1)],
        )
        self.assertEqual(self._group("person", DISTINCT[:1], domain=ended), [(1,)])

    def test_who_is_not_observed_is_in_no_cohort(self):
        self._past("2026-01-01", "2026-05-31")
        self._past(end=False, candidate_id=self.person_2.id)
        self.assertEqual(self._group("person", DISTINCT), [(2, 0, 0)])

    def test_the_rate_of_a_group(self):
        self._past()
        self._past(candidate_id=self.person_2.id)
        self._hired("2025-04-15")
        self.assertEqual(self._group("person", ["rate:avg"]), [(50.0,)])
        hired = self._group("person", ["rate:avg"], domain=[("fact", "=", "hired")])
        self.assertFalse(hired[0][0])

    # ---- the record behind

    def test_a_row_opens_its_record(self):
        internship = self._past()
        hire = self._hired("2025-04-15")
        for fact, record in (("started", internship), ("ended", internship), ("hired", hire)):
            action = self._facts("person", [("fact", "=", fact)]).action_open_record()
            self.assertEqual((action["res_model"], action["res_id"]), (record._name, record.id))
        action = self._facts("internship").action_open_record()
        self.assertEqual(action["res_id"], internship.id)

    def test_the_year_begins_on_its_first_day_east_of_utc(self):
        for report, column in (
            ("funnel", "date"), ("internship", "end_date"), ("person", "date"),
        ):  # fmt: skip
            arch = self.env.ref(f"employer_engagement.employer_{report}_report_view_search").arch
            last_year = etree.fromstring(arch).find(".//filter[@name='last_year']")
            model = self.env[f"employer.{report}.report"].with_context(tz="Europe/Rome")
            domain = Domain(safe_eval(last_year.get("domain"))).optimize_full(model)
            with self.subTest(report=report):
                self.assertIn((column, ">=", date(2025, 1, 1)), list(domain))
