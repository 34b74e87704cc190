# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .common_figures import NOW, FactCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCredit(FactCase):
    """Which internship a hire credits, and how figures come together in groups (DESIGN.md §5)."""

    def _cases(self, *internships):
        """Return {internship: (numerator, numerator_any)} of their rows."""
        rows = self._facts("internship")
        return [
            next(
                (row.numerator, row.numerator_any)
                for row in rows
                if row.internship_id == internship
            )
            for internship in internships
        ]

    def _two_at_one_host(self):
        """Return two internships at one host, 60 days apart: a hire of August follows both."""
        return self._past("2025-01-01", "2025-03-31"), self._past("2025-05-30", "2025-07-31")

    # ---- by the dates

    def test_a_hire_credits_the_last_internship_alone(self):
        first, last = self._two_at_one_host()
        hire = self._hired("2025-08-20")
        self.assertEqual(self._cases(first, last), [(0, 0), (1, 1)])
        rows = self._facts("internship")
        self.assertEqual(rows.hire_id, hire)
        self.assertEqual(
            rows.filtered(lambda row: row.internship_id == first).case,
            "not_hired",
            "the hire on file answers: this one was not followed by another",
        )

    def test_a_hire_between_two_credits_the_first(self):
        first, last = self._two_at_one_host()
        self._hired("2025-05-29")
        self.assertEqual(self._cases(first, last), [(1, 1), (0, 0)])

    def test_two_hires_credit_one_internship_once(self):
        internship = self._past()
        first = self._hired("2025-04-01", "2025-05-31")
        self._hired("2025-08-01")
        self.assertEqual(self._cases(internship), [(1, 1)])
        row = self._row(internship)
        self.assertEqual((row.hire_id, row.denominator), (first, 1))
        self.assertEqual(row.numerator_six_months, 1, "the second one has no end")

    def test_a_short_hire_first_and_a_lasting_one_after(self):
        internship = self._past()
        self._hired("2025-04-01", "2025-04-07")
        lasting = self._hired("2025-06-01")
        row = self._row(internship)
        self.assertEqual((row.numerator, row.numerator_short), (1, 0))
        self.assertEqual(row.hire_id, lasting)

    def test_a_hire_recorded_by_mistake_counts_no_more(self):
        internship = self._past()
        hire = self._hired("2025-04-01")
        self.assertEqual(self._cases(internship), [(1, 1)])
        hire.active = False
        self.assertEqual(self._cases(internship), [(0, 0)])

    def test_somebody_else_s_hire_counts_nothing(self):
        internship = self._past()
        self._hired("2025-04-01", candidate_id=self.person_2.id)
        self.assertEqual(self._cases(internship), [(0, 0)])

    # ---- at any employer

    def test_another_employer_counts_for_any_and_not_for_the_host(self):
        internship = self._past()
        self._hired(self._after(180), employer_id=self.employer_2.id)
        self.assertEqual(self._cases(internship), [(0, 1)])

    def test_another_employer_too_late_or_for_too_short_counts_nowhere(self):
        late, short = self._past(), self._past(candidate_id=self.person_2.id)
        self._hired(self._after(181), employer_id=self.employer_2.id)
        self._hired(
            "2025-04-01",
            "2025-04-29",
            employer_id=self.employer_2.id,
            candidate_id=self.person_2.id,
        )
        self.assertEqual(self._cases(late, short), [(0, 0), (0, 0)])

    def test_elsewhere_credits_the_last_internship_at_any_host(self):
        first = self._past("2025-01-01", "2025-03-31")
        last = self._past("2025-04-15", "2025-06-30", employer_id=self.employer_2.id)
        third = self._employer("Terza")
        self._hired("2025-07-15", employer_id=third.id)
        self.assertEqual(self._cases(first, last), [(0, 0), (0, 1)])

    def test_a_hire_at_an_earlier_host_stays_with_it(self):
        first = self._past("2025-01-01", "2025-03-31")
        last = self._past("2025-04-15", "2025-06-30", employer_id=self.employer_2.id)
        self._hired("2025-07-15")
        self.assertEqual(self._cases(first, last), [(1, 1), (0, 0)])

    # ---- by an officer's choice

    def test_an_officer_chooses_another_internship(self):
        first, last = self._two_at_one_host()
        self._hired("2025-08-20", internship_id=first.id, internship_choice_reason="Asked then")
        self.assertEqual(self._cases(first, last), [(1, 1), (0, 0)])

    def test_an_officer_chooses_none(self):
        internship = self._past()
        self._hired(
            "2025-04-01",
            internship_id=False,
            origin="person",
            internship_choice_reason="Found it alone",
        )
        self.assertEqual(self._cases(internship), [(0, 0)])
        self.assertEqual(self._row(internship).case, "not_hired", "a hire is on file")

    def test_an_officer_chooses_an_internship_elsewhere(self):
        elsewhere = self._past("2025-01-01", "2025-03-31", employer_id=self.employer_2.id)
        here = self._past("2025-04-15", "2025-06-30")
        self._hired(
            "2025-07-15",
            internship_id=elsewhere.id,
            origin="internship_elsewhere",
            internship_choice_reason="Taught there",
        )
        self.assertEqual(self._cases(elsewhere, here), [(0, 1), (0, 0)])

    def test_a_choice_does_not_bend_the_window(self):
        internship = self._past()
        self._hired(
            self._after(181),
            internship_id=internship.id,
            origin="internship_here",
            internship_choice_reason="Promised in time",
        )
        self.assertEqual(self._cases(internship), [(0, 0)])

    def test_a_chosen_restart_is_its_internship(self):
        first = self._past()
        restart = self._past("2025-04-10", "2025-06-30")
        self._hired("2025-07-15", internship_id=restart.id, internship_choice_reason="The second")
        self.assertEqual(self._cases(first), [(1, 1)])

    def test_dates_decide_where_no_reason_was_given(self):
        internship = self._past()
        hire = self._hired(self._after(180))
        self.assertEqual(hire.internship_id, internship)
        self.assertEqual(self._cases(internship), [(1, 1)])
        internship.actual_end_date = self._after(-1)
        self.assertEqual(self._cases(internship), [(0, 0)], "a corrected date moves the figure")

    def test_a_wrong_link_without_a_reason_is_refused_and_decides_nothing(self):
        first, last = self._two_at_one_host()
        with self.refused("R12", ValidationError):
            self._hired("2025-08-20", internship_id=first.id)
        hire = self._hired("2025-08-20")
        self.env.flush_all()
        self.cr.execute(
            "UPDATE employer_hire SET internship_id = %s WHERE id = %s", (first.id, hire.id)
        )
        self.assertEqual(self._cases(first, last), [(0, 0), (1, 1)])

    # ---- groups

    def test_merged_groups_are_sum_by_sum(self):
        """One of one hired here, one of three there: together two of four, not the mean."""
        hired = self._past()
        self._hired("2025-04-01", candidate_id=hired.candidate_id.id)
        for number in range(3):
            person = self._person()
            there = {"candidate_id": person.id, "employer_id": self.employer_2.id}
            self._past(**there)
            if not number:
                self._hired("2025-04-01", **there)
        rows = self._group("internship", ["numerator:sum", "denominator:sum", "rate:avg"])
        self.assertEqual(rows, [(2, 4, 50.0)])
        by_host = self._group("internship", ["rate:avg"], ["employer_id"])
        self.assertEqual(
            {host: round(rate, 2) for host, rate in by_host},
            {self.employer: 100.0, self.employer_2: 33.33},
        )

    def test_the_rate_is_empty_outside_the_cohort(self):
        """Two that go on do not dilute the rate of the one observed."""
        self._past()
        self._hired("2025-04-01")
        for _number in range(2):
            self._past(end=False, candidate_id=self._person().id)
        self.assertEqual(self._group("internship", ["rate:avg"]), [(100.0,)])
        running = self._group("internship", ["rate:avg"], domain=[("case", "=", "running")])
        self.assertFalse(running[0][0])
        self.env.cr.execute(
            self.env["employer.internship.report"]
            .with_context(reference_date="2026-06-30")
            ._search([("case", "=", "running")])
            .select("rate")
        )
        self.assertEqual(self.env.cr.fetchall(), [(None,), (None,)])

    def test_a_group_in_the_lists_and_pivots_of_the_client_reads_the_same(self):
        self._past()
        self._hired("2025-04-01")
        self._past(candidate_id=self.person_2.id, employer_id=self.employer_2.id)
        self.env.flush_all()
        facts = self.env["employer.internship.report"].with_context(reference_date="2026-06-30")
        sets = facts.formatted_read_grouping_sets([], [[], ["employer_id"]], ["rate:avg"])
        self.assertEqual(sets[0][0]["rate:avg"], 50.0)
        self.assertEqual(sorted(group["rate:avg"] for group in sets[1]), [0.0, 100.0])

    def test_no_part_is_read_again_for_each_internship(self):
        """A query in the plan that depends on the row took minutes for 10,000 internships."""
        query = self.env["employer.internship.report"]._search([]).select()
        self.env.cr.execute(SQL("EXPLAIN %s", query))
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("CTE episode", plan)
        self.assertNotIn("SubPlan", plan)
