# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerRememberedMixin(models.AbstractModel):
    """What `ormcache` remembers answers about: every change makes the servers forget them."""

    _name = "employer.remembered.mixin"
    _description = "Answers remembered until a change"

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
