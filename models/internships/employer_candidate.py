# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL


class EmployerCandidate(models.Model):
    """A person whose internship is going on is *in internship*."""

    _inherit = "employer.candidate"

    internship_ids = fields.One2many("employer.internship", "candidate_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")

    def _compute_internship_count(self):
        counts = dict(
            self.env["employer.internship"]._read_group(
                [("candidate_id", "in", self.ids)], ["candidate_id"], ["__count"]
            )
        )
        for candidate in self:
            candidate.internship_count = counts.get(candidate._origin, 0)

    @api.depends("internship_ids.state")
    def _compute_state(self):
        return super()._compute_state()

    def _state_facts(self):
        facts = super()._state_facts()
        groups = self.env["employer.internship"]._read_group(
            [("candidate_id", "in", self.ids), ("state", "in", ("running", "suspended"))],
            ["candidate_id"],
        )
        facts.update({candidate.id: "in_internship" for (candidate,) in groups})
        return facts

    @api.model
    def _prospect_facts(self):
        """A host knows the work of the internships that began there."""
        hosted = SQL(
            """
            SELECT employer_id, 'hosted', occupation_id, start_date FROM employer_internship
             WHERE state IN ('running', 'suspended', 'ended')
            """
        )
        return [*super()._prospect_facts(), hosted]

    def _target_group_ids(self):
        """Return {candidate id: target group ids}, to count promises by group; server use only."""
        # sudo: the groups are counted and never shown with the person they belong to
        protected = self.env["employer.candidate.protected"].sudo()
        rows = protected.search_fetch(
            [("candidate_id", "in", self.ids), ("target_group_ids", "!=", False)],
            ["candidate_id", "target_group_ids"],
        )
        return {row.candidate_id.id: row.target_group_ids.ids for row in rows}

    def action_open_internships(self):
        """Open this person's internships."""
        self.ensure_one()
        return self.env["employer.internship"]._action_of(
            [("candidate_id", "=", self.id)], {"default_candidate_id": self.id}
        )

    def action_view_guides(self):
        """Open the information sheets, all of them: which one to take would tell of the person."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_guide_action"
        )
