# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.employer_engagement.tools.mail_domains import read_domain


class EmployerMailProvider(models.Model):
    """A mail domain anybody can have an address at: it says nothing about whose address it is.

    Two organisations with addresses there are no duplicates for that. Certified mail (PEC) is
    known by its domain's words too (`tools/emails.py`); what is missing managers add here, also
    the domain of a consultant or an association that answers for many companies.
    """

    _name = "employer.mail.provider"
    _description = "Mail provider"
    _order = "domain"
    _rec_name = "domain"

    domain = fields.Char(required=True, help="For example gmail.com")
    active = fields.Boolean(default=True)

    _domain_uniq = models.UniqueIndex("(domain)", "This mail provider is in the list already.")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._normalise(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise(vals))

    @api.model
    def _normalise(self, vals):
        """Return `vals` with the domain in its one spelling.

        :raise ValidationError: it is no domain
        """
        if "domain" not in vals:
            return vals
        try:
            return {**vals, "domain": read_domain(vals["domain"])}
        except ValueError as error:
            raise ValidationError(
                self.env._(
                    "“%s” is no mail domain: write what stands behind the @, like gmail.com.",
                    vals["domain"] or "",
                )
            ) from error
