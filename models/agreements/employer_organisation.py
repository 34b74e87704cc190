# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL


class EmployerOrganisation(models.Model):
    """Agreements of an organisation; an active one engages it, a kept promise collaborates."""

    _inherit = "employer.organisation"

    agreement_ids = fields.One2many("employer.agreement", "employer_id", string="Agreements")
    agreement_count = fields.Integer(compute="_compute_agreement_count")
    commitment_count = fields.Integer(compute="_compute_commitment_gap")
    commitment_gap = fields.Integer(
        string="Missing",
        compute="_compute_commitment_gap",
        help="What active agreements promise and has not come yet; promises for a target group "
        "apart.",
    )

    @api.depends("agreement_ids")
    def _compute_agreement_count(self):
        counts = dict(
            self.env["employer.agreement"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.agreement_count = counts.get(organisation._origin, 0)

    @api.depends("agreement_ids.state", "agreement_ids.commitment_ids.gap")
    def _compute_commitment_gap(self):
        groups = self.env["employer.commitment"]._read_group(
            [("employer_id", "in", self.ids), ("agreement_id.state", "=", "active")],
            ["employer_id"],
            ["__count", "gap:sum"],
        )
        found = {employer: (count, gap) for employer, count, gap in groups}
        for organisation in self:
            count, gap = found.get(organisation._origin, (0, 0))
            organisation.commitment_count = count
            organisation.commitment_gap = gap

    @api.depends("agreement_ids.state", "agreement_ids.commitment_ids.quantity")
    def _compute_level(self):
        return super()._compute_level()

    def _engagement_ids(self):
        active = self.env["employer.agreement"]._read_group(
            [("employer_id", "in", self.ids), ("state", "=", "active")], ["employer_id"]
        )
        return super()._engagement_ids() | {organisation.id for (organisation,) in active}

    def _collaboration_days(self):
        days = super()._collaboration_days()
        commitments = self.env["employer.commitment"].search([("employer_id", "in", self.ids)])
        for commitment, day in commitments._delivered_days().items():
            days.setdefault(commitment.employer_id.id, set()).add(day)
        return days

    @api.model
    def _negotiations(self):
        agreements = SQL(
            """
            SELECT g.employer_id, g.user_id, g.write_date::date AS since
              FROM employer_agreement g
             WHERE g.state IN ('negotiation', 'to_sign')
            """
        )
        return [*super()._negotiations(), agreements]

    def _active_agreement(self, date=None):
        """Return the agreement in force on `date` (today), the one that ends last; may be empty."""
        self.ensure_one()
        date = date or fields.Date.context_today(self)
        in_force = self.agreement_ids.filtered(
            lambda agreement: agreement.state == "active" and agreement._is_in_force(date)
        )
        return in_force.sorted("end_date")[-1:]

    def action_view_agreements(self):
        """Open the agreements of this organisation."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_agreement_action"
        )
        return {
            **action,
            "domain": [("employer_id", "=", self.id)],
            "context": {"default_employer_id": self.id},
        }

    def action_view_commitments(self):
        """Open what the active agreements of this organisation promise."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_commitment_action"
        )
        return {
            **action,
            "domain": [("employer_id", "=", self.id)],
            "context": {"search_default_in_force": 1},
        }
