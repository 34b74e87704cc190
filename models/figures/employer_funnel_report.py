# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_fact_mixin import FACT, same_selection

# A row's id is its record's id and its kind's number, as in `employer.person.report`.
FACT_ROOM = 16


class EmployerFunnelReport(models.Model):
    """What happened with organisations, from the first call to the hire: one row a fact, dated.

    Mass mail is no fact. *Contacts* are answered ones, one per organisation and day; a vacancy
    counts its positions; a registration is dated on the day of the workshop; internships come with
    their restarts and hires by their first contract, as in `employer.internship.report`. A
    *collaboration* is what makes a relation stable (DESIGN.md §5): an internship started, a hire, a
    vacancy whose people were met, a commitment delivered. Organisations and days are distinct in
    any group. Here are the columns; the facts stand in `employer_funnel_report_facts.py` and
    `employer_funnel_report_collaborations.py`.
    """

    _name = "employer.funnel.report"
    _description = "Employer funnel"
    _inherit = ["employer.fact.mixin"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "employer_id"
    _fact_columns = {
        "number": SQL("NULL::integer"),
        "stage": SQL("NULL::varchar"),
        "date": SQL("NULL::date"),
        "end_date": SQL("NULL::date"),
        "employer_id": SQL("NULL::integer"),
        "user_id": SQL("NULL::integer"),
        "team_id": SQL("NULL::integer"),
        "programme_id": SQL("NULL::integer"),
        "workshop_id": SQL("NULL::integer"),
        "agreement_id": SQL("NULL::integer"),
        "vacancy_id": SQL("NULL::integer"),
        "candidate_id": SQL("NULL::integer"),
        "company_id": SQL("NULL::integer"),
        "res_model": SQL("NULL::varchar"),
        "res_id": SQL("NULL::integer"),
        "quantity": SQL("1"),
        "is_attempt": SQL("0"),
        "is_contact": SQL("0"),
        "is_registered": SQL("0"),
        "is_attended": SQL("0"),
        "numerator": SQL("0"),
        "denominator": SQL("0"),
        "is_unknown": SQL("0"),
        "is_immature": SQL("0"),
        "case": SQL("NULL::varchar"),
        "contract_family": SQL("NULL::varchar"),
        "hire_origin": SQL("NULL::varchar"),
    }

    stage = fields.Selection(
        [
            ("interaction", "Interaction"),
            ("registration", "Workshop seat"),
            ("agreement", "Agreement"),
            ("vacancy", "Vacancy"),
            ("proposal", "Person proposed"),
            ("internship", "Internship"),
            ("hire", "Hire"),
            ("collaboration", "Collaboration"),
        ],
        **FACT,
    )
    date = fields.Date(**FACT)
    end_date = fields.Date(
        string="Last day", help="Of an agreement: the last day in force. Empty: it goes on.", **FACT
    )
    case = fields.Selection(
        [
            ("answered", "Answered"),
            ("no_answer", "No answer"),
            ("invited", "Invited"),
            ("attended", "Attended"),
            ("no_show", "Did not come"),
            ("not_known", "Not known"),
            ("in_force", "In force"),
            ("over", "Over"),
            ("open", "Open"),
            ("part_filled", "Filled in part"),
            ("filled", "Filled"),
            ("closed", "Closed unfilled"),
            ("waiting", "Waiting for an answer"),
            ("taken", "Taken on"),
            ("not_taken", "Not taken on"),
            ("running", "Goes on"),
            ("ended", "Ended"),
            ("hired", "Hired"),
            ("short", "Hired for under 30 days"),
        ],
        string="What came of it",
        **FACT,
    )

    # The chain
    employer_id = fields.Many2one("employer.organisation", string="Organisation", **FACT)
    kind = fields.Selection(
        same_selection("employer.organisation", "kind"), string="Kind of organisation", **FACT
    )
    size_class = fields.Selection(
        same_selection("employer.organisation", "size_class"), string="Size", **FACT
    )
    economic_activity_id = fields.Many2one("employer.economic.activity", **FACT)
    user_id = fields.Many2one("res.users", string="Officer", **FACT)
    team_id = fields.Many2one("employer.team", **FACT)
    programme_id = fields.Many2one("employer.programme", **FACT)
    workshop_id = fields.Many2one("event.event", **FACT)
    agreement_id = fields.Many2one("employer.agreement", **FACT)
    vacancy_id = fields.Many2one("employer.vacancy", **FACT)
    candidate_id = fields.Many2one("employer.candidate", string="Person", **FACT)
    company_id = fields.Many2one("res.company", **FACT)
    contract_family = fields.Selection(
        same_selection("employer.hire", "contract_family"), string="First contract", **FACT
    )
    hire_origin = fields.Selection(
        same_selection("employer.hire", "origin"), string="Origin of the hire", **FACT
    )
    res_model = fields.Char(string="Record model", **FACT)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", aggregator=None, **FACT
    )

    # Figures that add up
    quantity = fields.Integer(help="Positions of a vacancy, else 1.", **FACT)
    is_attempt = fields.Integer(string="Attempts", **FACT)
    is_contact = fields.Integer(
        string="Answered", help="Answers; several of a company on one day are one contact.", **FACT
    )
    denominator = fields.Integer(
        string="Positions, registered or proposed",
        help="Positions of a vacancy, a company registered for a workshop, a person proposed.",
        **FACT,
    )
    numerator = fields.Integer(
        string="Filled, attended or taken on",
        help="Positions filled, a company that came, a person in internship or hired.",
        **FACT,
    )
    is_unknown = fields.Integer(string="Not known", **FACT)
    is_immature = fields.Integer(string="Too recent", **FACT)
    rate = fields.Float(string="Success rate (%)", aggregator="avg", exportable=False, **FACT)

    # Figures that never add up: distinct in any group
    contact_key = fields.Char(
        string="Contact (company and day)", aggregator="count_distinct", exportable=False, **FACT
    )
    contacts = fields.Integer(
        aggregator="count_distinct", help="Answered or met: one per company and day.", **FACT
    )
    organisation_id = fields.Many2one(
        "employer.organisation",
        string="Organisations",
        aggregator="count_distinct",
        exportable=False,
        **FACT,
    )
    contacted_id = fields.Many2one(
        "employer.organisation",
        string="Companies reached",
        aggregator="count_distinct",
        exportable=False,
        help="Distinct employers that answered or were met.",
        **FACT,
    )
    invited_id = fields.Many2one(
        "employer.organisation",
        string="Companies invited",
        aggregator="count_distinct",
        exportable=False,
        **FACT,
    )
    registered_id = fields.Many2one(
        "employer.organisation",
        string="Companies registered",
        aggregator="count_distinct",
        exportable=False,
        **FACT,
    )
    attended_id = fields.Many2one(
        "employer.organisation",
        string="Companies attended",
        aggregator="count_distinct",
        exportable=False,
        **FACT,
    )
    collaboration_key = fields.Char(
        string="Collaboration (company and day)",
        aggregator="count_distinct",
        exportable=False,
        **FACT,
    )

    def _read_group_select(self, aggregate_spec, query):
        """Count contacts by company and day."""
        if aggregate_spec == "contacts:count_distinct":
            aggregate_spec = "contact_key:count_distinct"
        return super()._read_group_select(aggregate_spec, query)

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            WITH episode AS (%(episodes)s), hire AS (%(hires)s), begun AS (%(begun)s),
                 proposal AS (%(proposals)s)
            SELECT f.res_id * %(room)s + f.number AS id, f.*,
                   o.kind, o.size_class, o.economic_activity_id,
                   CASE WHEN f.denominator > 0
                        THEN f.numerator * 100.0::float / f.denominator END AS rate,
                   CASE WHEN f.is_contact = 1
                        THEN CONCAT(f.employer_id, ' ', f.date) END AS contact_key,
                   f.is_contact AS contacts,
                   f.employer_id AS organisation_id,
                   CASE WHEN f.is_contact = 1 AND o.is_employer
                        THEN f.employer_id END AS contacted_id,
                   CASE WHEN f.stage = 'registration' THEN f.employer_id END AS invited_id,
                   CASE WHEN f.is_registered = 1 THEN f.employer_id END AS registered_id,
                   CASE WHEN f.is_attended = 1 THEN f.employer_id END AS attended_id,
                   CASE WHEN f.stage = 'collaboration'
                        THEN CONCAT(f.employer_id, ' ', f.date) END AS collaboration_key
              FROM (%(facts)s) f
              JOIN employer_organisation o ON o.id = f.employer_id
             WHERE f.date <= %(reference)s
            """,
            episodes=self.env["employer.internship.report"]._table_query,
            hires=self.env["employer.internship.report"]._hires(),
            begun=self._begun(),
            proposals=self.env["employer.person.report"]._proposals(),
            room=FACT_ROOM,
            facts=SQL(" UNION ALL ").join(self._facts()),
            reference=self._reference_date(),
        )

    @api.model
    def _facts(self):
        """Return the SELECTs (SQL) whose rows make the view."""
        return []
