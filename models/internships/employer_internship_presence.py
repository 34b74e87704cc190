# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.calendar_months import add_months, month_slices

#: States in which an internship has months: it began.
BEGUN = ("running", "suspended", "ended")
FEATURE = "employer_engagement.employer_engagement_feature_internships"
ROLES = (
    "employer_engagement.employer_engagement_group_officer,"
    "employer_engagement.employer_engagement_group_identity"
)
#: What moves the first or the last day of an internship, and so its months.
MOVING = {"state", "start_date", "actual_end_date", "months", "agreed_end_date"}
BATCH = 500


class EmployerInternship(models.Model):
    """The months of an internship, and what happens on its days."""

    _inherit = "employer.internship"

    month_ids = fields.One2many(
        "employer.internship.month", "internship_id", string="Presence by month", groups=ROLES
    )
    event_ids = fields.One2many(
        "employer.internship.event", "internship_id", string="What happened", groups=ROLES
    )

    # ------------------------------------------------------------------
    # Days
    # ------------------------------------------------------------------

    def _last_day(self):
        """Return the last day: the real one, before it comes the planned one (or False)."""
        return self.actual_end_date or self.planned_end_date

    works_holidays = fields.Boolean(
        string="Works on public holidays",
        tracking=True,
        help="A kitchen may: presence is planned on these days as on any other.",
    )

    def _holidays(self, first, last):
        """Return the days from `first` to `last` on which no presence is planned."""
        self.ensure_one()
        if self.works_holidays:
            return set()
        company = self.company_id or self.env.company
        return self.env["employer.holiday"]._days(first, last, company)

    def _away(self):
        """Return the suspensions whose days are no days of presence: those that move the end,
        and one still going on."""
        return [
            (line.start_date, line.end_date or None)
            for line in self.suspension_ids
            if line.start_date and (line.is_counted or not line.end_date)
        ]

    # ------------------------------------------------------------------
    # Months are opened when they begin
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        internships = super().create(vals_list)
        # only the server makes one that runs or ended: nothing is asked of long ago
        internships._sync_months(self._last_month())
        return internships

    def write(self, vals):
        result = super().write(vals)
        if MOVING & vals.keys():
            is_start = vals.get("state") == "running" or "start_date" in vals
            self._sync_months(None if is_start else self._last_month())
        return result

    @api.model
    def _last_month(self):
        """Return the first day of the month before today's."""
        return add_months(fields.Date.context_today(self).replace(day=1), -1)

    def _sync_months(self, since=None):
        """Open the months that have begun, and drop those a new day of start or end left empty.

        :param since: open none that ended before this day
        """
        if self._is_history() or not any(one.state in BEGUN for one in self):
            return
        # sudo: months follow from the internship, whoever may write them
        Month = self.env["employer.internship.month"].sudo()
        rows = Month.search([("internship_id", "in", self.ids)])
        known = {(row.internship_id.id, row.month) for row in rows}
        Month.create(
            [
                {"internship_id": internship.id, "month": month}
                for internship in self
                for month in internship._months_begun(since)
                if (internship.id, month) not in known
            ]
        )
        rows.filtered(
            lambda row: row.state == "open" and not row.first_date and not row.has_sheet
        ).unlink()

    def _months_begun(self, since=None):
        """Return the first days of the months up to today's.

        Of what came from earlier records nothing is asked for months before it came.
        """
        start, end = self.start_date, self._last_day()
        if self.state not in BEGUN or not start or not end:
            return []
        since = max(filter(None, (start, since, self.is_imported and self.create_date.date())))
        last = min(end, fields.Date.context_today(self))
        first = max(start, since.replace(day=1))
        if last < first:
            return []
        return [day.replace(day=1) for day, _end in month_slices(first, last)]

    @api.model
    def _cron_open_months(self, batch_size=BATCH):
        """Open the month that has begun, for every internship under way; in batches.

        One that began before months were kept is asked for none before the last.
        """
        if not self.env.user.has_group(FEATURE):
            return
        today = fields.Date.context_today(self)
        month = today.replace(day=1)
        domain = [
            ("state", "in", ("running", "suspended")),
            ("planned_end_date", ">=", month),
            ("start_date", "<=", today),
            ("month_ids", "not any", [("month", "=", month)]),
        ]
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=self.search_count(domain))
        while batch := self.search(domain, limit=batch_size):
            batch._sync_months(self._last_month())
            if not commit_progress(len(batch)):
                break

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_record_event(self):
        """Open the small dialog that records what happened today, in one more click."""
        self.ensure_one()
        action = self._open_dialog("employer.internship.event.record", self.env._("What happened"))
        action["context"] = {**action["context"], "dialog_size": "medium"}
        return action

    def action_open_months(self):
        """Open the months of this internship."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Presence of %s", self.display_name),
            "res_model": "employer.internship.month",
            "view_mode": "list,form",
            "domain": [("internship_id", "=", self.id)],
        }
