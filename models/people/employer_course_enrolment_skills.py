# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

#: How the register of disclosures says that a person's attestation left the office.
ATTESTATION = "Attestation of a course"
#: Languages of an attestation, the office's first.
LANGUAGES = ("it_IT", "en_US")


class EmployerCourseEnrolment(models.Model):
    """The skills grid of a person on a course, and the attestation without official value.

    Confirming writes the person's skills, so it is the tutor's; undoing puts them back. The
    attestation names the person: only who opened the personal data prints it, and each print is a
    row in the register of disclosures. Source: R19, DOMAIN.md 1.17, 1.40.
    """

    _inherit = "employer.course.enrolment"

    grid_id = fields.Many2one(
        "employer.skill.grid",
        string="Skills grid",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    assessment_ids = fields.One2many(
        "employer.skill.assessment", "enrolment_id", string="Assessments"
    )
    confirmed_date = fields.Datetime(string="Skills confirmed on", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users", string="Skills confirmed by", readonly=True, copy=False
    )
    can_open_identity = fields.Boolean(
        compute="_compute_can_open_identity", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("candidate_id")
    def _compute_can_open_identity(self):
        for enrolment in self:
            enrolment.can_open_identity = enrolment.candidate_id.can_open_identity

    @api.model
    def _computed_names(self):
        """Which grid, and who confirmed it when, is the server's."""
        return super()._computed_names() | {"grid_id", "confirmed_date", "confirmed_by_id"}

    # ------------------------------------------------------------------
    # The grid
    # ------------------------------------------------------------------

    def action_start_grid(self):
        """Put the course's grid on the enrolments, one row a skill, in the version in use now.

        :raise UserError: when the course has no grid
        """
        self.check_access("write")
        rows = []
        for enrolment in self.filtered(lambda one: not one.grid_id):
            grid = enrolment.course_id.grid_id
            if not grid:
                raise UserError(
                    self.env._(
                        "“%s” has no skills grid: choose one on the course first.",
                        enrolment.course_id.display_name,
                    )
                )
            # sudo: the server keeps which version it was; the right to write was checked above
            enrolment.sudo().grid_id = grid
            rows += [
                {"enrolment_id": enrolment.id, "grid_line_id": line.id} for line in grid.line_ids
            ]
        self.env["employer.skill.assessment"].create(rows)

    def action_confirm_skills(self):
        """Write the levels the trainer gave after the course into the persons' skills.

        :raise UserError: when nothing was judged
        :raise AccessError: for who may not write the persons' skills
        """
        for enrolment in self.filtered(lambda one: not one.confirmed_date):
            if not any(enrolment.assessment_ids.mapped("trainer_after")):
                raise UserError(
                    self.env._(
                        "%s: the trainer has not yet said any level after the course.",
                        enrolment.display_name,
                    )
                )
            enrolment._check_may_confirm()
            enrolment.assessment_ids._confirm()
            # sudo: who confirmed and when is the server's to write
            enrolment.sudo().write(
                {"confirmed_date": fields.Datetime.now(), "confirmed_by_id": self.env.uid}
            )

    def action_undo_skills(self):
        """Take the confirmation back: the persons' skills are as they were before it."""
        for enrolment in self.filtered("confirmed_date"):
            enrolment._check_may_confirm()
            enrolment.assessment_ids._undo()
            # sudo: who confirmed and when is the server's to write
            enrolment.sudo().write({"confirmed_date": False, "confirmed_by_id": False})

    def _check_may_confirm(self):
        """Refuse who may not write the persons' skills.

        :raise AccessError: naming the person by code and who may
        """
        person = self.candidate_id
        own = person.filtered_domain(person._own_team_domain())
        if self.env.su or (own and self.env["employer.candidate.skill"].has_access("write")):
            return
        raise AccessError(
            self.env._("The skills of %s are confirmed by the person's tutor or team.", person.code)
        )

    # ------------------------------------------------------------------
    # The attestation
    # ------------------------------------------------------------------

    def action_print_attestation(self):
        """Print the attestation and write in the register that the name left the office.

        :return: the report
        :raise UserError: when the person has not attended, or the personal data were not opened
        :raise AccessError: for who may not open this person's name
        """
        self._check_attestation()
        self.env["employer.disclosure"]._log(self.candidate_id, "exported", what=ATTESTATION)
        return self.env.ref("employer_engagement.report_course_attestation_action").report_action(
            self
        )

    def _check_attestation(self):
        self.check_access("read")
        for enrolment in self.filtered(lambda one: one.state != "completed"):
            raise UserError(
                self.env._("%s: only who attended gets an attestation.", enrolment.display_name)
            )
        persons = self.candidate_id
        persons._check_entitled(persons._identity_entitlement_domain())
        # the record rule: personal data are there only after they were opened
        opened = self.env["employer.candidate.identity"].search(
            Domain("candidate_id", "in", persons.ids)
        )
        for person in persons - opened.candidate_id:
            raise UserError(
                self.env._(
                    "The attestation names the person: open the personal data of %s first.",
                    person.code,
                )
            )
        return opened

    def _attestation_languages(self):
        """Return the languages the attestation is printed in: those of the office's screens."""
        installed = dict(self.env["res.lang"].get_installed())
        return [code for code in LANGUAGES if code in installed]

    def _attestation_wording(self):
        """Return what R19 makes an attestation say, in the language of the context."""
        self.ensure_one()
        rule = self.env["employer.rule"]._find("R19", self.course_id.end_date, self.company_id)
        return (rule.wording or rule.description) if rule.level != "off" else False

    def _attestation_skills(self):
        """Return the confirmed skills as they are printed, in the language of the context.

        :return: list of dicts of `skill`, `before` and `after` (the trainer's levels, in words)
            and `can` (what the grid says of the level reached); empty before the confirmation
        """
        self.ensure_one()
        if not self.confirmed_date:
            return []
        labels = dict(
            self.env["employer.candidate.skill"]._fields["level"]._description_selection(self.env)
        )
        return [
            {
                "skill": row.skill_id.name,
                "before": labels.get(row.trainer_before, ""),
                "after": labels[row.trainer_after],
                "can": row.grid_line_id._words(row.trainer_after) or "",
            }
            for row in self.assessment_ids.filtered("trainer_after")
        ]
