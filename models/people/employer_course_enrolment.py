# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

#: States in which a person takes a place of the course.
SEATED = ("enrolled", "completed")


class EmployerCourseEnrolment(models.Model):
    """One person on one course, by code.

    proposed → enrolled (while there are places) or waiting → attended, no-show or withdrawn.
    Presence is counted in hours from the registers. Every role reads; officers write, tutors those
    of their teams' persons.
    """

    _name = "employer.course.enrolment"
    _description = "Enrolment in a course"
    _inherit = ["employer.transition.mixin"]
    _order = "course_id, id"
    _rec_names_search = ["candidate_id.code", "course_id.name"]
    _check_company_auto = True
    _transitions = {
        "proposed": ("enrolled", "waiting", "withdrawn"),
        "waiting": ("enrolled", "proposed", "withdrawn"),
        "enrolled": ("completed", "no_show", "withdrawn", "waiting", "proposed"),
        # The cheap way back
        "completed": ("enrolled",),
        "no_show": ("enrolled",),
        "withdrawn": ("proposed", "enrolled"),
    }

    course_id = fields.Many2one(
        "employer.course", required=True, index=True, ondelete="cascade", check_company=True
    )
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("enrolled", "Enrolled"),
            ("waiting", "On the waiting list"),
            ("completed", "Attended"),
            ("withdrawn", "Withdrawn"),
            ("no_show", "Did not come"),
        ],
        required=True,
        default="proposed",
        copy=False,
        index=True,
        group_expand=True,
    )
    withdrawn_reason = fields.Char(
        string="Why withdrawn", help="About work only; nothing that tells who the person is."
    )
    presence_ids = fields.One2many("employer.course.presence", "enrolment_id")
    hours_present = fields.Float(
        string="Hours present", compute="_compute_hours", store=True, aggregator="sum"
    )
    hours_recorded = fields.Float(
        string="Hours with a register", compute="_compute_hours", store=True, aggregator="sum"
    )
    presence_percent = fields.Float(
        string="Presence (%)",
        compute="_compute_hours",
        store=True,
        aggregator="avg",
        help="Hours present of the hours whose register was taken while the person was enrolled.",
    )
    course_state = fields.Selection(related="course_id.state", string="Course is")
    tutor_id = fields.Many2one(related="candidate_id.tutor_id")
    employer_id = fields.Many2one(
        related="course_id.employer_id", string="Commissioned by", store=True, index=True
    )
    start_date = fields.Date(related="course_id.start_date", string="First day", store=True)
    company_id = fields.Many2one(related="course_id.company_id", store=True, index=True)

    _once_uniq = models.UniqueIndex(
        "(course_id, candidate_id)", "This person is on the course already."
    )

    @api.depends("presence_ids.is_present", "presence_ids.hours")
    def _compute_hours(self):
        for enrolment in self:
            rows = enrolment.presence_ids
            present = sum(rows.filtered("is_present").mapped("hours"))
            recorded = sum(rows.mapped("hours"))
            enrolment.hours_present = present
            enrolment.hours_recorded = recorded
            enrolment.presence_percent = 100 * present / recorded if recorded else 0

    @api.depends("course_id.name", "candidate_id.code")
    def _compute_display_name(self):
        for enrolment in self:
            parts = (enrolment.candidate_id.code, enrolment.course_id.name)
            enrolment.display_name = " · ".join(filter(None, parts))

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        enrolments.course_id._check_places()
        return enrolments

    def write(self, vals):
        self._refuse_another(vals)
        result = super().write(vals)
        if "state" in vals:
            self.course_id._check_places()
        return result

    def _refuse_another(self, vals):
        """An enrolment stays with its person and course: presence and grid are theirs.

        :raise UserError: when it would become another's
        """
        for name in {"candidate_id", "course_id"} & vals.keys():
            if any(enrolment[name].id != vals[name] for enrolment in self):
                raise UserError(
                    self.env._(
                        "%s stays with its person and course. Withdraw it and add the other.",
                        self[:1].display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        for enrolment in self.filtered("presence_ids"):
            raise UserError(
                self.env._(
                    "%s is on a register already and stays in the history. Withdraw instead.",
                    enrolment.display_name,
                )
            )

    def _guard_transition(self, target, vals):
        state = self.course_id.state
        if target == "enrolled" and state in ("draft", "cancelled"):
            raise UserError(
                self.env._(
                    "“%s” is not open: open the course before persons are enrolled.",
                    self.course_id.display_name,
                )
            )
        if target in ("completed", "no_show") and state not in ("running", "held"):
            raise UserError(
                self.env._(
                    "“%s” has not begun: nobody attended or missed it yet.",
                    self.course_id.display_name,
                )
            )

    def _in_register(self):
        """Return the enrolments that stand on a register taken now."""
        return self.filtered(lambda one: one.state in ("enrolled", "completed", "no_show"))

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_enrol(self):
        """Enrol, first come first served; whom no place is left for goes on the waiting list."""
        for course, enrolments in self.grouped("course_id").items():
            todo = enrolments.filtered(lambda one: one.state not in SEATED).sorted("id")
            free = max(course.places - course.enrolled_count, 0)
            todo[:free].write({"state": "enrolled"})
            rest = todo[free:].filtered(lambda one: one.state == "proposed")
            rest.write({"state": "waiting"})

    def action_wait(self):
        """Put on the waiting list."""
        self.write({"state": "waiting"})

    def action_withdraw(self):
        """The person leaves the course; the place is free again."""
        self.write({"state": "withdrawn"})

    def action_complete(self):
        """The person attended the course."""
        self.write({"state": "completed"})

    def action_no_show(self):
        """The person never came."""
        self.write({"state": "no_show"})

    def action_again(self):
        """Take a mistake back: proposed again, or enrolled again once attended or missed."""
        left = self.filtered(lambda one: one.state in ("withdrawn", "waiting"))
        left.write({"state": "proposed"})
        (self - left).write({"state": "enrolled"})
