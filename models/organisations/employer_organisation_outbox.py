# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_date


class EmployerOrganisation(models.Model):
    """What we write to an organisation by ourselves, and until when it asked us not to."""

    _inherit = "employer.organisation"

    mail_paused_until = fields.Date(
        string="No automatic mails until",
        copy=False,
        tracking=True,
        help="The company asked for none with the link in a mail; empty it to go on.",
    )
    company_mail_ids = fields.One2many(
        "employer.company.mail", "employer_id", string="Automatic mails"
    )
    waiting_mail_count = fields.Integer(
        string="Mails waiting", compute="_compute_waiting_mail_count"
    )

    def _compute_waiting_mail_count(self):
        counts = dict(
            self.env["employer.company.mail"]._read_group(
                [("employer_id", "in", self.ids), ("state", "=", "waiting")],
                ["employer_id"],
                ["__count"],
            )
        )
        for organisation in self:
            organisation.waiting_mail_count = counts.get(organisation._origin, 0)

    def action_view_company_mails(self):
        """Open the mails that wait for this organisation or went to it."""
        action = self._action_view("employer_engagement.employer_company_mail_action")
        action["context"] = {}
        return action

    def action_resume_mails(self):
        """Let automatic mails go to these organisations again."""
        self.mail_paused_until = False

    def _is_mail_paused(self):
        """Return whether this organisation asked, until today or later, for no automatic mails."""
        self.ensure_one()
        until = self.mail_paused_until
        return bool(until and until >= fields.Date.context_today(self))

    def _mail_lang(self, contact=None):
        """Return the language in which this organisation is written to."""
        self.ensure_one()
        partner = contact or self.main_contact_id or self.partner_id
        return partner.lang or self.partner_id.lang or self.company_id.partner_id.lang

    def _mail_later(
        self, subject=None, body=None, *, template=None, deadline=None, record=None, contact=None
    ):
        """Let a mail to this organisation wait for the next gathered one.

        The same subject about the same record waits once: a later call renews it.

        :param subject: and `body` (text, or Markup), in `_mail_lang(contact)`; or
        :param template: a `mail.template` of `record`, rendered in that language
        :param deadline: the day on which it is of no use any more: near it, it does not wait
        :param record: what it is about, and whose officer signs; this organisation if none
        :param contact: to whom; the main contact person, else the organisation, if none
        :return: the `employer.company.mail`, in sudo
        """
        self.ensure_one()
        record = record or self
        lang = self._mail_lang(contact)
        if template:
            subject, body = self._mail_of_template(template, record, lang)
        elif not isinstance(body, Markup):
            body = Markup("<p>%s</p>") % body
        officer = record.user_id if "user_id" in record._fields else self.user_id
        vals = {
            "employer_id": self.id,
            "contact_id": contact.id if contact else False,
            "subject": subject,
            "body": body,
            "lang": lang,
            "deadline": deadline,
            "user_id": (officer or self.user_id).id,
            "res_model": record._name,
            "res_id": record.id,
        }
        # sudo: rooms and their jobs put mails in; nobody writes them by hand
        mails_sudo = self.env["employer.company.mail"].sudo()
        key = ("employer_id", "res_model", "res_id", "subject")
        same = mails_sudo.search(
            [("state", "=", "waiting"), *((name, "=", vals[name]) for name in key)], limit=1
        )
        if same:
            same.write({name: value for name, value in vals.items() if name not in key})
            return same
        return mails_sudo.create(vals)

    def _mail_of_template(self, template, record, lang):
        """Return (subject, body) of a template for `record` in `lang`."""
        found = template.sudo().with_context(lang=lang)
        subject = found._render_field("subject", record.ids, set_lang=lang)[record.id]
        return subject, found._render_field("body_html", record.ids, set_lang=lang)[record.id]

    def _pause_mails(self, until):
        """They asked, by the link in a mail, for no automatic mails until a day: tell the officer.

        Called in sudo by the page behind the link, which checked it.
        """
        self.ensure_one()
        self.mail_paused_until = until
        words = self.env._(
            "They asked for no automatic mails until %s.", format_date(self.env, until)
        )
        self.message_post(body=words, message_type="notification")
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=words,
            user_id=(self.user_id or self.env.ref("base.user_admin")).id,
        )
