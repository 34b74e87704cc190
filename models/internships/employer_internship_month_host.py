# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: A host is asked about months that ended at most so many days ago: older ones have their sheets.
ASKED_DAYS = 45


class EmployerInternshipMonth(models.Model):
    """The host confirms the presence of a month itself, on the portal or by link.

    With the hours as proposed the month is confirmed (where the office says that is enough; the
    signed sheet is still asked for otherwise); other hours wait for the tutor (`hours` of
    `employer.internship.request`).
    """

    _inherit = "employer.internship.month"

    host_date = fields.Date(string="Confirmed by the host on", readonly=True, copy=False)
    host_name = fields.Char(string="Who confirmed", readonly=True, copy=False)
    host_asked_date = fields.Date(
        string="Host asked on", readonly=True, copy=False, export_string_translation=False
    )
    request_ids = fields.One2many("employer.internship.request", "month_id", string="What it asks")

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"host_date", "host_name", "host_asked_date"}

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "confirmed":
            waiting = self.sudo().request_ids.filtered(lambda one: one.state == "new")
            # sudo: whoever may confirm a month settles what was said of it
            waiting.write({"state": "accepted"})
        elif vals.get("state") == "open":
            # sudo: what was reopened is to be confirmed again, by whoever does
            self.sudo().write({"host_date": False, "host_name": False})
        return result

    # ---- what the host says

    def _waits_for_host(self):
        """Return whether the host may confirm this month now: it is over and nobody did."""
        self.ensure_one()
        is_over = self.last_date and self.last_date < fields.Date.context_today(self)
        return bool(is_over) and self.state == "open" and not self.host_date

    def _host_says(self, hours, *, words=False, contact=None, name=False):
        """Take down the presence as the host says it; the same twice is once.

        :param hours: present; None: as proposed
        :return: whether the month is confirmed by it, and does not wait for the office
        :raise UserError: when it is not over, was confirmed meanwhile, or a colleague said other
            hours and the office is looking at them
        """
        self.ensure_one()
        if self.host_date and hours in (None, self.hours_present):
            return True
        if not self._waits_for_host():
            raise UserError(self._why_not_host())
        hours = self.hours_present if hours is None else hours
        is_asked = self.request_ids.filtered(lambda one: one.state == "new")
        if hours == self.hours_present and not is_asked:
            self._confirm_by_host(name)
            return True
        self.internship_id._host_ask(
            "hours", {"month_id": self.id, "hours": hours}, words, contact, name
        )
        return False

    def _why_not_host(self):
        if self.state == "confirmed" or self.host_date:
            return self.env._("Somebody confirmed this month meanwhile: nothing is left to do.")
        return self.env._("This month is not over: confirm it when its last day has passed.")

    def _confirm_by_host(self, name):
        """Confirm the hours as they stand, in the host's name; no signed sheet came with it."""
        # sudo: it happened on the host's page, or the office accepted what was said there
        month_sudo = self.sudo()
        month_sudo.write({"host_date": fields.Date.context_today(self), "host_name": name})
        if self.company_id.employer_host_confirms:
            month_sudo.write({"state": "confirmed"})

    # ---- the link

    def _host_act(self):
        return "presence"

    def _host_internship(self):
        return self.internship_id

    def _host_mail_words(self):
        """Return (subject, sentence) of the mail that asks, in the language of this environment."""
        self.ensure_one()
        internship = self.internship_id
        subject = self.env._(
            "Presence of %(month)s: %(code)s", month=self.month_name, code=self.candidate_id.code
        )
        words = self.env._(
            "The month is over. Was %(code)s, in internship with you since %(day)s, present as "
            "planned? It takes a click.",
            code=self.candidate_id.code,
            day=internship._day(internship.start_date),
        )
        return subject, words

    @api.model
    def _cron_ask_hosts(self, batch_size=500):
        """Let a mail wait for each host whose month is over, once a month."""
        today = fields.Date.context_today(self)
        over = [
            ("state", "=", "open"),
            ("last_date", "<", today),
            ("last_date", ">=", today - timedelta(days=ASKED_DAYS)),
            ("host_date", "=", False),
        ]
        self.env["employer.internship"]._ask_hosts(self, over, "host_asked_date", batch_size)

    def _host_deadline(self):
        """Return the day from which the sheet is missing."""
        first = (self.month + timedelta(days=31)).replace(day=1)
        return first + timedelta(days=self.company_id.employer_sheet_day - 1)
