# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerCompanyMail(models.Model):
    """A gathered mail about an opening, or a proposal, goes while it still says what is true."""

    _inherit = "employer.company.mail"

    def _is_about_something(self):
        """An opening closed meanwhile, or a decision taken back, is of no use to a partner."""
        if not super()._is_about_something():
            return False
        if self.res_model not in ("employer.dispatch", "employer.proposal"):
            return True
        # sudo: mails leave by the job, or by who may write the organisation
        record_sudo = self.env[self.res_model].sudo().browse(self.res_id)
        if self.res_model == "employer.dispatch":
            return record_sudo._takes_proposals()
        return record_sudo.state != "new"
