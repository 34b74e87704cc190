# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerVacancyDraft(models.Model):
    """A vacancy a company is still writing on the portal: what was typed, right or not.

    Saved by a person of the company, seen by its colleagues on the portal, thrown away or sent to
    the office, which then has a vacancy: no figure, board or reminder knows of a draft. The
    office's managers may read and delete them, nobody else.
    """

    _name = "employer.vacancy.draft"
    _description = "Vacancy a company is writing"
    _inherit = ["employer.record.mixin"]
    _order = "write_date desc, id desc"

    name = fields.Char(string="Title")
    employer_id = fields.Many2one(
        "employer.organisation", required=True, index=True, ondelete="cascade"
    )
    unit_id = fields.Many2one("res.partner", index="btree_not_null", ondelete="set null")
    former_id = fields.Many2one(
        "employer.vacancy",
        string="The same again",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        help="The vacancy it was begun from: what the portal has no field for comes from there.",
    )
    typed = fields.Json(string="What was typed", help="As the form of the portal sent it.")
    form_key = fields.Char(readonly=True, copy=False, export_string_translation=False)
    company_id = fields.Many2one(related="employer_id.company_id", store=True, index=True)

    _form_key_uniq = models.UniqueIndex("(form_key)", "This was saved already.")

    @api.model
    def _portal_domain(self, members):
        return members._domain_of()

    def _portal_values(self):
        """Return what the list of vacancies shows of these drafts."""
        return [
            {
                "id": draft.id,
                "name": draft.name,
                "date": draft.write_date,
                "unit": draft.unit_id.name,
            }
            for draft in self
        ]

    def _portal_keep(self, employer, unit_id, typed, former=None):
        """Keep what was typed: in this draft, or in a new one.

        :param former: the vacancy a new one is begun from
        :return: the draft
        """
        values = {
            "employer_id": employer.id,
            "unit_id": unit_id,
            "name": typed.get("name"),
            "typed": {name: value for name, value in typed.items() if name != "form_key"},
        }
        if not self:
            begun = {"form_key": typed.get("form_key") or False, "former_id": former and former.id}
            return self.create({**values, **begun})
        self.write(values)
        return self
