# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

GROUP_USER = "employer_engagement.employer_engagement_group_user"


class EventEvent(models.Model):
    """Events that are workshops with employers; every other event stays as it is."""

    _inherit = "event.event"

    engagement_kind = fields.Selection(
        string="Kind of workshop",
        selection=[
            ("workshop", "Workshop with employers"),
            ("job_day", "Job day"),
            ("study_visit", "Study visit"),
            ("training", "Training for employers"),
            ("company_visit", "Company visit"),
        ],
        index="btree_not_null",
        groups=GROUP_USER,
        help="Set: this event is a workshop with employers. Empty: an event like every other.",
    )
    programme_id = fields.Many2one(
        "employer.programme", index="btree_not_null", groups=GROUP_USER, check_company=True
    )
    companies_invited_count = fields.Integer(
        string="Companies invited",
        compute="_compute_companies_counts",
        groups=GROUP_USER,
        help="Who came unannounced counts as invited and registered, so that each step is part of"
        " the one before.",
    )
    companies_registered_count = fields.Integer(
        string="Companies registered", compute="_compute_companies_counts", groups=GROUP_USER
    )
    companies_attended_count = fields.Integer(
        string="Companies attended", compute="_compute_companies_counts", groups=GROUP_USER
    )

    companies_to_call_count = fields.Integer(
        string="Companies to call", compute="_compute_companies_counts", groups=GROUP_USER
    )
    material_ids = fields.Many2many(
        "ir.attachment",
        "event_event_material_rel",
        "event_id",
        "attachment_id",
        string="Materials",
        bypass_search_access=True,
        copy=False,
        groups=GROUP_USER,
        help="Slides, leaflets and forms: sent with the thanks.",
    )

    @api.depends(
        "registration_ids.employer_id", "registration_ids.state", "registration_ids.is_to_call"
    )
    def _compute_companies_counts(self):
        """Count distinct organisations, not seats: invited ≥ registered ≥ attended.

        Who came unannounced counts in all three.
        """
        steps = {
            "companies_to_call_count": [("is_to_call", "=", True)],
            "companies_invited_count": [("is_to_call", "=", False)],
            "companies_registered_count": [("state", "in", ("open", "done"))],
            "companies_attended_count": [("attendance", "in", ("attended", "walk_in"))],
        }
        for field, domain in steps.items():
            counts = dict(
                self.env["event.registration"]._read_group(
                    [("event_id", "in", self.ids), ("employer_id", "!=", False), *domain],
                    ["event_id"],
                    ["employer_id:count_distinct"],
                )
            )
            for event in self:
                event[field] = counts.get(event._origin, 0)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_invite_companies(self):
        """Open the dialog that invites companies."""
        self.ensure_one()
        return self._action_dialog("employer.workshop.invite", self.env._("Invite companies"))

    def action_thank_companies(self):
        """Open the dialog that thanks those who came and plans what comes next."""
        self.ensure_one()
        return self._action_dialog("employer.workshop.thank", self.env._("Thank and plan"))

    def action_view_phone_list(self):
        """Open the companies without a mail address, to invite by phone."""
        self.ensure_one()
        return self._action_registrations(self.env._("To call"), [("is_to_call", "=", True)])

    def action_view_companies(self):
        """Open everybody invited, by company."""
        self.ensure_one()
        return self._action_registrations(self.env._("Companies"), [("employer_id", "!=", False)])

    def action_missing_no_show(self):
        """Say of the registered companies nobody saw that they did not come."""
        self._unknown_attendance().write({"attendance": "no_show"})

    def _to_thank(self):
        """Return who came or was missed and has not heard from us since, by company."""
        return self.registration_ids.filtered(
            lambda one: one.employer_id and one.attendance and not one.thanked_date
        ).sorted(lambda one: (one.attendance == "no_show", one.employer_id.name or "", one.id))

    def _unknown_attendance(self):
        """Return the registered of whom nobody said whether they came."""
        return self.registration_ids.filtered(
            lambda one: one.employer_id and one.state == "open" and not one.attendance
        )

    def _action_dialog(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_id": self.id, "dialog_size": "extra-large"},
        }

    def _action_registrations(self, name, domain):
        """Return the list of this workshop's registrations, as companies."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.event_registration_action_engagement"
        )
        return {
            **action,
            "name": name,
            "domain": [("event_id", "=", self.id), *domain],
            "context": {"default_event_id": self.id},
        }
