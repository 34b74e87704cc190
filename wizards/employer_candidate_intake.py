# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.calendar_months import period_end


class EmployerCandidateIntake(models.TransientModel):
    """Enter a person in one dialog: names, consent, team and, with the right, the permit.

    Tutors only. What is typed here goes to the rows with rights of their own, and the dialog's
    own row is deleted at once.
    """

    _name = "employer.candidate.intake"
    _description = "New person"
    _check_company_auto = True

    first_name = fields.Char(string="First name", required=True)
    last_name = fields.Char(string="Last name", required=True)
    birth_date = fields.Date(string="Birth date")
    fiscal_code = fields.Char(
        string="Fiscal code", help="16 characters, or the 11 digits of a provisional one."
    )
    phone = fields.Char()
    email = fields.Char()
    safe_hours = fields.Char(string="Safe hours to contact")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    tutor_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    team_id = fields.Many2one(
        "employer.team",
        check_company=True,
        default=lambda self: self.env["employer.candidate"]._default_team_id(),
    )
    referrer_id = fields.Many2one(
        "employer.organisation",
        string="Referred by",
        check_company=True,
        domain="[('is_partner_organisation', '=', True)]",
    )
    is_referrer_told = fields.Boolean(
        string="The partner sees it",
        help="The partner finds the person on its portal, with the tutor's name, and may propose "
        "it for openings.",
    )
    programme_id = fields.Many2one(
        "employer.programme", check_company=True, help="Empty: the ordinary service."
    )
    proposal_answer = fields.Selection(
        [("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked yet")],
        string="May be proposed without a name",
        required=True,
        default="not_asked",
    )
    proposal_expiry_date = fields.Date(
        string="Yes until", compute="_compute_proposal_expiry_date", store=True, readonly=False
    )
    language_id = fields.Many2one("employer.language", string="Language used")
    appointment_date = fields.Date(
        string="Next appointment", help="Planned as a meeting for the tutor, by code."
    )
    citizenship_id = fields.Many2one(
        "res.country", groups="employer_engagement.employer_engagement_group_protected"
    )
    permit_type_id = fields.Many2one(
        "employer.permit.type",
        string="Permit",
        groups="employer_engagement.employer_engagement_group_protected",
    )
    permit_application_date = fields.Date(
        string="Applied on", groups="employer_engagement.employer_engagement_group_protected"
    )
    permit_valid_from = fields.Date(
        string="Valid from", groups="employer_engagement.employer_engagement_group_protected"
    )
    permit_valid_to = fields.Date(
        string="Valid until", groups="employer_engagement.employer_engagement_group_protected"
    )

    @api.depends("proposal_answer", "company_id")
    def _compute_proposal_expiry_date(self):
        today = fields.Date.context_today(self)
        for intake in self:
            intake.proposal_expiry_date = (
                intake.proposal_answer == "yes"
                and intake.company_id
                and period_end(today, intake.company_id.employer_proposal_months)
            )

    def action_enter(self):
        """Enter the person and open the form with the new code.

        :raise ValidationError: for a fiscal code that does not check, or known already
        """
        self.ensure_one()
        person = self.env["employer.candidate"].create(self._person_values())
        self.env["employer.candidate.identity"].create(self._identity_values(person))
        self.env["employer.participation"].create(
            {"candidate_id": person.id, "programme_id": self.programme_id.id}
        )
        if self.proposal_answer != "not_asked":
            self.env["employer.consent"].create(self._consent_values(person))
        if self.env.user.has_group("employer_engagement.employer_engagement_group_protected"):
            self._enter_protected(person)
        if self.is_referrer_told and self.referrer_id:
            person.action_tell_referrer()
        if self.appointment_date:
            person.activity_schedule(
                "mail.mail_activity_data_meeting",
                summary=self.env._("Appointment"),
                date_deadline=self.appointment_date,
                user_id=(self.tutor_id or self.env.user).id,
            )
        self.unlink()  # the names typed here stay nowhere but in their own row
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_candidate_action"
        )
        return {**action, "res_id": person.id, "views": [(False, "form")]}

    def _person_values(self):
        return {
            "company_id": self.company_id.id,
            "tutor_id": self.tutor_id.id,
            "team_id": self.team_id.id,
            "referrer_id": self.referrer_id.id,
        }

    def _identity_values(self, person):
        names = ("first_name", "last_name", "birth_date", "fiscal_code", "phone", "email")
        values = {name: self[name] for name in (*names, "safe_hours")}
        return {"candidate_id": person.id, **values}

    def _consent_values(self, person):
        return {
            "candidate_id": person.id,
            "kind": "proposal",
            "answer": self.proposal_answer,
            "expiry_date": self.proposal_expiry_date,
            "language_id": self.language_id.id,
        }

    def _enter_protected(self, person):
        """Enter citizenship and permit, where something was given."""
        if self.citizenship_id:
            self.env["employer.candidate.protected"].create(
                {"candidate_id": person.id, "citizenship_id": self.citizenship_id.id}
            )
        if self.permit_type_id:
            self.env["employer.candidate.permit"].create(
                {
                    "candidate_id": person.id,
                    "permit_type_id": self.permit_type_id.id,
                    "application_date": self.permit_application_date,
                    "valid_from": self.permit_valid_from,
                    "valid_to": self.permit_valid_to,
                }
            )
