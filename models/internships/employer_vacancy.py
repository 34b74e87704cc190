# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancy(models.Model):
    """Internships that came of a vacancy's lists."""

    _inherit = "employer.vacancy"

    internship_ids = fields.One2many("employer.internship", "vacancy_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")

    def _compute_internship_count(self):
        counts = dict(
            self.env["employer.internship"]._read_group(
                [("vacancy_id", "in", self.ids)], ["vacancy_id"], ["__count"]
            )
        )
        for vacancy in self:
            vacancy.internship_count = counts.get(vacancy._origin, 0)

    def action_open_internships(self):
        """Open the internships that came of this vacancy."""
        self.ensure_one()
        return self.env["employer.internship"]._action_of([("vacancy_id", "=", self.id)])

    def action_send_guide(self):
        """Open the dialog that sends an information sheet to this vacancy's organisation."""
        self.ensure_one()
        contact = self.contact_id or self.employer_id.main_contact_id
        return self.env["employer.guide"]._action_send_dialog(
            {"default_employer_ids": self.employer_id.ids, "default_contact_id": contact.id}
        )
