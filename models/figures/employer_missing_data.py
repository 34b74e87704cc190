# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ..internships.employer_internship_papers import PAPERS
from .employer_fact_mixin import STARTED

FEATURE = "employer_engagement.employer_engagement_feature_"
GOING_ON = ("running", "suspended")
#: Each kind of gap: its number (a row's id is its record's id and this), feature and label.
KINDS = {
    "outcome": (1, "internships", "No outcome"),
    "not_ended": (2, "internships", "No end recorded"),
    "paper": (3, "internships", "Paper missing"),
    "agreement": (4, "internships", "Agreement not in force"),
    "hire": (5, "hires", "Told hired, no hire on file"),
    "link": (6, "hires", "Hire not linked to its internship"),
    "next_step": (7, "scouting", "No next step"),
    "sheet": (8, "internships", "Presence sheet missing"),
    "appointment": (9, "persons", "Person past the day to be met"),
}
KIND_ROOM = 16


class EmployerMissingData(models.Model):
    """What is missing on file, by team, each row with one click to the fix.

    Internships without outcome, end, paper or agreement in force; hires told and not recorded, or
    not credited to their internship; open scoutings without a next step; presence sheets, and
    persons past the day to be met (`employer_missing_data_presence.py`). A live view: a row goes
    when its fact is written. Unlike Today it reminds nobody and forgets nothing: earlier records
    stand here too (not their papers, which lie in the old files). Officers see their offices',
    tutors their own team's. Source: issue 5; PEERS.md 19.
    """

    _name = "employer.missing.data"
    _inherit = ["employer.fact.mixin"]
    _description = "Missing data"
    _auto = False
    _order = "since desc, id"
    _rec_name = "kind"
    _depends = {
        "employer.internship": [
            "name",
            "state",
            "start_date",
            "planned_end_date",
            "actual_end_date",
            "outcome",
            "outcome_date",
            "is_imported",
            *PAPERS,
            "end_communication_due_date",
            "agreement_id",
            "scheme_id",
            "candidate_id",
            "employer_id",
            "tutor_id",
            "user_id",
            "team_id",
            "company_id",
        ],
        "employer.internship.scheme": ["requires_agreement"],
        "employer.agreement": [
            "state",
            "start_date",
            "end_date",
            "agreement_type_id",
            "renewed_from_id",
            "amends_id",
            "employer_id",
        ],
        "employer.candidate": ["tutor_id", "team_id"],
        "employer.hire": [
            "active",
            "start_date",
            "internship_id",
            "internship_choice_reason",
            "candidate_id",
            "employer_id",
            "user_id",
            "team_id",
            "company_id",
        ],
        "employer.scouting": [
            "active",
            "stage_kind",
            "stage_since",
            "next_step_date",
            "employer_id",
            "user_id",
            "team_id",
            "company_id",
        ],
        "mail.activity": ["active", "res_model", "res_id"],
    }

    kind = fields.Selection(
        [(kind, label) for kind, (_number, _feature, label) in KINDS.items()],
        string="What is missing",
        readonly=True,
    )
    since = fields.Date(readonly=True)
    detail = fields.Char(string="Which", compute="_compute_detail")
    internship_id = fields.Many2one("employer.internship", readonly=True)
    month_id = fields.Many2one("employer.internship.month", readonly=True)
    hire_id = fields.Many2one("employer.hire", readonly=True)
    scouting_id = fields.Many2one("employer.scouting", readonly=True)
    candidate_id = fields.Many2one("employer.candidate", string="Person", readonly=True)
    employer_id = fields.Many2one("employer.organisation", readonly=True)
    tutor_id = fields.Many2one("res.users", string="Centre tutor", readonly=True)
    user_id = fields.Many2one("res.users", string="Officer", readonly=True)
    team_id = fields.Many2one("employer.team", readonly=True)
    is_imported = fields.Boolean(string="From earlier records", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    # ------------------------------------------------------------------
    # Words
    # ------------------------------------------------------------------

    @api.depends("kind", "internship_id", "month_id", "hire_id", "scouting_id", "candidate_id")
    def _compute_detail(self):
        for row in self:
            row.detail = getattr(row, f"_detail_{row.kind}", row._detail_record)()

    def _record(self):
        """Return the record this row is about."""
        records = (self.month_id, self.hire_id, self.internship_id, self.scouting_id)
        return next((record for record in records if record), self.candidate_id)

    def _detail_record(self):
        return self._record().name

    def _detail_paper(self):
        internship = self.internship_id
        return f"{internship.name}: {internship.missing_papers}"

    def _detail_agreement(self):
        internship = self.internship_id
        agreement = internship.agreement_id
        if not agreement:
            return self.env._("%s: no agreement", internship.name)
        return self.env._(
            "%(internship)s: %(agreement)s, until %(end)s",
            internship=internship.name,
            agreement=agreement.name,
            end=format_date(self.env, agreement._last_day()),
        )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open(self):
        """Open the record this row is about."""
        self.ensure_one()
        return self._open(self._record())

    def action_fix(self):
        """Open what settles this row, or settle it where nothing is to be asked.

        :raise AccessError: for who may not write the record
        """
        self.ensure_one()
        return getattr(self, f"_fix_{self.kind}")()

    def _open(self, record, view=False, target="current"):
        return {
            "type": "ir.actions.act_window",
            "name": record.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "views": [(view, "form")],
            "target": target,
        }

    def _fix_outcome(self):
        return self.internship_id.action_tell_outcome()

    def _fix_not_ended(self):
        return self.internship_id.action_end()

    def _fix_paper(self):
        view = self.env.ref("employer_engagement.employer_internship_view_form_papers")
        return self._open(self.internship_id, view.id, "new")

    def _fix_agreement(self):
        """Take the agreement that covers it; else open the one to renew, or the host's."""
        internship = self.internship_id
        if internship.agreement_id:
            return self._open(internship.agreement_id)
        found = internship._find_agreement()
        if found:
            internship.agreement_id = found
            return None
        return internship.employer_id.action_view_agreements()

    def _fix_hire(self):
        return self.internship_id.action_record_hire()

    def _fix_link(self):
        self.hire_id.action_credit_internship()

    def _fix_next_step(self):
        return self.scouting_id.action_log_contact()

    # ------------------------------------------------------------------
    # The view
    # ------------------------------------------------------------------

    @property
    def _table_query(self):
        sources = [
            getattr(self, f"_source_{kind}")()
            for kind, (_number, feature, _label) in KINDS.items()
            if self.env.user.has_group(FEATURE + feature)
        ]
        return SQL(" UNION ALL ").join(sources or [self._nothing()])

    @api.model
    def _select(self, kind, columns, source):
        """Return the SELECT of one kind of gap.

        :param columns: {column: SQL}, empty where it has no such column
        :param source: SQL from FROM on, with the record as `r`
        """
        number = KINDS[kind][0] if kind else 0
        links = (
            *("internship_id", "month_id", "hire_id", "scouting_id"),
            *("candidate_id", "tutor_id"),
        )
        values = {
            "id": SQL("r.id * %s + %s", KIND_ROOM, number),
            "kind": SQL("%s", kind) if kind else SQL("NULL::varchar"),
            "since": SQL("NULL::date"),
            **{name: SQL("NULL::integer") for name in links},
            "is_imported": SQL("FALSE"),
            "employer_id": SQL("r.employer_id"),
            "user_id": SQL("r.user_id"),
            "team_id": SQL("r.team_id"),
            "company_id": SQL("r.company_id"),
            **columns,
        }
        terms = [SQL("%s AS %s", term, SQL.identifier(name)) for name, term in values.items()]
        return SQL("SELECT %s %s", SQL(", ").join(terms), source)

    @api.model
    def _nothing(self):
        return self._select(None, {}, SQL("FROM employer_scouting r WHERE FALSE"))

    @api.model
    def _select_internships(self, kind, since, where, joins=None):
        """Return the SELECT of a gap of internships that the user may read."""
        return self._select(
            kind,
            {
                "since": since,
                "internship_id": SQL("r.id"),
                "candidate_id": SQL("r.candidate_id"),
                "tutor_id": SQL("COALESCE(r.tutor_id, p.tutor_id)"),
                "team_id": SQL("COALESCE(r.team_id, p.team_id)"),
                "is_imported": SQL("COALESCE(r.is_imported, FALSE)"),
            },
            SQL(
                """
                FROM employer_internship r
                JOIN employer_candidate p ON p.id = r.candidate_id
                %s
               WHERE r.id IN %s AND %s
                """,
                joins or SQL(),
                self._readable("employer.internship"),
                where,
            ),
        )

    @api.model
    def _hired_since(self):
        """Return the condition: hired by the host on or after the internship's first day."""
        return SQL(
            """
            EXISTS (SELECT 1 FROM employer_hire h
                     WHERE h.candidate_id = r.candidate_id AND h.employer_id = r.employer_id
                       AND h.active AND h.start_date >= r.start_date)
            """
        )

    @api.model
    def _source_outcome(self):
        """Ended, nobody told what became of it and no hire at the host answers."""
        return self._select_internships(
            "outcome",
            SQL("r.actual_end_date"),
            SQL(
                "r.state = 'ended' AND COALESCE(r.outcome, 'unknown') = 'unknown' AND NOT %s",
                self._hired_since(),
            ),
        )

    @api.model
    def _source_not_ended(self):
        """Going on after its planned end."""
        return self._select_internships(
            "not_ended",
            SQL("r.planned_end_date"),
            SQL(
                "r.state IN %s AND r.planned_end_date < %s",
                GOING_ON,
                fields.Date.context_today(self),
            ),
        )

    @api.model
    def _source_paper(self):
        """Begun or ended with a paper missing; of earlier records the papers lie elsewhere."""
        incomplete = self.env["employer.internship"]._search(
            [
                ("state", "in", STARTED),
                ("missing_papers", "!=", False),
                ("is_imported", "=", False),
            ]
        )
        return self._select_internships(
            "paper", SQL("r.start_date"), SQL("r.id IN %s", incomplete.subselect())
        )

    @api.model
    def _source_agreement(self):
        """Going on under an agreement that is no more in force, or under none that it needs.

        What follows on the agreement covers it too: its renewal, its new version, another of
        the same kind with the host.
        """
        today = fields.Date.context_today(self)
        return self._select_internships(
            "agreement",
            SQL("COALESCE(a.end_date, r.start_date)"),
            SQL(
                """
                r.state IN %(going_on)s
                AND (a.id IS NULL AND s.requires_agreement
                     OR a.state != 'active' OR a.end_date < %(today)s)
                AND NOT EXISTS (
                    SELECT 1 FROM employer_agreement n
                     WHERE n.employer_id = r.employer_id AND n.id != a.id AND n.state = 'active'
                       AND n.start_date <= %(today)s
                       AND (n.end_date IS NULL OR n.end_date >= %(today)s)
                       AND (n.renewed_from_id = a.id OR n.amends_id = a.id
                            OR n.agreement_type_id = a.agreement_type_id))
                """,
                going_on=GOING_ON,
                today=today,
            ),
            SQL(
                """
                JOIN employer_internship_scheme s ON s.id = r.scheme_id
                LEFT JOIN employer_agreement a ON a.id = r.agreement_id
                """
            ),
        )

    @api.model
    def _source_hire(self):
        """Told hired by the host, and no hire on file."""
        return self._select_internships(
            "hire",
            SQL("COALESCE(r.outcome_date, r.actual_end_date)"),
            SQL(
                "r.state = 'ended' AND r.outcome = 'hired' AND NOT %s",
                self._hired_since(),
            ),
        )

    @api.model
    def _source_link(self):
        """Hires within the window after an internship there that are credited to none (R12)."""
        rule = self.env["employer.rule"]._find("R12", fields.Date.context_today(self))
        if not rule or rule.level == "off":
            return self._nothing()
        return self._select(
            "link",
            {
                "since": SQL("r.start_date"),
                "hire_id": SQL("r.id"),
                "candidate_id": SQL("r.candidate_id"),
                "tutor_id": SQL("p.tutor_id"),
                "team_id": SQL("COALESCE(r.team_id, p.team_id)"),
                "is_imported": SQL("COALESCE(r.is_imported, FALSE)"),
            },
            SQL(
                """
                FROM employer_hire r
                JOIN employer_candidate p ON p.id = r.candidate_id
                JOIN (%(offices)s) o ON o.company_id = r.company_id
                CROSS JOIN LATERAL (
                    SELECT i.id
                      FROM employer_internship i
                     WHERE i.candidate_id = r.candidate_id AND i.employer_id = r.employer_id
                       AND i.state IN %(started)s AND i.start_date <= r.start_date
                       AND (i.actual_end_date IS NULL
                            OR i.actual_end_date >= r.start_date - o.window_days)
                     ORDER BY i.start_date DESC, i.id DESC
                     LIMIT 1) last
               WHERE r.id IN %(readable)s AND r.active AND r.internship_id IS NULL
                 AND COALESCE(r.internship_choice_reason, '') = ''
                 AND NOT EXISTS (SELECT 1 FROM employer_hire h
                                  WHERE h.internship_id = last.id AND h.active)
                """,
                offices=self._offices(),
                started=STARTED,
                readable=self._readable("employer.hire", active_only=True),
            ),
        )

    @api.model
    def _source_next_step(self):
        """Open scoutings with neither a next step nor an activity."""
        return self._select(
            "next_step",
            {"since": SQL("r.stage_since"), "scouting_id": SQL("r.id")},
            SQL(
                """
                FROM employer_scouting r
               WHERE r.id IN %s AND r.active AND r.stage_kind = 'open'
                 AND r.next_step_date IS NULL
                 AND NOT EXISTS (SELECT 1 FROM mail_activity a
                                  WHERE a.active AND a.res_model = 'employer.scouting'
                                    AND a.res_id = r.id)
                """,
                self._readable("employer.scouting", active_only=True),
            ),
        )
