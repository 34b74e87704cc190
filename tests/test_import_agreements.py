# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Agreements from the office's own sheet: in force on their own days."""

from datetime import date

from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import freeze_time, tagged

from .common_internships import InternshipCase
from .test_import_interactions import ALFA, BETA, COMPANIES, WorkbookCase

ABOVE = [None, None, None, "Validità"]
AGREEMENTS = ["Numero", "Azienda n.", "Tipo", "dal", "al", "Protocollo"]
PAST = ["CONV 3/2023 ", 1, "tirocini", "06.05.23", "05/05/2025", "PG 418383/2023"]
NOW = ["CONV 1/2025", "1", "tirocini", "21/01/2025", " 20-01-2028 ", "PG 342879/2025"]
COURSE = ["CONV 2/2024", 2, "formazione su commessa", "2024-12-21", "20/12/2027", None]


class AgreementsCase(WorkbookCase):
    def _sheets(self, *rows):
        return {"Aziende": [COMPANIES, ALFA, BETA], "Convenzioni": [ABOVE, AGREEMENTS, *rows]}


@freeze_time("2026-11-20")
@tagged("post_install", "-at_install")
class TestImportAgreements(AgreementsCase):
    def test_double_headings_and_what_they_mean(self):
        sheet = self._workbook(**self._sheets(NOW)).sheet_ids.filtered(
            lambda one: one.name == "Convenzioni"
        )
        self.assertEqual((sheet.target, sheet.header_row), ("agreement", 2))
        self.assertEqual(
            sheet.column_ids.mapped("key"),
            ["number", "employer_number", "agreement_type", "agreement_start", "agreement_end",
             "protocol"],
        )  # fmt: skip

    def test_agreements_come_in_with_their_days(self):
        record = self._import_workbook(**self._sheets(PAST, NOW, COURSE))
        past, now, course = self._facts(record, "agreement")
        self.assertEqual(
            (past.name, past.state, past.start_date, past.end_date, past.protocol_number),
            ("CONV 3/2023", "expired", date(2023, 5, 6), date(2025, 5, 5), "PG 418383/2023"),
        )
        self.assertEqual((now.state, now.end_date), ("active", date(2028, 1, 20)))
        self.assertTrue(now.agreement_type_id.allows_internship)
        self.assertTrue(course.agreement_type_id.allows_course)
        self.assertFalse(now.user_id)
        self.assertEqual(course.employer_id.name, "Beta Nuova SNC")
        self.assertIn("Signature date", self._rows(record, "agreement")[1].remarks)

    def test_in_force_on_its_days_and_no_others(self):
        past = self._facts(self._import_workbook(**self._sheets(PAST)), "agreement")
        days = ("2023-05-05", "2023-05-06", "2025-05-05", "2025-05-06")
        self.assertEqual(
            [past._is_in_force(date.fromisoformat(day)) for day in days],
            [False, True, True, False],
        )

    def test_milestones_have_the_days_of_the_facts(self):
        past = self._facts(self._import_workbook(**self._sheets(PAST)), "agreement")
        self.assertEqual(
            {(one.milestone, one.date) for one in self.env["employer.milestone"]._of(past)},
            {("active", date(2023, 5, 6)), ("expired", date(2025, 5, 5))},
        )

    def test_last_day_today_is_active_yesterday_expired(self):
        rows = [
            [f"C {day}", 1, "tirocini", f"{index}.1.2025", f"{day}/11/2026", None]
            for index, day in enumerate((19, 20), 1)
        ]
        agreements = self._facts(self._import_workbook(**self._sheets(*rows)), "agreement")
        self.assertEqual(agreements.mapped("state"), ["expired", "active"])

    def test_what_refuses_a_row(self):
        self._agreement(name="CONV 9", employer_id=self.employer_2.id)
        rows = {
            ("CONV 4", 9, "tirocini", "1/1/2025", "31/12/2025", None): "Organisations",
            ("CONV 5", 1, "boh", "1/1/2025", "31/12/2025", None): "tirocini",
            ("CONV 6", 1, "tirocini", "1/1/2025", "31/12/2024", None): "lies before",
            ("CONV 7", 1, "tirocini", None, "31/12/2025", None): "empty",
            ("CONV 8", 1, "tirocini", "30/02/2025", "31/12/2025", None): "no such day",
            ("CONV 9", 1, "tirocini", "1/1/2025", "31/12/2025", None): "already",
        }
        record = self._check_workbook(**self._sheets(*map(list, rows)))
        for line, words in zip(self._rows(record, "agreement"), rows.values(), strict=True):
            self.assertEqual(line.action, "refuse", line.original)
            self.assertIn(words, line.reasons)

    def test_one_day_long_is_allowed(self):
        row = ["CONV 6", 1, "tirocini", "1/1/2025", "01/01/2025", None]
        record = self._check_workbook(**self._sheets(row))
        self.assertEqual(self._rows(record, "agreement").action, "create")

    def test_an_agreement_kept_by_hand_gets_what_it_lacks(self):
        alfa = self._employer("Alfa Nuova", vat_number="71820430156")
        agreement = self._agreement(employer_id=alfa.id, start_date="2025-01-21")
        number = agreement.name
        self._import_workbook(**self._sheets(NOW))
        self.assertEqual(
            (agreement.name, agreement.end_date, agreement.state),
            (number, date(2028, 1, 20), "active"),
        )

    def test_second_run_and_a_changed_row(self):
        agreement = self._facts(self._import_workbook(**self._sheets(NOW)), "agreement")
        again = self._import_workbook(**self._sheets(NOW))
        self.assertEqual(self._rows(again, "agreement").action, "unchanged")
        later = self._import_workbook(**self._sheets([*NOW[:4], "20/01/2026", NOW[5]]))
        self.assertEqual(self._rows(later, "agreement").action, "update")
        self.assertEqual((agreement.end_date, agreement.state), (date(2026, 1, 20), "expired"))
        self._undo(later)
        self.assertEqual((agreement.end_date, agreement.state), (date(2028, 1, 20), "active"))

    def test_what_was_terminated_by_hand_stays_so(self):
        agreement = self._facts(self._import_workbook(**self._sheets(NOW)), "agreement")
        agreement.write(
            {"state": "terminated", "termination_date": "2026-01-31", "termination_reason": "x"}
        )
        self._import_workbook(**self._sheets([*NOW[:4], "20/01/2026", NOW[5]]))
        self.assertEqual(agreement.state, "terminated")

    def test_undo_deletes_although_it_was_active(self):
        record = self._import_workbook(**self._sheets(PAST, NOW))
        agreements = self._facts(record, "agreement")
        self._undo(record)
        self.assertFalse(agreements.exists())
        self.assertFalse(
            self.env["employer.milestone"]
            ._of(agreements)
            .filtered(lambda one: not one.cancelled_at)
        )

    def test_undo_does_not_mind_that_it_expired_meanwhile(self):
        record = self._import_workbook(**self._sheets(NOW))
        agreement = self._facts(record, "agreement")
        with freeze_time("2028-02-01"):
            agreement.with_user(self.env.ref("base.user_root")).write({"state": "expired"})
            self._undo(record)
        self.assertFalse(agreement.exists())

    def test_nobody_deletes_an_agreement_by_saying_it_is_history(self):
        agreement = self._facts(self._import_workbook(**self._sheets(NOW)), "agreement")
        manager = agreement.with_user(self.users["manager"]).with_context(employer_history=True)
        with self.assertRaisesRegex(UserError, "stays in the history"):
            manager.unlink()


@tagged("post_install", "-at_install")
class TestImportedAgreementInForce(InternshipCase, AgreementsCase):
    def test_a_new_internship_starts_under_it(self):
        self._rule("R6", "stop")
        record = self._import_workbook(**self._sheets(NOW))
        agreement = self._facts(record, "agreement")
        internship = self._internship(
            employer_id=agreement.employer_id.id, agreement_id=agreement.id
        )
        internship.action_start()
        self.assertEqual(internship.state, "running")

    def test_none_starts_under_one_that_is_over(self):
        self._rule("R6", "stop")
        agreement = self._facts(self._import_workbook(**self._sheets(PAST)), "agreement")
        internship = self._internship(
            employer_id=agreement.employer_id.id, agreement_id=agreement.id
        )
        with self.refused("R6", RedirectWarning):
            internship.action_start()

    def test_what_was_built_upon_stays_with_the_reason(self):
        record = self._import_workbook(**self._sheets(NOW))
        agreement = self._facts(record, "agreement")
        self._internship(employer_id=agreement.employer_id.id, agreement_id=agreement.id)
        self._undo(record)
        self.assertTrue(agreement.exists())
        line = self._rows(record, "agreement")
        self.assertEqual(line.status, "kept")
        self.assertIn("Internship", line.reasons)
