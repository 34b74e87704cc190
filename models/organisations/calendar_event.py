# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

MODELS = ("employer.organisation", "employer.scouting")


class CalendarEvent(models.Model):
    """A visit planned with an employer is its next step, on the board and in Today.

    Unless another step comes first; one already due gives way to it.
    """

    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        for event in events:
            if event.res_model in MODELS and event.start and event.start > fields.Datetime.now():
                event._set_next_step()
        return events

    def _set_next_step(self):
        """Write this meeting as next step of its record and, of a scouting, its organisation."""
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id).exists()
        if not record or not record.has_access("write"):
            return
        records = [record]
        if record._name == "employer.scouting":
            records.append(record.employer_id)
        day = fields.Datetime.context_timestamp(self, self.start).date()
        today = fields.Date.context_today(self)
        for one in records:
            if not one.next_step_date or not today < one.next_step_date < day:
                one.write({"next_step": self.name, "next_step_date": day})
