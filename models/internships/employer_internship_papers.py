# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.calendar_months import communication_deadline

#: The papers of a dossier, each the field that says it is there.
PAPERS = (
    "plan_signed_person_date",
    "plan_signed_host_date",
    "plan_signed_centre_date",
    "insurance_inail",
    "insurance_liability",
    "communication_date",
    "end_communication_date",
)


class EmployerInternship(models.Model):
    """The papers of an internship: plan, insurances, compulsory notices (R9, R10)."""

    _inherit = "employer.internship"

    plan_signed_person_date = fields.Date(string="Plan signed by the person", copy=False)
    plan_signed_host_date = fields.Date(string="Plan signed by the host", copy=False)
    plan_signed_centre_date = fields.Date(string="Plan signed by the centre", copy=False)
    insurance_inail = fields.Boolean(string="INAIL cover", copy=False)
    insurance_liability = fields.Boolean(string="Civil liability cover", copy=False)
    communication_due_date = fields.Date(
        string="Compulsory notice due by", compute="_compute_communication_due_date", store=True
    )
    communication_date = fields.Date(string="Compulsory notice sent on", copy=False)
    communication_protocol = fields.Char(string="Notice protocol", copy=False)
    is_communication_late = fields.Boolean(
        string="Notice sent late", compute="_compute_communication_due_date", store=True
    )
    end_communication_due_date = fields.Date(
        string="Notice of the early end due by",
        compute="_compute_end_communication",
        store=True,
        help="An end at term needs no notice.",
    )
    end_communication_date = fields.Date(string="Notice of the early end sent on", copy=False)
    end_communication_protocol = fields.Char(string="Protocol of the end notice", copy=False)
    is_end_communication_late = fields.Boolean(
        string="End notice sent late", compute="_compute_end_communication", store=True
    )
    missing_papers = fields.Char(
        string="Missing papers", compute="_compute_missing_papers", search="_search_missing_papers"
    )

    @api.depends("start_date", "is_public_host", "communication_date")
    def _compute_communication_due_date(self):
        for internship in self:
            due = internship._communication_due("start", internship.start_date)
            sent = internship.communication_date
            internship.communication_due_date = due
            internship.is_communication_late = bool(due and sent and sent > due)

    @api.depends("actual_end_date", "end_kind", "is_public_host", "end_communication_date")
    def _compute_end_communication(self):
        for internship in self:
            early = internship.end_kind and internship.end_kind != "term"
            due = early and internship._communication_due("end", internship.actual_end_date)
            sent = internship.end_communication_date
            internship.end_communication_due_date = due
            internship.is_end_communication_late = bool(due and sent and sent > due)

    def _communication_due(self, kind, day):
        """Return the last day on which the compulsory notice of `day` is on time (R9).

        :param kind: "start", "extension" or "end"
        """
        rule = self.env["employer.rule"]._find("R9", day, self.company_id)
        if not day or not rule or rule.level == "off":
            return False
        public_day = int(self._rule_number("R9", "public_day", day)) if self.is_public_host else 0
        other_days = int(self._rule_number("R9", "other_days", day))
        return communication_deadline(kind, day, other_days, public_day or None)

    @api.depends("state", "end_communication_due_date", *PAPERS)
    def _compute_missing_papers(self):
        papers = self._papers()
        for internship in self:
            missing = [
                word for field, word in papers if internship._needs(field) and not internship[field]
            ]
            internship.missing_papers = ", ".join(missing)

    def _papers(self):
        """Return the papers of a dossier as (field, word)."""
        words = (
            self.env._("plan: signature of the person"),
            self.env._("plan: signature of the host"),
            self.env._("plan: signature of the centre"),
            self.env._("INAIL cover"),
            self.env._("civil liability cover"),
            self.env._("compulsory notice"),
            self.env._("notice of the early end"),
        )
        return list(zip(PAPERS, words, strict=True))

    def _needs(self, field):
        """Return whether the paper kept in `field` is needed as things stand."""
        if self.state == "cancelled":
            return False
        return field != "end_communication_date" or bool(self.end_communication_due_date)

    def _search_missing_papers(self, operator, value):
        """Find dossiers with (`!=` False) or without a missing paper."""
        if operator != "in" or set(value) - {False, ""}:
            return NotImplemented
        complete = fields.Domain("end_communication_date", "!=", False) | fields.Domain(
            "end_communication_due_date", "=", False
        )
        for field, _word in self._papers()[:-1]:
            complete &= fields.Domain(field, "!=", False)
        return complete | fields.Domain("state", "=", "cancelled")
