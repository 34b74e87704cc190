# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.calendar_months import add_months

LEVELS = [
    ("prospect", "Prospect"),
    ("contacted", "Contacted"),
    ("engaged", "Engaged"),
    ("collaborating", "Collaborating"),
    ("stable", "Stable"),
    ("dormant", "Dormant"),
]

#: Months in which a collaboration keeps a relation alive (DESIGN.md, section 5).
LEVEL_MONTHS = 24
AUGUST = 8


class EmployerOrganisation(models.Model):
    """How far the relation has come: `level`, by the facts of DESIGN.md, section 5, alone.

    Stored; recomputed when a fact changes and, because a relation also grows old, by the
    nightly job. Each later room adds its facts to the hooks below and its own dependencies to
    `_compute_level`.
    """

    _inherit = "employer.organisation"

    level = fields.Selection(
        LEVELS, compute="_compute_level", store=True, index=True, group_expand=True
    )

    @api.depends("interaction_ids.is_contact", "interaction_ids.employer_id")
    def _compute_level(self):
        """Set the level from facts alone; later rooms add their facts and their dependencies."""
        collaborations = self._collaboration_days()
        engaged, contacted = self._engagement_ids(), self._contacted_ids()
        for organisation in self:
            days = collaborations.get(organisation.id, set())
            organisation.level = (
                self._level_of_days(days)
                or (organisation.id in engaged and "engaged")
                or (organisation.id in contacted and "contacted")
                or "prospect"
            )

    # ------------------------------------------------------------
    # FACTS OF THE RELATION (hooks of later rooms)
    # ------------------------------------------------------------

    def _collaboration_days(self):
        """Return {organisation id: set of dates} of every collaboration, however old.

        A collaboration is an internship started, a hire, a vacancy whose people were met, a
        commissioned course held or a commitment delivered; never an agreement, a workshop seat
        or a call. Each later room adds its own to super(). The level looks at 24 months back,
        older days tell a dormant relation from one that never was.
        """
        return {}

    def _engagement_ids(self):
        """Return the ids with something beyond a contact (agreement, workshop, open vacancy)."""
        return set()

    def _contacted_ids(self):
        groups = self.env["employer.interaction"]._read_group(
            [("employer_id", "in", self.ids), ("is_contact", "=", True)], ["employer_id"]
        )
        return {employer.id for (employer,) in groups}

    @api.model
    def _level_of_days(self, days, today=None):
        """Return the level that collaborations on `days` give on a day, None without any.

        :param today: the day; today itself unless told
        """
        today = today or fields.Date.context_today(self)
        days = {day for day in days if day <= today}
        if not days:
            return None
        if len([day for day in days if day >= add_months(today, -LEVEL_MONTHS)]) >= 2:
            return "stable"
        return "collaborating" if max(days) >= self._dormant_before(today) else "dormant"

    @api.model
    def _dormant_before(self, today):
        """Return the first day of the 24 months before `today`, Augusts not counted."""
        months = counted = 0
        while counted < LEVEL_MONTHS:
            months += 1
            counted += add_months(today, -months).month != AUGUST
        return add_months(today, -months)

    @api.model
    def _cron_refresh_levels(self):
        """Let relations grow old: a level also changes because time passes."""
        organisations = self.search([("level", "in", ("collaborating", "stable"))])
        self.env.add_to_compute(self._fields["level"], organisations)
        organisations._recompute_recordset(["level"])
