# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.identifiers import normalise_person_fiscal_code


class EmployerCandidateIdentity(models.Model):
    """Who a person is: one row each, deleted at erasure, opened by `action_open_identity` alone.

    Readable only by whom the design entitles (own team; the officer of the vacancy the person was
    selected for or of the employer of a running internship; the privacy officer) *and* only while
    that user has a fresh disclosure row for the person: reading without leaving a trace is refused
    by record rule, over RPC too.
    """

    _name = "employer.candidate.identity"
    _description = "Personal data"
    _inherit = ["employer.record.mixin"]
    _order = "last_name, first_name"
    # the code, as everywhere: a name never stands in a title, an error or a message
    _rec_names_search = ["candidate_id.code"]

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, index=True, ondelete="cascade"
    )
    first_name = fields.Char(string="First name", required=True)
    last_name = fields.Char(string="Last name", required=True)
    birth_date = fields.Date(string="Birth date")
    email = fields.Char()
    phone = fields.Char()
    safe_hours = fields.Char(string="Safe hours to contact")
    fiscal_code = fields.Char(
        string="Fiscal code",
        index="btree_not_null",
        help="16 characters, or the 11 digits of a provisional one.",
    )
    former_fiscal_codes = fields.Char(
        string="Former fiscal codes", readonly=True, help="Codes the person had before."
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="Only if the office keeps this person as a contact already: every employee of the "
        "ERP reads contacts.",
    )
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _candidate_uniq = models.UniqueIndex("(candidate_id)", "This person's data exist already.")
    _fiscal_code_uniq = models.UniqueIndex(
        "(fiscal_code, company_id) WHERE fiscal_code IS NOT NULL",
        "This fiscal code is known in this office already.",
    )

    @api.depends("candidate_id.code")
    def _compute_display_name(self):
        for identity in self:
            identity.display_name = identity.candidate_id.code

    # ---- CRUD

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._with_fiscal_code(vals) for vals in vals_list]
        persons = self.env["employer.candidate"].browse(vals["candidate_id"] for vals in vals_list)
        self._check_duplicates(vals_list)
        self.env["employer.disclosure"]._log(persons, "entered")
        return super().create(vals_list)

    def write(self, vals):
        if "candidate_id" in vals and self.candidate_id.ids not in ([], [vals["candidate_id"]]):
            raise ValidationError(
                self.env._("Personal data stay with their person: enter those of the other anew.")
            )
        vals = self._with_fiscal_code(vals)
        if "fiscal_code" not in vals:
            return super().write(vals)
        for identity in self:
            identity._check_duplicates([{**vals, "candidate_id": identity.candidate_id.id}])
            super(EmployerCandidateIdentity, identity).write(identity._with_history(vals))
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_log(self):
        self.env["employer.disclosure"]._log(self.candidate_id, "erased")

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """A file with names leaves a trace for each person, from whatever model it is asked."""
        self.env["employer.disclosure"]._log(self.candidate_id, "exported")
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    # ---- fiscal code

    @api.model
    def _with_fiscal_code(self, vals):
        """Return `vals` with the fiscal code in its one spelling.

        :raise ValidationError: when it is neither 16 characters nor 11 digits that check
        """
        if not vals.get("fiscal_code"):
            return {**vals, "fiscal_code": False} if "fiscal_code" in vals else vals
        try:
            return {**vals, "fiscal_code": normalise_person_fiscal_code(vals["fiscal_code"])}
        except ValueError as error:
            raise ValidationError(self._fiscal_code_reason(str(error))) from error

    @api.model
    def _fiscal_code_reason(self, reason):
        sentences = {
            "length": self.env._("A fiscal code has 16 characters, a provisional one 11 digits."),
            "format": self.env._("This fiscal code has a character where it cannot be."),
            "check_digit": self.env._(
                "The last character of this fiscal code does not fit the rest."
            ),
        }
        return sentences.get(reason, sentences["length"])

    def _with_history(self, vals):
        """Return `vals` with the code that is being replaced among the former ones."""
        self.ensure_one()
        if not self.fiscal_code or self.fiscal_code == vals["fiscal_code"]:
            return vals
        former = [code for code in (self.former_fiscal_codes or "").split(", ") if code]
        former.append(self.fiscal_code)
        return {**vals, "former_fiscal_codes": ", ".join(dict.fromkeys(former))}

    @api.model
    def _check_duplicates(self, vals_list):
        """Refuse a fiscal code another person of the office has or had.

        :raise ValidationError: naming that person's code to who may open it, neutral to others
        """
        for vals in vals_list:
            if vals.get("fiscal_code"):
                person = self.env["employer.candidate"].browse(vals["candidate_id"])
                self._check_duplicate(vals["fiscal_code"], person)

    @api.model
    def _check_duplicate(self, fiscal_code, person):
        other_sudo = self._find_by_fiscal_code(fiscal_code, person.company_id) - person.sudo()
        if not other_sudo:
            return
        known = other_sudo.filtered_domain(person._identity_entitlement_domain())
        if known:
            raise ValidationError(
                self.env._("%s has this fiscal code already: go on there.", known[0].code)
            )
        raise ValidationError(
            self.env._(
                "This fiscal code is known in this office already. "
                "Ask the privacy officer whom to talk to before entering it again."
            )
        )

    @api.model
    def _find_by_fiscal_code(self, fiscal_code, company):
        """Return the persons of the office with this code now or before, in sudo.

        The caller decides what the user may know of them.
        """
        code = Domain("fiscal_code", "=", fiscal_code)
        code |= Domain("former_fiscal_codes", "ilike", fiscal_code)
        # sudo: a duplicate of another team must be found, and never shown
        return self.sudo().search(code & Domain("company_id", "=", company.id)).candidate_id

    @api.constrains("birth_date")
    def _check_birth_date(self):
        for identity in self:
            if identity.birth_date and identity.birth_date > fields.Date.context_today(self):
                raise ValidationError(
                    self.env._("%s cannot be born in the future.", identity.candidate_id.code)
                )
