# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .employer_internship_rules import LEGAL_TERMS
from .employer_internship_suspension import ENDS

ACTIVITY_NOTICE = "employer_engagement.mail_activity_type_notice"
ACTIVITY_PAPERS = "employer_engagement.mail_activity_type_papers"
ACTIVITY_RIGHT = "employer_engagement.mail_activity_type_right_to_work"


class EmployerInternship(models.Model):
    """How an internship goes from state to state, and what each step moves elsewhere.

    Running: its candidacy is *in internship*. Ended within its first days (R13), unless hired: the
    candidacy leaves as *not selected*, reason "ended early" (`last_state` keeps how far it got),
    so the position counts as open again. Ended later: the candidacy stays. Reopened: it comes back.
    """

    _inherit = "employer.internship"

    # ------------------------------------------------------------------
    # Guards
    # ------------------------------------------------------------------

    def write(self, vals):
        self._refuse_another_person(vals)
        if "state" not in vals:
            result = super().write(vals)
            codes = {code for name in vals for code in LEGAL_TERMS.get(name, ())}
            if codes:
                self._enforce_terms(codes)
            self._settle_activities(vals)
            return result
        self._close_suspensions(vals)
        if vals["state"] in ("ready", "running", "ended") and "ended" not in self.mapped("state"):
            # terms first: the guard judges what will stand
            terms = {key: value for key, value in vals.items() if key != "state"}
            super().write(terms)
            vals = {"state": vals["state"]}
        before = self.grouped("state")
        result = super().write(vals)
        for state, internships in before.items():
            if state != vals["state"]:
                internships._after_transition()
        return result

    def _refuse_another_person(self, vals):
        """Once ready, an internship is of one person at one host: the rules were judged for them,
        and rights on the person's name follow it.

        :raise UserError: when person or host would change, directly or by another candidacy
        """
        if not {"candidate_id", "employer_id", "candidacy_id"} & vals.keys():
            return
        candidacy = self.env["employer.candidacy"].browse(vals.get("candidacy_id") or ())
        for internship in self.filtered(lambda one: one.state not in ("draft", "cancelled")):
            for name in ("candidate_id", "employer_id"):
                told = {vals.get(name, internship[name].id), (candidacy or internship)[name].id}
                if told != {internship[name].id}:
                    raise UserError(
                        self.env._(
                            "%s: neither the person nor the host of an internship that is ready "
                            "can change. Take it back to draft, or record another internship.",
                            internship.display_name,
                        )
                    )

    def _guard_transition(self, target, vals):
        if target == "ready":
            self._check_complete()
            self._enforce_rules(self._breaches())
        elif target == "running" and self.state in ("draft", "ready"):
            self._check_complete()
            self._check_first_day()
            self._check_selected()
            self._enforce_rules(self._breaches() + self._breach_notice())
        elif target == "ended":
            self._check_end()
        return super()._guard_transition(target, vals)

    def _check_first_day(self):
        if self.start_date > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(internship)s starts on %(day)s. Start it on that day, "
                    "or correct the first day.",
                    internship=self.display_name,
                    day=self._day(self.start_date),
                )
            )

    def _check_selected(self):
        candidacy = self.candidacy_id
        if candidacy and candidacy.state not in ("selected", "in_internship"):
            raise UserError(
                self.env._(
                    "%(internship)s cannot start: on the list the person is not selected. "
                    "Record the host's answer on the list first.",
                    internship=self.display_name,
                )
            )

    def _check_end(self):
        """Refuse an end whose kind and day do not agree, or that is still to come."""
        last, planned = self.actual_end_date, self.planned_end_date
        if not last or not self.end_kind:
            raise UserError(
                self.env._(
                    "%(internship)s needs its last day and how it ended.",
                    internship=self.display_name,
                )
            )
        if last > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(internship)s cannot have ended on %(day)s, which is still to come. "
                    "Record the end on that day.",
                    internship=self.display_name,
                    day=self._day(last),
                )
            )
        self._check_end_kind(last, planned)
        if last > planned:
            sentence = self.env._(
                "it ended on %(last)s, after the planned end %(planned)s: "
                "record the extension first.",
                last=self._day(last),
                planned=self._day(planned),
            )
            self._enforce_rules([("R1", sentence)])

    def _check_end_kind(self, last, planned):
        if self.end_kind == "term" and last < planned:
            raise UserError(
                self.env._(
                    "%(internship)s was planned until %(planned)s: an end on %(last)s is early. "
                    "Say by whom.",
                    internship=self.display_name,
                    planned=self._day(planned),
                    last=self._day(last),
                )
            )
        if self.end_kind != "term" and last >= planned:
            raise UserError(
                self.env._(
                    "%(internship)s lasted until its planned end %(planned)s: it ended at term.",
                    internship=self.display_name,
                    planned=self._day(planned),
                )
            )

    # ------------------------------------------------------------------
    # What a step moves
    # ------------------------------------------------------------------

    def _after_transition(self):
        for internship in self:
            state = internship.state
            if state == "ready":
                internship._schedule_papers()
            elif state == "running":
                internship._start_candidacy()
                internship._schedule_papers()
            elif state == "ended":
                internship._reopen_position()
            if state in ("ended", "cancelled"):
                internship._clear_activities()

    def _start_candidacy(self):
        """Move the candidacy on; a person who had left it by an early end comes back first."""
        candidacy = self.candidacy_id
        if candidacy.state == "not_selected" and candidacy.last_state == "in_internship":
            candidacy.write({"state": "selected"})
        if candidacy.state == "selected":
            candidacy.write({"state": "in_internship"})

    def _reopen_position(self):
        """Give the position back when the internship ended within its first days (R13)."""
        days = self.vacancy_id._reopen_days(self.start_date)
        early = self.actual_end_date < self.start_date + timedelta(days=days)
        if (
            self.end_kind not in ("term", "early_hired")
            and early
            and self.candidacy_id.state == "in_internship"
        ):
            self.candidacy_id.write({"state": "not_selected"})

    def _close_suspensions(self, vals):
        """Give a running suspension its last day before the state leaves it."""
        target = vals["state"]
        if target == "suspended":
            return
        for internship in self.filtered(lambda record: record.state == "suspended"):
            going_on = internship.suspension_ids.filtered(lambda line: not line.end_date)
            if target == "ended":
                going_on = going_on.with_context(employer_internship_ends=ENDS)
                last = (
                    fields.Date.to_date(vals.get("actual_end_date")) or internship.actual_end_date
                )
            else:
                last = fields.Date.context_today(internship) - timedelta(days=1)
            for suspension in going_on if last else ():
                suspension.end_date = max(last, suspension.start_date)

    def _milestone_day(self, key, told, vals):
        """A suspension and a return happened on the day told in the dialog, not on recording."""
        going_on = self.suspension_ids.filtered(lambda line: not line.end_date)[:1]
        if key == "suspended" and going_on:
            return going_on.start_date
        resumed = self.env.context.get("resume_date")
        # believed only where a suspension ended the day before: anyone may send a context
        if key == "running" and told and resumed in self._days_back():
            return resumed
        return super()._milestone_day(key, told, vals)

    def _days_back(self):
        """Return the first days after the suspensions that ended."""
        ends = self.suspension_ids.filtered("end_date").mapped("end_date")
        return {end + timedelta(days=1) for end in ends}

    # ------------------------------------------------------------------
    # Steps with facts, for the dialogs and other rooms
    # ------------------------------------------------------------------

    def _suspend(self, line):
        """Suspend, with the values of the suspension that begins."""
        self.ensure_one()
        self.write({"state": "suspended", "suspension_ids": [Command.create(line)]})

    def _resume(self, day, keeps_end=False):
        """Go on after a suspension.

        :param day: first day back; the suspension ended the day before
        :param keeps_end: the days are not added at the end
        :raise UserError: for a day before the suspension began, or still to come; when the days
            added at the end are not allowed (R6, R7)
        """
        self.ensure_one()
        going_on = self.suspension_ids.filtered(lambda line: not line.end_date)
        if day > fields.Date.context_today(self) or any(
            day <= line.start_date for line in going_on
        ):
            raise UserError(
                self.env._(
                    "%(internship)s can resume between the day after its suspension began and "
                    "today, not on %(day)s.",
                    internship=self.display_name,
                    day=self._day(day),
                )
            )
        going_on.write({"end_date": day - timedelta(days=1), "keeps_end": keeps_end})
        self.with_context(resume_date=day).write({"state": "running"})

    def _end(self, vals):
        """End with `vals`: at least `actual_end_date` and `end_kind`."""
        self.ensure_one()
        self.write({**vals, "state": "ended"})

    def _reopen(self, reason):
        """Run again after an end that was wrong; the reason goes to the chatter."""
        self.ensure_one()
        self.write(
            {"state": "running", "actual_end_date": False, "end_kind": False, "end_reason": False}
        )
        self.message_post(body=self.env._("Reopened: %(reason)s", reason=reason))

    # ------------------------------------------------------------------
    # Activities
    # ------------------------------------------------------------------

    def _schedule_papers(self):
        """Schedule what is still due, once each: notice, papers, right to work."""
        self.ensure_one()
        if self._is_history():
            return
        today = fields.Date.context_today(self)
        if not self.communication_date:
            self._schedule_once(ACTIVITY_NOTICE, self.communication_due_date)
        if self._breach_signatures() or self._breach_insurance():
            self._schedule_once(ACTIVITY_PAPERS, min(self.start_date, max(today, self.start_date)))
        self._schedule_right()

    def _schedule_right(self):
        """Schedule a look at the papers where the right to work is not known until the end."""
        if self._is_history() or not self._breach_right_unsure():
            return
        today = fields.Date.context_today(self)
        until = self._right_over_period()["until_date"]
        self._schedule_once(ACTIVITY_RIGHT, max(until or today, today))

    def _schedule_once(self, xmlid, deadline):
        activity_type = self.env.ref(xmlid, raise_if_not_found=False)
        if activity_type and activity_type not in self.activity_ids.activity_type_id:
            self.activity_schedule(
                xmlid,
                deadline,
                # Odoo's chatter shows no title of an activity without a summary
                summary=activity_type.name,
                user_id=(self.tutor_id or self.user_id or self.env.user).id,
            )

    def _settle_activities(self, vals):
        """Mark done what was asked for and has come."""
        if vals.get("communication_date"):
            self.activity_feedback([ACTIVITY_NOTICE])
        if any(field.startswith(("plan_signed", "insurance")) for field in vals):
            settled = self.filtered(
                lambda record: not (record._breach_signatures() or record._breach_insurance())
            )
            settled.activity_feedback([ACTIVITY_PAPERS])

    def _clear_activities(self):
        """Drop what an internship that is over needs no more; its notice stays due."""
        types = [ACTIVITY_PAPERS, ACTIVITY_RIGHT]
        if self.state == "cancelled":
            types.append(ACTIVITY_NOTICE)
        self.activity_unlink(types)

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_ready(self):
        """Declare the dossier complete.

        :raise UserError: naming what is missing
        """
        self.write({"state": "ready"})

    def action_start(self):
        """Start the internship on its first day, which may have passed.

        :raise UserError: before the first day, or naming the rules not met
        """
        self.write({"state": "running"})

    def action_draft(self):
        """Take the internship back to draft, before it started."""
        self.write({"state": "draft"})

    def action_suspend(self):
        """Open the dialog that suspends the internship."""
        return self._open_dialog("employer.internship.suspend", self.env._("Suspend"))

    def action_resume(self):
        """Open the dialog that resumes a suspended internship."""
        return self._open_dialog("employer.internship.resume", self.env._("Resume"))

    def action_extend(self):
        """Open the dialog that extends the internship (R2)."""
        return self._open_dialog("employer.internship.extend", self.env._("Extend"))

    def action_end(self):
        """Open the dialog that ends the internship."""
        return self._open_dialog("employer.internship.end", self.env._("End"))

    def action_reopen(self):
        """Open the dialog that takes an end back, with a reason."""
        return self._open_dialog("employer.internship.reopen", self.env._("Reopen"))

    def _open_dialog(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {**self.env.context, "default_internship_id": self.id},
        }

    def action_log_contact(self):
        """Open the small dialog that logs a contact about this internship."""
        self.ensure_one()
        return self.env["employer.interaction.log"]._action_open(
            {
                "default_internship_id": self.id,
                "default_employer_id": self.employer_id.id,
                "default_candidate_id": self.candidate_id.id,
                "default_contact_id": self.host_tutor_id.id,
            }
        )

    @api.model
    def _action_of(self, domain, context=None):
        """Return the action that lists the internships of `domain`."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Internships"),
            "res_model": "employer.internship",
            "view_mode": "list,kanban,form,calendar,pivot,graph,activity",
            "domain": domain,
            "context": context or {},
        }

    def action_open_interactions(self):
        """Open the contacts about this internship."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Interactions"),
            "res_model": "employer.interaction",
            "view_mode": "list,form",
            "domain": [("internship_id", "=", self.id)],
            "context": {
                "default_internship_id": self.id,
                "default_employer_id": self.employer_id.id,
            },
        }
