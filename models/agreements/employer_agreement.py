# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreement(models.Model):
    """A written agreement between the municipality and an organisation.

    draft → negotiation → to_sign → active → expired / terminated, or refused before it is
    active. The end passes by itself (nightly). A renewal is a new agreement linked to the old
    one (`renewed_from_id`). Every role reads, officers write, only managers delete drafts.
    """

    _name = "employer.agreement"
    _description = "Agreement"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "start_date desc, id desc"
    _rec_names_search = ["name", "employer_id.name", "protocol_number", "act_number"]
    _check_company_auto = True
    _transitions = {
        "draft": ("negotiation", "to_sign", "active", "refused"),
        "negotiation": ("draft", "to_sign", "active", "refused"),
        "to_sign": ("negotiation", "active", "refused"),
        "active": ("expired", "terminated"),
        "expired": (),
        "terminated": (),
        "refused": ("draft",),
    }
    _milestone_dates = {
        "active": "start_date",
        "expired": "end_date",
        "terminated": "termination_date",
    }

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    title = fields.Char()
    agreement_type_id = fields.Many2one(
        "employer.agreement.type", string="Type", required=True, ondelete="restrict", tracking=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("negotiation", "In negotiation"),
            ("to_sign", "To sign"),
            ("active", "Active"),
            ("expired", "Expired"),
            ("terminated", "Terminated"),
            ("refused", "Refused"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    contact_id = fields.Many2one("res.partner", string="Contact person", index="btree_not_null")
    unit_ids = fields.Many2many("res.partner", string="Units covered", help="Empty: all units.")
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    scouting_id = fields.Many2one(
        "employer.scouting", index="btree_not_null", check_company=True, ondelete="set null"
    )
    workshop_id = fields.Many2one("event.event", index="btree_not_null", ondelete="set null")
    protocol_number = fields.Char(copy=False)
    act_number = fields.Char(string="Act number", copy=False)
    start_date = fields.Date(tracking=True, copy=False)
    end_date = fields.Date(tracking=True, copy=False)
    signature_date = fields.Date(tracking=True, copy=False)
    termination_date = fields.Date(copy=False)
    termination_reason = fields.Text(copy=False)
    renewed_from_id = fields.Many2one(
        "employer.agreement", copy=False, index="btree_not_null", ondelete="restrict"
    )
    renewal_ids = fields.One2many("employer.agreement", "renewed_from_id", string="Renewals")
    commitment_ids = fields.One2many(
        "employer.commitment", "agreement_id", string="Commitments", copy=True
    )
    notes = fields.Html()

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR start_date IS NULL OR end_date >= start_date)",
        "An agreement must end on or after the day it starts.",
    )
    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This agreement number exists already."
    )
