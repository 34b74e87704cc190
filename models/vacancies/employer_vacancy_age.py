# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

READER = "employer_engagement.employer_engagement_group_user"
FEATURE = "employer_engagement.employer_engagement_feature_vacancies"
#: How many vacancies the nightly job settles before it commits.
AGE_BATCH = 100


class EmployerVacancy(models.Model):
    """Vacancies that grow old: nothing moved, and nobody knows whether the job is still there.

    After the first number of days of R13 one is *stale*: it stands in Today and the company is
    asked once. After the second it closes by itself (*nothing moved for too long*), never without
    that notice, before the start wanted, or while a company has a list or meets somebody. A stage,
    a company that answered, *still open* and, in later rooms, what happens on a list are moves.
    """

    _inherit = "employer.vacancy"

    confirmed_date = fields.Date(
        string="Said to be open on",
        copy=False,
        help="The last day the company said that the job is still there.",
    )
    notice_date = fields.Date(
        string="Told that it would close",
        readonly=True,
        copy=False,
        help="The day it was found stale; it closes no sooner than the office's days after it.",
    )
    last_move_date = fields.Date(string="Last move", compute="_compute_age")
    closing_date = fields.Date(
        string="Closes by itself on", compute="_compute_age", help="Unless something moves."
    )
    is_stale = fields.Boolean(
        string="Nothing moves",
        compute="_compute_age",
        search="_search_is_stale",
        help="Nothing moved for as many days as rule R13 says.",
    )

    @api.depends("stage_id", "stage_since", "confirmed_date", "notice_date", "start_date")
    def _compute_age(self):
        ages = self._ages()
        for vacancy in self:
            moved, stale_days, close_days = ages.get(vacancy._origin.id, (False, 0, 0))
            today = fields.Date.context_today(vacancy)
            is_stale = bool(moved and moved <= today - timedelta(days=stale_days))
            vacancy.last_move_date = moved
            vacancy.is_stale = is_stale
            vacancy.closing_date = (
                is_stale and close_days and vacancy._closing_day(moved, stale_days, close_days)
            )

    def _closing_day(self, moved, stale_days, close_days):
        """Return the day it closes by itself: days after the notice, never before the start."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        is_told = self.notice_date and self.notice_date >= moved
        told = self.notice_date if is_told else today
        days = (
            moved + timedelta(days=close_days),
            told + timedelta(days=max(close_days - stale_days, 1)),
            self.start_date,
            self.deadline_date,
        )
        return max(day for day in days if day)

    @api.model
    def _search_is_stale(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()  # the query reads tables
        queries = [
            SQL("(SELECT a.id FROM (%s) a)", query)
            for company in self.env.companies
            if (query := self._stale_query(company))
        ]
        return Domain.OR(Domain("id", "in", query) for query in queries)

    # ------------------------------------------------------------
    # WHAT COUNTS (later rooms add their moves)
    # ------------------------------------------------------------

    @api.model
    def _age_days(self, company):
        """Return the days of R13 in force until (stale, closed by itself); 0: never."""
        today = fields.Date.context_today(self)
        rules = self.env["employer.rule"]._in_force("R13", today, company)
        return tuple(
            next(
                (
                    int(line.value)
                    for rule in rules
                    if (line := rule.parameter_ids._in_force(key, today))
                ),
                0,
            )
            for key in ("stale_days", "close_days")
        )

    @api.model
    def _moves(self):
        """Return the days (SQL, of a vacancy `v`) on which something moved; NULL counts not."""
        return [
            SQL("v.stage_since"),
            SQL("v.confirmed_date"),
            SQL(
                """(SELECT MAX(i.date) FROM employer_interaction i
                     WHERE i.vacancy_id = v.id AND i.is_contact)"""
            ),
        ]

    @api.model
    def _keeps_open_domain(self):
        """Return the domain of the vacancies that do not close by themselves."""
        return Domain.FALSE

    # ------------------------------------------------------------
    # QUERIES
    # ------------------------------------------------------------

    @api.model
    def _age_query(self, company, condition):
        """Return the SELECT (SQL) of id and last move of the open vacancies `v` of an office."""
        return SQL(
            """
            SELECT v.id, COALESCE(GREATEST(%(moves)s), v.create_date::date) AS moved
              FROM employer_vacancy v
             WHERE v.active AND v.stage_kind IN ('need', 'open')
               AND v.company_id = %(company)s AND %(condition)s
            """,
            moves=SQL(", ").join(self._moves()),
            company=company.id,
            condition=condition,
        )

    @api.model
    def _stale_query(self, company):
        """Return the SELECT (SQL) of id and last move of the stale vacancies; None: never stale."""
        days, _close_days = self._age_days(company)
        if not days:
            return None
        limit = fields.Date.context_today(self) - timedelta(days=days)
        return SQL(
            "SELECT s.id, s.moved FROM (%s) s WHERE s.moved <= %s",
            self._age_query(company, SQL("COALESCE(v.stage_since <= %s, TRUE)", limit)),
            limit,
        )

    def _ages(self):
        """Return {vacancy id: (last move, days until stale, days until closed)} of open ones."""
        self.env.flush_all()  # the query reads tables
        ages = {}
        for company, vacancies in self._origin.grouped("company_id").items():
            days = self._age_days(company)
            query = self._age_query(company, SQL("v.id = ANY(%s)", list(vacancies.ids)))
            for vacancy_id, moved in self.env.execute_query(query) if days[0] else ():
                ages[vacancy_id] = (moved, *days)
        return ages

    # ------------------------------------------------------------
    # THE NIGHTLY JOB
    # ------------------------------------------------------------

    @api.model
    def _cron_age(self, batch_size=AGE_BATCH):
        """Tell of the vacancies that became stale, close those told of long enough ago."""
        reader, feature = self.env.ref(READER), self.env.ref(FEATURE)
        if feature not in reader.all_implied_ids:
            return
        self.env.flush_all()  # the query reads tables
        stale = self.browse(
            vacancy_id
            for company in self.env["res.company"].search([])
            if (query := self._stale_query(company))
            for vacancy_id, _moved in self.env.execute_query(query)
        )
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=len(stale))
        for start in range(0, len(stale), batch_size):
            batch = stale[start : start + batch_size]
            batch.try_lock_for_update()._settle_age()
            if not commit_progress(len(batch)):
                break

    def _settle_age(self):
        """Give notice of those not told of since their last move; close those whose day came."""
        today = fields.Date.context_today(self)
        untold = self.filtered(
            lambda one: not one.notice_date or one.notice_date < one.last_move_date
        )
        untold._give_notice()
        due = (self - untold).filtered(lambda one: one.closing_date and one.closing_date <= today)
        for vacancy in due - due.filtered_domain(self._keeps_open_domain()):
            vacancy._close_stale()

    def _give_notice(self):
        """Remember the notice that Today shows, and ask the company once whether it is still open.

        A company is not asked about what is old already: only the officer knows what became of it.
        """
        today = fields.Date.context_today(self)
        for vacancy in self:
            vacancy.notice_date = today
            _stale_days, close_days = self._age_days(vacancy.company_id)
            if close_days and today < vacancy.last_move_date + timedelta(days=close_days):
                vacancy._ask_company()

    def _close_stale(self):
        """Close one whose days are over, and tell its officer."""
        self.ensure_one()
        stage = self._first_stage("closed")
        if not stage:
            return
        told = self.with_context(lang=self.user_id.lang or self.env.lang)
        words = told.env._(
            "Closed by itself: nothing had moved since %s. Open it again if the job is still "
            "there.",
            format_date(told.env, self.last_move_date),
        )
        self.write({"stage_id": stage.id, "close_reason": "expired"})
        self.message_post(body=words, partner_ids=self.user_id.partner_id.ids)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_confirm_open(self):
        """Write down that the company said today that the job is still there."""
        self.write({"confirmed_date": fields.Date.context_today(self)})
