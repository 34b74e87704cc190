# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

#: Days the personal link goes on after the workshop: enough to say why one did not come.
DAYS_AFTER = 1


class EmployerWorkshopInvite(models.TransientModel):
    """Invite companies to a workshop: who, who was asked before, who has no mail, what they read.

    By mail with the date for the calendar attached; who has no address goes on the phone list.
    Opened from the workshop or from a list of organisations; officers, each their own dialog.
    """

    _name = "employer.workshop.invite"
    _description = "Invite companies to a workshop"

    event_id = fields.Many2one(
        "event.event",
        string="Workshop",
        required=True,
        domain=[("engagement_kind", "!=", False), ("date_end", ">=", "now")],
    )
    employer_ids = fields.Many2many("employer.organisation", string="Companies")
    campaign_id = fields.Many2one(
        "employer.campaign",
        string="From a campaign",
        help="Adds the companies of its list, without those skipped.",
    )
    people = fields.Selection(
        [("main", "One person a company"), ("all", "Everybody we know there")],
        required=True,
        default="main",
    )
    message = fields.Html(
        string="Your words", help="Stands in the letter as it is, in whatever language you write."
    )
    line_ids = fields.One2many(
        "employer.workshop.invite.line",
        "invite_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    words = fields.Char(string="In short", compute="_compute_words")
    preview_line_id = fields.Many2one(
        "employer.workshop.invite.line", domain="[('invite_id', '=', id)]", string="As read by"
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.model
    def default_get(self, fields):
        """Take the organisations chosen in a list."""
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "employer.organisation":
            ids = self.env.context.get("active_ids", [])
            values["employer_ids"] = [Command.set(ids)]
        return values

    @api.onchange("campaign_id")
    def _onchange_campaign_id(self):
        """Add the companies of a campaign to those chosen."""
        self.employer_ids |= self.campaign_id.employer_ids

    @api.depends("event_id", "employer_ids", "people")
    def _compute_line_ids(self):
        for invite in self:
            kept = {line.partner_id: line for line in invite.line_ids}
            commands = [Command.clear()]
            for employer, partner, registration in invite._people():
                old = kept.get(partner)
                is_asked = not registration and not employer._is_mail_paused()
                line = {
                    "employer_id": employer.id,
                    "partner_id": partner.id,
                    "registration_id": registration.id,
                    "is_included": old.is_included if old else is_asked,
                }
                commands.append(Command.create(line))
            invite.line_ids = commands if invite.event_id else [Command.clear()]

    @api.depends("line_ids.is_included", "line_ids.partner_id", "event_id")
    def _compute_words(self):
        for invite in self:
            lines = invite.line_ids.filtered("is_included")
            by_mail = lines.filtered("email")
            words = [
                self.env._("%(count)s by mail", count=len(by_mail)),
                self.env._("%(count)s on the phone list", count=len(lines - by_mail)),
                self.env._("%(count)s asked already", count=len(invite.line_ids.registration_id)),
            ]
            paused = invite.line_ids.filtered("not_now_words")
            if paused:
                words.append(self.env._("%(count)s not now", count=len(paused)))
            event = invite.event_id
            if event.seats_limited:
                words.append(
                    self.env._("%(count)s seats left", count=max(event.seats_available, 0))
                )
            invite.words = " · ".join(words)

    @api.depends("preview_line_id", "message", "line_ids")
    def _compute_preview(self):
        template = self._template()
        for invite in self:
            line = invite.preview_line_id or invite.line_ids.filtered("is_included")[:1]
            line = line._origin  # only what is saved can be read by a template
            invite.preview = line._letter_preview(template) if line else False

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_preview(self):
        """Show the letter as one of them reads it; the dialog stays open."""
        self.ensure_one()
        self.preview_line_id = (
            self.preview_line_id
            or self.line_ids.filtered(lambda one: one.is_included and one.email)[:1]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite companies"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_invite(self):
        """Write to those with an address, put the others on the phone list.

        :raise UserError: when nobody is chosen, or the workshop is over
        """
        self.ensure_one()
        lines = self.line_ids.filtered("is_included")
        if not lines:
            raise UserError(self.env._("Choose somebody to invite."))
        if self.event_id.date_end < fields.Datetime.now():
            raise UserError(self.env._("This workshop is over."))
        lines._put_on_list()
        by_mail = lines.filtered("email")
        by_mail._letter_send(self._template(), self._calendar_files(by_mail))
        by_mail._log_invitations()
        return self.event_id.action_view_companies()

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _template(self):
        return self.env.ref("employer_engagement.mail_template_workshop_invite")

    def _people(self):
        """Return whom to ask: (organisation, person, registration there may be), by company."""
        self.ensure_one()
        registrations = self.env["event.registration"].search(
            [("event_id", "=", self.event_id.id), ("employer_id", "in", self.employer_ids.ids)]
        )
        asked = {
            (registration.employer_id, registration.partner_id): registration
            for registration in registrations
        }
        rows = []
        for employer in self.employer_ids._origin:
            people = self._people_of(employer)
            people |= registrations.filtered(lambda one: one.employer_id == employer).partner_id  # noqa: B023
            people -= employer._former_among(people)
            rows += [
                (employer, person, asked.get((employer, person), registrations.browse()))
                for person in people
            ]
        return rows

    def _people_of(self, employer):
        """Return the persons of a company to ask: the main one, or everybody with an address."""
        people = employer.contact_ids.filtered(lambda one: one.type == "contact")
        people -= employer._former_among(people)
        if self.people == "all" and people:
            return people.filtered("email") or people[:1]
        main = employer.main_contact_id
        main -= employer._former_among(main)
        reachable = (people.filtered("email") | employer.partner_id.filtered("email"))[:1]
        return main if main.email else reachable or main or people[:1] or employer.partner_id

    def _calendar_files(self, lines):
        """Return {language: the attached date for the calendar}; empty under False."""
        empty = self.env["ir.attachment"]
        files = {False: empty}
        for lang in set(lines.mapped("lang")):
            event = self.event_id.with_context(lang=lang)
            content = event._get_ics_file(self.env["event.slot"]).get(event.id)
            if content:
                # sudo: it belongs to the mails, which are the server's
                files[lang] = empty.sudo().create(
                    {"name": f"{event.name}.ics", "raw": content, "mimetype": "text/calendar"}
                )
        return files

    def _link_days(self):
        """Return the days until an answer is of no use any more."""
        left = self.event_id.date_end - fields.Datetime.now()
        return (left + timedelta(days=DAYS_AFTER)).days + 1
