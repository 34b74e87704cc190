# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import clean_context

#: What the company said, as the outcome of the contact.
OUTCOMES = {
    "yes": "interested",
    "later": "call_back",
    "no": "not_interested",
    "not_reached": "no_answer",
}


class EmployerProfileOffer(models.TransientModel):
    """A company was told of a person, by code and job facts: logs it; a yes opens a vacancy.

    The vacancy asks for the work the person wants, and its list begins with the person.
    """

    _name = "employer.profile.offer"
    _description = "Profile offered"

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, ondelete="cascade"
    )
    employer_id = fields.Many2one("employer.organisation", required=True, ondelete="cascade")
    partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    contact_id = fields.Many2one(
        "res.partner",
        string="Spoke with",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
    )
    phone = fields.Char(compute="_compute_phone")
    answer = fields.Selection(
        [
            ("yes", "Yes, interested"),
            ("later", "Call back later"),
            ("no", "No"),
            ("not_reached", "Not reached"),
        ],
        required=True,
    )
    occupation_id = fields.Many2one(
        "employer.occupation",
        string="Work",
        compute="_compute_occupation_id",
        store=True,
        readonly=False,
    )
    kind = fields.Selection(
        lambda self: self.env["employer.vacancy"]._fields["kind"]._description_selection(self.env),
        required=True,
        default="internship",
    )
    summary = fields.Text(help="What the company said; nothing that tells who the person is.")
    next_step_date = fields.Date(string="Call back on")

    @api.depends("employer_id")
    def _compute_contact_id(self):
        for offer in self:
            offer.contact_id = offer.employer_id.main_contact_id

    @api.depends("contact_id", "employer_id")
    def _compute_phone(self):
        for offer in self:
            offer.phone = offer.contact_id.phone or offer.employer_id.phone

    @api.depends("candidate_id")
    def _compute_occupation_id(self):
        for offer in self:
            offer.occupation_id = offer.candidate_id.occupation_ids[:1]

    def action_confirm(self):
        """Log the contact; with a yes, open the vacancy whose list begins with the person.

        :raise UserError: without the yes of the person (R14), or for a blocked company (R16)
        """
        self.ensure_one()
        # the defaults of this dialog are none of what it makes: the contact is not about a person
        self = self.with_context(clean_context(self.env.context))
        self.candidate_id._check_may_be_offered()
        if sentence := self.employer_id._block_sentence():
            self.env["employer.rule"]._enforce(self.employer_id, [("R16", sentence)])
        interaction = self.env["employer.interaction"].create(self._interaction_vals())
        if self.answer != "not_reached":
            # sudo: the day is the server's; the user has just logged the offer it follows from
            self.candidate_id.sudo().last_proposed_date = interaction.date
        if self.answer != "yes":
            return {"type": "ir.actions.act_window_close"}
        preselection = self._open_vacancy()
        interaction.vacancy_id = preselection.vacancy_id
        return preselection._action_open()

    def _interaction_vals(self):
        step = self.env._("Call back about a profile") if self.next_step_date else False
        return {
            "employer_id": self.employer_id.id,
            "contact_id": self.contact_id.id,
            "channel": "phone",
            "outcome": OUTCOMES[self.answer],
            "summary": self.summary,
            "offered_candidate_id": self.candidate_id.id,
            "next_step": step,
            "next_step_date": self.next_step_date,
        }

    def _open_vacancy(self):
        """Return the list, with the person first, of a new vacancy for one."""
        vacancy = self.env["employer.vacancy"].create(
            {
                "employer_id": self.employer_id.id,
                "contact_id": self.contact_id.id,
                "name": self.occupation_id.name or self.env._("Position for a profile we offered"),
                "occupation_id": self.occupation_id.id,
                "kind": self.kind,
            }
        )
        preselection = vacancy._draft_list()
        preselection._add_persons(self.candidate_id, "match")
        return preselection
