# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Persons of an office's list: codes kept, doubles refused, gaps filled, undone."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .test_import_privacy import MORETTI, PERSONS, ZERAI, PersonsCase


def changed(row, **cells):
    """Return a row with other cells, named by their heading's first word in small letters."""
    names = [heading.split("/")[0].split()[0].lower() for heading in PERSONS]
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestImportPersons(PersonsCase):
    def _row(self, model, person):
        return self.env[f"employer.candidate.{model}"].search([("candidate_id", "=", person.id)])

    def _reasons(self, *rows):
        record = self._persons(*rows)
        return record.line_ids[-1].reasons or ""

    def test_a_row_becomes_a_person_under_the_offices_code(self):
        record = self._persons()
        person = self._person()
        self.assertEqual(record.line_ids.mapped("action"), ["create"])
        identity, protected = (self._row(model, person) for model in ("identity", "protected"))
        self.assertEqual(
            (identity.last_name, identity.first_name, identity.birth_date, identity.phone),
            ("Zerai", "Selamawit", date(1994, 6, 26), "3582422833"),
        )
        self.assertEqual(
            (protected.gender, protected.citizenship_id.code, protected.source),
            ("f", "ER", "social_services"),
        )
        self.assertEqual(person.entered_date, date(2025, 3, 12))
        self.assertEqual(person.participation_ids.programme_id.ids, [])
        self.assertEqual(person.state, "ready")

    def test_the_tutor_is_a_colleague_and_gives_the_team(self):
        tutor = self.users["tutor"]
        tutor.name = "Anna Rossi"
        self._persons()
        person = self._person()
        self.assertEqual((person.tutor_id, person.team_id), (tutor, self.team))

    def test_without_a_colleague_nobody_is_the_tutor(self):
        record = self._persons()
        self.assertFalse(self._person().tutor_id)
        self.assertIn("Rossi A", record.unknown_colleagues)

    def test_who_sent_the_person(self):
        partner = self._employer("Soleterre ONLUS", is_partner_organisation=True)
        record = self._persons(
            changed(ZERAI, inviato="Soleterre Onlus"),
            changed(MORETTI, inviato="Croce Rossa"),
            changed(MORETTI, codice="P3", nome="Ada", inviato="autonomo"),
        )
        persons = [self._person(code) for code in ("P0001", "P0002", "P3")]
        rows = [self._row("protected", person) for person in persons]
        self.assertEqual([row.source for row in rows], ["partner", "other", "self"])
        self.assertEqual(persons[0].referrer_id, partner)
        self.assertEqual(rows[1].source_name, "Croce Rossa")
        self.assertIn("Croce Rossa", record.line_ids[1].remarks)

    def test_what_cannot_be_read_refuses_the_row(self):
        for cells, words in (
            ({"codice": "Zerai"}, "no code"),
            ({"codice": None}, "Number in the office's list: missing"),
            ({"cognome": None}, "Last name: missing"),
            ({"nato": "31/02/1990"}, "Birth date: there is no such day"),
            ({"preso": "21/11/2026"}, "still to come"),
            ({"c.f.": "RSSMRA80A01H501X"}, "Fiscal code: the last character"),
        ):
            with self.subTest(words=words):
                self.assertIn(words, self._reasons(changed(ZERAI, **cells)))

    def test_taken_in_charge_today_and_unknown(self):
        self._persons(changed(ZERAI, preso="20/11/2026"), changed(MORETTI, preso=None))
        self.assertEqual(self._person().entered_date, date(2026, 11, 20))
        self.assertFalse(self._person("P0002").participation_ids)

    # ---- who is known already

    def test_a_second_run_changes_nothing(self):
        self._persons(ZERAI, MORETTI)
        again = self._persons(ZERAI, MORETTI)
        self.assertEqual(again.line_ids.mapped("action"), ["unchanged", "unchanged"])
        self.assertEqual(self.Person.search_count([("code", "=like", "P000_")]), 2)
        self.assertNotIn("Selamawit", self._said(again.line_ids))

    def test_a_code_given_by_hand_is_somebody_elses(self):
        self.Person.create({"code": "P0001"})
        self.assertIn("did not come with a list", self._reasons(ZERAI))

    def test_a_code_of_another_office_is_free(self):
        self.Person.create({"code": "P0001", "company_id": self.other_office.id, "team_id": False})
        self.assertEqual(self._persons().line_ids.action, "create")

    def test_a_code_used_again_for_somebody_else(self):
        """One of name, surname and birth date may be corrected; two make another person."""
        self._persons()
        other = changed(ZERAI, cognome="Tesfay", nome="Abel")
        self.assertIn("another person here", self._reasons(other))
        record = self._persons(changed(ZERAI, cognome="Zeray"))
        self.assertEqual(record.line_ids.action, "unchanged")
        self.assertEqual(self._row("identity", self._person()).last_name, "Zerai")
        self.assertIn("Last name: not what is kept", record.line_ids.remarks)
        self.assertNotIn("Zerai", record.line_ids.remarks)

    def test_the_same_person_under_another_code(self):
        self._persons()
        twin = changed(MORETTI, cognome="SELAMAWIT", nome="zerai", nato="1994-06-26")
        self.assertIn("as P0001 here", self._reasons(twin))
        self.assertEqual(self._persons(changed(twin, nato="1994-06-27")).line_ids.action, "create")

    def test_somebody_of_another_team_is_not_named(self):
        person = self.Person.create({"tutor_id": self.users["tutor"].id, "team_id": self.team.id})
        who = {"last_name": "Zerai", "first_name": "Selamawit", "birth_date": "1994-06-26"}
        self.env["employer.candidate.identity"].create({"candidate_id": person.id, **who})
        reasons = self._reasons(ZERAI)
        self.assertIn("privacy officer", reasons)
        self.assertNotIn(person.code, reasons)

    def test_twice_in_the_file(self):
        self.assertIn("as row 2", self._reasons(ZERAI, changed(ZERAI, codice="P0009")))
        self.assertIn("row 2", self._reasons(MORETTI, changed(MORETTI, nome="Ada", nato=None)))

    def test_a_fiscal_code_of_somebody_known(self):
        code = "RSSMRA80A01H501U"
        self._persons(changed(ZERAI, **{"c.f.": code}))
        self.assertIn("as P0001", self._reasons(changed(MORETTI, **{"c.f.": code.lower()})))

    # ---- a corrected file

    def test_a_corrected_day_updates_and_goes_back(self):
        self._persons()
        record = self._persons(changed(ZERAI, preso="13/03/2025"))
        self.assertEqual(record.line_ids.action, "update")
        self.assertIn("Taken in charge on", record.line_ids.changes)
        self.assertEqual(self._person().entered_date, date(2025, 3, 13))
        self._undo(record)
        self.assertEqual(self._person().entered_date, date(2025, 3, 12))

    def test_gaps_of_who_it_is_are_filled_and_emptied_again(self):
        first = self._persons(changed(ZERAI, telefono=None, cittadinanza=None))
        record = self._persons()
        person = self._person()
        self.assertEqual(record.line_ids.action, "update")
        self.assertEqual(record.line_ids.changes, "Filled in: Phone, Citizenship.")
        self.assertEqual(self._row("identity", person).phone, "3582422833")
        self.assertEqual(self._row("protected", person).citizenship_id.code, "ER")
        self.assertNotIn("3582422833", self._said(record.line_ids))
        self._undo(record)
        self.assertFalse(self._row("identity", person).phone)
        self.assertFalse(self._row("protected", person).citizenship_id)
        self.assertEqual(self._row("identity", person).last_name, "Zerai")
        self._undo(first)
        self.assertFalse(person.exists())

    def test_a_gap_filled_and_corrected_since_stays(self):
        self._persons(changed(ZERAI, telefono=None))
        record = self._persons()
        identity = self._row("identity", self._person())
        identity.phone = "02 1234567"
        self._undo(record)
        self.assertEqual(identity.phone, "02 1234567")
        self.assertEqual(record.line_ids.status, "kept")

    def test_what_is_kept_is_never_overwritten(self):
        self._persons()
        identity = self._row("identity", self._person())
        identity.phone = "02 1234567"
        record = self._persons()
        self.assertEqual(record.on_difference, "replace")
        self.assertEqual(identity.phone, "02 1234567")
        self.assertIn("Phone: not what is kept", record.line_ids.remarks)

    # ---- undo

    def test_undo_leaves_nothing_of_them(self):
        models = ("", ".identity", ".protected")
        names = [f"employer.candidate{name}" for name in models] + [
            "employer.participation", "employer.disclosure", "mail.message", "res.partner",
        ]  # fmt: skip
        before = {name: self.env[name].search_count([]) for name in names}
        record = self._persons(ZERAI, MORETTI)
        self._undo(record)
        self.assertEqual(record.line_ids.mapped("status"), ["undone", "undone"])
        self.assertEqual({name: self.env[name].search_count([]) for name in names}, before)

    def test_undo_keeps_who_was_worked_with(self):
        rows = [changed(MORETTI, codice=f"P{n}", nome=f"Ada{n}") for n in range(1, 6)]
        record = self._persons(*rows)
        built, corrected, opened, left, untouched = (self._person(f"P{n}") for n in range(1, 6))
        self.env["employer.service"].create({"candidate_id": built.id, "kind": "matching"})
        self._row("identity", corrected).phone = "02 1234567"
        self.env["employer.disclosure"]._log(opened, "opened")
        left.participation_ids.write({"left_date": "2026-01-02", "left_reason": "moved"})
        self._undo(record)
        self.assertFalse(untouched.exists())
        persons = built | corrected | opened | left
        self.assertEqual(persons.exists(), persons)
        reasons = record.line_ids.mapped("reasons")
        for words, said in zip(
            ("Service", "Personal data", "Disclosure", "Personal data"), reasons, strict=False
        ):
            self.assertIn(words, said)
        self.assertFalse(reasons[4])

    def test_undone_persons_can_come_again(self):
        self._undo(self._persons())
        self.assertEqual(self._persons().line_ids.action, "create")

    def test_the_refused_row_mended_comes_in(self):
        record = self._persons(ZERAI, changed(MORETTI, nato="31/02/1991"))
        self.assertEqual(record.refuse_count, 1)
        columns, rows = record.sheet_ids._mend_table(record.line_ids[1], "reasons")
        rows[0][5] = "24/05/1991"
        mended = self._import_workbook(Persone=[[column.label for column in columns], *rows])
        self.assertEqual(mended.line_ids.action, "create", mended.line_ids.reasons)
        self.assertEqual(self._person("P0002").state, "ready")

    def test_persons_are_still_not_deleted_by_hand(self):
        self._persons()
        with self.assertRaises(UserError):
            self._person().with_context(employer_history=True).sudo(False).unlink()
