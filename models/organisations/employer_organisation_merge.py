# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

MANAGER = "employer_engagement.employer_engagement_group_manager"


class EmployerOrganisation(models.Model):
    """What an organisation was merged into, and what was merged into it.

    The merged one is archived, keeps its numbers and names and is found by them: the search shows
    the survivor. It comes back by undoing the merge alone (`employer.merge`).
    """

    _inherit = "employer.organisation"

    merged_into_id = fields.Many2one(
        "employer.organisation",
        string="Merged into",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    merged_ids = fields.One2many(
        "employer.organisation",
        "merged_into_id",
        string="Merged with",
        context={"active_test": False},
    )

    def write(self, vals):
        back = self.filtered("merged_into_id") if vals.get("active") else self.browse()
        if back and "merged_into_id" not in vals:
            raise UserError(
                self.env._(
                    "“%(organisation)s” was merged into “%(survivor)s”: undo that merge to have "
                    "it back.",
                    organisation=back[0].display_name,
                    survivor=back[0].merged_into_id.display_name,
                )
            )
        return super().write(vals)

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"merged_into_id"}

    def _search_display_name(self, operator, value):
        """Find a survivor also by what was merged into it: name, sign, numbers, phone."""
        domain = super()._search_display_name(operator, value)
        if operator not in ("like", "ilike") or not isinstance(value, str) or not value.strip():
            return domain
        term = value.strip()
        former = Domain.OR(
            [
                *(Domain(name, operator, term) for name in self._rec_names_search),
                *self._number_domains(term),
            ]
        )
        return domain | Domain("merged_ids", "any", former)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_compare(self):
        """Open two organisations side by side: the chosen ones, or this one and its likeliest twin.

        :raise UserError: more than two were chosen
        """
        if len(self) > 2:
            raise UserError(self.env._("Compare two at a time: choose one or two organisations."))
        others = self[1:] or self.browse(
            [other.id for other, _why in self._possible_duplicates()[:1]]
        )
        return self.env["employer.merge.dialog"]._action_open(self[:1], others)

    def action_undo_merge(self):
        """Take back the merge of this archived organisation.

        :raise UserError: it is not merged, or the survivor was merged further
        """
        self.ensure_one()
        merge = self.env["employer.merge"].search(
            [("merged_id", "=", self.id), ("state", "=", "done")], limit=1
        )
        if not merge:
            raise UserError(self.env._("“%s” is not merged into another.", self.display_name))
        merge.action_undo()
        return merge._open_action()

    def _may_merge(self):
        """Return whether the user merges these: a manager any, an officer those they own all."""
        if not self.has_access("write"):
            return False
        own = all(organisation.user_id == self.env.user for organisation in self)
        return own or self.env.user.has_group(MANAGER)
