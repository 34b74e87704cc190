# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.tools import email_normalize


class EmployerCompanyMail(models.Model):
    """A gathered mail about a list holds a fresh link to answer it, made as the mail leaves."""

    _inherit = "employer.company.mail"

    def _is_about_something(self):
        """What speaks of a list that takes no answers any more is of no use."""
        preselection = self._preselection()
        return super()._is_about_something() and (not preselection or preselection._takes_answers())

    def _after_body(self):
        preselection = self._preselection()
        if not preselection:
            return super()._after_body()
        link, address = preselection._issue_answer_link(self._reader())
        if self.address == email_normalize(link.person_email):
            link.sent_at = fields.Datetime.now()
        return self.env["ir.qweb"]._render(
            "employer_engagement.mail_answer_button", {"address": address}
        )

    def _is_secret(self):
        return super()._is_secret() or any(mail._preselection() for mail in self)

    def _preselection(self):
        """Return the list this mail asks an answer for, in sudo; empty for other mails."""
        # sudo: mails leave by the job, or by who may write the organisation
        preselections = self.env["employer.preselection"].sudo()
        if self.res_model != preselections._name:
            return preselections
        found = preselections.browse(self.res_id).exists()
        return found.filtered(lambda one: one.employer_id == self.employer_id)
