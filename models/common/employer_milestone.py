# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerMilestone(models.Model):
    """That a record reached a state or stage: when it happened and when we learnt it.

    Append-only: written by `employer.transition.mixin` alone; a correction cancels
    (`cancelled_at`) and adds. Histories, time in stage and "what changed since" read it.
    Seen by everyone with a role here, within their companies; holds no name.
    """

    _name = "employer.milestone"
    _description = "Milestone"
    _order = "date desc, id desc"

    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True, index=True
    )
    milestone = fields.Char(required=True, readonly=True)
    date = fields.Date(string="Happened on", required=True, readonly=True)
    recorded_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    cancelled_at = fields.Datetime(readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Recorded by", readonly=True, default=lambda self: self.env.user
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    _record_idx = models.Index("(res_model, res_id, milestone) WHERE cancelled_at IS NULL")

    def write(self, vals):
        if set(vals) - {"cancelled_at"}:
            raise UserError(
                self.env._("A milestone is never edited: correct the date on its record instead.")
            )
        return super().write(vals)

    @api.model
    def _add(self, record, key, date):
        """Add the milestone `key` of `record`, happened on `date`."""
        company = record.company_id if "company_id" in record._fields else self.env.company
        return self.sudo().create(
            {
                "res_model": record._name,
                "res_id": record.id,
                "milestone": key,
                "date": date,
                "company_id": company.id,
            }
        )

    @api.model
    def _correct(self, record, key, date):
        """Replace the living milestone `key` of `record` if it has another date."""
        last = self.sudo().search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("milestone", "=", key),
                ("cancelled_at", "=", False),
            ],
            limit=1,
        )
        if last and last.date != date:
            last.cancelled_at = fields.Datetime.now()
            self._add(record, key, date)
