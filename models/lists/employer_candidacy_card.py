# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields, models
from odoo.tools import format_date

from odoo.addons.employer_engagement.tools.calendar_months import period_end

from ..common.told_day import told_day


class EmployerCandidacy(models.Model):
    """What leaves the office about a person before they agreed to be known.

    `_sent_card_values` is the whole of it: a whitelist of job facts under a code. Whatever is
    not in it (name, tutor, team, referrer, programme, permit, languages the job does not need)
    does not leave.
    """

    _inherit = "employer.candidacy"

    def _sent_card_values(self):
        """Return the anonymous card of this person for this vacancy: labels ready to print."""
        self.ensure_one()
        candidate = self.candidate_id
        return {
            "code": candidate.code,
            "is_reserve": self.is_reserve,
            "occupations": candidate.occupation_ids.mapped("name"),
            "skills": self._card_skills(),
            "languages": self._card_languages(),
            "availability": self._card_availability(),
            "licences": candidate.licences or "",
            "can_start": self._card_can_start(),
            "job_reason": self.job_reason or "",
        }

    def _card_skills(self):
        """Return the skills the vacancy asks for with their level, no other."""
        asked = self.vacancy_id.requirement_ids.skill_id
        skills = self.candidate_id.skill_ids.filtered(lambda one: one.skill_id in asked)
        levels = dict(skills._fields["level"]._description_selection(self.env))
        return [f"{skill.skill_id.name} ({levels[skill.level]})" for skill in skills]

    def _card_languages(self):
        """Return the languages the vacancy asks for, no other: an unneeded one tells an origin."""
        needed = self.vacancy_id.requirement_ids.filtered(lambda one: one.kind == "language")
        known = self.candidate_id.language_ids.filtered(
            lambda one: one.language_id in needed.language_id and one.overall
        )
        return [f"{line.language_id.name} {line.overall.upper()}" for line in known]

    def _card_availability(self):
        candidate = self.candidate_id
        parts = [candidate.availability or ""]
        asked = self.vacancy_id._asked_shifts()
        parts += [self._shift_word(part) for part in asked if candidate[f"can_{part}"]]
        if candidate.weekly_hours:
            parts.append(self.env._("%s hours a week", f"{candidate.weekly_hours:g}"))
        if candidate.available_from:
            parts.append(self.env._("from %s", told_day(self.env, candidate.available_from)))
        return ", ".join(part for part in parts if part)

    def _shift_word(self, part):
        return self.candidate_id._fields[f"can_{part}"]._description_string(self.env).lower()

    def _card_can_start(self):
        """Return the same sentence for everyone: it tells nobody's title to stay."""
        start = self._card_start_date()
        answer = self.env._("being checked")
        if self._may_work_whole_period(start):
            answer = self.env._("yes")
        return self.env._(
            "can start on %(date)s for the whole period: %(answer)s",
            date=told_day(self.env, start),
            answer=answer,
        )

    def _card_start_date(self):
        """Return the day the vacancy wants, at the earliest tomorrow."""
        tomorrow = fields.Date.context_today(self) + timedelta(days=1)
        return max(self.vacancy_id.start_date or tomorrow, tomorrow)

    def _may_work_whole_period(self, start):
        months = self.env["employer.rule"]._parameter(
            "R7", "checked_months", start, self.company_id
        )
        return self.candidate_id._covers_work(start, period_end(start, int(months)))

    def _notes_before_sending(self):
        """Return a sentence for each person whose right to work on the first day is open (R7)."""
        notes = []
        for candidacy in self:
            start = candidacy._card_start_date()
            if not candidacy.candidate_id._covers_work(start, start):
                notes.append(
                    self.env._(
                        "%(code)s: may work on %(date)s is still to be checked (R7).",
                        code=candidacy.candidate_id.code,
                        date=format_date(self.env, start),
                    )
                )
        return notes
