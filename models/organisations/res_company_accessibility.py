# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.employer_engagement.tools.typed_number import typed_number


class ResCompany(models.Model):
    """Where the office's accessibility declaration stands, and which office speaks about it."""

    _inherit = "res.company"

    employer_accessibility_url = fields.Char(
        string="Accessibility declaration",
        help="Its address on AgID's site. The public page /engagement/accessibility leads to it.",
    )

    @api.constrains("employer_accessibility_url")
    def _check_employer_accessibility_url(self):
        """The page shows it as a link: it leads to a site.

        :raise ValidationError: it is no address of a site
        """
        for company in self.filtered("employer_accessibility_url"):
            try:
                parts = urlsplit(company.employer_accessibility_url.strip())
            except ValueError:
                parts = urlsplit("")
            if parts.scheme not in ("http", "https") or not parts.netloc:
                raise ValidationError(
                    self.env._(
                        "The address of the accessibility declaration begins with https://: copy"
                        " the whole line from the browser."
                    )
                )

    def _employer_accessibility_office(self, asked):
        """Return the office that answers for the pages `self.env.user` sees, in sudo.

        :param asked: the id of an office a page named, whatever it is; one that follows no
            organisation is no office and tells nothing
        :return: the office asked for, else that of who is logged in on the portal, else the one of
            the public page, else the company of the database
        """
        # sudo: what the public page shows is name, phone, address and declaration of an office
        offices = self.sudo()
        office_id = typed_number(asked)
        if office_id:
            named = self.env["employer.organisation"].sudo()
            if named.search_count([("company_id", "=", office_id)], limit=1):
                return offices.browse(office_id)
        inbound = self.env["employer.inbound"]
        return (
            self.env["employer.portal.member"]._of(self.env.user).company_id[:1]
            or inbound._page_office(inbound._page_offices()).sudo()
            or self.env.company.sudo()
        )
