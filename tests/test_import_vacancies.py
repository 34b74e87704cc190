# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Vacancies from the office's own sheet: opened and closed on their own days."""

from datetime import date

from odoo.tests import freeze_time, tagged

from .test_import_interactions import ALFA, BETA, COMPANIES, WorkbookCase

VACANCIES = ["N.", "Azienda n.", "Mansione", "Posti", "Aperta il", "Chiusa il", "Esito"]
OPEN = ["1 ", 1, "sarta", 2, "19/02/2025", None, "aperta"]
FILLED = [2, 2, "lavapiatti", "1", "12.11.25", "16/12/2025", "coperta"]


@freeze_time("2026-11-20")
@tagged("post_install", "-at_install")
class TestImportVacancies(WorkbookCase):
    def _sheets(self, *rows):
        return {"Aziende": [COMPANIES, ALFA, BETA], "Posizioni": [VACANCIES, *rows]}

    def test_vacancies_come_in_with_their_days(self):
        record = self._import_workbook(**self._sheets(OPEN, FILLED))
        opened, filled = self._facts(record, "vacancy")
        self.assertEqual(
            (opened.name, opened.positions, opened.opened_date, opened.closed_date),
            ("sarta", 2, date(2025, 2, 19), False),
        )
        self.assertEqual((opened.stage_id.kind, opened.stage_since), ("open", date(2025, 2, 19)))
        self.assertEqual(
            (filled.stage_id.kind, filled.opened_date, filled.closed_date, filled.stage_since),
            ("closed", date(2025, 11, 12), date(2025, 12, 16), date(2025, 12, 16)),
        )
        self.assertFalse(filled.agreement_id or filled.user_id)
        self.assertNotEqual(filled.reference, "/")

    def test_the_title_proposes_the_occupation(self):
        """Only where nobody chose: what an officer corrects stays when the list comes again."""
        strange = [3, 1, "factotum", 1, "1/2/2025", None, "aperta"]
        record = self._import_workbook(**self._sheets(OPEN, FILLED, strange))
        tailor, dishwasher, unclear = self._facts(record, "vacancy")
        self.assertEqual(tailor.occupation_id.code, "7531")
        self.assertEqual(dishwasher.occupation_id.code, "9412")
        self.assertFalse(unclear.occupation_id)
        remarks = [line.remarks for line in self._rows(record, "vacancy")]
        self.assertEqual(["Occupation" in one for one in remarks], [False, False, True])
        tailor.occupation_id = dishwasher.occupation_id
        self._import_workbook(**self._sheets([*OPEN[:3], 4, *OPEN[4:]], FILLED, strange))
        self.assertEqual((tailor.positions, tailor.occupation_id.code), (4, "9412"))

    def test_how_it_ended(self):
        words = ("coperta", "nessun candidato", "ritirata")
        rows = [[n, 1, f"job {n}", 1, "1/2/2025", "1/3/2025", one] for n, one in enumerate(words)]
        vacancies = self._facts(self._import_workbook(**self._sheets(*rows)), "vacancy")
        self.assertEqual(
            vacancies.mapped("close_reason"), ["filled_unknown", "no_candidates", "withdrawn"]
        )

    def test_milestones_have_the_days_of_the_facts(self):
        filled = self._facts(self._import_workbook(**self._sheets(FILLED)), "vacancy")
        self.assertEqual(
            {(one.milestone, one.date) for one in self.env["employer.milestone"]._of(filled)},
            {("open", date(2025, 11, 12)), ("closed", date(2025, 12, 16))},
        )

    def test_what_r13_lacks_is_a_remark_even_where_it_stops(self):
        self.env["employer.rule"].search([("code", "=", "R13")]).level = "stop"
        record = self._import_workbook(**self._sheets(OPEN))
        line = self._rows(record, "vacancy")
        self.assertEqual((line.action, line.status), ("create", "done"))
        self.assertIn("CCNL", line.remarks)

    def test_what_refuses_a_row(self):
        rows = {
            (3, 9, "sarta", 1, "1/2/2025", None, "aperta"): "Organisations",
            (4, 1, None, 1, "1/2/2025", None, "aperta"): "empty",
            (5, 1, "sarta", 1, "31/02/2025", None, "aperta"): "no such day",
            (6, 1, "sarta", 1, "2/2/2025", "1/2/2025", "coperta"): "lies before",
            (7, 1, "sarta", 1, "1/2/2025", None, "boh"): "nessun candidato",
            (8, 1, "sarta", 1, "1/2/2025", "2/2/2025", "aperta"): "correct one",
            (9, 1, "sarta", 0, "1/2/2025", None, "aperta"): "cannot be read",
            (10, 1, "sarta", "due", "1/2/2025", None, "aperta"): "due",
            (11, 1, "cameriere max 30 anni", 1, "1/2/2025", None, "aperta"): "30 anni",
            (12, 1, "sarta", 1, "21/11/2026", None, "aperta"): "future",
        }
        record = self._check_workbook(**self._sheets(*map(list, rows)))
        for line, words in zip(self._rows(record, "vacancy"), rows.values(), strict=True):
            self.assertEqual(line.action, "refuse", line.original)
            self.assertIn(words, line.reasons)

    def test_closed_on_the_day_it_opened(self):
        row = [6, 1, "sarta", 1, "2/2/2025", "2/2/2025", "coperta"]
        record = self._check_workbook(**self._sheets(row))
        self.assertEqual(self._rows(record, "vacancy").action, "create")

    def test_an_open_one_is_closed_by_the_next_list(self):
        record = self._import_workbook(**self._sheets(OPEN))
        vacancy = self._facts(record, "vacancy")
        later = self._import_workbook(**self._sheets([*OPEN[:5], "1/3/2025", "ritirata"]))
        self.assertEqual(self._rows(later, "vacancy").action, "update")
        self.assertEqual(
            (vacancy.stage_id.kind, vacancy.closed_date, vacancy.close_reason, vacancy.stage_since),
            ("closed", date(2025, 3, 1), "withdrawn", date(2025, 3, 1)),
        )
        self._undo(later)
        self.assertEqual(
            (vacancy.stage_id.kind, vacancy.closed_date, vacancy.close_reason, vacancy.stage_since),
            ("open", False, False, date(2025, 2, 19)),
        )

    def test_next_years_list_may_number_anew(self):
        vacancy = self._facts(self._import_workbook(**self._sheets(OPEN)), "vacancy")
        another = [1, 2, "cuoco", 1, "1/2/2026", None, "aperta"]
        again = self._import_workbook(**self._sheets(another, [2, *OPEN[1:]]))
        new, same = self._rows(again, "vacancy")
        self.assertEqual((new.action, same.action), ("create", "unchanged"))
        self.assertEqual(same.res_id, vacancy.id)

    def test_rows_that_say_the_same_are_told_apart_by_number(self):
        rows = [[n, *OPEN[1:]] for n in (1, 2, 3)]
        first = self._import_workbook(**self._sheets(*rows[:2]))
        again = self._import_workbook(**self._sheets(rows[2], *rows[:2]))
        self.assertEqual(
            self._rows(again, "vacancy").mapped("action"), ["create", "unchanged", "unchanged"]
        )
        self.assertEqual(
            self._rows(again, "vacancy")[1:].mapped("res_id"),
            self._rows(first, "vacancy").mapped("res_id"),
        )

    def test_what_was_moved_by_hand_survives_the_same_list(self):
        vacancy = self._facts(self._import_workbook(**self._sheets(OPEN)), "vacancy")
        selection = self.env.ref("employer_engagement.employer_vacancy_stage_selection")
        vacancy.stage_id = selection
        again = self._import_workbook(**self._sheets(OPEN))
        self.assertEqual(self._rows(again, "vacancy").action, "unchanged")
        self.assertEqual(vacancy.stage_id, selection)

    def test_undo_keeps_a_vacancy_with_a_list(self):
        record = self._import_workbook(**self._sheets(OPEN, FILLED))
        opened, filled = self._facts(record, "vacancy")
        self.env["employer.preselection"].create({"vacancy_id": opened.id})
        self._undo(record)
        self.assertEqual((opened.exists(), filled.exists()), (opened, filled.browse()))
        self.assertEqual(self._rows(record, "organisation").mapped("status"), ["kept", "undone"])
