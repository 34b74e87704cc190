# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """Calling or writing to a company answers what it wrote.

    A form of the public page that never became an inbound (a person's) is counted here: forms that
    were never refused as too many would tell a stranger whom we follow.
    """

    _inherit = "employer.interaction"

    form_key = fields.Char(
        readonly=True, copy=False, groups="base.group_system", export_string_translation=False
    )
    visitor_hash = fields.Char(
        readonly=True, copy=False, groups="base.group_system", export_string_translation=False
    )

    _visitor_idx = models.Index("(visitor_hash) WHERE visitor_hash IS NOT NULL")
    _form_key_idx = models.Index("(form_key) WHERE form_key IS NOT NULL")

    def _move_chain(self):
        result = super()._move_chain()
        answers = self.filtered(lambda one: one.direction == "out" and not one.is_mass_mail)
        self.env["employer.inbound"]._answered(answers.employer_id)
        return result
