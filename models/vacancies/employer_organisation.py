# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.calendar_months import days_before

from ..organisations.employer_organisation_level import AUGUST


class EmployerOrganisation(models.Model):
    """Vacancies of an organisation; an open one engages it."""

    _inherit = "employer.organisation"

    vacancy_ids = fields.One2many("employer.vacancy", "employer_id", string="Vacancies")
    vacancy_count = fields.Integer(compute="_compute_vacancy_count")
    last_vacancy_date = fields.Date(
        string="Last vacancy",
        compute="_compute_last_vacancy_date",
        store=True,
        index="btree_not_null",
        help="The day its newest vacancy was opened.",
    )

    @api.depends("vacancy_ids")
    def _compute_vacancy_count(self):
        counts = dict(
            self.env["employer.vacancy"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.vacancy_count = counts.get(organisation._origin, 0)

    @api.depends("vacancy_ids.opened_date")
    def _compute_last_vacancy_date(self):
        newest = dict(
            self.env["employer.vacancy"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["opened_date:max"]
            )
        )
        for organisation in self:
            organisation.last_vacancy_date = newest.get(organisation._origin)

    @api.depends("last_vacancy_date")
    def _compute_quiet_words(self):
        return super()._compute_quiet_words()

    @api.depends("vacancy_ids.stage_kind", "vacancy_ids.opened_date", "vacancy_ids.positions")
    def _compute_level(self):
        return super()._compute_level()

    def _engagement_ids(self):
        with_open = self.env["employer.vacancy"]._read_group(
            [("employer_id", "in", self.ids), ("stage_id.kind", "in", ("need", "open"))],
            ["employer_id"],
        )
        return super()._engagement_ids() | {organisation.id for (organisation,) in with_open}

    @api.model
    def _quiet_domains(self, company, today):
        before = days_before(today, company.employer_wake_days, skipped=AUGUST)
        return [
            *super()._quiet_domains(company, today),
            Domain("last_vacancy_date", "<", before),
        ]

    @api.model
    def _busy_domain(self):
        still_open = Domain("stage_kind", "in", ("need", "open"))
        return super()._busy_domain() | Domain("vacancy_ids", "any", still_open)

    def _quiet_facts(self, today):
        facts = super()._quiet_facts(today)
        last, days = self.last_vacancy_date, self.company_id.employer_wake_days
        if last and last < days_before(today, days, skipped=AUGUST):
            facts.append(self.env._("%(days)s days without a vacancy", days=days))
        return facts

    def action_view_vacancies(self):
        """Open the vacancies of this organisation."""
        self.ensure_one()
        return self.env["employer.vacancy"]._action_of(
            [("employer_id", "=", self.id)], {"default_employer_id": self.id}
        )

    def action_new_vacancy(self):
        """Open the short dialog of a new vacancy of this organisation."""
        self.ensure_one()
        return self.env["employer.vacancy.quick"]._action_open({"default_employer_id": self.id})
