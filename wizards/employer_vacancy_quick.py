# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerVacancyQuick(models.TransientModel):
    """Open a vacancy while the employer is on the telephone: what is said, the rest later.

    A former vacancy of the employer ("as last time") brings all it said, requirements included.
    The contact itself is logged with it, unless it was logged already and comes along.
    """

    _name = "employer.vacancy.quick"
    _description = "Open a vacancy during a call"

    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        required=True,
        compute="_compute_employer_id",
        store=True,
        readonly=False,
    )
    partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    former_id = fields.Many2one(
        "employer.vacancy",
        string="As last time",
        help="All it said is taken over, with its requirements; change here what is different.",
    )
    former_count = fields.Integer(compute="_compute_former_count")
    occupation_id = fields.Many2one(
        "employer.occupation", compute="_compute_occupation_id", store=True, readonly=False
    )
    name = fields.Char(
        string="Title", compute="_compute_name", store=True, readonly=False, required=True
    )
    positions = fields.Integer(
        compute="_compute_positions", store=True, readonly=False, required=True
    )
    kind = fields.Selection(
        lambda self: self.env["employer.vacancy"]._fields["kind"]._description_selection(self.env),
        compute="_compute_kind",
        store=True,
        readonly=False,
        required=True,
    )
    place = fields.Char(compute="_compute_place", store=True, readonly=False)
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact person",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
    )
    start_date = fields.Date(string="Start wanted")
    note = fields.Text(string="What they said")
    channel = fields.Selection(
        lambda self: (
            self.env["employer.interaction"]._fields["channel"]._description_selection(self.env)
        ),
        string="They told us by",
        default=lambda self: self._default_channel(),
        help="A contact is logged with it; empty: none is.",
    )
    log_id = fields.Many2one(
        "employer.interaction", string="Contact logged already", ondelete="cascade"
    )
    interrupted_id = fields.Many2one("employer.interaction.log", ondelete="set null")
    scouting_id = fields.Many2one(
        "employer.scouting", compute="_compute_scouting_id", store=True, readonly=False
    )
    agreement_id = fields.Many2one("employer.agreement")
    workshop_id = fields.Many2one("event.event")
    missing_words = fields.Char(string="To be said later", compute="_compute_missing_words")
    completeness = fields.Integer(compute="_compute_missing_words")

    @api.model
    def _default_channel(self):
        """A call, unless it was logged already or an earlier vacancy is taken over."""
        context = self.env.context
        known = context.get("default_log_id") or context.get("default_former_id")
        return False if known else "phone"

    # ------------------------------------------------------------
    # PROPOSALS: one method a field, so that what was typed stays
    # ------------------------------------------------------------

    @api.depends("former_id")
    def _compute_employer_id(self):
        for dialog in self:
            dialog.employer_id = dialog.former_id.employer_id or dialog.employer_id

    @api.depends("employer_id")
    def _compute_former_count(self):
        vacancies = self.env["employer.vacancy"]
        counts = dict(
            vacancies._read_group(
                [("employer_id", "in", self.employer_id.ids)], ["employer_id"], ["__count"]
            )
        )
        for dialog in self:
            dialog.former_count = counts.get(dialog.employer_id._origin, 0)

    @api.depends("log_id")
    def _compute_scouting_id(self):
        for dialog in self:
            dialog.scouting_id = dialog.log_id.scouting_id or dialog.scouting_id

    @api.depends("former_id")
    def _compute_occupation_id(self):
        for dialog in self:
            dialog.occupation_id = dialog.former_id.occupation_id or dialog.occupation_id

    @api.depends("former_id", "occupation_id")
    def _compute_name(self):
        for dialog in self:
            former, job = dialog.former_id, dialog.occupation_id
            if former and former.occupation_id == job:
                dialog.name = former.name
            elif job and dialog._is_name_proposed():
                dialog.name = job.name

    def _is_name_proposed(self):
        """Return whether the title is empty or was proposed, not typed."""
        known = self.env["employer.occupation"].search_count([("name", "=", self.name)], limit=1)
        return not self.name or bool(known) or self.name == self.former_id.name

    @api.depends("former_id")
    def _compute_positions(self):
        for dialog in self:
            dialog.positions = dialog.former_id.positions or dialog.positions or 1

    @api.depends("former_id")
    def _compute_kind(self):
        for dialog in self:
            dialog.kind = dialog.former_id.kind or dialog.kind or "internship"

    @api.depends("former_id", "employer_id")
    def _compute_place(self):
        for dialog in self:
            dialog.place = dialog._former_here().place or dialog.employer_id.city or dialog.place

    @api.depends("former_id", "employer_id")
    def _compute_contact_id(self):
        for dialog in self:
            former = dialog._former_here()
            dialog.contact_id = former.contact_id or dialog.employer_id.main_contact_id

    def _former_here(self):
        """Return the former vacancy if it is of the employer chosen: another's job may be copied,
        not where and with whom it was."""
        self.ensure_one()
        return self.former_id.filtered(lambda one: one.employer_id == self.employer_id)

    @api.depends("former_id", "occupation_id", "positions", "place")
    def _compute_missing_words(self):
        for dialog in self:
            vacancy = dialog.former_id or self.env["employer.vacancy"]
            said = {
                "occupation_id": dialog.occupation_id,
                "positions": dialog.positions,
                "place": dialog.place,
            }
            dialog.missing_words = ", ".join(vacancy._missing_r13(said))
            dialog.completeness = vacancy._per_cent_said(said)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def _action_open(self, context=None):
        """Return the action that opens the dialog with the defaults in `context`."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_vacancy_quick_action"
        )
        return {**action, "context": {"dialog_size": "medium", **(context or {})}}

    def action_open(self):
        """Make the vacancy and open it, or go back to the call that was interrupted.

        :raise ValidationError: a title or place that asks for what no job may ask for (R13)
        """
        vacancy = self._make()
        return self.interrupted_id._reopen() or {
            "type": "ir.actions.act_window",
            "res_model": vacancy._name,
            "views": [(False, "form")],
            "res_id": vacancy.id,
        }

    def action_open_with_list(self):
        """Make the vacancy and its first list of persons.

        :raise ValidationError: as above
        """
        return self._make().action_new_list()

    def _make(self):
        """Return the new vacancy, with the contact logged about it."""
        self.ensure_one()
        vals = self._vacancy_vals()
        if self.former_id:
            vacancy = self.former_id.copy(vals)
        else:
            vacancy = self.env["employer.vacancy"].create(vals)
        if self.log_id:
            self.log_id.vacancy_id = vacancy
        elif self.channel:
            self._log_contact(vacancy)
        return vacancy

    def _vacancy_vals(self):
        company = self.employer_id.company_id
        vals = {
            "employer_id": self.employer_id.id,
            "company_id": company.id,
            "occupation_id": self.occupation_id.id,
            "name": self.name,
            "positions": self.positions,
            "kind": self.kind,
            "place": self.place,
            "contact_id": self.contact_id.id,
            "start_date": self.start_date,
            "scouting_id": self.scouting_id.id,
            "workshop_id": self.workshop_id.id,
        }
        if self.agreement_id.employer_id == self.employer_id:
            vals["agreement_id"] = self.agreement_id.id
        vacancies = self.env["employer.vacancy"]
        if self.missing_words and vacancies._is_r13_strict(company):
            vals["stage_id"] = vacancies._first_stage("need").id
        return vals

    def _log_contact(self, vacancy):
        self.env["employer.interaction"].create(
            {
                "employer_id": self.employer_id.id,
                "contact_id": self.contact_id.id,
                "vacancy_id": vacancy.id,
                "channel": self.channel,
                "direction": "in",
                "outcome": "interested",
                "summary": self.note,
            }
        )
