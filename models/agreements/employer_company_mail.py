# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerCompanyMail(models.Model):
    """A gathered mail that a text waits for a signature goes while its reader may sign it."""

    _inherit = "employer.company.mail"

    def _is_about_something(self):
        """What was signed, taken back, or mailed with a link meanwhile is asked for no more."""
        if not super()._is_about_something():
            return False
        if self.res_model != "employer.agreement":
            return True
        # sudo: mails leave by the job, or by who may write the organisation
        agreement_sudo = self.env["employer.agreement"].sudo().browse(self.res_id)
        links_sudo = agreement_sudo._sign_links()
        is_mailed = any(
            link.party == "employer" and link.state == "open" and link.sent_at
            for link in links_sudo
        )
        return self._reader() in agreement_sudo._portal_signers() and not is_mailed
