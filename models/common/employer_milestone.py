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
    recorded_at = fields.Datetime(
        string="Recorded at", required=True, readonly=True, default=fields.Datetime.now
    )
    cancelled_at = fields.Datetime(string="Cancelled at", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Recorded by", readonly=True, default=lambda self: self.env.user
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    _record_idx = models.Index("(res_model, res_id, milestone) WHERE cancelled_at IS NULL")

    @api.depends("milestone", "date")
    def _compute_display_name(self):
        for milestone in self:
            milestone.display_name = f"{milestone.milestone} {milestone.date}"

    def write(self, vals):
        if set(vals) - {"cancelled_at"} or any(self.mapped("cancelled_at")):
            raise UserError(
                self.env._("A milestone is never edited: correct the date on its record instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_record_exists(self):
        """Keep the history of what exists; of a deleted record the mixin decides."""
        for model, milestones in self.grouped("res_model").items():
            records = (
                self.env[model].browse(milestones.mapped("res_id")) if model in self.env else ()
            )
            if records and records.exists():
                raise UserError(self.env._("A milestone is never deleted: it tells what happened."))

    @api.model
    def _of(self, records):
        """Return every milestone of `records`, cancelled ones included."""
        # sudo: the history belongs to records that the caller has checked already
        return self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )

    @api.model
    def _living(self, records):
        """Return {(record id, key): milestones not cancelled, last first} of `records`."""
        living = {}
        for milestone in self._of(records).filtered(lambda line: not line.cancelled_at):
            key = (milestone.res_id, milestone.milestone)
            living[key] = living.get(key, self.sudo().browse()) | milestone
        return {key: lines.sorted("id", reverse=True) for key, lines in living.items()}

    @api.model
    def _add(self, facts):
        """Add milestones in one create.

        :param facts: list of (record, key, date it happened)
        """
        # sudo: nobody may create milestones; the server does, after the move was allowed
        return self.sudo().create(
            [
                {
                    "res_model": record._name,
                    "res_id": record.id,
                    "milestone": key,
                    "date": date,
                    "company_id": self._company_of(record).id,
                }
                for record, key, date in facts
            ]
        )

    @api.model
    def _company_of(self, record):
        return record.company_id if "company_id" in record._fields else self.env.company

    def _cancel(self):
        """Cancel these milestones as of now; they stay in the register."""
        if self:
            self.cancelled_at = fields.Datetime.now()

    def _forget_deleted(self):
        """After their records were deleted: drop those of a mere draft, cancel the others.

        What once moved on was perhaps reported: its milestones stay, cancelled, so that
        "what changed since" can tell it.
        """
        drafts = self.browse()
        for milestones in self.grouped("res_id").values():
            if len(set(milestones.mapped("milestone"))) == 1:
                drafts |= milestones
        (self - drafts).filtered(lambda line: not line.cancelled_at)._cancel()
        drafts.unlink()
