# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_indicator_measure import last_quarter_end
from .employer_person_report import SENT
from .indicator_definition import PROTECTED_DIMENSIONS

#: Each kind of row: its number (a row's id is its record's id and this) and label.
KINDS = {
    "unproposed": (1, "Available and never proposed"),
    "partner_people": (2, "Partner whose people were never proposed"),
    "partner_openings": (3, "Partner never sent an opening"),
}
DISPATCH = "employer_engagement.employer_engagement_feature_dispatch"
KIND_ROOM = 4
#: The figure that tells by group how proposals end.
SHARE = "persons_selected"


class EmployerFairness(models.Model):
    """Whom the lists forget: persons available for long and never proposed, partners never served.

    *Never proposed* is on no list that was sent, told to no company, in no internship or hire. Who
    may not work with the papers there are, or left the service, is not waited for. A live view
    with one row a person or partner, the longest waiting first; a row goes with the first proposal.
    No protected attribute is read: shares by group come of the registry alone (`SHARE`), hidden
    where few. Officers see their offices', tutors their own team's persons.
    Source: issue 5, Lists; PEERS.md §7.
    """

    _name = "employer.fairness"
    _description = "Fairness"
    _inherit = ["employer.fact.mixin"]
    _auto = False
    _order = "since, id"
    _rec_name = "kind"
    _depends = {
        "employer.candidate": [
            "state",
            "active",
            "available_from",
            "back_date",
            "last_proposed_date",
            "referrer_id",
            "tutor_id",
            "team_id",
            "company_id",
        ],
        "employer.participation": ["candidate_id", "entered_date", "left_date"],
        "employer.candidate.permit": [
            "candidate_id",
            "permit_type_id",
            "valid_from",
            "valid_to",
            "application_date",
            "is_renewal_requested",
        ],
        "employer.candidate.protected": ["candidate_id", "citizenship_id"],
        "employer.candidacy": ["candidate_id", "last_state"],
        "employer.internship": ["candidate_id", "state"],
        "employer.hire": ["candidate_id", "active"],
        "employer.dispatch": ["organisation_id", "sent_date"],
        "employer.organisation": ["is_partner_organisation", "active", "user_id", "team_id"],
        "res.company": ["employer_fair_days"],
    }

    kind = fields.Selection(
        [(kind, label) for kind, (_number, label) in KINDS.items()],
        string="Who was forgotten",
        readonly=True,
    )
    since = fields.Date(string="Waiting since", readonly=True)
    days = fields.Integer(readonly=True, aggregator="max")
    people = fields.Integer(string="Persons", readonly=True, help="Available and never proposed.")
    detail = fields.Char(string="What to do", compute="_compute_detail")
    candidate_id = fields.Many2one("employer.candidate", string="Person", readonly=True)
    partner_organisation_id = fields.Many2one(
        "employer.organisation", string="Partner organisation", readonly=True
    )
    tutor_id = fields.Many2one("res.users", string="Centre tutor", readonly=True)
    user_id = fields.Many2one("res.users", string="Officer", readonly=True)
    team_id = fields.Many2one("employer.team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    # ------------------------------------------------------------------
    # Words
    # ------------------------------------------------------------------

    @api.depends("kind", "people", "candidate_id.proposal_until")
    def _compute_detail(self):
        for row in self:
            row.detail = getattr(row, f"_detail_{row.kind}")()

    def _detail_unproposed(self):
        today = fields.Date.context_today(self)
        until = self.candidate_id.proposal_until
        if not until or until < today:
            return self.env._("No yes to being proposed in force: ask first.")
        return self.env._("Look for work, or ask what is missing.")

    def _detail_partner_people(self):
        return self.env._("Look at the persons it referred, and tell it how they stand.")

    def _detail_partner_openings(self):
        return self.env._("Choose an open position, and send it to the partner.")

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open(self):
        """Open the person or the partner organisation."""
        self.ensure_one()
        record = self.candidate_id or self.partner_organisation_id
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def action_do(self):
        """Open what helps: the vacancies for the person, or the persons of the partner."""
        self.ensure_one()
        return getattr(self, f"_do_{self.kind}")()

    def _do_unproposed(self):
        return self.candidate_id.action_find_work()

    def _do_partner_people(self):
        partner = self.partner_organisation_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Persons of %s", partner.display_name),
            "res_model": "employer.candidate",
            "views": [(False, "list"), (False, "form")],
            "domain": [("referrer_id", "=", partner.id), ("state", "=", "ready")],
        }

    def _do_partner_openings(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Open positions"),
            "res_model": "employer.vacancy",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("stage_kind", "=", "open"),
                ("company_id", "=", self.company_id.id),
            ],
        }

    def action_share_by_group(self):
        """Count how proposals of this year and the last end by group, and open it.

        Of whole years as of the end of a quarter, few persons hidden, as the registry does.

        :raise AccessError: for who may not read figures
        """
        values = self.env["employer.indicator.value"]
        day = last_quarter_end(fields.Date.context_today(self))
        for year in (day.year - 1, day.year):
            first, last = day.replace(year, 1, 1), day.replace(year, 12, 31)
            values |= values._refresh(
                self.env.company, first, last, day, ("total", *PROTECTED_DIMENSIONS)
            )
        shares = values.filtered(lambda value: value.indicator == SHARE)
        view = self.env.ref("employer_engagement.employer_fairness_share_list")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("From proposal to selection, by group"),
            "res_model": "employer.indicator.value",
            "views": [(view.id, "list")],
            "domain": [("id", "in", shares.ids)],
            "context": {"group_by": "date_from:year"},
        }

    # ------------------------------------------------------------------
    # The view
    # ------------------------------------------------------------------

    @property
    def _table_query(self) -> SQL:
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH unproposed AS (%s)
            SELECT s.*, %s - s.since AS days FROM (%s) s
            """,
            self._unproposed(today),
            today,
            SQL(" UNION ALL ").join(self._sources(today)),
        )

    @api.model
    def _sources(self, today):
        """Return the SELECTs (SQL) of the kinds, in one order of columns."""
        sources = [self._source_unproposed(), self._source_partner_people()]
        if self.env.user.has_group(DISPATCH):
            sources.append(self._source_partner_openings(today))
        return sources

    @api.model
    def _had_a_chance(self, person):
        """Return the condition (SQL) that `person` (SQL, an id) was proposed or placed ever."""
        return SQL(
            """
            (EXISTS (SELECT 1 FROM employer_candidacy y
                      WHERE y.candidate_id = %(person)s AND y.last_state IN %(sent)s)
             OR EXISTS (SELECT 1 FROM employer_internship y
                         WHERE y.candidate_id = %(person)s AND y.state != 'cancelled')
             OR EXISTS (SELECT 1 FROM employer_hire y
                         WHERE y.candidate_id = %(person)s AND y.active))
            """,
            person=person,
            sent=SENT,
        )

    @api.model
    def _unproposed(self, today):
        """Return the SELECT (SQL) of who is available for the office's days and never proposed.

        Available since the last entry into the service, the end of the last absence or the first
        day noted, whichever is latest; who left everything they entered is not waited for.
        """
        return SQL(
            """
            SELECT employer_candidate.id, employer_candidate.tutor_id, employer_candidate.team_id,
                   employer_candidate.referrer_id, employer_candidate.company_id,
                   employer_candidate.create_date::date AS noted, w.since,
                   employer_candidate.unproposed_ask_date, office.employer_fair_days AS fair_days
              FROM employer_candidate
              JOIN res_company office ON office.id = employer_candidate.company_id
             CROSS JOIN LATERAL (
                   SELECT GREATEST(COALESCE(MAX(e.entered_date),
                                            employer_candidate.create_date::date),
                                   employer_candidate.available_from,
                                   employer_candidate.back_date) AS since,
                          COALESCE(BOOL_AND(e.left_date <= %(today)s), FALSE) AS has_left
                     FROM employer_participation e
                    WHERE e.candidate_id = employer_candidate.id) w
             WHERE employer_candidate.active AND employer_candidate.state = 'ready'
               AND employer_candidate.last_proposed_date IS NULL
               AND NOT w.has_left AND w.since <= %(today)s - office.employer_fair_days
               AND NOT %(had)s AND %(may_work)s
            """,
            today=today,
            had=self._had_a_chance(SQL("employer_candidate.id")),
            may_work=self.env["employer.candidate"]._is_not_refused_sql(today),
        )

    @api.model
    def _source_unproposed(self):
        return SQL(
            """
            SELECT u.id * %s + %s AS id, 'unproposed' AS kind, u.since, 1 AS people,
                   u.id AS candidate_id, u.referrer_id AS partner_organisation_id,
                   u.tutor_id, NULL::integer AS user_id, u.team_id, u.company_id
              FROM unproposed u
             WHERE u.id IN %s
            """,
            KIND_ROOM,
            KINDS["unproposed"][0],
            self._readable("employer.candidate", active_only=True),
        )

    @api.model
    def _source_partner_people(self):
        """Partners with persons here, of whom none ever had a chance and one is due for it."""
        return SQL(
            """
            SELECT o.id * %(room)s + %(number)s, 'partner_people', p.since, p.people,
                   NULL::integer, o.id, NULL::integer, o.user_id, o.team_id, o.company_id
              FROM (SELECT u.referrer_id, MIN(u.since) AS since, COUNT(*)::integer AS people
                      FROM unproposed u GROUP BY u.referrer_id) p
              JOIN employer_organisation o ON o.id = p.referrer_id
             WHERE o.id IN %(readable)s AND o.is_partner_organisation
               AND NOT EXISTS (
                   SELECT 1 FROM employer_candidate c
                    WHERE c.referrer_id = o.id
                      AND (c.last_proposed_date IS NOT NULL OR %(had)s))
            """,
            room=KIND_ROOM,
            number=KINDS["partner_people"][0],
            readable=self._readable("employer.organisation", active_only=True),
            had=self._had_a_chance(SQL("c.id")),
        )

    @api.model
    def _source_partner_openings(self, today):
        """Partners known for the office's days to whom no opening was ever sent."""
        return SQL(
            """
            SELECT o.id * %(room)s + %(number)s, 'partner_openings', o.create_date::date, 0,
                   NULL::integer, o.id, NULL::integer, o.user_id, o.team_id, o.company_id
              FROM employer_organisation o
              JOIN res_company office ON office.id = o.company_id
             WHERE o.id IN %(readable)s AND o.is_partner_organisation
               AND o.create_date::date <= %(today)s - office.employer_fair_days
               AND NOT EXISTS (SELECT 1 FROM employer_dispatch d
                                WHERE d.organisation_id = o.id AND d.sent_date IS NOT NULL)
            """,
            room=KIND_ROOM,
            number=KINDS["partner_openings"][0],
            readable=self._readable("employer.organisation", active_only=True),
            today=today,
        )
