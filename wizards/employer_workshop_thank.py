# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

#: Days after today in which the owner speaks with a company that came, unless said otherwise.
NEXT_STEP_DAYS = 7


class EmployerWorkshopThank(models.TransientModel):
    """After a workshop: thank who came, tell who did not that they were missed, plan the next step.

    One letter each, the materials attached, and for every company that came a next step of its
    owner. Officers, each their own dialog.
    """

    _name = "employer.workshop.thank"
    _description = "Thank the companies of a workshop"

    event_id = fields.Many2one("event.event", string="Workshop", required=True, readonly=True)
    message = fields.Html(string="Your words to those who came")
    message_no_show = fields.Html(string="Your words to those who did not")
    next_step = fields.Char(
        string="Next step",
        required=True,
        default=lambda self: self.env._("Call: what do they need, what did they take home?"),
        help="Of the owner of each company that came; change single ones below.",
    )
    next_step_date = fields.Date(
        string="On",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=NEXT_STEP_DAYS),
    )
    material_ids = fields.Many2many(
        "ir.attachment",
        "employer_workshop_thank_material_rel",
        "thank_id",
        "attachment_id",
        string="Materials",
        compute="_compute_material_ids",
        store=True,
        readonly=False,
        bypass_search_access=True,
    )
    line_ids = fields.One2many(
        "employer.workshop.thank.line",
        "thank_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    unknown_count = fields.Integer(compute="_compute_unknown_count")

    @api.depends("event_id")
    def _compute_material_ids(self):
        for thank in self:
            thank.material_ids = thank.event_id.material_ids

    @api.depends("event_id")
    def _compute_unknown_count(self):
        for thank in self:
            thank.unknown_count = len(thank.event_id._unknown_attendance())

    @api.depends("event_id", "next_step", "next_step_date")
    def _compute_line_ids(self):
        """A line for each who is not thanked yet; the step stands on a company's first line."""
        for thank in self:
            commands, planned = [Command.clear()], set()
            for registration in thank.event_id._to_thank():
                employer = registration.employer_id
                is_step = registration.attendance != "no_show" and employer not in planned
                planned.add(employer) if is_step else None
                line = {
                    "employer_id": employer.id,
                    "partner_id": (registration.partner_id or employer.partner_id).id,
                    "registration_id": registration.id,
                    "is_included": True,
                    "next_step": is_step and thank.next_step,
                    "next_step_date": is_step and thank.next_step_date,
                }
                commands.append(Command.create(line))
            thank.line_ids = commands

    def action_missing_no_show(self):
        """Say of those nobody saw that they did not come, and go on with the dialog."""
        self.ensure_one()
        self.event_id.action_missing_no_show()
        return self.event_id.action_thank_companies()

    def action_thank(self):
        """Send the letters, plan the next steps, and keep the materials with the workshop.

        :raise UserError: while it is not known who came, or when nobody is chosen
        """
        self.ensure_one()
        lines = self.line_ids.filtered("is_included")
        if not lines:
            raise UserError(self.env._("Choose somebody to thank."))
        self._keep_materials()
        for attendance, template in (
            ("came", "mail_template_workshop_thank"),
            ("no_show", "mail_template_workshop_missed"),
        ):
            letters = lines.filtered(
                lambda one, attendance=attendance: (
                    one.email and (one.attendance == "no_show") == (attendance == "no_show")
                )
            )
            letters._letter_send(
                self.env.ref(f"employer_engagement.{template}"), {False: self.material_ids.sudo()}
            )
        lines._plan()
        lines.registration_id.write({"thanked_date": fields.Date.context_today(self)})
        return {"type": "ir.actions.act_window_close"}

    def _keep_materials(self):
        """Give what was uploaded here to the workshop, so that colleagues can send it again."""
        # sudo: files uploaded for this dialog, which may not be edited once linked
        uploaded_sudo = self.material_ids.sudo().filtered(
            lambda one: one.create_uid == self.env.user and one.res_model in (False, self._name)
        )
        uploaded_sudo.write({"res_model": "event.event", "res_id": self.event_id.id})
        self.event_id.material_ids |= self.material_ids
