# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerFollowup(models.Model):
    """A check after a hire (30, 90, 180, 365 days) or after an internship without a known hire.

    The company's and the person's answers are kept apart; neither overwrites the other.
    """

    _name = "employer.followup"
    _description = "Follow-up"
    _inherit = ["mail.activity.mixin"]
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
        required=True, help="Days after the first day (hire) or the end (internship)."
    )
    due_date = fields.Date(required=True, index=True)
    state = fields.Selection(
        [("due", "To do"), ("done", "Done"), ("cancelled", "Not needed")],
        required=True,
        default="due",
        index=True,
    )
    done_date = fields.Date(copy=False)
    company_answer = fields.Selection(
        selection=lambda self: self._selection_answer(), string="The company says", copy=False
    )
    company_answer_date = fields.Date(copy=False)
    person_answer = fields.Selection(
        selection=lambda self: self._selection_answer(), string="The person says", copy=False
    )
    person_answer_date = fields.Date(copy=False)
    note = fields.Char(help="Nothing that tells who the person is.")
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
