# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResPartner(models.Model):
    """Contacts of the ERP, marked as what they are to this office; nothing else is added.

    A unit (operating seat) is a child with `type='other'` and no company of its own: a child
    of type `contact` would overwrite its parent's address.
    """

    _inherit = "res.partner"

    is_employer = fields.Boolean(
        string="Is an employer", groups="employer_engagement.employer_engagement_group_user"
    )
    is_partner_organisation = fields.Boolean(
        string="Is a partner organisation",
        groups="employer_engagement.employer_engagement_group_user",
    )
    is_operating_unit = fields.Boolean(
        string="Is an operating unit", groups="employer_engagement.employer_engagement_group_user"
    )

    @api.constrains("is_operating_unit", "parent_id", "type", "is_company")
    def _check_operating_unit(self):
        for partner in self.sudo().filtered("is_operating_unit"):
            if not partner.parent_id or partner.is_company or partner.type != "other":
                raise ValidationError(
                    self.env._(
                        "“%s” is an operating unit: it needs its company as parent "
                        "and the address type “Other”.",
                        partner.display_name,
                    )
                )
