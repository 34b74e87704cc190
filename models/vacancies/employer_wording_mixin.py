# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.employer_engagement.tools.lawful_wording import unlawful_wordings


class EmployerWordingMixin(models.AbstractModel):
    """Words that go out about work ask for, and tell of, nothing that discriminates (R13).

    Each model says in a constraint which of its texts are read: what an employer asks, what the
    office writes to partners and on the bulletin, what a list says of a person.
    Source: DOMAIN.md §7 (R13).
    """

    _name = "employer.wording.mixin"
    _description = "Words that do not discriminate"

    def _refuse_unlawful(self, text):
        """Refuse words that ask for origin, sex, age or looks (R13).

        :raise ValidationError: naming the words and the lawful way to say it
        """
        self.ensure_one()
        self._refuse_findings(
            unlawful_wordings(text),
            self.env._(
                "“%s” asks for something no job may ask for (R13). Say it by the task instead:",
                self.display_name,
            ),
        )

    def _refuse_telling(self, text):
        """Refuse words on a person that tell an employer what no job may ask for (R13).

        :raise ValidationError: naming the words
        """
        self.ensure_one()
        self._refuse_findings(
            unlawful_wordings(text, is_about_person=True),
            self.env._(
                "“%s” would tell the company what no job may ask for (R13). Say what the person "
                "can do instead:",
                self.display_name,
            ),
        )

    @api.model
    def _refuse_findings(self, findings, head):
        if findings:
            lines = [f"• {line}" for line in self._advice_lines(findings)]
            raise ValidationError("\n".join([head, *lines]))

    @api.model
    def _unlawful_advice(self, text):
        """Return what no job may ask for in `text`, a line each with the lawful way, or ""."""
        return "\n".join(self._advice_lines(unlawful_wordings(text or "")))

    @api.model
    def _advice_lines(self, findings):
        advice = self._lawful_advice()
        return [f"“{finding.words}”: {advice[finding.ground]}" for finding in findings]

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
