# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .common_figures import NOW
from .common_indicators import SEEN, YEAR, IndicatorCase
from .test_figures_funnel import WORKSHOP, FunnelCase

#: (model whose rule forbids its records, view, rows that are then gone)
SOURCES = (
    ("employer.participation", "person", [("fact", "=", "entered")]),
    ("employer.service", "person", [("fact", "=", "served")]),
    ("employer.candidacy", "person", [("fact", "=", "proposed")]),
    ("employer.candidacy", "funnel", [("stage", "=", "proposal")]),
    ("employer.candidacy", "funnel", [("res_model", "=", "employer.candidacy")]),
    ("employer.internship", "internship", []),
    (
        "employer.internship",
        "funnel",
        [("stage", "=", "collaboration"), ("res_model", "=", "employer.internship")],
    ),
    ("employer.hire", "internship", [("hire_id", "!=", False)]),
    ("employer.hire.contract", "internship", [("hire_id", "!=", False)]),
    ("employer.hire", "funnel", [("stage", "=", "hire")]),
    ("employer.interaction", "funnel", [("stage", "=", "interaction")]),
    ("event.registration", "funnel", [("stage", "=", "registration")]),
    ("employer.agreement", "funnel", [("stage", "=", "agreement")]),
    ("employer.vacancy", "funnel", [("stage", "=", "vacancy")]),
    ("employer.commitment", "funnel", [("res_model", "=", "employer.commitment")]),
)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestClauses(FunnelCase):
    """Clauses of the fact views that no other test missed when they were taken out."""

    # ---- rules of the records

    def _one_of_each(self):
        person = {"candidate_id": self.person.id}
        self.env["employer.participation"].create({**person, "entered_date": "2026-01-07"})
        self.env["employer.service"].create({**person, "date": "2026-01-08"})
        candidacy = self._selected()
        candidacy.preselection_id.sent_date = "2026-01-09"
        candidacy.vacancy_id.opened_date = "2026-01-05"
        self._past("2025-02-01", "2025-04-30")
        self._hired("2025-05-15")
        self._interaction(date="2026-01-12")
        self._seat(self._workshop("2026-01-13"), attendance="attended")
        self.env["employer.commitment"].create(
            {"agreement_id": self.agreement.id, "kind": "workshop", "quantity": 1}
        )

    def test_who_may_not_read_the_records_finds_no_row(self):
        self._one_of_each()
        for model, view, rows in SOURCES:
            with self.subTest(model, view=view):
                seen = self._facts(view, rows, NOW, self.users["officer"])
                self.assertTrue(seen)
                rule = self.env["ir.rule"].create(
                    {
                        "name": "Nobody",
                        "model_id": self.env["ir.model"]._get_id(model),
                        "domain_force": "[(0, '=', 1)]",
                    }
                )
                self.assertFalse(self._facts(view, rows, NOW, self.users["officer"]))
                rule.unlink()

    # ---- persons

    def test_a_service_is_of_the_team_of_its_programme_else_of_the_person(self):
        programme = self.env["employer.programme"].create({"name": "A"})
        participation = self.env["employer.participation"].create(
            {
                "candidate_id": self.person.id,
                "programme_id": programme.id,
                "team_id": self.team_2.id,
            }
        )
        service = {"candidate_id": self.person.id, "date": "2026-04-01"}
        self.env["employer.service"].create(
            [{**service, "participation_id": participation.id}, service]
        )
        rows = self._facts("person", [("fact", "=", "served")])
        teams = {row.programme_id: row.team_id for row in rows}
        self.assertEqual(teams, {programme: self.team_2, self.env["employer.programme"]: self.team})

    def test_a_hire_is_of_its_programme(self):
        programme = self.env["employer.programme"].create({"name": "A"})
        self._hired("2025-04-15", programme_id=programme.id)
        row = self._facts("person", [("fact", "=", "hired")])
        self.assertEqual(row.programme_id, programme)

    def test_ended_repeats_six_months_too(self):
        self._past()
        self._hired("2025-04-15")
        row = self._facts("person", [("fact", "=", "ended")])
        self.assertEqual((row.numerator, row.numerator_six_months), (1, 1))

    def _proposed(self):
        return self._facts("person", [("fact", "=", "proposed")], NOW)

    def test_proposed_is_who_was_on_the_list_when_it_left(self):
        """However far the person got later; who was taken off before is none."""
        candidacy = self._selected()
        candidacy.preselection_id.sent_date = "2026-05-05"
        for last_state in ("sent", "interview", "selected", "in_internship", "hired"):
            candidacy.last_state = last_state
            self.assertTrue(self._proposed(), last_state)
        for last_state in ("proposed", "approved"):
            candidacy.last_state = last_state
            self.assertFalse(self._proposed(), last_state)

    def test_proposed_on_the_day_of_the_milestone_without_another(self):
        """Its own, of having been sent, that was not taken back: the first of them."""
        candidacy = self._selected()
        candidacy.preselection_id.sent_date = False
        milestone = self.env["employer.milestone"]
        milestone.search(
            [("res_model", "=", candidacy._name), ("res_id", "=", candidacy.id)]
        ).cancelled_at = NOW
        told = {"res_model": candidacy._name, "res_id": candidacy.id, "milestone": "sent"}
        milestone.create(
            [
                {**told, "date": "2026-05-05"},
                {**told, "date": "2026-05-06"},
                {**told, "date": "2026-05-04", "cancelled_at": NOW},
                {**told, "date": "2026-05-03", "milestone": "approved"},
                {**told, "date": "2026-05-02", "res_id": candidacy.id + 1},
                {**told, "date": "2026-05-01", "res_model": "employer.preselection"},
            ]
        )
        self.assertEqual(self._proposed().date, date(2026, 5, 5))

    # ---- organisations

    def test_a_call_invites_nobody(self):
        self._interaction(date="2026-05-05")
        self.assertEqual(self._total(*WORKSHOP), (0, 0, 0))

    def test_a_registration_put_away_is_nowhere(self):
        seat = self._seat(self._workshop("2026-01-13"), attendance="attended")
        self.assertTrue(self._stage("registration"))
        seat.active = False
        self.assertFalse(self._stage("registration"))

    def test_the_rate_of_what_has_none_is_empty(self):
        """As stored: what is read by the ORM is 0 there."""
        self._interaction(date="2026-05-05")
        self._vacancy(opened_date="2026-05-05")
        self.env.flush_all()
        query = self.env["employer.funnel.report"]._table_query
        rows = self.env.execute_query(SQL("SELECT stage, rate FROM (%s) f", query))
        rates = dict(rows)
        self.assertEqual((rates["interaction"], rates["vacancy"]), (None, 0))

    def test_the_workshop_is_the_vacancy_s_else_the_agreement_s(self):
        of_vacancy, of_agreement = self._workshop("2025-01-13"), self._workshop("2025-01-20")
        agreement = self._agreement(self.employer, "2025-01-01", workshop_id=of_agreement.id)
        candidacy = self._selected()
        internship = self._past(candidacy_id=candidacy.id, agreement_id=agreement.id)
        self.assertEqual(self._row(internship).workshop_id, of_agreement)
        candidacy.vacancy_id.workshop_id = of_vacancy
        self.assertEqual(self._row(internship).workshop_id, of_vacancy)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFunnelClauses(FunnelCase):
    """As `TestClauses`, of agreements, positions, promises kept and levels."""

    def test_an_agreement_that_ran_out_was_in_force(self):
        agreement = self._agreement(self.employer_2, "2025-01-01", "2025-06-30", state="expired")
        row = self._stage("agreement").filtered(lambda one: one.agreement_id == agreement)
        self.assertEqual((row.end_date, row.case), (date(2025, 6, 30), "over"))

    def test_only_a_terminated_agreement_ends_early(self):
        """A day left from an end that was taken back says nothing."""
        self.agreement.termination_date = "2026-03-31"
        self.assertEqual(self._stage("agreement").end_date, date(2026, 12, 31))

    # ---- positions

    def _opened(self):
        """Return the candidacy of somebody selected for a vacancy of nine positions."""
        candidacy = self._selected()
        candidacy.vacancy_id.write({"positions": 9, "opened_date": "2026-05-01"})
        return candidacy

    def _filled(self, reference=NOW):
        return self._stage("vacancy", reference).numerator

    def test_a_position_is_filled_by_internship_or_hire(self):
        """Written past the list's own rules, which would want the whole way."""
        states = ("proposed", "sent", "selected", "in_internship", "hired", "not_selected")
        vacancy = self._vacancy(positions=9, opened_date="2026-05-01")
        rows = self._list(self._persons(len(states)), vacancy).candidacy_ids
        for candidacy, state in zip(rows, states, strict=True):
            self._force(candidacy, state=state)
        self.assertEqual(self._filled(), 2)

    def test_a_person_fills_one_position(self):
        vacancy = self._vacancy(positions=9, opened_date="2026-05-01")
        first, second = (self._list(self._persons(1), vacancy).candidacy_ids for _round in "12")
        self._force(first, state="in_internship")
        self._force(second, state="hired")
        self.assertEqual(self._filled(), 2)
        self._force(second, candidate_id=first.candidate_id.id)
        self.assertEqual(self._filled(), 1)

    def _persons(self, count):
        return self.person.browse().concat(*(self._person() for _each in range(count)))

    def _force(self, candidacy, **values):
        """Write what the lists would refuse, as bad data would have it."""
        self.env.flush_all()
        for name, value in values.items():
            self.env.execute_query(
                SQL(
                    "UPDATE employer_candidacy SET %s = %s WHERE id = %s RETURNING id",
                    SQL.identifier(name),
                    value,
                    candidacy.id,
                )
            )

    def test_a_position_is_not_filled_by_what_never_began(self):
        candidacy = self._opened()
        self._internship(candidacy_id=candidacy.id, start_date="2026-05-10", state="cancelled")
        self._past("2026-06-01", False, candidacy_id=candidacy.id)
        candidacy.state = "in_internship"
        self.assertEqual((self._filled("2026-05-31"), self._filled("2026-06-01")), (0, 1))

    def test_a_position_is_not_filled_by_a_hire_put_away(self):
        candidacy = self._opened()
        hire = {"candidacy_id": candidacy.id, "origin": "direct"}
        self._hired("2026-05-10", "2026-05-12", **hire).active = False
        self._hired("2026-06-20", **hire)
        self.assertEqual((self._filled("2026-06-19"), self._filled("2026-06-20")), (0, 1))

    # ---- promises kept

    def _kept(self, kind, **vals):
        """Return the days on which a promise of one, made now, was kept."""
        promise = self.env["employer.commitment"].create(
            {"agreement_id": self.agreement.id, "kind": kind, "quantity": 1, **vals}
        )
        rows = self._stage("collaboration").filtered(
            lambda row: row.res_model == promise._name and row.res_id == promise.id
        )
        return rows.mapped("date")

    def test_a_promise_is_kept_by_its_kind_and_its_employer(self):
        self._seat(self._workshop("2026-03-10"), self.employer_2, "attended")
        self._vacancy(opened_date="2026-03-12")
        self.assertEqual(self._kept("workshop"), [])
        self.assertEqual(self._kept("vacancy"), [date(2026, 3, 12)])

    def test_a_promise_is_not_kept_before_the_agreement(self):
        self._seat(self._workshop("2025-12-31"), attendance="attended")
        self.assertEqual(self._kept("workshop"), [])
        self._seat(self._workshop("2026-01-01"), attendance="attended")
        self.assertEqual(self._kept("workshop"), [date(2026, 1, 1)])

    def test_what_did_not_happen_keeps_no_promise(self):
        self._seat(self._workshop("2026-03-10"), attendance="no_show")
        self._seat(self._workshop("2026-03-11"), attendance="attended").active = False
        self._vacancy(opened_date="2026-03-12").active = False
        self._internship(start_date="2026-03-13", state="cancelled")
        self._hired("2026-03-14").active = False
        for kind in ("workshop", "vacancy", "internship", "hire"):
            self.assertEqual(self._kept(kind), [], kind)
        self.assertFalse(self._stage("collaboration"))

    # ---- levels

    def _level(self, day, employer=None):
        """Return the level on a day, from all that is known on the day the tests happen on."""
        employer = employer or self.employer_2
        self.env.flush_all()
        seen = employer.with_context(reference_date=NOW)
        return seen._levels_on(date.fromisoformat(day))[employer.id]

    def test_the_level_knows_nothing_of_later(self):
        self._interaction(employer_id=self.employer_2.id, date="2026-05-05")
        self.assertEqual(self._level("2026-05-04"), "prospect")
        self.assertEqual(self._level("2026-05-05"), "contacted")

    def test_a_call_without_answer_is_no_contact(self):
        self._interaction(employer_id=self.employer_2.id, date="2026-05-05", outcome="no_answer")
        self.assertEqual(self._level("2026-05-05"), "prospect")

    def test_an_agreement_engages_until_its_last_day(self):
        self._agreement(self.employer_2, "2026-01-01", "2026-05-31")
        self.assertEqual(self._level("2026-05-31"), "engaged")
        self.assertEqual(self._level("2026-06-01"), "prospect")

    def test_who_stayed_away_is_not_engaged(self):
        self._seat(self._workshop("2026-05-05"), self.employer_2, "no_show")
        self.assertEqual(self._level("2026-05-05"), "prospect")

    def test_a_vacancy_without_a_day_engages_since_it_was_entered(self):
        vacancy = self._vacancy(employer_id=self.employer_2.id, opened_date=False)
        vacancy.opened_date = False
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE employer_vacancy SET create_date = %s WHERE id = %s RETURNING id",
                "2026-05-05 08:00:00",
                vacancy.id,
            )
        )
        self.assertEqual(self._level("2026-05-04"), "prospect")
        self.assertEqual(self._level("2026-05-05"), "engaged")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegistryClauses(IndicatorCase):
    """As `TestClauses`, of how the registry counts."""

    def test_the_organisations_are_the_office_s(self):
        self._employer("Theirs", company_id=self.other_office.id)
        mine = self.env["employer.organisation"].search_count([("company_id", "=", self.office.id)])
        self.assertEqual(self._count("organisations"), mine)
        self.assertEqual(sum(self._members("organisations", "level").values()), mine)

    def test_levels_are_those_of_the_reference_date(self):
        """Inside the period: two years before that day, not before the period's last one."""
        self._hired("2024-07-10")
        self._hired("2024-07-20", candidate_id=self.person_2.id)
        this_year = (date(2026, 1, 1), date(2026, 12, 31))
        scope = {"period": this_year, "reference": date(2026, 6, 30)}
        self.assertEqual(self._count("organisations_stable", **scope), 1)
        self.assertEqual(self._members("organisations", "level", **scope)["stable"], 1)

    def test_everyone_reads_the_same_figure(self):
        """Also of contacts about a person, which a manager does not see."""
        self._interaction(date="2025-05-05", candidate_id=self.person.id)
        self.env.flush_all()
        calls = self.env["employer.interaction"].search([("date", "=", "2025-05-05")])
        manager = self.users["manager"]
        self.assertFalse(calls.with_user(manager)._filtered_access("read"))
        values = self.env["employer.indicator.value"].with_user(manager)
        figures = values._refresh(self.office, *YEAR, SEEN, ["total"])
        contacts = figures.filtered(lambda value: value.indicator == "contacts")
        self.assertEqual(contacts.numerator, 1)

    def test_a_person_hired_twice_is_one(self):
        self._past()
        self._hired("2025-04-15", "2025-06-30")
        self._past(employer_id=self.employer_2.id, start="2025-07-01", end="2025-09-30")
        self._hired("2025-10-15", employer_id=self.employer_2.id)
        value = self._value("conversion_person")
        self.assertEqual((value.numerator, value.denominator), (1, 1))
        value = self._value("conversion_host")
        self.assertEqual((value.numerator, value.denominator), (2, 2))

    def test_a_ratio_stands_beside_every_member(self):
        """A team with hires alone, and one with internships alone."""
        self._hired("2025-04-15", team_id=self.team.id)
        self._past(candidate_id=self.person_2.id, team_id=self.team_2.id)
        ratios = {
            value.member: (value.numerator, value.denominator)
            for value in self._values(dimensions=["team"])
            if value.indicator == "hires_per_100_internships"
        }
        self.assertEqual(ratios, {str(self.team.id): (1, 0), str(self.team_2.id): (0, 1)})

    def test_rows_of_a_member_are_its_own(self):
        programme = self.env["employer.programme"].create({"name": "A"})
        inside = self._hired("2025-04-15", programme_id=programme.id)
        outside = self._hired("2025-04-15", **self._somebody())
        for member, hire in ((str(programme.id), inside), ("none", outside)):
            rows = self._opened(self._value("hires", "programme", member))
            self.assertEqual(rows.mapped("res_id"), hire.ids)

    def test_rows_of_a_level_are_its_organisations(self):
        self._interaction(employer_id=self.employer_2.id, date="2025-05-05")
        value = self._value("organisations", "level", "contacted")
        self.assertEqual(self._opened(value), self.employer_2)

    def test_an_agreement_without_an_end_is_in_force(self):
        self._agreement(self.employer_2, "2025-06-01", False)
        self.assertEqual(self._count("agreements_active"), 1)

    def test_a_person_proposed_twice_is_one(self):
        for employer in (self.employer, self.employer_2):
            self._selected(employer=employer).preselection_id.sent_date = "2025-05-05"
        value = self._value("persons_proposed")
        self.assertEqual(value.numerator, 1)
        self.assertEqual(len(self._opened(value)), 2)

    def test_hired_elsewhere_is_known_of_any_employer(self):
        self._past()
        self._hired("2025-04-15", employer_id=self.employer_2.id)
        told = {
            code: (value.numerator, value.denominator, value.unknown)
            for code in ("conversion_host", "conversion_any")
            for value in self._value(code)
        }
        self.assertEqual(told, {"conversion_host": (0, 1, 1), "conversion_any": (1, 1, 0)})

    def test_agreements_alone_are_agreements(self):
        self._agreement(self.employer_2, "2025-06-01", "2026-06-30")
        self._interaction(date="2025-05-05")
        value = self._value("agreements_active")
        self.assertEqual(value.numerator, 1)
        self.assertEqual(self._opened(value).mapped("stage"), ["agreement"])

    def test_a_workshop_nobody_was_invited_to_is_none(self):
        """Though an agreement says that it came from there."""
        workshop = self._workshop("2025-03-01")
        self._agreement(self.employer_2, "2025-06-01", workshop_id=workshop.id)
        self.assertEqual(self._count("workshops"), 0)
        self._seat(self._workshop("2025-04-01"))
        value = self._value("workshops")
        self.assertEqual(value.numerator, 1)
        self.assertEqual(self._opened(value).mapped("stage"), ["registration"])

    def test_a_conversion_of_persons_opens_what_ended(self):
        self._past()
        self._hired("2025-04-15")
        self.assertEqual(self._opened(self._value("conversion_person")).mapped("fact"), ["ended"])

    def test_a_ratio_divides_by_what_started(self):
        self._hired("2025-04-15", **self._somebody())
        self._past("2025-12-01", "2026-02-28")
        self._past("2024-12-01", "2025-02-28", **self._somebody())
        self._past("2024-12-01", "2025-02-28", **self._somebody())
        value = self._value("hires_per_100_internships")
        self.assertEqual((value.numerator, value.denominator, value.value), (1, 1, 100))
