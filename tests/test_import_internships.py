# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Internships of an office's list: their own days, what the rules would say, undone."""

import io
from datetime import date

import openpyxl

from odoo.tests import freeze_time, tagged

from odoo.addons.employer_engagement.models.common.employer_record_mixin import HISTORY

from .test_import_interactions import ALFA, BETA, COMPANIES
from .test_import_persons import changed as changed_person
from .test_import_privacy import MORETTI, PERSONS, ZERAI, PersonsCase

ABOVE = [None, None, None, None, "Periodo", None, None, "Esito", None]
INTERNSHIPS = [
    "N.", "Persona", "Azienda n.", "Indennità a carico", "Inizio", "Fine prevista",
    "Fine effettiva", "Stato", "Dopo il tirocinio",
]  # fmt: skip
ENDED = [
    "1 ", "P0001", 1, "Comune", "22.08.25", " 21-11-2025 ", "2025-11-21", "concluso",
    "non assunto",
]  # fmt: skip


def changed(row, **cells):
    """Return a row with other cells."""
    names = ("number", "person", "company", "payer", "start", "planned", "last", "state", "outcome")
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


@freeze_time("2026-11-20")
class InternshipsCase(PersonsCase):
    def _book(self, *rows, **sheets):
        title = [["TIROCINI 2025"], ABOVE, INTERNSHIPS] if rows else []
        return {
            "Tirocini": [*title, *rows],
            "Persone": [PERSONS, ZERAI, MORETTI],
            "Aziende": [COMPANIES, ALFA, BETA],
            **sheets,
        }

    def _internships(self, *rows, **sheets):
        return self._import_workbook(**self._book(*(rows or [ENDED]), **sheets))

    def _line(self, *rows, **sheets):
        return self._rows(self._internships(*rows, **sheets), "internship")[-1:]

    def _internship(self, *rows, **sheets):
        line = self._line(*rows, **sheets)
        self.assertEqual(line.action, "create", line.reasons)
        return self.env["employer.internship"].browse(line.res_id)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestImportInternships(InternshipsCase):
    def test_the_double_headings_are_understood(self):
        sheet = self._workbook(**self._book(ENDED)).sheet_ids.filtered(
            lambda sheet: sheet.name == "Tirocini"
        )
        self.assertEqual(sheet.target, "internship")
        self.assertEqual(
            sheet.column_ids.mapped("key"),
            [
                "number", "person_number", "employer_number", "payer", "internship_start",
                "planned_end", "internship_end", "internship_state", "internship_outcome",
            ],
        )  # fmt: skip

    def test_a_row_becomes_an_internship_with_its_own_days(self):
        internship = self._internship()
        city = self.env.ref("employer_engagement.employer_internship_scheme_city")
        self.assertEqual(
            (internship.candidate_id.code, internship.employer_id.name, internship.scheme_id),
            ("P0001", "Alfa Nuova S.r.l.", city),
        )
        self.assertEqual(
            (internship.start_date, internship.planned_end_date, internship.actual_end_date),
            (date(2025, 8, 22), date(2025, 11, 21), date(2025, 11, 21)),
        )
        self.assertEqual(
            (internship.state, internship.end_kind, internship.outcome, internship.months),
            ("ended", "term", "not_hired", 3),
        )
        self.assertIn("office's own list", internship.no_candidacy_reason)
        self.assertEqual(
            [(str(one.date), one.milestone) for one in internship.milestone_ids.sorted("date")],
            [("2025-08-22", "running"), ("2025-11-21", "ended")],
        )
        self.assertEqual(
            internship.followup_ids.mapped("due_date"), [date(2026, 11, 21)], "nothing that is past"
        )
        self.assertFalse(internship.activity_ids)

    def test_the_title_proposes_the_occupation(self):
        """Where the sheet has the job; what an officer corrects stays when it comes again."""

        def book(*jobs):
            rows = [
                [*changed(ENDED, number=number, start=f"{number}.08.25"), job]
                for number, job in enumerate(jobs, 1)
            ]
            title = [["TIROCINI 2025"], [*ABOVE, None], [*INTERNSHIPS, "Mansione"]]
            return {**self._book(), "Tirocini": [*title, *rows]}

        sheets = book("lavapiatti", "factotum", "donna delle pulizie", None)
        lines = self._rows(self._import_workbook(**sheets), "internship")
        washer, unclear, cleaner, silent = self.env["employer.internship"].browse(
            lines.mapped("res_id")
        )
        self.assertEqual((washer.occupation_id.code, washer.tasks), ("9412", "lavapiatti"))
        self.assertEqual((unclear.occupation_id.code, unclear.tasks), (False, "factotum"))
        self.assertFalse(cleaner.tasks or silent.tasks or silent.occupation_id)
        self.assertEqual(
            ["Occupation" in (line.remarks or "") for line in lines], [False, True, True, False]
        )
        self.assertIn("donna delle pulizie", lines[2].remarks)
        washer.occupation_id = self.env.ref("employer_engagement.employer_occupation_7531")
        self._import_workbook(**sheets)
        self.assertEqual(washer.occupation_id.code, "7531")

    def test_states_and_ends(self):
        for said, state, end_kind in (
            ("concluso", "ended", "term"),
            ("interrotto dalla persona", "ended", "early_person"),
            ("Interrotto dall’azienda", "ended", "early_company"),
            ("assunto prima", "ended", "early_hired"),
            ("annullato", "cancelled", False),
        ):
            with self.subTest(said=said):
                row = changed(ENDED, state=said, number=None, company=2)
                internship = self._internship(row)
                self.assertEqual((internship.state, internship.end_kind), (state, end_kind))
                self._undo(self.env["employer.import"].search([], limit=1, order="id desc"))

    def test_what_cannot_be_refuses_the_row(self):
        for cells, words in (
            ({"person": "P0009"}, "P0009 is in no sheet"),
            ({"person": None}, "Code of the person is empty"),
            ({"company": 9}, "Number of the company 9 is in no sheet"),
            ({"start": None}, "First day of the internship is empty"),
            ({"start": "31/06/2025"}, "no such day"),
            ({"planned": "21/08/2025"}, "Planned end lies before"),
            ({"last": "21/08/2025"}, "Last day of the internship lies before"),
            ({"last": None}, "its last day is missing"),
            ({"last": "21/11/2026"}, "lies in the future"),
            ({"state": "in corso"}, "going on and to have ended"),
            ({"state": "boh"}, "not known. Write one of: concluso"),
            ({"payer": "Regione"}, "not known. Write one of: Comune"),
            ({"start": "21/11/2026", "planned": "2026-12-20", "last": None, "state": "in corso"},
             "lies in the future"),
        ):  # fmt: skip
            with self.subTest(words=words):
                line = self._rows(
                    self._check_workbook(**self._book(changed(ENDED, **cells))), "internship"
                )
                self.assertEqual(line.action, "refuse")
                self.assertIn(words, line.reasons)

    def test_a_last_day_that_cannot_be_is_told_once(self):
        row = changed(ENDED, last="31/02/2025")
        line = self._rows(self._check_workbook(**self._book(row)), "internship")
        self.assertEqual(len(line.reasons.splitlines()), 1, line.reasons)
        self.assertIn("no such day", line.reasons)

    def test_a_refused_person_refuses_the_internship(self):
        sheets = {"Persone": [PERSONS, changed_person(ZERAI, nato="31/02/1990")]}
        line = self._line(ENDED, **sheets)
        self.assertEqual(line.action, "refuse")
        self.assertIn("its row was refused", line.reasons)

    def test_the_mended_rows_are_read_as_before(self):
        record = self._internships(changed(ENDED, last="31/02/2025"))
        stream = io.BytesIO()
        record._write_refused(stream)
        sheet = openpyxl.load_workbook(stream)["Refused Tirocini"]
        headings, row = map(list, sheet.iter_rows(values_only=True))
        self.assertNotIn("Esito Stato", headings)
        row[headings.index("Periodo Fine effettiva")] = "21/11/2025"
        again = self._check_workbook(**{"Refused Tirocini": [headings, row]})
        self.assertEqual(self._rows(again, "internship").action, "create")

    def test_what_the_rules_would_have_said(self):
        ok = "2026-01-02"
        for cells, words in (
            ({}, "R6: no agreement"),
            ({"start": "03/03/2025"}, "taken in charge on 03/12/2025, after the first day"),
            ({"planned": "2026-03-21", "last": "2026-03-21"}, "R1: "),
            ({"start": ok, "planned": "2026-04-01", "last": None, "state": "in corso"},
             "Still going on, though planned until"),
            ({"last": "2025-11-22"}, "the extension is missing"),
            ({"last": "2025-11-20"}, "before the planned end"),
        ):  # fmt: skip
            with self.subTest(words=words):
                lines = self._rows(
                    self._check_workbook(**self._book(changed(ENDED, **cells))), "internship"
                )
                self.assertEqual(lines.action, "create")
                self.assertIn(words, lines.remarks)

    def test_nothing_is_remarked_where_nothing_is_wrong(self):
        """Entered that very day, six months of the city at most, ended as planned."""
        self._agreement_of("2025-03-12", "2025-09-11")
        row = changed(ENDED, start="12/03/2025", planned="11/09/2025", last="11/09/2025")
        record = self._internships(row)
        self.assertFalse(self._rows(record, "internship").remarks)

    def _agreement_of(self, start, end, **vals):
        """Return an agreement of the first company, which an earlier list brought."""
        self._import_workbook(Aziende=[COMPANIES, ALFA, BETA])
        employer = self.Organisation.search([("name", "=", "Alfa Nuova S.r.l.")])
        return self._agreement(
            employer_id=employer.id, start_date=start, end_date=end, state="expired", **vals
        )

    def test_the_agreement_in_force_is_proposed_though_it_expired_since(self):
        agreement = self._agreement_of("2025-08-22", "2025-12-31")
        line = self._line()
        internship = self.env["employer.internship"].browse(line.res_id)
        self.assertEqual(internship.agreement_id, agreement)
        self.assertNotIn("R6", line.remarks or "")

    def test_no_agreement_a_day_before_it_or_after(self):
        for start, end in (("2025-08-23", "2025-12-31"), ("2025-01-01", "2025-08-21")):
            with self.subTest(start=start):
                agreement = self._agreement_of(start, end)
                line = self._line(changed(ENDED, number=None))
                self.assertIn("R6", line.remarks)
                self.assertFalse(self.env["employer.internship"].browse(line.res_id).agreement_id)
                self._undo(line.import_id)
                agreement.sudo().with_context(**HISTORY).unlink()

    def test_two_at_once_are_remarked(self):
        """R8 counts days in common; one that begins the day after the other ended has none."""
        second = changed(ENDED, number=2, company=2, planned="2026-02-20", last="2026-02-20")
        line = self._line(ENDED, changed(second, start="2025-11-21"))
        self.assertIn("R8: at the same time as row 4", line.remarks)
        first = changed(ENDED, number=5, person="P0002")
        line = self._line(first, changed(second, number=6, person="P0002", start="2025-11-22"))
        self.assertNotIn("R8", line.remarks)
        third = changed(ENDED, number=3, company=2, start="2025-09-01", state="annullato")
        self.assertNotIn("R8", self._line(third).remarks or "")

    def test_running_ones_wait_for_their_end(self):
        row = changed(ENDED, start="1/6/2026", planned="31/8/2026", last=None, state="in corso")
        internship = self._internship(row)
        self.assertEqual(internship.state, "running")
        rows = self.env["employer.today"].search([("res_model", "=", internship._name)])
        mine = rows.filtered(lambda one: one.res_id == internship.id)
        self.assertEqual(mine.mapped("kind"), ["internship_end"])

    def test_a_second_run_changes_nothing(self):
        self._internships()
        again = self._internships()
        self.assertEqual(set(again.line_ids.mapped("action")), {"unchanged"})
        self.assertEqual(self._person().internship_count, 1)

    def test_without_a_number_person_company_and_day_tell(self):
        self._internships()
        again = self._internships(changed(ENDED, number=None))
        self.assertEqual(self._rows(again, "internship").action, "unchanged")

    def test_a_number_used_again_for_another_person_is_another_internship(self):
        self._internships()
        line = self._line(changed(ENDED, person="P0002"))
        self.assertEqual(line.action, "create")

    def test_a_corrected_end_updates_and_goes_back(self):
        internship = self._internship()
        row = changed(ENDED, last="20/11/2025", state="interrotto dalla persona")
        line = self._line(row)
        self.assertEqual(line.action, "update")
        self.assertEqual(
            (internship.actual_end_date, internship.end_kind), (date(2025, 11, 20), "early_person")
        )
        ends = internship.milestone_ids.filtered(lambda one: one.milestone == "ended")
        self.assertEqual([str(one.date) for one in ends if not one.cancelled_at], ["2025-11-20"])
        self._undo(line.import_id)
        self.assertEqual(
            (internship.actual_end_date, internship.end_kind), (date(2025, 11, 21), "term")
        )

    def test_what_was_going_on_ends_with_the_next_list(self):
        running = changed(
            ENDED, start="1/6/2026", planned="31/8/2026", last=None, state="in corso", outcome=None
        )
        internship = self._internship(running)
        self._line(changed(running, last="31/8/2026", state="concluso", outcome="assunto"))
        self.assertEqual(
            (internship.state, internship.end_kind, internship.outcome), ("ended", "term", "hired")
        )

    def test_undo_takes_it_back_and_keeps_what_was_built_upon(self):
        names = ("employer.internship", "employer.milestone", "employer.candidate", "res.partner")
        before = {name: self.env[name].search_count([]) for name in names}
        record = self._internships(ENDED, changed(ENDED, number=2, person="P0002"))
        self._undo(record)
        self.assertEqual({name: self.env[name].search_count([]) for name in names}, before)
        self.assertEqual(set(record.line_ids.mapped("status")), {"undone"})
        record = self._internships(ENDED, changed(ENDED, number=2, person="P0002"))
        lines = self._rows(record, "internship")
        kept = self.env["employer.internship"].browse(lines[0].res_id)
        kept.tasks = "Kitchen"
        self._undo(record)
        self.assertTrue(kept.exists())
        self.assertEqual(lines.mapped("status"), ["kept", "undone"])
        self.assertIn("Tasks", lines[0].reasons)
        persons = self._rows(record, "candidate")
        self.assertEqual(persons.mapped("status"), ["kept", "undone"])
        self.assertIn("Internship", persons[0].reasons)

    def test_an_answered_follow_up_keeps_it(self):
        row = changed(ENDED, start="1/8/2026", planned="31/10/2026", last="31/10/2026")
        record = self._internships(row)
        internship = self._facts(record, "internship")
        self.assertEqual(internship.followup_ids.mapped("days"), [30, 90, 180, 365])
        internship.followup_ids[0].company_answer = "not_reached"
        self._undo(record)
        self.assertIn("Follow-up", self._rows(record, "internship").reasons)

    def test_internships_are_still_not_deleted_by_hand(self):
        internship = self._internship()
        manager = internship.with_user(self.users["manager"])
        with self.refused_delete():
            manager.with_context(employer_history=True).unlink()

    def refused_delete(self):
        return self.assertRaisesRegex(Exception, "counts in the figures|not allowed")
