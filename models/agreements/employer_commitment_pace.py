# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.commitment_pace import Pace, behind_from, expected_by

from ..common.employer_target_group import PROTECTED
from .employer_agreement import FORCE_STATES

#: The rule whose level switches the reminder of promises and whose parameters are its numbers.
RULE = "COMMITMENT"
STATUSES = ("behind", "on_way", "kept", "missed")
REFRESH_BATCH = 500


class EmployerCommitment(models.Model):
    """Whether a promise is on the way: by when it is due and from which day it is behind.

    `behind_date` is the day from which what was delivered so far is too little: in proportion to
    the period, or some days before its end (parameters of rule COMMITMENT). It moves on with every
    delivery and is empty once all is kept, before the agreement has dates, and for a target group,
    whose own date only who may see protected data reads.
    """

    _inherit = "employer.commitment"

    user_id = fields.Many2one(
        related="agreement_id.user_id", store=True, index=True, readonly=False
    )
    team_id = fields.Many2one(related="agreement_id.team_id", store=True)
    due_date = fields.Date(
        string="Due",
        compute="_compute_due_date",
        store=True,
        help="The last day of its period, or of the agreement.",
    )
    behind_date = fields.Date(
        string="Behind from",
        compute="_compute_behind_date",
        store=True,
        help="From this day on what was delivered so far is too little.",
    )
    group_behind_date = fields.Date(
        string="Behind from (of the group)",
        compute="_compute_behind_date",
        store=True,
        groups=PROTECTED,
    )
    check_date = fields.Date(
        string="Look again on", help="Today is silent about this promise until that day."
    )
    expected = fields.Integer(
        string="Expected by now",
        compute="_compute_expected",
        help="In proportion to the days that have passed, less what the office tolerates.",
    )
    status = fields.Selection(
        [
            ("behind", "Behind"),
            ("on_way", "On the way"),
            ("kept", "Kept"),
            ("missed", "Not kept"),
        ],
        compute="_compute_status",
        search="_search_status",
        help="Empty: the agreement is not in force or was amended, or the figure is of a target "
        "group.",
    )

    # ---- computed

    @api.depends(
        "end_date", "agreement_id.end_date", "agreement_id.state", "agreement_id.termination_date"
    )
    def _compute_due_date(self):
        for commitment in self:
            agreement = commitment.agreement_id
            last = agreement._last_day() if agreement else False
            commitment.due_date = commitment.end_date or last

    @api.depends(
        "due_date",
        "start_date",
        "agreement_id.start_date",
        "quantity",
        "delivered",
        "group_delivered",
        "target_group_id",
    )
    def _compute_behind_date(self):
        for company, commitments in self.grouped("company_id").items():
            numbers = self._pace_numbers(company)
            for commitment in commitments:
                pace = commitment._pace(numbers)
                number = commitment.delivered + commitment.group_delivered  # one of them is 0
                day = behind_from(pace, number) if pace else False
                is_open = not commitment.target_group_id
                commitment.behind_date = is_open and day
                commitment.group_behind_date = not is_open and day

    @api.depends("due_date", "start_date", "agreement_id.start_date", "quantity")
    def _compute_expected(self):
        today = fields.Date.context_today(self)
        for company, commitments in self.grouped("company_id").items():
            numbers = self._pace_numbers(company)
            for commitment in commitments:
                pace = commitment._pace(numbers)
                commitment.expected = expected_by(pace, today) if pace else 0

    @api.model
    def _pace_numbers(self, company):
        """Return (percent, days before the end) for `company`, None while the rule is off."""
        rules = self.env["employer.rule"]
        company = company or self.env.company
        rule = rules._find(RULE, company=company)
        if not rule or rule.level == "off":
            return None
        keys = ("expected_percent", "days_before_end")
        percent, days = (int(rules._parameter(RULE, key, company=company)) for key in keys)
        return min(max(percent, 1), 100), max(days, 0)

    def _pace(self, numbers):
        """Return the promise as `Pace`, None without dates or rule."""
        self.ensure_one()
        start = self.start_date or self.agreement_id.start_date
        if not (numbers and start and self.due_date and start <= self.due_date):
            return None
        return Pace(start, self.due_date, max(self.quantity, 1), *numbers)

    # ---- status

    @api.depends_context("uid")
    @api.depends("gap", "behind_date", "due_date", "agreement_id.state", "target_group_id")
    def _compute_status(self):
        self.status = False
        known = self._in_force()
        for status in STATUSES:
            known.filtered_domain(self._status_domain(status)).status = status

    def _in_force(self):
        """Return those whose figure the current user may see, of agreements in force or past."""
        may = self.env["employer.target.group"]._may_be_counted()
        return self.filtered(
            lambda one: (
                (may or not one.target_group_id)
                and one.agreement_id.state in FORCE_STATES
                and not one.agreement_id.replaced_by_id
            )
        )

    @api.model
    def _status_domain(self, status):
        """Return the domain of `status` in figures the current user may see."""
        domain = self._figure_domain(status, "gap", "behind_date")
        domain &= Domain("target_group_id", "=", False)
        if self.env["employer.target.group"]._may_be_counted():
            of_group = self._figure_domain(status, "group_gap", "group_behind_date")
            domain |= of_group & Domain("target_group_id", "!=", False)
        return domain

    @api.model
    def _figure_domain(self, status, gap, behind):
        if status == "kept":
            return Domain(gap, "=", 0)
        today = fields.Date.context_today(self)
        is_over = Domain("due_date", "<", today) | Domain(
            "agreement_id.state", "in", ("expired", "terminated")
        )
        if status == "missed":
            return Domain(gap, ">", 0) & is_over
        is_behind = Domain(behind, "<=", today)
        return Domain(gap, ">", 0) & ~is_over & (is_behind if status == "behind" else ~is_behind)

    def _search_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self._with_status(status for status in value if status)
        if False in value:
            found |= ~self._with_status(STATUSES)
        return found

    @api.model
    def _with_status(self, statuses):
        """Return the domain of those whose status is one of `statuses`."""
        amended = Domain("agreement_id.amendment_ids", "any", [("state", "in", FORCE_STATES)])
        in_force = Domain("agreement_id.state", "in", FORCE_STATES) & ~amended
        return in_force & Domain.OR(self._status_domain(status) for status in statuses)

    # ---- nightly

    @api.model
    def _cron_refresh(self, batch_size=REFRESH_BATCH):
        """Count again, a batch at a time, what promises of active agreements have received.

        Facts change it at once; time does too (a hire whose first day has come), and a night also
        repairs what an import or a merge wrote past the ORM.
        """
        domain = Domain("agreement_id.state", "=", "active")
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=self.search_count(domain))
        last = 0
        while batch := self.search(domain & Domain("id", ">", last), order="id", limit=batch_size):
            last = batch[-1].id
            for name in ("delivered", "behind_date"):
                self.env.add_to_compute(self._fields[name], batch)
            batch._recompute_recordset(["delivered", "behind_date"])
            if not commit_progress(len(batch)):
                break
