# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A workbook of many sheets: what the form says, refused rows mended, colours, the sample."""

import base64
import io
from collections import Counter

import openpyxl
from openpyxl.styles import PatternFill

from odoo.tests import freeze_time, tagged

from .test_import_agreements import AGREEMENTS, NOW
from .test_import_interactions import ALFA, BETA, CALL, COMPANIES, CONTACTS, WorkbookCase
from .test_import_organisations import SAMPLE
from .test_import_vacancies import OPEN, VACANCIES

OFFICE_SAMPLE = SAMPLE.with_name("ufficio_2025.xlsx")
NOTES = [["Cose da fare"], ["comprare la carta"], ["chiamare il tecnico"]]


@freeze_time("2026-11-20")
@tagged("post_install", "-at_install")
class TestImportWorkbook(WorkbookCase):
    def test_every_sheet_says_what_it_is_and_what_happens(self):
        record = self._check_workbook(
            Appunti=NOTES,
            Contatti=[CONTACTS, CALL, ["31/02/2025", *CALL[1:]]],
            Convenzioni=[AGREEMENTS, NOW],
            Aziende=[COMPANIES, ALFA, BETA],
        )
        sheets = {sheet.name: sheet for sheet in record.sheet_ids}
        self.assertFalse(sheets["Appunti"].target)
        self.assertIn("Not recognised", sheets["Appunti"].hint)
        self.assertEqual(record.unknown_sheets, "Appunti")
        self.assertIn("Rossi A", record.unknown_colleagues)
        contacts = sheets["Contatti"]
        self.assertFalse(contacts.hint)
        self.assertEqual(
            (contacts.create_count, contacts.refuse_count, contacts.remark_count), (1, 1, 0)
        )
        self.assertEqual(sheets["Aziende"].create_count, 2)
        self.assertEqual(sheets["Convenzioni"].remark_count, 1, "Signature date missing")
        action = contacts.action_lines()
        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(rows.sheet_id, contacts)

    def test_a_chosen_colleague_is_no_question_any_more(self):
        record = self._workbook(Aziende=[COMPANIES, ALFA])
        record.colleague_ids.user_id = self.officer_2
        self.assertFalse(record.unknown_colleagues)

    def test_colleagues_follow_the_sheets_that_are_imported(self):
        record = self._workbook(Aziende=[COMPANIES, ALFA], Contatti=[CONTACTS, CALL])
        record.sheet_ids.filtered(lambda sheet: sheet.name == "Contatti").target = False
        record.action_check()
        self.assertEqual(record.colleague_ids.row_count, 1)
        record.action_back_to_draft()
        record.sheet_ids.target = False
        record.sheet_ids.filtered(lambda sheet: sheet.name == "Contatti").target = "interaction"
        record.action_check()
        self.assertEqual(record.colleague_ids.mapped("name"), ["Rossi A"])

    def test_rows_keep_their_colour(self):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (COMPANIES, ALFA, BETA):
            sheet.append(row)
        sheet["B2"].fill = PatternFill("solid", fgColor="00C6EFCE")
        stream = io.BytesIO()
        book.save(stream)
        record = self._upload_bytes(stream.getvalue(), "colours.xlsx")
        record.action_check()
        record._run()
        self.assertEqual(record.line_ids.mapped("colour"), ["green", False])

    # ---- what the list says of a company

    def test_status_notes_and_officer_of_a_company(self):
        row = [*ALFA[:5], "Rossi A", "da ricontattare", "Chiedere di Anna"]
        record = self._workbook(Aziende=[COMPANIES, row])
        record.colleague_ids.user_id = self.officer_2
        record.action_check()
        record._run()
        record.action_import()
        record._run()
        alfa = self._facts(record, "organisation")
        self.assertEqual((alfa.list_status, alfa.user_id), ("da ricontattare", self.officer_2))
        self.assertIn("Chiedere di Anna", alfa.notes)
        self.assertEqual(alfa.level, "prospect", "The level comes from facts alone")

    def test_a_list_fills_gaps_and_adds_to_notes_once(self):
        alfa = self._employer("Alfa Nuova", vat_number="71820430156", notes="<p>Ours</p>")
        row = [*ALFA[:7], "Theirs"]
        for _run in range(2):
            record = self._workbook(Aziende=[COMPANIES, row])
            record.colleague_ids.user_id = self.officer_2
            record.action_check()
            record._run()
            record.action_import()
            record._run()
        self.assertEqual(alfa.user_id, self.users["officer"], "The owner stays")
        self.assertEqual((alfa.notes.count("Ours"), alfa.notes.count("Theirs")), (1, 1))
        self.assertEqual(alfa.list_status, "attiva")

    def test_undo_gives_status_and_notes_back(self):
        alfa = self._employer("Alfa Nuova", vat_number="71820430156", notes="<p>Ours</p>")
        self._undo(self._import_workbook(Aziende=[COMPANIES, [*ALFA[:7], "Theirs"]]))
        self.assertEqual((alfa.notes, alfa.list_status), ("<p>Ours</p>", False))

    # ---- refused rows

    def _mended(self, record, **cells):
        """Return the import of the file of refused rows with some cells mended: sheet → values."""
        stream = io.BytesIO()
        record._write_refused(stream)
        book = openpyxl.load_workbook(stream)
        for name, values in cells.items():
            sheet = book[name.replace("_", " ")]
            for cell, value in values.items():
                sheet[cell] = value
        for name in [name for name in book.sheetnames if name.startswith("Remarks")]:
            del book[name]
        mended = io.BytesIO()
        book.save(mended)
        again = self._upload_bytes(mended.getvalue(), "mended.xlsx")
        again.action_check()
        again._run()
        again.action_import()
        return again._run()

    def test_refused_rows_of_all_sheets_are_mended_and_read_again(self):
        record = self._import_workbook(
            Aziende=[COMPANIES, ALFA, [*BETA[:2], "58473630150", *BETA[3:]]],
            Contatti=[CONTACTS, ["31/02/2025", *CALL[1:]], ["22/08/2025", 2, *CALL[2:]]],
            Convenzioni=[[None, None, None, "Validità"], AGREEMENTS, [*NOW[:4], "1/1/2024", None]],
            Posizioni=[VACANCIES, [*OPEN[:6], "boh"]],
        )
        self.assertEqual(Counter(record.line_ids.mapped("action")), {"refuse": 5, "create": 1})
        again = self._mended(
            record,
            Refused_Aziende={"E2": "58473630158"},
            Refused_Contatti={"C2": "28/02/2025"},
            Refused_Convenzioni={"G2": "1/1/2028"},
            Refused_Posizioni={"I2": "aperta"},
        )
        self.assertEqual(
            {(line.sheet_id.target, line.action, line.status) for line in again.line_ids},
            {(target, "create", "done")
             for target in ("organisation", "interaction", "agreement", "vacancy")},
        )  # fmt: skip
        contacts = self._facts(again, "interaction")
        self.assertEqual(
            contacts.employer_id.sorted("name").mapped("name"),
            ["Alfa Nuova S.r.l.", "Beta Nuova SNC"],
        )

    # ---- the sample

    def test_the_offices_own_year_comes_in_in_batches(self):
        record = self.Import.create(
            {
                "name": "ufficio_2025.xlsx",
                "file": base64.b64encode(OFFICE_SAMPLE.read_bytes()),
            }
        )
        record.sheet_ids.filtered(
            lambda sheet: sheet.target not in ("organisation", "interaction")
        ).target = False
        record.action_check()
        record._run()
        green = [line for line in record.line_ids if line.colour == "green"]
        self.assertEqual({line.values.get("list_status") for line in green}, {"attiva"})
        record.action_import()
        before = self.env.cr.sql_log_count
        record._run()
        queries = self.env.cr.sql_log_count - before
        self.assertEqual(record.create_count, 1800)
        self.assertLess(queries, 2000, "Some 30 a batch of 50 rows; one a row would double it")
        year = [("date", ">=", "2025-01-01"), ("date", "<=", "2025-12-31")]
        figures = ["attempts:sum", "contacts:sum", "companies_reached:sum"]
        found = self.env["employer.interaction"]._read_group(year, [], figures)
        self.assertEqual(found, [(993, 811, 449)])
