# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import fields, models
from odoo.tools import format_date

from ..models.agreements.employer_agreement import FORCE_STATES

#: A row that goes on has no last day yet.
NO_END = "9999-12-31"


class EmployerImportInternship(models.AbstractModel):
    """What the rules would have said of an internship of the past: remarked, never in the way.

    Other rows of the file count as the records they will become.
    """

    _inherit = "employer.import.internship"

    def _remark_rules(self, record, rows):
        agreements = self._agreements(record, rows)
        entered = self._entered_days(rows)
        others = self._other_internships(record, rows)
        types = self.env["employer.agreement.type"].search([("allows_internship", "=", True)])
        for line, row in rows.items():
            values = row.values
            if values["state"] != "cancelled":
                row.remarks += [
                    *self._agreement_remarks(values, agreements, types),
                    *self._entered_remarks(values, entered),
                    *self._overlap_remarks(line, values, others),
                ]
            row.remarks += [*self._length_remarks(values), *self._end_remarks(values)]

    # ---- R6: the agreement

    def _agreements(self, record, rows):
        """Return {company: [(first day, last day, type id)]} of agreements here and in the file."""
        found = defaultdict(list)
        sheets = record.sheet_ids.filtered(lambda sheet: sheet.target == "agreement")
        for line in sheets.line_ids.filtered(lambda line: line.action != "refuse" and line.values):
            values = line.values
            days = (values.get("start_date"), values.get("end_date"))
            found[reference(values.get("employer_id"))].append(
                (*days, values.get("agreement_type_id"))
            )
        employers = [row.values["employer_id"] for row in rows.values()]
        agreements = self.env["employer.agreement"].search_fetch(
            [
                ("employer_id", "in", [one for one in employers if isinstance(one, int)]),
                ("state", "in", FORCE_STATES),
            ],
            ["employer_id", "start_date", "end_date", "termination_date", "agreement_type_id"],
        )
        for agreement in agreements:
            days = (str(agreement.start_date), str(agreement._last_day()))
            found[agreement.employer_id.id].append((*days, agreement.agreement_type_id.id))
        return found

    def _agreement_remarks(self, values, agreements, types):
        scheme = self.env["employer.internship.scheme"].browse(values["scheme_id"])
        types = scheme.agreement_type_ids or types
        covered = any(
            first and last and first <= values["start_date"] <= last and kind in types.ids
            for first, last, kind in agreements[reference(values["employer_id"])]
        )
        if covered or not scheme.requires_agreement:
            return []
        return [
            self.env._(
                "R6: no agreement on internships in force on %s.",
                self._day(values["start_date"]),
            )
        ]

    # ---- the person

    def _entered_days(self, rows):
        """Return {person: day taken in charge}, of persons here and in the file."""
        people = [row.values["candidate_id"] for row in rows.values()]
        lines = self.env["employer.import.line"].browse(
            {one["line"] for one in people if isinstance(one, dict)}
        )
        persons = self.env["employer.candidate"].browse(
            {one for one in people if isinstance(one, int)}
        )
        return {
            **{person.id: str(person.entered_date or "") for person in persons},
            **{("line", line.id): line.values.get("entered_date") for line in lines},
        }

    def _entered_remarks(self, values, entered):
        day = entered.get(reference(values["candidate_id"]))
        if not day or day <= values["start_date"]:
            return []
        return [
            self.env._(
                "The person was taken in charge on %(day)s, after the first day %(start)s.",
                day=self._day(day),
                start=self._day(values["start_date"]),
            )
        ]

    # ---- R8: two at once

    def _other_internships(self, record, rows):
        """Return {person: [(first day, last day, company, name)]}, here and in the file."""
        others = defaultdict(list)
        sheets = record.sheet_ids.filtered(lambda sheet: sheet.target == "internship")
        lines = sheets.line_ids.filtered(
            lambda line: line.status != "new" and line.action != "refuse" and line.values
        )
        for line in lines:
            self._add_period(others, line, line.values)
        people = [row.values["candidate_id"] for row in rows.values()]
        internships = self.env["employer.internship"].search_fetch(
            [
                ("candidate_id", "in", [one for one in people if isinstance(one, int)]),
                ("state", "in", ("running", "suspended", "ended")),
            ],
            ["name", "candidate_id", "employer_id", "start_date", "actual_end_date"],
        )
        for internship in internships:
            last = internship.actual_end_date
            others[internship.candidate_id.id].append(
                (
                    str(internship.start_date),
                    str(last or NO_END),
                    internship.employer_id.id,
                    internship.name,
                )
            )
        return others

    def _add_period(self, others, line, values):
        if values["state"] != "cancelled":
            others[reference(values["candidate_id"])].append(
                (
                    values["start_date"],
                    values["actual_end_date"] or NO_END,
                    reference(values["employer_id"]),
                    self.env._("row %s", line.row),
                )
            )

    def _overlap_remarks(self, line, values, others):
        """Return that the person had another internship in these days; then add this one."""
        mine = (values["start_date"], reference(values["employer_id"]))
        last = values["actual_end_date"] or NO_END
        found = [
            name
            for first, end, employer, name in others[reference(values["candidate_id"])]
            if first <= last and end >= mine[0] and (first, employer) != mine
        ]
        self._add_period(others, line, values)
        return [self.env._("R8: at the same time as %s.", found[0])] if found else []

    # ---- R1: the terms

    def _length_remarks(self, values):
        internship = self.env["employer.internship"].new(
            {
                "scheme_id": values["scheme_id"],
                "start_date": values["start_date"],
                "months": values.get("months", 0),
                "agreed_end_date": values["agreed_end_date"],
            }
        )
        sentence = internship._breach_duration()
        return [f"R1: {sentence}"] if sentence else []

    def _end_remarks(self, values):
        """Return what does not fit between the planned end and how it went on."""
        planned = str(self._planned_end(values))
        last, today = values["actual_end_date"], str(fields.Date.context_today(self))
        if values["state"] == "running" and planned < today:
            return [
                self.env._(
                    "Still going on, though planned until %s: extended, or ended?",
                    self._day(planned),
                )
            ]
        if last and last > planned:
            return [
                self.env._(
                    "Ended on %(last)s, after the planned end %(planned)s: "
                    "the extension is missing.",
                    last=self._day(last),
                    planned=self._day(planned),
                )
            ]
        if last and values["end_kind"] == "term" and last < planned:
            return [
                self.env._(
                    "Said to have ended at term, yet on %(last)s, before the planned end "
                    "%(planned)s: by whom?",
                    last=self._day(last),
                    planned=self._day(planned),
                )
            ]
        return []

    def _day(self, day):
        return format_date(self.env, day)

    # ---- sentences

    def _no_scheme_words(self, payer):
        labels = dict(
            self.env["employer.internship.scheme"]._fields["payer"]._description_selection(self.env)
        )
        return self.env._(
            "No internship scheme is paid by “%s” on the first day: a manager adds one under "
            "Configuration.",
            labels[payer],
        )

    def _no_end_words(self):
        return self.env._("It ended, but its last day is missing.")

    def _end_while_running_words(self):
        return self.env._("It is said to be going on and to have ended: correct one of the two.")


def reference(value):
    """Return what stands for a record in `values`, as a key: its id, or of which row it comes."""
    return ("line", value["line"]) if isinstance(value, dict) else value
