# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerInboundIdentify(models.TransientModel):
    """Ask who wrote: a company we know, a new one, a person we follow, nobody of ours."""

    _name = "employer.inbound.identify"
    _description = "Say who wrote"

    inbound_id = fields.Many2one(
        "employer.inbound", string="Letter", required=True, ondelete="cascade"
    )
    email_from = fields.Char(related="inbound_id.email_from", string="From")
    excerpt = fields.Text(related="inbound_id.excerpt", string="Message")
    company_id = fields.Many2one(related="inbound_id.company_id")
    suggested_ids = fields.Many2many(related="inbound_id.suggested_ids", string="It may be")
    answer = fields.Selection(
        [
            ("known", "A company we know"),
            ("new", "A new company"),
            ("person", "A person we follow"),
            ("nobody", "Not for us"),
        ],
        string="It is",
        required=True,
        default=lambda self: self._default_answer(),
    )
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Which company",
        default=lambda self: self._default_employer(),
    )
    name = fields.Char(string="Name of the company")
    vat_number = fields.Char(string="VAT number")
    candidate_id = fields.Many2one("employer.candidate", string="Which person, by code")

    def _inbound(self):
        return self.env["employer.inbound"].browse(self.env.context.get("default_inbound_id"))

    def _default_employer(self):
        suggested = self._inbound().suggested_ids
        return suggested if len(suggested) == 1 else suggested.browse()

    def _default_answer(self):
        return "known" if self._inbound().suggested_ids else "new"

    @api.onchange("inbound_id")
    def _onchange_inbound_id(self):
        self.name = self.name or self.inbound_id.company_name
        self.vat_number = self.vat_number or self.inbound_id.vat_number

    def action_apply(self):
        """Do what the answer means and open the record the message now stands on.

        :raise UserError: when the answer lacks the company or the person
        """
        self.ensure_one()
        inbound, answer = self.inbound_id, self.answer
        if answer == "nobody":
            inbound.action_dismiss()
        elif answer == "person":
            inbound._identify_person(self._asked("candidate_id"))
        elif answer == "known":
            inbound._identify_as(self._asked("employer_id"))
        else:
            vals = {"name": self._asked("name"), "vat_number": self.vat_number or False}
            inbound._identify_new(vals)
        if answer in ("known", "new"):
            return inbound.action_open_record()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_inbound_action"
        )

    def _asked(self, field):
        """Return the value of a field this answer needs.

        :raise UserError: naming it
        """
        if not self[field]:
            label = self._fields[field]._description_string(self.env)
            raise UserError(self.env._("Fill in “%s” first.", label))
        return self[field]
