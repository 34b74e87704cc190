# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.tools import format_date, format_datetime

from odoo.addons.employer_engagement.tools.icalendar import calendar_file

from .employer_candidacy import EXITS, IDENTITY_STATES

#: How long an interview takes in the calendar of the company.
INTERVIEW_MINUTES = 60

#: Where a wish of the company leads once the person agreed to be known.
WISHES = {"meet": "interview", "select": "selected"}


class EmployerCandidacy(models.Model):
    """What the company says about one person, and what the person says to that.

    The company wishes to meet or takes somebody it knows by code; the wish waits here until the
    person agreed that this company may know who they are (R14), then the candidacy moves by
    itself. An interview has a day, and an hour and a place where they are known.
    """

    _inherit = "employer.candidacy"

    company_answer = fields.Selection(
        [("meet", "Wants to meet"), ("select", "Selected")],
        string="The company",
        copy=False,
        help="What the company said; the person is asked before anything else happens.",
    )
    company_answer_date = fields.Date(string="The company answered on", copy=False)
    interview_datetime = fields.Datetime(string="Interview at", copy=False)
    interview_place = fields.Char(string="Interview place", copy=False)
    interview_set_date = fields.Date(
        string="Interview set on",
        readonly=True,
        copy=False,
        help="When its day was last written: the person is told after that.",
    )

    # ---- what is written

    def write(self, vals):
        return super().write(self._with_interview_day(vals))

    def _with_interview_day(self, vals):
        """Return `vals` with the day of an interview's hour, and without an hour of another day."""
        if "interview_datetime" not in vals and "interview_date" not in vals:
            return vals
        vals = {**vals, "interview_set_date": fields.Date.context_today(self)}
        if vals.get("interview_datetime"):
            vals.setdefault("interview_date", self._office_day(vals["interview_datetime"]))
        elif "interview_datetime" not in vals:
            day = fields.Date.to_date(vals["interview_date"])
            hours = self.filtered("interview_datetime").mapped("interview_datetime")
            if any(self._office_day(hour) != day for hour in hours):
                vals["interview_datetime"] = False
        return vals

    def _office_day(self, moment):
        """Return the day of a stored moment at the office."""
        return self[:1].preselection_id._local(moment).date()

    def _entering_vals(self, vals):
        entering = super()._entering_vals(vals)
        target = vals["state"]
        if target in IDENTITY_STATES:
            wish = {state: wish for wish, state in WISHES.items()}[target]
            entering["company_answer"] = wish
            entering["company_answer_date"] = self.company_answer_date or self._today()
            if target == "interview":
                entering["interview_set_date"] = self._today()
        elif target == "sent" and self.state not in EXITS:
            entering.update(company_answer=False, company_answer_date=False)
        return entering

    def _today(self):
        return fields.Date.context_today(self)

    # ---- what the company says

    def _record_answer(self, answer, *, when=None, place=None, reason=None, feedback=None):
        """Write what the company said about this person; who agreed already moves on at once.

        :param answer: `meet`, `select`, `refuse` (with a `reason`) or `cancel` (an interview)
        :param when: the interview, in UTC; none: its day is agreed on the phone
        :raise UserError: when the person is not waiting for this company any more
        """
        self.ensure_one()
        vals = {"company_feedback": feedback} if feedback else {}
        if answer == "refuse":
            self.write({**vals, "state": "not_selected", "exit_reason_id": reason.id})
        elif answer == "cancel":
            self._cancel_interview(vals)
        else:
            vals.update(company_answer=answer, company_answer_date=self._today())
            if when:
                vals["interview_datetime"] = when
            if place:
                vals["interview_place"] = place
            self.write(vals)
            self._follow_answer()
        # sudo: a tutor may record for own persons without rights on the list, which only follows
        self.sudo().preselection_id._sync_answered()

    def _follow_answer(self):
        """Move on whom the company wants and who agreed that it may know them.

        :return: those who moved
        """
        moved = self.browse()
        for candidacy in self.filtered(lambda one: one.company_answer and one._may_move_on()):
            candidacy.write({"state": WISHES[candidacy.company_answer]})
            moved |= candidacy
        return moved

    def _may_move_on(self):
        self.ensure_one()
        is_waiting = self.state in ("sent", "interview")
        return (
            is_waiting
            and self.state != WISHES[self.company_answer]
            and not self._identity_breaches()
        )

    def _cancel_interview(self, vals):
        """Take an interview back that did not happen; the tutor tells the person."""
        day = self.interview_date
        self.write({**vals, "state": "sent", "interview_date": False, "interview_datetime": False})
        if day and day >= self._today():
            self._ask_to_tell_person(
                self.env._("the interview of %(day)s was cancelled", day=format_date(self.env, day))
            )

    def _ask_to_tell_person(self, words):
        """Put in the tutor's Today that the person is to be told something, by code."""
        for candidacy in self:
            # sudo: whoever recorded the answer may lack rights on the list; only a reminder
            candidacy.preselection_id.sudo().activity_schedule(
                "mail.mail_activity_data_call",
                summary=self.env._(
                    "Tell %(code)s: %(words)s", code=candidacy.candidate_id.code, words=words
                ),
                user_id=candidacy._proposer().id,
            )

    def _tell_company_agreed(self):
        """Tell the company that the person agreed: who it is stands behind the link alone."""
        self.ensure_one()
        preselection = self.preselection_id
        lang = self.employer_id._mail_lang(preselection._answering_contact())
        text = self.with_context(lang=lang)
        sentence = text.env._("%s agreed that you may know who they are.", self.candidate_id.code)
        if self.state == "interview" and self.interview_datetime:
            when = text.env._(
                "The interview is on %s.",
                format_datetime(
                    text.env,
                    self.interview_datetime,
                    tz=preselection._office_zone(),
                    dt_format="EEEE d MMMM y, HH:mm",
                ),
            )
            sentence = f"{sentence} {when}"
        subject = text.env._(
            "%(vacancy)s: %(code)s", vacancy=text.vacancy_id.name, code=self.candidate_id.code
        )
        preselection._mail_company_now((subject, sentence))

    # ---- what the company may know

    def _is_named(self):
        """Return whether this company is told who the person is: from the vacancy's stage on."""
        self.ensure_one()
        later = ("selected", "in_internship", "hired")
        if self.vacancy_id.identity_stage == "selected":
            return self.state in later
        return self.state in ("interview", *later)

    def _may_be_shown_by_name(self):
        """Return whether the company's page may show the name: the stage, and a yes in force."""
        self.ensure_one()
        return self._is_named() and not self._identity_breaches()

    def _interview_file(self):
        """Return the interview as a file for the company's calendar, by code."""
        self.ensure_one()
        office = self.preselection_id.user_id or self.company_id.partner_id
        return calendar_file(
            uid=f"interview-{self.id}@{self.get_base_url().rpartition('/')[2]}",
            start=self.interview_datetime,
            minutes=INTERVIEW_MINUTES,
            stamp=fields.Datetime.now(),
            summary=self.env._(
                "Interview: %(code)s, %(vacancy)s",
                code=self.candidate_id.code,
                vacancy=self.vacancy_id.name,
            ),
            location=self.interview_place or "",
            description=" ".join(filter(None, (self.company_id.name, office.name, office.phone))),
        )

    # ---- buttons

    def action_tell(self):
        """Open the dialog that writes to these persons how it ended."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tell them kindly"),
            "res_model": "employer.candidacy.tell",
            "view_mode": "form",
            "target": "new",
            "context": {"default_candidacy_ids": [fields.Command.set(self.ids)]},
        }
