# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerScouting(models.Model):
    """One attempt to win an employer, from the first idea to won or lost.

    Stages are free moves on a board, but losing asks for a reason and winning asks for what
    comes next; every move leaves a milestone. Every role reads, officers write.
    """

    _name = "employer.scouting"
    _description = "Scouting"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "next_step_date, id desc"
    _rec_names_search = ["name", "employer_id.name", "employer_id.trade_name"]
    _check_company_auto = True
    _transition_field = "stage_id"
    _since_field = "stage_since"

    name = fields.Char(
        compute="_compute_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="What it is about; the organisation's name unless you write another.",
    )
    employer_id = fields.Many2one(
        "employer.organisation",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    employer_partner_id = fields.Many2one(
        related="employer_id.partner_id", string="Its contact", export_string_translation=False
    )
    employer_phone = fields.Char(related="employer_id.phone", string="Phone")
    call_state = fields.Selection(related="employer_id.call_state")
    call_words = fields.Char(related="employer_id.call_words")
    employer_last_contact_date = fields.Date(
        related="employer_id.last_contact_date", string="Last contact"
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact person",
        compute="_compute_contact_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
    )
    stage_id = fields.Many2one(
        "employer.scouting.stage",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        copy=False,
        group_expand="_read_group_expand_full",
        default=lambda self: self._default_stage_id(),
    )
    stage_kind = fields.Selection(related="stage_id.kind", string="Stage kind", store=True)
    stage_requirements = fields.Text(related="stage_id.requirements", string="What to do")
    stage_since = fields.Date(
        string="In this stage since",
        copy=False,
        default=fields.Date.context_today,
        help="Correct it if the stage was reached earlier than it was recorded.",
    )
    days_in_stage = fields.Integer(string="Days in stage", compute="_compute_days_in_stage")
    lost_reason_id = fields.Many2one(
        "employer.lost.reason",
        string="Reason of the loss",
        ondelete="restrict",
        tracking=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
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
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    source = fields.Selection(
        [
            ("staff", "Own search"),
            ("list", "List or register"),
            ("workshop", "Workshop"),
            ("association", "Association"),
            ("partner", "Partner organisation"),
            ("person", "A person we follow"),
            ("inbound", "They wrote or called"),
            ("other", "Other"),
        ],
        default="staff",
    )
    expected_positions = fields.Integer(string="Expected positions")
    need = fields.Text(help="What the employer needs, in their words.")
    next_step = fields.Char(string="Next step", copy=False)
    next_step_date = fields.Date(string="Next step on", index="btree_not_null", copy=False)
    next_step_words = fields.Char(string="When", compute="_compute_next_step_words")
    next_step_state = fields.Selection(
        [("late", "Late"), ("today", "Today"), ("planned", "Planned")],
        compute="_compute_next_step_words",
    )
    closed_date = fields.Date(string="Closed on", copy=False, readonly=True)
    interaction_ids = fields.One2many("employer.interaction", "scouting_id", string="Interactions")
    interaction_count = fields.Integer(compute="_compute_interaction_count")
    active = fields.Boolean(default=True)

    # In the order of the list, and of a column of the board
    _next_step_idx = models.Index("(next_step_date, id DESC)")
    _stage_next_step_idx = models.Index("(stage_id, next_step_date, id DESC)")
    _check_positions = models.Constraint(
        "CHECK(expected_positions >= 0)", "The number of expected positions cannot be negative."
    )

    def _default_stage_id(self):
        return self.env["employer.scouting.stage"].search([("kind", "=", "open")], limit=1)

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    # One method a field: an entered field is left alone together with all that share its method.
    # Each starts from what the organisation says; what was entered stays.

    @api.depends("employer_id")
    def _compute_name(self):
        for scouting in self:
            scouting.name = scouting.name or scouting.employer_id.name

    @api.depends("employer_id")
    def _compute_contact_id(self):
        for scouting in self:
            scouting.contact_id = scouting.contact_id or scouting.employer_id.main_contact_id

    @api.depends("employer_id")
    def _compute_team_id(self):
        for scouting in self:
            scouting.team_id = scouting.team_id or scouting.employer_id.team_id

    @api.depends("employer_id")
    def _compute_company_id(self):
        for scouting in self:
            company = scouting.employer_id.company_id
            scouting.company_id = company or scouting.company_id or self.env.company

    @api.depends("stage_since")
    def _compute_days_in_stage(self):
        today = fields.Date.context_today(self)
        for scouting in self:
            scouting.days_in_stage = (today - (scouting.stage_since or today)).days

    @api.depends("next_step_date")
    def _compute_next_step_words(self):
        today = fields.Date.context_today(self)
        for scouting in self:
            date = scouting.next_step_date
            days = (date - today).days if date else None
            scouting.next_step_words = date and scouting._days_in_words(days)
            state = "late" if date and days < 0 else "planned" if days else "today"
            scouting.next_step_state = date and state

    def _days_in_words(self, days):
        """Return how far away a day is, in words: late, today, tomorrow, in n days."""
        if days < -1:
            return self.env._("%s days late", -days)
        near = {
            -1: self.env._("1 day late"),
            0: self.env._("today"),
            1: self.env._("tomorrow"),
        }
        return near.get(days) or self.env._("in %s days", days)

    @api.depends("interaction_ids")
    def _compute_interaction_count(self):
        counts = dict(
            self.env["employer.interaction"]._read_group(
                [("scouting_id", "in", self.ids)], ["scouting_id"], ["__count"]
            )
        )
        for scouting in self:
            scouting.interaction_count = counts.get(scouting._origin, 0)

    @api.constrains("stage_id", "lost_reason_id")
    def _check_lost_reason(self):
        for scouting in self:
            if scouting.stage_id.kind == "lost" and not scouting.lost_reason_id:
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be lost without a reason: "
                        "open it and press “Lost” to choose one.",
                        scouting.display_name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        scoutings = super().create(vals_list)
        for scouting in scoutings.filtered(lambda one: one.stage_kind != "open"):
            scouting.closed_date = scouting.stage_since
        return scoutings

    def write(self, vals):
        if "stage_id" not in vals:
            return super().write(vals)
        staying = self.filtered(lambda one: one.stage_id.id == vals["stage_id"])
        if staying:
            super(EmployerScouting, staying).write(
                {key: value for key, value in vals.items() if key != "stage_id"}
            )
        moving = self - staying
        return super(EmployerScouting, moving).write(self._stage_values(vals))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_log_contact(self):
        """Open the dialog that logs a contact about this scouting."""
        self.ensure_one()
        return self.env["employer.interaction.log"]._action_open(
            {"default_employer_id": self.employer_id.id, "default_scouting_id": self.id}
        )

    def action_win(self):
        """Open the dialog that wins this employer and plans what comes next."""
        return self._action_dialog("employer.scouting.win", self.env._("Won: what is next?"))

    def action_lose(self):
        """Open the dialog that asks why this employer was lost."""
        return self._action_dialog("employer.scouting.lose", self.env._("Lost: why?"))

    def action_board_move(self, stage_id):
        """Move the card to a stage; won and lost ask first what they must ask.

        :return: the dialog to open, or False when the card has moved
        """
        self.ensure_one()
        kind = self.env["employer.scouting.stage"].browse(stage_id).kind
        if kind == "won":
            return self.action_win()
        if kind == "lost":
            return self.action_lose()
        self.stage_id = stage_id
        return False

    def action_reopen(self):
        """Take closed scoutings up again: contacted if they ever were, else the first stage."""
        stages = self.env["employer.scouting.stage"]
        contacted = stages.search([("code", "=", "contacted")], limit=1)
        first = self._default_stage_id()
        for scouting in self.filtered(lambda one: one.stage_kind != "open"):
            met = contacted and scouting.employer_id.last_contact_date
            scouting.stage_id = contacted if met else first
        return True

    def action_view_interactions(self):
        """Open the interactions of this scouting."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_interaction_action"
        )
        action["domain"] = [("scouting_id", "=", self.id)]
        action["context"] = {"default_scouting_id": self.id}
        return action

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _action_dialog(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_scouting_ids": [(6, 0, self.ids)]},
        }

    def _stage_values(self, vals):
        """Return `vals` completed with what a move to its stage means."""
        stage = self.env["employer.scouting.stage"].browse(vals["stage_id"])
        since = vals.get("stage_since") or fields.Date.context_today(self)
        values = {"stage_since": since, "closed_date": False}
        if stage.kind != "open":
            values["closed_date"] = since
            # What comes next after it stands on the organisation, where it is settled too.
            values.update(next_step=False, next_step_date=False)
        if stage.kind != "lost":
            values["lost_reason_id"] = False
        return {**values, **vals}

    def _interaction_values(self):
        """Return the links of an interaction made from a done activity of this record."""
        self.ensure_one()
        return {
            "employer_id": self.employer_id.id,
            "scouting_id": self.id,
            "contact_id": self.contact_id.id,
        }
