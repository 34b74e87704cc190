# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import format_date

DUE_DILIGENCE = "employer_engagement.employer_engagement_feature_due_diligence"


class EmployerOrganisation(models.Model):
    """What lists tell about the relation: persons met are a collaboration; a block stops lists."""

    _inherit = "employer.organisation"

    @api.depends("vacancy_ids.candidacy_ids.met_date")
    def _compute_level(self):
        return super()._compute_level()

    def _collaboration_days(self):
        days = super()._collaboration_days()
        met = self.env["employer.candidacy"]._read_group(
            [("employer_id", "in", self.ids), ("met_date", "!=", False)],
            ["employer_id", "met_date:day"],
        )
        for organisation, day in met:
            days.setdefault(organisation.id, set()).add(day)
        return days

    def _block_sentence(self, date=None):
        """Return why nobody may be proposed here, or start here, on `date` (R16), or nothing.

        Only while the feature *due diligence* is on: off means no guard.
        """
        self.ensure_one()
        if not self.env.user.has_group(DUE_DILIGENCE):
            return False
        date = date or fields.Date.context_today(self)
        # sudo: the company record itself was read with the user's rights; two of its fields
        organisation = self.sudo()
        if not organisation.blocked_until or organisation.blocked_until < date:
            return False
        return self.env._(
            "%(company)s is blocked until %(date)s: nobody is proposed to it and nobody "
            "starts there.",
            company=self.display_name,
            date=format_date(self.env, organisation.blocked_until),
        )
