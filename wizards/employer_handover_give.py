# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.models.common.employer_rule import MANAGER
from odoo.addons.employer_engagement.models.organisations.employer_handover import OFFICER


class EmployerHandoverGive(models.TransientModel):
    """Ask what changes hands, to whom and until when, and show how much it is before it moves.

    Officers give what is theirs; a manager what is anybody's, and alone what gives access to
    names of persons: for an officer that stays, and the dialog says how much it is.
    """

    _name = "employer.handover.give"
    _description = "Hand over"

    from_user_id = fields.Many2one(
        "res.users",
        string="All of",
        compute="_compute_from_user_id",
        store=True,
        readonly=False,
        help="Whose work changes hands.",
    )
    employer_ids = fields.Many2many(
        "employer.organisation",
        string="Organisations",
        help="These and what their owner has open there; empty: everything of the officer.",
    )
    to_user_id = fields.Many2one("res.users", string="To", required=True)
    colleague_ids = fields.Many2many("res.users", compute="_compute_colleague_ids")
    until_date = fields.Date(
        string="Until", help="The last day; goes back by itself the day after. Empty: for good."
    )
    reason = fields.Char(help="Told to the colleague, for example: holidays. No names of persons.")
    line_ids = fields.One2many(
        "employer.handover.give.line",
        "give_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    is_manager = fields.Boolean(compute="_compute_colleague_ids")
    stay_words = fields.Char(compute="_compute_stay_words")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        active = self.env.context.get("active_model"), self.env.context.get("active_ids") or []
        if active[0] == "employer.organisation":
            values.setdefault("employer_ids", [(6, 0, active[1])])
        elif active[0] == "res.users":
            values.setdefault("from_user_id", active[1][0])
        return values

    @api.depends("employer_ids")
    def _compute_from_user_id(self):
        for give in self:
            own = not give.employer_ids and not give.from_user_id
            give.from_user_id = self.env.user if own else give.from_user_id

    @api.depends_context("uid")
    @api.depends("from_user_id")
    def _compute_colleague_ids(self):
        officers = self.env.ref(OFFICER).sudo().all_user_ids  # sudo: who is an officer, no more
        offices = self.env.companies
        for give in self:
            give.is_manager = self.env.user.has_group(MANAGER)
            give.colleague_ids = officers.filtered(
                lambda user, give=give: user.company_ids & offices and user != give.from_user_id
            ).sudo(self.env.su)

    @api.depends("from_user_id", "employer_ids")
    def _compute_line_ids(self):
        """Offer a line for each kind of record the officer has, with how many move and stay."""
        for give in self:
            lines = [fields.Command.clear()]
            moves, stays = give._plan()
            for kind, records in moves.items():
                if records or stays.get(kind):
                    vals = {"kind": kind, "count": len(records), "stay_count": stays.get(kind, 0)}
                    lines.append(fields.Command.create({**vals, "is_taken": bool(records)}))
            give.line_ids = lines

    @api.depends("line_ids.stay_count", "employer_ids")
    def _compute_stay_words(self):
        for give in self:
            words = []
            staying = sum(give.line_ids.mapped("stay_count"))
            if staying:
                words.append(
                    self.env._(
                        "Staying: %s. Persons were selected for them or work there, and the owner "
                        "may open their names: ask a manager to hand those over.",
                        staying,
                    )
                )
            foreign = len(give.employer_ids._origin - give._employers())
            if foreign:
                words.append(
                    self.env._("Staying: %s of a colleague, or without an owner.", foreign)
                )
            give.stay_words = " ".join(words) or False

    def action_hand_over(self):
        """Hand over what is ticked and open the record that tells it."""
        self.ensure_one()
        taken = set(self.line_ids.filtered("is_taken").mapped("kind"))
        moves, _stays = self._plan()
        moves = {kind: records for kind, records in moves.items() if kind in taken and records}
        handovers = self.env["employer.handover"]._hand_over(
            moves, self.to_user_id, self.until_date, self.reason
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_handover_action"
        )
        if len(handovers) == 1:
            return {**action, "views": [(False, "form")], "res_id": handovers.id}
        return {**action, "domain": [("id", "in", handovers.ids)]}

    # ---- what may move

    def _employers(self):
        """Return the chosen organisations whose owner the user may replace."""
        owned = self.employer_ids._origin.filtered("user_id")
        if self.env.user.has_group(MANAGER):
            return owned
        return owned.filtered(lambda one: one.user_id == self.env.user)

    def _owners(self):
        """Return the users whose records move: for an officer nobody but the officer."""
        if self.employer_ids:
            return self._employers().user_id
        is_allowed = self.env.user.has_group(MANAGER) or self.from_user_id == self.env.user
        return self.from_user_id if is_allowed else self.env["res.users"]

    def _plan(self):
        """Return ({kind: records that move}, {kind: how many stay for the names they carry})."""
        self.ensure_one()
        Handover = self.env["employer.handover"]
        employers = self._employers() if self.employer_ids else None
        moves, stays = Handover._movable(self._owners(), employers), {}
        if self.env.user.has_group(MANAGER):
            return moves, stays
        for kind, records in moves.items():
            named = records.browse(Handover._named_persons(records))
            moves[kind], stays[kind] = records - named, len(named)
        return moves, stays
