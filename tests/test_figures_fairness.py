# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict
from datetime import date, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from ..models.figures.employer_indicator_measure import Figure
from .common_indicators import SEEN, IndicatorCase
from .common_internships import InternshipCase

ENTERED = "2026-05-01"
#: The thirtieth day after it.
DUE = "2026-05-31"


class FairnessCase(InternshipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._employer("Union", is_employer=False, is_partner_organisation=True)
        cls.waiting = cls._entered()
        cls._note(cls.waiting, ENTERED)

    @classmethod
    def _note(cls, record, day):
        """Date the day on which a record was made."""
        cls.env.flush_all()
        table = SQL.identifier(record._table)
        cls.env.cr.execute(
            SQL("UPDATE %s SET create_date = %s WHERE id = %s", table, day, record.id)
        )

    @classmethod
    def _entered(cls, day=ENTERED, **vals):
        """Return a person who entered the service on a day and may work."""
        entered = {"entered_date": day, "team_id": cls.team.id}
        return cls._person(**{"participation_ids": [Command.create(entered)], **vals})

    def _rows(self, role="tutor", model="employer.fairness", user=None, **where):
        self.env.flush_all()
        self.env.invalidate_all()
        domain = [(name, "=", value) for name, value in where.items()]
        return self.env[model].with_user(user or self.users[role]).search(domain)

    def _is_waiting(self, person=None):
        person = person or self.waiting
        return bool(self._rows(candidate_id=person.id))


@tagged("post_install", "-at_install")
@freeze_time(DUE)
class TestFairness(FairnessCase):
    """Each condition on both sides, what a row opens, and who sees it."""

    def test_available_for_the_days_of_the_office(self):
        row = self._rows(candidate_id=self.waiting.id)
        self.assertEqual((row.kind, row.days, str(row.since)), ("unproposed", 30, ENTERED))
        with freeze_time("2026-05-30"):
            self.assertFalse(self._is_waiting(), "the day before")
        self.office.employer_fair_days = 31
        self.assertFalse(self._is_waiting())

    def test_a_later_first_day_counts(self):
        self.waiting.available_from = "2026-05-02"
        self.assertFalse(self._is_waiting())
        self.waiting.available_from = "2026-04-02"
        self.assertEqual(str(self._rows(candidate_id=self.waiting.id).since), ENTERED)

    def test_an_absence_begins_anew(self):
        self.waiting.is_away = True
        self.assertFalse(self._is_waiting(), "nobody waits for who is away")
        self.waiting.is_away = False
        self.assertEqual(str(self.waiting.back_date), DUE)
        with freeze_time("2026-06-29"):
            self.assertFalse(self._is_waiting())
        with freeze_time("2026-06-30"):
            self.assertTrue(self._is_waiting())
            self.waiting.is_away = False
            self.assertEqual(str(self.waiting.back_date), DUE, "was not away")

    def test_the_end_of_an_absence_is_the_server_s(self):
        with self.assertRaisesRegex(UserError, "kept by the server"):
            self.as_role(self.waiting, "tutor").back_date = "2026-01-01"

    def test_whoever_left_is_not_waited_for(self):
        participation = self.waiting.participation_ids
        participation.write({"left_date": DUE, "left_reason": "other"})
        self.assertFalse(self._is_waiting())
        with freeze_time("2026-06-01"):
            self._back_in("2026-06-01")
            self.assertFalse(self._is_waiting(), "entered again today")

    def _back_in(self, day):
        self.env["employer.participation"].create(
            {"candidate_id": self.waiting.id, "entered_date": day}
        )

    def test_a_proposal_ends_the_wait(self):
        self._say_yes(self.waiting)
        preselection = self.env["employer.preselection"].create({"vacancy_id": self._vacancy().id})
        candidacy = self.env["employer.candidacy"].create(
            {"preselection_id": preselection.id, "candidate_id": self.waiting.id}
        )
        preselection.state = candidacy.state = "approved"
        self.assertTrue(self._is_waiting(), "a list that was not sent is none")
        preselection.state = candidacy.state = "sent"
        self.waiting.sudo().last_proposed_date = False  # as of an import
        self.assertFalse(self._is_waiting())

    def test_a_profile_offered_on_the_phone_ends_the_wait(self):
        self.waiting.sudo().last_proposed_date = DUE
        self.assertFalse(self._is_waiting())

    def test_who_was_placed_had_a_chance(self):
        hire = self._hire("2026-05-20", "2026-05-25", candidate_id=self.waiting.id)
        self.assertFalse(self._is_waiting())
        hire.action_archive()
        self.assertTrue(self._is_waiting(), "recorded by mistake")

    def test_who_may_not_work_is_not_waited_for(self):
        refused = self.env["employer.permit.type"].create(
            {"code": "T_NO", "name": "May not work", "work_right": "no"}
        )
        self.waiting.protected_ids.citizenship_id = self.env.ref("base.ma")
        self.assertTrue(self._is_waiting(), "nothing says no")
        self.waiting.permit_ids = [Command.create({"permit_type_id": refused.id})]
        self.assertFalse(self._is_waiting())

    def test_what_to_do(self):
        row = self._rows(candidate_id=self.waiting.id)
        self.assertIn("ask first", row.detail)
        self.assertEqual(row.action_do()["res_model"], "employer.candidate.work")
        self.assertEqual(row.action_open()["res_id"], self.waiting.id)
        self._say_yes(self.waiting)
        self.assertIn("Look for work", self._rows(candidate_id=self.waiting.id).detail)

    # ---- partners

    def _partner_row(self, role="officer"):
        return self._rows(role, partner_organisation_id=self.partner.id, kind="partner_people")

    def test_a_partner_of_whose_people_nobody_was_proposed(self):
        self.assertFalse(self._partner_row(), "it referred nobody")
        self.waiting.referrer_id = self.partner
        other = self._entered("2026-05-20", referrer_id=self.partner.id)
        row = self._partner_row()
        self.assertEqual((row.people, row.days), (1, 30), "who waits for long")
        self.assertEqual(row.action_open()["res_id"], self.partner.id)
        action = row.action_do()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.waiting + other)
        other.sudo().last_proposed_date = DUE
        self.assertFalse(self._partner_row(), "one was proposed")
        self.assertTrue(self._is_waiting(), "the other waits all the same")

    def test_only_partners(self):
        self.waiting.referrer_id = self.partner
        self.partner.is_partner_organisation = False
        self.assertFalse(self._partner_row())

    def test_a_partner_never_sent_an_opening(self):
        self._note(self.partner, ENTERED)
        rows = {"partner_organisation_id": self.partner.id, "kind": "partner_openings"}
        self.assertFalse(self._rows("officer", **rows), "dispatch is off")
        self.env["res.config.settings"].create({"group_employer_dispatch": True}).execute()
        row = self._rows("officer", **rows)
        self.assertEqual(row.days, 30)
        action = row.action_do()
        vacancy = self._vacancy()
        self.assertIn(vacancy, self.env[action["res_model"]].search(action["domain"]))
        dispatch = self.env["employer.dispatch"].create(
            {"vacancy_id": vacancy.id, "organisation_id": self.partner.id}
        )
        self.assertTrue(self._rows("officer", **rows), "a draft is not sent")
        dispatch.write({"state": "sent", "sent_date": DUE})
        self.assertFalse(self._rows("officer", **rows))
        newer = self._employer("Club", is_employer=False, is_partner_organisation=True)
        rows["partner_organisation_id"] = newer.id
        self._note(newer, "2026-05-02")
        self.assertFalse(self._rows("officer", **rows), "known a day too few")

    # ---- who sees it

    def test_tutors_see_their_team_officers_their_office(self):
        self.waiting.write({"referrer_id": self.partner.id})
        self.assertTrue(self._is_waiting())
        for user, number in (
            (self.users["officer"], 2),
            (self.users["manager"], 2),
            (self.users["tutor"], 1),
            (self.tutor_2, 0),
            (self.other_officer, 0),
        ):
            with self.subTest(user.login):
                mine = self._rows(user=user).filtered(
                    lambda row: row.candidate_id == self.waiting or row.kind == "partner_people"
                )
                self.assertEqual(len(mine), number)
        for role in ("reader", "privacy", "employee"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._rows(role)
        with self.assertRaises(AccessError):
            self._rows(user=self.stranger)

    def test_as_many_queries_for_many(self):
        rows = self.env["employer.fairness"]
        names = ["since", "days", "detail", "candidate_id", "partner_organisation_id"]

        def read():
            self.env.flush_all()
            self.env.invalidate_all()
            rows.search([]).read(names)

        read()
        with self.assertQueryCount(4):
            read()
        for _each in range(5):
            self._entered(referrer_id=self.partner.id)
        with self.assertQueryCount(4):
            read()

    # ---- Today

    def _today(self, role="tutor"):
        return self._rows(role, "employer.today", candidate_id=self.waiting.id, kind="unproposed")

    def test_today_asks_the_tutor(self):
        row = self._today()
        self.assertEqual((str(row.date), row.bucket), (DUE, "2_today"))
        self.assertFalse(row.phone)
        row.action_postpone_week()
        self.assertEqual(str(self._today().date), "2026-06-07")
        self.assertFalse(self._rows(user=self.tutor_2, model="employer.today", kind="unproposed"))
        self._selected(self.waiting)
        self.assertFalse(self._today())

    def test_who_was_noted_late_is_asked_about_later(self):
        self.waiting = self._entered("2026-01-01")
        self._note(self.waiting, DUE)
        self.assertTrue(self._is_waiting())
        self.assertFalse(self._today(), "an import makes no late work")
        with freeze_time("2026-06-30"):
            self.assertEqual(str(self._today().date), "2026-06-30")

    def test_off_is_off(self):
        self.env["res.config.settings"].create({"group_employer_lists": False}).execute()
        self.assertFalse(self._today())


@tagged("post_install", "-at_install")
@freeze_time("2026-07-15")
class TestShares(IndicatorCase):
    """From proposal to selection, by group: counted by the registry, hidden where few."""

    def _propose(self, is_selected=True):
        """Return a candidacy of somebody new on a list sent in the year."""
        somebody = self._somebody()
        person = self.env["employer.candidate"].browse(somebody["candidate_id"])
        employer = self.env["employer.organisation"].browse(somebody["employer_id"])
        if is_selected:
            candidacy = self._selected(person, employer)
            self._date_selection(candidacy, SEEN)
        else:
            self._say_yes(person)
            vacancy = self._vacancy(employer_id=employer.id)
            preselection = self.env["employer.preselection"].create({"vacancy_id": vacancy.id})
            candidacy = self.env["employer.candidacy"].create(
                {"preselection_id": preselection.id, "candidate_id": person.id}
            )
            for state in ("approved", "sent"):
                preselection.state = candidacy.state = state
        candidacy.preselection_id.sent_date = "2025-05-05"
        return candidacy

    def _share(self, member="", dimension="total", **scope):
        return self._value("persons_selected", dimension, member, **scope)

    def test_of_persons_proposed_who_was_selected(self):
        self._propose()
        waiting = self._propose(is_selected=False)
        value = self._share()
        self.assertEqual((value.numerator, value.denominator, value.unknown), (1, 2, 1))
        self.assertIn("1 selected by a company (50 %)", value.sentence)
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        waiting.write({"state": "not_selected", "exit_reason_id": reason.id})
        self.assertEqual(self._share().unknown, 1, "after the reference date")
        self._date_selection(waiting, SEEN, "not_selected")
        self.assertEqual(self._share().unknown, 0, "answered")
        self._propose_again(waiting)
        value = self._share()
        self.assertEqual((value.numerator, value.denominator), (2, 2), "once is enough")

    def _propose_again(self, candidacy):
        again = self._selected(candidacy.candidate_id, self.employer_2)
        again.preselection_id.sent_date = "2025-06-05"
        self._date_selection(again, SEEN)

    def test_what_was_decided_later_waits_on_the_day(self):
        candidacy = self._propose()
        self._date_selection(candidacy, SEEN + timedelta(days=1))
        value = self._share()
        self.assertEqual((value.numerator, value.unknown), (0, 1))
        self._date_selection(candidacy, SEEN)
        self.assertEqual(self._share().numerator, 1)

    def _date_selection(self, candidacy, day, milestone="selected"):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_milestone SET date = %s WHERE res_id = %s AND milestone = %s"
            " AND res_model = 'employer.candidacy'",
            (day, candidacy.id, milestone),
        )

    def test_what_the_count_hides_the_share_hides(self):
        """Citizenships by themselves: 4 proposed are few; the share of 9 could give them back."""
        counts = {"it": Figure(40, 0), "eu": Figure(9, 0), "non_eu": Figure(4, 0)}
        shares = {"it": Figure(20, 40), "eu": Figure(4, 9), "non_eu": Figure(0, 4)}
        hidden = {}
        for code, figures in (("persons_proposed", counts), ("persons_selected", shares)):
            measure = self.env["employer.indicator.measure"]
            by_code = {"persons_proposed": counts, code: figures}
            with patch.object(
                type(measure),
                "_protected_counts",
                lambda _self, indicator, _scope, by_code=by_code: (
                    (defaultdict(dict, citizenship=by_code[indicator.code]),) * 2
                ),
            ):
                shown, _is_told = measure._protected_figures(code, None)
            hidden[code] = {one for one, cell in shown["citizenship"].items() if cell is None}
        self.assertEqual(hidden["persons_proposed"], {"eu", "non_eu"})
        self.assertLessEqual(hidden["persons_proposed"], hidden["persons_selected"])

    def test_the_manager_opens_it_from_the_fairness_page(self):
        self._propose()
        action = self.env["employer.fairness"].with_user(self.users["manager"]).browse()
        action = action.action_share_by_group()
        found = self.env["employer.indicator.value"].search(action["domain"])
        self.assertEqual(set(found.mapped("indicator")), {"persons_selected"})
        self.assertEqual(set(found.mapped("date_from")), {date(2025, 1, 1), date(2026, 1, 1)})
        with self.assertRaises(AccessError):
            self.env["employer.fairness"].with_user(self.users["tutor"]).action_share_by_group()
