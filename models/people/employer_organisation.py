# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class EmployerOrganisation(models.Model):
    """A commissioned course held is a collaboration of who commissioned it.

    A call about a person is that person's affair: it tells nobody who may call the company.
    """

    _inherit = "employer.organisation"

    course_ids = fields.One2many("employer.course", "employer_id", string="Courses")
    course_count = fields.Integer(compute="_compute_course_count")

    def _compute_course_count(self):
        counts = dict(
            self.env["employer.course"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.course_count = counts.get(organisation._origin, 0)

    @api.depends("course_ids.state", "course_ids.end_date")
    def _compute_level(self):
        return super()._compute_level()

    def _collaboration_days(self):
        days = super()._collaboration_days()
        course = self.env["employer.course"]
        groups = course._read_group(
            course._held_domain() & Domain("employer_id", "in", self.ids),
            ["employer_id"],
            ["end_date:array_agg"],
        )
        for employer, ends in groups:
            days.setdefault(employer.id, set()).update(ends)
        return days

    @api.model
    def _company_contacts(self):
        return SQL("%s AND i.candidate_id IS NULL", super()._company_contacts())

    def action_view_courses(self):
        """Open the courses this organisation commissioned."""
        self.ensure_one()
        return self.env["employer.course"]._action_of(
            [("employer_id", "=", self.id)], {"default_employer_id": self.id}
        )
