# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .employer_agreement import FORCE_STATES

#: States of a version that is being written.
WRITING = ("draft", "negotiation", "to_sign")


class EmployerAgreement(models.Model):
    """Amendments: a signed agreement never changes, a new version replaces it.

    A version keeps the number of the first with a suffix, links the version before it
    (`amends_id`) and the first (`original_id`). Once active, and from its first day on, the version
    before it ends on the day before. Until then the old one is in force.
    """

    _inherit = "employer.agreement"

    version = fields.Integer(default=1, readonly=True, copy=False, required=True)
    amends_id = fields.Many2one(
        "employer.agreement",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    amendment_ids = fields.One2many("employer.agreement", "amends_id", string="Amendments")
    original_id = fields.Many2one(
        "employer.agreement",
        string="First version",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    history_ids = fields.Many2many(
        "employer.agreement", string="Versions", compute="_compute_history_ids"
    )
    replaced_by_id = fields.Many2one(
        "employer.agreement", string="Replaced by", compute="_compute_replaced_by_id"
    )

    @api.depends("original_id", "amendment_ids")
    def _compute_history_ids(self):
        roots = self.mapped(lambda one: one.original_id or one._origin)
        chains = roots._with_versions().grouped(lambda one: one.original_id or one)
        for agreement in self:
            chain = chains.get(agreement.original_id or agreement._origin, self.browse())
            agreement.history_ids = chain.sorted("version") if len(chain) > 1 else False

    def _with_versions(self):
        """Return these first versions and all that amend them, in one query."""
        return self.search(Domain("id", "in", self.ids) | Domain("original_id", "in", self.ids))

    @api.depends("amendment_ids.state")
    def _compute_replaced_by_id(self):
        for agreement in self:
            effective = agreement.amendment_ids.filtered(lambda one: one.state in FORCE_STATES)
            agreement.replaced_by_id = effective.sorted("version")[-1:]

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"version", "amends_id", "original_id"}

    # ---- amending

    def action_amend(self):
        """Write the next version of this agreement, or open the one being written.

        :return: act_window of the draft
        :raise UserError: for an agreement that is not active
        """
        self.ensure_one()
        written = self.amendment_ids.filtered(lambda one: one.state in WRITING)
        if written:
            return written[0]._open_form()
        if self.state != "active":
            raise UserError(
                self.env._(
                    "Only an active agreement is amended. “%s” is not: change it, or renew it.",
                    self.display_name,
                )
            )
        return self._new_version()._open_form()

    def _new_version(self):
        """Return the draft of the next version: same terms, from today or its own first day on."""
        root = self.original_id or self
        version = max(root._with_versions().mapped("version")) + 1
        # copy() asks the user's rights; sudo after it: number and links are the server's
        draft = self.copy(self._amendment_vals())
        draft.sudo().write(
            {
                "name": f"{root.name}-{version}",
                "version": version,
                "amends_id": self.id,
                "original_id": root.id,
            }
        )
        return draft

    def _amendment_vals(self):
        """Return what the new version begins with; promises count from where they counted."""
        earliest = self.start_date + timedelta(days=1)
        return {
            "name": "/",
            "start_date": max(fields.Date.context_today(self), earliest),
            "end_date": self.end_date,
            "user_id": self.user_id.id,
            "renewed_from_id": self.renewed_from_id.id,
            "commitment_ids": [
                Command.create(commitment._amendment_vals()) for commitment in self.commitment_ids
            ],
        }

    # ---- replacing the version before

    def _check_replaces(self, facts):
        """Refuse an amendment outside the version it replaces, and what was replaced itself.

        :raise UserError: naming the days it may begin on, or the version in force
        """
        if self.replaced_by_id.state == "active":
            raise UserError(
                self.env._(
                    "“%(record)s” was replaced by %(new)s. Terminate that version first.",
                    record=self.display_name,
                    new=self.replaced_by_id.name,
                )
            )
        old, start = self.amends_id, fields.Date.to_date(facts["start_date"])
        if old.state == "active" and not old.start_date < start <= old.end_date:
            raise UserError(
                self.env._(
                    "“%(record)s” replaces %(old)s: it begins after %(start)s and not later than "
                    "%(end)s. For later days renew the agreement instead.",
                    record=self.display_name,
                    old=old.name,
                    start=old.start_date,
                    end=old.end_date,
                )
            )

    def _replace_old(self):
        """End the versions that these active amendments replace, where their first day has come."""
        today = fields.Date.context_today(self)
        for amendment in self:
            old = amendment.amends_id
            if old.state == "active" and amendment.start_date <= today:
                old.write(
                    {
                        "state": "terminated",
                        "termination_date": amendment.start_date - timedelta(days=1),
                        "termination_reason": self.env._("Replaced by %s.", amendment.name),
                    }
                )

    @api.model
    def _cron_replace(self):
        """Let amendments replace the version before them on their first day."""
        due = self.search(
            [
                ("state", "=", "active"),
                ("start_date", "<=", "today"),
                ("amends_id.state", "=", "active"),
            ]
        )
        due._replace_old()
