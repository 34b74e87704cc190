# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import datetime

import pytz
from markupsafe import Markup

from odoo import fields, models

#: Reasons that no company gives: they are what happened to a list.
OUR_REASONS = ("no_answer", "list_closed", "ended_early", "position_filled")
LISTS = "employer_engagement.employer_engagement_feature_lists"


class EmployerPreselection(models.Model):
    """What a company answers to a list: on the page behind its link, or on the phone."""

    _name = "employer.preselection"
    _inherit = ["employer.preselection", "employer.link.mixin"]

    # ---- the link

    def _issue_answer_link(self, contact=None):
        """Issue a personal link to answer this list, signed by its officer.

        Earlier links of the same list go on working: a reminder breaks no mail already read.

        :param contact: who answers; the contact person of the list if none
        :return: (link, address)
        """
        self.ensure_one()
        self.check_access("read")
        person = contact or self.contact_id or self.employer_id.partner_id
        officer = self.user_id or self.env.user
        days = int(self._answer_days("no_answer_days"))
        # sudo: who sends, or the job that reminds, may only read the list; the link is its
        # officer's
        link_model = self.env["employer.access.link"].with_user(officer).sudo()
        return link_model._issue(self.with_user(officer).sudo(), "answer", person, days=days)

    def _takes_answers(self):
        """Return whether a company may answer this list by link now."""
        self.ensure_one()
        officer = (self.user_id or self.env.user).sudo()  # sudo: only whether lists are in use
        is_out = self.active and self.state in ("sent", "answered") and officer.has_group(LISTS)
        # sudo: asked for the page behind the company's link, which has no user of its own
        return is_out and not self.with_user(officer).sudo()._is_stopped()

    def _is_stopped(self):
        """Return whether the company may receive no proposals now (R16), and nobody lifted it."""
        rule = self.env["employer.rule"]._find("R16", company=self.company_id)
        return (
            bool(rule)
            and rule.level in ("ask", "stop")
            and bool(self._blocked_breaches())
            and not self.env["employer.rule.exception"]._is_lifted(rule, self)
        )

    def _answer_days(self, key):
        """Return a number of days of the rule on lists without an answer (R21)."""
        return self.env["employer.rule"]._parameter("R21", key, company=self.company_id)

    # ---- what is recorded

    def _record_answers(self, answers, *, channel, contact=None):
        """Record what a company said about several persons; an answer is a contact.

        :param answers: list of (candidacy, values of `_record_answer`)
        :param channel: of `employer.interaction`
        """
        self.ensure_one()
        for candidacy, values in answers:
            candidacy._record_answer(**values)
        words = self._answer_words(answers)
        self.env["employer.interaction"].create(
            {
                "employer_id": self.employer_id.id,
                "contact_id": contact.id if contact else False,
                "vacancy_id": self.vacancy_id.id,
                "programme_id": self.vacancy_id.programme_id.id,
                "channel": channel,
                "direction": "in",
                "outcome": self._answer_outcome({values["answer"] for _one, values in answers}),
                "summary": self.env._("Answer to %(list)s: %(words)s", list=self.name, words=words),
            }
        )
        return words

    def _answer_outcome(self, said):
        """Return how the contact went in which a company said these."""
        if said & {"meet", "select"}:
            return "interested"
        return "reached" if said == {"undo"} else "not_interested"

    def _answer_words(self, answers):
        """Return what was said in a line, by code."""
        said = {
            "meet": self.env._("to be met"),
            "select": self.env._("selected"),
            "refuse": self.env._("not suitable"),
            "cancel": self.env._("interview cancelled"),
            "undo": self.env._("answer taken back"),
        }
        return ", ".join(
            f"{candidacy.candidate_id.code} {said[values['answer']]}"
            for candidacy, values in answers
        )

    def _tell_officer_answer(self, words, who):
        """Tell the officer of the list that the company answered on its page."""
        self.ensure_one()
        body = Markup("<p>%s</p>") % self.env._("%(who)s answered: %(words)s", who=who, words=words)
        self.message_post(
            body=body, partner_ids=self.user_id.partner_id.ids, subtype_xmlid="mail.mt_note"
        )

    def _disclose_names(self):
        """Return {candidacy id: name} of whom this company may know; each leaves a row.

        Called by the page behind the company's link, in sudo, which checked the token.
        """
        self.ensure_one()
        named = self._shown().filtered(lambda one: one._may_be_shown_by_name())
        rows = self.env["employer.candidate.identity"].search(
            [("candidate_id", "in", named.candidate_id.ids)]
        )
        known = {row.candidate_id: f"{row.first_name} {row.last_name}" for row in rows}
        self.env["employer.disclosure"]._log(
            rows.candidate_id,
            "sent",
            self.employer_id,
            self.env._("Name, shown behind the link of the company"),
        )
        return {one.id: known[one.candidate_id] for one in named if one.candidate_id in known}

    def action_record_answer(self):
        """Open the dialog that records what the company said on the phone."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record the answer"),
            "res_model": "employer.preselection.answer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_preselection_id": self.id, "dialog_size": "extra-large"},
        }

    def _refusal_reasons(self):
        """Return the reasons a company may give for not wanting somebody."""
        return (
            self.env["employer.exit.reason"]
            .search(["|", ("exit_state", "=", "not_selected"), ("code", "=", "other")])
            .filtered(lambda one: one.code not in OUR_REASONS)
        )

    # ---- hours

    def _office_zone(self):
        """Return the name of the time zone in which the office and its companies live."""
        office = self.company_id or self.env.company
        return office.partner_id.tz or self.user_id.tz or "Europe/Rome"

    def _to_utc(self, text):
        """Return the moment a page's field says (2026-03-05T10:30, office time); None if none."""
        try:
            moment = datetime.strptime((text or "")[:16], "%Y-%m-%dT%H:%M")
        except ValueError:
            return None
        zone = pytz.timezone(self._office_zone())
        return zone.localize(moment).astimezone(pytz.utc).replace(tzinfo=None)

    def _local(self, moment):
        """Return a stored moment as the office's clock shows it, without a zone."""
        zone = pytz.timezone(self._office_zone())
        return pytz.utc.localize(fields.Datetime.to_datetime(moment)).astimezone(zone)
