# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

#: The levels of `employer.candidate.skill`, each with its words on the grid.
LEVELS = ("1", "2", "3", "4")


class EmployerSkillGridLine(models.Model):
    """A skill of a grid, with what a person can do at each level (in Italian and English).

    Changes only while its grid is a draft. Everybody with a role reads, managers edit.
    """

    _name = "employer.skill.grid.line"
    _description = "Skill of a grid"
    _inherit = ["employer.record.mixin"]
    _order = "sequence, id"

    grid_id = fields.Many2one("employer.skill.grid", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    skill_id = fields.Many2one("employer.skill", required=True, index=True, ondelete="restrict")
    level_1 = fields.Text(string="Beginner", translate=True)
    level_2 = fields.Text(string="With help", translate=True)
    level_3 = fields.Text(string="Alone", translate=True)
    level_4 = fields.Text(string="Expert", translate=True)

    _skill_uniq = models.UniqueIndex("(grid_id, skill_id)", "The grid has this skill already.")

    @api.depends("skill_id.name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.skill_id.name

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.grid_id._check_draft()
        return lines

    def write(self, vals):
        self.grid_id._check_draft()
        result = super().write(vals)
        self.grid_id._check_draft()
        return result

    def _update_field_translations(self, field_name, *args, **kwargs):
        self.grid_id._check_draft()
        return super()._update_field_translations(field_name, *args, **kwargs)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self.grid_id._check_draft()

    def _words(self, level):
        """Return what the grid says of `level` ("1" to "4"; nothing: no word)."""
        return self[f"level_{level}"] if level in LEVELS else False
