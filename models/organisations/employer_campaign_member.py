# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

#: States in which an employer still waits to be reached.
WAITING = ("to_do", "tried")


class EmployerCampaignMember(models.Model):
    """One employer to reach in a campaign, for one officer.

    to do → tried (an attempt in the period) → reached (a contact in the period), or skipped with
    a reason: by the interactions alone, whoever made them. Waits in the officer's Today while
    the campaign runs. Workshops invite from here.
    """

    _name = "employer.campaign.member"
    _description = "Employer to reach"
    _inherit = ["employer.record.mixin"]
    _order = "due_date, id"
    _check_company_auto = True

    campaign_id = fields.Many2one(
        "employer.campaign", required=True, index=True, ondelete="cascade", check_company=True
    )
    employer_id = fields.Many2one(
        "employer.organisation", required=True, index=True, ondelete="cascade", check_company=True
    )
    phone = fields.Char(related="employer_id.phone")
    main_contact_id = fields.Many2one(related="employer_id.main_contact_id")
    level = fields.Selection(related="employer_id.level")
    user_id = fields.Many2one(
        "res.users",
        string="Officer",
        index=True,
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        help="Who reaches it; its owner unless you choose another.",
    )
    due_date = fields.Date(
        string="By", help="Empty: its turn comes by itself, spread over the campaign."
    )
    skip_reason = fields.Char(string="Skipped because", help="A reason skips it.")
    state = fields.Selection(
        [
            ("to_do", "To do"),
            ("tried", "Tried"),
            ("reached", "Reached"),
            ("skipped", "Skipped"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
        group_expand=True,
    )
    reached_date = fields.Date(string="Reached on", compute="_compute_state", store=True)
    campaign_state = fields.Selection(
        related="campaign_id.state", string="Campaign is", store=True, index=True
    )
    company_id = fields.Many2one(related="campaign_id.company_id", store=True, index=True)

    _employer_uniq = models.UniqueIndex(
        "(campaign_id, employer_id)", "This employer is on the list of this campaign already."
    )

    @api.depends("employer_id", "campaign_id.name")
    def _compute_display_name(self):
        for member in self:
            parts = (member.campaign_id.name, member.employer_id.display_name)
            member.display_name = " · ".join(part for part in parts if part)

    @api.depends("employer_id")
    def _compute_user_id(self):
        for member in self:
            owner = member.employer_id.user_id or member.campaign_id.user_id
            member.user_id = member.user_id or owner

    @api.depends(
        "skip_reason",
        "campaign_id.start_date",
        "campaign_id.end_date",
        "employer_id.interaction_ids.date",
        "employer_id.interaction_ids.is_attempt",
        "employer_id.interaction_ids.is_contact",
    )
    def _compute_state(self):
        """Follow the interactions of the period; read in one query for all campaigns."""
        days = self._interaction_days()
        for member in self:
            campaign = member.campaign_id
            facts = [
                (day, is_contact)
                for day, is_contact in days.get(member.employer_id._origin.id, ())
                if campaign.start_date and campaign.start_date <= day <= campaign.end_date
            ]
            member.reached_date = min((day for day, met in facts if met), default=False)
            member.state = (
                (member.reached_date and "reached")
                or (member.skip_reason and "skipped")
                or (facts and "tried")
                or "to_do"
            )

    def _interaction_days(self):
        """Return {employer id: [(day, was it a contact)]} of what was tried or answered."""
        # sudo: a stored state is the same for every reader; a day and a yes or no leave
        rows = (
            self.env["employer.interaction"]
            .sudo()
            ._read_group(
                [
                    ("employer_id", "in", self.employer_id.ids),
                    "|",
                    ("is_attempt", "=", True),
                    ("is_contact", "=", True),
                ],
                ["employer_id", "date:day"],
                ["is_contact:bool_or"],
            )
        )
        days = {}
        for employer, day, is_contact in rows:
            days.setdefault(employer.id, []).append((day, is_contact))
        return days

    def action_log_contact(self):
        """Open the dialog that logs a contact with this employer."""
        self.ensure_one()
        return self.employer_id.action_log_contact()

    def action_open_employer(self):
        """Open the organisation itself."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "employer.organisation",
            "res_id": self.employer_id.id,
            "views": [(False, "form")],
        }
