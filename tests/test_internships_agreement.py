# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@freeze_time(f"{TODAY} 09:00:00")
@tagged("post_install", "-at_install")
class TestInternshipAgreement(InternshipCase):
    """R6: which agreement an internship starts under, and how a paper that is signed lifts it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R6", "stop", file_days=5, reminder_hours=24)
        cls.unit = cls._unit(cls.employer)
        cls.other_unit = cls._unit(cls.employer, name="Other shop")
        cls.paper = cls._agreement(
            cls.employer_2, state="to_sign", user_id=cls.users["officer"].id, signature_date=False
        )

    def _at_2(self):
        return self._internship(employer_id=self.employer_2.id).with_user(self.users["manager"])

    def _lifting(self, internship):
        """Return the context of the dialog that a refused start offers."""
        with self.assertRaises(RedirectWarning) as caught:
            internship.action_start()
        return caught.exception.args[3]

    def _dialog(self, internship):
        give = self.env["employer.rule.exception.give"].with_user(self.users["manager"])
        return Form(give.with_context(**self._lifting(internship)))

    def _rows(self, role="officer"):
        self.env.flush_all()
        self.env.invalidate_all()
        today = self.as_role("employer.today", role)
        return today.search([("kind", "=", "file"), ("res_id", "=", self.paper.id)])

    # ---- scheme, unit, start

    def test_unit_and_start_on_both_sides(self):
        self.agreement.unit_ids = self.unit
        self.assertEqual(self._internship(unit_id=self.unit.id).agreement_id, self.agreement)
        self._internship(unit_id=self.unit.id).action_start()
        with self.refused("R6"):
            self._internship(unit_id=self.other_unit.id).with_user(
                self.users["officer"]
            ).action_start()
        self.agreement.start_date = "2026-03-03"
        with self.refused("R6"):
            self._internship(unit_id=self.unit.id).with_user(self.users["officer"]).action_start()

    def test_the_type_allows_schemes_from_either_side(self):
        other = self.env["employer.agreement.type"].create({"code": "o", "name": "Other"})
        other.scheme_ids = self.scheme
        self.assertEqual(self.scheme.agreement_type_ids, other)
        self.assertFalse(self._internship().agreement_id)
        with self.refused("R6"):
            self._internship().with_user(self.users["officer"]).action_start()
        self.agreement_type.scheme_ids = [Command.link(self.scheme.id)]
        self.assertEqual(self._internship().agreement_id, self.agreement)
        self._internship().with_user(self.users["officer"]).action_start()

    # ---- signed, the file follows

    def test_officers_cannot_lift_it(self):
        internship = self._at_2()
        context = self._lifting(internship)
        give = self.env["employer.rule.exception.give"].with_context(**context)
        dialog = Form(give.with_user(self.users["officer"]))
        dialog.is_signed = True
        with self.assertRaisesRegex(UserError, "cannot lift"), self.cr.savepoint():
            dialog.save().action_give()
        with self.refused("R6"):
            internship.with_user(self.users["officer"]).action_start()

    def test_signed_on_paper_starts_and_asks_for_the_file(self):
        internship = self._at_2()
        dialog = self._dialog(internship)
        self.assertTrue(dialog.is_about_agreement)
        dialog.is_signed = True
        self.assertEqual(dialog.agreement_id, self.paper, "the only one it can be")
        dialog.signed_date = "2026-02-27"
        self.assertIn("file to follow", dialog.reason)
        dialog.save().action_give()
        internship.action_start()
        self.assertEqual(internship.state, "running")
        self.assertEqual(internship.agreement_id, self.paper)
        row = self._rows()
        self.assertEqual((row.date, row.bucket), (date(2026, 3, 7), "3_week"))
        self.assertEqual(row.since, date(2026, 2, 27))
        with self.assertRaises(UserError):
            row.action_postpone_day()
        with freeze_time("2026-03-08 09:00:00"):
            self.assertEqual(self._rows().bucket, "1_late")
        self.paper.write({"signature_date": "2026-02-27", "state": "active"})
        self.assertFalse(self._rows())

    def test_the_file_that_arrives_settles_it(self):
        dialog = self._dialog(self._at_2())
        dialog.is_signed = True
        dialog.save().action_give()
        self.assertTrue(self._rows())
        kept = self.env["employer.agreement.document"]._keep(
            self.paper, "original", b"text", "Text.pdf"
        )
        signature = {
            "agreement_id": self.paper.id,
            "document_id": kept.id,
            "sha256": kept.sha256,
            "party": "employer",
            "person_name": "Owner",
            "signed_at": f"{TODAY} 08:00:00",
        }
        link = self.env["employer.signature"].create({**signature, "way": "link"})
        self.assertTrue(self._rows(), "no file")
        link.voided_at = f"{TODAY} 08:30:00"
        self.env.flush_all()
        file = self.env["employer.signature"].create({**signature, "way": "file"})
        self.assertFalse(self._rows())
        file.voided_at = f"{TODAY} 08:30:00"
        self.assertTrue(self._rows(), "void")

    def test_another_reason_asks_for_no_file(self):
        dialog = self._dialog(self._at_2())
        dialog.reason = "Decision of the director"
        dialog.save().action_give()
        exception = self.env["employer.rule.exception"].search([], limit=1)
        self.assertFalse(exception.file_due_date or exception.agreement_id)
        self.assertFalse(self._rows())

    def test_two_internships_are_one_row_of_the_earliest(self):
        for day in ("2026-02-27", "2026-02-20"):
            internship = self._at_2()
            internship.agreement_id = False
            dialog = self._dialog(internship)
            dialog.is_signed = True
            dialog.signed_date = day
            dialog.save().action_give()
        self.assertEqual(self._rows().since, date(2026, 2, 20))

    def test_what_is_no_signature_is_refused(self):
        rule = self.env["employer.rule"].search([("code", "=", "R6")])
        internship = self._at_2()
        good = {
            "rule_id": rule.id,
            "res_model": "employer.internship",
            "res_id": internship.id,
            "reason": "Signed",
            "agreement_id": self.paper.id,
            "signed_date": TODAY,
        }
        for wrong in (
            {"signed_date": "2026-03-03"},
            {"signed_date": False},
            {"agreement_id": False},
            {"agreement_id": self.agreement.id},  # of another host
        ):
            with self.subTest(wrong=wrong), self.refused("needs an agreement", ValidationError):
                self.env["employer.rule.exception"].create({**good, **wrong})
        exception = self.env["employer.rule.exception"].create(
            {**good, "file_due_date": "2030-01-01"}
        )
        self.assertEqual(exception.file_due_date, date(2026, 3, 7), "the server's to say")

    def test_the_end_dialog_says_what_goes_on(self):
        self._running()
        dialog = self.env["employer.agreement.end"].new(
            {"agreement_id": self.agreement.id, "target": "terminated", "date": "2026-06-01"}
        )
        self.assertEqual(dialog.internship_count, 0)  # planned until that day
        dialog.date = date(2026, 5, 31)
        self.assertEqual(dialog.internship_count, 1)
