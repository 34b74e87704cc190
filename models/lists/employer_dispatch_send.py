# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models
from odoo.exceptions import UserError


class EmployerDispatch(models.Model):
    """How an opening reaches the partner: by mail at once, or with the next gathered mail.

    The letter says of the vacancy what the bulletin says: the employer only where it agreed.
    """

    _inherit = "employer.dispatch"

    def action_send(self):
        """Mail the opening to the partners at once.

        :raise UserError: naming the first partner no mail can go to, and why
        """
        self._begin_sending()
        for dispatch in self:
            mail_sudo = dispatch._mail_later()
            if mail_sudo.problem:
                raise UserError(
                    self.env._(
                        "No mail can go to %(partner)s: %(problem)s. Call them, and mark the "
                        "opening as told.",
                        partner=dispatch.organisation_id.display_name,
                        problem=mail_sudo._problem_words(),
                    )
                )
            mail_sudo._send_by_employer()

    def action_send_later(self):
        """Let the openings go with the next mail to each partner, before the deadline presses."""
        self._begin_sending()
        for dispatch in self:
            dispatch._mail_later()

    def _begin_sending(self):
        self.check_access("write")
        self.filtered(lambda one: one.state == "draft").action_mark_sent()
        for dispatch in self:
            dispatch._check_open()

    def _mail_later(self):
        """Return the mail of this opening, waiting for the next gathered one, in sudo."""
        self.ensure_one()
        return self.organisation_id._mail_later(
            template=self.env.ref("employer_engagement.mail_template_dispatch"),
            record=self,
            contact=self.contact_id,
            deadline=self.deadline_date,
        )

    def _portal_address(self):
        """Return the page on which the partner answers; False where nobody of it sees it there."""
        self.ensure_one()
        units = [False, self.unit_id.id] if self.unit_id else [False]
        # sudo: whether there is anybody, not who
        members_sudo = self.env["employer.portal.member"].sudo()
        domain = [("employer_id", "=", self.organisation_id.id), ("unit_id", "in", units)]
        if not members_sudo.search_count(domain, limit=1):
            return False
        return f"{self.get_base_url()}/my/engagement/openings/{self.id}"

    def _lines(self):
        """Return what the partner reads of the vacancy, in the language of `self`: one line."""
        self.ensure_one()
        return [self.vacancy_id._bulletin_line(is_named=self.is_employer_named)]

    def _lines_html(self):
        """Return the vacancy as the letter shows it, in the language of `self`."""
        return self.env["ir.qweb"]._render("employer_engagement.bulletin_lines", {"one": self})
