# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .employer_fact_mixin import FACT, WINDOW_DAYS

# A row's id is the id of its seat and its number among that seat's rows.
FACT_ROOM = 32
#: What may come of a workshop, as stages of the funnel; *any* is the first of them.
OUTCOMES = ("any", "agreement", "vacancy", "internship", "hire")
#: After how many months one looks; 0 is the reference date itself.
HORIZONS = (0, 6, 12, 24)
#: A company that is counted once in any group.
COUNTED = {"comodel_name": "employer.organisation", "aggregator": "count_distinct", **FACT}


class EmployerWorkshopReport(models.Model):
    """What came of workshops: one row a company invited, and one for each outcome and horizon.

    Everything is read off the funnel, with the user's rights. *New to us* is a company without a
    contact, a workshop, an agreement, a vacancy, an internship or a hire before that day. Of who
    came, two credits stand side by side: *declared*, where the officer named the workshop on the
    agreement or vacancy (internships and hires take it from there), dated from that day to the end
    of the horizon; and *within the days of attending* (rule R12, `workshop_days`), computed, by
    whatever way it came. A horizon is counted once both are over, until then it is too recent;
    *until today* always is. Companies are distinct in any group, never summed.
    """

    _name = "employer.workshop.report"
    _description = "What came of workshops"
    _inherit = ["employer.fact.mixin"]
    _auto = False
    _order = "date desc, workshop_id, employer_id, outcome_key, id"
    _rec_name = "employer_id"
    _depends = {"employer.funnel.report": []}

    date = fields.Date(string="Held on", **FACT)
    workshop_id = fields.Many2one("event.event", **FACT)
    programme_id = fields.Many2one("employer.programme", **FACT)
    employer_id = fields.Many2one("employer.organisation", string="Organisation", **FACT)
    user_id = fields.Many2one("res.users", string="Responsible", **FACT)
    team_id = fields.Many2one("employer.team", **FACT)
    company_id = fields.Many2one("res.company", **FACT)
    res_model = fields.Char(string="Record model", **FACT)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", aggregator=None, **FACT
    )
    outcome = fields.Selection(
        [
            ("any", "Any of these"),
            ("agreement", "Agreement"),
            ("vacancy", "Vacancy"),
            ("internship", "Internship"),
            ("hire", "Hire"),
        ],
        string="What came of it",
        help="Empty: the seat itself.",
        **FACT,
    )
    horizon = fields.Selection(
        [
            ("0", "Until today"),
            ("6", "After 6 months"),
            ("12", "After 12 months"),
            ("24", "After 24 months"),
        ],
        **FACT,
    )
    outcome_key = fields.Char(string="Outcome and horizon", exportable=False, **FACT)
    case = fields.Selection(
        [
            ("invited", "Invited"),
            ("registered", "Registered, did not come"),
            ("attended", "Came, known before"),
            ("new", "Came, new to us"),
            ("both", "Declared, and within the days"),
            ("declared", "Declared, later"),
            ("within", "Within the days, not declared"),
            ("later", "Later, not declared"),
            ("nothing", "Nothing"),
            ("too_recent", "Too recent"),
        ],
        **FACT,
    )
    declared_date = fields.Date(string="Declared from", **FACT)
    since_date = fields.Date(string="First since then", **FACT)

    invited_id = fields.Many2one(string="Companies invited", **COUNTED)
    registered_id = fields.Many2one(string="Companies registered", **COUNTED)
    attended_id = fields.Many2one(string="Companies that came", **COUNTED)
    new_id = fields.Many2one(string="Companies new to us", **COUNTED)
    observed_id = fields.Many2one(
        string="Companies observed", help="They came, long enough ago for the horizon.", **COUNTED
    )
    declared_id = fields.Many2one(**COUNTED)
    within_id = fields.Many2one(string="Within the days of attending", **COUNTED)
    immature_id = fields.Many2one(string="Too recent", **COUNTED)

    @api.model
    def _window_days(self, company):
        """Return the days of attending in which an outcome is credited, at the reference date."""
        try:
            return int(
                self.env["employer.rule"]._parameter(
                    "R12", "workshop_days", self._reference_date(), company
                )
            )
        except UserError:
            # no number in force then: the definition's own, so that figures never stop
            return WINDOW_DAYS

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            WITH funnel AS MATERIALIZED (%(funnel)s), office AS (%(offices)s),
                 seat AS (%(seats)s), outcome AS (%(outcomes)s)
            %(seat_rows)s UNION ALL %(outcome_rows)s
            """,
            funnel=self.env["employer.funnel.report"]._table_query,
            offices=self._offices(),
            seats=self._seats(),
            outcomes=self._outcomes(),
            seat_rows=self._seat_rows(),
            outcome_rows=self._outcome_rows(),
        )

    @api.model
    def _seats(self):
        """Each company at each workshop once, however many people came."""
        return SQL(
            """
            SELECT s.*, w.window_days,
                   s.is_attended = 1 AND s.date <= k.first AS is_new
              FROM (SELECT f.workshop_id, f.employer_id, MIN(f.date) AS date,
                           MIN(f.programme_id) AS programme_id, MIN(f.user_id) AS user_id,
                           MIN(f.team_id) AS team_id, MIN(f.company_id) AS company_id,
                           MIN(f.res_id) AS res_id, MAX(f.is_registered) AS is_registered,
                           MAX(f.is_attended) AS is_attended
                      FROM funnel f WHERE f.stage = 'registration'
                     GROUP BY f.workshop_id, f.employer_id) s
              JOIN office w ON w.company_id = s.company_id
              LEFT JOIN (SELECT f.employer_id, MIN(f.date) AS first FROM funnel f
                          WHERE f.is_contact = 1 OR f.is_attended = 1 OR f.stage IN %s
                          GROUP BY f.employer_id) k ON k.employer_id = s.employer_id
            """,
            OUTCOMES[1:],
        )

    @api.model
    def _outcomes(self):
        """Of each kind the first that followed, at all and as declared."""
        return SQL(
            """
            SELECT s.workshop_id, s.employer_id, o.outcome,
                   MIN(f.date) FILTER (WHERE f.workshop_id = s.workshop_id) AS declared_date,
                   MIN(f.date) AS since_date
              FROM seat s
             CROSS JOIN UNNEST(%(outcomes)s) AS o (outcome)
              LEFT JOIN funnel f
                     ON f.employer_id = s.employer_id AND f.date >= s.date
                    AND f.stage IN %(stages)s AND o.outcome IN ('any', f.stage)
             WHERE s.is_attended = 1
             GROUP BY s.workshop_id, s.employer_id, o.outcome
            """,
            outcomes=list(OUTCOMES),
            stages=OUTCOMES[1:],
        )

    @api.model
    def _seat_rows(self):
        return SQL(
            """
            SELECT s.res_id * %(room)s AS id, s.date, s.workshop_id, s.programme_id,
                   s.employer_id, s.user_id, s.team_id, s.company_id,
                   'event.registration' AS res_model, s.res_id, NULL::varchar AS outcome,
                   NULL::varchar AS horizon, NULL::varchar AS outcome_key,
                   CASE WHEN s.is_new THEN 'new' WHEN s.is_attended = 1 THEN 'attended'
                        WHEN s.is_registered = 1 THEN 'registered' ELSE 'invited' END AS "case",
                   NULL::date AS declared_date, NULL::date AS since_date,
                   s.employer_id AS invited_id,
                   CASE WHEN s.is_registered = 1 THEN s.employer_id END AS registered_id,
                   CASE WHEN s.is_attended = 1 THEN s.employer_id END AS attended_id,
                   CASE WHEN s.is_new THEN s.employer_id END AS new_id,
                   NULL::integer AS observed_id, NULL::integer AS declared_id,
                   NULL::integer AS within_id, NULL::integer AS immature_id
              FROM seat s
            """,
            room=FACT_ROOM,
        )

    @api.model
    def _outcome_rows(self):
        """A row each outcome and horizon of who came; the last day of n months is n months less
        one day after that day (DESIGN.md §3)."""
        return SQL(
            """
            SELECT s.res_id * %(room)s + 1 + h.place * %(kinds)s
                       + ARRAY_POSITION(%(outcomes)s, o.outcome) - 1,
                   s.date, s.workshop_id, s.programme_id, s.employer_id, s.user_id, s.team_id,
                   s.company_id, 'event.registration', s.res_id, o.outcome, h.months::varchar,
                   CONCAT(o.outcome, '_', h.months),
                   CASE WHEN NOT c.is_observed THEN 'too_recent'
                        WHEN c.is_declared AND c.is_within THEN 'both'
                        WHEN c.is_declared THEN 'declared'
                        WHEN c.is_within THEN 'within'
                        WHEN o.since_date <= d.last_day THEN 'later' ELSE 'nothing' END,
                   o.declared_date, o.since_date, NULL, NULL, NULL, NULL,
                   CASE WHEN c.is_observed THEN s.employer_id END,
                   CASE WHEN c.is_observed AND c.is_declared THEN s.employer_id END,
                   CASE WHEN c.is_observed AND c.is_within THEN s.employer_id END,
                   CASE WHEN NOT c.is_observed THEN s.employer_id END
              FROM outcome o
              JOIN seat s ON s.workshop_id = o.workshop_id AND s.employer_id = o.employer_id
             CROSS JOIN (VALUES %(horizons)s) AS h (place, months)
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN h.months = 0 THEN %(reference)s
                               ELSE (s.date + MAKE_INTERVAL(months => h.months))::date - 1
                          END AS last_day,
                          s.date + s.window_days AS last_within) d
             CROSS JOIN LATERAL (
                   SELECT h.months = 0 OR GREATEST(d.last_day, d.last_within) <= %(reference)s
                              AS is_observed,
                          COALESCE(o.declared_date <= d.last_day, FALSE) AS is_declared,
                          COALESCE(o.since_date <= d.last_within, FALSE) AS is_within) c
            """,
            room=FACT_ROOM,
            kinds=len(OUTCOMES),
            outcomes=list(OUTCOMES),
            horizons=SQL(", ").join(SQL("(%s, %s)", *one) for one in enumerate(HORIZONS)),
            reference=self._reference_date(),
        )

    # ---- read out

    @api.model
    def _summary_html(self, domain):
        """Return the figures of `domain` as a table: seats, then outcomes by horizon, two credits
        in each cell; companies are counted once in the whole."""
        seats = ("invited_id", "registered_id", "attended_id", "new_id")
        cells = ("observed_id", "declared_id", "within_id", "immature_id")
        counted = self._read_group(
            domain, ["outcome", "horizon"], [f"{name}:count_distinct" for name in (*seats, *cells)]
        )
        if not counted:
            return False
        rows = {
            (outcome, horizon): dict(zip((*seats, *cells), numbers, strict=True))
            for outcome, horizon, *numbers in counted
        }
        labels = {name: self._fields[name]._description_string(self.env) for name in seats}
        choices = {
            name: self._fields[name]._description_selection(self.env)
            for name in ("outcome", "horizon")
        }
        return self.env["ir.qweb"]._render(
            "employer_engagement.workshop_summary",
            {
                "seats": [(labels[name], rows[False, False][name]) for name in seats],
                "outcomes": choices["outcome"],
                "horizons": choices["horizon"],
                "rows": rows,
                "days": self._window_days(self.env.company),
            },
        )

    @api.model
    def _action_rows(self, name, domain):
        """Return the action that opens the rows behind a summary."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_workshop_report_action"
        )
        return {**action, "name": name, "domain": domain, "context": {"search_default_came": 1}}
