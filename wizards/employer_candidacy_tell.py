# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerCandidacyTell(models.TransientModel):
    """Writes to persons who were not taken: kindly, in a language they read, without a name.

    Who has no e-mail address stays in Today and is called. The text is a proposal to edit.
    """

    _name = "employer.candidacy.tell"
    _description = "Tell persons how it ended"

    candidacy_ids = fields.Many2many("employer.candidacy", string="Persons", required=True)
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    subject = fields.Char(compute="_compute_subject", store=True, readonly=False)
    text = fields.Text(compute="_compute_text", store=True, readonly=False)
    words = fields.Char(string="In short", compute="_compute_words")

    @api.depends("lang")
    def _compute_subject(self):
        for dialog in self:
            speaking = dialog.with_context(lang=dialog.lang)
            dialog.subject = speaking.env._("News about a job we proposed you for")

    @api.depends("lang", "candidacy_ids")
    def _compute_text(self):
        for dialog in self:
            speaking = dialog.with_context(lang=dialog.lang)
            jobs = ", ".join(dict.fromkeys(speaking.candidacy_ids.vacancy_id.mapped("name")))
            dialog.text = speaking.env._(
                "Good morning,\n"
                "we proposed you for this job: %(jobs)s. This time it did not work out.\n"
                "Thank you for being available. It says nothing about your worth: we go on looking "
                "with you and will be in touch. Call us whenever you want to talk about it.\n"
                "%(office)s",
                jobs=jobs,
                office=self.env.company.name,
            )

    @api.depends("candidacy_ids")
    def _compute_words(self):
        for dialog in self:
            by_mail = dialog.candidacy_ids._origin._mail_addresses()
            others = dialog.candidacy_ids._origin.filtered(lambda one: one not in by_mail)  # noqa: B023
            words = [self.env._("%s by mail", len(by_mail))]
            if others:
                codes = ", ".join(others.candidate_id.mapped("code"))
                words.append(self.env._("to be called: %s", codes))
            dialog.words = " · ".join(words)

    def action_send(self):
        """Write to those with an address; the others stay in Today.

        :raise UserError: when nobody has one
        """
        self.ensure_one()
        if not self.candidacy_ids._tell_by_mail(self.subject, self.text):
            raise UserError(
                self.env._("Nobody of them has an e-mail address here: call them, and log it.")
            )
