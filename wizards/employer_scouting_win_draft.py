# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models
from odoo.tools import plaintext2html


class EmployerScoutingWin(models.TransientModel):
    """The draft of the first agreement or vacancy of an employer just won."""

    _inherit = "employer.scouting.win"

    def _open_draft(self):
        """Return the action that opens the draft, which knows already what was said."""
        openers = {
            "agreement": self._open_draft_agreement,
            "vacancy": self._open_new_vacancy,
        }
        opener = openers.get(self.next_kind)
        if not opener or len(self.scouting_ids) != 1:
            return super()._open_draft()
        return opener(self.scouting_ids)

    def _open_draft_agreement(self, scouting):
        """Create the draft agreement and open it: its number can be cited at once."""
        kind = self.env["employer.agreement.type"].search([("active", "=", True)], limit=1)
        agreement = self.env["employer.agreement"].create(
            {
                "agreement_type_id": kind.id,
                "company_id": scouting.company_id.id,
                **self._draft_links(scouting),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "employer.agreement",
            "res_id": agreement.id,
            "views": [(False, "form")],
        }

    def _open_new_vacancy(self, scouting):
        """Open a vacancy to be written: what the employer calls the job is not known yet."""
        values = {
            **self._draft_links(scouting),
            "positions": scouting.expected_positions or 1,
            "description": self.need and str(plaintext2html(self.need)),
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("First vacancy"),
            "res_model": "employer.vacancy",
            "views": [(False, "form")],
            "context": {f"default_{name}": value for name, value in values.items() if value},
        }

    def _draft_links(self, scouting):
        return {
            "employer_id": scouting.employer_id.id,
            "scouting_id": scouting.id,
            "contact_id": scouting.contact_id.id,
            "user_id": (scouting.user_id or self.env.user).id,
            "team_id": scouting.team_id.id,
            "programme_id": scouting.programme_id.id,
        }
