# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.tools.mail import html_to_inner_content


class EmployerVacancy(models.Model):
    """No text of a vacancy asks for origin, sex, age or looks (R13)."""

    _name = "employer.vacancy"
    _inherit = ["employer.vacancy", "employer.wording.mixin"]

    @api.constrains("name", "description", "shifts", "place", "collective_agreement")
    def _check_lawful_wording(self):
        for vacancy in self:
            texts = (
                vacancy.name,
                vacancy.shifts,
                vacancy.place,
                vacancy.collective_agreement,
                html_to_inner_content(vacancy.description or ""),
            )
            vacancy._refuse_unlawful("\n".join(text for text in texts if text))
