# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Hires of an office's list: contracts of one relation are one hire, credited once."""

from datetime import date, timedelta

from odoo.fields import Date
from odoo.tests import freeze_time, tagged

from .test_import_internships import ENDED, InternshipsCase
from .test_import_internships import changed as changed_internship

HIRES = ["N.", "Persona", "Azienda n.", "Data", "Contratto", "Scadenza", "da tirocinio n."]
FIRST = ["1 ", "P0001", 1, "2025-12-01", "tempo determinato", "31.05.26", 1]
HIRED = changed_internship(ENDED, outcome="assunto")


def changed(row, **cells):
    """Return a row with other cells."""
    names = ("number", "person", "company", "start", "family", "end", "internship")
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestImportHires(InternshipsCase):
    def _hires(self, *rows, internships=(HIRED,), **sheets):
        return self._import_workbook(
            **self._book(*internships, Assunzioni=[["ASSUNZIONI"], HIRES, *rows], **sheets)
        )

    def _made(self, *rows, **sheets):
        lines = self._rows(self._hires(*rows, **sheets), "hire")
        self.assertEqual(set(lines.mapped("action")), {"create"}, lines.mapped("reasons"))
        return self.env["employer.hire.contract"].browse(lines.mapped("res_id"))

    def test_a_row_becomes_a_hire_credited_to_its_internship(self):
        contract = self._made(FIRST)
        hire = contract.hire_id
        self.assertEqual(
            (hire.candidate_id.code, hire.employer_id.name, hire.start_date, hire.end_date),
            ("P0001", "Alfa Nuova S.r.l.", date(2025, 12, 1), date(2026, 5, 31)),
        )
        self.assertEqual((hire.contract_family, contract.kind), ("fixed_term", "first"))
        self.assertEqual(hire.origin, "internship_here")
        self.assertEqual(hire.internship_id.start_date, date(2025, 8, 22))
        self.assertFalse(hire.internship_choice_reason)
        self.assertEqual(hire.internship_id.outcome, "hired")
        self.assertEqual(hire.followup_ids.mapped("days"), [365])

    def test_contracts_of_one_relation_are_one_hire_whatever_their_order(self):
        """The 30th day after the last one belongs to it; the next test has one more."""
        cells = {"family": "tempo indeterminato", "end": None, "internship": None}
        second = changed(FIRST, number=2, start="2026-06-30", **cells)
        contracts = self._made(second, FIRST)
        self.assertEqual(len(contracts.hire_id), 1)
        self.assertEqual(contracts.mapped("kind"), ["rehire", "first"])
        self.assertEqual(contracts.hire_id.contract_family, "fixed_term")
        self.assertFalse(contracts.hire_id.end_date)

    def test_a_longer_gap_is_another_hire(self):
        second = changed(FIRST, number=2, start="2026-07-01", end=None, internship=None)
        contracts = self._made(FIRST, second)
        self.assertEqual(len(contracts.hire_id), 2)
        self.assertFalse(contracts[1].hire_id.internship_id, "credited once")

    def test_kinds_of_contract_follow_from_the_days(self):
        for days, family, kind in ((1, "tempo determinato", "extension"),
                                   (1, "tempo indeterminato", "transformation"),
                                   (30, "apprendistato", "rehire")):  # fmt: skip
            with self.subTest(kind=kind):
                start = Date.to_date("2026-05-31") + timedelta(days=days)
                second = changed(FIRST, number=2, start=str(start), end=None, family=family)
                contracts = self._made(FIRST, second)
                self.assertEqual((contracts[1].kind, len(contracts.hire_id)), (kind, 1))
                self._undo(self.env["employer.import"].search([], limit=1, order="id desc"))

    def test_other_people_and_companies_are_other_hires(self):
        contracts = self._made(
            FIRST,
            changed(FIRST, number=2, company=2, internship=None),
            changed(FIRST, number=3, person="P0002", internship=None),
        )
        self.assertEqual(len(contracts.hire_id), 3)
        self.assertEqual(
            contracts.hire_id.sorted("id").mapped("origin"),
            ["internship_here", "internship_elsewhere", "unknown"],
        )
        reasons = contracts.hire_id.mapped("internship_choice_reason")
        self.assertEqual(reasons, [False] * 3, "nobody chose")

    def test_two_rows_citing_one_internship(self):
        """The first is credited; of another company or much later, the second is not."""
        record = self._hires(
            changed(FIRST, end="2025-12-07"),
            changed(FIRST, number=2, start="2026-03-01"),
            changed(FIRST, number=3, company=2),
        )
        lines = self._rows(record, "hire")
        hires = self._facts(record, "hire").hire_id
        self.assertEqual(lines.mapped("action"), ["create"] * 3, lines.mapped("reasons"))
        self.assertEqual(len(hires), 3)
        self.assertEqual(len(hires.filtered("internship_id")), 1)
        self.assertFalse(lines[0].remarks)
        for line in lines[1:]:
            self.assertIn("named by row 3 already", line.remarks)

    def test_a_contract_that_goes_on_may_name_the_internship_again(self):
        record = self._hires(FIRST, changed(FIRST, number=2, start="2026-06-01", end=None))
        self.assertNotIn("named by", self._rows(record, "hire")[1].remarks)

    def test_the_internship_named_beats_the_last_one(self):
        later = changed_internship(
            HIRED, number=2, start="2025-11-24", planned="2026-02-23", last="2025-11-30",
            state="interrotto dall'azienda",
        )  # fmt: skip
        hire = self._made(FIRST, internships=(HIRED, later)).hire_id
        self.assertEqual(hire.internship_id.start_date, date(2025, 8, 22))
        self.assertIn("own list", hire.internship_choice_reason)

    def test_without_a_name_the_window_decides(self):
        """R12: credited on day 180, not on day 181."""
        end = Date.to_date("2025-11-21")
        for days, origin in ((180, "internship_here"), (181, "unknown")):
            with self.subTest(days=days):
                row = changed(FIRST, start=str(end + timedelta(days=days)), end=None,
                              internship=None)  # fmt: skip
                hire = self._made(row).hire_id
                self.assertEqual((hire.origin, bool(hire.internship_id)), (origin, days == 180))
                self._undo(self.env["employer.import"].search([], limit=1, order="id desc"))

    def test_an_internship_that_cannot_be_is_left_out(self):
        cancelled = changed_internship(HIRED, number=2, state="annullato", last=None)
        for cells, words in (
            ({"internship": 9}, "9 is not here"),
            ({"person": "P0002"}, "another person's"),
            ({"internship": 2}, "cancelled or began after"),
            ({"start": "2025-08-21"}, "cancelled or began after"),
        ):
            with self.subTest(words=words):
                record = self._hires(changed(FIRST, **cells), internships=(HIRED, cancelled))
                line = self._rows(record, "hire")
                self.assertEqual(line.action, "create", line.reasons)
                self.assertIn(words, line.remarks)
                self._undo(record)

    def test_what_is_missing_and_what_cannot_be(self):
        record = self._check_workbook(
            **self._book(
                HIRED,
                Assunzioni=[
                    HIRES,
                    changed(FIRST, end=None),
                    changed(FIRST, number=2, family="tempo indeterminato"),
                    changed(FIRST, number=3, end="30/11/2025"),
                    changed(FIRST, number=4, family="boh"),
                    changed(FIRST, number=5, start=None),
                ],
            )
        )
        lines = self._rows(record, "hire")
        self.assertIn("without its last day", lines[0].remarks)
        self.assertIn("open-ended contract with a last day", lines[1].remarks)
        self.assertIn("Last day of the contract lies before", lines[2].reasons)
        self.assertIn("not known. Write one of: tempo indeterminato", lines[3].reasons)
        self.assertIn("First day of the contract is empty", lines[4].reasons)

    def test_a_second_run_changes_nothing(self):
        rows = (FIRST, changed(FIRST, number=2, start="2026-06-01", end=None))
        self._hires(*rows)
        again = self._hires(*rows)
        self.assertEqual(set(again.line_ids.mapped("action")), {"unchanged"})
        self.assertEqual(self._person().hire_count, 1)

    def test_the_next_list_adds_a_contract(self):
        hire = self._made(FIRST).hire_id
        later = self._hires(FIRST, changed(FIRST, number=2, start="2026-06-01", end=None))
        self.assertEqual(hire.contract_count, 2)
        self._undo(later)
        self.assertEqual((hire.contract_count, hire.end_date), (1, date(2026, 5, 31)))

    def test_a_corrected_day_updates_and_goes_back(self):
        contract = self._made(FIRST)
        later = self._hires(changed(FIRST, end="30/06/2026"))
        self.assertEqual(self._rows(later, "hire").action, "update")
        self.assertEqual(contract.end_date, date(2026, 6, 30))
        self._undo(later)
        self.assertEqual(contract.end_date, date(2026, 5, 31))

    def test_undo_leaves_nothing_and_outcomes_as_they_were_told(self):
        names = ("employer.hire", "employer.hire.contract", "employer.internship",
                 "employer.followup", "employer.milestone", "employer.candidate",
                 "employer.organisation", "mail.message")  # fmt: skip
        before = {name: self.env[name].search_count([]) for name in names}
        record = self._hires(
            FIRST,
            changed(FIRST, number=2, start="2026-06-01", end=None),
            internships=(changed_internship(ENDED, outcome="non assunto"),),
        )
        self._undo(record)
        self.assertEqual(set(record.line_ids.mapped("status")), {"undone"})
        self.assertEqual({name: self.env[name].search_count([]) for name in names}, before)

    def test_undo_keeps_what_was_changed_or_built_upon(self):
        record = self._hires(
            FIRST,
            changed(FIRST, number=2, company=2, internship=None),
            changed(FIRST, number=3, person="P0002", internship=None),
        )
        lines = self._rows(record, "hire")
        first, second, third = self._facts(record, "hire").hire_id.sorted("id")
        first.known_from = "person"
        second.contract_ids = [(0, 0, {"start_date": "2026-06-01", "family": "open_ended"})]
        third.followup_ids[0].person_answer = "same_employer"
        self._undo(record)
        self.assertEqual(lines.mapped("status"), ["kept"] * 3)
        self.assertIn("Known from", lines[0].reasons)
        self.assertIn("Contract", lines[1].reasons)
        self.assertIn("Follow-up", lines[2].reasons)
        self.assertEqual(len((first | second | third).exists()), 3)
