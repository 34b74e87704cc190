# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidacy(models.Model):
    """The two yeses on a candidacy (R14): to be proposed without a name, to be known by name."""

    _inherit = "employer.candidacy"

    has_proposal_consent = fields.Boolean(
        string="May be proposed", compute="_compute_consents", help="Proposal consent in force."
    )
    has_identity_consent = fields.Boolean(
        string="May be named",
        compute="_compute_consents",
        help="The person agreed that this company may know who they are.",
    )

    @api.depends("candidate_id.consent_ids.withdrawn_date", "employer_id")
    def _compute_consents(self):
        may_propose = self.candidate_id._filter_consenting("proposal")
        for employer, candidacies in self.grouped("employer_id").items():
            may_name = candidacies.candidate_id._filter_consenting("identity", employer)
            for candidacy in candidacies:
                candidacy.has_proposal_consent = candidacy.candidate_id in may_propose
                candidacy.has_identity_consent = candidacy.candidate_id in may_name

    def _proposal_breaches(self):
        """Return the breaches of R14 of those who may not be proposed (no yes in force)."""
        self.invalidate_recordset(["has_proposal_consent"])  # a yes ends by the clock as well
        return [
            (
                "R14",
                self.env._(
                    "%s has not agreed to be proposed, or no longer. Ask, and record the consent "
                    "“May be proposed without a name” on the person.",
                    candidacy.candidate_id.code,
                ),
            )
            for candidacy in self
            if not candidacy.has_proposal_consent
        ]

    def _identity_breaches(self):
        """Return the breaches of R14 of those whom this company may not know yet."""
        self.invalidate_recordset(["has_identity_consent"])
        return [
            (
                "R14",
                self.env._(
                    "%(code)s has not agreed that %(company)s may know who they are. Ask, and "
                    "record it with the button Ask consent.",
                    code=candidacy.candidate_id.code,
                    company=candidacy.employer_id.display_name,
                ),
            )
            for candidacy in self
            if not candidacy.has_identity_consent
        ]

    def _log_disclosure(self):
        """Write in the register that the company may know these persons from now on."""
        for employer, candidacies in self.grouped("employer_id").items():
            self.env["employer.disclosure"]._log(
                candidacies.candidate_id, "sent", employer, self.env._("Name, for the interview")
            )

    def action_ask_consent(self):
        """Open the ten-second dialog: may this company know who the person is?"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask consent"),
            "res_model": "employer.consent",
            "view_mode": "form",
            "views": [
                (self.env.ref("employer_engagement.employer_consent_view_form_quick").id, "form")
            ],
            "target": "new",
            "context": {
                "default_candidate_id": self.candidate_id.id,
                "default_kind": "identity",
                "default_employer_id": self.employer_id.id,
                "default_channel": "phone",
            },
        }

    def _note_on_lists(self):
        """Note on the lists that had gone out who is no longer on them, by code."""
        for preselection, candidacies in self.grouped("preselection_id").items():
            preselection.message_post(
                body=self.env._(
                    "No longer proposed, by the person's own decision: %(codes)s. What the company "
                    "sees no longer shows it; ask the company to delete the card it has.",
                    codes=", ".join(candidacies.candidate_id.mapped("code")),
                )
            )

    def _ask_to_tell_company(self):
        """Plan for the officers of the lists to tell the company that a person left."""
        for candidacy in self:
            candidacy.preselection_id.activity_schedule(
                "mail.mail_activity_data_call",
                summary=self.env._(
                    "Tell the company: %s is no longer proposed", candidacy.candidate_id.code
                ),
                user_id=candidacy.preselection_id.user_id.id or self.env.uid,
            )
