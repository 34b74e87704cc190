# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# a code has digits and no spaces: a name typed by mistake can never stand in its place
CODE_PATTERN = re.compile(r"(?=.*\d)[\w/.-]{2,32}")

# what stands before the number of a code, and the number without its leading zeros
CODE_PARTS = re.compile(r"(.*?)(0*)(\d*)", re.DOTALL)


class EmployerCandidate(models.Model):
    """A person the centre follows, as job facts under a code; who it is stands elsewhere.

    The code is the display name for everyone, sudo included. Names are in
    `employer.candidate.identity`, special categories in `employer.candidate.protected`.
    Every role reads job facts; tutors write those of their teams. Portal users have no access line.
    """

    _name = "employer.candidate"
    _description = "Person"
    _inherit = ["employer.record.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "code desc"
    _rec_name = "code"
    _check_company_auto = True

    code = fields.Char(required=True, readonly=True, copy=False, default="/")
    state = fields.Selection(
        [
            ("ready", "Available"),
            ("in_internship", "In internship"),
            ("hired", "Hired"),
            ("away", "Away"),
        ],
        compute="_compute_state",
        compute_sudo=True,
        store=True,
        index=True,
    )
    is_away = fields.Boolean(string="Not available now", tracking=True)
    away_until = fields.Date(string="Away until")
    tutor_id = fields.Many2one(
        "res.users", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one(
        "employer.team",
        index=True,
        check_company=True,
        default=lambda self: self._default_team_id(),
        tracking=True,
    )
    referrer_id = fields.Many2one(
        "employer.organisation",
        string="Referred by",
        index="btree_not_null",
        check_company=True,
        domain="[('is_partner_organisation', '=', True)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    support_level = fields.Selection(
        [("1", "Light"), ("2", "Regular"), ("3", "Close"), ("4", "Intensive")],
        string="Support level",
        default="2",
    )

    # Job facts
    skill_ids = fields.One2many("employer.candidate.skill", "candidate_id", string="Skills")
    language_ids = fields.One2many(
        "employer.candidate.language", "candidate_id", string="Languages"
    )
    occupation_ids = fields.Many2many("employer.occupation", string="Occupations wanted")
    education_level = fields.Selection(
        [
            ("0", "ISCED 0 Less than primary"),
            ("1", "ISCED 1 Primary"),
            ("2", "ISCED 2 Lower secondary"),
            ("3", "ISCED 3 Upper secondary"),
            ("4", "ISCED 4 Post-secondary"),
            ("5", "ISCED 5 Short tertiary"),
            ("6", "ISCED 6 Bachelor"),
            ("7", "ISCED 7 Master"),
            ("8", "ISCED 8 Doctoral"),
        ],
        string="Education level",
    )
    education_recognised = fields.Selection(
        [("yes", "Yes"), ("no", "No"), ("in_progress", "In progress")], string="Recognised in Italy"
    )
    licences = fields.Char(string="Driving licences")
    available_from = fields.Date(string="Available from")
    weekly_hours = fields.Float(string="Hours wanted a week")
    availability = fields.Char(help="Days and shifts.")
    area = fields.Char(help="Where the person can work.")
    travel_minutes = fields.Integer(string="Longest travel time (minutes)")
    unwanted_employer_ids = fields.Many2many(
        "employer.organisation",
        "employer_candidate_unwanted_rel",
        "candidate_id",
        "employer_id",
        string="Companies not wanted",
    )
    job_notes = fields.Text(
        string="Job notes", help="Facts about work only; nothing that tells who the person is."
    )
    last_proposed_date = fields.Date(string="Last proposed on", readonly=True, copy=False)
    active = fields.Boolean(default=True)

    # Elsewhere, with rights of their own
    identity_ids = fields.One2many(
        "employer.candidate.identity",
        "candidate_id",
        string="Personal data",
        groups="employer_engagement.employer_engagement_group_identity",
    )
    protected_ids = fields.One2many(
        "employer.candidate.protected",
        "candidate_id",
        string="Protected data",
        groups="employer_engagement.employer_engagement_group_protected",
    )
    permit_ids = fields.One2many(
        "employer.candidate.permit",
        "candidate_id",
        string="Permits",
        groups="employer_engagement.employer_engagement_group_protected",
    )
    barrier_ids = fields.One2many(
        "employer.candidate.barrier",
        "candidate_id",
        string="Barriers",
        groups="employer_engagement.employer_engagement_group_protected",
    )
    participation_ids = fields.One2many(
        "employer.participation", "candidate_id", string="Programmes"
    )
    entered_date = fields.Date(
        string="Taken in charge on",
        compute="_compute_entered_date",
        inverse="_inverse_entered_date",
        help="First day in the ordinary service.",
    )
    service_ids = fields.One2many("employer.service", "candidate_id", string="Services")
    consent_ids = fields.One2many("employer.consent", "candidate_id", string="Consents")
    disclosure_ids = fields.One2many(
        "employer.disclosure",
        "candidate_id",
        string="Disclosures",
        groups="employer_engagement.employer_engagement_group_identity,"
        "employer_engagement.employer_engagement_group_privacy",
    )
    interaction_ids = fields.One2many(
        "employer.interaction", "candidate_id", string="Contacts about the person"
    )
    proposal_until = fields.Date(
        string="May be proposed until",
        compute="_compute_proposal_until",
        compute_sudo=True,
        store=True,
        help="Last day of the yes to being proposed without a name; empty: no such yes.",
    )
    service_count = fields.Integer(string="Services received", compute="_compute_counts")
    participation_count = fields.Integer(string="Times in programmes", compute="_compute_counts")
    consent_count = fields.Integer(string="Answers on consent", compute="_compute_counts")
    interaction_count = fields.Integer(string="Contacts", compute="_compute_counts")
    _code_idx = models.Index("(code)")  # the order of the list
    _code_uniq = models.UniqueIndex(
        "(code, company_id) WHERE code != '/'", "This code exists already."
    )

    def _default_team_id(self):
        teams = self.env.user.employer_team_ids
        return teams.filtered(lambda team: team.company_id == self.env.company)[:1]

    # ---- computed fields

    @api.depends("is_away", "away_until")
    def _compute_state(self):
        facts = self._state_facts()
        for person in self:
            person.state = facts.get(person.id) or ("away" if person.is_away else "ready")

    def _state_facts(self):
        """Return {candidate id: state} for who is in internship or hired.

        Internships and hires add theirs (super first) and their own `@api.depends`.
        """
        return {}

    @api.depends(
        "consent_ids.kind",
        "consent_ids.answer",
        "consent_ids.asked_datetime",
        "consent_ids.expiry_date",
        "consent_ids.withdrawn_date",
    )
    def _compute_proposal_until(self):
        for person in self:
            person.proposal_until = person.consent_ids._latest("proposal")._holds_until()

    def _ordinary_participations(self):
        """Return {person: first participation in the ordinary service}, in one query."""
        found = self.env["employer.participation"].search(
            [("candidate_id", "in", self.ids), ("programme_id", "=", False)],
            order="entered_date desc, id desc",
        )
        return {participation.candidate_id: participation for participation in found}

    @api.depends("participation_ids.entered_date", "participation_ids.programme_id")
    def _compute_entered_date(self):
        first = self._ordinary_participations()
        for person in self:
            person.entered_date = person._origin in first and first[person._origin].entered_date

    def _inverse_entered_date(self):
        """Correct the first day in the ordinary service, or enter the person there on that day."""
        first = self._ordinary_participations()
        never, entered = self.env["employer.participation"], []
        for person in self:
            if person in first and person.entered_date:
                first[person].entered_date = person.entered_date
            elif person in first:
                never |= first[person]
            elif person.entered_date:
                entered.append({"candidate_id": person.id, "entered_date": person.entered_date})
        never.unlink()
        never.create(entered)

    @api.depends_context("uid")
    def _compute_counts(self):
        for field, model in (
            ("service_count", "employer.service"),
            ("participation_count", "employer.participation"),
            ("consent_count", "employer.consent"),
            ("interaction_count", "employer.interaction"),
        ):
            groups = self.env[model]._read_group(
                [("candidate_id", "in", self.ids)], ["candidate_id"], ["__count"]
            )
            counts = dict(groups)
            for person in self:
                person[field] = counts.get(person, 0)

    # ---- constraints and CRUD

    @api.constrains("code")
    def _check_code(self):
        for person in self:
            if person.code != "/" and not CODE_PATTERN.fullmatch(person.code):
                raise ValidationError(
                    self.env._(
                        "“%(code)s” is no code of a person: letters, digits and / . - without "
                        "spaces, at least one digit. Names are entered under Open personal data.",
                        code=person.code,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("code", "/") == "/":
                company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
                vals["code"] = self._next_code(company)
        return super().create(vals_list)

    @api.model
    def _next_code(self, company):
        """Return the next code of the office that nobody has, nor one read like it.

        An imported list keeps its own codes: after P0007 the sequence does not give P00007.
        """
        sequence = self.env["ir.sequence"].with_company(company)
        while True:
            code = sequence.next_by_code("employer.candidate") or "/"
            letters, _zeros, number = CODE_PARTS.fullmatch(code).groups()
            alike = [f"{letters}{number.zfill(width)}" for width in range(len(number), 11)]
            # sudo: a code is taken whoever may see it
            taken = self.sudo().with_context(active_test=False)
            if not number or not taken.search_count(
                [("code", "in", alike), ("company_id", "=", company.id)], limit=1
            ):
                return code

    def write(self, vals):
        kept = {"code", "last_proposed_date", "back_date"}
        self._refuse_names(set() if self.env.su else kept, vals)
        return super().write(vals)

    @api.model
    def name_create(self, name):
        """Refuse to make a person out of a typed text: it would be a name in the place of the code.

        :raise UserError: always
        """
        raise UserError(
            self.env._("A person is entered with New person under Persons, never by typing a name.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        for person in self.sudo():  # sudo: only whether there is a history, to refuse
            if person.participation_ids or person.service_ids or person.consent_ids:
                raise UserError(
                    self.env._(
                        "%(person)s has a history here and cannot be deleted. Archive the person, "
                        "or let the privacy officer erase the personal data.",
                        person=person.code,
                    )
                )

    # ---- actions

    def action_ask_consent(self):
        """Open the dialog that records the person's answer to being proposed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask consent: %s", self.code),
            "res_model": "employer.consent",
            "view_mode": "form",
            "target": "new",
            "context": {"default_candidate_id": self.id, "default_kind": "proposal"},
        }

    def _interaction_values(self):
        """Return the links of an interaction made from a done activity of this record."""
        self.ensure_one()
        return {"candidate_id": self.id}

    def action_log_contact(self):
        """Open the small dialog that logs a contact about this person."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a contact"),
            "res_model": "employer.interaction.log",
            "view_mode": "form",
            "target": "new",
            "context": {"default_candidate_id": self.id},
        }

    def action_view_services(self):
        """Open the services this person received."""
        return self._action_related("employer.service", self.env._("Services"))

    def action_view_participations(self):
        """Open the programmes this person is or was in."""
        return self._action_related("employer.participation", self.env._("Programmes"))

    def action_view_consents(self):
        """Open this person's answers on consent."""
        return self._action_related("employer.consent", self.env._("Consents"))

    def action_view_interactions(self):
        """Open the contacts about this person that the user may see."""
        return self._action_related("employer.interaction", self.env._("Contacts"))

    def _action_related(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": [("candidate_id", "=", self.id)],
            "context": {"default_candidate_id": self.id},
        }

    # ---- consent

    def _has_consent(self, kind, employer=None, date=None):
        """Return whether the person's latest answer is a yes that holds on `date`.

        :param kind: `proposal` or `identity`
        :param employer: the organisation that may know, for `identity`
        :param date: the day asked about (today when empty)
        """
        self.ensure_one()
        return bool(self._filter_consenting(kind, employer, date))

    def _filter_consenting(self, kind, employer=None, date=None):
        """Return the persons of `self` with a yes that holds, in one read for all of them."""
        date = date or fields.Date.context_today(self)
        # sudo: every role may know whether a person said yes; nothing else is used
        return self.filtered(
            lambda person: person.sudo().consent_ids._latest(kind, employer, date)._holds_on(date)
        )

    # ---- jobs

    @api.model
    def _cron_end_absences(self):
        """Make persons available again whose absence ended yesterday or before."""
        back = self.search([("is_away", "=", True), ("away_until", "<", "today")])
        back.write({"is_away": False, "away_until": False})
