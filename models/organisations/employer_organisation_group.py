# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerOrganisation(models.Model):
    """What an organisation belongs to: a company group (its holding) and an association.

    Both only tell who decides with whom: every member is its own organisation, with its own
    owner, level, agreements and figures, and counts once.
    """

    _inherit = "employer.organisation"

    holding_id = fields.Many2one(
        "employer.organisation",
        string="Company group",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="The holding or head office of the group this company belongs to.",
    )
    group_member_ids = fields.One2many(
        "employer.organisation", "holding_id", string="Companies of the group"
    )
    group_member_count = fields.Integer(compute="_compute_group_member_count")

    @api.depends("group_member_ids", "member_ids")
    def _compute_group_member_count(self):
        """Count the companies of the group and the members of the association, in two queries."""
        groups, associations = (
            self._count_members(link) for link in ("holding_id", "association_id")
        )
        for organisation in self:
            origin = organisation._origin
            organisation.group_member_count = groups.get(origin, 0) + associations.get(origin, 0)

    def _count_members(self, link):
        return dict(self._read_group([(link, "in", self.ids)], [link], ["__count"]))

    @api.constrains("holding_id", "association_id")
    def _check_no_circle(self):
        for link in ("holding_id", "association_id"):
            if self._has_cycle(link):
                raise ValidationError(
                    self.env._(
                        "“%(organisation)s” would belong to itself: choose the organisation "
                        "above it.",
                        organisation=self[:1].display_name,
                    )
                )

    def action_view_group_members(self):
        """Open the companies of this group or the members of this association."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_organisation_action_all"
        )
        return {
            **action,
            "name": self.display_name,
            "domain": ["|", ("holding_id", "=", self.id), ("association_id", "=", self.id)],
            "context": {},
        }
