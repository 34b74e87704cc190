# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.exceptions import UserError

SECOND_APPROVAL = "employer_engagement.employer_engagement_feature_second_approval"
OFFICER = "employer_engagement.employer_engagement_group_officer"


class EmployerPreselection(models.Model):
    """Second approval (feature): four eyes on every list before a company sees it.

    Who made the list names a colleague and asks; it waits in that colleague's Today, who approves
    it or sends it back with what to change. Nobody approves an own list, nor a person they put on
    any list (`employer_candidacy_approval.py`). Once approved it comes to its officer, to be sent.
    """

    _inherit = "employer.preselection"

    approver_id = fields.Many2one(
        "res.users",
        string="To be approved by",
        copy=False,
        domain="[('share', '=', False), ('id', '!=', uid)]",
        help="The colleague who looks at the list before the company does.",
    )
    approval_asked_date = fields.Date(string="Approval asked on", readonly=True, copy=False)
    approval_note = fields.Char(
        string="What to change", copy=False, help="About the job and the list: no names."
    )

    def _with_approver(self, vals):
        """A list that is approved, or a draft again, waits for nobody any more."""
        vals = super()._with_approver(vals)
        if vals.get("state") in ("draft", "approved"):
            vals = {**vals, "approval_asked_date": False}
        return vals

    def _guard_transition(self, target, vals):
        if target == "approved":
            self._check_second_approval()
        return super()._guard_transition(target, vals)

    def _check_second_approval(self):
        """Refuse, with the second approval on, the approval by its author.

        :raise UserError: naming the list and who may approve it
        """
        if self.env.user.has_group(SECOND_APPROVAL) and self.create_uid == self.env.user:
            raise UserError(
                self.env._(
                    "You made “%s”: with the second approval on, a colleague approves it.",
                    self.display_name,
                )
            )

    def action_ask_approval(self):
        """Ask the colleague named to approve: the list waits in that colleague's Today.

        :raise UserError: an empty list, nobody named, or somebody who may not approve it
        """
        for preselection in self:
            preselection._check_approver()
            preselection.write(
                {
                    "approval_asked_date": fields.Date.context_today(preselection),
                    "approval_note": False,
                }
            )

    def _check_approver(self):
        self.ensure_one()
        self._check_approval()
        # sudo: only whether that colleague may write lists of this office
        approver = self.approver_id.sudo()
        if not approver or approver == self.create_uid:
            raise UserError(self.env._("Choose which colleague approves “%s”.", self.display_name))
        if not approver.has_group(OFFICER) or self.company_id not in approver.company_ids:
            raise UserError(
                self.env._("%s may not approve lists: choose an officer.", approver.name)
            )

    def action_send_back(self):
        """Give the list back to its officer, who finds it in Today with what to change.

        :raise UserError: when it does not say what to change
        """
        for preselection in self:
            if not preselection.approval_note:
                raise UserError(self.env._("Write what to change before you send the list back."))
            preselection.write({"approval_asked_date": False})
            preselection.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=preselection.env._("The list came back: see what to change"),
                user_id=preselection.user_id.id or preselection.create_uid.id,
            )
