# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.models.people.employer_course_enrolment_skills import (
    ATTESTATION,
)


class ReportCourseAttestation(models.AbstractModel):
    """The attestation of a course: it names persons, so it is made for nobody who did not open
    their personal data and left no row in the register, by whatever address it is asked."""

    _name = "report.employer_engagement.report_course_attestation"
    _description = "Attestation of a course"

    @api.model
    def _get_report_values(self, docids, data=None):
        enrolments = self.env["employer.course.enrolment"].browse(docids)
        identities = enrolments._check_attestation()
        self.env["employer.disclosure"]._check_exported(enrolments.candidate_id, ATTESTATION)
        return {
            "doc_ids": docids,
            "doc_model": enrolments._name,
            "docs": enrolments,
            "languages": enrolments._attestation_languages(),
            "names": {row.candidate_id.id: row for row in identities},
            "today": fields.Date.context_today(self),
        }
