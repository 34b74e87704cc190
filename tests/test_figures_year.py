# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The year on one page: what it shows, and who gets it."""

from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from ..models.figures.indicator_registry import INDICATORS
from .common_year import NOW, YearCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestYearPage(YearCase):
    def test_every_indicator_stands_on_the_page_as_counted(self):
        page = self._page()
        lines, values, last = self._lines(page), self._values(), self._values(years_back=1)
        totals = [key[0] for key in lines if key[1] == "total"]
        self.assertEqual(totals, list(INDICATORS), "All of them, in the registry's order")
        for code in INDICATORS:
            line, key = lines[code, "total", ""], (code, "total", "")
            self.assertEqual(line.this_year, values[key].display_value)
            self.assertEqual(line.last_year, last[key].display_value)
            self.assertTrue(line.sentence.startswith(values[key].sentence))
            self.assertEqual(line.value_id, values[key])
        self.assertEqual(lines["attempts", "total", ""].this_year, "4")
        self.assertEqual(lines["contacts", "total", ""].this_year, "2")
        self.assertEqual(lines["contacts", "total", ""].last_year, "1")
        self.assertEqual(lines["conversion_host", "total", ""].this_year, "33.3 %")

    def test_members_stand_below_their_figure(self):
        page = self._page()
        team = self._lines(page, "team")
        north, south = (str(one.id) for one in (self.team, self.team_2))
        self.assertEqual(team["internships_ended", "team", north].this_year, "5")
        self.assertEqual(team["internships_ended", "team", south].this_year, "1")
        self.assertEqual(team["internships_ended", "team", south].name, "South")
        programme = self._lines(page, "programme")
        key = ("internships_ended", "programme", str(self.programme.id))
        self.assertEqual(programme[key].this_year, "6")
        families = self._lines(page)
        self.assertEqual(families["hires", "family", "open_ended"].this_year, "2")
        self.assertEqual(families["hires", "family", "open_ended"].last_year, "1")

    def test_a_choice_shows_its_part(self):
        page = self._page()
        for block in ("total", "team", "programme", "protected"):
            page.shown = block
            self.assertEqual(set(page.shown_line_ids.mapped("block")) - {block}, set())
        page.shown = "team"
        self.assertTrue(page.shown_line_ids)

    # ---- target and difference

    def test_above_at_and_below_a_target(self):
        for value, difference, is_behind in ((5, "-1", True), (4, "0", False), (3, "+1", False)):
            target = self._target(indicator="attempts", value=value)
            line = self._lines(self._page())["attempts", "total", ""]
            self.assertEqual((line.target, line.difference), (str(value), difference))
            self.assertEqual((line.is_behind, line.is_reached), (is_behind, not is_behind))
            target.unlink()

    def test_a_rate_s_target_is_per_cent_its_difference_points(self):
        self._target(indicator="conversion_host", value=40)
        line = self._lines(self._page())["conversion_host", "total", ""]
        self.assertEqual((line.target, line.difference), ("40 %", "-6.7 p.p."))

    def test_targets_of_a_team_a_programme_and_of_other_periods(self):
        self._target(indicator="internships_ended", value=9, team_id=self.team.id)
        self._target(indicator="internships_ended", value=7, programme_id=self.programme.id)
        self._target(indicator="attempts", value=99, end_date="2025-06-30")
        page = self._page()
        self.assertFalse(self._lines(page)["internships_ended", "total", ""].target)
        team = self._lines(page, "team")["internships_ended", "team", str(self.team.id)]
        self.assertEqual((team.target, team.difference), ("9", "-4"))
        key = ("internships_ended", "programme", str(self.programme.id))
        self.assertEqual(self._lines(page, "programme")[key].difference, "-1")
        self.assertFalse(self._lines(page)["attempts", "total", ""].target, "half a year")

    def test_parts_of_a_target_count_once(self):
        whole = self._target(indicator="attempts", value=10)
        self._target(indicator="attempts", value=4, parent_id=whole.id, beneficiary="indirect")
        self.assertEqual(self._lines(self._page())["attempts", "total", ""].target, "10")

    def test_missing_targets_are_counted_and_opened_with_their_year(self):
        self._target(indicator="attempts", value=5)
        page = self._page()
        self.assertEqual(page.missing_target_count, len(INDICATORS) - 1)
        action = page.action_open_targets()
        self.assertEqual(action["context"]["default_start_date"], "2025-01-01")
        self.assertEqual(self.env["employer.target"].search_count(action["domain"]), 1)

    # ---- what it says

    def test_weak_rates_open_what_is_not_known(self):
        page = self._page()
        line = self._lines(page)["conversion_host", "total", ""]
        self.assertTrue(line.is_weak)
        self.assertIn("Weak", line.sentence)
        self.assertIn("not known", line.sentence)
        self.assertIn("By chance alone between", line.sentence)
        self.assertTrue(page.weak_count)
        action = line.action_mend()
        rows = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(len(rows.search(action["domain"])), 4)
        for internship in self.internships[2:]:
            internship.outcome = "not_hired"
        page = self._page()
        self.assertFalse(self._lines(page)["conversion_host", "total", ""].is_weak)

    def test_rows_behind_a_figure(self):
        line = self._lines(self._page())["internships_ended", "total", ""]
        action = line.action_open_rows()
        rows = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(len(rows.search(action["domain"])), 6)

    def test_too_few_are_hidden_and_named_as_hidden(self):
        rows = self._protected_rows()
        rows.gender = "f"
        rows[0].gender = "m"
        page = self._page()
        lines = self._lines(page, "protected")
        total = lines["internships_started", "total", ""]
        self.assertNotIn(("internships_started", "gender", "m"), lines)
        self.assertIn("Hidden", total.sentence)
        self.assertIn("Man", total.sentence)
        self.assertIn("Woman", total.sentence, "Its complement")
        self.assertNotIn(("internships_started", "citizenship", "it"), lines, "all six of a kind")

    def test_one_person_is_not_told_by_what_is_missing(self):
        """Hidden alone among nobody, a member would tell what the person is."""
        self._protected_rows()[0].gender = "m"
        for internship in self.internships[1:]:
            internship.actual_end_date = "2024-12-31"
            internship.start_date = "2024-10-01"
        self._page()
        hidden = {
            key[2]: value.suppressed
            for key, value in self._values().items()
            if key[:2] == ("internships_started", "gender")
        }
        self.assertEqual(hidden, dict.fromkeys(("f", "m", "x", "none"), True))

    def test_the_year_before_has_had_the_same_time(self):
        layout = self._page()._layout()
        self.assertEqual(layout.last_reference_date, date(2025, 6, 30))
        leap = self._page(year="2024", reference_date="2024-02-29")._layout()
        self.assertEqual(leap.last_reference_date, date(2023, 2, 28))

    def test_a_year_before_with_nothing_on_file_is_no_zero(self):
        lines = self._lines(self._page())
        self.assertEqual(lines["attempts", "total", ""].last_year, "1")
        self.assertEqual(lines["agreements_active", "total", ""].last_year, "0")
        page = self._page(year="2024", reference_date="2024-12-31")
        self.assertEqual(self._lines(page)["attempts", "total", ""].this_year, "1")
        self.assertEqual({line.last_year for line in page.line_ids}, {"–"})
        self.assertIn("Nothing is on file for 2023", page.period_words)

    def test_another_choice_asks_for_an_update(self):
        page = self._page()
        self.assertFalse(page.is_outdated)
        page.year = "2024"
        self.assertTrue(page.is_outdated)
        self._update(page)
        self.assertFalse(page.is_outdated)
        self.assertEqual(self._lines(page)["contacts", "total", ""].this_year, "1")

    def test_a_day_before_the_year_is_refused(self):
        self._page(reference_date="2025-01-01")
        with self.assertRaises(ValidationError):
            self._page(reference_date="2024-12-31")

    def test_an_empty_year_says_so(self):
        self.assertFalse(self._page().is_empty)
        self.assertTrue(self._page(year="2021", reference_date="2021-12-31").is_empty)

    def test_a_corrected_date_moves_the_figure(self):
        page = self._page()
        self.internships[0].actual_end_date = "2024-12-31"
        self.internships[0].start_date = "2024-11-01"
        self._update(page)
        self.assertEqual(self._lines(page)["internships_ended", "total", ""].this_year, "5")

    def test_opened_it_is_counted_once_a_day(self):
        pages = self.as_role("employer.year.page", "manager")
        page = pages.browse(pages.action_open_page()["res_id"])
        self.assertEqual((page.year, str(page.reference_date)), ("2026", "2026-07-15"))
        self.assertEqual((page.state, page.progress), ("counting", 0), "The form begins")
        self._update(page)
        self.assertTrue(page.shown_line_ids)
        again = pages.browse(pages.action_open_page()["res_id"])
        self.assertEqual(again.state, "counted")
        self.assertEqual(len(again.line_ids), len(page.line_ids))

    def test_counting_says_how_far_it_is(self):
        page = self._page()
        page.action_update()
        self.assertEqual(page.state, "counting")
        steps = []
        while not steps or not steps[-1]["finished"]:
            steps.append(page.action_step())
        told = [step["progress"] for step in steps]
        self.assertEqual(told, sorted(told))
        self.assertEqual((told[-1], page.state), (100, "counted"))
        self.assertEqual(page.action_step(), {"progress": 100, "finished": True})

    # ---- who

    def test_managers_alone(self):
        for user in (
            *(self.users[role] for role in ("reader", "officer", "tutor", "privacy", "employee")),
            self.stranger,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._page(user)
        self.assertTrue(self._page().line_ids)

    def test_figures_of_another_office_never(self):
        with self.assertRaises(AccessError):
            self._page(company_id=self.other_office.id)
        self.assertEqual(self._lines(self._page())["attempts", "total", ""].this_year, "4")

    def test_another_s_page_is_not_mine(self):
        second = self._user("manager_2", ("manager",))
        with self.assertRaises(AccessError):
            self._page().with_user(second).action_update()
