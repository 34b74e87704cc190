# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..models.figures.employer_indicator_measure import Figure, Scope
from ..models.figures.indicator_registry import INDICATORS
from .common_figures import NOW
from .common_indicators import IndicatorCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRates(IndicatorCase):
    """Conversions with what is not known and too recent, sums ÷ sums, the ratio."""

    def _case(self, end="2025-06-30", hired=None, until=False, elsewhere=False, **vals):
        """Return an internship that ended, and what came of it."""
        somebody = {**self._somebody(), **vals}
        internship = self._past("2025-01-01", end, **somebody)
        if hired:
            host = {"employer_id": self.employer_2.id} if elsewhere else {}
            self._hired(hired, until, **{**somebody, **host})
        return internship

    def _figure(self, code="conversion_host", **scope):
        value = self._value(code, **scope)
        return value.numerator, value.denominator, value.unknown, value.immature

    def test_every_case_stands_where_it_belongs(self):
        self._case(hired="2025-07-01")
        self._case(hired="2025-12-27", until="2026-02-01")
        self._case(hired="2025-12-28")
        self._case(hired="2025-07-01", until="2025-07-20")
        self._case(hired="2025-07-01", elsewhere=True)
        self._case(outcome="not_hired")
        self._case()
        self._case("2026-01-01")
        self.assertEqual(self._figure(), (2, 7, 2, 0))
        self.assertEqual(self._figure("conversion_host_six_months"), (1, 7, 2, 0))
        self.assertEqual(self._figure("conversion_any"), (3, 7, 1, 0))
        self.assertEqual(self._figure("conversion_person"), (2, 7, 2, 0))
        value = self._value("conversion_host")
        self.assertEqual(
            value.sentence,
            "Of 7 ended and observed 180 days: 2 hired (28.6 %), 3 not hired, 2 not known; "
            "0 ended too recently.",
        )
        self.assertEqual((round(value.low, 1), round(value.high, 1)), (8.2, 64.1))

    def test_too_recent_stands_apart(self):
        """31 December and 180 days are 29 June; the next day's end is observed on the 30th."""
        self._case("2025-12-31", hired="2026-01-01")
        self.assertEqual(self._figure(reference=date(2026, 6, 28)), (0, 0, 0, 1))
        value = self._value("conversion_host", reference=date(2026, 6, 28))
        self.assertEqual((value.display_value, value.low, value.high), ("–", 0, 0))
        self.assertEqual(value.sentence, "Nothing to tell yet; 1 ended too recently.")
        self.assertEqual(self._figure(reference=date(2026, 6, 29)), (1, 1, 0, 0))

    def test_by_year_of_start(self):
        self._case("2026-01-15", hired="2026-01-16")
        self._case("2026-01-02", hired="2026-01-16")
        self.assertEqual(self._figure("conversion_host"), (0, 0, 0, 0))
        value = self._value("conversion_host_started", reference=date(2026, 7, 13))
        self.assertEqual((value.numerator, value.denominator, value.immature), (1, 1, 1))

    def test_per_person(self):
        """Hired once is hired; not known only who was nowhere hired; too recent apart."""
        somebody = self._somebody()
        self._past("2025-01-01", "2025-02-28", **somebody)
        other = {**somebody, "employer_id": self.employer_2.id}
        self._past("2025-03-01", "2025-05-31", **other)
        self._hired("2025-06-15", **other)
        third = {**somebody, "employer_id": self._employer("Third").id}
        self._past("2025-09-01", "2025-12-31", **third)
        self._case()
        self._case("2025-12-31", outcome="not_hired")
        reference = {"reference": date(2026, 6, 28)}
        self.assertEqual(self._figure("conversion_host", **reference), (1, 3, 2, 2))
        self.assertEqual(self._figure("conversion_person", **reference), (1, 2, 1, 1))

    def test_merged_groups_are_sum_by_sum(self):
        for _one in range(3):
            self._case(team_id=self.team.id, outcome="not_hired")
        self._case(team_id=self.team_2.id, hired="2025-07-01")
        values = self._values(dimensions=["team"]).filtered(
            lambda value: value.indicator == "conversion_host"
        )
        shown = {value.member_label: value.display_value for value in values}
        self.assertEqual(shown, {"North": "0 %", "South": "100 %"})
        self.assertEqual(self._value("conversion_host").display_value, "25 %", "and not 50")

    def test_weak_when_more_than_a_fifth_is_not_known(self):
        self._case()
        for _one in range(4):
            self._case(outcome="not_hired")
        value = self._value("conversion_host")
        self.assertEqual((value.unknown, value.denominator, value.is_weak), (1, 5, False))
        self._case()
        value = self._value("conversion_host")
        self.assertEqual((value.unknown, value.denominator, value.is_weak), (2, 6, True))
        action = value.action_open_unknown()
        rows = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(rows.search(action["domain"]).mapped("case"), ["not_known"] * 2)

    def test_the_window_is_the_rule_s(self):
        self._rule("R12", "note", window_days=90)
        self._case(hired="2025-09-28")
        self._case(hired="2025-09-29")
        value = self._value("conversion_host")
        self.assertEqual((value.numerator, value.denominator), (1, 2))
        self.assertIn("observed 90 days", value.sentence)

    def test_positions_filled(self):
        candidacy = self._selected()
        candidacy.vacancy_id.write({"positions": 2, "opened_date": "2025-05-01"})
        candidacy.preselection_id.sent_date = "2025-05-05"
        self._internship(
            candidacy_id=candidacy.id, start_date="2026-06-30", no_candidacy_reason=False
        ).action_start()
        value = self._value("positions_filled")
        self.assertEqual(
            value.sentence,
            "Of 2 positions opened in the period: 1 filled through us (50 %), 1 not, 0 filled, not "
            "known by whom.",
        )
        before = self._value("positions_filled", reference=date(2026, 6, 29))
        self.assertEqual((before.numerator, before.denominator), (0, 2))

    def test_positions_filled_not_known_by_whom(self):
        """They stay in the denominator, from the day they were closed."""
        closed = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        for reason, positions in (("filled_unknown", 2), ("withdrawn", 1)):
            vacancy = self._vacancy(positions=positions, opened_date="2025-05-01")
            vacancy.write(
                {"stage_id": closed.id, "close_reason": reason, "closed_date": "2025-06-01"}
            )
        self.assertEqual(self._figure("positions_filled"), (0, 3, 2, 0))
        self.assertTrue(self._value("positions_filled").is_weak)
        before = self._figure("positions_filled", reference=date(2025, 5, 31))
        self.assertEqual(before, (0, 3, 0, 0))
        action = self._value("positions_filled").action_open_unknown()
        rows = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(rows.search(action["domain"]).mapped("quantity"), [2])

    def test_more_filled_than_there_are_has_no_interval(self):
        value = self.env["employer.indicator.value"]
        row = value._row(*self._row_of("positions_filled", 3, 2))
        self.assertEqual((row["low"], row["high"]), (0, 0))
        row = value._row(*self._row_of("positions_filled", 2, 2))
        self.assertEqual(row["high"], 100)

    def _row_of(self, code, numerator, denominator):
        scope = Scope(self.office, date(2025, 1, 1), date(2025, 12, 31), date(2026, 6, 30))
        return INDICATORS[code], scope, "total", "", Figure(numerator, denominator)

    def test_hires_per_100_internships(self):
        """Not the same persons, not the same years: so it is called a ratio."""
        for _one in range(4):
            self._past("2025-12-31", "2026-02-01", **self._somebody())
        for _one in range(3):
            self._hired("2025-01-01", **self._somebody())
        value = self._value("hires_per_100_internships")
        self.assertEqual((value.display_value, value.low, value.high), ("75", 0, 0))
        self.assertEqual(
            value.sentence,
            "3 hires and 4 internships started in the same period: 75 hires per 100 internships. "
            "They need not be the same persons.",
        )
        self.assertIn("administrative ratio, not a cohort rate", value.name)
        self.assertEqual(len(self._opened(value)), 3)

    # ---- what protects persons

    def _year_of(self, *groups):
        """Make internships of 2025: (how many, gender, country code, how many hired)."""
        for number, gender, country, hired in groups:
            for one in range(number):
                somebody = self._somebody()
                row = self.env["employer.candidate"].browse(somebody["candidate_id"]).protected_ids
                row.gender = gender
                row.citizenship_id = country and self.env.ref(f"base.{country}")
                self._past("2025-01-01", "2025-06-30", outcome="not_hired", **somebody)
                if one < hired:
                    self._hired("2025-07-01", **somebody)

    def _shown(self, code, dimension):
        """Return {member: numerator, None where hidden} of a breakdown."""
        values = self._values(dimensions=[dimension]).filtered(
            lambda value: value.indicator == code and value.dimension == dimension
        )
        for value in values.filtered("suppressed"):
            self.assertEqual((value.numerator, value.denominator, value.value), (0, 0, 0))
            self.assertEqual(value.display_value, "hidden")
        return {value.member: None if value.suppressed else value.numerator for value in values}

    def test_few_are_hidden_with_their_complement(self):
        self._year_of((5, "f", "it", 0), (8, "m", "it", 0), (6, "x", "it", 0))
        shown = self._shown("internships_started", "gender")
        self.assertEqual(shown, {"f": 5, "m": 8, "x": 6}, "five are enough")
        self._year_of((4, False, "it", 0))
        shown = self._shown("internships_started", "gender")
        self.assertEqual(shown, {"f": None, "m": 8, "x": 6, "none": None})

    def test_citizenship_in_three_and_crossed_with_gender(self):
        self._year_of((6, "f", "it", 0), (7, "m", "fr", 0), (8, "m", "ma", 0), (9, "f", "ma", 0))
        shown = self._shown("internships_started", "citizenship")
        self.assertEqual(shown, {"it": 6, "eu": 7, "non_eu": 17})
        crossed = {"it|f": 6, "eu|m": 7, "non_eu|m": 8, "non_eu|f": 9}
        self.assertEqual(self._shown("internships_started", "citizenship_gender"), crossed)
        labels = self._values(dimensions=["citizenship_gender"]).mapped("member_label")
        self.assertIn("Outside the EU, Woman", labels)

    def test_all_of_one_kind_and_few_is_not_told_by_a_single_hidden_line(self):
        self._year_of((3, "f", "it", 0))
        shown = self._shown("internships_started", "gender")
        self.assertEqual(shown, dict.fromkeys(("f", "m", "x", "none")))

    def test_a_rate_of_all_or_almost_all_is_hidden(self):
        self._year_of((10, "f", "it", 5), (12, "m", "it", 6), (20, "x", "it", 10))
        self.assertEqual(self._shown("conversion_host", "gender"), {"f": 5, "m": 6, "x": 10})
        self._year_of((10, False, "it", 9))
        shown = self._shown("conversion_host", "gender")
        self.assertEqual((shown["none"], shown["f"]), (None, None))

    def test_persons_are_counted_not_internships(self):
        self._year_of((6, "f", "it", 0), (3, "m", "it", 0))
        men = self.env["employer.internship"].search(
            [("candidate_id.protected_ids.gender", "=", "m")]
        )
        for internship in men:
            for month in (8, 10):
                self._past(
                    f"2025-{month:02}-15",
                    f"2025-{month:02}-20",
                    candidate_id=internship.candidate_id.id,
                    employer_id=internship.employer_id.id,
                )
        self.assertEqual(self._count("internships_started"), 15)
        shown = self._shown("internships_started", "gender")
        self.assertEqual((shown["m"], shown["f"]), (None, None), "nine of three persons")

    def test_a_few_not_known_are_told_in_the_total_only(self):
        self._year_of((20, "f", "it", 10), (20, "m", "it", 10))
        nobody_hired = self.env["employer.internship"].search([("hire_ids", "=", False)])
        women = nobody_hired.filtered(lambda one: one.candidate_id.protected_ids.gender == "f")
        for internship in women[:2] | (nobody_hired - women)[:2]:
            internship.outcome = "unknown"
        values = self._values(dimensions=["total", "gender"])
        figures = values.filtered(lambda one: one.indicator == "conversion_host")
        women = figures.filtered(lambda one: one.member == "f")
        self.assertEqual(figures.filtered(lambda one: one.dimension == "total").unknown, 4)
        self.assertEqual((women.numerator, women.denominator, women.unknown), (10, 20, 0))
        self.assertIn("told in the total only", women.sentence)

    def test_weakness_of_what_is_told_in_the_total_only_is_the_total_s(self):
        self._year_of((20, "f", "it", 10), (20, "m", "it", 10))
        unknown = self.env["employer.internship"].search([("hire_ids", "=", False)])
        women = unknown.filtered(lambda one: one.candidate_id.protected_ids.gender == "f")
        for internship in women[:4] | (unknown - women)[:4]:
            internship.outcome = "unknown"

        def weak():
            values = self._values(dimensions=["total", "gender"])
            return {
                one.member: (one.is_detail_hidden, one.is_weak)
                for one in values
                if one.indicator == "conversion_host" and one.dimension in ("total", "gender")
                if not one.suppressed
            }

        self.assertEqual(weak(), {"": (False, False), "f": (True, False), "m": (True, False)})
        (unknown - women)[4].outcome = "unknown"
        self.assertEqual(weak(), {"": (False, True), "f": (True, True), "m": (True, True)})

    def test_protected_figures_are_of_a_calendar_year_and_counted_together(self):
        self._year_of((6, "f", "it", 0))
        values = self._values(dimensions=["gender"])
        self.assertEqual(
            set(values.mapped("dimension")), {"gender", "citizenship", "citizenship_gender"}
        )
        for period in (
            (date(2025, 1, 1), date(2025, 12, 30)),
            (date(2025, 1, 2), date(2025, 12, 31)),
            (date(2024, 1, 1), date(2025, 12, 31)),
        ):
            self.assertFalse(self._values(period=period, dimensions=["gender"]))

    def test_rows_of_a_protected_breakdown_are_not_opened(self):
        self._year_of((6, "f", "it", 0), (5, "m", "it", 0))
        value = self._value("internships_started", "gender", "f")
        self.assertEqual(value.numerator, 6)
        with self.assertRaises(UserError):
            value.action_open_rows()
