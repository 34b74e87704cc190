# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from odoo.fields import Command

from .common_internships import InternshipCase

#: The day the tests happen on, and the reference date they read the figures at.
NOW = "2026-07-15"
REFERENCE = "2026-06-30"
#: An internship of the tests, unless said otherwise: it ended long before the reference date.
START, END = "2025-01-01", "2025-03-31"
DAY = timedelta(days=1)


class FactCase(InternshipCase):
    """Past internships and hires with dates of their own, and the rows the fact views make."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)

    @classmethod
    def _past(cls, start=START, end=END, **vals):
        """Return an internship that ended; without an end it is running."""
        ended = {"state": "ended", "actual_end_date": end, "end_kind": "term"}
        return cls._internship(
            start_date=start, **{**(ended if end else {"state": "running"}), **vals}
        )

    @classmethod
    def _hired(cls, start, end=False, family=None, **vals):
        """Return a hire with its first contract, credited as the rule proposes."""
        person, employer = (
            cls.env[model].browse(vals.get(field, default.id))
            for model, field, default in (
                ("employer.candidate", "candidate_id", cls.person),
                ("employer.organisation", "employer_id", cls.employer),
            )
        )
        day = date.fromisoformat(str(start))
        origin = cls.env["employer.hire"]._propose_origin(person, day, employer) or "unknown"
        contract = {
            "family": family or ("fixed_term" if end else "open_ended"),
            "start_date": start,
            "end_date": end,
        }
        return cls.env["employer.hire"].create(
            {
                "candidate_id": person.id,
                "employer_id": employer.id,
                "origin": origin,
                "contract_ids": [Command.create(contract)],
                **vals,
            }
        )

    @classmethod
    def _after(cls, days, end=END):
        """Return the day so many days after `end`."""
        return date.fromisoformat(end) + timedelta(days=days)

    def _facts(self, model, domain=(), reference=REFERENCE, user=None):
        """Return the rows of a fact view at a reference date, read anew."""
        self.env.flush_all()
        self.env.invalidate_all()
        facts = self.env[f"employer.{model}.report"].with_context(reference_date=reference)
        return facts.with_user(user or self.env.user).search(list(domain))

    def _row(self, internship, reference=REFERENCE):
        """Return the row that `internship` is part of, maybe none."""
        started = internship.start_date
        return self._facts("internship", reference=reference).filtered(
            lambda row: (
                row.candidate_id == internship.candidate_id
                and row.employer_id == internship.employer_id
                and row.start_date <= started
                and (not row.end_date or started <= row.end_date)
            )
        )

    def _group(self, model, aggregates, groupby=(), domain=(), reference=REFERENCE):
        """Return the grouped figures of a fact view."""
        self.env.flush_all()
        facts = self.env[f"employer.{model}.report"].with_context(reference_date=reference)
        return facts._read_group(list(domain), list(groupby), list(aggregates))
