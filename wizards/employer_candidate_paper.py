# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime

#: How the register of disclosures says that a person's own data were printed.
OWN_DATA = "Own data, for the person"
#: What a person may see of what is kept, in the order it is printed: rows and their facts.
OWN_SECTIONS = (
    (
        "identity_ids",
        (
            "first_name",
            "last_name",
            "birth_date",
            "fiscal_code",
            "former_fiscal_codes",
            "phone",
            "email",
            "safe_hours",
        ),
    ),
    (
        "protected_ids",
        (
            "gender",
            "citizenship_id",
            "target_group_ids",
            "household",
            "is_social_services",
            "source",
            "source_name",
            "did_date",
            "pact_date",
            "pact_end_date",
            "notes",
        ),
    ),
    ("permit_ids", ("permit_type_id", "application_date", "valid_from", "valid_to")),
    ("barrier_ids", ("kind", "action", "due_date", "done_date")),
    ("skill_ids", ("skill_id", "level", "evidence")),
    ("language_ids", ("language_id", "listening", "reading", "speaking", "writing")),
    ("participation_ids", ("programme_id", "entered_date", "left_date", "left_reason")),
    ("service_ids", ("date", "kind", "hours", "note")),
    ("enrolment_ids", ("course_id", "state")),
    ("referral_ids", ("organisation_id", "received_at", "state")),
    ("consent_ids", ("kind", "employer_id", "answer", "asked_datetime", "withdrawn_date")),
    ("candidacy_ids", ("employer_id", "state", "interview_date", "exit_reason_id")),
    ("proposal_ids", ("organisation_id", "proposed_date", "state", "note", "feedback")),
    ("internship_ids", ("employer_id", "state", "start_date", "planned_end_date")),
    ("hire_ids", ("employer_id", "start_date", "end_date")),
    ("interaction_ids", ("date", "channel", "summary")),
    ("disclosure_ids", ("datetime", "kind", "employer_id", "what")),
)
#: Facts of the person's own record.
OWN_FACTS = (
    "code",
    "tutor_id",
    "team_id",
    "referrer_id",
    "occupation_ids",
    "education_level",
    "licences",
    "availability",
    "area",
    "start_zip",
    "travel_minutes",
    "job_notes",
)


class EmployerCandidatePaper(models.TransientModel):
    """Print one paper for the person, in the person's language.

    All but the own data go by the code alone: who finds the paper learns nothing. The own data
    (GDPR art. 15) hold everything, so they need both rights, opened, and leave a disclosure row.
    """

    _name = "employer.candidate.paper"
    _description = "Paper for a person"

    candidate_id = fields.Many2one("employer.candidate", string="Person", required=True)
    kind = fields.Selection(
        [
            ("appointment", "Appointment card"),
            ("notice", "Privacy notice"),
            ("consents", "The two yeses, to sign"),
            ("internship", "The internship on one page"),
            ("own_data", "Everything we keep (own data)"),
        ],
        string="Paper",
        required=True,
        default="appointment",
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self.env.lang,
    )
    appointment_datetime = fields.Datetime(string="When")
    place = fields.Char(
        default=lambda self: self.env.company.partner_id.contact_address_inline or False
    )
    user_id = fields.Many2one("res.users", string="With", default=lambda self: self.env.user)
    bring = fields.Char(string="To bring along")
    is_planned = fields.Boolean(
        string="Put it in Today", default=True, help="As a meeting with the person, by code."
    )
    internship_id = fields.Many2one(
        "employer.internship",
        compute="_compute_internship_id",
        store=True,
        readonly=False,
        domain="[('candidate_id', '=', candidate_id)]",
    )

    @api.depends("candidate_id")
    def _compute_internship_id(self):
        for paper in self:
            paper.internship_id = self.env["employer.internship"].search(
                [
                    ("candidate_id", "=", paper.candidate_id.id),
                    ("state", "in", ("draft", "ready", "running", "suspended")),
                ],
                order="start_date desc, id desc",
                limit=1,
            )

    # ---- printing

    def action_print(self):
        """Print the paper; an appointment is put in Today, own data in the register.

        :return: the report
        :raise UserError: when something the paper needs is missing
        :raise AccessError: for who may not open the person's name
        """
        self.ensure_one()
        self._check_printable()
        if self.kind == "appointment" and self.is_planned:
            self.candidate_id.activity_schedule(
                "mail.mail_activity_data_meeting",
                summary=self.env._("Appointment"),
                date_deadline=self._local(self.appointment_datetime).date(),
                user_id=(self.user_id or self.env.user).id,
            )
        if self.kind == "own_data":
            self.env["employer.disclosure"]._log(self.candidate_id, "exported", what=OWN_DATA)
        report = self.env.ref("employer_engagement.report_candidate_paper_action")
        if self._direction() == "rtl":
            # the PDF engine cuts lines of Arabic: the browser draws and prints them well
            return {
                "type": "ir.actions.act_url",
                "url": f"/report/html/{report.report_name}/{self.id}",
                "target": "new",
            }
        return {**report.report_action(self), "close_on_report_download": True}

    def _check_printable(self):
        person = self.candidate_id
        person._check_entitled(person._identity_entitlement_domain())
        if self.kind == "own_data":
            self._check_opened()
        elif self.kind == "appointment" and not self.appointment_datetime:
            raise UserError(self.env._("Say when the appointment of %s is.", person.code))
        elif self.kind == "internship" and self.internship_id.candidate_id != person:
            raise UserError(self.env._("Choose an internship of %s.", person.code))
        elif self.kind == "notice" and not self._notice():
            raise UserError(
                self.env._(
                    "No privacy notice for persons is in force yet. Publish one under "
                    "Configuration, Privacy notices."
                )
            )

    def _check_opened(self):
        """Refuse own data to who did not open both rows, by the record rules themselves.

        :raise UserError: naming the buttons
        """
        person = self.candidate_id
        person._check_entitled(person._entitlement_domain("employer.candidate.protected"))
        rows = (
            ("employer.candidate.identity", "identity"),
            ("employer.candidate.protected", "protected"),
        )
        for model, _word in rows:
            kept = person._row_sudo(model)
            # the record rule: rows are there only after they were opened
            if kept and not self.env[model].search([("id", "=", kept.id)]):
                raise UserError(
                    self.env._(
                        "This paper holds everything about %s: open the personal and the "
                        "protected data first.",
                        person.code,
                    )
                )

    # ---- what the templates read

    def _local(self, moment):
        return fields.Datetime.context_timestamp(self, moment)

    def _direction(self):
        """Return whether the language is written from the left or the right."""
        return self.env["res.lang"]._get_data(code=self.lang).direction or "ltr"

    def _notice(self):
        return self.env["employer.privacy.notice"]._in_force(
            "persons", self.lang, self.candidate_id.company_id
        )

    def _appointment_words(self):
        return format_datetime(
            self.env, self.appointment_datetime, dt_format="EEEE d MMMM yyyy, HH:mm"
        )

    def _own_data(self):
        """Return [(title, [[(label, value)]])] of what is kept, in the context's language."""
        # sudo: both rights were checked and opened; the paper is the person's own
        person = self.candidate_id.sudo()
        sections = [(self._title(person), [self._facts(person, OWN_FACTS)])]
        for name, facts in OWN_SECTIONS:
            rows = person[name]
            if rows:
                sections.append((self._title(rows), [self._facts(row, facts) for row in rows]))
        return sections

    @api.model
    def _title(self, records):
        return records.env["ir.model"]._get(records._name).name

    @api.model
    def _facts(self, record, names):
        """Return [(label, value in words)] of the facts a record has."""
        facts = []
        for name in names:
            field = record._fields[name]
            value = self._words(record, field)
            if value:
                facts.append((field._description_string(record.env), value))
        return facts

    @api.model
    def _words(self, record, field):
        value = record[field.name]
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "selection":
            return dict(field._description_selection(record.env)).get(value)
        if field.type == "date":
            return value and format_date(record.env, value)
        if field.type == "datetime":
            return value and format_datetime(record.env, value)
        if field.type == "boolean":
            return self.env._("Yes") if value else False
        return value
