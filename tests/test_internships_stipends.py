# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from io import BytesIO

from openpyxl import load_workbook
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .common_internships import TODAY, InternshipCase

EXPORT = "base.group_allow_export"


@tagged("post_install", "-at_install")
@freeze_time("2026-05-04")
class TestStipends(InternshipCase):
    """April 2026: 500 € a month, 132 hours planned, full from 80 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        reader = cls.env.ref("employer_engagement.employer_engagement_group_user")
        reader.implied_ids += cls.env.ref(
            "employer_engagement.employer_engagement_feature_stipends"
        )
        cls.programme = cls.env["employer.programme"].create(
            {"name": "Matrix", "public_name": "M", "code": "B49G23000590006"}
        )
        with freeze_time(TODAY):
            cls.internship = cls._running(
                programme_id=cls.programme.id, user_id=cls.users["officer"].id
            )
        cls.internship._sync_months()
        cls.april = cls.internship.month_ids.filtered(lambda one: one.month.month == 4)
        cls.march = cls.internship.month_ids.filtered(lambda one: one.month.month == 3)

    def _rows(self, role="officer"):
        rows = self.as_role("employer.today", role).search([("kind", "=", "stipend")])
        return rows.filtered(lambda row: row.candidate_id == self.person)

    # ---- what is due

    def test_full_from_the_threshold_and_in_proportion_below(self):
        self.assertEqual((self.april.hours_planned, self.april.amount_due), (126, 500))
        self.april.hours_present = 126 * 0.8
        self.assertEqual(self.april.amount_due, 500)
        self.april.hours_present = 100
        self.assertEqual(self.april.amount_due, 396.83)
        self.scheme.below_threshold = "nothing"
        self.assertEqual(self.april.amount_due, 0)

    def test_a_part_of_a_month_has_its_part(self):
        # 2 to 31 March: thirty days of thirty-one
        self.assertEqual(self.march.amount_due, 483.87)

    def test_suspended_days_are_not_paid(self):
        self._rule("R1", "note", closure_minimum_days=15)
        self.env["employer.internship.suspension"].create(
            {
                "internship_id": self.internship.id,
                "reason": "closure",
                "start_date": "2026-04-01",
                "end_date": "2026-04-15",
            }
        )
        self.assertEqual((self.april.hours_planned, self.april.amount_due), (66, 250))

    def test_what_was_paid_stays(self):
        self.april.action_confirm()
        self.as_role(self.april, "officer").action_pay()
        self.internship.monthly_allowance = 600
        self.assertEqual((self.april.amount_due, self.march.amount_due), (500, 580.65))
        with self.refused("take the payment back"):
            self.april.action_reopen()
        self.april.paid_date = False
        self.april.action_reopen()
        self.assertEqual(self.april.state, "open")

    def test_only_a_confirmed_month_is_paid(self):
        with self.refused("confirm its presence"):
            self.april.action_pay()
        with self.refused("check_paid", IntegrityError):
            self.april.paid_date = "2026-05-04"

    # ---- alert

    def test_an_unpaid_month_stands_in_today_after_its_days(self):
        self.march.action_confirm()
        with freeze_time("2026-04-29"):
            self.assertFalse(self._rows())
        with freeze_time("2026-04-30"):
            self.assertEqual(self._rows().title, "Stipend not paid: 03/2026")
        self.march.action_pay()
        self.env.invalidate_all()
        self.assertFalse(self._rows())

    def test_off_means_no_reminder_and_no_field(self):
        self.march.action_confirm()
        self.assertTrue(self._rows())
        reader = self.env.ref("employer_engagement.employer_engagement_group_user")
        feature = self.env.ref("employer_engagement.employer_engagement_feature_stipends")
        reader.implied_ids -= feature
        feature.user_ids = False
        self.env.invalidate_all()
        self.assertFalse(self._rows())
        view = self.as_role("employer.internship.month", "officer").get_view(view_type="list")
        self.assertNotIn("amount_due", view["arch"])

    # ---- the file

    def _file(self, user, **vals):
        dialog = self.env["employer.stipend.export"].with_user(user).create(vals)
        self.assertIn(f"/stipends/{dialog.id}.xlsx", dialog.action_export()["url"])
        target = BytesIO()
        dialog._write_workbook(target)
        rows = list(load_workbook(target).active.iter_rows(values_only=True))
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    def test_the_file_names_only_whom_the_user_may_open(self):
        self.env["employer.candidate.identity"].create(
            {"candidate_id": self.person.id, "first_name": "Ada", "last_name": "Fiori"}
        )
        months = self.march + self.april
        months.action_confirm()
        tutor = self.users["tutor"]
        with self.assertRaises(AccessError):
            self._file(tutor, payer="company")
        (tutor + self.officer_2).group_ids += self.env.ref(EXPORT)
        with self.refused("Nothing is to be paid"):
            self._file(tutor, payer="municipality")
        rows = self._file(tutor, payer="company")
        self.assertEqual(
            [(row["Last name"], row["CUP"], row["Amount due"]) for row in rows],
            [("Fiori", "B49G23000590006", 483.87), ("Fiori", "B49G23000590006", 500)],
        )
        trace = self.env["employer.disclosure"].search(
            [("candidate_id", "=", self.person.id), ("kind", "=", "exported")]
        )
        self.assertEqual(trace.user_id, tutor)
        rows = self._file(self.officer_2, payer="company", month="2026-03-01")
        self.assertEqual(
            [(row["Person"], row["Last name"]) for row in rows], [(self.person.code, None)]
        )
        self.assertEqual(
            self.env["employer.disclosure"].search_count([("user_id", "=", self.officer_2.id)]), 0
        )

    def test_the_dialog_is_of_who_opened_it(self):
        dialog = self.as_role("employer.stipend.export", "officer").create({})
        with self.assertRaises(AccessError):
            dialog.with_user(self.officer_2).read(["payer"])
        stranger = new_test_user(self.env, "ee_clerk", groups="base.group_user")
        self.assertFalse(self.env["employer.stipend.export"].with_user(stranger).has_access("read"))
