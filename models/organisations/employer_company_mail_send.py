# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import email_normalize, formataddr


class EmployerCompanyMail(models.Model):
    """How gathered mails leave: one an organisation, signed, with a way to say *not now*."""

    _inherit = "employer.company.mail"

    @api.model
    def _cron_send(self):
        """Send what is due today, an organisation at a time; tell officers what cannot go."""
        waiting = self.search([("state", "=", "waiting")])
        groups = list(waiting.grouped("employer_id").values())
        for number, mails in enumerate(groups, 1):
            mails._send_if_due()
            self.env["ir.cron"]._commit_progress(1, remaining=len(groups) - number)

    def _send_if_due(self):
        """Send all mails of one organisation if one of them is due, or say why they cannot go."""
        today = fields.Date.context_today(self)
        stale = self.filtered(lambda one: not one._is_about_something())
        stale.state = "dropped"
        mails = self - stale
        blocked = mails.filtered("problem")
        blocked._tell_officer()
        sendable = mails - blocked
        if any(mail.send_date <= today for mail in sendable):
            sendable._send_by_employer()

    def _is_about_something(self):
        """Return whether the record the mail is about still exists."""
        self.ensure_one()
        if not self.res_model:
            return True
        return self.res_model in self.env and bool(
            self.env[self.res_model].sudo().browse(self.res_id).exists()
        )

    def _tell_officer(self):
        """Put in Today, once, that something waits which no machine may send."""
        for employer, mails in self.grouped("employer_id").items():
            summary = self.env._(
                "Automatic mail not sent: %(why)s. See “Mails waiting”.",
                why=mails[0]._problem_words(),
            )
            if summary in employer.activity_ids.mapped("summary"):
                continue
            employer.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=summary,
                user_id=(mails[0].user_id or employer.user_id or self.env.user).id,
            )

    # ------------------------------------------------------------
    # ONE MAIL
    # ------------------------------------------------------------

    def _send_by_employer(self):
        for (_employer, _address), mails in self.grouped(
            lambda one: (one.employer_id, one.address)
        ).items():
            mails._send_gathered()

    def _send_gathered(self):
        """Send these, all to one address, as one mail; leave a trace that is no contact."""
        first, address = self[:1], self[0].address
        lang = first.lang if first.lang in dict(self.env["res.lang"].get_installed()) else None
        mails = self.with_context(lang=lang or self.env.lang)
        # sudo: users send through the buttons, which judged their right to the organisation
        outgoing = (
            self.env["mail.mail"]
            .sudo()
            .create(
                {
                    "subject": mails._gathered_subject(),
                    # what stands in the chatter, without the personal link
                    "body": mails._gathered_body(),
                    "body_html": mails._gathered_body(mails[:1]._not_now_url()),
                    "email_to": address,
                    "email_from": mails._from(),
                    "reply_to": mails._reply_to(),
                    "model": "employer.organisation",
                    "res_id": first.employer_id.id,
                    "message_type": "auto_comment",
                    "author_id": (first.user_id or self.env.user).partner_id.id,
                    "headers": repr({"Auto-Submitted": "auto-generated"}),
                    "auto_delete": mails._is_secret(),
                    "is_notification": True,
                }
            )
        )
        # sudo: written here for what becomes of the mail, which the mail gateway notes on it
        notification_sudo = (
            self.env["mail.notification"]
            .sudo()
            .create(
                {
                    "mail_message_id": outgoing.mail_message_id.id,
                    "mail_mail_id": outgoing.id,
                    "mail_email_address": email_normalize(address) or address,
                    "notification_type": "email",
                }
            )
        )
        self.sudo().write(
            {
                "state": "sent",
                "sent_at": fields.Datetime.now(),
                "sent_to": address,
                "notification_id": notification_sudo.id,
            }
        )
        mails._leave_trace(outgoing.subject)
        # sudo: the mails leave with the queue of the ERP
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _gathered_subject(self):
        if len(self) == 1:
            return self.subject
        return self.env._(
            "%(count)s messages from %(office)s",
            count=len(self),
            office=self.company_id.name,
        )

    def _gathered_body(self, not_now_url=None):
        """Return the mail: what waited, the signature, and with a link how to say *not now*."""
        first = self[:1]
        return self.env["ir.qweb"]._render(
            "employer_engagement.company_mail_body",
            {
                "mails": self,
                "officer": first.user_id,
                "company": first.company_id,
                "not_now_url": not_now_url,
            },
        )

    def _after_body(self):
        """Return what a room adds below one mail as it leaves: a link that is kept nowhere."""
        return ""

    def _is_secret(self):
        """Return whether the text that left is to be forgotten: it holds a room's link."""
        return False

    def _not_now_url(self):
        """Return the personal link with which this company stops automatic mails for a while."""
        self.ensure_one()
        # sudo: the link is the server's; the right to write to this company was judged
        links_sudo = self.env["employer.access.link"].sudo()
        employer_sudo = self.employer_id.sudo()
        days = employer_sudo.company_id.employer_not_now_days
        _link, url = links_sudo._issue(employer_sudo, "not_now", self._reader(), days=days)
        return url

    def _from(self):
        officer, company = self[:1].user_id, self[:1].company_id
        return officer.email_formatted or company.email_formatted

    def _reply_to(self):
        """Return where an answer goes: the office's address, which files it; else the officer."""
        officer, company = self[:1].user_id, self[:1].company_id
        alias = company.sudo()._employer_alias_email()
        return formataddr((officer.name or company.name, alias)) if alias else self._from()

    def _leave_trace(self, subject):
        # sudo: a trace of what the server sent: mass mail, so neither an attempt nor a contact
        self.env["employer.interaction"].sudo().create(
            {
                "employer_id": self.employer_id.id,
                "contact_id": (self[:1].contact_id & self[:1]._readers()).id,
                "channel": "mail",
                "direction": "out",
                "outcome": "sent",
                "is_mass_mail": True,
                "summary": subject,
                "user_id": self[:1].user_id.id,
            }
        )
