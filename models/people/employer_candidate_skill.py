# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidateSkill(models.Model):
    """A skill of a person, with level and where we know it from."""

    _name = "employer.candidate.skill"
    _description = "Skill of a person"
    _inherit = ["employer.record.mixin"]
    _order = "level desc, id"

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, index=True, ondelete="cascade"
    )
    skill_id = fields.Many2one("employer.skill", required=True, ondelete="restrict")
    level = fields.Selection(
        [("1", "Beginner"), ("2", "With help"), ("3", "Alone"), ("4", "Expert")],
        required=True,
        default="2",
    )
    evidence = fields.Selection(
        [
            ("declared", "Declared"),
            ("work", "Seen at work"),
            ("course", "Course"),
            ("grid", "Skills grid"),
        ],
        required=True,
        default="declared",
    )
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    # from a skill to who has it, without a look at the lines themselves: lists start there
    _match_idx = models.Index("(skill_id, candidate_id) INCLUDE (level)")
    _skill_uniq = models.UniqueIndex(
        "(candidate_id, skill_id)", "This person has this skill already."
    )

    @api.depends("skill_id.name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.skill_id.name
