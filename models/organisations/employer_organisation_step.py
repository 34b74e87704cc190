# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

#: What was promised when an employer was won, and the type of the activity that waits for it.
STEP_TYPES = {
    "agreement": "employer_engagement.mail_activity_type_first_agreement",
    "vacancy": "employer_engagement.mail_activity_type_first_vacancy",
    "workshop": "employer_engagement.mail_activity_type_workshop_invitation",
    "followup": "mail.mail_activity_data_call",
}


class EmployerOrganisation(models.Model):
    """A next step that a fact settles: the first agreement, vacancy or workshop after winning.

    When the fact comes, the step and its activity are done by themselves; another step entered
    meanwhile stays.
    """

    _inherit = "employer.organisation"

    next_step_kind = fields.Selection(
        [
            ("agreement", "First agreement"),
            ("vacancy", "First vacancy"),
            ("workshop", "Invitation to a workshop"),
            ("followup", "Call again"),
        ],
        string="What settles the next step",
        copy=False,
        readonly=True,
    )

    def write(self, vals):
        if {"next_step", "next_step_date"} & vals.keys() and "next_step_kind" not in vals:
            only_postponed = "next_step" not in vals and vals["next_step_date"]
            vals = vals if only_postponed else {**vals, "next_step_kind": False}
        return super().write(vals)

    def _settle_next_step(self, kind):
        """Mark done what waited for a fact of `kind` that has come now."""
        # sudo: whoever makes the fact settles the step, also a tutor who may not write here
        waiting = self.sudo().filtered(lambda one: one.next_step_kind == kind)
        waiting.write({"next_step": False, "next_step_date": False})
        step_type = self.env.ref(STEP_TYPES[kind], raise_if_not_found=False)
        activities = self.sudo().activity_ids.filtered(
            lambda one: step_type and one.activity_type_id == step_type
        )
        if activities:
            activities.with_context(employer_interaction_logged=True)._action_done()
