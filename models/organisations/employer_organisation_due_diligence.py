# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.employer_engagement.models.common.employer_rule import MANAGER

FEATURE = "employer_engagement.employer_engagement_feature_due_diligence"


class EmployerOrganisation(models.Model):
    """Evidence about an organisation and its block until a date (R16): a feature.

    Officers block and prolong, with a reason; only a manager ends a block before its day. The
    lists ask `_block_sentence`.
    """

    _inherit = "employer.organisation"

    due_diligence_ids = fields.One2many("employer.due.diligence", "employer_id", groups=FEATURE)
    concern_count = fields.Integer(compute="_compute_concern_count", groups=FEATURE)
    is_blocked = fields.Boolean(
        string="Blocked",
        compute="_compute_is_blocked",
        search="_search_is_blocked",
        groups=FEATURE,
        help="Receives no proposals today.",
    )

    @api.depends("due_diligence_ids.verdict")
    def _compute_concern_count(self):
        counts = dict(
            self.env["employer.due.diligence"]._read_group(
                [("employer_id", "in", self.ids), ("verdict", "=", "concern")],
                ["employer_id"],
                ["__count"],
            )
        )
        for organisation in self:
            organisation.concern_count = counts.get(organisation._origin, 0)

    @api.depends("blocked_until")
    def _compute_is_blocked(self):
        today = fields.Date.context_today(self)
        for organisation in self:
            until = organisation.blocked_until
            organisation.is_blocked = bool(until and until >= today)

    @api.model
    def _search_is_blocked(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("blocked_until", ">=", "today")

    @api.constrains("blocked_until", "blocked_reason")
    def _check_blocked_reason(self):
        for organisation in self.sudo():  # sudo: fields of a feature, judged whoever writes
            if organisation.blocked_until and not (organisation.blocked_reason or "").strip():
                raise ValidationError(
                    self.env._("Say why “%s” is blocked.", organisation.display_name)
                )

    def write(self, vals):
        if "blocked_until" in vals:
            self._check_unblock(fields.Date.to_date(vals["blocked_until"]))
        return super().write(vals)

    def _check_unblock(self, until):
        """Let only managers end a block before its day, or bring that day forward.

        :raise UserError: naming the organisation and its block
        """
        if self.env.su or self.env.user.has_group(MANAGER):
            return
        today = fields.Date.context_today(self)
        for organisation in self:
            blocked = organisation.blocked_until
            if blocked and blocked >= today and (not until or until < blocked):
                raise UserError(
                    self.env._(
                        "“%(organisation)s” is blocked until %(date)s: only a manager may end that "
                        "earlier.",
                        organisation=organisation.display_name,
                        date=format_date(self.env, blocked),
                    )
                )

    def action_view_due_diligence(self):
        """Open what is known about this organisation."""
        return self._action_view("employer_engagement.employer_due_diligence_action")
