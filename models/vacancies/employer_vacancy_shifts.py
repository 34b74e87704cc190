# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from odoo.addons.employer_engagement.tools.matching import SHIFTS


class EmployerVacancy(models.Model):
    """The parts of the week a job needs, as facts to compare with those a person has.

    None ticked: nothing is asked for. The words beside them (`shifts`) say what no tick can.
    """

    _inherit = "employer.vacancy"

    asks_mornings = fields.Boolean(string="Mornings")
    asks_afternoons = fields.Boolean(string="Afternoons")
    asks_evenings = fields.Boolean(string="Evenings")
    asks_nights = fields.Boolean(string="Nights")
    asks_weekends = fields.Boolean(string="Weekends")

    def _asked_shifts(self):
        """Return which of SHIFTS the job needs."""
        self.ensure_one()
        return [part for part in SHIFTS if self[f"asks_{part}"]]

    def _shift_words(self):
        """Return the parts of the week in the user's language, then the words beside them."""
        names = [
            self._fields[f"asks_{part}"]._description_string(self.env)
            for part in self._asked_shifts()
        ]
        ticked = ", ".join(names).capitalize()
        return "; ".join(words for words in (ticked, self.shifts) if words)
