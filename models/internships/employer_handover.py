# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerHandover(models.Model):
    """An employer with an internship running carries the name of who does it."""

    _inherit = "employer.handover"

    @api.model
    def _named_persons(self, records):
        """Add who is in an internship at these hosts, as the record rule of names says."""
        if records._name != "employer.organisation":
            return super()._named_persons(records)
        # sudo: whether there are such persons, whoever may read them
        rows = (
            self.env["employer.internship"]
            .sudo()
            ._read_group(
                [("employer_id", "in", records.ids), ("state", "in", ("running", "suspended"))],
                ["employer_id"],
                ["candidate_id:array_agg"],
            )
        )
        return {employer.id: set(persons) for employer, persons in rows}
