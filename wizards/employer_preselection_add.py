# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context, format_date

#: Persons shown at once.
PAGE = 20


class EmployerPreselectionAdd(models.TransientModel):
    """Finds people for a vacancy and puts those chosen on a list; who may not be offered is absent.

    `people` is the ranked list with the reasons, as the widget `employer_match` shows it; it is
    asked anew whenever a filter is loosened. The list is the draft of the vacancy, or a new round.
    """

    _name = "employer.preselection.add"
    _description = "Add persons to a list"

    preselection_id = fields.Many2one("employer.preselection", ondelete="cascade")
    vacancy_id = fields.Many2one(
        "employer.vacancy",
        required=True,
        ondelete="cascade",
        compute="_compute_vacancy_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    company_id = fields.Many2one(related="vacancy_id.company_id")
    unofferable_candidate_ids = fields.Many2many(
        "employer.candidate",
        string="Cannot be offered",
        relation="employer_preselection_add_unofferable_rel",
        compute="_compute_unofferable_candidate_ids",
    )
    loosened = fields.Json(string="Filters left out", default=list)
    shown = fields.Integer(string="Persons shown", default=PAGE)
    people = fields.Json(compute="_compute_people")
    chosen = fields.Json(string="Persons chosen", default=list)
    candidate_ids = fields.Many2many("employer.candidate", string="Others, by code")
    is_reserve = fields.Boolean(string="As reserves")

    @api.depends("preselection_id")
    def _compute_vacancy_id(self):
        for dialog in self:
            dialog.vacancy_id = dialog.preselection_id.vacancy_id or dialog.vacancy_id

    @api.depends("vacancy_id")
    def _compute_unofferable_candidate_ids(self):
        for dialog in self:
            dialog.unofferable_candidate_ids = dialog.vacancy_id._unofferable()

    @api.depends("vacancy_id", "loosened", "shown")
    def _compute_people(self):
        for dialog in self:
            vacancy = dialog.vacancy_id._origin
            dialog.people = bool(vacancy) and dialog._match_people(vacancy)

    def _match_people(self, vacancy):
        """Return what the widget shows: rows and filters with what each would add."""
        loosen = tuple(self.loosened or ())
        match = vacancy._match(limit=max(self.shown, 1), loosen=loosen)
        for row in match["rows"]:
            day = row.pop("last_proposed_date")
            row["last_proposed"] = bool(day) and format_date(self.env, day)
        return {**match, "page": PAGE, "filters": vacancy._match_adds(loosen)}

    def action_confirm(self):
        """Put the persons chosen at the end of the list, in the order of their rank.

        :return: act_window of the list
        :raise UserError: when nobody was chosen
        """
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # its defaults end here
        chosen = self.env["employer.candidate"].browse(self.chosen or ()).exists()
        if not (chosen or self.candidate_ids):
            raise UserError(self.env._("Tick the persons to put on the list."))
        preselection = self.preselection_id or self.vacancy_id._draft_list()
        preselection._add_persons(chosen, "match", is_reserve=self.is_reserve)
        others = self.candidate_ids - chosen
        preselection._add_persons(others, "staff", is_reserve=self.is_reserve)
        return preselection._action_open()
