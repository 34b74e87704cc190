# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models

#: What a promise says; how much of it is delivered changes all the time.
PROMISE = {"agreement_id", "kind", "quantity", "start_date", "end_date", "target_group_id"}


class EmployerCommitment(models.Model):
    """A promise in a text that waits for signatures or is signed does not change."""

    _inherit = "employer.commitment"

    @api.model_create_multi
    def create(self, vals_list):
        commitments = super().create(vals_list)
        commitments._refuse_signed()
        return commitments

    def write(self, vals):
        if PROMISE & vals.keys():
            self._refuse_signed()
        result = super().write(vals)
        if "agreement_id" in vals:
            self._refuse_signed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._refuse_signed()

    def _refuse_signed(self):
        """Refuse to touch the promises of a document.

        :raise UserError: naming the agreement and the way out
        """
        if self._is_history():
            return
        for agreement in self.agreement_id:
            if agreement._is_fixed():
                agreement._check_fixed({"commitment_ids"})
