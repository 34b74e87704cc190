# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_date

#: What a company may answer about a job that is over → why the vacancy closes.
CLOSING_ANSWERS = {"filled": "filled_unknown", "over": "withdrawn"}


class EmployerVacancy(models.Model):
    """The question to a company whose vacancy is stale, and its answer by personal link.

    The mail waits with the others of that company and is signed by the officer; its link is made
    as it leaves and kept nowhere, so that nobody but the company answers. The answer moves the
    vacancy at once, is logged as what it is, a contact by the company, and told to the officer.
    """

    _name = "employer.vacancy"
    _inherit = ["employer.vacancy", "employer.link.mixin"]

    def _ask_company(self):
        """Let a mail to the company wait: is the job still there?"""
        self.ensure_one()
        contact = self.contact_id or self.employer_id.main_contact_id
        told = self.with_context(lang=self.employer_id._mail_lang(contact))
        words = told.env._(
            "Some time ago you told us about this job: %(job)s (%(reference)s). Is it still "
            "open? Without news from you we close it on %(day)s; you can open it again at any "
            "time.",
            job=self.name,
            reference=self.reference,
            day=format_date(told.env, self.closing_date),
        )
        self.employer_id._mail_later(
            told.env._("Is “%s” still open?", self.name),
            words,
            deadline=self.closing_date,
            record=self,
            contact=contact,
        )

    def _ask_link(self, person):
        """Return what stands below the question in the mail: the link, in the user's language."""
        words = self.env._("Tell us with one click, or answer this mail")
        return Markup('<p><a href="%s">%s</a></p>') % (self._ask_url(person), words)

    def _ask_url(self, person):
        """Return the personal link with which `person` answers."""
        officer = self.user_id or self.employer_id.user_id or self.env.user
        today = fields.Date.context_today(self)
        late = self.env["employer.rule"]._parameter("R13", "late_days", today, self.company_id)
        days = (self.closing_date - today).days + int(late)
        # sudo: the link is of who sends the mail, in the name of the officer who signs it
        links = self.env["employer.access.link"].with_user(officer)
        _link, url = links._issue(self.with_user(officer).sudo(), "vacancy", person, days=days)
        return url

    def _answer_open(self, answer, contact):
        """Let the vacancy follow what the company said by its link.

        Called in sudo by the page behind the link, which checked it, as the officer who asked.

        :param answer: open, filled or over
        """
        self.ensure_one()
        if answer == "open":
            self.action_confirm_open()
            if self.close_reason == "expired":
                self.action_open()
        elif self.stage_kind in ("need", "open"):
            reason = CLOSING_ANSWERS[answer]
            self.write({"stage_id": self._first_stage("closed").id, "close_reason": reason})
        words = {
            "open": self.env._("The company says: still open."),
            "filled": self.env._("The company says: filled."),
            "over": self.env._("The company says: nobody is needed any more."),
        }[answer]
        self._company_says(words, contact)

    def _company_says(self, words, contact):
        """Log what the company told us by a link or the portal as a contact; tell the officer."""
        self.ensure_one()
        company = self.employer_id.partner_id
        is_person = contact != company and contact.commercial_partner_id == company
        self.env["employer.interaction"].create(
            {
                "employer_id": self.employer_id.id,
                "contact_id": is_person and contact.id,
                "vacancy_id": self.id,
                "channel": "web",
                "direction": "in",
                "outcome": "reached",
                "user_id": self.user_id.id or self.env.uid,
                "summary": words,
            }
        )
        # The company speaks, under the officer: who is told of it all the same
        self.message_post(
            body=words,
            author_id=contact.id,
            partner_ids=self.user_id.partner_id.ids,
            notify_author_mention=True,
        )
