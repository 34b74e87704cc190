# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerCandidate(models.Model):
    """When and where a person can work, as facts that can be compared with a vacancy."""

    _inherit = "employer.candidate"

    # parts of the week (tools/matching.py, SHIFTS); none ticked: not asked yet
    can_mornings = fields.Boolean(string="Mornings")
    can_afternoons = fields.Boolean(string="Afternoons")
    can_evenings = fields.Boolean(string="Evenings")
    can_nights = fields.Boolean(string="Nights")
    can_weekends = fields.Boolean(string="Weekends")
    back_date = fields.Date(
        string="Available again since",
        readonly=True,
        copy=False,
        help="The day the last absence ended, written by the server.",
    )
    area_zips = fields.Char(
        string="Postcodes of the area",
        help="Where the person can work: whole postcodes or how they begin, for example 2012, "
        "2015. Empty: not asked yet.",
    )

    start_zip = fields.Char(
        string="Sets out from (postcode)",
        help="The postcode where the way to work begins, or its first digits; never the address.",
    )

    def write(self, vals):
        """Keep the day on which an absence ended: from then on the person waits for work."""
        is_back = "is_away" in vals and not vals["is_away"]
        back = is_back and self.filtered("is_away")
        result = super().write(vals)
        if back:
            # sudo: the day is the server's; the user has just been let write the absence
            back.sudo().write({"back_date": fields.Date.context_today(self)})
        return result

    @api.constrains("start_zip")
    def _check_start_zip(self):
        for person in self.filtered("start_zip"):
            if not re.fullmatch(r"\d{2,5}", person.start_zip):
                raise ValidationError(
                    self.env._(
                        "The postcode of %s has two to five digits, and nothing else.", person.code
                    )
                )

    @api.constrains("area_zips")
    def _check_area_zips(self):
        for person in self.filtered("area_zips"):
            if re.search(r"[^\d,; ]", person.area_zips) or not re.search(r"\d", person.area_zips):
                raise ValidationError(
                    self.env._(
                        "Postcodes of %(person)s: digits only, several apart by commas.",
                        person=person.code,
                    )
                )

    @api.constrains("travel_minutes", "weekly_hours")
    def _check_not_negative(self):
        for person in self:
            if person.travel_minutes < 0 or person.weekly_hours < 0:
                raise ValidationError(
                    self.env._("Minutes and hours of %s cannot be negative.", person.code)
                )
