# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: What only the server says: that nothing moved for too long.
BY_ITSELF = "expired"
#: Whom the company has not chosen yet; whoever is selected waits for a beginning, not an answer.
WAITING_STATES = ("sent", "interview")


class EmployerVacancyClose(models.TransientModel):
    """Asks why vacancies close without having been filled here; says who still waits for them."""

    _name = "employer.vacancy.close"
    _description = "Close a vacancy"

    vacancy_ids = fields.Many2many("employer.vacancy", string="Vacancies", required=True)
    reason = fields.Selection(
        selection=lambda self: [
            (value, label)
            for value, label in self.env["employer.vacancy"]
            ._fields["close_reason"]
            ._description_selection(self.env)
            if value != BY_ITSELF
        ],
        required=True,
    )
    date = fields.Date(string="Closed on", required=True, default=fields.Date.context_today)
    waiting_count = fields.Integer(
        string="Persons who still wait",
        compute="_compute_waiting_count",
        help="Sent to the company or invited, and not told anything yet.",
    )
    selected_count = fields.Integer(
        string="Persons selected",
        compute="_compute_waiting_count",
        help="Chosen by the company, and no internship or hire began yet.",
    )

    @api.depends("vacancy_ids")
    def _compute_waiting_count(self):
        for dialog in self:
            counts = dict(
                self.env["employer.candidacy"]._read_group(
                    [("vacancy_id", "in", dialog.vacancy_ids.ids)], ["state"], ["__count"]
                )
            )
            dialog.waiting_count = sum(counts.get(state, 0) for state in WAITING_STATES)
            dialog.selected_count = counts.get("selected", 0)

    def action_confirm(self):
        """Move the vacancies to *closed* with reason and day.

        :raise UserError: a day to come or before one of them opened; filled "through us" by nobody
        """
        self.ensure_one()
        for vacancy in self.vacancy_ids:
            self._check_vacancy(vacancy)
        stage = self.vacancy_ids._first_stage("closed")
        self.vacancy_ids.write(
            {"stage_id": stage.id, "close_reason": self.reason, "closed_date": self.date}
        )

    def _check_vacancy(self, vacancy):
        opened = vacancy.opened_date
        if self.date > fields.Date.context_today(self) or (opened and self.date < opened):
            raise UserError(
                self.env._(
                    "“%(vacancy)s” was opened on %(opened)s: it closes on that day or later, and "
                    "not after today.",
                    vacancy=vacancy.display_name,
                    opened=format_date(self.env, opened) if opened else "–",
                )
            )
        if self.reason == "filled_by_us" and not vacancy.filled_count:
            raise UserError(
                self.env._(
                    "Nobody of ours works at “%s” yet: record the internship or the hire first, "
                    "and it fills by itself.",
                    vacancy.display_name,
                )
            )
