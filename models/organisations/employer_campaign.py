# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class EmployerCampaign(models.Model):
    """A list of employers to reach for a programme in a period, shared out among officers.

    draft → running → closed. Progress is counted from the interactions of its period, once, by
    the definitions of the office's figures (attempts, contacts, companies reached), whoever
    made them: a call counts without being filed anywhere. A feature. Every role reads,
    officers write.
    """

    _name = "employer.campaign"
    _description = "Campaign"
    _inherit = ["employer.transition.mixin"]
    _order = "end_date desc, id desc"
    _check_company_auto = True
    _transitions = {"draft": ("running",), "running": ("draft", "closed"), "closed": ("running",)}

    name = fields.Char(required=True)
    state = fields.Selection(
        [("draft", "In preparation"), ("running", "Running"), ("closed", "Closed")],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    user_id = fields.Many2one(
        "res.users", string="Responsible", index=True, default=lambda self: self.env.user
    )
    start_date = fields.Date(
        string="Start date", required=True, default=fields.Date.context_today, copy=False
    )
    end_date = fields.Date(string="End date", required=True, copy=False)
    pitch = fields.Text(string="What we say", help="What every officer tells the companies.")
    member_ids = fields.One2many("employer.campaign.member", "campaign_id", string="To reach")
    employer_ids = fields.Many2many(
        "employer.organisation",
        string="Employers to reach",
        compute="_compute_employer_ids",
        help="All on the list but those skipped.",
    )
    member_count = fields.Integer(string="On the list", compute="_compute_member_count")
    waiting_count = fields.Integer(string="Still to reach", compute="_compute_member_count")
    target_attempts = fields.Integer(string="Target of attempts")
    target_contacts = fields.Integer(string="Target of contacts")
    target_companies = fields.Integer(string="Target of companies reached")
    attempts = fields.Integer(compute="_compute_figures", help="We called, wrote or went.")
    contacts = fields.Integer(
        compute="_compute_figures", help="Somebody answered or was met: one per company and day."
    )
    companies_reached = fields.Integer(
        string="Companies reached",
        compute="_compute_figures",
        help="Distinct employers with a contact in the period.",
    )
    progress = fields.Float(
        compute="_compute_progress", help="Per cent of the target, at most 100."
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)

    _check_dates = models.Constraint(
        "CHECK(end_date >= start_date)", "A campaign ends on or after the day it starts."
    )
    _check_targets = models.Constraint(
        "CHECK(LEAST(target_attempts, target_contacts, target_companies) >= 0)",
        "A target cannot be negative.",
    )

    @api.depends("member_ids.state", "member_ids.employer_id")
    def _compute_employer_ids(self):
        for campaign in self:
            members = campaign.member_ids.filtered(lambda member: member.state != "skipped")
            campaign.employer_ids = members.employer_id

    @api.depends("member_ids.state")
    def _compute_member_count(self):
        rows = self.env["employer.campaign.member"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id", "state"], ["__count"]
        )
        counts = {(campaign, state): count for campaign, state, count in rows}
        states = self.env["employer.campaign.member"]._fields["state"].get_values(self.env)
        for campaign in self:
            by_state = {state: counts.get((campaign._origin, state), 0) for state in states}
            campaign.member_count = sum(by_state.values())
            campaign.waiting_count = by_state["to_do"] + by_state["tried"]

    @api.depends("start_date", "end_date", "member_ids.employer_id")
    def _compute_figures(self):
        figures = self._figures()
        for campaign in self:
            counted = figures.get(campaign._origin.id, (0, 0, 0))
            campaign.attempts, campaign.contacts, campaign.companies_reached = counted

    @api.depends("target_attempts", "target_contacts", "target_companies", "attempts")
    def _compute_progress(self):
        """The furthest promise counts: companies reached, else contacts, else attempts."""
        for campaign in self:
            pairs = (
                (campaign.target_companies, campaign.companies_reached),
                (campaign.target_contacts, campaign.contacts),
                (campaign.target_attempts, campaign.attempts),
            )
            target, actual = next((pair for pair in pairs if pair[0]), (0, 0))
            campaign.progress = min(100.0 * actual / target, 100.0) if target else 0

    def _figures(self):
        """Return {campaign id: (attempts, contacts, companies reached)}, in one query.

        Counted whatever the reader may see of single contacts, as the registry counts: numbers
        alone leave.
        """
        if not self.ids:
            return {}
        for model in ("employer.interaction", "employer.campaign.member", self._name):
            self.env[model].flush_model()
        self.env["employer.organisation"].flush_model(["is_employer"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.id, COUNT(*) FILTER (WHERE i.is_attempt),
                       COUNT(DISTINCT (i.employer_id, i.date)) FILTER (WHERE i.is_contact),
                       COUNT(DISTINCT i.employer_id)
                           FILTER (WHERE i.is_contact AND o.is_employer)
                  FROM employer_campaign c
                  JOIN employer_campaign_member m ON m.campaign_id = c.id
                  JOIN employer_interaction i ON i.employer_id = m.employer_id
                   AND i.date BETWEEN c.start_date AND c.end_date
                  JOIN employer_organisation o ON o.id = m.employer_id
                 WHERE c.id IN %s
                 GROUP BY c.id
                """,
                tuple(self.ids),
            )
        )
        return {campaign_id: tuple(counted) for campaign_id, *counted in rows}

    def _guard_transition(self, target, vals):
        if target == "running" and not self.member_ids:
            raise UserError(
                self.env._(
                    "“%s” has nobody to reach: choose employers in their list and press "
                    "“Add to a campaign”.",
                    self.display_name,
                )
            )

    def action_start(self):
        """Begin: the officers find their companies in Today."""
        self.state = "running"

    def action_close(self):
        """End: nobody is reminded any more; what was reached stays counted."""
        self.state = "closed"

    def action_reopen(self):
        """Take a closed campaign up again."""
        self.state = "running"

    def action_view_members(self):
        """Open the companies of this campaign, those still to reach first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_campaign_member_action"
        )
        return {
            **action,
            "domain": [("campaign_id", "=", self.id)],
            "context": {"default_campaign_id": self.id, "search_default_waiting": 1},
        }

    def _add(self, employers):
        """Put `employers` on the list, each once, for its owner.

        :return: the new rows
        """
        self.ensure_one()
        known = self.member_ids.employer_id
        return self.env["employer.campaign.member"].create(
            [{"campaign_id": self.id, "employer_id": employer.id} for employer in employers - known]
        )
