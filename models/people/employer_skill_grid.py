# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerSkillGrid(models.Model):
    """A standardised grid of skills with words for each level, in versions.

    draft → published → retired. What was published is never edited: `action_new_version` copies it
    as the next draft, and publishing that retires the one before. Assessments keep the lines of
    the version they were made with. Everybody with a role reads, managers edit.
    Source: DOMAIN.md 1.40.
    """

    _name = "employer.skill.grid"
    _description = "Skills grid"
    _inherit = ["employer.transition.mixin"]
    _order = "code, version desc"
    _transitions = {
        "draft": ("published",),
        "published": ("retired",),
        "retired": ("published",),
    }

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("published", "In use"), ("retired", "Retired")],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )
    previous_id = fields.Many2one(
        "employer.skill.grid",
        string="Made from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    line_ids = fields.One2many("employer.skill.grid.line", "grid_id", string="Skills", copy=True)
    source = fields.Char(help="Act or paper this grid comes from.")
    course_ids = fields.One2many("employer.course", "grid_id", string="Courses")

    _version_uniq = models.UniqueIndex("(code, version)", "This version exists already.")

    @api.depends("name", "version")
    def _compute_display_name(self):
        for grid in self:
            grid.display_name = f"{grid.name} v{grid.version}" if grid.name else False

    @api.model_create_multi
    def create(self, vals_list):
        """Number the versions of a code: the server's to say, whatever a client sends."""
        last, numbered = {}, []
        for vals in vals_list:
            code = vals.get("code")
            newest = last.get(code) or self.search([("code", "=", code)], limit=1).version
            last[code] = newest + 1
            numbered.append({**vals, "version": last[code]})
        return super().create(numbered)

    def write(self, vals):
        self._refuse_names(set() if self.env.su else {"version", "previous_id"}, vals)
        if vals.keys() - {"state"}:
            self._check_draft()
        result = super().write(vals)
        if vals.get("state") == "published":
            self._retire_others()
        return result

    def _update_field_translations(self, field_name, *args, **kwargs):
        self._check_draft()
        return super()._update_field_translations(field_name, *args, **kwargs)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_draft()

    def _check_draft(self):
        """Refuse to change what was published.

        :raise UserError: naming the grid and the way out
        """
        for grid in self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "“%s” is or was in use and never changes: make a new version of it.",
                    grid.display_name,
                )
            )

    def _guard_transition(self, target, vals):
        if target == "published" and not self.line_ids:
            raise UserError(self.env._("“%s” has no skills yet.", self.display_name))

    def _retire_others(self):
        """Of each code one version is in use: the one just published."""
        for grid in self:
            others = self.search([("code", "=", grid.code), ("state", "=", "published")])
            (others - grid).write({"state": "retired"})

    def action_publish(self):
        """Put this version into use in the place of the one before."""
        self.write({"state": "published"})

    def action_new_version(self):
        """Copy the grid as the draft of its next version.

        :return: the window on it
        """
        self.ensure_one()
        self.check_access("write")
        copy = self.copy()
        # sudo: the server says what a version was made from; the right to write was checked above
        copy.sudo().previous_id = self
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": copy.id,
            "view_mode": "form",
        }
