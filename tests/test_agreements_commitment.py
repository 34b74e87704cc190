# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, datetime

from psycopg2 import IntegrityError

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestCommitment(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._agreement(
            start_date=date(2026, 1, 1),
            end_date=date(2026, 12, 31),
            signature_date=date(2025, 12, 1),
        )
        cls.agreement.action_activate()

    def _commitment(self, **vals):
        return self.env["employer.commitment"].create({"agreement_id": self.agreement.id, **vals})

    def _seat(self, employer, attendance, day=date(2026, 2, 1)):
        event = self.env["event.event"].create(
            {
                "name": "Workshop",
                "engagement_kind": "workshop",
                "date_begin": datetime.combine(day, datetime.min.time()),
                "date_end": datetime.combine(day, datetime.max.time()).replace(microsecond=0),
            }
        )
        return self.env["event.registration"].create(
            {
                "event_id": event.id,
                "name": "Someone",
                "employer_id": employer.id,
                "attendance": attendance,
            }
        )

    def test_positions_offered_in_the_period(self):
        commitment = self._commitment(kind="vacancy", quantity=3)
        self.assertEqual((commitment.delivered, commitment.gap), (0, 3))
        self._vacancy(positions=2, opened_date=date(2026, 1, 1))
        self.assertEqual((commitment.delivered, commitment.gap), (2, 1))
        self._vacancy(positions=5, opened_date=date(2025, 12, 31))  # a day too early
        self._vacancy(positions=5, opened_date=date(2027, 1, 1))  # a day too late
        self._vacancy(positions=5, employer_id=self.employer_2.id)
        self.assertEqual((commitment.delivered, commitment.gap), (2, 1))
        self._vacancy(positions=4, opened_date=date(2026, 12, 31))
        self.assertEqual((commitment.delivered, commitment.gap), (6, 0))

    def test_a_period_of_its_own(self):
        commitment = self._commitment(
            kind="vacancy", quantity=1, start_date=date(2026, 3, 1), end_date=date(2026, 3, 31)
        )
        self._vacancy(opened_date=date(2026, 2, 28))
        self.assertEqual(commitment.delivered, 0)
        self._vacancy(opened_date=date(2026, 3, 31))
        self.assertEqual(commitment.delivered, 1)

    def test_a_need_is_not_yet_delivered(self):
        need = self.env.ref("employer_engagement.employer_vacancy_stage_need")
        commitment = self._commitment(kind="vacancy")
        vacancy = self._vacancy(stage_id=need.id)
        self.assertEqual(commitment.delivered, 0)
        vacancy.action_open()
        self.assertEqual(commitment.delivered, 1)

    def test_workshop_seats_taken(self):
        commitment = self._commitment(kind="workshop", quantity=2)
        self._seat(self.employer, "no_show")
        self._seat(self.employer_2, "attended")
        self.assertEqual((commitment.delivered, commitment.gap), (0, 2))
        self._seat(self.employer, "attended")
        self._seat(self.employer, "walk_in")
        self.assertEqual((commitment.delivered, commitment.gap), (2, 0))

    def test_what_has_no_person_counts_for_no_target_group(self):
        group = self.env["employer.target.group"].search([], limit=1)
        commitment = self._commitment(kind="vacancy", target_group_id=group.id)
        self._vacancy()
        self.assertEqual(commitment.delivered, 0)

    def test_nothing_counts_after_an_early_end(self):
        commitment = self._commitment(kind="vacancy")
        self.agreement.write(
            {
                "state": "terminated",
                "termination_reason": "Closed",
                "termination_date": date(2026, 2, 1),
            }
        )
        self._vacancy(opened_date=date(2026, 2, 2))
        self.assertEqual(commitment.delivered, 0)

    def test_kept_in_full_it_is_a_collaboration(self):
        self._commitment(kind="workshop", quantity=2)
        self._seat(self.employer, "attended", date(2026, 2, 1))
        self.assertFalse(self.employer._collaboration_days().get(self.employer.id))
        self._seat(self.employer, "attended", date(2026, 2, 20))
        self.assertEqual(self.employer._collaboration_days()[self.employer.id], {date(2026, 2, 20)})

    def test_one_query_per_kind_for_a_list(self):
        commitments = self.env["employer.commitment"]
        for number in range(1, 11):
            commitments |= self._commitment(kind="vacancy", quantity=number)
        self._vacancy()
        self.env.flush_all()
        self.env.invalidate_all()
        commitments.mapped("quantity")
        commitments.agreement_id.mapped("end_date")
        with self.assertQueryCount(3):
            self.assertEqual(commitments.mapped("delivered"), [1] * 10)

    @mute_logger("odoo.sql_db")
    def test_promises_at_least_one(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._commitment(quantity=0)
            self.env.flush_all()
