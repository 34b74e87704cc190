# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Imports that name persons: their importer's alone, blanked once done, the file deleted."""

import base64
import io
import json

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from .common import ROLES
from .test_import_interactions import ALFA, COMPANIES, WorkbookCase

PERSONS = [
    "Codice", "Cognome", "Nome", "Nato/a il", "Sesso", "Cittadinanza", "C.F.", "Telefono",
    "Inviato da", "Preso in carico", "Tutor",
]  # fmt: skip
#: What nobody else may find anywhere.
SECRETS = ("Zerai", "Selamawit", "1994-06-26", "26/06/1994", "Eritrea", "3582422833", "sociale")
ZERAI = [
    "P0001 ", "Zerai", "Selamawit", "26/06/1994", "F", "Eritrea", None, "3582422833",
    "Servizio sociale", "12/03/2025", "Rossi A",
]  # fmt: skip
MORETTI = [
    "P0002", "Moretti", "Mercy", "24.05.91", "M", "Perù", None, "3271678978", "CPI", "2024-12-11",
    None,
]  # fmt: skip


@freeze_time("2026-11-20")
class PersonsCase(WorkbookCase):
    """Builds imports of persons, as the manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager_2 = cls._user("manager_2", ROLES["manager"])
        cls.Import = cls.env["employer.import"].with_user(cls.users["manager"])
        cls.Person = cls.env["employer.candidate"]

    def _persons(self, *rows, **sheets):
        return self._import_workbook(Persone=[PERSONS, *(rows or [ZERAI])], **sheets)

    def _person(self, code="P0001"):
        return self.Person.search([("code", "=", code)])

    def _said(self, records):
        """Return everything that stands in records, as text."""
        return json.dumps(records.sudo().read(), default=str, ensure_ascii=False)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestImportPrivacy(PersonsCase):
    def _parts(self, record):
        return {
            "import": record,
            "sheets": record.sheet_ids,
            "columns": record.column_ids,
            "lines": record.line_ids,
            "colleagues": record.colleague_ids,
        }

    def _assert_unseen(self, record, user):
        for what, records in self._parts(record).items():
            theirs = records.with_user(user)
            self.assertTrue(records, what)
            self.assertFalse(theirs.has_access("read"), f"{user.login}: {what}")
            if self.env[records._name].with_user(user).has_access("read"):
                self.assertFalse(theirs.search_count([("id", "in", records.ids)]), what)

    def _attachments(self, record):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", "employer.import"),
                ("res_id", "=", record.id),
                ("res_field", "=", "file"),
            ]
        )

    def test_nobody_else_sees_it_from_the_upload_on(self):
        """Refused rows and remarks are there, so that there is something to find."""
        record = self._check_workbook(Persone=[PERSONS, ZERAI, ["x"]], Aziende=[COMPANIES, ALFA])
        self.assertTrue(record.holds_persons)
        everybody = [self.users[role] for role in ROLES if role not in ("manager", "privacy")]
        for user in (*everybody, self.manager_2, self.other_officer, self.stranger):
            self._assert_unseen(record, user)
        for user in (self.users["manager"], self.users["privacy"]):
            for records in self._parts(record).values():
                self.assertTrue(records.with_user(user).has_access("read"))

    def test_nobody_else_exports_it(self):
        record = self._check_workbook(Persone=[PERSONS, ZERAI])
        export = self.env.ref("base.group_allow_export")
        for user in (self.manager_2, self.users["officer"], self.users["manager"]):
            user.group_ids += export
        for records in self._parts(record).values():
            for user in (self.manager_2, self.users["officer"]):
                with self.assertRaises(AccessError):
                    records.with_user(user).export_data(["create_date"])
            self.assertTrue(
                records.with_user(self.users["manager"]).export_data(["create_date"])["datas"]
            )

    def test_nobody_else_reads_its_file(self):
        record = self._workbook(Persone=[PERSONS, ZERAI])
        attachment = self._attachments(record)
        self.assertTrue(attachment.with_user(self.users["manager"]).has_access("read"))
        for user in (self.manager_2, self.users["officer"], self.users["tutor"]):
            self.assertFalse(attachment.with_user(user).has_access("read"))
            with self.assertRaises(AccessError):
                record.with_user(user).read(["file"])

    def test_a_list_of_companies_stays_everybodys(self):
        record = self._workbook(Aziende=[COMPANIES, ALFA])
        self.assertFalse(record.holds_persons)
        self.assertTrue(record.with_user(self.users["officer"]).has_access("write"))
        self.assertTrue(record.column_ids[1].sample)

    def test_no_samples_of_what_tells_who_it_is(self):
        record = self._workbook(Persone=[PERSONS, ZERAI])
        samples = {column.key: column.sample for column in record.column_ids}
        self.assertEqual(samples.pop("number"), "P0001")
        self.assertEqual(samples.pop("entered_date"), "12/03/2025")
        self.assertEqual(samples.pop("tutor"), "Rossi A")
        self.assertFalse(any(samples.values()), samples)

    def test_unread_headings_are_no_way_around(self):
        """A sheet that was not recognised, or was called another kind, names persons still."""
        record = self._workbook(Foglio=[["Cognome", "Vari"], ["Zerai", "x"]], Aziende=[COMPANIES])
        self.assertTrue(record.holds_persons)
        self.assertFalse(any(record.sheet_ids[-1].column_ids.mapped("sample")))
        with self.assertRaises(UserError):
            record.sheet_ids.write({"is_persons": False})
        with self.assertRaises(UserError):
            record.write({"holds_persons": False})
        with self.assertRaises(UserError):
            record.write({"user_id": self.manager_2.id})

    def test_who_uploads_is_not_for_a_client_to_say(self):
        record = self.Import.create(
            {"name": "a.csv", "file": base64.b64encode(b"a;b\n1;2"), "user_id": self.manager_2.id}
        )
        self.assertEqual(record.user_id, self.users["manager"])

    def test_only_managers_and_who_sees_names_bring_in_persons(self):
        officer = self.users["officer"]
        seer = self._user("seer", ("officer", "identity"))
        book = {"Persone": [PERSONS, ZERAI]}
        self.Import = self.Import.with_user(seer)
        self.assertEqual(self._workbook(**book).sheet_ids.target, "candidate")
        self.Import = self.Import.with_user(officer)
        record = self._workbook(**book)
        self.assertFalse(record.sheet_ids.target)
        self.assertTrue(record.holds_persons, "its own uploader's alone all the same")
        with self.assertRaisesRegex(AccessError, "manager"):
            record.sheet_ids.target = "candidate"
        self.env.cr.execute("UPDATE employer_import_sheet SET target = 'candidate'")
        record.invalidate_recordset()
        with self.assertRaisesRegex(AccessError, "manager"):
            record.action_check()

    def test_once_done_no_row_tells_who_it_is(self):
        record = self._persons(ZERAI, MORETTI, ["P0003", "Zerai", None])
        self.assertEqual(record.line_ids.mapped("action"), ["create", "create", "refuse"])
        done, refused = record.line_ids[:2], record.line_ids[2]
        said = self._said(done) + self._said(record.sheet_ids) + self._said(record.column_ids)
        for secret in SECRETS:
            self.assertNotIn(secret, said)
        self.assertIn("P0001", said)
        self.assertEqual(done[0].raw[9], "12/03/2025", "what tells nothing stays")
        self.assertIn("Zerai", refused.raw, "what is to be mended stays")
        self.assertFalse(record.file)
        self.assertFalse(self._attachments(record))

    def test_the_refused_row_is_given_back_and_goes_with_the_undo(self):
        record = self._persons(ZERAI, ["P0003", "Tesfay", None])
        stream = io.BytesIO()
        record._write_refused(stream)
        rows = [
            [cell.value for cell in row]
            for sheet in openpyxl.load_workbook(stream).worksheets
            for row in sheet.iter_rows()
        ]
        text = str(rows)
        self.assertIn("Tesfay", text)
        self.assertNotIn("Selamawit", text)
        self._undo(record)
        self.assertNotIn("Tesfay", self._said(record.line_ids))

    def test_a_blanked_row_with_remarks_is_not_given_back(self):
        unknown = [*ZERAI[:8], "Nessuno di noto", *ZERAI[9:]]
        record = self._workbook(Persone=[PERSONS, unknown, ["P0003", "Tesfay", None]])
        record.action_check()
        record._run()
        self.assertTrue(record.line_ids[0].remarks)
        sheet = record.sheet_ids
        self.assertEqual(sheet._lines_to_mend("remarks"), record.line_ids[0])
        record.action_import()
        record._run()
        self.assertFalse(sheet._lines_to_mend("remarks"), "its names are gone: it would be refused")
        self.assertEqual(sheet._lines_to_mend("refuse"), record.line_ids[1])

    def test_nothing_is_posted_and_codes_are_all_that_is_shown(self):
        record = self._persons()
        person = self._person()
        self.assertEqual(record.line_ids.name, "P0001")
        self.assertEqual(person.display_name, "P0001")
        said = self._said(person.message_ids) + self._said(person) + self._said(record)
        for secret in SECRETS:
            self.assertNotIn(secret, said)

    def test_the_log_names_nobody(self):
        with self.assertLogs("odoo.addons.employer_engagement", "DEBUG") as log:
            self._persons()
        for secret in SECRETS:
            self.assertNotIn(secret, "\n".join(log.output))

    def test_names_go_where_the_register_watches_them(self):
        self._persons()
        person = self._person()
        kinds = person.disclosure_ids.mapped(lambda row: (row.kind, row.user_id))
        manager = self.users["manager"]
        self.assertCountEqual(kinds, [("entered", manager), ("entered_protected", manager)])
        self.assertFalse(person.with_user(manager).can_open_identity, "importing entitles nobody")

    def test_a_forgotten_upload_can_be_deleted_by_the_privacy_officer(self):
        record = self._workbook(Persone=[PERSONS, ZERAI])
        record.with_user(self.users["privacy"]).unlink()
        self.assertFalse(self._attachments(record))
        imported = self._persons()
        with self.assertRaisesRegex(UserError, "Undo it first"):
            imported.with_user(self.users["privacy"]).unlink()

    def test_a_forgotten_upload_is_deleted_after_a_month(self):
        """Of persons alone, and only what was never imported."""
        checked = self._check_workbook(Persone=[PERSONS, ZERAI])
        recent = self._workbook(Persone=[PERSONS, ZERAI])
        companies = self._workbook(Aziende=[COMPANIES, ALFA])
        imported = self._persons(MORETTI)
        old = checked | companies | imported
        self.env.flush_all()
        for record, day in ((old, "2026-10-20"), (recent, "2026-10-22")):
            self.env.cr.execute(
                "UPDATE employer_import SET write_date = %s WHERE id IN %s", (day, record._ids)
            )
        self.env.invalidate_all()
        self.env["employer.import"]._gc_forgotten_uploads()
        self.assertFalse(checked.exists() or self._attachments(checked))
        self.assertEqual((recent | companies | imported).exists(), recent | companies | imported)

    def test_a_company_of_the_same_workbook_is_found_by_everybody(self):
        """Numbers of an import that others cannot read still link their own sheets."""
        self._persons(ZERAI, Aziende=[COMPANIES, ALFA])
        self.Import = self.Import.with_user(self.users["officer"])
        later = self._import_workbook(
            Contatti=[["Data", "Azienda n.", "Tipo", "Esito"], ["1/9/2026", 1, "tel", "risponde"]]
        )
        self.assertEqual(later.line_ids.action, "create", later.line_ids.reasons)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestImportPrivacyRoutes(PersonsCase, HttpCase):
    def test_the_download_routes_are_closed_to_others(self):
        record = self._check_workbook(Persone=[PERSONS, ZERAI, ["x"]])
        urls = (
            f"/employer_engagement/import/{record.id}/refused.xlsx",
            f"/web/content/employer.import/{record.id}/file",
        )
        for user, expected in ((self.users["manager"], 200), (self.manager_2, 404)):
            self.authenticate(user.login, user.login)
            for url in urls:
                self.assertEqual(self.url_open(url).status_code, expected, url)
