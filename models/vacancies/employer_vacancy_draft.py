# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from .employer_vacancy_age import FEATURE, READER

#: Drafts the nightly job deletes before it says how far it came.
BATCH = 200


class EmployerVacancyDraft(models.Model):
    """A vacancy a company is still writing on the portal: what was typed, right or not.

    Saved by a person of the company, seen by its colleagues on the portal, thrown away or sent to
    the office, which then has a vacancy: no figure, board or reminder knows of a draft. One that
    nobody touched for so many days (R13) is deleted. The office's managers may read and delete
    them, nobody else.
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
                "unit": draft.unit_id.name,
                "until": draft._kept_until(),
            }
            for draft in self
        ]

    def _kept_until(self):
        """Return the last day it is kept if nobody touches it, in words; nothing: for good."""
        self.ensure_one()
        days = self._days_kept(self.company_id)
        return days and format_date(self.env, self.write_date.date() + timedelta(days=days))

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

    # ------------------------------------------------------------
    # THE NIGHTLY JOB
    # ------------------------------------------------------------

    @api.model
    def _days_kept(self, company):
        """Return the days after which a draft nobody touched is deleted (R13); 0: never."""
        return int(self.env["employer.rule"]._parameter("R13", "draft_days", company=company))

    @api.model
    def _cron_forget(self):
        """Delete the drafts nobody touched for longer than their office keeps them."""
        if self.env.ref(FEATURE) not in self.env.ref(READER).all_implied_ids:
            return
        commit_progress = self.env["ir.cron"]._commit_progress
        old = self.browse()
        for (company,) in self._read_group([], ["company_id"]):
            days = self._days_kept(company)
            last = fields.Datetime.now() - timedelta(days=days)
            own = [("company_id", "=", company.id), ("write_date", "<", last)]
            old += self.search(own) if days else old.browse()
        commit_progress(remaining=len(old))
        for start in range(0, len(old), BATCH):
            batch = old[start : start + BATCH]
            batch.unlink()
            if not commit_progress(len(batch)):
                break
