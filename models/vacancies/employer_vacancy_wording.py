# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools.mail import html_to_inner_content

from odoo.addons.employer_engagement.tools.lawful_wording import unlawful_wordings


class EmployerVacancy(models.Model):
    """No text of a vacancy asks for origin, sex, age or looks (R13)."""

    _inherit = "employer.vacancy"

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

    def _refuse_unlawful(self, text):
        """Refuse words that ask for origin, sex, age or looks (R13).

        :raise ValidationError: naming the words and the lawful way to say it
        """
        self.ensure_one()
        findings = unlawful_wordings(text)
        if findings:
            advice = self._lawful_advice()
            lines = [f"• “{finding.words}”: {advice[finding.ground]}" for finding in findings]
            head = self.env._(
                "“%s” asks for something no job may ask for (R13). Say it by the task instead:",
                self.display_name,
            )
            raise ValidationError("\n".join([head, *lines]))

    @api.model
    def _lawful_advice(self):
        """Return {ground: how to say it lawfully}."""
        return {
            "origin": self.env._(
                "citizenship and birthplace are no requirement; whether a person may start on the "
                "day is checked for everyone alike."
            ),
            "language": self.env._(
                "ask for the language level the task needs, for example Italian B1 to read "
                "safety sheets."
            ),
            "sex": self.env._("describe the task and its conditions; the work is open to all."),
            "age": self.env._(
                "ask for the experience or licence the task needs; for an apprenticeship choose "
                "that contract, its law says the age."
            ),
            "family": self.env._("describe the hours and shifts; family is no requirement."),
            "looks": self.env._("name the task, for example “welcomes customers”."),
            "health": self.env._("describe the effort the task asks for; a doctor judges fitness."),
            "belief": self.env._("describe the task; belief and membership are no requirement."),
        }
