# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerLinkMixin(models.AbstractModel):
    """A record about which personal links are issued: how many still work, and which to revoke."""

    _name = "employer.link.mixin"
    _description = "Record with personal links"

    open_link_count = fields.Integer(
        string="Personal links that work", compute="_compute_open_link_count"
    )

    def _compute_open_link_count(self):
        counts = self._open_link_counts()
        for record in self:
            record.open_link_count = counts.get(record._origin.id, 0)

    def _open_link_counts(self):
        """Return {record id: how many links work now}."""
        return self.env["employer.access.link"]._count_open(self)

    def action_view_links(self):
        """Open the personal links about this record: who has one, until when, and revoke it."""
        self.ensure_one()
        return self.env["employer.access.link"]._action_view(self._links_domain())

    def _links_domain(self):
        """Return the domain of the links about these records."""
        return self.env["employer.access.link"]._domain_about(self)
