# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from .employer_candidacy import EXITS


class EmployerCandidacy(models.Model):
    """A company takes back what it said about a person, until the office acted on it.

    A wish to meet or choose: until somebody asked the person whether this company may know them.
    *Not suitable*: until somebody told the person, or the vacancy looks for nobody any more.
    """

    _inherit = "employer.candidacy"

    company_refused_at = fields.Datetime(
        string="The company refused on",
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="When the company itself said that this person is not suitable.",
    )

    def _record_answer(self, answer, *, when=None, place=None, reason=None, feedback=None):
        if answer == "undo":
            return self._undo_answer()
        super()._record_answer(answer, when=when, place=place, reason=reason, feedback=feedback)
        if answer == "refuse":
            # the transaction's time, as the contacts that are compared with it have
            self.company_refused_at = self.env.cr.now().replace(microsecond=0)
        return None

    def _entering_vals(self, vals):
        entering = super()._entering_vals(vals)
        if vals["state"] not in EXITS:
            entering["company_refused_at"] = False
        return entering

    def _undo_answer(self):
        """Take the company's last answer back: the person waits, or is to be met, as before."""
        self.ensure_one()
        if self.state == "not_selected":
            self.write({"state": "interview" if self.last_state == "interview" else "sent"})
        else:
            self.write(
                {
                    "company_answer": False,
                    "company_answer_date": False,
                    "interview_datetime": False,
                    "interview_date": False,
                    "interview_place": False,
                }
            )
        # sudo: as in `_record_answer`, the list only follows
        self.sudo().preselection_id._sync_answered()

    def _filter_undoable(self):
        """Return those whose company may take back what it said."""
        wishes = self.filtered(lambda one: one.state == "sent" and one.company_answer)
        refused = self.filtered(
            lambda one: (
                one.state == "not_selected"
                and one.company_refused_at
                and one.last_state in ("sent", "interview")
                and one.vacancy_id._is_open()
            )
        )
        return wishes._filter_not_asked() | refused._filter_not_told()

    def _filter_not_asked(self):
        """Return those whom nobody asked, since the wish, whether the company may know them."""
        asked = self.env["employer.consent"].search(
            [
                ("candidate_id", "in", self.candidate_id.ids),
                ("kind", "=", "identity"),
                ("employer_id", "in", self.employer_id.ids),
            ]
        )
        return self.filtered(
            lambda one: (
                not any(
                    consent.candidate_id == one.candidate_id
                    and consent.employer_id == one.employer_id
                    and consent.asked_datetime.date() >= one.company_answer_date
                    for consent in asked
                )
            )
        )

    def _filter_not_told(self):
        """Return those whom nobody of ours contacted since the company said no."""
        if not self:
            return self
        told = self.env["employer.interaction"].search(
            [
                ("candidate_id", "in", self.candidate_id.ids),
                ("create_date", ">=", min(self.mapped("company_refused_at"))),
            ]
        )
        return self.filtered(
            lambda one: (
                not any(
                    contact.candidate_id == one.candidate_id
                    and contact.create_date >= one.company_refused_at
                    for contact in told
                )
            )
        )

    def _answer_mark(self):
        """Return what a page shows as said of this person, to see whether it changed meanwhile."""
        self.ensure_one()
        when = fields.Datetime.to_string(self.interview_datetime)
        return "/".join((self.state, self.company_answer or "", when or ""))

    def _is_answered_so(self, said, when=None):
        """Return whether an answer stands already: the second click of the same.

        :param when: the day and hour that came with it, in UTC
        """
        self.ensure_one()
        if said == "refuse":
            return self.state == "not_selected" and bool(self.company_refused_at)
        if said in ("undo", "cancel"):
            return self.state == "sent" and not self.company_answer
        is_wanted = self.state in ("sent", "interview", "selected") and self.company_answer == said
        return is_wanted and when in (None, self.interview_datetime)
