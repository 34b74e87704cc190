# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .test_import_interactions import ALFA, BETA, CALL, COMPANIES, CONTACTS
from .test_import_internships import ENDED, INTERNSHIPS, InternshipsCase, changed
from .test_import_persons import changed as changed_person
from .test_import_privacy import PERSONS, ZERAI

RUNNING = changed(ENDED, start="01/10/2026", planned="31/12/2026", last=None, state="in corso")


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestImportReview(InternshipsCase):
    """Ways a reviewer found to use the import as a way around rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.manager = cls.users["manager"]

    def _as(self, user):
        self.Import = self.env["employer.import"].with_user(user)

    # ---- names

    def test_an_officer_gets_no_name_by_a_running_internship_of_a_list(self):
        """Who may open a name follows from running internships of one's own employers."""
        self._persons(Aziende=[COMPANIES, ALFA])
        person = self._person().with_user(self.officer)
        self.env["employer.organisation"].search(
            [("name", "=", "Alfa Nuova S.r.l.")]
        ).user_id = self.officer
        with self.assertRaises(AccessError):
            person.action_open_identity()
        self._as(self.officer)
        record = self._workbook(Tirocini=[INTERNSHIPS, RUNNING], Aziende=[COMPANIES, ALFA])
        sheet = record.sheet_ids.filtered(lambda one: one.name == "Tirocini")
        self.assertFalse(sheet.target)
        for kind in ("internship", "hire"):
            with self.assertRaises(AccessError):
                sheet.target = kind
        record.action_check()
        record._run().action_import()
        record._run()
        with self.assertRaises(AccessError):
            person.action_open_identity()

    def test_a_manager_still_imports_internships_and_hires(self):
        self._as(self.manager)
        self.assertEqual(self._internship(RUNNING).state, "running")

    def test_a_dry_run_does_not_guess_protected_data(self):
        """One column of guesses for all codes would tell the gender of everybody."""
        self._persons()
        self._as(self.manager_2)
        said = set()
        for gender, country in (("F", "Eritrea"), ("M", "Eritrea"), ("F", "Italia")):
            row = changed_person(
                ZERAI, nato=None, telefono=None, sesso=gender, cittadinanza=country
            )
            line = self._check_workbook(Persone=[PERSONS, row]).line_ids
            said.add((line.action, line.remarks, line.changes, line.reasons))
        self.assertEqual(said, {("unchanged", False, False, False)})

    def test_full_names_in_any_sheet_are_its_importers_alone(self):
        self._as(self.manager)
        record = self._workbook(
            Tirocini=[[*INTERNSHIPS, "Nominativo"], [*RUNNING, "Zerai Selamawit"]]
        )
        self.assertTrue(record.holds_persons)
        self.assertFalse(record.with_user(self.officer).has_access("read"))
        self.assertFalse(any(record.column_ids.mapped("sample")))
        companies = self._workbook(Aziende=[[*COMPANIES, "Nome e cognome"], [*ALFA, "Anna Verdi"]])
        self.assertFalse(companies.holds_persons)
        self.assertTrue(companies.with_user(self.officer).has_access("read"))

    def test_another_file_is_of_who_uploaded_it(self):
        """The record rules of an import that names persons rest on it."""
        self._as(self.officer)
        record = self._workbook(Aziende=[COMPANIES, ALFA])
        self._as(self.manager)
        names = self._workbook(Persone=[PERSONS, ZERAI]).with_context(bin_size=False)
        record.with_user(self.manager).file = names.file
        self.assertTrue(record.sudo().holds_persons)
        self.assertFalse(record.with_user(self.officer).has_access("read"))
        self.assertTrue(record.with_user(self.manager).has_access("write"))

    # ---- what a client says along with a call

    def test_the_context_of_a_call_writes_no_rows(self):
        """Rows decide what an undo deletes and which record a number means."""
        person = self.Person.create({})
        self._as(self.officer)
        record = self._workbook(Aziende=[COMPANIES, ALFA])
        record.with_context(
            default_status="done",
            default_action="create",
            default_res_model="employer.candidate",
            default_res_id=person.id,
            default_values={"code": person.code},
        ).action_check()
        line = record.line_ids
        self.assertEqual((line.status, line.action, line.res_id), ("new", False, 0))

    def test_the_context_of_a_call_fills_no_facts(self):
        self._as(self.officer)
        record = self._workbook(Aziende=[COMPANIES, ALFA], Contatti=[CONTACTS, CALL])
        record.action_check()
        record._run().action_import()
        noise = {"default_minutes": 600, "default_direction": "in"}
        record.with_context(**noise)._run()
        contact = self._facts(record, "interaction")
        self.assertTrue(contact)
        self.assertEqual((contact.minutes, contact.direction), (0, "out"))

    def test_nobody_says_it_is_history_but_the_import(self):
        """Also where the server goes on in sudo with the context of a client's call."""
        internship = self._internship()
        claim = internship.with_user(self.manager).with_context(employer_history=True).sudo()
        with self.assertRaises(UserError):
            claim.unlink()
        self.assertFalse(claim._is_history())

    # ---- what became of an import

    def test_sheets_of_an_import_stay_as_they_were_imported(self):
        """An undo goes by the kind of each sheet and by its rows."""
        self._as(self.officer)
        record = self._import_workbook(Aziende=[COMPANIES, ALFA])
        sheet = record.sheet_ids
        for change in (
            lambda: sheet.write({"target": "interaction"}),
            lambda: sheet.column_ids[0].write({"key": False}),
            lambda: record.write({"sheet_ids": [Command.delete(sheet.id)]}),
            sheet.unlink,
            sheet.column_ids.unlink,
        ):
            with self.assertRaises(UserError):
                change()
        self._undo(record)
        self.assertEqual(record.line_ids.status, "undone")
        record.unlink()
        self.assertFalse(sheet.exists())

    def test_sheets_may_be_chosen_until_then(self):
        self._as(self.officer)
        record = self._check_workbook(Aziende=[COMPANIES, ALFA], Altro=[COMPANIES, BETA])
        record.sheet_ids[0].target = False
        record.sheet_ids[1].column_ids[0].key = False
        record.sheet_ids[0].unlink()
        self.assertEqual(len(record.sheet_ids), 1)

    def test_an_officer_takes_no_internships_back(self):
        """A list of internships by code alone is seen by all: undone by who may import it."""
        self._persons(Aziende=[COMPANIES, ALFA])
        self._as(self.manager)
        record = self._check_workbook(Tirocini=[INTERNSHIPS, ENDED], Aziende=[COMPANIES, ALFA])
        theirs = record.with_user(self.officer)
        self.assertFalse(record.holds_persons)
        with self.assertRaises(AccessError):
            theirs.action_import()
        record.action_import()
        record._run()
        internship = self._facts(record, "internship")
        with self.assertRaises(AccessError):
            theirs.action_undo()
        self.assertTrue(internship.exists())
        self._undo(record)
        self.assertFalse(internship.exists())

    # ---- people of other offices

    def test_officers_of_a_list_are_of_the_office(self):
        self._as(self.officer)
        record = self._check_workbook(Aziende=[COMPANIES, ALFA])
        colleague = record.colleague_ids[:1]
        for user in (self.other_officer, self.stranger):
            with self.assertRaises(ValidationError):
                colleague.user_id = user
            with self.assertRaises(ValidationError):
                record.owner_id = user
        colleague.user_id = record.owner_id = self.officer_2
        self.assertEqual(record.owner_id, self.officer_2)
