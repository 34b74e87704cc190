# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerCompanyMail(models.Model):
    """A gathered mail that asks about a vacancy holds a fresh link, made as the mail leaves."""

    _inherit = "employer.company.mail"

    def _is_about_something(self):
        """What asks about a vacancy that was confirmed or closed meanwhile is of no use."""
        vacancy = self._vacancy()
        return super()._is_about_something() and (not vacancy or bool(vacancy.closing_date))

    def _after_body(self):
        vacancy = self._vacancy()
        if not vacancy.closing_date:
            return super()._after_body()
        vacancy = vacancy.with_context(lang=self.env.lang)
        return vacancy._ask_link(self._reader())

    def _is_secret(self):
        return super()._is_secret() or any(mail._vacancy() for mail in self)

    def _vacancy(self):
        """Return the vacancy this mail asks about, in sudo; empty for other mails."""
        # sudo: mails leave by the job, or by who may write the organisation
        vacancies = self.env["employer.vacancy"].sudo()
        if self.res_model != vacancies._name:
            return vacancies
        found = vacancies.browse(self.res_id).exists()
        return found.filtered(lambda one: one.employer_id == self.employer_id)
