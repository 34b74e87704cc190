# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """One contact or attempt, by whatever channel; what was said goes in `summary`.

    Three figures, always together: *attempts* (`is_attempt`), *contacts* (`is_contact`: someone
    answered or was met; mass mail never; one per company and day in the figures) and *companies
    reached*. One about a person is protected: seen by that person's team only (room *people*).
    """

    _name = "employer.interaction"
    _description = "Interaction"
    _order = "date desc, id desc"
    _check_company_auto = True

    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("visit", "Visit"),
            ("video", "Video call"),
            ("mail", "E-mail"),
            ("pec", "PEC"),
            ("whatsapp", "WhatsApp"),
            ("sms", "SMS"),
            ("event", "Event"),
            ("counter", "At our desk"),
        ],
        required=True,
        default="phone",
    )
    direction = fields.Selection(
        [("out", "We contacted them"), ("in", "They contacted us")], required=True, default="out"
    )
    outcome = fields.Selection(
        [
            ("reached", "Reached, spoke"),
            ("interested", "Interested"),
            ("not_interested", "Not interested"),
            ("call_back", "Call back later"),
            ("no_answer", "No answer"),
            ("wrong_contact", "Wrong number or address"),
            ("sent", "Sent, no answer yet"),
        ],
        required=True,
        default="reached",
    )
    is_mass_mail = fields.Boolean(help="One text to many: neither an attempt nor a contact.")
    is_attempt = fields.Boolean(compute="_compute_kind", store=True)
    is_contact = fields.Boolean(
        compute="_compute_kind", store=True, help="Someone answered or was met."
    )
    minutes = fields.Integer()
    summary = fields.Text()
    employer_id = fields.Many2one(
        "employer.organisation", index=True, ondelete="restrict", check_company=True
    )
    contact_id = fields.Many2one("res.partner", string="Spoke with", index="btree_not_null")
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    scouting_id = fields.Many2one(
        "employer.scouting", index="btree_not_null", check_company=True, ondelete="set null"
    )
    next_step = fields.Char()
    next_step_date = fields.Date()

    _employer_date_idx = models.Index("(employer_id, date)")
    _check_minutes = models.Constraint("CHECK(minutes >= 0)", "Minutes cannot be negative.")
