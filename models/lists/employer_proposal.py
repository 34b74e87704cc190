# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from .employer_dispatch import OFFICER_OR_TUTOR

#: What the server notes when a proposal is settled.
SERVER_FIELDS = {"candidacy_id", "settled_by_id", "settled_date"}
#: What was proposed stays what it was, once settled.
FROZEN = {"candidate_id", "dispatch_id", "note"}


class EmployerProposal(models.Model):
    """A person a partner organisation proposes for an opening sent to it.

    new → accepted / refused (and back, as a correction). Accepted, the person stands on the list
    being made for the vacancy as a candidacy of origin `partner`, or follows the candidacy it has
    there already; refused says why. Officers write, every role reads by code; the partner sees its
    own through the portal alone.
    """

    _name = "employer.proposal"
    _description = "Proposal of a partner"
    _inherit = ["employer.transition.mixin"]
    _order = "id desc"
    _rec_names_search = ["candidate_id.code", "organisation_id.name", "vacancy_id.name"]
    _check_company_auto = True
    _transitions = {
        "new": ("accepted", "refused"),
        "accepted": ("new",),
        "refused": ("new", "accepted"),
    }
    _milestone_dates = {
        "new": "proposed_date",
        "accepted": "settled_date",
        "refused": "settled_date",
    }

    dispatch_id = fields.Many2one(
        "employer.dispatch",
        string="Opening",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    vacancy_id = fields.Many2one(related="dispatch_id.vacancy_id", store=True, index=True)
    organisation_id = fields.Many2one(
        related="dispatch_id.organisation_id", string="Partner", store=True, index=True
    )
    unit_id = fields.Many2one(related="dispatch_id.unit_id", store=True)
    user_id = fields.Many2one(related="dispatch_id.user_id", string="Officer")
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty until somebody said who it is.",
    )
    note = fields.Text(
        string="Why this person",
        groups=OFFICER_OR_TUTOR,
        help="The partner's words; about the job, without the name.",
    )
    state = fields.Selection(
        [("new", "To look at"), ("accepted", "Accepted"), ("refused", "Refused")],
        required=True,
        default="new",
        copy=False,
        index=True,
        group_expand=True,
    )
    feedback = fields.Text(
        copy=False,
        groups=OFFICER_OR_TUTOR,
        help="The partner reads it: about the job, not about the person.",
    )
    candidacy_id = fields.Many2one(
        "employer.candidacy",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    proposed_date = fields.Date(
        string="Proposed on", required=True, default=fields.Date.context_today
    )
    settled_date = fields.Date(string="Settled on", readonly=True, copy=False)
    settled_by_id = fields.Many2one("res.users", string="Settled by", readonly=True, copy=False)
    company_id = fields.Many2one(related="dispatch_id.company_id", store=True, index=True)

    _person_uniq = models.UniqueIndex(
        "(dispatch_id, candidate_id) WHERE candidate_id IS NOT NULL",
        "This person is proposed for this opening already.",
    )

    @api.depends("candidate_id.code", "organisation_id.name")
    def _compute_display_name(self):
        for proposal in self:
            code = proposal.candidate_id.code or self.env._("Person to identify")
            proposal.display_name = f"{code} · {proposal.organisation_id.display_name or ''}"

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        kept = set() if self.env.su else SERVER_FIELDS
        proposals = super().create(
            [
                {name: value for name, value in vals.items() if name not in kept}
                for vals in vals_list
            ]
        )
        for dispatch in proposals.dispatch_id if not self._is_history() else ():
            dispatch._answer("proposed")
            dispatch._check_places()
        return proposals

    def write(self, vals):
        self._refuse_names(set() if self.env.su else SERVER_FIELDS, vals)
        self._refuse_frozen(vals)
        moving = self._filter_moving(vals)
        result = super().write(vals)
        for proposal in moving if not self._is_history() else ():
            proposal._settle(vals["state"])
        return result

    def _refuse_frozen(self, vals):
        """Keep what was proposed as it was once it is settled, and its opening for ever.

        :raise UserError: naming the proposal and the way out
        """
        for name in FROZEN & vals.keys():
            field = self._fields[name]
            for proposal in self:
                before = proposal[name].id if field.relational else proposal[name]
                is_open = proposal.state == "new" and name != "dispatch_id"
                if before != vals[name] and not is_open:
                    raise UserError(
                        self.env._(
                            "“%(record)s” keeps %(field)s as it was proposed. Take the decision "
                            "back first, or record another proposal.",
                            record=proposal.display_name,
                            field=field._description_string(self.env),
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        for proposal in self.filtered(lambda one: one.state != "new"):
            raise UserError(
                self.env._(
                    "“%s” was settled and stays in the history.",
                    proposal.display_name,
                )
            )

    # ------------------------------------------------------------------
    # Transitions
    # ------------------------------------------------------------------

    def _guard_transition(self, target, vals):
        if target == "accepted":
            self._check_acceptable(vals)
        elif target == "refused" and not vals.get("feedback", self.feedback):
            raise UserError(
                self.env._(
                    "Say why “%s” is refused: the partner reads it. Use the button Refuse.",
                    self.display_name,
                )
            )

    def _check_acceptable(self, vals):
        """Refuse to accept nobody, or for a vacancy that takes nobody any more.

        :raise UserError: naming the way out
        """
        if not vals.get("candidate_id", self.candidate_id):
            raise UserError(
                self.env._(
                    "Say who it is first: choose the person the partner proposes, or take it on.",
                )
            )
        self.vacancy_id._check_open_for_lists()

    def _settle(self, target):
        """Do what goes with the state just reached: the candidacy, who decided and when."""
        self.ensure_one()
        candidacy = self.candidacy_id
        if target == "accepted":
            candidacy = self._find_candidacy() or self._add_candidacy()
        elif candidacy:
            self._remove_candidacy()
            candidacy = candidacy.browse()
        is_settled = target != "new"
        # sudo: written by whoever may move the proposal; what it leads to is the server's
        self.sudo().write(
            {
                "candidacy_id": candidacy.id,
                "settled_date": is_settled and fields.Date.context_today(self),
                "settled_by_id": is_settled and self.env.uid,
            }
        )
        if is_settled:
            self._tell_partner()

    def _tell_partner(self):
        """Let the partner know, with the next mail to it, what was decided and why."""
        self.organisation_id._mail_later(
            template=self.env.ref("employer_engagement.mail_template_proposal"),
            record=self,
            contact=self.dispatch_id.contact_id,
        )

    def _find_candidacy(self):
        """Return the candidacy the person has for this vacancy already, whoever proposed it."""
        same = self.candidate_id.candidacy_ids.filtered(
            lambda one: one.vacancy_id == self.vacancy_id and not one._has_left()
        )
        return same[:1]

    def _add_candidacy(self):
        """Put the person on the list being made, or on one of the next round.

        :raise UserError: excluded from this vacancy, or the person does not want the company
        """
        candidacy = self.vacancy_id._draft_list()._add_persons(self.candidate_id, "partner")
        candidacy.partner_organisation_id = self.organisation_id
        return candidacy

    def _remove_candidacy(self):
        """Take back what accepting had added, while it is on nobody's desk.

        :raise UserError: when the person went out with the list
        """
        candidacy = self.candidacy_id
        if candidacy.origin != "partner" or candidacy.partner_organisation_id != (
            self.organisation_id
        ):
            return  # it was there before, or another partner's as well
        others = self.sudo().search_count(
            [("candidacy_id", "=", candidacy.id), ("id", "!=", self.id)], limit=1
        )
        if not others:
            candidacy.unlink()

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_accept(self):
        """Accept: the persons come to the lists being made.

        :raise UserError: nobody named yet, vacancy closed, or the person may not be offered there
        """
        self.write({"state": "accepted"})

    def action_refuse(self):
        """Ask what to tell the partner."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refuse"),
            "res_model": "employer.proposal.refuse",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_proposal_ids": [fields.Command.set(self.ids)]},
        }

    def action_undo(self):
        """Take the decision back.

        :raise UserError: when the person went out with the list
        """
        self.write({"state": "new"})
