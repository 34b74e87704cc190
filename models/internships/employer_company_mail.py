# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.tools import email_normalize

#: Records about which a host is asked by mail: they have `_waits_for_host`, `_host_act`,
#: `_host_internship` and `_host_mail_words`.
ASKED = {"employer.internship.month"}


class EmployerCompanyMail(models.Model):
    """A gathered mail that asks a host about an internship holds a fresh link to say it."""

    _inherit = "employer.company.mail"

    def _is_about_something(self):
        """What asks for what was said meanwhile is of no use."""
        asked = self._asked_of_host()
        return super()._is_about_something() and (not asked or asked._waits_for_host())

    def _after_body(self):
        asked = self._asked_of_host()
        if not asked:
            return super()._after_body()
        link, address = asked._host_internship()._host_link(asked, self._reader())
        if self.address == email_normalize(link.person_email):
            link.sent_at = fields.Datetime.now()
        return self.env["ir.qweb"]._render(
            "employer_engagement.mail_host_button",
            {"address": address, "act": asked._host_act()},
        )

    def _is_secret(self):
        return super()._is_secret() or any(mail._asked_of_host() for mail in self)

    def _asked_of_host(self):
        """Return the record this mail asks a host about, in sudo, or nothing."""
        if self.res_model not in ASKED:
            return None
        # sudo: mails leave by the job, or by who may write the organisation
        found = self.env[self.res_model].sudo().browse(self.res_id).exists()
        return found.filtered(lambda one: one.employer_id == self.employer_id)
