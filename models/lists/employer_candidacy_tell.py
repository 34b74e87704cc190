# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import models
from odoo.tools import email_normalize


class EmployerCandidacy(models.Model):
    """Whoever was proposed is told how it ended: by mail through the server, or on the phone."""

    _inherit = "employer.candidacy"

    def _mail_addresses(self):
        """Return {candidacy: the person's e-mail address}, of those who have one.

        Whoever writes never sees it: the mail goes through the server.
        """
        # sudo: only to write to the person, which leaves the office to nobody else
        rows = (
            self.env["employer.candidate.identity"]
            .sudo()
            .search([("candidate_id", "in", self.candidate_id.ids)])
        )
        addresses = {row.candidate_id.id: email_normalize(row.email or "") for row in rows}
        return {
            candidacy: addresses[candidacy.candidate_id.id]
            for candidacy in self
            if addresses.get(candidacy.candidate_id.id)
        }

    def _tell_by_mail(self, subject, text):
        """Write `text` to those with an address and leave the contact that settles Today.

        :return: the candidacies of those who were written to
        """
        self.check_access("write")
        body = Markup("").join(Markup("<p>%s</p>") % line for line in text.split("\n"))
        addresses = self._mail_addresses()
        # sudo: nothing of the mail is kept; it holds a person's address
        self.env["mail.mail"].sudo().create(
            [
                {
                    "subject": subject,
                    "body_html": body,
                    "email_to": address,
                    "email_from": self.env.user.email_formatted
                    or candidacy.company_id.email_formatted,
                    "auto_delete": True,
                }
                for candidacy, address in addresses.items()
            ]
        )
        told = self.browse([candidacy.id for candidacy in addresses])
        told._log_told(subject)
        return told

    def _log_told(self, subject):
        # sudo: tutors and officers may both tell a person; a contact about a person is the
        # server's to file
        self.env["employer.interaction"].sudo().create(
            [
                {
                    "candidate_id": candidacy.candidate_id.id,
                    "company_id": candidacy.company_id.id,
                    "user_id": self.env.uid,
                    "channel": "mail",
                    "direction": "out",
                    "outcome": "sent",
                    "summary": subject,
                }
                for candidacy in self
            ]
        )
