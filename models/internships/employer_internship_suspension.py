# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.employer_engagement.tools.calendar_months import overlaps

#: Reason of a suspension -> key of its shortest length among the parameters of R1.
MINIMUM_KEYS = {
    "maternity": "sickness_minimum_days",
    "accident": "sickness_minimum_days",
    "illness": "sickness_minimum_days",
    "closure": "closure_minimum_days",
}

#: Context in which a suspension closes because its internship ends: no day is won after the end.
#: No client can send it, as it is no JSON.
ENDS = object()


class EmployerInternshipSuspension(models.Model):
    """Days on which an internship rests for an allowed reason: they extend the end (R1).

    Only a suspension of the length the law asks moves the end (`is_counted`); a shorter one is
    kept as it happened. One without an end day is going on: its internship is suspended.
    Days won after the end are judged as an extension's are (R6, R7); where they may not be, the
    end stays (`keeps_end`): the suspension itself is a fact and is always recorded.
    """

    _name = "employer.internship.suspension"
    _description = "Suspension"
    _inherit = ["employer.record.mixin"]
    _order = "start_date"

    internship_id = fields.Many2one(
        "employer.internship", required=True, index=True, ondelete="cascade"
    )
    reason = fields.Selection(
        [
            ("maternity", "Maternity"),
            ("accident", "Accident"),
            ("illness", "Illness"),
            ("closure", "Company closure"),
        ],
        required=True,
    )
    start_date = fields.Date(string="Start date", required=True, default=fields.Date.context_today)
    end_date = fields.Date(string="End date", help="Empty: still suspended.")
    days = fields.Integer(
        compute="_compute_days", store=True, help="Calendar days, first and last included."
    )
    minimum_days = fields.Integer(
        string="Minimum days", compute="_compute_days", store=True, help="By rule R1."
    )
    is_counted = fields.Boolean(
        string="Long enough",
        compute="_compute_days",
        store=True,
        help="Long enough for its reason (R1): its days do not count as internship.",
    )
    keeps_end = fields.Boolean(
        string="The end stays",
        help="Its days are not added at the end: the agreement or the right to work ends before.",
    )
    note = fields.Char(help="Nothing about anybody's health.")
    company_id = fields.Many2one(related="internship_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR end_date >= start_date)",
        "A suspension must end on or after the day it begins.",
    )

    @api.depends("reason", "start_date", "end_date")
    def _compute_days(self):
        for suspension in self:
            suspension.minimum_days = suspension._minimum_days()
            if suspension.start_date and suspension.end_date:
                suspension.days = (suspension.end_date - suspension.start_date).days + 1
            else:
                suspension.days = 0
            suspension.is_counted = (
                suspension.days > 0 and suspension.days >= suspension.minimum_days
            )

    @api.model_create_multi
    def create(self, vals_list):
        ids = [vals["internship_id"] for vals in vals_list if vals.get("internship_id")]
        ends = self.env["employer.internship"].browse(ids)._planned_ends()
        suspensions = super().create(vals_list)
        suspensions.internship_id._enforce_moved_end(ends)
        return suspensions

    def write(self, vals):
        moved_to = self.env["employer.internship"].browse(vals.get("internship_id") or ())
        ends = (self.internship_id | moved_to)._planned_ends()
        result = super().write(vals)
        if self.env.context.get("employer_internship_ends") is not ENDS:
            self.internship_id._enforce_moved_end(ends)
        return result

    @api.constrains("start_date", "end_date", "internship_id")
    def _check_period(self):
        for suspension in self:
            suspension._check_inside()
            suspension._check_overlap()

    def _check_inside(self):
        """Refuse days before the internship and a second suspension without an end."""
        internship = self.internship_id
        if internship.start_date and self.start_date < internship.start_date:
            raise ValidationError(
                self.env._(
                    "R1: a suspension of %(internship)s cannot begin before its first day, "
                    "%(start)s. Correct one of the two dates.",
                    internship=internship.display_name,
                    start=internship.start_date,
                )
            )
        if not self.end_date and internship.state != "suspended":
            raise ValidationError(
                self.env._(
                    "%(internship)s is not suspended: give the suspension its last day, "
                    "or press Suspend.",
                    internship=internship.display_name,
                )
            )

    def _check_overlap(self):
        """Refuse the same day twice: it would be hard to say which reason moved the end."""
        for other in self.internship_id.suspension_ids - self:
            if overlaps(self.start_date, self.end_date, other.start_date, other.end_date):
                raise ValidationError(
                    self.env._(
                        "R1: %(internship)s is suspended already from %(start)s. Correct that "
                        "suspension instead of adding one for the same days.",
                        internship=self.internship_id.display_name,
                        start=other.start_date,
                    )
                )

    def _minimum_days(self):
        """Return the fewest days that count for the reason (0: any), in force when it began."""
        key = MINIMUM_KEYS.get(self.reason)
        if not key:
            return 0
        date = self.start_date or fields.Date.context_today(self)
        return int(self.env["employer.internship"]._rule_number("R1", key, date))
