# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.models.people.employer_course_enrolment_skills import (
    ATTESTATION,
)

#: The button writes the disclosure just before the file is made; this is for a slow printer.
PRINT_MINUTES = 30


class ReportCourseAttestation(models.AbstractModel):
    """The attestation of a course: it names persons, so it is made for nobody who did not open
    their personal data and left no row in the register, by whatever address it is asked."""

    _name = "report.employer_engagement.report_course_attestation"
    _description = "Attestation of a course"

    @api.model
    def _get_report_values(self, docids, data=None):
        enrolments = self.env["employer.course.enrolment"].browse(docids)
        identities = enrolments._check_attestation()
        self._check_logged(enrolments.candidate_id)
        return {
            "doc_ids": docids,
            "doc_model": enrolments._name,
            "docs": enrolments,
            "languages": enrolments._attestation_languages(),
            "names": {row.candidate_id.id: row for row in identities},
            "today": fields.Date.context_today(self),
        }

    @api.model
    def _check_logged(self, persons):
        """Refuse what left no row in the register of disclosures.

        :raise UserError: naming the button that writes it
        """
        since = fields.Datetime.now() - timedelta(minutes=PRINT_MINUTES)
        # sudo: the user's own rows of the register, which not every role reads
        logged = (
            self.env["employer.disclosure"]
            .sudo()
            .search(
                [
                    ("candidate_id", "in", persons.ids),
                    ("user_id", "=", self.env.uid),
                    ("kind", "=", "exported"),
                    ("what", "=", ATTESTATION),
                    ("datetime", ">=", since),
                ]
            )
        )
        if persons - logged.candidate_id.sudo(False):
            raise UserError(
                self.env._("Print an attestation with its button on the person's enrolment.")
            )
