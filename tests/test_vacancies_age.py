# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from .common import EngagementCase

#: The day the vacancies of these tests were opened.
OPENED = date(2026, 3, 2)


@tagged("post_install", "-at_install")
class TestVacancyAge(EngagementCase):
    """60 days without a move: asked about; 90: closed, never without notice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(OPENED))
        cls.env["employer.vacancy"].search([]).active = False  # demo data or not
        cls.vacancy = cls._vacancy()
        cls.employer.email = "kitchen@alfa.example"

    def _night(self, days):
        """Run the nightly job so many days after the vacancy was opened."""
        crons = type(self.env["ir.cron"])
        with self._after(days), patch.object(crons, "_commit_progress", return_value=1):
            self.env["employer.vacancy"]._cron_age()
        self.env.invalidate_all()

    def _after(self, days):
        self.env.invalidate_all()
        return freeze_time(OPENED + timedelta(days=days))

    def _stale(self, days, role="officer"):
        with self._after(days):
            return self.as_role("employer.vacancy", role).search([("is_stale", "=", True)])

    def _mails(self):
        return self.env["employer.company.mail"].search([("res_id", "=", self.vacancy.id)])

    # ---- stale

    def test_stale_on_the_sixtieth_day_not_before(self):
        self.assertFalse(self._stale(59))
        self.assertEqual(self._stale(60), self.vacancy)
        with self._after(59):
            self.assertFalse(self.vacancy.is_stale or self.vacancy.closing_date)
        with self._after(60):
            self.assertEqual(self.vacancy.last_move_date, OPENED)
            self.assertEqual(self.vacancy.closing_date, OPENED + timedelta(days=90))

    def test_the_office_s_numbers_and_never(self):
        line = self.env.ref("employer_engagement.employer_rule_r13_stale_days")
        line.value = 10
        self.assertEqual(self._stale(10), self.vacancy)
        line.value = 0
        self.assertFalse(self._stale(400))
        self._night(400)
        self.assertEqual(self.vacancy.stage_kind, "open")

    def test_what_moves_it(self):
        moves = {
            "answer": lambda: self._interaction(vacancy_id=self.vacancy.id),
            "confirmed": lambda: self.vacancy.action_confirm_open(),
            "list": lambda: self._list([self._person()], self.vacancy),
        }
        for name, move in moves.items():
            with self.subTest(move=name), self.env.cr.savepoint() as savepoint:
                with self._after(30):
                    move()
                    self.env.flush_all()
                self.assertFalse(self._stale(89))
                self.assertEqual(self._stale(90), self.vacancy)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_call_nobody_answered_moves_nothing(self):
        with self._after(30):
            self._interaction(vacancy_id=self.vacancy.id, outcome="no_answer")
        self.assertEqual(self._stale(60), self.vacancy)

    def test_filled_closed_and_other_offices_are_not_stale(self):
        closed = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        self.vacancy.write({"stage_id": closed.id, "close_reason": "withdrawn"})
        self.assertFalse(self._stale(60))
        self.vacancy.action_open()
        with self._after(60):
            found = self.env["employer.vacancy"].with_user(self.other_officer)
            self.assertFalse(found.search([("is_stale", "=", True)]))

    # ---- notice and closing

    def test_told_at_sixty_closed_at_ninety(self):
        self._night(59)
        self.assertFalse(self.vacancy.notice_date or self._mails())
        self._night(60)
        self.assertEqual(self.vacancy.notice_date, OPENED + timedelta(days=60))
        mail = self._mails()
        self.assertEqual((mail.employer_id, mail.state), (self.employer, "waiting"))
        self.assertEqual(mail.deadline, OPENED + timedelta(days=90))
        self._night(61)
        self.assertEqual(self._mails(), mail)
        self._night(89)
        self.assertEqual(self.vacancy.stage_kind, "open")
        self._night(90)
        self.assertEqual(
            (self.vacancy.stage_kind, self.vacancy.close_reason), ("closed", "expired")
        )
        note = self.vacancy.message_ids.filtered(lambda one: "Closed by itself" in one.body)
        self.assertIn(
            self.users["officer"].partner_id, note.notified_partner_ids | note.partner_ids
        )

    def test_one_word_of_the_company_begins_the_days_anew(self):
        self._night(60)
        with self._after(80):
            self.vacancy.action_confirm_open()
        self.assertFalse(self._stale(139))
        self._night(139)
        self.assertEqual(self.vacancy.notice_date, OPENED + timedelta(days=60))
        self._night(140)
        self.assertEqual(self.vacancy.notice_date, OPENED + timedelta(days=140))
        self._night(169)
        self.assertEqual(self.vacancy.stage_kind, "open")
        self._night(170)
        self.assertEqual(self.vacancy.stage_kind, "closed")

    def test_an_old_one_is_told_of_first_and_its_company_left_alone(self):
        self._night(400)
        self.assertEqual(self.vacancy.notice_date, OPENED + timedelta(days=400))
        self.assertFalse(self._mails())
        self._night(429)
        self.assertEqual(self.vacancy.stage_kind, "open")
        self._night(430)
        self.assertEqual(self.vacancy.stage_kind, "closed")

    def test_never_before_the_start_wanted(self):
        self.vacancy.start_date = OPENED + timedelta(days=120)
        self._night(60)
        self._night(119)
        self.assertEqual(self.vacancy.stage_kind, "open")
        self._night(120)
        self.assertEqual(self.vacancy.stage_kind, "closed")

    def test_a_list_at_the_company_keeps_it_open(self):
        person = self._person()
        self._say_yes(person)
        preselection = self._list([person], self.vacancy)
        preselection.candidacy_ids.action_approve()
        preselection.state = "approved"
        preselection.action_mark_sent()
        self._night(60)
        self.assertTrue(self.vacancy.notice_date)
        self._night(200)
        self.assertEqual(self.vacancy.stage_kind, "open")

    def test_off_means_no_job(self):
        self.env["res.config.settings"].create({"group_employer_vacancies": False}).execute()
        self._night(60)
        self.assertFalse(self.vacancy.notice_date)

    # ---- Today

    def _rows(self, days, role="officer"):
        """Return [(kind, when, since)] of the vacancy in Today, so many days after it opened."""
        with self._after(days):
            rows = self.as_role("employer.today", role).search(
                [("res_model", "=", "employer.vacancy"), ("res_id", "=", self.vacancy.id)]
            )
            return [(row.kind, row.bucket, (row.since - OPENED).days) for row in rows]

    def test_one_row_in_today_from_the_sixtieth_day(self):
        self.assertEqual(self._rows(59), [("vacancy", "1_late", 0)])
        self.assertEqual(self._rows(60), [("vacancy_stale", "2_today", 0)])
        self.assertFalse(self._rows(60, "reader"))
        with self._after(60):
            self.vacancy.action_confirm_open()
        self.assertEqual(self._rows(60), [("vacancy", "1_late", 0)])

    def test_a_position_free_again_stands_in_today_until_somebody_is_proposed(self):
        person = self._person()
        self._say_yes(person)
        self._say_yes(person, self.employer)
        candidacy = self._list([person], self.vacancy).candidacy_ids
        self._start(candidacy)
        self.assertEqual(self.vacancy.stage_kind, "filled")
        self.assertFalse(self._rows(0))
        with self._after(10):
            candidacy.sudo().state = "not_selected"
        self.assertEqual(self.vacancy.stage_kind, "open")
        self.assertEqual(self._rows(10), [("vacancy_again", "2_today", 10)])
        with self._after(11):
            self._list([self._person("Bea", "Viola")], self.vacancy)
        self.assertFalse(self._rows(11))

    def _start(self, candidacy):
        """Let the person of `candidacy` begin at the company."""
        candidacy.action_approve()
        candidacy.preselection_id.state = "approved"
        candidacy.preselection_id.action_mark_sent()
        candidacy.action_select()
        candidacy.sudo().state = "in_internship"

    def test_queries_do_not_grow_with_the_vacancies(self):
        counts = set()
        for number in (2, 20):
            vacancies = self.env["employer.vacancy"].create(
                [{"employer_id": self.employer.id, "name": "Cook"}] * number
            )
            with self._after(60):
                self.env["employer.vacancy"]._age_days(self.office)
                before = self.env.cr.sql_log_count
                self.assertEqual(set(vacancies.mapped("is_stale")), {True})
                counts.add(self.env.cr.sql_log_count - before)
        self.assertEqual(len(counts), 1)
