# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: States in which the owner of the vacancy may open a name (DESIGN.md, section 6).
NAMED_STATES = ("selected", "in_internship", "hired")


class EmployerHandover(models.Model):
    """Lists change hands until they are closed; a vacancy with persons selected carries names."""

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        alive = Domain("state", "!=", "closed")
        return {
            **super()._kinds(),
            "list": (_lt("Lists of persons"), "employer.preselection", alive),
            "dispatch": (_lt("Openings sent to partners"), "employer.dispatch", alive),
        }

    @api.model
    def _named_persons(self, records):
        """Add who was selected for these vacancies, as the record rule of names says."""
        if records._name != "employer.vacancy":
            return super()._named_persons(records)
        # sudo: whether there are such persons, whoever may read them
        rows = (
            self.env["employer.candidacy"]
            .sudo()
            ._read_group(
                [("vacancy_id", "in", records.ids), ("state", "in", NAMED_STATES)],
                ["vacancy_id"],
                ["candidate_id:array_agg"],
            )
        )
        return {vacancy.id: set(persons) for vacancy, persons in rows}
