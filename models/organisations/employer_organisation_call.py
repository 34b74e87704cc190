# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

#: Stage in which an officer negotiates and nobody else calls.
NEGOTIATION_STAGE = "proposal"


class EmployerOrganisation(models.Model):
    """Who may call an organisation now, in words, for all teams and offices (rule R17).

    *free*; *ask* its owner; *wait*, because a colleague was in touch lately or negotiates. The
    same company in another office (same contact, VAT number or fiscal code) counts too: of it
    only the colleague's name, the office and the day are told. Never shown on one's own cards
    (owner, or officer of an open scouting); it warns and tells, it never blocks.
    """

    _inherit = "employer.organisation"

    call_state = fields.Selection(
        [("free", "Free to call"), ("ask", "Ask first"), ("wait", "Wait")],
        string="May I call",
        compute="_compute_call",
        search="_search_call_state",
    )
    call_words = fields.Char(string="Who may call", compute="_compute_call")

    @api.depends("user_id", "interaction_ids", "scouting_ids.user_id", "scouting_ids.stage_id")
    @api.depends_context("uid")
    def _compute_call(self):
        verdicts = self._call_verdicts()
        names = self._call_names(verdicts.values())
        for organisation in self:
            verdict = verdicts.get(organisation._origin.id)
            organisation.call_state = verdict and verdict["state"]
            organisation.call_words = verdict and organisation._call_sentence(verdict, names)

    def _search_call_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        queries = [
            query
            for company in self.env.companies
            if (query := self._call_query(company, SQL("TRUE")))
        ]
        if not queries:
            return Domain(False in value)
        self.env.flush_all()  # the query reads tables
        verdicts = SQL(" UNION ALL ").join(SQL("(%s)", query) for query in queries)
        judged = SQL("SELECT v.organisation_id FROM (%s) v", verdicts)
        states = tuple(state for state in value if state)
        chosen = SQL("(%s WHERE v.state IN %s)", judged, states or ("",))
        domain = Domain("id", "in", chosen)
        return domain | Domain("id", "not in", SQL("(%s)", judged)) if False in value else domain

    # ------------------------------------------------------------
    # WHAT COUNTS (hooks of later rooms)
    # ------------------------------------------------------------

    @api.model
    def _negotiations(self):
        """Return SELECTs (SQL) of employer_id, user_id, since: who negotiates with whom now."""
        return [
            SQL(
                """
                SELECT s.employer_id, s.user_id, s.stage_since AS since
                  FROM employer_scouting s
                  JOIN employer_scouting_stage g ON g.id = s.stage_id
                 WHERE s.active AND s.stage_kind = 'open' AND g.code = %s
                """,
                NEGOTIATION_STAGE,
            )
        ]

    @api.model
    def _company_contacts(self):
        """Return the condition (SQL, on `i`) under which an interaction is with the company."""
        return SQL("i.is_mass_mail IS NOT TRUE AND i.user_id IS NOT NULL")

    # ------------------------------------------------------------
    # THE VERDICT
    # ------------------------------------------------------------

    def _call_verdicts(self):
        """Return {organisation id: verdict} of those that are not the user's own.

        A verdict is a dict: state, reason (negotiation, spoke, tried, owner, none), the colleague
        (`user_id`), the record and office the colleague knows it by (`twin_id`, `company_id`),
        the day, and until when to wait.
        """
        self.env.flush_all()  # the query reads tables
        verdicts = {}
        for company, organisations in self._origin.grouped("company_id").items():
            query = self._call_query(company, SQL("o.id = ANY(%s)", list(organisations.ids)))
            rows = self.env.execute_query_dict(query) if query else ()
            verdicts.update((row["organisation_id"], row) for row in rows)
        return verdicts

    @api.model
    def _call_days(self, company):
        """Return (days free without an owner, days an owner may be silent), or None: R17 is off."""
        rule = self.env["employer.rule"]._find("R17", company=company)
        if rule.level in (False, "off"):
            return None
        today = fields.Date.context_today(self)
        rules = self.env["employer.rule"]._in_force("R17", today, company)
        days = [
            next(filter(None, (one.parameter_ids._in_force(key, today) for one in rules)), None)
            for key in ("free_days", "silent_days")
        ]
        return tuple(int(line.value) for line in days) if all(days) else None

    @api.model
    def _call_query(self, company, condition):
        """Return the query of the verdicts on organisations `o` of an office; None: R17 is off.

        Nothing but what `_call_verdicts` tells leaves it, so it may look into other offices.
        """
        days = self._call_days(company)
        if not days:
            return None
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH scope AS (%(scope)s), twin AS (%(twin)s), contact AS (%(contact)s),
                 negotiation AS (%(negotiation)s), owner AS (%(owner)s)
            SELECT DISTINCT ON (v.organisation_id) v.*
              FROM (SELECT twin.organisation_id, twin.twin_id, t.company_id,
                           CASE WHEN n.user_id IS NOT NULL THEN 'wait'
                                WHEN c.date > w.fresh THEN 'wait'
                                WHEN w.user_id IS NOT NULL THEN 'ask'
                                ELSE 'free' END AS state,
                           CASE WHEN n.user_id IS NOT NULL THEN 'negotiation'
                                WHEN c.date > w.fresh AND c.is_contact THEN 'spoke'
                                WHEN c.date > w.fresh THEN 'tried'
                                WHEN w.user_id IS NOT NULL THEN 'owner'
                                ELSE 'none' END AS reason,
                           CASE WHEN n.user_id IS NOT NULL THEN n.user_id
                                WHEN c.date > w.fresh THEN c.user_id
                                ELSE w.user_id END AS user_id,
                           CASE WHEN n.user_id IS NOT NULL THEN n.since
                                WHEN c.date > w.fresh THEN c.date END AS date,
                           CASE WHEN n.user_id IS NULL AND c.date > w.fresh
                                THEN c.date + (%(today)s - w.fresh) END AS until
                      FROM twin
                      JOIN employer_organisation t ON t.id = twin.twin_id
                      JOIN owner w ON w.twin_id = twin.twin_id
                      LEFT JOIN contact c ON c.employer_id = twin.twin_id
                      LEFT JOIN negotiation n ON n.employer_id = twin.twin_id) v
             ORDER BY v.organisation_id, v.state != 'wait', v.state != 'ask',
                      v.until DESC NULLS FIRST,
                      v.twin_id = v.organisation_id DESC, v.twin_id
            """,
            scope=self._call_scope(company, condition),
            twin=self._call_twins(),
            contact=self._call_contacts(today - timedelta(days=max(days)), today),
            negotiation=self._call_negotiations(),
            owner=self._call_owners(today, *days),
            today=today,
        )

    @api.model
    def _call_scope(self, company, condition):
        """The organisations judged: those of the office that are not the user's own."""
        return SQL(
            """
            SELECT o.id, o.partner_id, o.vat_number, o.fiscal_code, o.company_id
              FROM employer_organisation o
             WHERE o.company_id = %(company)s AND %(condition)s
               AND o.user_id IS DISTINCT FROM %(me)s
               AND NOT EXISTS (SELECT 1 FROM employer_scouting s
                                WHERE s.employer_id = o.id AND s.active
                                  AND s.stage_kind = 'open' AND s.user_id = %(me)s)
            """,
            company=company.id,
            condition=condition,
            me=self.env.uid,
        )

    @api.model
    def _call_twins(self):
        """Each organisation judged with its records: its own and those of other offices."""
        same = SQL(" UNION ").join(
            SQL(
                """
                SELECT o.id, t.id FROM scope o
                  JOIN employer_organisation t
                    ON t.%(field)s = o.%(field)s AND t.company_id != o.company_id AND t.active
                """,
                field=SQL.identifier(field),
            )
            for field in ("partner_id", "vat_number", "fiscal_code")
        )
        return SQL("SELECT o.id AS organisation_id, o.id AS twin_id FROM scope o UNION %s", same)

    @api.model
    def _call_contacts(self, oldest, today):
        """The last contact of a colleague with each record, not older than any limit."""
        return SQL(
            """
            SELECT DISTINCT ON (i.employer_id) i.employer_id, i.user_id, i.date, i.is_contact
              FROM employer_interaction i
             WHERE i.employer_id IN (SELECT twin_id FROM twin)
               AND i.date > %(oldest)s AND i.date <= %(today)s
               AND i.user_id != %(me)s AND %(counts)s
             ORDER BY i.employer_id, i.date DESC, i.id DESC
            """,
            oldest=oldest,
            today=today,
            me=self.env.uid,
            counts=self._company_contacts(),
        )

    @api.model
    def _call_negotiations(self):
        """The colleague who negotiates over each record now."""
        return SQL(
            """
            SELECT DISTINCT ON (n.employer_id) n.employer_id, n.user_id, n.since
              FROM (%(negotiations)s) n
             WHERE n.employer_id IN (SELECT twin_id FROM twin) AND n.user_id != %(me)s
             ORDER BY n.employer_id, n.since DESC NULLS LAST, n.user_id
            """,
            negotiations=SQL(" UNION ALL ").join(self._negotiations()),
            me=self.env.uid,
        )

    @api.model
    def _call_owners(self, today, free_days, silent_days):
        """The owner of each record, who must still work here, and since when a contact is fresh."""
        return SQL(
            """
            SELECT twin.twin_id, u.id AS user_id,
                   CASE WHEN u.id IS NULL THEN %(free)s ELSE %(silent)s END AS fresh
              FROM (SELECT DISTINCT twin_id FROM twin) twin
              JOIN employer_organisation t ON t.id = twin.twin_id
              LEFT JOIN res_users u ON u.id = t.user_id AND u.active AND u.id != %(me)s
            """,
            free=today - timedelta(days=free_days),
            silent=today - timedelta(days=silent_days),
            me=self.env.uid,
        )

    # ------------------------------------------------------------
    # WORDS
    # ------------------------------------------------------------

    @api.model
    def _call_names(self, verdicts):
        """Return ({user id: name}, {office id: name}) of those the verdicts name."""
        # sudo: a colleague's name and office, also of another office; nothing else of them
        users = self.env["res.users"].sudo().browse({row["user_id"] for row in verdicts} - {None})
        companies = self.env["res.company"].sudo().browse({row["company_id"] for row in verdicts})
        return (
            {user.id: user.name for user in users},
            {company.id: company.name for company in companies},
        )

    def _call_sentence(self, verdict, names):
        """Return the verdict in words: free, ask whom, or who was in touch, wait until when."""
        self.ensure_one()
        users, offices = names
        who = users.get(verdict["user_id"])
        if verdict["company_id"] != self.company_id.id:
            who = who and f"{who} ({offices[verdict['company_id']]})"
        day = verdict["date"] and format_date(self.env, verdict["date"])
        until = verdict["until"] and format_date(self.env, verdict["until"])
        match verdict["reason"]:
            case "negotiation":
                return self.env._("%(who)s is negotiating with them: wait.", who=who)
            case "spoke":
                return self.env._(
                    "%(who)s spoke with them on %(day)s: wait until %(until)s.",
                    who=who,
                    day=day,
                    until=until,
                )
            case "tried":
                return self.env._(
                    "%(who)s tried to reach them on %(day)s: wait until %(until)s.",
                    who=who,
                    day=day,
                    until=until,
                )
            case "owner":
                return self.env._("Ask %(who)s.", who=who)
        return self.env._("Free to call")

    def _tell_colleague(self, verdict, interaction):
        """Tell the colleague of a verdict *ask* or *wait* that the user was in touch all the same.

        On the record the colleague knows, which may be another office's; no more than the day.
        """
        self.ensure_one()
        # sudo: verdicts cross offices; what is told is the officer, the company and the day
        colleague = self.env["res.users"].sudo().browse(verdict["user_id"])
        twin = self.sudo().browse(verdict["twin_id"]).with_context(lang=colleague.lang)
        words = twin.env._(
            "%(officer)s (%(office)s) was in touch with %(name)s on %(day)s.",
            officer=self.env.user.name,
            office=self.env.company.name,
            name=twin.display_name,
            day=format_date(twin.env, interaction.date),
        )
        twin.message_notify(
            partner_ids=colleague.partner_id.ids, subject=twin.display_name, body=words
        )

    def _colleague_words(self):
        """Return the note of rule R17: a colleague was in touch within its days; False if none."""
        rule = self.env["employer.rule"]._find("R17", company=self.company_id)
        today = fields.Date.context_today(self)
        days = rule.parameter_ids._in_force("notice_days", today).value
        if not self or rule.level in (False, "off") or not days:
            return False
        last = self.env["employer.interaction"].search(
            [
                ("employer_id", "in", self.ids),
                ("user_id", "!=", self.env.uid),
                ("is_mass_mail", "=", False),
                ("date", ">", today - timedelta(days=int(days))),
                ("date", "<=", today),
            ],
            limit=1,
        )
        return bool(last) and self.env._(
            "%(officer)s was in touch with them on %(date)s (%(channel)s: %(outcome)s).",
            officer=last.user_id.name or self.env._("A colleague"),
            date=format_date(self.env, last.date),
            channel=last._label("channel"),
            outcome=last._label("outcome"),
        )
