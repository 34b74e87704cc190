# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

#: What was done longer ago is no news to a colleague.
TOLD_DAYS = 5
#: Outcomes in which somebody answered.
ANSWERED = ("reached", "interested", "not_interested", "call_back")


class EmployerInteraction(models.Model):
    """One contact or attempt, by whatever channel; what was said goes in `summary`.

    Three figures, always together: *attempts* (`is_attempt`), *contacts* (`is_contact`: someone
    answered or was met; mass mail never; one per company and day in the figures) and *companies
    reached*. One about a person is protected: seen by that person's team only (room *people*).
    """

    _name = "employer.interaction"
    _description = "Interaction"
    _inherit = ["employer.record.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("visit", "Visit"),
            ("video", "Video call"),
            ("mail", "E-mail"),
            ("pec", "PEC"),
            ("whatsapp", "WhatsApp"),
            ("sms", "SMS"),
            ("event", "Event"),
            ("counter", "At our desk"),
            ("web", "Our web page"),
        ],
        required=True,
        default="phone",
    )
    direction = fields.Selection(
        [("out", "We contacted them"), ("in", "They contacted us")], required=True, default="out"
    )
    outcome = fields.Selection(
        [
            ("reached", "Reached, spoke"),
            ("interested", "Interested"),
            ("not_interested", "Not interested"),
            ("call_back", "Call back later"),
            ("no_answer", "No answer"),
            ("wrong_contact", "Wrong number or address"),
            ("sent", "Sent, no answer yet"),
        ],
        required=True,
        default="reached",
    )
    is_mass_mail = fields.Boolean(
        string="Mass mail", help="One text to many: neither an attempt nor a contact."
    )
    is_attempt = fields.Boolean(string="Attempt", compute="_compute_kind", store=True)
    is_contact = fields.Boolean(
        string="Answered", compute="_compute_kind", store=True, help="Someone answered or was met."
    )
    attempts = fields.Integer(compute="_compute_figures", aggregator="sum")
    contacts = fields.Integer(
        compute="_compute_figures",
        aggregator="sum",
        help="Somebody answered or was met: one per company and day.",
    )
    companies_reached = fields.Integer(
        string="Companies reached",
        compute="_compute_figures",
        aggregator="sum",
        help="Distinct employers with a contact: never the sum of the parts. A union, an "
        "institution or a service is contacted, but no company.",
    )
    minutes = fields.Integer()
    summary = fields.Text()
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        compute="_compute_employer_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    employer_partner_id = fields.Many2one(
        related="employer_id.partner_id", string="Its contact", export_string_translation=False
    )
    contact_id = fields.Many2one("res.partner", string="Spoke with", index="btree_not_null")
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one(
        "employer.team",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index=True,
    )
    programme_id = fields.Many2one(
        "employer.programme",
        compute="_compute_programme_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        check_company=True,
    )
    scouting_id = fields.Many2one(
        "employer.scouting", index="btree_not_null", check_company=True, ondelete="set null"
    )
    next_step = fields.Char(string="Next step")
    next_step_date = fields.Date(string="Next step on")
    next_activity_type_id = fields.Many2one(
        "mail.activity.type",
        string="Next step is a",
        ondelete="set null",
        help="Kind of activity planned for the next step; a call when empty.",
    )

    _employer_date_idx = models.Index("(employer_id, date)")
    _check_minutes = models.Constraint("CHECK(minutes >= 0)", "Minutes cannot be negative.")

    @api.depends("employer_id", "date", "channel")
    def _compute_display_name(self):
        for interaction in self:
            parts = [
                interaction.date and format_date(self.env, interaction.date),
                interaction._label("channel"),
                interaction.employer_id.display_name,
            ]
            interaction.display_name = " · ".join(filter(None, parts))

    @api.depends("direction", "outcome", "is_mass_mail")
    def _compute_kind(self):
        for interaction in self:
            is_personal = not interaction.is_mass_mail
            interaction.is_attempt = is_personal and interaction.direction == "out"
            interaction.is_contact = is_personal and interaction.outcome in ANSWERED

    @api.depends("is_attempt", "is_contact", "employer_id.is_employer")
    def _compute_figures(self):
        for interaction in self:
            met = bool(interaction.is_contact and interaction.employer_id)
            interaction.attempts = int(interaction.is_attempt)
            interaction.contacts = int(met)
            interaction.companies_reached = int(met and interaction.employer_id.is_employer)

    def _read_group_select(self, aggregate_spec, query):
        """Count each figure of a group anew: distinct counts are not sums."""
        figure, _separator, aggregator = aggregate_spec.partition(":")
        if aggregator != "sum" or figure not in ("attempts", "contacts", "companies_reached"):
            return super()._read_group_select(aggregate_spec, query)
        attempt, contact, employer, date = (
            self._field_to_sql(self._table, field, query)
            for field in ("is_attempt", "is_contact", "employer_id", "date")
        )
        if figure == "attempts":
            return SQL("COUNT(*) FILTER (WHERE %s)", attempt)
        met = SQL("%s AND %s IS NOT NULL", contact, employer)
        if figure == "contacts":
            return SQL("COUNT(DISTINCT (%s, %s)) FILTER (WHERE %s)", employer, date, met)
        return SQL(
            """COUNT(DISTINCT %(employer)s) FILTER (WHERE %(met)s AND EXISTS (
                SELECT 1 FROM employer_organisation reached
                 WHERE reached.id = %(employer)s AND reached.is_employer))""",
            employer=employer,
            met=met,
            to_flush=self.env["employer.organisation"]._fields["is_employer"],
        )

    @api.depends("scouting_id")
    def _compute_employer_id(self):
        for interaction in self:
            interaction.employer_id = interaction.employer_id or interaction.scouting_id.employer_id

    # Office, team and programme come from the parents; what was entered stays. One method a
    # field: an entered field is left alone together with all that share its method.

    @api.depends("employer_id", "scouting_id")
    def _compute_company_id(self):
        for interaction in self:
            parents = interaction.scouting_id.company_id or interaction.employer_id.company_id
            interaction.company_id = parents or interaction.company_id or self.env.company

    @api.depends("employer_id", "scouting_id")
    def _compute_team_id(self):
        for interaction in self:
            parents = interaction.scouting_id.team_id or interaction.employer_id.team_id
            interaction.team_id = interaction.team_id or parents

    @api.depends("scouting_id")
    def _compute_programme_id(self):
        for interaction in self:
            programme = interaction.scouting_id.programme_id
            interaction.programme_id = interaction.programme_id or programme

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        interactions = super().create(vals_list)
        if not self._is_history():
            interactions._move_chain()
            interactions._tell_colleagues()
        return interactions

    def write(self, vals):
        result = super().write(vals)
        if self._is_history():
            return result
        if {"next_step", "next_step_date", "next_activity_type_id"} & set(vals):
            self._move_next_step()
        if {"outcome", "is_mass_mail", "employer_id", "scouting_id"} & set(vals):
            self._move_scoutings()
        return result

    # ------------------------------------------------------------
    # WHAT A CONTACT MOVES
    # ------------------------------------------------------------

    def _move_chain(self):
        self._move_scoutings()
        self._move_next_step()

    def _move_scoutings(self):
        """The first answer takes the open scoutings not yet in touch to their stage *contacted*."""
        contacts = self.filtered(lambda one: one.is_contact and one.employer_id)
        contacted = self.env["employer.scouting.stage"].search(
            [("code", "=", "contacted")], limit=1
        )
        if not contacts or not contacted:
            return
        # sudo: who may log this contact moves the scouting it belongs to, and nothing else of it.
        scoutings_sudo = (
            self.env["employer.scouting"]
            .sudo()
            .search(
                [
                    ("employer_id", "in", contacts.employer_id.ids),
                    ("stage_id.code", "in", ("new", "to_call")),
                ]
            )
        )
        for scouting_sudo in scoutings_sudo:
            days = [one.date for one in contacts if one._concerns(scouting_sudo)]
            if days:
                scouting_sudo.write({"stage_id": contacted.id, "stage_since": min(days)})

    def _tell_colleagues(self):
        """Tell whom rule R17 would have had the user ask or wait for; it never blocks.

        Only of what the user did lately in person: the server's own mails surprise nobody.

        :return: {interaction: verdict} of those told
        """
        today = fields.Date.context_today(self)
        told = {}
        if self.env.su:
            return told
        for interaction in self.filtered(lambda one: one._is_told(today)):
            employer = interaction.employer_id
            verdict = employer._call_verdicts().get(employer.id)
            if verdict and verdict["state"] in ("ask", "wait"):
                employer._tell_colleague(verdict, interaction)
                told[interaction] = verdict
        return told

    def _is_told(self, today):
        """Return whether this is a contact of the user with a company, of these days."""
        self.ensure_one()
        return (
            self.employer_id
            and self.direction == "out"
            and not self.is_mass_mail
            and self.user_id == self.env.user
            and today - timedelta(days=TOLD_DAYS) < self.date <= today
        )

    def _label(self, field):
        """Return the label of a selection field's value, in the user's language."""
        self.ensure_one()
        return dict(self._fields[field]._description_selection(self.env)).get(self[field])

    def _concerns(self, scouting):
        """Return whether this contact is about `scouting`: its own, or any of its employer."""
        self.ensure_one()
        if self.scouting_id:
            return self.scouting_id == scouting
        return self.employer_id == scouting.employer_id

    def _move_next_step(self):
        """Write the next step on what it is about and plan it, if this is the latest word."""
        for interaction in self.filtered("next_step_date").sorted(lambda one: (one.date, one.id)):
            if not interaction._is_latest():
                continue
            for record_sudo in interaction._next_step_records():
                record_sudo.write(
                    {
                        "next_step": interaction.next_step,
                        "next_step_date": interaction.next_step_date,
                    }
                )
            interaction._plan_next_step()

    def _is_latest(self):
        """Return whether no later interaction of the same subject planned something else."""
        self.ensure_one()
        later = Domain("date", ">", self.date)
        later |= Domain("date", "=", self.date) & Domain("id", ">", self.id)
        later &= Domain("next_step_date", "!=", False)
        # sudo: whether somebody planned something later, not what; some may be hidden.
        return not self.sudo().search_count(self._subject_domain() & later, limit=1)

    def _subject_domain(self):
        """Return the domain of the interactions about the same subject."""
        self.ensure_one()
        if not self.employer_id:
            return Domain.FALSE
        return Domain("employer_id", "=", self.employer_id.id)

    def _next_step_records(self):
        """Return the records, sudo, whose next step this is; later rooms may add theirs."""
        self.ensure_one()
        # sudo: who may log this contact sets the next step of its organisation and scouting.
        return [record for record in (self.sudo().employer_id, self.sudo().scouting_id) if record]

    def _clear_next_step(self, planned_date):
        """Take away the next step that was planned for `planned_date` and is now done."""
        for interaction in self:
            for record_sudo in interaction._next_step_records():
                if record_sudo.next_step_date == planned_date:
                    record_sudo.write({"next_step": False, "next_step_date": False})

    def _activity_record(self):
        """Return the record that carries the activity of the next step."""
        self.ensure_one()
        return self.scouting_id or self.employer_id

    def _activity_summary(self):
        """Return what the planned activity says, to everyone who sees its record."""
        self.ensure_one()
        return self.next_step or False

    def _plan_next_step(self):
        """Plan the next step as an activity of its officer, instead of the one planned before."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        record = self._activity_record()
        if not record or self.next_step_date < today:
            # A step already past when it is recorded is history, not a task.
            return
        call = self.env.ref("mail.mail_activity_data_call")
        values = {
            "activity_type_id": (self.next_activity_type_id or call).id,
            "summary": self._activity_summary(),
            "date_deadline": self.next_step_date,
            "user_id": (self.user_id or self.env.user).id,
        }
        # sudo: planning a step of one's own contact; a tutor may not write the organisation.
        record_sudo = record.sudo()
        planned = record_sudo.activity_ids.filtered(
            lambda one: one.automated and one.user_id.id == values["user_id"]
        )
        if planned:
            planned[:1].write(values)
            planned[1:].unlink()
        else:
            record_sudo.activity_schedule(**values)
