# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from .employer_internship_life import ACTIVITY_NOTICE

#: What becomes of the candidacy, by who called it off: its exit and the code of the reason. The
#: person stays selected where the centre did.
EXITS = {
    "company_place": ("not_selected", "company_cancelled"),
    "company_person": ("not_selected", "other"),
    "person": ("withdrawn", "other"),
}


class EmployerInternship(models.Model):
    """An internship that never started: who called it off, and what follows from it."""

    _inherit = "employer.internship"

    cancelled_by = fields.Selection(
        [
            ("company_place", "The company: it takes nobody now"),
            ("company_person", "The company: it wants somebody else"),
            ("person", "The person"),
            ("centre", "The centre"),
        ],
        string="Called off by",
        copy=False,
        readonly=True,
    )

    def action_call_off(self):
        """Open the dialog that cancels an internship before its start."""
        return self._open_dialog("employer.internship.cancel", self.env._("Cancel the internship"))

    def _call_off(self, by, reason):
        """Cancel it, take the person off the list or not, and ask to annul a notice already sent.

        :param by: key of `cancelled_by`
        :param reason: facts about work, kept on the candidacy too
        :raise UserError: when it started already
        """
        self.ensure_one()
        self.write({"state": "cancelled", "cancelled_by": by, "end_reason": reason})
        if by in EXITS and self.candidacy_id.state == "selected":
            state, code = EXITS[by]
            self.candidacy_id.write(
                {
                    "state": state,
                    "exit_reason_id": self.candidacy_id._reason(code).id,
                    "exit_note": reason,
                }
            )
        if self.communication_date:
            self.activity_schedule(
                ACTIVITY_NOTICE,
                summary=self.env._("Annul the compulsory notice of the start"),
                user_id=(self.tutor_id or self.user_id or self.env.user).id,
            )
