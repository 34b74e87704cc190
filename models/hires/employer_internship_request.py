# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_hire_contract import FAMILIES


class EmployerInternshipRequest(models.Model):
    """A host tells that it hired the person, with what it knows of the contract.

    It becomes a hire when the office records it: the dialog is filled in with what was told.
    """

    _inherit = "employer.internship.request"

    kind = fields.Selection(
        selection_add=[("hired", "Says it hired")], ondelete={"hired": "cascade"}
    )
    family = fields.Selection(FAMILIES, string="Contract", readonly=True)
    start_date = fields.Date(string="First day", readonly=True)
    end_date = fields.Date(string="Last day", readonly=True, help="Included. Empty: no end.")
    weekly_hours = fields.Float(string="Weekly hours", readonly=True)

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"family", "start_date", "end_date", "weekly_hours"}

    def _accept_hired(self):
        action = self.internship_id.action_record_hire()
        action["context"] = {
            **action["context"],
            "default_family": self.family,
            "default_start_date": self.start_date,
            "default_end_date": self.end_date,
            "default_weekly_hours": self.weekly_hours,
            "default_known_from": "company",
            "default_known_date": self.asked_date,
        }
        return action

    def _portal_titles(self):
        return {**super()._portal_titles(), "hired": self.env._("Hire told")}
