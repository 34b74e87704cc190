# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..common.about_record import names_about, open_about

# A row's id is made of its source's number and its record's id: it keeps it while others vanish.
# Room for 63 sources leaves the ids small enough for every client: XML-RPC knows 32 bits, so a
# source may have 33 million records.
SOURCE_ROOM = 64

# What waits, by source: the model of the record, the date field a postponement writes (None: a
# legal or agreed date, which only the fact itself moves) and the field that says whose it is.
SOURCES = {
    "activity": ("mail.activity", "date_deadline", "user_id"),
    "scouting": ("employer.scouting", "next_step_date", "user_id"),
    "organisation": ("employer.organisation", "next_step_date", "user_id"),
    "list": ("employer.preselection", "answer_due_date", "user_id"),
    "agreement": ("employer.agreement", None, "user_id"),
    "papers": ("employer.internship", None, "tutor_id"),
    "internship_end": ("employer.internship", None, "tutor_id"),
    "followup": ("employer.followup", "due_date", "user_id"),
    "vacancy": ("employer.vacancy", None, "user_id"),
    "tell": ("employer.candidacy", None, None),
    "workshop_call": ("event.event", None, "user_id"),
    "workshop": ("event.event", None, "user_id"),
    "guide": ("employer.guide", None, "user_id"),
    "course": ("employer.course", None, "user_id"),
    "to_sign": ("employer.agreement", None, "user_id"),
    "person": ("employer.candidate", None, None),
}

# Rows about somebody we follow: the company is not the one to call.
ABOUT_PERSON = {"tell"}

# What an office does not use (feature group off) reminds nobody.
FEATURES = {
    "_source_scouting_steps": "scouting",
    "_source_lists": "lists",
    "_source_agreements": "agreements",
    "_source_papers": "internships",
    "_source_internship_ends": "internships",
    "_source_followups": "hires",
    "_source_vacancies": "lists",
    "_source_tell": "lists",
    "_source_workshops": "workshops",
    "_source_courses": "courses",
    "_source_to_sign": "agreements",
    "_source_persons": "persons",
}


class EmployerToday(models.Model):
    """Everything that waits for someone, in one list: late, today, this week, later.

    A live view over activities, next steps, lists without an answer, agreements ending, internships
    without papers or about to end, follow-ups and what companies wrote. Nothing is stored here: a
    row vanishes when its fact is settled. Each user sees own rows, a manager those of the offices.
    """

    _name = "employer.today"
    _description = "Today"
    _auto = False
    _order = "date, id"
    _rec_name = "title"
    _depends = {
        "mail.activity": ["res_model", "res_id", "user_id", "date_deadline", "summary", "active"],
        "employer.scouting": ["next_step", "next_step_date", "stage_kind", "user_id", "active"],
        "employer.organisation": ["next_step", "next_step_date", "user_id", "active"],
        "employer.preselection": ["state", "sent_date", "answer_due_date", "user_id", "active"],
        "employer.agreement": ["state", "end_date", "user_id"],
        "employer.agreement.type": ["notice_days"],
        "employer.internship": [
            "state",
            "start_date",
            "planned_end_date",
            "communication_due_date",
            "communication_date",
            "is_imported",
            "user_id",
        ],
        "employer.followup": ["state", "due_date", "user_id"],
        "employer.vacancy": [
            "name",
            "stage_kind",
            "opened_date",
            "deadline_date",
            "user_id",
            "active",
        ],
        "employer.candidacy": ["state", "last_state", "candidate_id", "preselection_id"],
        "employer.candidate": ["tutor_id"],
        "employer.interaction": ["candidate_id", "date", "channel", "direction"],
        "employer.milestone": ["res_model", "res_id", "milestone", "date", "cancelled_at"],
        "res.company": ["employer_list_days", "employer_tell_days"],
    }

    kind = fields.Selection(
        [
            ("activity", "Activity"),
            ("scouting", "Next step of a scouting"),
            ("organisation", "Next step with an employer"),
            ("list", "List without an answer"),
            ("agreement", "Agreement ending"),
            ("papers", "Compulsory notice missing"),
            ("internship_end", "Internship ending"),
            ("followup", "Follow-up"),
            ("vacancy", "Vacancy without a list"),
            ("tell", "Person to tell"),
            ("workshop_call", "Companies to invite by phone"),
            ("workshop", "Workshop to follow up"),
        ],
        string="What",
        readonly=True,
    )
    bucket = fields.Selection(
        [
            ("1_late", "Late"),
            ("2_today", "Today"),
            ("3_week", "Within a week"),
            ("4_later", "Later"),
        ],
        string="When",
        readonly=True,
    )
    date = fields.Date(string="Due", readonly=True)
    since = fields.Date(readonly=True)
    title = fields.Char(string="To do", readonly=True)
    source_id = fields.Integer(readonly=True, aggregator=None)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True, aggregator=None)
    record_name = fields.Char(string="Record", compute="_compute_record_name")
    employer_id = fields.Many2one("employer.organisation", readonly=True)
    contact_id = fields.Many2one("res.partner", string="Contact person", readonly=True)
    phone = fields.Char(compute="_compute_phone")
    candidate_id = fields.Many2one("employer.candidate", string="Person", readonly=True)
    user_id = fields.Many2one("res.users", string="Whose", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    can_postpone = fields.Boolean(compute="_compute_can_postpone")

    @property
    def _table_query(self) -> SQL:
        today = fields.Date.context_today(self)
        return SQL(
            """
            SELECT source.source_id * %(source_room)s + source.number AS id, source.*,
                   CASE WHEN source.date < %(today)s THEN '1_late'
                        WHEN source.date = %(today)s THEN '2_today'
                        WHEN source.date <= %(week)s THEN '3_week'
                        ELSE '4_later' END AS bucket
              FROM (%(sources)s) AS source
            """,
            source_room=SOURCE_ROOM,
            today=today,
            week=today + timedelta(days=7),
            sources=SQL(" UNION ALL ").join(self._sources(today)),
        )

    # ---- computed

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        names = names_about(self)
        for row in self:
            row.record_name = names[row]

    @api.depends("contact_id", "employer_id", "kind")
    def _compute_phone(self):
        for row in self:
            is_company = row.kind not in ABOUT_PERSON  # the person's own number is personal data
            row.phone = is_company and (row.contact_id.phone or row.employer_id.phone)

    @api.depends("kind")
    def _compute_can_postpone(self):
        for row in self:
            row.can_postpone = bool(SOURCES[row.kind][1])

    # ---- actions

    def action_open(self):
        """Open the record this row is about."""
        return open_about(self)

    def action_log_contact(self):
        """Open the dialog that logs a contact, on the record of this row or its employer.

        :raise UserError: for rows about nobody to call
        """
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        if not hasattr(record, "action_log_contact"):
            about_person = self.kind in ABOUT_PERSON or not self.employer_id
            record = self.candidate_id if about_person else self.employer_id
        if not record:
            raise UserError(self.env._("“%s” has nobody to call.", self.record_name))
        return record.action_log_contact()

    def action_done(self):
        """Mark activities done and forget next steps; the rest is settled by its own fact.

        :raise UserError: for rows that only their fact settles, naming them
        """
        for row in self:
            source = row._source_record()
            if row.kind == "activity":
                source.action_feedback()
            elif row.kind in ("scouting", "organisation"):
                source.write({"next_step": False, "next_step_date": False})
            else:
                raise UserError(
                    self.env._(
                        "“%s” is settled on the record itself: open it and write what happened.",
                        row.record_name,
                    )
                )

    def action_postpone_day(self):
        """Move to tomorrow."""
        self._postpone(1)

    def action_postpone_week(self):
        """Move to a week from today."""
        self._postpone(7)

    def action_pass_on(self):
        """Ask which colleague takes these rows over."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pass on"),
            "res_model": "employer.today.pass",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_row_refs": ",".join(str(row.id) for row in self)},
        }

    # ---- machinery

    def _source_record(self):
        """Return the record whose date and owner make this row."""
        self.ensure_one()
        return self.env[SOURCES[self.kind][0]].browse(self.source_id)

    def _postpone(self, days):
        target = fields.Date.context_today(self) + timedelta(days=days)
        for row in self:
            field = SOURCES[row.kind][1]
            if not field:
                raise UserError(
                    self.env._(
                        "The date of “%s” is set by law or agreement and cannot be postponed here.",
                        row.record_name,
                    )
                )
            row._source_record()[field] = target

    def _pass_to(self, user):
        """Make `user` responsible for the sources of these rows."""
        for row in self:
            field = SOURCES[row.kind][2]
            if not field:
                raise UserError(self.env._("“%s” cannot be passed on: open it.", row.record_name))
            row._source_record()[field] = user

    # ---- the sources; every one selects the same columns

    @api.model
    def _sources(self, today):
        """Return the list of SELECTs (SQL) that make the view, for the day `today`."""
        soon = today + timedelta(days=14)
        sources = {
            "_source_activities": (),
            "_source_scouting_steps": (),
            "_source_organisation_steps": (),
            "_source_lists": (),
            "_source_agreements": (today,),
            "_source_papers": (soon,),
            "_source_internship_ends": (soon,),
            "_source_followups": (soon,),
            "_source_vacancies": (),
            "_source_tell": (today,),
            "_source_workshops": (today,),
        }
        return [getattr(self, name)(*args) for name, args in sources.items() if self._uses(name)]

    def _uses(self, source):
        """Return whether the feature `source` reminds of is on; one without a feature always is."""
        feature = FEATURES.get(source)
        return not feature or self.env.user.has_group(
            f"employer_engagement.employer_engagement_feature_{feature}"
        )

    @api.model
    def _source_activities(self):
        """Open activities on records of ours; the employer comes from whichever record it is."""
        return SQL(
            """
            SELECT 1 AS number, 'activity' AS kind, a.id AS source_id, a.res_model, a.res_id,
                   a.date_deadline AS date, a.create_date::date AS since,
                   COALESCE(CASE WHEN COALESCE(c.id, i.candidate_id, h.candidate_id,
                                               f.candidate_id) IS NULL OR a.user_id = %(uid)s
                                 THEN a.summary END,
                            t.name->>%(lang)s, t.name->>'en_US') AS title,
                   COALESCE(o.id, s.employer_id, g.employer_id, v.employer_id, p.employer_id,
                            i.employer_id, h.employer_id, f.employer_id) AS employer_id,
                   COALESCE(s.contact_id, g.contact_id, v.contact_id, p.contact_id,
                            o.main_contact_id) AS contact_id,
                   COALESCE(c.id, i.candidate_id, h.candidate_id, f.candidate_id) AS candidate_id,
                   a.user_id,
                   COALESCE(o.company_id, s.company_id, g.company_id, v.company_id, p.company_id,
                            c.company_id, i.company_id, h.company_id, f.company_id) AS company_id
              FROM mail_activity a
              LEFT JOIN mail_activity_type t ON t.id = a.activity_type_id
              LEFT JOIN employer_organisation o
                     ON o.id = a.res_id AND a.res_model = 'employer.organisation'
              LEFT JOIN employer_scouting s
                     ON s.id = a.res_id AND a.res_model = 'employer.scouting'
              LEFT JOIN employer_agreement g
                     ON g.id = a.res_id AND a.res_model = 'employer.agreement'
              LEFT JOIN employer_vacancy v
                     ON v.id = a.res_id AND a.res_model = 'employer.vacancy'
              LEFT JOIN employer_preselection p
                     ON p.id = a.res_id AND a.res_model = 'employer.preselection'
              LEFT JOIN employer_candidate c
                     ON c.id = a.res_id AND a.res_model = 'employer.candidate'
              LEFT JOIN employer_internship i
                     ON i.id = a.res_id AND a.res_model = 'employer.internship'
              LEFT JOIN employer_hire h
                     ON h.id = a.res_id AND a.res_model = 'employer.hire'
              LEFT JOIN employer_followup f
                     ON f.id = a.res_id AND a.res_model = 'employer.followup'
             WHERE a.active AND a.res_model LIKE 'employer.%%'
            """,
            lang=self.env.lang or "en_US",
            uid=self.env.uid,  # what a colleague noted about a person stays the colleague's
        )

    @api.model
    def _source_scouting_steps(self):
        """Next steps of open scoutings that neither an activity nor a new letter reminds of."""
        return SQL(
            """
            SELECT 2, 'scouting', r.id, 'employer.scouting', r.id, r.next_step_date,
                   r.write_date::date, r.next_step, r.employer_id, r.contact_id, NULL::integer,
                   r.user_id, r.company_id
              FROM employer_scouting r
             WHERE r.active AND r.next_step_date IS NOT NULL AND r.stage_kind = 'open'
               AND NOT EXISTS (SELECT 1 FROM mail_activity a
                                WHERE a.active AND a.res_model = 'employer.scouting'
                                  AND a.res_id = r.id AND a.user_id = r.user_id)
               AND NOT EXISTS (SELECT 1 FROM employer_inbound n
                                WHERE n.state = 'new' AND n.scouting_id = r.id
                                  AND n.user_id = r.user_id AND n.due_date <= r.next_step_date)
            """
        )

    @api.model
    def _source_organisation_steps(self):
        """Next steps with employers that neither an activity nor an open scouting reminds of."""
        return SQL(
            """
            SELECT 3, 'organisation', r.id, 'employer.organisation', r.id, r.next_step_date,
                   r.write_date::date, r.next_step, r.id, r.main_contact_id, NULL::integer,
                   r.user_id, r.company_id
              FROM employer_organisation r
             WHERE r.active AND r.next_step_date IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM mail_activity a
                                WHERE a.active AND a.res_model = 'employer.organisation'
                                  AND a.res_id = r.id AND a.user_id = r.user_id)
               AND NOT EXISTS (SELECT 1 FROM employer_scouting s
                                WHERE s.active AND s.employer_id = r.id AND s.stage_kind = 'open'
                                  AND s.next_step_date IS NOT NULL)
            """
        )

    @api.model
    def _source_lists(self):
        return SQL(
            """
            SELECT 4, 'list', r.id, 'employer.preselection', r.id,
                   COALESCE(r.answer_due_date, r.sent_date), r.sent_date, r.name, r.employer_id,
                   r.contact_id, NULL::integer, r.user_id, r.company_id
              FROM employer_preselection r
             WHERE r.active AND r.state = 'sent'
            """
        )

    @api.model
    def _source_papers(self, soon):
        """Internships whose compulsory notice is due within 14 days and not sent (R9).

        Not of those imported after it was due: whether it was sent stands in the old papers.
        """
        return SQL(
            """
            SELECT 6, 'papers', r.id, 'employer.internship', r.id, r.communication_due_date,
                   r.write_date::date, r.name, r.employer_id, r.host_tutor_id, r.candidate_id,
                   COALESCE(r.tutor_id, r.user_id), r.company_id
              FROM employer_internship r
             WHERE r.state IN ('ready', 'running', 'suspended')
               AND r.communication_date IS NULL AND r.communication_due_date <= %(soon)s
               AND (r.is_imported IS NOT TRUE OR r.communication_due_date >= r.create_date::date)
            """,
            soon=soon,
        )

    @api.model
    def _source_internship_ends(self, soon):
        """Internships that end within 14 days, or should have ended."""
        return SQL(
            """
            SELECT 7, 'internship_end', r.id, 'employer.internship', r.id, r.planned_end_date,
                   r.start_date, r.name, r.employer_id, r.host_tutor_id, r.candidate_id,
                   COALESCE(r.tutor_id, r.user_id), r.company_id
              FROM employer_internship r
             WHERE r.state IN ('running', 'suspended') AND r.planned_end_date <= %(soon)s
            """,
            soon=soon,
        )

    @api.model
    def _source_followups(self, soon):
        return SQL(
            """
            SELECT 8, 'followup', r.id, 'employer.followup', r.id, r.due_date, r.create_date::date,
                   COALESCE(h.name, i.name), r.employer_id, NULL::integer, r.candidate_id,
                   r.user_id, r.company_id
              FROM employer_followup r
              LEFT JOIN employer_hire h ON h.id = r.hire_id
              LEFT JOIN employer_internship i ON i.id = r.internship_id
             WHERE r.state = 'due' AND r.due_date <= %(soon)s
            """,
            soon=soon,
        )

    @api.model
    def _source_vacancies(self):
        """Open vacancies nobody made a list for, due on their deadline or days after opening."""
        return SQL(
            """
            SELECT 9, 'vacancy', r.id, 'employer.vacancy', r.id,
                   COALESCE(r.deadline_date, r.opened_date + office.employer_list_days),
                   r.opened_date, r.name,
                   r.employer_id, r.contact_id, NULL::integer, r.user_id, r.company_id
              FROM employer_vacancy r
              JOIN res_company office ON office.id = r.company_id
             WHERE r.active AND r.stage_kind = 'open'
               AND COALESCE(r.deadline_date, r.opened_date) IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM employer_preselection p WHERE p.vacancy_id = r.id)
            """
        )

    @api.model
    def _source_tell(self, today):
        """Persons a company did not take, until somebody spoke with them after that day.

        Whoever was proposed has a right to an answer; a contact logged about the person settles it.
        """
        return SQL(
            """
            SELECT 10, 'tell', r.id, 'employer.candidacy', r.id, m.date, m.date, p.name,
                   p.employer_id, NULL::integer, r.candidate_id,
                   COALESCE(c.tutor_id, p.user_id), r.company_id
              FROM employer_candidacy r
              JOIN employer_preselection p ON p.id = r.preselection_id
              JOIN employer_candidate c ON c.id = r.candidate_id
              JOIN res_company office ON office.id = r.company_id
              JOIN employer_milestone m
                ON m.res_model = 'employer.candidacy' AND m.res_id = r.id
               AND m.milestone = 'not_selected' AND m.cancelled_at IS NULL
             WHERE r.state = 'not_selected' AND r.last_state IN ('sent', 'interview', 'selected')
               AND m.date > %(today)s - office.employer_tell_days
               AND m.id = (SELECT MAX(n.id) FROM employer_milestone n
                            WHERE n.res_model = m.res_model AND n.res_id = m.res_id
                              AND n.milestone = m.milestone AND n.cancelled_at IS NULL)
               AND NOT EXISTS (SELECT 1 FROM employer_interaction i
                                WHERE i.candidate_id = r.candidate_id AND i.date >= m.date
                                  AND NOT (i.direction = 'in' AND i.channel IN ('mail', 'pec')))
            """,
            today=today,
        )
