# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models

#: What an answer after an internship says of it.
TELLS = {
    "same_employer": "hired_here",
    "other_employer": "hired_elsewhere",
    "not_working": "not_hired",
}


class EmployerFollowup(models.Model):
    """A check after a hire (30, 90, 180, 365 days: R22) or an internship without a known hire.

    The company's and the person's answers are kept apart; neither overwrites the other. The server
    opens them (`_sync_hires`, `_sync_internships`), moves those still to do when a date is
    corrected, and sets those aside that a later answer or a hire made needless. What is answered
    after an internship also tells its outcome, and offers to record the hire it speaks of.
    """

    _name = "employer.followup"
    _description = "Follow-up"
    _inherit = ["employer.record.mixin", "mail.activity.mixin"]
    _order = "due_date, id"
    _check_company_auto = True

    hire_id = fields.Many2one(
        "employer.hire", index="btree_not_null", ondelete="cascade", check_company=True
    )
    internship_id = fields.Many2one(
        "employer.internship", index="btree_not_null", ondelete="cascade", check_company=True
    )
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    employer_id = fields.Many2one(
        "employer.organisation", required=True, index=True, ondelete="restrict", check_company=True
    )
    days = fields.Integer(
        required=True,
        readonly=True,
        help="Days after the first day (hire) or the end (internship).",
    )
    due_date = fields.Date(string="Due on", required=True, index=True)
    phone = fields.Char(related="employer_id.phone")
    state = fields.Selection(
        [("due", "To do"), ("done", "Done"), ("cancelled", "Not needed")],
        required=True,
        default="due",
        index=True,
    )
    done_date = fields.Date(string="Done on", copy=False)
    company_answer = fields.Selection(
        selection=lambda self: self._selection_answer(), string="The company says", copy=False
    )
    company_answer_date = fields.Date(string="Company answered on", copy=False)
    person_answer = fields.Selection(
        selection=lambda self: self._selection_answer(), string="The person says", copy=False
    )
    person_answer_date = fields.Date(string="Person answered on", copy=False)
    note = fields.Char(help="Nothing that tells who the person is.")
    is_hire_missing = fields.Boolean(
        compute="_compute_is_hire_missing", help="Says *in work*, and no hire is on file."
    )
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    _check_parent = models.Constraint(
        "CHECK(hire_id IS NOT NULL OR internship_id IS NOT NULL)",
        "A follow-up belongs to a hire or an internship.",
    )

    def _selection_answer(self):
        return [
            ("same_employer", "Works here"),
            ("other_employer", "Works elsewhere"),
            ("not_working", "Does not work"),
            ("ended_as_agreed", "The contract ended as agreed"),
            ("not_reached", "Not reached"),
        ]

    @api.depends("days", "hire_id.name", "internship_id.name")
    def _compute_display_name(self):
        for followup in self:
            followup.display_name = self.env._(
                "%(record)s, %(days)s days",
                record=followup.hire_id.name or followup.internship_id.name or "",
                days=followup.days,
            )

    @api.depends("company_answer", "person_answer", "candidate_id", "internship_id")
    def _compute_is_hire_missing(self):
        at_work = {"same_employer", "other_employer"}
        telling = self.filtered(
            lambda line: line.internship_id and at_work & {line.company_answer, line.person_answer}
        )
        hired = dict(
            self.env["employer.hire"]._read_group(
                [("candidate_id", "in", telling.candidate_id.ids)],
                ["candidate_id"],
                ["start_date:max"],
            )
        )
        for followup in self:
            last = hired.get(followup.candidate_id)
            begun = followup.internship_id.start_date
            followup.is_hire_missing = followup in telling and not (last and last >= begun)

    # ------------------------------------------------------------------
    # Answers
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        followups = super().create([self._dated(vals) for vals in vals_list])
        answered = followups.filtered(lambda line: line._is_answered())
        if answered:
            answered._settle()
            for followup in answered:
                answers = ("company_answer", "person_answer")
                followup._tell_internships({name: followup[name] for name in answers})
        return followups

    def write(self, vals):
        result = super().write(self._dated(vals))
        if {"company_answer", "person_answer"} & vals.keys():
            self._settle()
            self._tell_internships(vals)
        return result

    def _tell_internships(self, vals):
        """Tell the internships what was answered about them, where it says something."""
        for who in ("company", "person"):
            answer = TELLS.get(vals.get(f"{who}_answer"))
            for followup in self.filtered("internship_id") if answer else ():
                day = followup[f"{who}_answer_date"]
                followup.internship_id._tell_outcome(who, answer, day, "phone")

    def _dated(self, vals):
        """Return `vals` with the day of each answer (today unless given)."""
        vals = dict(vals)
        for who in ("company", "person"):
            if f"{who}_answer" in vals:
                day = fields.Date.context_today(self) if vals[f"{who}_answer"] else False
                vals.setdefault(f"{who}_answer_date", day)
        return vals

    def _is_answered(self):
        return bool(self.company_answer or self.person_answer)

    def _settle(self):
        """Done with any answer; to do again when the answers are taken back."""
        today = fields.Date.context_today(self)
        answered = self.filtered(lambda line: line._is_answered())
        for followup in answered:
            followup.write({"state": "done", "done_date": followup.done_date or today})
        (self - answered).filtered(lambda line: line.state == "done").write(
            {"state": "due", "done_date": False}
        )
        self._sync_hires(self.hire_id)
        self._sync_internships(self.internship_id)

    # ------------------------------------------------------------------
    # Opened and moved by the server
    # ------------------------------------------------------------------

    @api.model
    def _days_after(self, what, day, company):
        """Return the days after `day` on which follow-ups are due, in order: R22, 0 is none.

        :param what: `hire` (after its first day) or `internship` (after its last)
        """
        rule = self.env["employer.rule"]
        found = rule._find("R22", day, company)
        if not found or found.level == "off":
            return ()
        days = (
            int(rule._parameter("R22", f"{what}_days_{number}", day, company))
            for number in range(1, 5)
        )
        return tuple(sorted(one for one in days if one > 0))

    @api.model
    def _due_dates(self, what, day, company):
        days_after = self._days_after(what, day, company)
        return {days: day + timedelta(days=days) for days in days_after}

    @api.model
    def _sync_hires(self, hires):
        """Open, move and set aside the follow-ups of `hires`; answered ones stay as they are."""
        hires = hires.exists()
        wanted = {
            hire: self._due_dates("hire", hire.start_date, hire.company_id)
            for hire in hires
            if hire.active and hire.start_date
        }
        self._sync("hire_id", hires, wanted)

    @api.model
    def _sync_internships(self, internships):
        """As `_sync_hires`, for ended internships after which no hire is known."""
        hired = dict(
            self.env["employer.hire"]._read_group(
                [("candidate_id", "in", internships.candidate_id.ids)],
                ["candidate_id"],
                ["start_date:max"],
            )
        )
        wanted = {}
        for internship in internships.filtered(lambda record: record.state == "ended"):
            last_hire = hired.get(internship.candidate_id)
            if not last_hire or last_hire < internship.start_date:
                end = internship.actual_end_date
                wanted[internship] = self._due_dates("internship", end, internship.company_id)
        self._sync("internship_id", internships, wanted)

    @api.model
    def _sync(self, parent, records, wanted):
        """Make the follow-ups of `records` those of `wanted`.

        Of what was imported from earlier records, none is opened whose day is past: years of
        history would bury what waits for an answer today. Nor one that a later answer overtook.

        :param parent: the field of the follow-up that points to a record
        :param wanted: {record: {days: due date}}
        """
        today = fields.Date.context_today(self)
        existing = self.search([(parent, "in", records.ids)]).grouped(parent)
        missing = []
        for record in records:
            followups = existing.get(record, self)
            days_wanted = wanted.get(record, {})
            done = followups.filtered(lambda line: line.state == "done")
            answered = max(done.mapped("days"), default=0)
            for followup in followups.filtered(lambda line: line.state != "done"):
                due = days_wanted.get(followup.days)
                # a later answer tells more than an earlier one would
                needed = due and followup.days > answered
                followup._bring_to("due" if needed else "cancelled", due or followup.due_date)
            known = set(followups.mapped("days"))
            missing += [
                self._prepare(parent, record, days, due)
                for days, due in days_wanted.items()
                if days not in known
                and days > answered
                and not (record.is_imported and due < today)
            ]
        if missing:
            self.create(missing)

    def _bring_to(self, state, due):
        if (self.state, self.due_date) != (state, due):
            self.write({"state": state, "due_date": due})

    @api.model
    def _prepare(self, parent, record, days, due):
        responsible = record.user_id
        if parent == "internship_id":
            responsible = record.tutor_id or record.user_id
        return {
            parent: record.id,
            "candidate_id": record.candidate_id.id,
            "employer_id": record.employer_id.id,
            "days": days,
            "due_date": due,
            "user_id": responsible.id,
            "team_id": record.team_id.id,
            "company_id": record.company_id.id,
        }

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open_parent(self):
        """Open the hire or the internship this follow-up is about."""
        self.ensure_one()
        parent = self.hire_id or self.internship_id
        return {
            "type": "ir.actions.act_window",
            "res_model": parent._name,
            "res_id": parent.id,
            "view_mode": "form",
        }

    def action_not_needed(self):
        """Set follow-ups aside that need no answer any more."""
        self.filtered(lambda line: line.state == "due").write({"state": "cancelled"})

    def action_record_hire(self):
        """Open the dialog of the hire that an answer after an internship speaks of."""
        self.ensure_one()
        action = self.internship_id.action_record_hire()
        said_by_person = self.person_answer in ("same_employer", "other_employer")
        action["context"]["default_known_from"] = "person" if said_by_person else "company"
        return action

    def action_answer(self):
        """Open this follow-up in a dialog, to write an answer while on the phone."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
