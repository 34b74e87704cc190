# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

SCOUTING_FEATURE = "employer_engagement.employer_engagement_feature_scouting"
STAGE, LEVEL = "stage_", "level_"


class EmployerOrganisation(models.Model):
    """The board of an officer's employers: one card each, in the column of its relation.

    The column is the stage of its open scouting (of several, the furthest), else its level. A
    card moves between stages and moves its scouting; won and lost ask what they must ask; a
    level comes from facts and takes no card.
    """

    _inherit = "employer.organisation"

    open_scouting_id = fields.Many2one(
        "employer.scouting",
        string="Open scouting",
        compute="_compute_open_scouting_id",
        store=True,
        index="btree_not_null",
    )
    board_column = fields.Selection(
        selection="_selection_board_column",
        string="Column of the board",
        compute="_compute_board_column",
        inverse="_inverse_board_column",
        store=True,
        index=True,
        group_expand="_expand_board_columns",
    )
    board_date = fields.Date(
        string="Next step of relation or scouting on",
        compute="_compute_board_date",
        store=True,
        help="The earlier of the organisation's next step and its open scouting's.",
    )
    board_step = fields.Char(string="Next step of both", compute="_compute_board_step")
    board_contact_id = fields.Many2one(
        "res.partner", string="Whom to speak with", compute="_compute_board_contact_id"
    )
    contact_days = fields.Integer(
        string="Days since the last contact",
        compute="_compute_contact_days",
        aggregator=None,
        help="Without one: since the organisation was entered.",
    )
    contact_words = fields.Char(
        string="Contact against its rhythm", compute="_compute_contact_days"
    )
    is_contact_late = fields.Boolean(
        string="Longer than its rhythm",
        compute="_compute_contact_days",
        search="_search_is_contact_late",
    )

    undo_interaction_id = fields.Many2one(
        "employer.interaction",
        string="My last contact of today",
        compute="_compute_undo_interaction_id",
        help="What I logged last with them today, and may still take back.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends(
        "scouting_ids.stage_id",
        "scouting_ids.stage_kind",
        "scouting_ids.active",
        "scouting_ids.employer_id",
    )
    def _compute_open_scouting_id(self):
        scoutings = self.env["employer.scouting"].search(
            [
                ("employer_id", "in", self.ids),
                ("stage_kind", "=", "open"),
                ("active", "=", True),
            ]
        )
        furthest = {}
        for scouting in scoutings.sorted(lambda one: (one.stage_id.sequence, one.id)):
            furthest[scouting.employer_id.id] = scouting
        for organisation in self:
            organisation.open_scouting_id = furthest.get(organisation._origin.id)

    @api.depends("open_scouting_id.stage_id", "level")
    def _compute_board_column(self):
        for organisation in self:
            stage = organisation.open_scouting_id.stage_id
            organisation.board_column = (
                f"{STAGE}{stage.id}" if stage else f"{LEVEL}{organisation.level or 'prospect'}"
            )

    def _inverse_board_column(self):
        for organisation in self:
            # read first: what is asked for is in the cache until it is computed anew
            column = organisation.board_column
            organisation.env.add_to_compute(self._fields["board_column"], organisation)
            if organisation.action_board_move(column):
                raise UserError(
                    self.env._("Won and lost ask what is next, and why: use their buttons.")
                )

    @api.depends("next_step_date", "open_scouting_id.next_step_date")
    def _compute_board_date(self):
        for organisation in self:
            dates = (organisation.next_step_date, organisation.open_scouting_id.next_step_date)
            organisation.board_date = min(filter(None, dates), default=False)

    @api.depends("board_date", "next_step", "next_step_date", "open_scouting_id.next_step")
    def _compute_board_step(self):
        for organisation in self:
            own = organisation.next_step_date == organisation.board_date
            scouting = organisation.open_scouting_id
            organisation.board_step = (own and organisation.next_step) or scouting.next_step

    @api.depends("main_contact_id", "open_scouting_id.contact_id")
    def _compute_board_contact_id(self):
        for organisation in self:
            organisation.board_contact_id = (
                organisation.open_scouting_id.contact_id or organisation.main_contact_id
            )

    @api.depends("last_contact_date", "contact_rhythm_days", "create_date")
    def _compute_contact_days(self):
        today = fields.Date.context_today(self)
        for organisation in self:
            last, rhythm = organisation.last_contact_date, organisation.contact_rhythm_days
            since = last or fields.Date.to_date(organisation.create_date) or today
            organisation.contact_days = days = (today - since).days
            organisation.is_contact_late = bool(rhythm) and days > rhythm
            organisation.contact_words = (
                self.env._(
                    "%(days)s of %(rhythm)s days since the last contact", days=days, rhythm=rhythm
                )
                if last
                else self.env._("Never contacted")
            )

    @api.model
    def _search_is_contact_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.flush_model(["last_contact_date", "contact_rhythm_days"])  # the query reads the table
        return Domain(
            "id",
            "in",
            SQL(
                """(
                SELECT o.id
                  FROM employer_organisation o
                 WHERE o.contact_rhythm_days > 0
                   AND COALESCE(o.last_contact_date, o.create_date::date) + o.contact_rhythm_days
                       < %s)""",
                fields.Date.context_today(self),
            ),
        )

    @api.depends("interaction_ids")
    @api.depends_context("uid")
    def _compute_undo_interaction_id(self):
        yesterday = fields.Datetime.now() - timedelta(days=1)
        rows = self.env["employer.interaction"].search(
            [
                ("employer_id", "in", self.ids),
                ("create_uid", "=", self.env.uid),
                ("create_date", ">", yesterday),
            ],
            order="id",
        )
        last = {row.employer_id.id: row for row in rows if row.can_undo}
        for organisation in self:
            organisation.undo_interaction_id = last.get(organisation._origin.id)

    # ------------------------------------------------------------
    # COLUMNS
    # ------------------------------------------------------------

    @api.model
    def _selection_board_column(self):
        stages = (
            self.env["employer.scouting.stage"]
            .with_context(active_test=False)
            .search([("kind", "!=", False)])
        )
        levels = self._fields["level"]._description_selection(self.env)
        return [
            *((f"{STAGE}{stage.id}", stage.name) for stage in stages),
            *((LEVEL + key, self.env._("Level: %s", label)) for key, label in levels),
        ]

    @api.model
    def _expand_board_columns(self, columns, domain):
        """Return every stage in use, where a card may be dropped, then the levels that have cards.

        While no card stands in a stage (an office fresh from its import) those levels come first:
        nobody scrolls past empty columns to the first card. An office that does not use scoutings
        has all the levels instead.
        """
        levels = [LEVEL + key for key, _label in self._fields["level"].selection]
        if not self.env.user.has_group(SCOUTING_FEATURE):
            return levels
        stages = self.env["employer.scouting.stage"].search([("kind", "!=", False)])
        stages = [f"{STAGE}{stage.id}" for stage in stages]
        levels = [level for level in levels if level in columns]
        return stages + levels if set(stages) & set(columns) else levels + stages

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_board_move(self, column):
        """Move the card to a column: its scouting to that stage, begun there if it has none.

        :return: the dialog that won and lost open first, or False when the card has moved
        :raise UserError: for a level, and for won or lost without an open scouting
        """
        self.ensure_one()
        stage = self._board_stage(column)
        if not self.open_scouting_id:
            return self._begin_scouting(stage)
        return self.open_scouting_id.action_board_move(stage.id)

    def action_win(self):
        """Open the dialog that wins this employer and says what comes next."""
        return self._needed_scouting().action_win()

    def action_lose(self):
        """Open the dialog that asks why this employer was lost."""
        return self._needed_scouting().action_lose()

    def action_undo_contact(self):
        """Take back what the user logged last with them today, by mistake.

        :raise UserError: saying why it stays
        """
        self.ensure_one()
        if not self.undo_interaction_id:
            raise UserError(
                self.env._(
                    "You have logged no contact with “%s” today that can be taken back.",
                    self.display_name,
                )
            )
        return self.undo_interaction_id.action_undo()

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _board_stage(self, column):
        """Return the stage of a column.

        :raise UserError: for a level
        """
        if not column or not column.startswith(STAGE):
            raise UserError(
                self.env._(
                    "The level of “%(name)s” follows from facts (contacts, agreements, vacancies, "
                    "internships): log what happened and the card moves by itself.",
                    name=self.display_name,
                )
            )
        return self.env["employer.scouting.stage"].browse(int(column.removeprefix(STAGE))).exists()

    def _begin_scouting(self, stage):
        """Begin a scouting of this organisation at an open stage."""
        if stage.kind != "open":
            self._needed_scouting()
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.id, "user_id": self.env.uid, "team_id": self.team_id.id}
        )
        scouting.stage_id = stage
        return False

    def _needed_scouting(self):
        """Return the open scouting.

        :raise UserError: without one
        """
        self.ensure_one()
        if not self.open_scouting_id:
            raise UserError(
                self.env._(
                    "“%s” has no open scouting to win or lose: begin one first (move the card to "
                    "an open stage, or press “New scouting”).",
                    self.display_name,
                )
            )
        return self.open_scouting_id
