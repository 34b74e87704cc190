# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Contacts of the past from the office's own sheet, linked to its companies by number."""

import base64
import io
from datetime import date

import openpyxl

from odoo.tests import freeze_time, tagged

from .test_import_organisations import ImportCase

COMPANIES = ["N°", "Ragione sociale", "P. IVA", "Indirizzo", "Comune", "Operatore", "Stato", "Note"]
ALFA = [1, "Alfa Nuova S.r.l.", "71820430156", "Via Po 5", "Rho", "Rossi A", "attiva", None]
BETA = ["2 ", "Beta Nuova SNC", "58473630158", "Via Roma 1", "Rho", "ferrari l.", None, None]
CONTACTS = ["Data", "Azienda n.", "Operatore", "Tipo", "Esito", "Note"]
CALL = ["22/08/2025", 1, "Rossi A", "telefono", "risponde", None]


@freeze_time("2026-11-20")
class WorkbookCase(ImportCase):
    """Builds imports of workbooks, as the officer."""

    def _workbook(self, name="anno.xlsx", **sheets):
        """Upload a workbook: sheet name → rows, the first of which holds the headings."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return self.Import.create({"name": name, "file": base64.b64encode(stream.getvalue())})

    def _check_workbook(self, **sheets):
        record = self._workbook(**sheets)
        record.action_check()
        return record._run()

    def _import_workbook(self, **sheets):
        record = self._check_workbook(**sheets)
        record.action_import()
        return record._run()

    def _undo(self, record):
        record.action_undo()
        return record._run()

    def _rows(self, record, target):
        """Return the rows of a kind of sheet, in the order of the file."""
        return record.line_ids.filtered(lambda line: line.sheet_id.target == target).sorted("row")

    def _facts(self, record, target):
        """Return the records the rows of a kind of sheet became."""
        lines = self._rows(record, target)
        return self.env[lines[0].res_model].browse(lines.mapped("res_id"))


@tagged("post_install", "-at_install")
class TestImportInteractions(WorkbookCase):
    def _contacts(self, *rows):
        return {"Aziende": [COMPANIES, ALFA, BETA], "Contatti": [CONTACTS, *rows]}

    def test_a_contact_comes_in_with_its_own_day(self):
        record = self._import_workbook(**self._contacts(CALL))
        contact = self._facts(record, "interaction")
        self.assertEqual(
            (contact.date, contact.channel, contact.outcome, contact.employer_id.name),
            (date(2025, 8, 22), "phone", "reached", "Alfa Nuova S.r.l."),
        )
        self.assertTrue(contact.is_attempt and contact.is_contact)

    def test_sheets_are_linked_whatever_their_order(self):
        record = self._workbook(
            Contatti=[CONTACTS, CALL], Aziende=[["AZIENDE 2025"], COMPANIES, ALFA]
        )
        record.invalidate_recordset()
        self.assertEqual(record.sheet_ids.mapped("target"), ["organisation", "interaction"])
        record.action_check()
        record._run()
        self.assertEqual(record.line_ids.mapped("action"), ["create", "create"])

    def test_words_of_the_office(self):
        cases = {
            ("tel", "richiamare"): ("phone", "call_back", True, True),
            ("mail", "non risponde"): ("mail", "no_answer", True, False),
            ("visita", "incontrata"): ("visit", "reached", True, True),
            ("WhatsApp", "non interessata"): ("whatsapp", "not_interested", True, True),
            ("Mail massiva", "interessata"): ("mail", "interested", False, False),
        }
        rows = [["22.08.25", "2", "Rossi A", *words, "n"] for words in cases]
        contacts = self._facts(self._import_workbook(**self._contacts(*rows)), "interaction")
        self.assertEqual(
            [(one.channel, one.outcome, one.is_attempt, one.is_contact) for one in contacts],
            list(cases.values()),
        )

    def test_what_refuses_a_row(self):
        rows = {
            ("31/02/2025", 1, None, "tel", "risponde"): "no such day",
            ("22/08/2025", 9, None, "tel", "risponde"): "9 is in no sheet “Organisations”",
            ("22/08/2025", 1, None, "piccione", "risponde"): "telefono",
            ("22/08/2025", 1, None, "tel", "boh"): "non risponde",
            ("22/08", 1, None, "tel", "risponde"): "year",
            ("21/11/2026", 1, None, "tel", "risponde"): "future",
            (None, 1, None, "tel", "risponde"): "empty",
            ("22/08/2025", None, None, "tel", "risponde"): "empty",
        }
        record = self._check_workbook(**self._contacts(*map(list, rows)))
        for line, words in zip(self._rows(record, "interaction"), rows.values(), strict=True):
            self.assertEqual(line.action, "refuse", line.original)
            self.assertIn(words, line.reasons)

    def test_today_is_no_future(self):
        record = self._check_workbook(
            **self._contacts(["20/11/2026", 1, None, "tel", "risponde", None])
        )
        self.assertEqual(self._rows(record, "interaction").action, "create")

    def test_a_refused_company_refuses_its_contacts(self):
        bad = [*ALFA[:2], "71820430157", *ALFA[3:]]
        record = self._check_workbook(
            Aziende=[COMPANIES, bad, BETA], Contatti=[CONTACTS, CALL, ["22/08/2025", 2, *CALL[2:]]]
        )
        refused, fine = self._rows(record, "interaction")
        self.assertEqual((refused.action, fine.action), ("refuse", "create"))
        self.assertIn("row 2", refused.reasons)

    def test_the_mended_rows_find_their_company_of_the_earlier_import(self):
        self._import_workbook(**self._contacts())
        record = self._import_workbook(Contatti=[CONTACTS, CALL])
        line = record.line_ids
        self.assertEqual(line.action, "create")
        self.assertIn("read as “Alfa Nuova S.r.l.”", line.remarks)
        self.assertEqual(self._facts(record, "interaction").employer_id.name, "Alfa Nuova S.r.l.")

    def test_a_number_given_twice_is_refused(self):
        record = self._check_workbook(Aziende=[COMPANIES, ALFA, ["01", *BETA[1:]]])
        self.assertEqual(record.line_ids.mapped("action"), ["create", "refuse"])
        self.assertIn("row 2", record.line_ids[1].reasons)

    def test_second_run_creates_nothing_and_counts_equal_rows(self):
        rows = [CALL, CALL, ["23/08/2025", *CALL[1:]]]
        self._import_workbook(**self._contacts(*rows))
        again = self._import_workbook(**self._contacts(*rows, CALL))
        self.assertEqual(
            self._rows(again, "interaction").mapped("action"),
            ["unchanged", "unchanged", "unchanged", "create"],
        )

    def test_second_run_updates_what_changed(self):
        record = self._import_workbook(**self._contacts(CALL))
        again = self._import_workbook(**self._contacts([*CALL[:5], "Asks for cooks"]))
        contact = self._facts(record, "interaction")
        self.assertEqual(self._rows(again, "interaction").action, "update")
        self.assertEqual(contact.summary, "Asks for cooks")
        self._undo(again)
        self.assertFalse(contact.summary)

    def test_a_colleague_chosen_later_fills_the_contacts(self):
        contacts = self._facts(self._import_workbook(**self._contacts(CALL, CALL)), "interaction")
        again = self._workbook(**self._contacts(CALL, CALL))
        again.colleague_ids.user_id = self.officer_2
        again.action_check()
        again._run()
        again.action_import()
        again._run()
        self.assertEqual(self._facts(again, "interaction"), contacts)
        self.assertEqual(contacts.user_id, self.officer_2)

    def test_a_corrected_outcome_updates_its_contact(self):
        other = ["22/08/2025", 1, "Rossi A", "telefono", "non risponde", None]
        contacts = self._facts(self._import_workbook(**self._contacts(CALL, other)), "interaction")
        again = self._import_workbook(**self._contacts(CALL, [*other[:4], "incontrata", None]))
        self.assertEqual(self._facts(again, "interaction"), contacts)
        self.assertEqual(contacts.mapped("outcome"), ["reached", "reached"])

    def test_a_corrected_row_never_takes_the_contact_of_another(self):
        other = ["22/08/2025", 1, "Rossi A", "telefono", "non risponde", None]
        first = self._import_workbook(**self._contacts(CALL))
        again = self._import_workbook(**self._contacts(other, CALL))
        self.assertEqual(self._rows(again, "interaction").mapped("action"), ["create", "unchanged"])
        self.assertEqual(
            self._rows(again, "interaction")[1].res_id, self._rows(first, "interaction").res_id
        )

    def test_a_call_logged_by_hand_is_never_taken_for_a_corrected_row(self):
        alfa = self._employer("Alfa Nuova", vat_number="71820430156")
        self._interaction(employer_id=alfa.id, date="2025-08-22", outcome="no_answer")
        record = self._check_workbook(**self._contacts(CALL))
        self.assertEqual(self._rows(record, "interaction").action, "create")

    def test_undo_takes_everything_back(self):
        record = self._import_workbook(**self._contacts(CALL))
        contact, companies = (self._facts(record, one) for one in ("interaction", "organisation"))
        self._undo(record)
        self.assertFalse(contact.exists() or companies.exists())
        self.assertEqual(set(record.line_ids.mapped("status")), {"undone"})

    def test_what_was_changed_since_stays_with_all_it_stands_on(self):
        record = self._import_workbook(**self._contacts(CALL))
        contact = self._facts(record, "interaction")
        contact.summary = "Written by hand"
        self._undo(record)
        self.assertTrue(contact.exists())
        self.assertEqual(
            [(line.name, line.status) for line in record.line_ids],
            [("Alfa Nuova S.r.l.", "kept"), ("Beta Nuova SNC", "undone"),
             ("2025-08-22 · Alfa Nuova S.r.l.", "kept")],
        )  # fmt: skip
        self.assertIn("Changed since", self._rows(record, "interaction").reasons)

    def test_the_past_moves_nothing_of_today(self):
        alfa = self._employer("Alfa Nuova", vat_number="71820430156")
        scouting = self.env["employer.scouting"].create({"employer_id": alfa.id})
        stage = scouting.stage_id
        self._import_workbook(**self._contacts(CALL))
        self.assertEqual(scouting.stage_id, stage)
        self.assertEqual(alfa.last_contact_date, date(2025, 8, 22))
        self.assertFalse(alfa.activity_ids)

    # ---- colleagues

    def test_one_colleague_a_line_and_the_user_proposed(self):
        lucia = self._user("lucia", ("officer",))
        lucia.write({"name": "Lucia Ferrari", "active": False})
        record = self._workbook(
            **self._contacts(["22/08/2025", 1, "Ferrari L.", "tel", "risponde", None])
        )
        self.assertEqual(
            [(one.name, one.row_count, one.user_id) for one in record.colleague_ids.sorted()],
            [("ferrari l., Ferrari L.", 2, lucia), ("Rossi A", 1, self.env["res.users"])],
        )

    def test_chosen_colleagues_become_officers(self):
        record = self._workbook(**self._contacts(CALL, ["23/08/2025", 2, "Nessuno", *CALL[3:]]))
        rossi = record.colleague_ids.filtered(lambda one: one.name == "Rossi A")
        rossi.user_id = self.officer_2
        record.action_check()
        record._run()
        record.action_import()
        record._run()
        contacts = self._facts(record, "interaction")
        self.assertEqual(contacts[0].user_id, self.officer_2)
        self.assertFalse(contacts[1].user_id, "Never the user who imports")
        self.assertIn("Nessuno", record.unknown_colleagues)
        self.assertNotIn("Rossi A", record.unknown_colleagues)
        alfa, beta = self._facts(record, "organisation")
        self.assertEqual((alfa.user_id, beta.user_id.id), (self.officer_2, False))

    def test_who_a_colleague_is_was_said_at_an_earlier_import(self):
        self._workbook(**self._contacts(CALL)).colleague_ids.user_id = self.officer_2
        again = self._workbook(**self._contacts(["23/08/2025", 1, "rossi a.", *CALL[3:]]))
        self.assertEqual(again.colleague_ids.user_id, self.officer_2)
        elsewhere = self.Import.with_user(self.other_officer).create(
            {"name": again.name, "file": again.file}
        )
        self.assertFalse(elsewhere.colleague_ids.user_id, "Another office, other colleagues")

    def test_two_users_of_a_surname_are_no_proposal(self):
        for login in ("one", "two"):
            self._user(login, ("officer",)).name = f"{login} Rossi"
        record = self._workbook(**self._contacts(["22/08/2025", 1, "Rossi", *CALL[3:]]))
        rossi = record.colleague_ids.filtered(lambda one: one.name == "Rossi")
        self.assertFalse(rossi.user_id)

    # ---- rights

    def test_the_users_own_right_decides(self):
        record = self._check_workbook(**self._contacts(CALL))
        access = self.env["ir.model.access"].search(
            [("model_id.model", "=", "employer.interaction"), ("perm_create", "=", True)]
        )
        access.perm_create = False
        record.action_import()
        record._run()
        line = self._rows(record, "interaction")
        self.assertEqual((line.action, line.res_id), ("refuse", 0))
