# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

FEATURE = "employer_engagement.employer_engagement_feature_"
#: States in which a course is known to people: the rules are judged on the way in and after.
BINDING = ("open", "running", "held")
#: Terms whose change is judged again (R15) while the course is open, running or held.
LEGAL_TERMS = {"employer_id", "agreement_id", "start_date", "end_date"}


class EmployerCourse(models.Model):
    """A lab or course of the office, or one commissioned by an organisation (`employer_id`).

    draft → open (persons enrol) → running → held, or cancelled. A commissioned one needs an active
    agreement that allows courses and covers its days (R15); a lab has its hours and two teachers
    (R18). Once held, a commissioned one is a collaboration of its organisation. Every role reads;
    officers write. Persons stand on it by code alone. Source: DOMAIN.md 1.14-1.17, 1.25, 1.26.
    """

    _name = "employer.course"
    _description = "Course"
    _inherit = ["employer.transition.mixin", "mail.thread"]
    _order = "start_date desc, id desc"
    _rec_names_search = ["name", "employer_id.name"]
    _check_company_auto = True
    _transitions = {
        "draft": ("open", "cancelled"),
        "open": ("draft", "running", "cancelled"),
        # The cheap way back: a wrong button, one more session
        "running": ("open", "held", "cancelled"),
        "held": ("running",),
        "cancelled": ("draft",),
    }
    _milestone_dates = {"running": "start_date", "held": "end_date"}

    name = fields.Char(string="Title", required=True)
    kind = fields.Selection(
        [("lab", "Lab"), ("course", "Course")],
        required=True,
        default="lab",
        help="A lab is led by a vocational trainer and a teacher of Italian together (R18).",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("open", "Open"),
            ("running", "Running"),
            ("held", "Held"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Officer",
        index=True,
        tracking=True,
        default=lambda self: self.env.user,
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)

    # Who asked for it, and for which job
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Commissioned by",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: a lab or course of the office itself.",
    )
    agreement_id = fields.Many2one(
        "employer.agreement",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('employer_id', '=', employer_id)]",
    )
    vacancy_id = fields.Many2one(
        "employer.vacancy",
        string="Prepares for",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="The vacancy whose people are trained here.",
    )

    # What it is
    hours = fields.Float(help="Hours of the whole course.")
    places = fields.Integer(default=12)
    start_date = fields.Date(string="First day", tracking=True, copy=False)
    end_date = fields.Date(string="Last day", tracking=True, copy=False)
    place = fields.Char(string="Where")
    trainer_id = fields.Many2one("res.partner", string="Vocational trainer", index="btree_not_null")
    italian_teacher_id = fields.Many2one(
        "res.partner", string="Teacher of Italian", index="btree_not_null"
    )
    skill_ids = fields.Many2many("employer.skill", string="Skills taught")
    grid_id = fields.Many2one(
        "employer.skill.grid",
        string="Skills grid",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('state', '=', 'published')]",
        help="With which grid skills are read before and after.",
    )
    session_ids = fields.One2many("employer.course.session", "course_id", string="Sessions")
    enrolment_ids = fields.One2many("employer.course.enrolment", "course_id", string="Enrolments")
    notes = fields.Html(help="About the course; nothing that tells who a person is.")

    # Computed
    enrolled_count = fields.Integer(
        string="Places taken", compute="_compute_enrolled_count", store=True
    )
    free_places = fields.Integer(string="Places free", compute="_compute_free_places")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_waiting_count")
    session_hours = fields.Float(string="Hours planned", compute="_compute_session_figures")
    session_count = fields.Integer(compute="_compute_session_figures")
    missing_presence_count = fields.Integer(
        string="Registers missing", compute="_compute_session_figures"
    )
    rule_notes = fields.Text(compute="_compute_rule_notes")

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR start_date IS NULL OR end_date >= start_date)",
        "A course must end on or after the day it starts.",
    )
    _check_hours = models.Constraint("CHECK(hours >= 0)", "Hours cannot be negative.")
    _check_some_places = models.Constraint("CHECK(places > 0)", "A course has at least one place.")

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("enrolment_ids.state")
    def _compute_enrolled_count(self):
        """Stored on purpose: two enrolling at once write the same row, so one of them waits."""
        for course in self:
            course.enrolled_count = len(
                course.enrolment_ids.filtered(lambda one: one.state in ("enrolled", "completed"))
            )

    @api.depends("places", "enrolled_count")
    def _compute_free_places(self):
        for course in self:
            course.free_places = max(course.places - course.enrolled_count, 0)

    @api.depends("enrolment_ids.state")
    def _compute_waiting_count(self):
        counts = dict(
            self.env["employer.course.enrolment"]._read_group(
                [("course_id", "in", self.ids), ("state", "=", "waiting")],
                ["course_id"],
                ["__count"],
            )
        )
        for course in self:
            course.waiting_count = counts.get(course._origin, 0)

    @api.depends("state", "session_ids.hours", "session_ids.date", "session_ids.is_registered")
    def _compute_session_figures(self):
        today = fields.Date.context_today(self)
        planned = {}
        sessions = self.env["employer.course.session"]
        for course, hours, number in sessions._read_group(
            [("course_id", "in", self.ids)], ["course_id"], ["hours:sum", "__count"]
        ):
            planned[course] = (hours, number)
        missing = dict(
            sessions._read_group(
                [
                    ("course_id", "in", self.ids),
                    ("course_id.state", "in", ("running", "held")),
                    ("is_registered", "=", False),
                    ("date", "<=", today),
                ],
                ["course_id"],
                ["__count"],
            )
        )
        for course in self:
            course.session_hours, course.session_count = planned.get(course._origin, (0, 0))
            course.missing_presence_count = missing.get(course._origin, 0)

    @api.depends("name", "employer_id.name")
    def _compute_display_name(self):
        for course in self:
            parts = (course.name, course.employer_id.name)
            course.display_name = " · ".join(part for part in parts if part)

    @api.onchange("employer_id", "start_date", "end_date")
    def _onchange_employer_id(self):
        """Propose the agreement that covers the course; of another organisation it never is."""
        if self.agreement_id.employer_id != self.employer_id:
            self.agreement_id = False
        if self.employer_id and self.start_date and not self.agreement_id:
            self.agreement_id = self._find_agreement()

    def _find_agreement(self):
        """Return the agreement of the organisation that covers the course, the latest; or none."""
        agreements = self.env["employer.agreement"].search(
            [("employer_id", "=", self.employer_id._origin.id), ("state", "=", "active")],
            order="end_date desc, id desc",
        )
        return agreements.filtered(
            lambda one: one._covers(self.start_date, self.end_date, kind="course")
        )[:1]

    # ------------------------------------------------------------------
    # Constraints and CRUD
    # ------------------------------------------------------------------

    @api.constrains("places")
    def _check_places(self):
        """Refuse more persons enrolled than places.

        :raise ValidationError: naming the course and the way out
        """
        for course in self:
            if course.enrolled_count > course.places:
                raise ValidationError(
                    self.env._(
                        "“%(course)s” has %(places)s places and %(taken)s persons would be "
                        "enrolled. Put somebody on the waiting list, or add places.",
                        course=course.display_name,
                        places=course.places,
                        taken=course.enrolled_count,
                    )
                )

    @api.constrains("start_date", "end_date")
    def _check_sessions(self):
        self.session_ids._check_within_course()

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._enforce_rules(None)
        elif LEGAL_TERMS & vals.keys():
            self._enforce_rules(("R15",))
        if vals.get("state") == "held":
            self._close_enrolments()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        for course in self:
            if course.state != "draft" or course.enrolment_ids:
                raise UserError(
                    self.env._(
                        "“%s” has persons on it or was open, and stays in the history. "
                        "Cancel it instead.",
                        course.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # Rules
    # ------------------------------------------------------------------

    def _guard_transition(self, target, vals):
        start = fields.Date.to_date(vals.get("start_date", self.start_date))
        end = fields.Date.to_date(vals.get("end_date", self.end_date))
        if target in BINDING and not (start and end):
            raise UserError(
                self.env._("“%s” needs its first and its last day first.", self.display_name)
            )
        if target == "held" and end > fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "“%(course)s” ends on %(end)s: correct the last day, or wait.",
                    course=self.display_name,
                    end=format_date(self.env, end),
                )
            )

    def _enforce_rules(self, codes):
        """Apply the rules of `codes` (None: all), as they are on the first day, to what is known.

        :raise UserError: naming the course, the rule and the way out
        """
        if self._is_history():
            return
        for course in self.filtered(lambda one: one.state in BINDING):
            breaches = course._breaches(codes)
            self.env["employer.rule"]._enforce(course, breaches, course.start_date)

    def _breaches(self, codes=None):
        """Return [(rule code, sentence)] of what is wrong now, whatever the rules' levels."""
        self.ensure_one()
        if not self.env.user.has_group(f"{FEATURE}courses"):
            return []
        found = [
            ("R15", self._breach_agreement()),
            ("R18", self._breach_hours()),
            ("R18", self._breach_teachers()),
        ]
        return [pair for pair in found if pair[1] and (codes is None or pair[0] in codes)]

    def _breach_agreement(self):
        """R15: commissioned, so under an agreement that allows courses, from first to last day."""
        uses_agreements = self.env.user.has_group(f"{FEATURE}agreements")
        if not self.employer_id or not self.start_date or not uses_agreements:
            return None
        agreement = self.agreement_id
        if not agreement or agreement.employer_id != self.employer_id:
            return self.env._(
                "%(employer)s commissioned it and has no agreement chosen here.",
                employer=self.employer_id.display_name,
            )
        if agreement._covers(self.start_date, self.end_date, kind="course"):
            return None
        return self.env._(
            "agreement %(agreement)s does not cover a commissioned course from %(start)s to "
            "%(end)s.",
            agreement=agreement.display_name,
            start=format_date(self.env, self.start_date),
            end=format_date(self.env, self.end_date) if self.end_date else "…",
        )

    def _breach_hours(self):
        """R18: the hours of a lab."""
        if self.kind != "lab":
            return None
        try:
            least, most = (
                self.env["employer.rule"]._parameter("R18", key, self.start_date, self.company_id)
                for key in ("min_hours", "max_hours")
            )
        except UserError:
            return None  # no number in force on that day: nothing to hold the lab against
        if least <= self.hours <= most:
            return None
        return self.env._(
            "a lab lasts between %(least)g and %(most)g hours; this one has %(hours)g.",
            least=least,
            most=most,
            hours=self.hours,
        )

    def _breach_teachers(self):
        """R18: a vocational trainer and a teacher of Italian lead a lab together."""
        if self.kind != "lab" or (self.trainer_id and self.italian_teacher_id):
            return None
        return self.env._("a lab has a vocational trainer and a teacher of Italian.")

    @api.depends(
        "state",
        "kind",
        "hours",
        "trainer_id",
        "italian_teacher_id",
        "employer_id",
        "agreement_id",
        "start_date",
        "end_date",
    )
    def _compute_rule_notes(self):
        rules = self.env["employer.rule"]
        for course in self:
            lines = []
            for code, sentence in course._breaches() if course.state != "cancelled" else ():
                rule = rules._find(code, course.start_date, course.company_id)
                if rule and rule.level != "off":
                    lines.append(f"{code}: {sentence}")
            course.rule_notes = "\n".join(lines)

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open(self):
        """Open the course: persons may be enrolled (also back from running)."""
        self.write({"state": "open"})

    def action_start(self):
        """Begin the course (also back from held)."""
        self.write({"state": "running"})

    def action_hold(self):
        """Say that the course was held; who came completed it, who never came did not show up."""
        self.write({"state": "held"})

    def action_cancel(self):
        """Cancel the course; the persons stay on it as they were."""
        self.write({"state": "cancelled"})

    def action_draft(self):
        """Take the course back to draft."""
        self.write({"state": "draft"})

    def action_plan(self):
        """Open the dialog that writes the sessions of the weeks at once."""
        self.ensure_one()
        return self._dialog("employer.course.plan", self.env._("Plan the sessions"))

    def action_enrol(self):
        """Open the dialog that puts several persons on this course."""
        self.ensure_one()
        return self._dialog("employer.course.enrol", self.env._("Add persons"))

    def action_view_enrolments(self):
        """Open the persons on this course, by code."""
        return self._action_related("employer.course.enrolment", self.env._("Persons"))

    def action_view_sessions(self):
        """Open the sessions of this course."""
        return self._action_related("employer.course.session", self.env._("Sessions"))

    def _dialog(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_course_id": self.id},
        }

    def _action_related(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": [("course_id", "=", self.id)],
            "context": {"default_course_id": self.id},
        }

    @api.model
    def _action_of(self, domain, context=None):
        """Return the action that lists the courses of `domain`."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Courses and labs"),
            "res_model": "employer.course",
            "view_mode": "list,kanban,form,calendar,pivot,graph",
            "domain": domain,
            "context": context or {},
        }

    # ------------------------------------------------------------------
    # What holding it means
    # ------------------------------------------------------------------

    def _close_enrolments(self):
        """Close the enrolments of a course held by its registers; without one, nobody is judged."""
        enrolled = self.enrolment_ids.filtered(
            lambda one: one.state == "enrolled" and one.hours_recorded
        )
        came = enrolled.filtered("hours_present")
        came.write({"state": "completed"})
        (enrolled - came).write({"state": "no_show"})

    @api.model
    def _held_domain(self):
        """Return the domain of the commissioned courses held: collaborations, promises kept."""
        return Domain("state", "=", "held") & Domain("employer_id", "!=", False)

    def _session_days(self, weekdays, hours):
        """Yield the days of sessions of `hours` until the course's hours or its last day.

        :param weekdays: set of numbers, Monday is 0
        """
        self.ensure_one()
        day, left = self.start_date, self.hours - self.session_hours
        taken = set(self.session_ids.mapped("date"))
        while day <= self.end_date and left > 0:
            if day.weekday() in weekdays and day not in taken:
                yield day, min(hours, left)
                left -= hours
            day += timedelta(days=1)
