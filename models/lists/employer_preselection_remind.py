# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_preselection_answer import LISTS


class EmployerPreselection(models.Model):
    """A list without an answer is reminded of, its proposers are told, and it ends.

    Days are dated parameters of rule R21, counted from the day the company was asked; with the
    rule off nobody is reminded. A job that slept sends one reminder, not all it missed.
    """

    _inherit = "employer.preselection"

    @api.model
    def _cron_remind(self):
        """Take the next step of every list that waits for a company."""
        if not self.env.user.has_group(LISTS):
            return
        waiting = self.search([("state", "=", "sent")])
        # sent before anybody counted, or imported: its days begin now
        today = fields.Date.context_today(self)
        waiting.filtered(lambda one: not one.asked_date).asked_date = today
        for number, preselection in enumerate(waiting, 1):
            preselection._remind_if_due()
            self.env["ir.cron"]._commit_progress(1, remaining=len(waiting) - number)

    def _remind_if_due(self):
        self.ensure_one()
        rule = self.env["employer.rule"]._find("R21", company=self.company_id)
        if not rule or rule.level == "off":
            return
        step, days = self._step_due()
        if not step:
            return
        self.reminded_days = days
        getattr(self, f"_step_{step}")()

    def _step_due(self):
        """Return (name, days) of the furthest step due and not taken yet, (False, 0) if none."""
        age = (fields.Date.context_today(self) - self.asked_date).days
        steps = ("no_answer", "proposer", "second", "first")
        for name in steps:
            days = int(self._answer_days(f"{name}_days"))
            if age >= days:
                return (name, days) if days > self.reminded_days else (False, 0)
        return False, 0

    # ---- the steps

    def _step_first(self):
        self._remind_company(self.answer_due_date)

    def _step_second(self):
        self._remind_company(fields.Date.context_today(self))

    def _remind_company(self, deadline):
        """Let a mail wait for the company: how many persons wait; its link is made as it leaves.

        :param deadline: near it, the mail does not wait for others
        """
        contact = self._answering_contact()
        text = self.with_context(lang=self.employer_id._mail_lang(contact))
        self.employer_id._mail_later(
            text.env._("%s: we wait for your answer", text.vacancy_id.name),
            text.env._(
                "%(count)s persons wait for your answer for “%(vacancy)s”. It takes a minute: "
                "whom do you want to meet, who is not suitable?",
                count=len(self._awaiting()),
                vacancy=text.vacancy_id.name,
            ),
            deadline=deadline,
            record=self,
            contact=contact if contact != self.employer_id.partner_id else None,
        )

    def _step_proposer(self):
        """Tell who proposed the persons that they may be proposed elsewhere meanwhile."""
        for tutor, candidacies in self._awaiting().grouped(lambda one: one._proposer()).items():
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._(
                    "No answer for %(days)s days: propose %(codes)s elsewhere too",
                    days=self.reminded_days,
                    codes=", ".join(candidacies.candidate_id.mapped("code")),
                ),
                user_id=tutor.id,
            )
        for partner, candidacies in self._awaiting().grouped("partner_organisation_id").items():
            if partner:
                self._tell_partner(partner, candidacies)

    def _tell_partner(self, partner, candidacies):
        text = self.with_context(lang=partner._mail_lang())
        partner._mail_later(
            text.env._("No answer yet: %s", text.vacancy_id.name),
            text.env._(
                "The company has not answered for %(days)s days about %(codes)s. You may propose "
                "them elsewhere too.",
                days=self.reminded_days,
                codes=", ".join(candidacies.candidate_id.mapped("code")),
            ),
            record=self,
        )

    def _step_no_answer(self):
        """Close it: who still waited leaves with *no answer from the company*."""
        self.action_close()

    # ---- reserves

    def _next_reserves(self):
        """Return the reserves that may step in, in order: approved, and free to begin."""
        self.ensure_one()
        reserves = self._living().filtered(
            lambda one: (
                one.is_reserve
                and one.state in ("approved", "sent")
                and one.candidate_id.state in ("ready", "in_internship")
            )
        )
        return reserves.sorted(lambda one: (one.rank, one.id))

    def _tell_reserve(self, reserve, gone):
        """Say in the list who stepped in, and let a mail wait for the company."""
        self.ensure_one()
        code = reserve.candidate_id.code
        self.message_post(
            body=self.env._(
                "%(reserve)s steps in for %(gone)s.", reserve=code, gone=gone.candidate_id.code
            ),
            partner_ids=self.user_id.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )
        contact = self._answering_contact()
        text = self.with_context(lang=self.employer_id._mail_lang(contact))
        self.employer_id._mail_later(
            text.env._("%s: another person for you", text.vacancy_id.name),
            text.env._(
                "Somebody we proposed for “%(vacancy)s” is no longer available. Another person, "
                "%(code)s, takes the place: have a look and answer.",
                vacancy=text.vacancy_id.name,
                code=code,
            ),
            deadline=fields.Date.context_today(self),
            record=self,
            contact=contact if contact != self.employer_id.partner_id else None,
        )
