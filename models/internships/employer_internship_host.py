# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter
from math import inf

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: What a host may write in its own words.
MAX_WORDS = 500


class EmployerInternship(models.Model):
    """What a host does by itself, on the portal or by link: asks for an extension, names, links."""

    _name = "employer.internship"
    _inherit = ["employer.internship", "employer.link.mixin"]

    request_ids = fields.One2many(
        "employer.internship.request", "internship_id", string="What the host asks"
    )
    request_count = fields.Integer(compute="_compute_request_count")

    def _compute_request_count(self):
        counts = dict(
            self.env["employer.internship.request"]._read_group(
                [("internship_id", "in", self.ids)], ["internship_id"], ["__count"]
            )
        )
        for internship in self:
            internship.request_count = counts.get(internship._origin, 0)

    def action_open_requests(self):
        """Open what the host asked about this internship."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_internship_request_action"
        )
        return {**action, "domain": [("internship_id", "=", self.id)], "context": {}}

    # ---- links

    host_waits = fields.Boolean(compute="_compute_host_waits")

    def _compute_host_waits(self):
        for internship in self:
            internship.host_waits = bool(internship._host_waiting())

    def _host_waiting(self):
        """Return a list of what the host may be asked now, the oldest month first."""
        self.ensure_one()
        return [one for one in self.month_ids.sorted("month") if one._waits_for_host()]

    def action_host_link(self):
        """Open the dialog that asks the host, by mail or by a link to hand over."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask the host"),
            "res_model": "employer.host.link",
            "view_mode": "form",
            "target": "new",
            "context": {"default_internship_id": self.id},
        }

    def _open_link_counts(self):
        """Count also the links about its months."""
        counts = Counter(super()._open_link_counts())
        of_months = self.env["employer.access.link"]._count_open(self.month_ids)
        for month in self.month_ids:
            counts[month.internship_id.id] += of_months.get(month.id, 0)
        return counts

    def _links_domain(self):
        links = self.env["employer.access.link"]
        return super()._links_domain() | links._domain_about(self.month_ids)

    # ---- what is asked

    def _host_ask(self, kind, vals, words, contact, name):
        """File what the host asks; the same twice is once, with the words of both.

        Called in sudo by a page that checked who asks.

        :param vals: what is asked, by field of `employer.internship.request`
        :param words: of the host, with the person's name as the code
        :raise UserError: when something else of this kind waits already
        """
        self.ensure_one()
        words = self._host_words(words)
        asked = {"kind": kind, "month_id": False, **vals}
        for open_request in self.request_ids.filtered(lambda one: one.state == "new"):
            if (open_request.kind, open_request.month_id.id) != (kind, asked["month_id"]):
                continue
            if all(open_request._plain(field) == value for field, value in asked.items()):
                open_request._add_words(words)
                return open_request
            raise UserError(
                self.env._(
                    "%(who)s asked already on %(day)s, and the office is looking at it. Call us "
                    "if something changed.",
                    who=open_request.said_by or self.employer_id.display_name,
                    day=self._day(open_request.asked_date),
                )
            )
        requests = self.env["employer.internship.request"]
        requests.flush_model(["state"])  # one open request of a kind: the index reads the table
        return requests.create(
            {
                **asked,
                "reason": words,
                "internship_id": self.id,
                "contact_id": contact.id if contact else False,
                "said_by": name,
            }
        )

    def _host_words(self, words):
        """Return what a host wrote, with the person's name as the code: every role reads it.

        No host reads it again, nor does an answer depend on it: where it may not know the name,
        the code in its place would tell that it guessed right.
        """
        text = (words or "").strip()[:MAX_WORDS]
        persons = self.env["employer.candidate"].with_user(SUPERUSER_ID)
        return persons._without_names(self._name, self.id, text) or False

    def _settle_requests(self, kind):
        """Settle what the host asked of this kind: the office wrote it."""
        # sudo: whoever may write what was asked settles the asking
        waiting = self.sudo().request_ids.filtered(
            lambda one: one.kind == kind and one.state == "new"
        )
        waiting.write({"state": "accepted"})

    @api.model
    def _host_number(self, text):
        """Return the number a host typed, with a comma or a point; 0 of nothing, None if none."""
        try:
            number = float((text or "0").strip().replace(",", "."))
        except ValueError:
            return None
        return number if 0 <= number < inf else None

    # ---- an extension

    def _host_months(self):
        """Return how many months a host may ask for now; 0: none."""
        self.ensure_one()
        if self.state not in ("running", "suspended") or not self.planned_end_date:
            return 0
        if len(self.extension_ids) >= self.scheme_id.extension_count:
            return 0
        return self._extension_months()

    def _host_ask_extension(self, months, words, contact=None, name=False):
        """Ask for so many months more, with a reason.

        :raise UserError: when the scheme allows none, or not so many
        """
        self.ensure_one()
        most = self._host_months()
        if not most:
            raise UserError(
                self.env._("This internship cannot be extended: please call the office.")
            )
        if not 1 <= months <= most:
            raise UserError(self.env._("Ask for a number of months from 1 to %s.", most))
        return self._host_ask("extension", {"months": months}, words, contact, name)

    # ---- who it is

    def _host_may_know(self):
        """Return those whose host may be told the name: the person agreed to this company."""
        known = self.browse()
        for employer, internships in self.grouped("employer_id").items():
            told = internships.candidate_id._filter_consenting("identity", employer)
            known |= internships.filtered(lambda one, told=told: one.candidate_id in told)
        return known

    def _disclose_host_names(self):
        """Return {internship id: name} of whom the host may know; each leaves a row.

        Called in sudo by a page that checked who asks.
        """
        known = self._host_may_know()
        rows = self.env["employer.candidate.identity"].search(
            [("candidate_id", "in", known.candidate_id.ids)]
        )
        names = {row.candidate_id: f"{row.first_name} {row.last_name}" for row in rows}
        for employer, internships in known.grouped("employer_id").items():
            self.env["employer.disclosure"]._log(
                internships.candidate_id.filtered(names.get),
                "sent",
                employer,
                self.env._("Name, shown to the host of the internship"),
            )
        return {one.id: names[one.candidate_id] for one in known if one.candidate_id in names}

    # ---- links and mails

    def _host_contact(self):
        """Return who is asked: the host's tutor, else the contact person, else the host.

        Who was removed from the host's people on the portal gets no link any more.
        """
        self.ensure_one()
        host = self.employer_id
        return host._acting_contact(self.host_tutor_id, host.main_contact_id)

    def _host_officer(self):
        """Return under whom the server acts for the host."""
        self.ensure_one()
        officer = self.user_id or self.employer_id.user_id or self.tutor_id
        return officer or self.env.ref("base.user_admin")

    def _host_link(self, record, contact=None):
        """Return (link, address) for the host to say what is asked of `record`: this or a month."""
        self.ensure_one()
        # sudo: the mail leaves by a job; the link is the officer's
        acting = record.with_user(self._host_officer()).sudo()
        return acting.env["employer.access.link"]._issue(
            acting,
            record._host_act(),
            contact or self._host_contact(),
            days=self.company_id.employer_host_link_days,
        )

    @api.model
    def _ask_hosts(self, asked, domain, field, batch_size):
        """Let a mail wait for the host of each record in `domain`, once; in batches.

        :param asked: model that says `_host_internship`, `_host_mail_words` and `_host_deadline`
        :param field: its date that remembers that the host was asked
        """
        if not self.env["res.users"]._employer_feature_on("internships"):
            return
        domain = (
            Domain(domain)
            & Domain(field, "=", False)
            & Domain("company_id.employer_asks_hosts", "=", True)
        )
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=asked.search_count(domain))
        while batch := asked.search(domain, limit=batch_size):
            for record in batch:
                record._host_internship()._mail_host(record, record._host_deadline())
            batch[field] = fields.Date.context_today(self)
            if not commit_progress(len(batch)):
                break

    def _mail_host(self, record, deadline=None):
        """Let a mail wait that asks the host about `record`, with a link made as it leaves."""
        self.ensure_one()
        host, contact = self.employer_id, self._host_contact()
        text = record.with_context(lang=host._mail_lang(contact))
        subject, words = text._host_mail_words()
        host._mail_later(
            subject,
            words,
            deadline=deadline,
            record=record,
            contact=contact if contact != host.partner_id else None,
        )
