# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.calendar_months import months_before

from .employer_organisation_level import AUGUST


class EmployerOrganisation(models.Model):
    """Relations to wake up: companies that gave something once and are quiet too long.

    Nothing is stored but the dates of the last facts: which of them are long ago is asked of
    today, by the numbers of each office (settings; PEERS.md, section 13), August apart. Later
    rooms add their quiet facts and leave out those where something runs.
    """

    _inherit = "employer.organisation"

    is_to_wake = fields.Boolean(
        string="To wake up",
        compute="_compute_is_to_wake",
        search="_search_is_to_wake",
        help="Quiet for longer than the office waits: no collaboration, or no vacancy.",
    )
    quiet_words = fields.Char(string="Quiet since", compute="_compute_quiet_words")

    def _compute_is_to_wake(self):
        quiet = self.search([("id", "in", self.ids), ("is_to_wake", "=", True)])
        for organisation in self:
            organisation.is_to_wake = organisation._origin in quiet

    @api.model
    def _search_is_to_wake(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        return Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain.OR(self._quiet_domains(company, today))
            & ~self._busy_domain()
            for company in self.env.companies
        )

    @api.depends("last_collaboration_date")
    def _compute_quiet_words(self):
        today = fields.Date.context_today(self)
        for organisation in self:
            organisation.quiet_words = ", ".join(organisation._quiet_facts(today)) or False

    @api.model
    def _quiet_domains(self, company, today):
        """Return the domains of what is too long ago on `today` for the office `company`."""
        before = months_before(today, company.employer_wake_months, skipped=AUGUST)
        return [Domain("last_collaboration_date", "<", before)]

    @api.model
    def _busy_domain(self):
        """Return the domain of the organisations where something runs: nobody has to wake them."""
        return Domain.FALSE

    def _quiet_facts(self, today):
        """Return in words what this organisation has not given for too long."""
        self.ensure_one()
        last, months = self.last_collaboration_date, self.company_id.employer_wake_months
        if not last or last >= months_before(today, months, skipped=AUGUST):
            return []
        return [self.env._("%(months)s months without collaboration", months=months)]
