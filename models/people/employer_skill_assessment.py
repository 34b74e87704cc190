# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerSkillAssessment(models.Model):
    """One skill of one person on one course: how the person and the trainer see it, before and
    after.

    Open until the enrolment's skills are confirmed; then the trainer's level after the course
    stands in the person's skills, and what stood there before is kept here to undo it. Every role
    reads it by code; officers and the person's tutors write.
    """

    _name = "employer.skill.assessment"
    _description = "Skill assessment"
    _inherit = ["employer.record.mixin"]
    _order = "enrolment_id, sequence, id"
    _check_company_auto = True

    enrolment_id = fields.Many2one(
        "employer.course.enrolment",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    candidate_id = fields.Many2one(
        related="enrolment_id.candidate_id", string="Person", store=True, index=True
    )
    grid_line_id = fields.Many2one(
        "employer.skill.grid.line",
        string="Line of the grid",
        required=True,
        index=True,
        ondelete="restrict",
    )
    sequence = fields.Integer(related="grid_line_id.sequence", store=True)
    skill_id = fields.Many2one(related="grid_line_id.skill_id", store=True, index=True)
    self_before = fields.Selection(selection="_selection_level", string="Person, before")
    trainer_before = fields.Selection(selection="_selection_level", string="Trainer, before")
    self_after = fields.Selection(selection="_selection_level", string="Person, after")
    trainer_after = fields.Selection(selection="_selection_level", string="Trainer, after")
    meaning = fields.Text(
        string="What it means",
        compute="_compute_meaning",
        help="What the grid says of the level the trainer gave last.",
    )
    note = fields.Char(help="About the task; nothing that tells who the person is.")
    confirmed_date = fields.Datetime(related="enrolment_id.confirmed_date", string="Confirmed on")
    previous_level = fields.Char(readonly=True, copy=False)
    previous_evidence = fields.Char(readonly=True, copy=False)
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True, index=True)

    _once_uniq = models.UniqueIndex(
        "(enrolment_id, grid_line_id)", "This skill stands on the person's grid already."
    )

    @api.model
    def _selection_level(self):
        return (
            self.env["employer.candidate.skill"]._fields["level"]._description_selection(self.env)
        )

    @api.depends("candidate_id.code", "skill_id.name")
    def _compute_display_name(self):
        for assessment in self:
            parts = (assessment.candidate_id.code, assessment.skill_id.name)
            assessment.display_name = ": ".join(filter(None, parts))

    @api.depends("trainer_before", "trainer_after", "grid_line_id")
    @api.depends_context("lang")
    def _compute_meaning(self):
        for assessment in self:
            level = assessment.trainer_after or assessment.trainer_before
            assessment.meaning = assessment.grid_line_id._words(level)

    @api.model
    def _computed_names(self):
        """What stood there before is the server's."""
        return super()._computed_names() | {"previous_level", "previous_evidence"}

    @api.model_create_multi
    def create(self, vals_list):
        assessments = super().create(vals_list)
        assessments._check_open()
        return assessments

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        self._check_open()

    def _check_open(self):
        """Refuse to change what was confirmed.

        :raise UserError: naming the person by code and the way out
        """
        if self.env.su:
            return
        for assessment in self.filtered("confirmed_date"):
            raise UserError(
                self.env._(
                    "The skills of %s are confirmed. Undo the confirmation first.",
                    assessment.enrolment_id.display_name,
                )
            )

    # ------------------------------------------------------------------
    # Into the person's skills, and back
    # ------------------------------------------------------------------

    def _confirm(self):
        """Write the trainer's levels after the course into the persons' skills (evidence: grid).

        With the user's own rights; a skill not judged after the course stays as it is.
        """
        judged = self.filtered("trainer_after")
        skills = judged._person_skills()
        for one in judged:
            skill = skills.get((one.candidate_id, one.skill_id))
            # sudo: the server's own memory of what it replaces
            one.sudo().write(
                {
                    "previous_level": skill.level if skill else False,
                    "previous_evidence": skill.evidence if skill else False,
                }
            )
            if skill:
                skill.write({"level": one.trainer_after, "evidence": "grid"})
        self.env["employer.candidate.skill"].create(
            [
                {
                    "candidate_id": one.candidate_id.id,
                    "skill_id": one.skill_id.id,
                    "level": one.trainer_after,
                    "evidence": "grid",
                }
                for one in judged
                if (one.candidate_id, one.skill_id) not in skills
            ]
        )

    def _undo(self):
        """Put the persons' skills back as they were; what was changed since stays."""
        judged = self.filtered("trainer_after")
        skills = judged._person_skills()
        for one in judged:
            skill = skills.get((one.candidate_id, one.skill_id))
            if not skill or (skill.level, skill.evidence) != (one.trainer_after, "grid"):
                continue
            if one.previous_level:
                skill.write({"level": one.previous_level, "evidence": one.previous_evidence})
            else:
                skill.unlink()

    def _person_skills(self):
        """Return {(person, skill): the person's line of it}, in one query."""
        lines = self.env["employer.candidate.skill"].search(
            [
                ("candidate_id", "in", self.candidate_id.ids),
                ("skill_id", "in", self.skill_id.ids),
            ]
        )
        return {(line.candidate_id, line.skill_id): line for line in lines}
