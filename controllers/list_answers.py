# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import namedtuple
from datetime import timedelta

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import UserError
from odoo.http import content_disposition, request
from odoo.tools import format_datetime

from .link import HEADERS

#: What a company may say of somebody it has not met, and of somebody it meets.
ANSWERS = {
    "sent": ("meet", "refuse", "select"),
    "interview": ("select", "refuse", "meet", "cancel"),
}
MAX_FEEDBACK = 300
MAX_DAYS = 365

#: Who answers and where: the list in sudo under its officer and in the reader's language, the
#: contact, its name, whether names may be shown to it, and the address of the page.
Reader = namedtuple("Reader", "preselection contact name shows_names url")


class EmployerListAnswers:
    """Answering a list, person by person: one code for the personal link and the portal.

    A person is a code until they agreed; an answer can be taken back until the office acted on
    it; the same answer twice is one, and who answers what a colleague answered meanwhile is told.
    """

    # ---- what was chosen

    def _answer_apply(self, reader, post):
        """Record what was chosen and tell the officer.

        :return: ({candidacy id, or 0: what is wrong}, status); nothing wrong: it is recorded
        """
        answers, errors, is_done = self._answer_read(reader, post)
        if not (answers or errors or is_done):
            errors = {0: request.env._("Choose an answer for at least one person.")}
        if errors or not answers:
            return errors, 422
        preselection = reader.preselection
        try:
            with request.env.cr.savepoint():
                words = preselection._record_answers(answers, channel="web", contact=reader.contact)
                preselection._tell_officer_answer(words, reader.name)
        except UserError:
            return {0: request.env._("Something changed meanwhile: look again, and answer.")}, 409
        return {}, 200

    def _answer_read(self, reader, post):
        """Return (answers for `_record_answers`, {candidacy id: what is wrong}, whether something
        that is chosen was said already: a second click)."""
        answers, errors, is_done = [], {}, False
        shown, undoable = reader.preselection._shown_now(), reader.preselection._undoable()
        for candidacy in shown | undoable:
            said = post.get(f"answer_{candidacy.id}")
            seen = post.get(f"seen_{candidacy.id}", candidacy._answer_mark())
            if said and seen != candidacy._answer_mark():
                if candidacy._is_answered_so(said, self._answer_when(reader, candidacy, post)):
                    is_done = True
                else:
                    errors[candidacy.id] = self._answer_too_late(candidacy)
                continue
            if said not in self._answer_choices(candidacy, undoable):
                continue
            values = {"answer": said, "feedback": self._answer_feedback(reader, candidacy, post)}
            error = self._answer_details(reader, candidacy, post, values)
            if error:
                errors[candidacy.id] = error
            answers.append((candidacy, values))
        return answers, errors, is_done

    def _answer_choices(self, candidacy, undoable):
        undo = ("undo",) if candidacy in undoable else ()
        return (*ANSWERS.get(candidacy.state, ()), *undo)

    def _answer_too_late(self, candidacy):
        return request.env._(
            "A colleague of yours or the office answered for %(code)s meanwhile. Look at how it "
            "stands now, and choose again if you want something else.",
            code=candidacy.candidate_id.code,
        )

    def _answer_when(self, reader, candidacy, post):
        return reader.preselection._to_utc(post.get(f"when_{candidacy.id}"))

    def _answer_feedback(self, reader, candidacy, post):
        """Return the remarks, which every role reads: who was told the name may write it there.

        Only theirs are searched for it: else the code in its place would tell it to anybody.
        """
        text = (post.get(f"feedback_{candidacy.id}") or "").strip()[:MAX_FEEDBACK]
        if not (reader.shows_names and candidacy._may_be_shown_by_name()):
            return text
        persons = request.env["employer.candidate"].with_user(SUPERUSER_ID)
        return persons._without_names(candidacy._name, candidacy.id, text)

    def _answer_details(self, reader, candidacy, post, values):
        """Add day and place, or the reason, to `values`; return what is wrong, or nothing."""
        if values["answer"] == "refuse":
            chosen = post.get(f"reason_{candidacy.id}") or ""
            reasons = reader.preselection._refusal_reasons()
            values["reason"] = reasons.filtered(lambda one: str(one.id) == chosen)
            return not values["reason"] and request.env._("Choose why this person is not suitable.")
        if values["answer"] != "meet":
            return False
        values["when"] = self._answer_when(reader, candidacy, post)
        values["place"] = (post.get(f"place_{candidacy.id}") or "").strip()[:MAX_FEEDBACK]
        if not post.get(f"when_{candidacy.id}") and candidacy.state == "sent":
            return False  # the day is agreed on the phone
        now = fields.Datetime.now()
        if not values["when"] or not now < values["when"] < now + timedelta(days=MAX_DAYS):
            return request.env._("Write a day and an hour from now on, within a year.")
        return False

    # ---- what a page shows

    def _answer_values(self, reader, *, typed=None, errors=None, names=None, is_done=False):
        """Return what the page of a list is made of: nothing of a person but the card."""
        preselection = reader.preselection
        undoable = preselection._undoable()
        shown = preselection._shown_now()
        return {
            "vacancy_name": preselection.vacancy_id.name,
            "vacancy_reference": preselection.vacancy_id.reference,
            "people": [
                self._answer_person(reader, candidacy, names or {}, candidacy in undoable)
                for candidacy in shown
            ],
            "refused": [
                {"id": one.id, "code": one.candidate_id.code, "seen": one._answer_mark()}
                for one in undoable - shown
            ],
            "reasons": preselection._refusal_reasons(),
            "typed": typed or {},
            "answer_errors": errors or {},
            "is_done": is_done,
            "url": reader.url,
            "earliest": preselection._local(fields.Datetime.now()).strftime("%Y-%m-%dT%H:%M"),
            "max_feedback": MAX_FEEDBACK,
            "company": preselection.company_id,
            "officer": preselection.user_id,
        }

    def _answer_person(self, reader, candidacy, names, is_undoable):
        """Return what the page shows of one person: the card, what was said, what may be said."""
        when = candidacy.interview_datetime
        return {
            "id": candidacy.id,
            "card": candidacy._sent_card_values(),
            "state": candidacy.state,
            "seen": candidacy._answer_mark(),
            "wish": candidacy.company_answer,
            "when": when and self._answer_moment(reader.preselection, when),
            "day": candidacy.interview_date,
            "place": candidacy.interview_place,
            "ics": when and f"{reader.url}/{candidacy.id}.ics",
            "may_be_named": reader.shows_names and candidacy._may_be_shown_by_name(),
            "name": names.get(candidacy.id),
            "answers": ANSWERS.get(candidacy.state, ()),
            "is_undoable": is_undoable,
        }

    def _answer_moment(self, preselection, when):
        return format_datetime(
            preselection.env,
            when,
            tz=preselection._office_zone(),
            dt_format="EEEE d MMMM y, HH:mm",
        )

    def _answer_calendar(self, preselection, candidacy_id):
        """Return the interview of one person of this list as a file, by code; None without one."""
        shown = preselection._shown_now().filtered("interview_datetime")
        candidacy = shown.filtered(lambda one: one.id == candidacy_id)
        if not candidacy:
            return None
        headers = {
            **HEADERS,
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": content_disposition(f"{candidacy.candidate_id.code}.ics"),
        }
        return request.make_response(candidacy._interview_file(), headers=list(headers.items()))
