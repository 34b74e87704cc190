# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Lists of companies: dry run, import, refusals, second run, rights."""

import base64
import io
from pathlib import Path
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import EngagementCase

SAMPLE = Path(__file__).with_name("data") / "elenco_camerale.csv"
HEADINGS = "Denominazione;Partita IVA;Codice Fiscale;Indirizzo;C.A.P.;Comune;Prov.;Telefono;Email"
ALFA = (
    "Alfa Nuova S.r.l.;71820430156;;Via Po, 5;20099;SESTO SAN GIOVANNI;MI;02 8740935;"
    "INFO@ALFA.example"
)
BETA = "Beta Nuova SNC;58473630158;58473630158;Via Roma, 1;20017;Rho;MI;;"


class ImportCase(EngagementCase):
    """Builds imports from lines of text, as the officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Import = cls.env["employer.import"].with_user(cls.users["officer"])
        cls.Organisation = cls.env["employer.organisation"].with_user(cls.users["officer"])
        cls.Partner = cls.env["res.partner"]

    def _upload(self, *rows, headings=HEADINGS, **vals):
        text = "\r\n".join([headings, *rows]) + "\r\n"
        return self._upload_bytes(text.encode("cp1252"), **vals)

    def _upload_bytes(self, data, name="elenco.csv", **vals):
        return self.Import.create({"name": name, "file": base64.b64encode(data), **vals})

    def _check(self, *rows, **vals):
        record = self._upload(*rows, **vals)
        record.action_check()
        return record._run()

    def _import(self, *rows, **vals):
        record = self._check(*rows, **vals)
        record.action_import()
        return record._run()

    def _line(self, record, row):
        return record.line_ids.filtered(lambda line: line.row == row)

    def _organisation(self, line):
        return self.Organisation.browse(line.res_id)


@tagged("post_install", "-at_install")
class TestImportOrganisations(ImportCase):
    def test_reads_the_file_and_proposes_columns(self):
        record = self._upload(ALFA)
        sheet = record.sheet_ids
        self.assertEqual((sheet.encoding, sheet.separator), ("utf-8", ";"))
        self.assertEqual((sheet.target, sheet.header_row, sheet.row_count), ("organisation", 1, 1))
        self.assertEqual(
            record.column_ids.mapped("key"),
            [
                "name", "vat_number", "fiscal_code", "street", "zip", "city", "province", "phone",
                "email",
            ],
        )  # fmt: skip
        self.assertEqual(record.column_ids[5].sample, "SESTO SAN GIOVANNI")

    def test_dry_run_writes_nothing(self):
        before = (self.Organisation.search_count([]), self.Partner.search_count([]))
        record = self._check(ALFA, BETA)
        self.assertEqual(record.state, "checked")
        self.assertEqual((record.create_count, record.refuse_count), (2, 0))
        after = (self.Organisation.search_count([]), self.Partner.search_count([]))
        self.assertEqual(after, before)

    def test_import_cleans_and_creates(self):
        record = self._import(ALFA)
        self.assertEqual(record.state, "imported")
        alfa = self._organisation(record.line_ids)
        self.assertEqual(
            (alfa.name, alfa.vat_number, alfa.street, alfa.zip, alfa.city, alfa.email),
            ("Alfa Nuova S.r.l.", "71820430156", "Via Po, 5", "20099", "Sesto San Giovanni",
             "info@alfa.example"),
        )  # fmt: skip
        self.assertEqual((alfa.state_id.code, alfa.country_id.code), ("MI", "IT"))
        self.assertEqual(alfa.partner_id.vat, "IT71820430156")
        self.assertFalse(alfa.user_id, "Nobody's list is filled by an import")
        self.assertEqual(alfa.company_id, self.office)

    def test_owner_and_team_are_given(self):
        record = self._import(ALFA, owner_id=self.officer_2.id, team_id=self.team.id)
        alfa = self._organisation(record.line_ids)
        self.assertEqual((alfa.user_id, alfa.team_id), (self.officer_2, self.team))

    def test_second_run_creates_nothing(self):
        self._import(ALFA, BETA)
        count = self.Organisation.search_count([])
        again = self._import(ALFA, BETA)
        self.assertEqual((again.unchanged_count, again.create_count, again.update_count), (2, 0, 0))
        self.assertEqual(self.Organisation.search_count([]), count)

    def test_second_run_updates_what_the_list_changed(self):
        alfa = self._organisation(self._import(ALFA).line_ids)
        again = self._import(ALFA.replace("Via Po, 5", "Via Adige, 9"))
        self.assertEqual((again.update_count, again.create_count), (1, 0))
        self.assertEqual(alfa.street, "Via Adige, 9")
        self.assertIn("Via Po, 5", again.line_ids.changes)

    def test_what_the_office_corrected_survives_the_same_list(self):
        alfa = self._organisation(self._import(ALFA).line_ids)
        alfa.street = "Via Adige, 9"
        again = self._import(ALFA)
        self.assertEqual(again.unchanged_count, 1)
        self.assertEqual(alfa.street, "Via Adige, 9")

    def test_keep_ours_fills_gaps_only(self):
        alfa = self._employer("Alfa Nuova", vat_number="71820430156", street="Via Adige, 9")
        record = self._import(ALFA, on_difference="keep")
        self.assertEqual((alfa.street, alfa.zip), ("Via Adige, 9", "20099"))
        self.assertIn("Via Po, 5", record.line_ids.remarks)

    def test_found_by_name_and_place(self):
        alfa = self._employer("ALFA NUOVA SRL", zip="20099")
        record = self._import(ALFA)
        self.assertEqual(record.line_ids.action, "update")
        self.assertEqual(alfa.vat_number, "71820430156")
        self.assertEqual(alfa.name, "ALFA NUOVA SRL", "Another spelling is no change")

    def test_same_name_elsewhere_is_another(self):
        self._employer("ALFA NUOVA SRL", zip="00100")
        self.assertEqual(self._check(ALFA).line_ids.action, "create")

    def test_other_office_is_not_looked_at(self):
        self.env["employer.organisation"].with_company(self.other_office).create(
            {"name": "Alfa", "vat_number": "71820430156", "company_id": self.other_office.id}
        )
        record = self._import(ALFA)
        self.assertIn(record.line_ids.action, ("create", "adopt"))
        self.assertEqual(self._organisation(record.line_ids).company_id, self.office)

    def test_archived_is_refused(self):
        self._employer("Alfa Nuova", vat_number="71820430156").active = False
        line = self._check(ALFA).line_ids
        self.assertEqual(line.action, "refuse")
        self.assertIn("archived", line.reasons)

    # ---- contacts of the ERP

    def test_adopts_by_vat_with_and_without_country(self):
        with_country = self.Partner.create(
            {"name": "ALFA", "is_company": True, "vat": "IT71820430156", "phone": "02 999"}
        )
        without = self.Partner.create({"name": "BETA", "is_company": True, "vat": "58473630158"})
        record = self._import(ALFA, BETA)
        self.assertEqual(record.line_ids.mapped("action"), ["adopt", "adopt"])
        alfa = self._organisation(record.line_ids[0])
        self.assertEqual(alfa.partner_id, with_country)
        self.assertEqual(self._organisation(record.line_ids[1]).partner_id, without)
        self.assertEqual(
            (alfa.name, alfa.phone, alfa.zip), ("ALFA", "02 999", "20099"), "Only gaps are filled"
        )

    def test_adopts_by_name_and_place(self):
        contact = self.Partner.create(
            {"name": "Alfa Nuova", "is_company": True, "city": "SESTO SAN GIOVANNI"}
        )
        record = self._import(ALFA)
        self.assertEqual(self._organisation(record.line_ids).partner_id, contact)

    def test_does_not_adopt_a_person_nor_another_town(self):
        self.Partner.create({"name": "Alfa Nuova S.r.l.", "is_company": False})
        self.Partner.create({"name": "Alfa Nuova S.r.l.", "is_company": True, "city": "Roma"})
        self.assertEqual(self._check(ALFA).line_ids.action, "create")

    def test_two_contacts_are_a_doubt(self):
        self.Partner.create([{"name": "Alfa Nuova", "is_company": True}] * 2)
        line = self._check(ALFA).line_ids
        self.assertEqual(line.action, "refuse")
        self.assertIn("Alfa Nuova", line.reasons)

    def test_adopted_contact_is_not_overwritten_later(self):
        contact = self.Partner.create(
            {"name": "ALFA", "is_company": True, "vat": "IT71820430156", "street": "Via ERP"}
        )
        self._import(ALFA)
        again = self._import(ALFA.replace("Via Po, 5", "Via Adige, 9"))
        self.assertEqual(again.line_ids.action, "unchanged")
        self.assertEqual(contact.street, "Via ERP")
        self.assertIn("Via Adige, 9", again.line_ids.remarks)

    # ---- refusals

    def _reasons(self, *rows):
        record = self._check(*rows)
        line = record.line_ids[-1]
        self.assertEqual(line.action, "refuse")
        return line.reasons

    def test_every_reason_of_a_row(self):
        reasons = self._reasons(";86355670159;123;;;;;;")
        self.assertIn("86355670159", reasons)
        self.assertIn("123", reasons)
        self.assertEqual(len(reasons.splitlines()), 3)

    def test_cut_row(self):
        self.assertIn("5", self._reasons("Alfa Nuova;71820430156;;Via Po, 5;20099"))

    def test_row_with_too_many_cells(self):
        self.assertIn("11", self._reasons(ALFA + ";extra;cells"))

    def test_blank_cells_too_many_are_fine(self):
        self.assertEqual(self._check(ALFA + ";;").line_ids.action, "create")

    def test_second_spelling(self):
        row = ALFA.replace("Alfa Nuova S.r.l.", "ALFA NUOVA SRL ")
        record = self._check(ALFA, row)
        self.assertEqual(record.line_ids.mapped("action"), ["create", "refuse"])
        self.assertIn("row 2", record.line_ids[1].reasons)

    def test_a_refused_row_does_not_hide_its_double(self):
        record = self._check(ALFA.replace("Alfa Nuova S.r.l.", ""), ALFA)
        self.assertEqual(record.line_ids.mapped("action"), ["refuse", "create"])

    def test_formula_as_name(self):
        self.assertIn("formula", self._reasons('"=HYPERLINK(""x"")";71820430156;;;;;;;'))

    def test_nothing_to_import_without_a_sheet(self):
        record = self._upload(ALFA)
        record.sheet_ids.target = False
        with self.assertRaisesRegex(UserError, "sheet"):
            record.action_check()

    def test_files_that_cannot_be_read(self):
        for data, words in (
            (b"\xd0\xcf\x11\xe0 old", "old Excel format"),
            (b" ", "empty"),
            (b"PK\x03\x04", "no list"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self._upload_bytes(data)

    def test_refused_rows_come_back_and_are_read_again(self):
        record = self._import(ALFA, ";58473630158;;Via Roma, 1;02011;Rho;ZZ;;", "Gamma;;;;;;ZZ;;")
        stream = io.BytesIO()
        record._write_refused(stream)
        book = openpyxl.load_workbook(stream)
        self.assertEqual(book.sheetnames, ["Refused", "Remarks"])
        heading, row = book["Refused"].iter_rows(values_only=True)
        self.assertEqual(heading[2:4], ("Denominazione", "Partita IVA"))
        self.assertEqual(
            row,
            ("The name is missing.", "3", None, "58473630158", None, "Via Roma, 1", "02011", "Rho",
             "ZZ", None, None),
        )  # fmt: skip
        book["Refused"]["C2"] = "Beta Nuova SNC"
        mended = io.BytesIO()
        book.save(mended)
        again = self._upload_bytes(mended.getvalue(), "mended.xlsx")
        self.assertEqual(again.sheet_ids.mapped("target"), ["organisation"] * 2)
        self.assertNotIn("name", again.column_ids[:2].mapped("key"))
        again.action_check()
        again._run()
        self.assertEqual(again.line_ids.mapped("action"), ["create", "unchanged"])

    # ---- running

    def test_step_by_step_and_progress(self):
        record = self._upload(*self._many(120))
        record.action_check()
        record._run()
        record.action_import()
        steps = []
        while not steps or not steps[-1]["finished"]:
            steps.append(record.action_step())
        shown = [step["progress"] for step in steps]
        self.assertEqual(shown, sorted(shown))
        self.assertGreater(len(steps), 2)
        self.assertEqual((shown[-1], record.create_count), (100, 120))

    def _many(self, count):
        return [f"Azienda {index};;;Via Po {index};20099;Rho;MI;;" for index in range(count)]

    def test_a_crash_loses_nothing(self):
        record = self._check(*self._many(60))
        record.action_import()
        record.action_step()
        record.action_step()
        self.assertEqual(record.state, "importing")
        target = type(self.env["employer.import.organisation"])
        with (
            patch.object(target, "_apply", side_effect=RuntimeError),
            self.assertRaises(RuntimeError),
        ):
            record.action_step()
        record._run()
        self.assertEqual((record.state, record.create_count), ("imported", 60))
        self.assertEqual(len(set(record.line_ids.mapped("res_id"))), 60)

    def test_one_failing_row_does_not_stop_the_others(self):
        record = self._check(ALFA, BETA)
        record.action_import()
        create = type(self.env["employer.organisation"]).create

        refusal = ValidationError("Not this one.")

        def fail(self, vals_list):
            if any(vals.get("vat_number") == "71820430156" for vals in vals_list):
                raise refusal
            return create(self, vals_list)

        with patch.object(type(self.env["employer.organisation"]), "create", fail):
            record._run()
        self.assertEqual(record.line_ids.mapped("action"), ["refuse", "create"])
        self.assertEqual(record.line_ids[0].reasons, "Not this one.")
        self.assertFalse(self.Partner.search([("name", "=", "Alfa Nuova S.r.l.")]))

    def test_things_changed_between_check_and_import(self):
        record = self._check(ALFA)
        self.assertEqual(record.line_ids.action, "create")
        alfa = self._employer("Alfa Nuova", vat_number="71820430156")
        record.action_import()
        record._run()
        self.assertEqual((record.line_ids.action, record.line_ids.res_id), ("update", alfa.id))

    def test_states_in_order(self):
        record = self._upload(ALFA)
        for action in ("action_import", "action_undo", "action_back_to_draft"):
            with self.assertRaisesRegex(UserError, "To check"):
                getattr(record, action)()
        record.action_check()
        record._run()
        record.action_back_to_draft()
        self.assertEqual((record.state, record.line_count), ("draft", 0))

    # ---- the sample

    def test_sample_of_the_chamber_of_commerce(self):
        record = self._upload_bytes(SAMPLE.read_bytes(), "elenco_camerale.csv")
        record.action_check()
        record._run()
        record.action_import()
        record._run()
        refused = {line.row for line in record.line_ids if line.action == "refuse"}
        self.assertEqual(refused, {12, 72, 73, 92, 152, 153, 192, 193})
        self.assertEqual((record.line_count, record.create_count), (600, 592))
        remarked = {line.row for line in record.line_ids if line.remarks}
        self.assertEqual(remarked, {112, 114, 132, 133, 172, 232, 234})
        elettro = self._organisation(self._line(record, 3))
        self.assertEqual(
            (elettro.name, elettro.email, elettro.pec, elettro.size_class, elettro.ateco_code),
            ("Elettro San Siro SPA", "info@azienda1.example", "azienda1@pec.example", "small",
             "52.29.22"),
        )  # fmt: skip
        self.assertEqual(self._organisation(self._line(record, 14)).size_class, "micro")
        self.assertEqual(self._organisation(self._line(record, 27)).vat_number, "71820430156")
        again = self._upload_bytes(SAMPLE.read_bytes(), "elenco_camerale.csv")
        again.action_check()
        again._run()
        self.assertEqual((again.unchanged_count, again.create_count), (592, 0))

    # ---- rights

    def test_who_may(self):
        for role in ("officer", "manager"):
            self.assertTrue(self.as_role("employer.import", role).has_access("create"))
        for role in ("reader", "tutor", "employee"):
            self.assertFalse(self.as_role("employer.import", role).has_access("read"))
        record = self._check(ALFA)
        self.assertFalse(self.as_role(record, "privacy").has_access("read"), "names no person")
        self.assertFalse(self.env["employer.import"].with_user(self.stranger).has_access("read"))

    def test_other_office_sees_nothing(self):
        record = self._check(ALFA)
        for records in (record, record.sheet_ids, record.column_ids, record.line_ids):
            self.assertFalse(records.with_user(self.other_officer).has_access("read"))

    def test_rows_are_written_by_the_server_alone(self):
        line = self._check(ALFA).line_ids.with_user(self.users["officer"])
        with self.assertRaises(AccessError):
            line.write({"action": "create", "status": "done"})
        with self.assertRaises(AccessError):
            line.unlink()

    def test_an_imported_list_is_kept(self):
        record = self._import(ALFA)
        with self.assertRaisesRegex(UserError, "Undo it first"):
            record.unlink()
        with self.assertRaisesRegex(UserError, "already imported"):
            record.write({"file": base64.b64encode(b"x")})

    def test_possible_duplicates_are_shown_after_an_import(self):
        self._employer("Trattoria Alfa Nuova").partner_id.phone = "02 8740935"
        record = self._check(ALFA, BETA)
        self.assertFalse(record.duplicate_count)
        record.action_import()
        record._run()
        self.assertEqual(record.duplicate_count, 1)
        pair = self.env["employer.duplicate"].search(record.action_duplicates()["domain"])
        self.assertEqual(pair.phones, "028740935")
        pair.with_user(self.users["officer"]).action_not_same()
        record.invalidate_recordset(["duplicate_count"])
        self.assertFalse(record.duplicate_count)
