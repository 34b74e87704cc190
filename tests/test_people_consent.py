# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, datetime, timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.employer_engagement.tests.common import EngagementCase


@tagged("post_install", "-at_install")
class TestPeopleConsent(EngagementCase):
    """Two yeses apart; the latest answer decides, until it ends or is withdrawn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person()
        cls.Consent = cls.env["employer.consent"]

    def _ask(self, asked=None, **vals):
        if asked:
            vals["asked_datetime"] = datetime.combine(asked, datetime.min.time().replace(hour=12))
        return self.Consent.create({"candidate_id": self.person.id, **vals})

    def test_no_answer_is_no_consent(self):
        self.assertFalse(self.person._has_consent("proposal"))
        self.assertFalse(self.person._has_consent("identity", self.employer))
        self._ask(answer="not_reached")
        self.assertFalse(self.person._has_consent("proposal"))

    def test_yes_holds_to_its_last_day(self):
        self._ask(date(2026, 1, 10), expiry_date=date(2026, 6, 30))
        self.assertTrue(self.person._has_consent("proposal", date=date(2026, 6, 30)))
        self.assertFalse(self.person._has_consent("proposal", date=date(2026, 7, 1)))
        self.assertTrue(self.person._has_consent("proposal", date=date(2026, 1, 10)))
        self.assertFalse(self.person._has_consent("proposal", date=date(2026, 1, 9)))

    @freeze_time("2026-03-15 10:00:00")
    def test_yes_to_being_proposed_ends_by_itself(self):
        self.assertEqual(self._ask().expiry_date, date(2028, 3, 14))
        self.office.employer_proposal_months = 6
        self.assertEqual(self._ask().expiry_date, date(2026, 9, 14))
        self.assertFalse(self._ask(answer="no").expiry_date)
        identity = self._ask(kind="identity", employer_id=self.employer.id)
        self.assertFalse(identity.expiry_date)
        self.assertTrue(self.person._has_consent("identity", self.employer))

    def test_an_office_asks_for_at_least_a_month(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.office.employer_proposal_months = 0
            self.env.flush_all()

    def test_latest_answer_decides(self):
        today = fields.Date.today()
        self._ask(today - timedelta(days=20))
        self._ask(today - timedelta(days=10), answer="no")
        self.assertFalse(self.person._has_consent("proposal"))
        self.assertTrue(self.person._has_consent("proposal", date=today - timedelta(days=11)))
        self._ask(today - timedelta(days=5), answer="not_reached")
        self.assertFalse(self.person._has_consent("proposal"))
        self._ask(today - timedelta(days=4))
        self.assertTrue(self.person._has_consent("proposal"))

    def test_identity_is_for_one_company(self):
        self._ask(kind="identity", employer_id=self.employer.id)
        self.assertTrue(self.person._has_consent("identity", self.employer))
        self.assertFalse(self.person._has_consent("identity", self.employer_2))
        self.assertFalse(self.person._has_consent("identity"))
        self.assertFalse(self.person._has_consent("proposal"))

    def test_identity_names_the_company(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._ask(kind="identity")

    def test_withdrawal_ends_the_yes_at_once(self):
        consent = self._ask()
        today = fields.Date.today()
        self.assertTrue(self.person.proposal_until > today)
        consent.with_user(self.users["officer"]).action_withdraw()
        self.assertEqual(consent.withdrawn_date, today)
        self.assertFalse(self.person._has_consent("proposal"))
        self.assertLess(self.person.proposal_until, today)
        consent.action_withdraw()  # a second time changes nothing
        self.assertEqual(consent.withdrawn_date, today)

    def test_withdrawal_tells_the_lists(self):
        hook = "odoo.addons.employer_engagement.models.people.employer_consent.EmployerConsent"
        consent = self._ask()
        ended = []
        with patch(f"{hook}._on_withdrawal", lambda records: ended.extend(records)):
            self._ask(answer="not_reached")
            self.assertFalse(ended)
            consent.withdrawn_date = fields.Date.today()
            self.assertEqual(ended, [consent])
            consent.channel = "phone"
            self.assertEqual(ended, [consent])
            refusal = self._ask(answer="no")
            self.assertEqual(ended, [consent, refusal])

    def test_withdrawal_is_not_before_the_yes(self):
        consent = self._ask(date(2026, 1, 10))
        with self.assertRaises(ValidationError):
            consent.withdrawn_date = date(2026, 1, 9)
        consent.withdrawn_date = date(2026, 1, 10)

    def test_an_answer_is_never_changed(self):
        consent = self._ask()
        for vals in ({"answer": "no"}, {"kind": "identity"}, {"candidate_id": self.person.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                consent.write(vals)
        consent.write({"expiry_date": date(2030, 1, 1), "channel": "phone"})

    def test_may_be_proposed_is_searched(self):
        other = self._person("B", "C")
        self._ask()
        domain = [("proposal_until", ">=", "today"), ("id", "in", (self.person | other).ids)]
        found = self.as_role("employer.candidate", "officer").search(domain)
        self.assertEqual(found.ids, self.person.ids)

    def test_many_persons_in_one_read(self):
        persons = self.env["employer.candidate"].create([{} for _index in range(30)])
        self.Consent.create([{"candidate_id": person.id} for person in persons[:20]])
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(5):
            yes = persons._filter_consenting("proposal")
        self.assertEqual(yes, persons[:20])

    def test_officers_record_answers_readers_do_not(self):
        vals = {"candidate_id": self.person.id}
        self.as_role("employer.consent", "officer").create(vals)
        self.as_role("employer.consent", "tutor").create(vals)
        for role in ("reader", "privacy", "employee"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.consent", role).create(vals)
        with self.assertRaises(AccessError):  # a tutor of another team
            self.Consent.with_user(self.tutor_2).create(vals)
        both = self._user("both", ("officer", "identity"))
        self.Consent.with_user(both).create(vals)

    def test_consent_is_never_deleted(self):
        consent = self._ask()
        for role in ("officer", "tutor", "manager", "privacy"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(consent, role).unlink()
