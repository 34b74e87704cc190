# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

#: What is an appointment, among activities.
APPOINTMENTS = ("meeting", "phonecall")
#: Services without the person's tutor: they are no meeting.
NO_MEETINGS = ("matching", "training", "literacy")
#: States in which a person is met by the rhythm; who is hired has follow-ups instead.
MET_STATES = ("ready", "in_internship")


class EmployerCandidate(models.Model):
    """When a person was last met and is to be met again: the support level sets the rhythm.

    A meeting is a contact about the person that reached them (not one with a company about them)
    or a service received with the tutor (no course). Who was never met has no rhythm yet: imported
    lists remind nobody.
    """

    _inherit = "employer.candidate"

    last_met_date = fields.Date(
        string="Last met on", compute="_compute_last_met_date", compute_sudo=True, store=True
    )
    meeting_due_date = fields.Date(
        string="To be met by",
        compute="_compute_meeting_due_date",
        compute_sudo=True,
        store=True,
        index="btree_not_null",
        help="The last meeting and the days of the support level (settings).",
    )
    next_appointment_date = fields.Date(
        string="Next appointment",
        compute="_compute_next_appointment_date",
        help="The first call or meeting planned with the person.",
    )

    # In the order of a tutor's own persons
    _meeting_due_idx = models.Index("(meeting_due_date, code DESC)")

    @api.depends(
        "interaction_ids.date",
        "interaction_ids.is_contact",
        "interaction_ids.employer_id",
        "service_ids.date",
        "service_ids.kind",
    )
    def _compute_last_met_date(self):
        ids = Domain("candidate_id", "in", self._origin.ids)
        met = Domain("is_contact", "=", True) & Domain("employer_id", "=", False)
        last = {}
        for model, domain in (
            ("employer.interaction", ids & met),
            ("employer.service", ids & Domain("kind", "not in", NO_MEETINGS)),
        ):
            groups = self.env[model]._read_group(domain, ["candidate_id"], ["date:max"])
            for person, day in groups:
                last[person.id] = max(day, last.get(person.id, day))
        for person in self:
            person.last_met_date = last.get(person._origin.id, False)

    @api.depends(
        "last_met_date",
        "support_level",
        "state",
        "active",
        "participation_ids.left_date",
        "company_id.employer_meeting_days_1",
        "company_id.employer_meeting_days_2",
        "company_id.employer_meeting_days_3",
        "company_id.employer_meeting_days_4",
    )
    def _compute_meeting_due_date(self):
        gone = self._gone_ids()
        for person in self:
            level = person.support_level
            days = level and person.company_id[f"employer_meeting_days_{level}"]
            is_met = person.active and person.state in MET_STATES and person._origin.id not in gone
            person.meeting_due_date = bool(
                is_met and days and person.last_met_date
            ) and person.last_met_date + timedelta(days=days)

    def _gone_ids(self):
        """Return the ids of persons who left everything they had entered, in one query."""
        groups = self.env["employer.participation"]._read_group(
            [("candidate_id", "in", self._origin.ids)],
            ["candidate_id"],
            ["__count", "left_date:count"],
        )
        return {person.id for person, entered, left in groups if entered == left}

    @api.depends("activity_ids.date_deadline", "activity_ids.activity_type_id")
    def _compute_next_appointment_date(self):
        # sudo: everyone sees by code when a person is met, nothing else is read
        groups = (
            self.env["mail.activity"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self._origin.ids),
                    ("activity_type_id.category", "in", APPOINTMENTS),
                ],
                ["res_id"],
                ["date_deadline:min"],
            )
        )
        dates = dict(groups)
        for person in self:
            person.next_appointment_date = dates.get(person._origin.id, False)

    def action_plan_appointment(self):
        """Open the planning of a meeting with this person, for the one who plans it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan a meeting: %s", self.code),
            "res_model": "mail.activity.schedule",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "active_model": self._name,
                "active_ids": self.ids,
                "active_id": self.id,
                "default_activity_type_id": self.env.ref("mail.mail_activity_data_meeting").id,
            },
        }

    def action_log_meeting(self):
        """Open the small dialog that logs a contact, set to a meeting at our desk."""
        action = self.action_log_contact()
        return {**action, "context": {**action["context"], "default_channel": "counter"}}
