# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS
from odoo.tools import float_compare, format_date

from odoo.addons.employer_engagement.tools.calendar_months import period_end
from odoo.addons.employer_engagement.tools.indemnity import attendance_percent
from odoo.addons.employer_engagement.tools.presence import planned_hours

#: How the register of disclosures says that a presence sheet, which bears the name, was opened.
SHEET = "Presence sheet"


class EmployerInternshipMonth(models.Model):
    """The presence of one calendar month of an internship, in hours; the person stands by code.

    The server opens it when the month begins (`_sync_months`) and proposes its hours: planned by
    the weekly hours and the suspensions, present less what was told as absent. open → confirmed
    once the signed sheet is there; from then on its hours stay. Officers and the person's own team
    read and write. The sheet itself bears the name: it is opened as a name is, and leaves a trace.
    Source: DESIGN.md §3; DOMAIN.md R3.
    """

    _name = "employer.internship.month"
    _description = "Month of an internship"
    _inherit = ["employer.transition.mixin", "employer.internship.detail.mixin"]
    _order = "month desc, id desc"
    _rec_names_search = ["internship_id.name", "candidate_id.code"]
    _transitions = {"open": ("confirmed",), "confirmed": ("open",)}

    internship_id = fields.Many2one(readonly=True)
    tutor_id = fields.Many2one(
        related="internship_id.tutor_id", string="Centre tutor", store=True, index=True
    )
    team_id = fields.Many2one(related="internship_id.team_id", store=True, index="btree_not_null")
    month = fields.Date(required=True, readonly=True, index=True, help="Its first day.")
    month_name = fields.Char(string="Month of", compute="_compute_month_name")
    state = fields.Selection(
        [("open", "Open"), ("confirmed", "Confirmed")],
        required=True,
        default="open",
        copy=False,
        index=True,
    )
    first_date = fields.Date(string="From", compute="_compute_days", store=True)
    last_date = fields.Date(string="To", compute="_compute_days", store=True)
    hours_planned = fields.Float(
        string="Hours planned",
        compute="_compute_hours_planned",
        store=True,
        readonly=False,
        help="Five days a week; suspended days and public holidays left out. Correct it for other "
        "shifts.",
    )
    hours_absent = fields.Float(
        string="Hours told absent",
        compute="_compute_hours_absent",
        store=True,
        help="What was told during the month: absent or late.",
    )
    hours_present = fields.Float(
        string="Hours present",
        compute="_compute_hours_present",
        store=True,
        readonly=False,
        help="Proposed from what was told; what the signed sheet says counts.",
    )
    attendance = fields.Float(
        string="Attendance (%)", compute="_compute_attendance", store=True, aggregator="avg"
    )
    sheet_date = fields.Date(string="Sheet received on", copy=False)
    has_sheet = fields.Boolean(string="Photo or scan kept", readonly=True, copy=False)
    sheet_file = fields.Binary(
        attachment=True, copy=False, groups=NO_ACCESS, export_string_translation=False
    )
    note = fields.Char(help="Facts about work only; nothing about anybody's health.")

    _month_uniq = models.UniqueIndex(
        "(internship_id, month)", "This internship has this month already."
    )
    # what Today looks for: few rows of many
    _open_idx = models.Index("(month) WHERE state = 'open'")
    _check_month = models.Constraint(
        "CHECK(EXTRACT(DAY FROM month) = 1)", "A month is known by its first day."
    )
    _check_hours = models.Constraint(
        "CHECK(hours_planned >= 0 AND hours_present >= 0)", "Hours cannot be below zero."
    )

    # ------------------------------------------------------------------
    # What the record proposes; once confirmed its hours stay
    # ------------------------------------------------------------------

    @api.depends("month", "internship_id.name", "candidate_id.code")
    def _compute_display_name(self):
        for one in self:
            words = (one.internship_id.name, one.candidate_id.code)
            if one.month:
                words += (f"{one.month:%m/%Y}",)
            one.display_name = " ".join(filter(None, words))

    @api.depends_context("lang")
    @api.depends("month")
    def _compute_month_name(self):
        for one in self:
            one.month_name = one.month and format_date(self.env, one.month, date_format="MMMM y")

    @api.depends(
        "month",
        "internship_id.start_date",
        "internship_id.planned_end_date",
        "internship_id.actual_end_date",
    )
    def _compute_days(self):
        for one in self:
            internship = one.internship_id
            start, end = internship.start_date, internship._last_day()
            first = one.month and start and max(one.month, start)
            last = one.month and end and min(period_end(one.month, 1), end)
            belongs = bool(first and last and first <= last)
            one.first_date, one.last_date = (first, last) if belongs else (False, False)

    @api.depends(
        "first_date",
        "last_date",
        "internship_id.weekly_hours",
        "internship_id.works_holidays",
        "internship_id.suspension_ids.start_date",
        "internship_id.suspension_ids.end_date",
        "internship_id.suspension_ids.is_counted",
    )
    def _compute_hours_planned(self):
        for one in self:
            if one.state == "confirmed":
                one.hours_planned = one.hours_planned
            elif one.first_date:
                holidays = one.internship_id._holidays(one.first_date, one.last_date)
                one.hours_planned = one._planned_with(holidays)
            else:
                one.hours_planned = 0

    def _planned_with(self, holidays):
        """Return the hours planned in this month where these days are holidays."""
        internship = self.internship_id
        return planned_hours(
            self.first_date, self.last_date, internship.weekly_hours, internship._away(), holidays
        )

    def _plan_anew(self, before, after):
        """Take the holidays `after` instead of those `before`; hours somebody entered stay."""
        if self.internship_id.works_holidays:
            return
        old, new = self._planned_with(before), self._planned_with(after)
        if old == new or float_compare(self.hours_planned, old, precision_digits=2):
            return
        vals = {"hours_planned": new}
        if float_compare(self.hours_present, max(old - self.hours_absent, 0), precision_digits=2):
            vals["hours_present"] = self.hours_present
        self.write(vals)

    @api.depends(
        "first_date",
        "last_date",
        "internship_id.event_ids.date",
        "internship_id.event_ids.hours",
    )
    def _compute_hours_absent(self):
        for one in self:
            told = one.internship_id.event_ids.filtered(
                lambda event, one=one: (
                    event.date and one.first_date and one.first_date <= event.date <= one.last_date
                )
            )
            one.hours_absent = sum(told.mapped("hours"))

    @api.depends("hours_planned", "hours_absent")
    def _compute_hours_present(self):
        for one in self:
            if one.state == "confirmed":
                one.hours_present = one.hours_present
            else:
                one.hours_present = max(one.hours_planned - one.hours_absent, 0)

    @api.depends("hours_present", "hours_planned")
    def _compute_attendance(self):
        for one in self:
            one.attendance = attendance_percent(one.hours_present, one.hours_planned) or 0

    # ------------------------------------------------------------------
    # Guards
    # ------------------------------------------------------------------

    @api.model
    def _computed_names(self):
        """Which month of which internship it is, and that a file is kept, is the server's."""
        return super()._computed_names() | {"internship_id", "month", "has_sheet"}

    def write(self, vals):
        self._refuse_confirmed(vals)
        return super().write(vals)

    def _refuse_confirmed(self, vals):
        """Refuse other hours for a month that is confirmed and stays so.

        :raise UserError: naming it and the way back
        """
        if vals.get("state") or not {"hours_planned", "hours_present"} & vals.keys():
            return
        for one in self.filtered(lambda one: one.state == "confirmed"):
            raise UserError(
                self.env._(
                    "%(month)s is confirmed: press Reopen before you correct its hours.",
                    month=one.display_name,
                )
            )

    def _guard_transition(self, target, vals):
        today = fields.Date.context_today(self)
        if target == "confirmed" and (not self.last_date or self.last_date > today):
            raise UserError(
                self.env._(
                    "%(month)s is not over: confirm it when its last day has passed.",
                    month=self.display_name,
                )
            )
        return super()._guard_transition(target, vals)

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_confirm(self):
        """Confirm the hours of these months: who confirms has the signed sheet, of which day of
        arrival today is taken where none was told.

        :raise UserError: naming a month that is not over
        """
        today = fields.Date.context_today(self)
        for had_sheet, months in self.grouped(lambda one: bool(one.sheet_date)).items():
            months.write({"state": "confirmed", **({} if had_sheet else {"sheet_date": today})})

    def action_reopen(self):
        """Take the confirmation back, to correct the hours."""
        self.write({"state": "open"})

    def action_add_sheet(self):
        """Open the dialog that takes a photo of the sheet and its hours."""
        self.ensure_one()
        return self._open_sheet_dialog({"default_month_id": self.id})

    def action_open_sheet(self):
        """Open the photo of the sheet; it bears the name, so a trace is left.

        :raise AccessError: for who may not open this person's name
        :raise UserError: when none is kept
        """
        self.ensure_one()
        self.check_access("read")
        if not self.has_sheet:
            raise UserError(self.env._("%s: no photo of the sheet is kept.", self.display_name))
        person = self.candidate_id
        person._check_entitled(person._identity_entitlement_domain())
        self.env["employer.disclosure"]._log(person, "opened", what=SHEET)
        # sudo: nobody reads the file but through here, where the right to the name was checked
        shown = self.env["employer.internship.sheet"].create(
            {
                "month_id": self.id,
                "sheet_file": self.sudo().sheet_file,
                "sheet_name": self._sheet_name(),
                "is_shown": True,
            }
        )
        return {**self._open_sheet_dialog({}), "res_id": shown.id}

    def _sheet_name(self):
        """Return the neutral name of the file: how it was called may hold the person's name."""
        return f"{self.candidate_id.code} {self.month:%Y-%m}"

    def _open_sheet_dialog(self, context):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Presence sheet of %s", self.display_name),
            "res_model": "employer.internship.sheet",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "medium", **context},
        }

    def _keep_sheet(self, file):
        """Keep the photo or scan of the signed sheet; the caller may write this month."""
        self.ensure_one()
        self.check_access("write")
        # sudo: the file is written and read through this model's own methods alone
        self.sudo().write({"sheet_file": file, "has_sheet": bool(file)})
