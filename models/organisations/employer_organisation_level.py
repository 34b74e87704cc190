# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.calendar_months import add_months, months_before

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
#: Organisations the nightly job looks at between two commits.
LEVEL_BATCH = 500


class EmployerOrganisation(models.Model):
    """How far the relation has come: `level`, by the facts of DESIGN.md, section 5, alone.

    Stored; recomputed when a fact changes. A relation also grows old, and a hire of next week
    is a fact next week: `level_review_date` says from which day time alone may change the
    level, and the nightly job looks at those whose day has come. Each later room adds its facts
    to the hooks below and its own dependencies to `_compute_level`.
    """

    _inherit = "employer.organisation"

    level = fields.Selection(
        LEVELS, compute="_compute_level", store=True, index=True, group_expand=True
    )
    level_review_date = fields.Date(
        compute="_compute_level",
        store=True,
        index="btree_not_null",
        export_string_translation=False,
        help="From this day on the level may change by time alone; empty: it does not.",
    )
    last_collaboration_date = fields.Date(
        string="Last collaboration",
        compute="_compute_level",
        store=True,
        index="btree_not_null",
        help="The last internship started, hire, person met or commitment delivered.",
    )

    @api.depends("interaction_ids.is_contact", "interaction_ids.employer_id")
    def _compute_level(self):
        """Set the level from facts alone; later rooms add their facts and their dependencies."""
        collaborations = self._collaboration_days()
        engaged, contacted = self._engagement_ids(), self._contacted_ids()
        today = fields.Date.context_today(self)
        for organisation in self:
            days = collaborations.get(organisation.id, set())
            past = [day for day in days if day <= today]
            organisation.last_collaboration_date = max(past, default=False)
            organisation.level_review_date = self._level_review_day(days, today)
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
        return months_before(today, LEVEL_MONTHS, skipped=AUGUST)

    @api.model
    def _level_review_day(self, days, today):
        """Return the first day after `today` on which time alone may change the level, or False.

        Never too late; a few days too early where months have not the same length or the
        Augusts fall so: then the level is looked at again the next day.
        """
        past = sorted(day for day in days if day <= today)
        future = min((day for day in days if day > today), default=None)
        bounds = [future] if future else []
        # stable: until the last but one collaboration is older than the months of the level
        if len(past) > 1 and past[-2] >= add_months(today, -LEVEL_MONTHS):
            bounds.append(add_months(past[-2], LEVEL_MONTHS) + timedelta(days=1))
        # not dormant: each year of those months has one more month, its August
        elif past and past[-1] >= self._dormant_before(today):
            bounds.append(add_months(past[-1], LEVEL_MONTHS * 13 // 12) + timedelta(days=1))
        return bool(bounds) and max(min(bounds), today + timedelta(days=1))

    @api.model
    def _cron_refresh_levels(self, batch_size=LEVEL_BATCH):
        """Change the levels that time alone changes, a batch at a time, in every office.

        What was looked at has its next day in the future: a job that was cut goes on where it
        stopped, and most nights there is little to do.
        """
        everyone = self.with_context(active_test=False)
        domain = [("level_review_date", "<=", fields.Date.context_today(self))]
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=everyone.search_count(domain))
        while batch := everyone.search(domain, limit=batch_size).try_lock_for_update():
            self.env.add_to_compute(self._fields["level"], batch)
            batch._recompute_recordset(["level"])
            batch.flush_recordset()
            if not commit_progress(len(batch)):
                break
