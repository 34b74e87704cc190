# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

GROUP_USER = "employer_engagement.employer_engagement_group_user"
CAME = ("attended", "walk_in")


class EventRegistration(models.Model):
    """On workshops a registration belongs to an employer and ends attended, no-show or walk-in.

    Registrations of every other event are untouched, and so are users without our groups.
    """

    _inherit = "event.registration"

    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        compute="_compute_employer_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        groups=GROUP_USER,
    )
    attendance = fields.Selection(
        [("attended", "Attended"), ("no_show", "Did not come"), ("walk_in", "Came unannounced")],
        compute="_compute_attendance",
        store=True,
        readonly=False,
        copy=False,
        groups=GROUP_USER,
    )

    @api.depends("partner_id", "event_id.engagement_kind")
    def _compute_employer_id(self):
        """Find the organisation whose contact books, or whose people do; what was chosen stays."""
        ours = self.filtered(lambda one: one.event_id.engagement_kind and not one.employer_id)
        employers = self.env["employer.organisation"].search(
            [("partner_id", "in", ours.partner_id.commercial_partner_id.ids)]
        )
        by_partner = employers.grouped("partner_id")
        for registration in self:
            same = by_partner.get(registration.partner_id.commercial_partner_id, employers.browse())
            company = registration.event_id.company_id or self.env.company
            mine = same.filtered(lambda one, company=company: one.company_id == company)
            registration.employer_id = registration.employer_id or (
                registration in ours and mine[:1]
            )

    @api.depends("state", "event_id.engagement_kind")
    def _compute_attendance(self):
        """Follow the registration desk, which may also take back what it said."""
        for registration in self:
            attendance = registration.attendance
            if not registration.event_id.engagement_kind or registration.state == "cancel":
                registration.attendance = False
            elif registration.state == "done":
                registration.attendance = attendance if attendance in CAME else "attended"
            else:
                registration.attendance = attendance == "no_show" and attendance

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_state(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_state(vals))

    @api.model
    def _with_state(self, vals):
        """Return `vals` with the state that an attendance entered by hand means."""
        if "attendance" not in vals or "state" in vals:
            return vals
        return {**vals, "state": "done" if vals["attendance"] in CAME else "open"}
