# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

#: Absences are counted over so many days.
MISSED_WINDOW = 30
FEATURE = "employer_engagement.employer_engagement_feature_"
#: The reasons by weight: the column, and the method that goes on from there.
REASONS = (
    ("open_events", "_action_events"),
    ("missed_days", "_action_contact"),
    ("right_until_date", "_action_person"),
    ("contract_end_date", "_action_placement"),
    ("is_unsigned", "_action_placement"),
    ("silent_days", "_action_contact"),
)


class EmployerPlacementRisk(models.Model):
    """At risk: running internships, and hires, with a sign that something goes wrong.

    Missed days, something told and not taken care of, nobody of ours in touch, papers unsigned, a
    right to work or a contract that ends soon; one row a placement, the most signs first, each
    with the suggested step. A live view; thresholds are the office's settings. Officers see their
    office's, tutors their own team's. Source: issue 5; PEERS.md 16.
    """

    _name = "employer.placement.risk"
    _description = "Placement at risk"
    _auto = False
    _order = "reason_count desc, missed_days desc, id"
    _rec_name = "candidate_id"
    _depends = {
        "employer.internship": [
            "state",
            "start_date",
            "plan_signed_person_date",
            "plan_signed_host_date",
            "plan_signed_centre_date",
            "right_until_date",
            "is_imported",
            "candidate_id",
            "employer_id",
            "tutor_id",
            "user_id",
            "team_id",
            "company_id",
        ],
        "employer.internship.event": ["kind", "date", "settled_date", "internship_id"],
        "employer.interaction": ["candidate_id", "date", "is_contact"],
        "employer.hire": [
            "active",
            "start_date",
            "end_date",
            "right_until_date",
            "candidate_id",
            "employer_id",
        ],
        "res.company": [
            "employer_risk_missed_days",
            "employer_risk_silent_days",
            "employer_risk_ending_days",
        ],
    }

    internship_id = fields.Many2one("employer.internship", readonly=True)
    hire_id = fields.Many2one("employer.hire", readonly=True)
    candidate_id = fields.Many2one("employer.candidate", string="Person", readonly=True)
    employer_id = fields.Many2one("employer.organisation", string="Where", readonly=True)
    tutor_id = fields.Many2one("res.users", string="Centre tutor", readonly=True)
    user_id = fields.Many2one("res.users", string="Officer", readonly=True)
    team_id = fields.Many2one("employer.team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    open_events = fields.Integer(
        string="Waiting", readonly=True, help="Told and not yet taken care of."
    )
    missed_days = fields.Integer(
        string="Missed days", readonly=True, help="Days of absence in the last 30."
    )
    silent_days = fields.Integer(string="Days without a contact", readonly=True, aggregator="max")
    is_unsigned = fields.Boolean(string="Project unsigned", readonly=True)
    right_until_date = fields.Date(string="Right to work until", readonly=True)
    contract_end_date = fields.Date(string="Contract until", readonly=True)
    reason_count = fields.Integer(string="Signs", readonly=True)
    reasons = fields.Char(string="Why", compute="_compute_reasons")
    advice = fields.Char(string="Suggested", compute="_compute_reasons")

    # ------------------------------------------------------------------
    # Words
    # ------------------------------------------------------------------

    @api.depends(lambda self: [name for name, _action in REASONS])
    def _compute_reasons(self):
        for row in self:
            signs = [name for name, _action in REASONS if row[name]]
            row.reasons = ", ".join(row._sign_words(name) for name in signs)
            row.advice = self._advices()[signs[0]] if signs else False

    def _sign_words(self, name):
        """Return one sign in words."""
        words = {
            "open_events": self.env._("%s to take care of", self.open_events),
            "missed_days": self.env._("%s missed days", self.missed_days),
            "silent_days": self.env._("no contact for %s days", self.silent_days),
            "is_unsigned": self.env._("project unsigned"),
            "right_until_date": self.env._("right to work to be checked"),
            "contract_end_date": self.env._("contract ends"),
        }
        return words[name]

    @api.model
    def _advices(self):
        """Return {sign: the suggested step}."""
        return {
            "open_events": self.env._("Take care of what was told."),
            "missed_days": self.env._("Call the person, then the host."),
            "silent_days": self.env._("Call or visit, and log it."),
            "is_unsigned": self.env._("Collect the signatures."),
            "right_until_date": self.env._("Look at the permit with the person: renewal asked?"),
            "contract_end_date": self.env._("Ask the company: extension or transformation?"),
        }

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_do(self):
        """Open what the suggested step needs."""
        self.ensure_one()
        method = next(action for name, action in REASONS if self[name])
        return getattr(self, method)()

    def action_open(self):
        """Open the internship or the hire."""
        self.ensure_one()
        return self._action_placement()

    def _action_placement(self):
        return self._action_form(self.internship_id or self.hire_id)

    def _action_person(self):
        return self._action_form(self.candidate_id)

    def _action_contact(self):
        return self.internship_id.action_log_contact()

    def _action_events(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What happened"),
            "res_model": "employer.internship.event",
            "view_mode": "list,form",
            "domain": [("internship_id", "=", self.internship_id.id)],
            "context": {"search_default_waiting": 1},
        }

    def _action_form(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------------
    # The view
    # ------------------------------------------------------------------

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        sources = [self._source_internships(today)]
        if self.env.user.has_group(FEATURE + "hires"):
            sources.append(self._source_hires(today))
        return SQL(
            """
            SELECT r.*,
                   (r.open_events > 0)::int + (r.missed_days > 0)::int + (r.silent_days > 0)::int
                   + r.is_unsigned::int + (r.right_until_date IS NOT NULL)::int
                   + (r.contract_end_date IS NOT NULL)::int AS reason_count
              FROM (%s) AS r
             WHERE r.open_events > 0 OR r.missed_days > 0 OR r.silent_days > 0 OR r.is_unsigned
                OR r.right_until_date IS NOT NULL OR r.contract_end_date IS NOT NULL
            """,
            SQL(" UNION ALL ").join(sources),
        )

    @api.model
    def _source_internships(self, today):
        """Running internships with what is counted of each; a sign below its limit is 0 or none.

        An attempt nobody answered breaks no silence.
        Of what came from earlier records the signatures stand in the old papers.
        """
        return SQL(
            """
            SELECT i.id * 2 AS id, i.id AS internship_id, NULL::integer AS hire_id,
                   i.candidate_id, i.employer_id, i.tutor_id, i.user_id, i.team_id, i.company_id,
                   e.waiting::integer AS open_events,
                   CASE WHEN e.missed >= c.employer_risk_missed_days
                        THEN e.missed ELSE 0 END::integer AS missed_days,
                   CASE WHEN %(today)s - t.day >= c.employer_risk_silent_days
                        THEN %(today)s - t.day ELSE 0 END::integer AS silent_days,
                   (i.is_imported IS NOT TRUE AND (i.plan_signed_person_date IS NULL
                    OR i.plan_signed_host_date IS NULL OR i.plan_signed_centre_date IS NULL)
                   ) AS is_unsigned,
                   CASE WHEN i.right_until_date <= %(today)s + c.employer_risk_ending_days
                        THEN i.right_until_date END AS right_until_date,
                   NULL::date AS contract_end_date
              FROM employer_internship i
              JOIN res_company c ON c.id = i.company_id
              CROSS JOIN LATERAL (
                    SELECT COUNT(DISTINCT v.date) FILTER (
                               WHERE v.kind = 'absent' AND v.date > %(today)s - %(window)s
                                 AND v.date <= %(today)s) AS missed,
                           COUNT(*) FILTER (
                               WHERE v.settled_date IS NULL
                                 AND v.kind NOT IN ('absent', 'late')) AS waiting
                      FROM employer_internship_event v
                     WHERE v.internship_id = i.id) e
              CROSS JOIN LATERAL (
                    SELECT GREATEST(
                        i.start_date,
                        CASE WHEN i.is_imported THEN i.create_date::date END,
                        (SELECT MAX(n.date) FROM employer_interaction n
                          WHERE n.candidate_id = i.candidate_id AND n.is_contact
                            AND n.date <= %(today)s)
                    ) AS day) t
             WHERE i.state IN ('running', 'suspended')
            """,
            today=today,
            window=MISSED_WINDOW,
        )

    @api.model
    def _source_hires(self, today):
        """Hires whose last contract, or right to work, ends soon: what follows is asked in time."""
        return SQL(
            """
            SELECT h.id * 2 + 1, NULL::integer, h.id, h.candidate_id, h.employer_id,
                   p.tutor_id, h.user_id, h.team_id, h.company_id,
                   0, 0, 0, FALSE,
                   CASE WHEN h.right_until_date BETWEEN %(today)s
                                AND %(today)s + c.employer_risk_ending_days
                        THEN h.right_until_date END,
                   CASE WHEN h.end_date <= %(today)s + c.employer_risk_ending_days
                        THEN h.end_date END
              FROM employer_hire h
              JOIN res_company c ON c.id = h.company_id
              JOIN employer_candidate p ON p.id = h.candidate_id
             WHERE h.active AND (h.end_date IS NULL OR h.end_date >= %(today)s)
               AND (h.end_date <= %(today)s + c.employer_risk_ending_days
                    OR h.right_until_date BETWEEN %(today)s
                           AND %(today)s + c.employer_risk_ending_days)
            """,
            today=today,
        )
