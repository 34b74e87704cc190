# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from contextlib import suppress
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common_figures import NOW
from .common_indicators import IndicatorCase

PROTECTED = ("gender", "citizenship", "citizenship_gender")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresReview(IndicatorCase):
    """Ways a reviewer found to learn of persons from figures."""

    def _year_of(self, *groups, start="2025-01-01", end="2025-06-30"):
        """Make internships that ended: (how many, gender, how many hired)."""
        for number, gender, hired in groups:
            for one in range(number):
                somebody = self._somebody()
                person = self.env["employer.candidate"].browse(somebody["candidate_id"])
                person.protected_ids.gender = gender
                self._past(start, end, outcome="not_hired", **somebody)
                if one < hired:
                    self._hired(end, **somebody)

    def _shown(self, code, dimension="gender", **scope):
        """Return {member: numerator, None where hidden} of a breakdown."""
        return {
            value.member: None if value.suppressed else value.numerator
            for value in self._values(dimensions=[dimension], **scope)
            if value.indicator == code and value.dimension == dimension
        }

    # ---- by subtraction

    def test_days_of_one_s_own_choice_do_not_tell_who_came_between(self):
        """Of two days one after the other the difference is who began on the second."""
        self._year_of((9, "f", 0), (8, "m", 0))
        for reference in (date(2025, 6, 29), date(2025, 7, 1), date(2026, 6, 29)):
            self.assertFalse(self._shown("internships_started", reference=reference), reference)
        for reference in (date(2025, 3, 31), date(2025, 12, 31), date(2026, 6, 30)):
            shown = self._shown("internships_started", reference=reference)
            self.assertEqual(shown, {"f": 9, "m": 8}, reference)

    def test_what_was_kept_of_another_day_goes(self):
        self._year_of((9, "f", 0), (8, "m", 0))
        values = self._values(dimensions=["gender"]).filtered("numerator")
        values.reference_date = "2026-06-29"
        self._values(reference=date(2026, 6, 29))
        self.assertFalse(values.exists())

    def test_the_page_says_on_which_day_protected_figures_are_told(self):
        self._year_of((9, "f", 0), (8, "m", 0))
        pages = self.env["employer.year.page"].with_user(self.users["manager"])
        page = pages.create({"year": "2025", "reference_date": "2026-07-14"})
        page.action_update()
        while not page.action_step()["finished"]:
            continue
        self.assertIn("06/30/2026", page.protected_words)
        self.assertFalse(page.line_ids.filtered(lambda line: line.block == "protected"))
        page.reference_date = "2026-06-30"
        page.action_update()
        while not page.action_step()["finished"]:
            continue
        self.assertFalse(page.protected_words)
        women = page.line_ids.filtered(
            lambda line: (line.indicator, line.member) == ("internships_started", "f")
        )
        self.assertEqual((women.this_year, women.has_rows), ("9", False))
        for action in (women.action_open_rows, women.action_mend):
            with self.assertRaises(UserError):
                action()

    def test_a_day_to_come_is_no_day_of_one_s_own_choice(self):
        self._year_of((9, "f", 0), (8, "m", 0), start="2026-01-01", end="2026-03-15")
        year = (date(2026, 1, 1), date(2026, 12, 31))
        for reference, is_told in ((date(2026, 9, 30), False), (date(2026, 6, 30), True)):
            shown = self._shown("internships_started", period=year, reference=reference)
            self.assertEqual(bool(shown), is_told, reference)

    # ---- all of one kind

    def test_all_of_one_kind_are_not_told_to_be(self):
        """The rows of the total say who they are."""
        self._year_of((9, "f", 4))
        for code in ("internships_started", "conversion_host"):
            shown = self._shown(code)
            self.assertEqual(set(shown.values()), {None}, code)
        self._year_of((8, "m", 3))
        self.assertEqual(self._shown("internships_started"), {"f": 9, "m": 8})

    # ---- what clients may call

    def test_a_reference_date_that_is_none_is_refused_in_words(self):
        reader = self.users["reader"]
        for wrong in ("2025-02-31", "x'); DROP TABLE res_users --", 7, ["2025-01-01"], {"a": 1}):
            for model in ("internship", "funnel"):
                facts = self.env[f"employer.{model}.report"].with_user(reader)
                with self.assertRaises(UserError):
                    facts.with_context(reference_date=wrong).search([])

    def test_a_wrong_office_in_the_context_is_refused(self):
        officer = self.users["officer"]
        for model in ("internship", "person", "funnel"):
            facts = self.env[f"employer.{model}.report"].with_user(officer)
            with self.assertRaises(AccessError):
                facts.with_context(allowed_company_ids=self.other_office.ids).search([])

    def test_pages_and_figures_are_the_managers(self):
        for role in ("reader", "officer", "tutor", "privacy", "employee"):
            user = self.users[role]
            for model in ("value", "page", "line"):
                name = {"value": "employer.indicator.value", "page": "employer.year.page"}.get(
                    model, "employer.year.page.line"
                )
                for call in (
                    lambda model: model.search([]),
                    lambda model: model.formatted_read_group([], ["display_name"], []),
                    lambda model: model.web_search_read([], {"display_name": {}}),
                    lambda model: model.create({}),
                ):
                    with self.assertRaises(AccessError):
                        call(self.env[name].with_user(user))

    def test_no_protected_attribute_is_reached_from_a_fact(self):
        self._year_of((9, "f", 0))
        for role in ("reader", "officer", "manager"):
            for model in ("internship", "person", "funnel"):
                facts = self.env[f"employer.{model}.report"].with_user(self.users[role])
                for path in ("protected_ids.gender", "identity_ids.last_name"):
                    name, found = f"candidate_id.{path}", []
                    with suppress(AccessError):
                        found = facts.search([(name, "!=", False)])
                    self.assertFalse(found, (role, model, path))
                    with suppress(AccessError, ValueError):
                        found = facts.formatted_read_group([], [name], ["__count"])
                    self.assertFalse([one for one in found if one.get(name)], (role, model, path))
