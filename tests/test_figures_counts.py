# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.tests import freeze_time, tagged

from ..models.figures.indicator_registry import INDICATORS
from .common_figures import NOW
from .common_indicators import SEEN, YEAR, IndicatorCase

#: A day before, the first and the last of, and a day after the year.
DAYS = ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCounts(IndicatorCase):
    """What happened in a period and what stood at its end, counted by hand."""

    # ---- one fact of each kind, of a person and a company of its own

    def _make_interaction(self, day):
        self._interaction(date=day, employer_id=self._employer(day).id)

    def _make_seat(self, day):
        self._seat(self._workshop(day), self._employer(day), "attended")

    def _make_vacancy(self, day):
        self._vacancy(opened_date=day, positions=2)

    def _make_proposal(self, day):
        somebody = self._somebody()
        candidacy = self._selected(
            self.env["employer.candidate"].browse(somebody["candidate_id"]),
            self.env["employer.organisation"].browse(somebody["employer_id"]),
        )
        candidacy.preselection_id.sent_date = day

    def _make_service(self, day):
        person = self._person()
        self.env["employer.service"].create({"candidate_id": person.id, "date": day})

    def _make_start(self, day):
        self._past(day, "2026-02-01", **self._somebody())

    def _make_end(self, day):
        self._past("2024-10-01", day, **self._somebody())

    def _make_hire(self, day):
        self._hired(day, **self._somebody())

    MAKERS = {
        "attempts": "_make_interaction",
        "contacts": "_make_interaction",
        "companies_reached": "_make_interaction",
        "workshops": "_make_seat",
        "companies_invited": "_make_seat",
        "companies_registered": "_make_seat",
        "companies_attended": "_make_seat",
        "companies_new": "_make_seat",
        "vacancies_opened": "_make_vacancy",
        "positions_opened": "_make_vacancy",
        "persons_proposed": "_make_proposal",
        "persons_served": "_make_service",
        "internships_started": "_make_start",
        "internships_ended": "_make_end",
        "hires": "_make_hire",
    }

    def test_every_flow_counts_both_days_of_its_period(self):
        flows = {
            code
            for code, indicator in INDICATORS.items()
            if indicator.kind == "count" and not indicator.is_stock
        }
        self.assertEqual(set(self.MAKERS), flows)
        for maker in dict.fromkeys(self.MAKERS.values()):
            for day in DAYS:
                getattr(self, maker)(day)
        totals = self._values(dimensions=["total"])
        cut = self._values(reference=date(2025, 12, 30), dimensions=["total"])
        for code in self.MAKERS:
            each = 2 if code == "positions_opened" else 1
            for values, days in ((totals, 2), (cut, 1)):
                value = values.filtered(lambda one, code=code: one.indicator == code)
                with self.subTest(code=code, days=days):
                    self.assertEqual((value.numerator, value.value), (each * days, each * days))

    # ---- employers

    def test_contacts_are_one_a_company_and_day(self):
        self._interaction(date="2025-05-05")
        self._interaction(date="2025-05-05", channel="visit", outcome="interested")
        self._interaction(date="2025-05-06", direction="in")
        self._interaction(date="2025-05-07", outcome="no_answer")
        self._interaction(date="2025-05-08", is_mass_mail=True)
        self._interaction(date="2025-05-05", employer_id=self.employer_2.id)
        partner = self._employer("Union", is_employer=False)
        self._interaction(date="2025-05-05", employer_id=partner.id)
        self.assertEqual(self._count("attempts"), 5)
        self.assertEqual(self._count("contacts"), 4)
        self.assertEqual(self._count("companies_reached"), 2)

    def test_by_team_and_programme_with_those_without(self):
        programme = self.env["employer.programme"].create({"name": "P", "code": "P1"})
        self._interaction(date="2025-05-05", team_id=self.team.id, programme_id=programme.id)
        self._interaction(date="2025-05-06", team_id=self.team_2.id)
        self._interaction(date="2025-05-07", team_id=self.team.id)
        reached = self._members("companies_reached", "team")
        self.assertEqual(reached, {str(self.team.id): 1, str(self.team_2.id): 1})
        self.assertEqual(self._count("companies_reached"), 1, "parts are not added up")
        by_programme = self._members("attempts", "programme")
        self.assertEqual(by_programme, {str(programme.id): 1, "none": 2})
        labels = self._values(dimensions=["programme"]).filtered(
            lambda value: value.indicator == "attempts"
        )
        self.assertEqual(set(labels.mapped("member_label")), {"P", "Ordinary service"})

    def test_a_company_at_two_workshops_is_invited_once(self):
        for day in ("2025-05-05", "2025-06-05"):
            self._seat(self._workshop(day), attendance="no_show")
        self._seat(self._workshop("2025-07-05"), self.employer_2).action_cancel()
        codes = ("workshops", "companies_invited", "companies_registered", "companies_attended")
        self.assertEqual([self._count(code) for code in codes], [3, 2, 1, 0])

    # ---- stocks

    def test_agreements_in_force_on_the_last_day(self):
        for start, end in (
            ("2025-12-31", "2026-03-31"),
            ("2026-01-01", "2026-03-31"),
            ("2025-01-01", "2025-12-31"),
            ("2025-01-01", "2025-12-30"),
        ):
            self._agreement(self.employer_2, start, end)
        early = self._agreement(self.employer, "2025-01-01", "2026-12-31")
        early.write(
            {
                "state": "terminated",
                "termination_reason": "moved",
                "termination_date": "2025-12-30",
            }
        )
        self.assertEqual(self._count("agreements_active"), 2)
        self.assertEqual(self._count("agreements_active", reference=date(2025, 12, 30)), 3)
        early.termination_date = "2025-12-31"
        value = self._value("agreements_active")
        self.assertEqual(value.sentence, "Agreements in force on 12/31/2025: 3.")
        self.assertEqual(len(self._opened(value)), 3)

    def _level(self, employer, day):
        scope = {"period": (date(2025, 1, 1), day), "reference": day}
        found = [
            value.member
            for value in self._values(dimensions=["level"], **scope)
            if value.indicator == "organisations" and employer in self._opened(value)
        ]
        self.assertEqual(len(found), 1)
        return found[0]

    def test_the_level_on_a_day(self):
        employer = self._employer("Host")
        days = {
            "prospect": date(2024, 12, 31),
            "contacted": date(2025, 1, 1),
            "engaged": date(2025, 2, 1),
            "collaborating": date(2025, 3, 1),
            "stable": date(2025, 4, 1),
        }
        self._interaction(employer_id=employer.id, date="2024-12-30", outcome="no_answer")
        self._interaction(employer_id=employer.id, date=days["contacted"])
        self._agreement(employer, "2025-02-01", "2025-02-27")
        self._hired(days["collaborating"], employer_id=employer.id)
        self._hired(days["stable"], employer_id=employer.id, candidate_id=self.person_2.id)
        for level, day in days.items():
            self.assertEqual(self._level(employer, day), level)
        self.assertEqual(self._level(employer, date(2025, 2, 28)), "contacted", "over")

    def test_stable_is_two_days_in_24_months(self):
        def stable(day):
            return self._count("organisations_stable", period=(YEAR[0], day), reference=day)

        employer = self._employer("Host")
        self._hired("2025-03-31", employer_id=employer.id)
        self._hired("2025-03-31", employer_id=employer.id, candidate_id=self.person_2.id)
        day = date(2026, 6, 30)
        self.assertEqual(stable(day), 0, "two on one day")
        third = self._person()
        hire = self._hired("2024-06-30", employer_id=employer.id, candidate_id=third.id)
        self.assertEqual(stable(day), 1, "24 months before")
        hire.contract_ids.start_date = "2024-06-29"
        self.assertEqual(stable(day), 0)

    def test_dormant_after_24_months_without_august(self):
        employer = self._employer("Host")
        self._hired("2023-03-15", employer_id=employer.id)
        self.assertEqual(self._level(employer, date(2025, 5, 15)), "collaborating")
        self.assertEqual(self._level(employer, date(2025, 5, 16)), "dormant")

    def test_a_vacancy_engages_while_it_is_open(self):
        employer = self._employer("Host")
        vacancy = self._vacancy(employer_id=employer.id, opened_date="2025-03-01")
        closed = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        vacancy.write({"stage_id": closed.id, "close_reason": "other", "closed_date": "2025-05-01"})
        for day, level in (
            (date(2025, 2, 28), "prospect"),
            (date(2025, 3, 1), "engaged"),
            (date(2025, 4, 30), "engaged"),
            (date(2025, 5, 1), "prospect"),
        ):
            self.assertEqual(self._level(employer, day), level)

    def test_today_the_levels_are_those_of_the_organisations(self):
        self._interaction(employer_id=self._employer("A").id)
        self._seat(self._workshop("2026-05-05"), self._employer("B"), "attended")
        self._vacancy(employer_id=self._employer("C").id)
        self._hired("2026-05-05", **self._somebody())
        self._past(**self._somebody())
        twice = self._somebody()
        self._past(**twice)
        self._hired("2025-06-01", **twice)
        self._hired("2020-06-01", **self._somebody())
        organisations = self.env["employer.organisation"].search([])
        today = date.fromisoformat(NOW)
        organisations._compute_level()
        self.assertEqual(
            organisations._levels_on(today), {one.id: one.level for one in organisations}
        )
        found = self._members("organisations", "level", period=(YEAR[0], today), reference=today)
        self.assertEqual(sum(found.values()), len(organisations))
        self.assertEqual(set(found), set(INDICATORS["organisations"].levels))

    # ---- persons and hires

    def test_a_person_served_twice_is_one(self):
        self.env["employer.service"].create(
            [{"candidate_id": self.person.id, "date": day} for day in ("2025-05-05", "2025-06-05")]
        )
        value = self._value("persons_served")
        self.assertEqual((value.numerator, len(self._opened(value))), (1, 2))

    def test_a_restart_is_the_same_internship(self):
        self._past("2025-01-01", "2025-03-31")
        self._past("2025-04-30", "2025-06-30")
        self._past("2025-07-31", "2025-09-30")
        self._internship(candidate_id=self.person_2.id, start_date="2025-05-05", state="cancelled")
        self.assertEqual(self._count("internships_started"), 2, "30 days, and 31")
        self.assertEqual(self._count("internships_ended"), 2)

    def test_hires_by_family_and_origin(self):
        self._past(**(here := self._somebody()))
        self._hired("2025-04-15", "2025-10-14", **here)
        self._hired("2025-05-05", family="apprenticeship", origin="direct", **self._somebody())
        self._hired("2025-06-06", "2025-06-10", origin="direct", **self._somebody())
        self.assertEqual(self._members("hires", "family"), {"fixed_term": 2, "apprenticeship": 1})
        self.assertEqual(self._members("hires", "origin"), {"internship_here": 1, "direct": 2})
        total = self._values().filtered(
            lambda value: value.indicator == "hires" and value.dimension == "total"
        )
        self.assertEqual(
            total.sentence,
            "Hires: 3. Fixed-term 2, Apprenticeship 1. Direct matching 2, Internship here 1.",
        )

    # ---- the rows behind

    def test_a_figure_opens_what_was_counted(self):
        for maker in dict.fromkeys(self.MAKERS.values()):
            for day in DAYS:
                getattr(self, maker)(day)
        opened = self._values().filtered(lambda value: not value.suppressed)
        for value in opened.filtered(lambda one: "gender" not in one.dimension):
            indicator = value._rows_indicator()
            if value.dimension in ("citizenship", "citizenship_gender") or indicator.is_per_person:
                continue
            action = value.with_user(self.users["manager"]).action_open_rows()
            rows = self.env[action["res_model"]].with_user(self.users["manager"])
            measures = [indicator.measure]
            if indicator.denominator_measure:
                measures += [indicator.denominator_measure, indicator.immature_measure]
            (found,) = rows.with_context(**action["context"])._read_group(
                action["domain"], [], [one for one in measures if one]
            )
            told = [value.numerator, value.denominator, value.immature][: len(found)]
            with self.subTest(indicator=value.indicator, dimension=value.dimension):
                self.assertEqual([number or 0 for number in found], told)

    def test_only_rows_that_count_are_opened(self):
        day = "2025-05-05"
        called = self._interaction(date=day, outcome="no_answer")
        answered = self._interaction(date=day, direction="in")
        partner = self._employer("Union", is_employer=False)
        beside = self._interaction(date=day, employer_id=partner.id)
        came = self._seat(self._workshop(day), attendance="attended")
        stayed = self._seat(self._workshop(day), self.employer_2, "no_show")
        declined = self._seat(self._workshop(day), partner)
        declined.action_cancel()
        values = self._values(dimensions=["total"])
        for code, records in {
            "attempts": called | beside,
            "contacts": answered | beside,
            "companies_reached": answered,
            "companies_invited": came | stayed | declined,
            "companies_registered": came | stayed,
            "companies_attended": came,
        }.items():
            rows = self._opened(values.filtered(lambda one, code=code: one.indicator == code))
            self.assertEqual(set(rows.mapped("res_id")), set(records.ids), code)

    def test_rows_are_seen_as_on_the_reference_date(self):
        self._past("2025-01-01", "2025-12-31")
        value = self._value("internships_started", reference=date(2025, 6, 30))
        self.assertEqual(self._opened(value).case, "running")
        later = self._value("internships_started")
        self.assertEqual(self._opened(later).case, "not_known")

    # ---- offices

    def test_each_office_counts_its_own(self):
        there = self.env["employer.organisation"].create(
            {"name": "There", "company_id": self.other_office.id}
        )
        self._interaction(date="2025-05-05", employer_id=there.id)
        self._interaction(date="2025-05-05")
        self._interaction(date="2025-05-06")
        self.assertEqual(self._count("attempts"), 2)
        theirs = self._value("attempts", company=self.other_office)
        self.assertEqual((theirs.numerator, theirs.company_id), (1, self.other_office))
        self.assertEqual(self._opened(theirs).employer_id, there)
        seen = self.as_role("employer.indicator.value", "manager").search([])
        self.assertEqual(seen.company_id, self.office)
        self.assertEqual(self._count("organisations", company=self.other_office), 1)

    def test_what_is_known_later_counts_on_its_own_date(self):
        hire = self._hired("2025-12-31", **self._somebody())
        self.assertEqual(self._count("hires"), 1)
        hire.contract_ids.start_date = "2026-01-01"
        self.assertEqual(self._count("hires"), 0, "a corrected date moves the figure")
        self.assertEqual(self._count("hires", period=(date(2026, 1, 1), SEEN)), 1)
