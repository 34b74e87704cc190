# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.tests import freeze_time, tagged

from .common_internships import InternshipCase


@tagged("post_install", "-at_install")
@freeze_time("2026-04-20")
class TestPlacementRisk(InternshipCase):
    """Each sign on both sides of its limit, and the step it suggests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.internship = cls._running()
        cls._touch("2026-04-19")

    @classmethod
    def _touch(cls, day, **vals):
        """Log a contact about the internship on a day."""
        tutor = cls.users["tutor"].id
        cls._interaction(date=day, internship_id=cls.internship.id, user_id=tutor, **vals)

    def _event(self, kind="absent", day="2026-04-15", **vals):
        return self.env["employer.internship.event"].create(
            {"internship_id": self.internship.id, "kind": kind, "date": day, **vals}
        )

    def _row(self, role="tutor", **domain):
        self.env.flush_all()
        self.env.invalidate_all()
        domain = domain or {"internship_id": self.internship.id}
        return self.as_role("employer.placement.risk", role).search(
            [(name, "=", value) for name, value in domain.items()]
        )

    def test_nothing_wrong_is_no_row(self):
        self.assertFalse(self._row())

    def test_missed_days(self):
        self._event(day="2026-04-14")
        self._event(day="2026-04-14")
        self.assertFalse(self._row(), "one day told twice is one day")
        self._event(day="2026-03-21")
        self.assertFalse(self._row(), "thirty days ago is over")
        self._event(day="2026-03-23")
        row = self._row()
        self.assertEqual((row.missed_days, row.reasons), (2, "2 missed days"))
        self.assertEqual(row.action_do()["res_model"], "employer.interaction.log")
        self.office.employer_risk_missed_days = 3
        self.assertFalse(self._row())

    def test_silence(self):
        with freeze_time("2026-05-09"):
            self.assertFalse(self._row())
        with freeze_time("2026-05-10"):
            self.assertEqual(self._row().reasons, "no contact for 21 days")
            for outcome in ("no_answer", "wrong_contact", "sent"):
                self._touch("2026-05-09", outcome=outcome)
            self._touch("2026-05-10", is_mass_mail=True)
            self.assertEqual(self._row().silent_days, 21, "nobody answered")
            self._touch("2026-05-10")
            self.assertFalse(self._row())

    def test_unsigned_papers(self):
        self.internship.plan_signed_host_date = False
        row = self._row()
        self.assertTrue(row.is_unsigned)
        self.assertEqual(row.action_do()["res_id"], self.internship.id)
        self.internship.sudo().is_imported = True
        self.assertFalse(self._row(), "earlier ones have their papers elsewhere")

    def test_what_was_told_and_waits(self):
        event = self._event("conflict")
        self.assertEqual(self._row().advice, "Take care of what was told.")
        self.assertEqual(self._row().action_do()["res_model"], "employer.internship.event")
        event.action_settle()
        self.assertFalse(self._row())

    def test_a_right_to_work_that_ends_inside(self):
        protected = self.person.sudo().protected_ids
        protected.citizenship_id = self.env.ref("base.sn")
        kind = self.env["employer.permit.type"].create(
            {"code": "test_work", "name": "Test", "work_right": "yes"}
        )
        permit = self.env["employer.candidate.permit"].create(
            {
                "candidate_id": self.person.id,
                "permit_type_id": kind.id,
                "valid_from": "2025-01-01",
                "valid_to": "2026-05-21",
            }
        )
        self.assertEqual(self.internship.right_until_date, date(2026, 5, 21))
        self.assertFalse(self._row(), "thirty-one days off")
        permit.valid_to = "2026-05-20"
        row = self._row()
        self.assertEqual(row.reasons, "right to work to be checked")
        self.assertEqual(row.action_do()["res_model"], "employer.candidate")
        permit.valid_to = "2026-06-01"
        self.assertFalse(self.internship.right_until_date, "it covers the planned end")

    def test_a_contract_that_ends(self):
        hire = self._hire(
            start="2026-01-01", end="2026-05-21", family="fixed_term", candidate_id=self.person_2.id
        )
        self.assertFalse(self._row(hire_id=hire.id))
        with freeze_time("2026-04-21"):
            row = self._row(hire_id=hire.id)
            self.assertEqual(row.reasons, "contract ends")
            self.assertEqual(row.action_do()["res_id"], hire.id)
        with freeze_time("2026-05-22"):
            self.assertFalse(self._row(hire_id=hire.id), "it is over")

    def test_a_right_to_work_that_ends_while_hired(self):
        person = self.person_2
        hire = self._hire(start="2026-01-01", candidate_id=person.id)
        self.assertFalse(hire.right_until_date)
        person.sudo().protected_ids.citizenship_id = self.env.ref("base.sn")
        self.assertFalse(hire.right_until_date, "nothing is known of the first day")
        permit = self.env["employer.candidate.permit"].create(
            {
                "candidate_id": person.id,
                "permit_type_id": self.env.ref(
                    "employer_engagement.employer_permit_type_refugee"
                ).id,
                "valid_from": "2025-01-01",
                "valid_to": "2026-05-21",
            }
        )
        self.assertEqual(hire.right_until_date, date(2026, 5, 21))
        self.assertFalse(self._row(hire_id=hire.id), "thirty-one days off")
        permit.valid_to = "2026-05-20"
        row = self._row(hire_id=hire.id)
        self.assertEqual(row.reasons, "right to work to be checked")
        self.assertEqual(row.action_do()["res_id"], person.id)
        contract = hire.contract_ids
        contract.end_date = "2026-05-20"
        self.assertEqual(self._row(hire_id=hire.id).reasons, "contract ends")
        contract.ended_date = "2026-04-19"
        self.assertFalse(self._row(hire_id=hire.id), "it is over")
        contract.write({"end_date": False, "ended_date": False})
        permit.is_renewal_requested = True
        self.assertFalse(self._row(hire_id=hire.id), "the receipt keeps the right")

    def test_the_most_signs_come_first_and_an_ended_one_is_gone(self):
        self.internship.plan_signed_host_date = False
        self._event("conflict")
        row = self._row()
        self.assertEqual(row.reason_count, 2)
        self.assertEqual(row.reasons, "1 to take care of, project unsigned")
        self._end(self.internship, "2026-04-19", "early_person")
        self.assertFalse(self._row())

    def test_own_team_and_officers_alone(self):
        self.internship.plan_signed_host_date = False
        self.assertTrue(self._row("tutor"))
        self.assertTrue(self._row("officer"))
        rows = self.env["employer.placement.risk"]
        self.assertFalse(rows.with_user(self.tutor_2).search([]))
        self.assertFalse(rows.with_user(self.other_officer).search([]))
        self.assertFalse(self.as_role(rows, "reader").has_access("read"))

    def test_as_many_queries_for_two_as_for_twelve(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = self.as_role("employer.placement.risk", "tutor").search([])
            rows.mapped("reasons"), rows.mapped("advice"), rows.mapped("employer_id.display_name")
            return len(rows), self.env.cr.sql_log_count - before

        def add(number):
            for _one in range(number):
                self._running(plan_signed_host_date=False, weekly_hours=1)

        self._rule("R8", "off")
        self._rule("R10", "off")
        add(2)
        count()
        few, queries = count()
        add(10)
        self.assertEqual((few, *count()), (2, 12, queries))
