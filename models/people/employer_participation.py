# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerParticipation(models.Model):
    """A person in a programme, or in the ordinary service when `programme_id` is empty."""

    _name = "employer.participation"
    _description = "Participation"
    _inherit = ["employer.record.mixin"]
    _order = "entered_date desc, id desc"
    _check_company_auto = True

    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    programme_id = fields.Many2one(
        "employer.programme",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: the ordinary service.",
    )
    team_id = fields.Many2one(
        "employer.team",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
    )
    kind = fields.Selection(
        [("full", "Full"), ("improved", "Improved services")], required=True, default="full"
    )
    entered_date = fields.Date(
        string="Entered on", required=True, default=fields.Date.context_today
    )
    left_date = fields.Date(string="Left on")
    left_reason = fields.Char(string="Reason for leaving")
    situation_at_entry = fields.Selection(
        selection=lambda self: self._selection_situation(), string="Situation at entry"
    )
    situation_after = fields.Selection(
        selection=lambda self: self._selection_situation(), string="Situation 28 days after leaving"
    )
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(left_date IS NULL OR left_date >= entered_date)",
        "A person leaves on or after the day of entry.",
    )
    _open_uniq = models.UniqueIndex(
        "(candidate_id, COALESCE(programme_id, 0)) WHERE left_date IS NULL",
        "This person is in this programme already: close that participation first.",
    )

    def _selection_situation(self):
        return [
            ("employed", "Employed"),
            ("unemployed", "Unemployed, searching"),
            ("long_unemployed", "Long-term unemployed"),
            ("inactive", "Inactive"),
            ("education", "In education or training"),
            ("unknown", "Not known"),
        ]

    @api.depends("candidate_id")
    def _compute_team_id(self):
        for participation in self:
            participation.team_id = participation.team_id or participation.candidate_id.team_id

    @api.depends("candidate_id.code", "programme_id.name")
    def _compute_display_name(self):
        for participation in self:
            programme = participation.programme_id.name or self.env._("Ordinary service")
            participation.display_name = f"{participation.candidate_id.code}: {programme}"

    @api.constrains("left_date", "left_reason")
    def _check_left_reason(self):
        for participation in self:
            if participation.left_date and not participation.left_reason:
                raise ValidationError(
                    self.env._(
                        "Say why %s left before closing the participation.",
                        participation.candidate_id.code,
                    )
                )
