# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .employer_hire_contract import FAMILIES


class EmployerHire(models.Model):
    """A working relation between an employer and a person, and the contracts it consists of.

    Extensions, transformations and re-hires within 30 days are further contracts, never new
    hires. It credits at most one internship: the last of that person at that host within the
    window (R12). Officers and tutors write; the person stands here by code.

    Recording a hire moves its candidacy to *hired*, sets the internship's outcome and opens the
    follow-ups; archiving or deleting it (a hire recorded by mistake) takes the candidacy back.
    """

    _name = "employer.hire"
    _description = "Hire"
    _inherit = ["employer.record.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "start_date desc, id desc"
    _rec_names_search = ["name", "candidate_id.code", "employer_id.name"]
    _check_company_auto = True

    # Identity
    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    active = fields.Boolean(default=True)

    # Parties
    employer_id = fields.Many2one(
        "employer.organisation",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
        help="Where the person works.",
    )
    partner_id = fields.Many2one(
        related="employer_id.partner_id", string="Employer contact", export_string_translation=False
    )
    unit_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        domain="[('parent_id', '=', partner_id), ('is_operating_unit', '=', True)]",
    )
    legal_employer_id = fields.Many2one(
        "employer.organisation",
        string="Legal employer",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('kind', '=', 'agency')]",
        help="The agency, where an agency employs.",
    )
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )

    # Where it comes from
    origin = fields.Selection(
        [
            ("internship_here", "Internship here"),
            ("internship_elsewhere", "Internship elsewhere"),
            ("direct", "Direct matching"),
            ("person", "Found by the person"),
            ("unknown", "Not known"),
        ],
        required=True,
        tracking=True,
    )
    candidacy_id = fields.Many2one(
        "employer.candidacy",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        check_company=True,
    )
    internship_id = fields.Many2one(
        "employer.internship",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        check_company=True,
        domain="[('candidate_id', '=', candidate_id)]",
        help="The one internship this hire is credited to (R12).",
    )
    proposed_internship_id = fields.Many2one(
        "employer.internship", string="Internship by the rule", compute="_compute_proposed"
    )
    internship_choice_reason = fields.Char(
        string="Why this internship", help="When it is not the one the rule proposes."
    )
    vacancy_id = fields.Many2one(related="candidacy_id.vacancy_id", store=True, index=True)
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)

    # Responsible
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    is_imported = fields.Boolean(
        string="From earlier records",
        readonly=True,
        copy=False,
        help="Came with an import of the office's earlier records: nothing is asked for whose day "
        "was past by then.",
    )

    # How it became known
    known_from = fields.Selection(
        [
            ("company", "The company"),
            ("person", "The person"),
            ("notice", "Compulsory notice"),
            ("partner", "A partner organisation"),
            ("other", "Other"),
        ],
        string="Known from",
        required=True,
        default="company",
    )
    known_date = fields.Date(string="Known on", required=True, default=fields.Date.context_today)

    # Contracts
    contract_ids = fields.One2many(
        "employer.hire.contract", "hire_id", string="Contracts", copy=False
    )
    contract_count = fields.Integer(compute="_compute_contract_dates", store=True)
    start_date = fields.Date(
        string="First day", compute="_compute_contract_dates", store=True, index=True
    )
    end_date = fields.Date(
        string="Last day",
        compute="_compute_contract_dates",
        store=True,
        index=True,
        help="Of the last contract, as agreed or as it truly ended. Empty: no end.",
    )
    contract_family = fields.Selection(
        FAMILIES, string="First contract", compute="_compute_contract_dates", store=True
    )
    last_contract_family = fields.Selection(
        FAMILIES, string="Latest contract", compute="_compute_contract_dates", store=True
    )
    followup_ids = fields.One2many("employer.followup", "hire_id", string="Follow-ups")
    followup_count = fields.Integer(compute="_compute_followup_count")

    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This hire number exists already."
    )
    _internship_uniq = models.UniqueIndex(
        "(internship_id) WHERE internship_id IS NOT NULL AND active",
        "R12: this internship is credited to a hire already.",
    )

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends(
        "contract_ids.start_date",
        "contract_ids.end_date",
        "contract_ids.ended_date",
        "contract_ids.family",
    )
    def _compute_contract_dates(self):
        for hire in self:
            contracts = hire.contract_ids.filtered("start_date").sorted("start_date")
            first, last = contracts[:1], contracts[-1:]
            hire.contract_count = len(contracts)
            hire.start_date = first.start_date
            hire.end_date = last and last._last_day()
            hire.contract_family = first.family
            hire.last_contract_family = last.family

    def _compute_followup_count(self):
        counts = dict(
            self.env["employer.followup"]._read_group(
                [("hire_id", "in", self.ids)], ["hire_id"], ["__count"]
            )
        )
        for hire in self:
            hire.followup_count = counts.get(hire._origin, 0)

    @api.depends("name", "candidate_id.code")
    def _compute_display_name(self):
        for hire in self:
            names = (hire.name, hire.candidate_id.code)
            hire.display_name = " ".join(name for name in names if name)

    @api.onchange("candidate_id", "employer_id", "contract_ids")
    def _onchange_proposal(self):
        """Propose internship and origin from what is on file; a choice made stays."""
        if self.candidate_id and self.employer_id and self.start_date and not self.internship_id:
            self.internship_id = self.proposed_internship_id
        if not self.origin:
            self.origin = self._propose_origin(
                self.candidate_id, self.start_date, self.employer_id, self.candidacy_id
            )

    @api.constrains("candidacy_id", "candidate_id", "employer_id")
    def _check_candidacy(self):
        for hire in self.filtered("candidacy_id"):
            candidacy = hire.candidacy_id
            if (candidacy.candidate_id, candidacy.employer_id) != (
                hire.candidate_id,
                hire.employer_id,
            ):
                raise ValidationError(
                    self.env._(
                        "%(hire)s comes from a list for another person or employer. "
                        "Choose that person and employer, or no list.",
                        hire=hire.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Number hires, complete what follows from the chain, and move what they end.

        :raise ValidationError: without a contract, or when R12 is not answered
        """
        hires = super().create([self._complete(dict(vals)) for vals in vals_list])
        hires._check_has_contract()
        hires._take_effect()
        return hires

    def _complete(self, vals):
        """Return `vals` with number, candidacy, internship and origin where they follow."""
        if vals.get("name", "/") == "/":
            company = vals.get("company_id") or self.env.company.id
            sequence = self.env["ir.sequence"].with_company(company)
            vals["name"] = sequence.next_by_code("employer.hire") or "/"
        candidate = self.env["employer.candidate"].browse(vals.get("candidate_id"))
        employer = self.env["employer.organisation"].browse(vals.get("employer_id"))
        day = self._first_day(vals)
        if "internship_id" not in vals and vals.get("origin") in (None, False, "internship_here"):
            internship = self._last_internship(candidate, day, employer)
            vals["internship_id"] = not internship.hire_ids and internship.id
        internship = self.env["employer.internship"].browse(vals.get("internship_id") or ())
        if internship and not vals.get("candidacy_id") and internship.employer_id == employer:
            vals["candidacy_id"] = internship.candidacy_id.id
        if not vals.get("origin"):
            candidacy = self.env["employer.candidacy"].browse(vals.get("candidacy_id") or ())
            vals["origin"] = self._propose_origin(candidate, day, employer, candidacy)
        return vals

    @api.model
    def _first_day(self, vals):
        """Return the earliest first day among the contracts that `vals` creates."""
        lines = [
            command[2]
            for command in vals.get("contract_ids") or []
            if command[0] == 0 and command[2]
        ]
        days = [fields.Date.to_date(line.get("start_date")) for line in lines]
        return min((day for day in days if day), default=None)

    def write(self, vals):
        if not {"active", "candidacy_id", "internship_id"} & vals.keys():
            return super().write(vals)
        candidacies, internships = self.candidacy_id, self.internship_id
        result = super().write(vals)
        hires = self.filtered("active")
        self._release(candidacies - hires.candidacy_id, internships - hires.internship_id)
        hires._take_effect()
        (self - hires)._sync_followups()
        return result

    def unlink(self):
        candidacies, internships = self.candidacy_id, self.internship_id
        persons = self.candidate_id
        result = super().unlink()
        self._release(candidacies, internships)
        self.env["employer.followup"]._sync_internships(persons.internship_ids)
        return result

    def _check_has_contract(self):
        for hire in self:
            if not hire.contract_ids:
                raise ValidationError(
                    self.env._(
                        "%(hire)s needs its first contract: family and first day.",
                        hire=hire.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # What a hire moves
    # ------------------------------------------------------------------

    def _take_effect(self):
        """Move candidacy and internship to *hired* and open the follow-ups."""
        for hire in self:
            candidacy = hire.candidacy_id
            if candidacy.state != "hired" and candidacy and not candidacy._left_hire_early():
                candidacy.write({"state": "hired"})
            internship = hire.internship_id
            # the outcome is the host's: whoever was hired elsewhere was not hired there
            outcome = "hired" if internship.employer_id == hire.employer_id else "not_hired"
            if internship and internship.outcome != outcome:
                internship.write({"outcome": outcome, "outcome_date": hire.known_date})
        self._sync_followups()

    def _sync_followups(self):
        """Bring the follow-ups of these hires, and of what they follow, up to date."""
        followups = self.env["employer.followup"]
        followups._sync_hires(self)
        followups._sync_internships(self.candidate_id.internship_ids)

    @api.model
    def _release(self, candidacies, internships):
        """Undo what hires recorded by mistake had moved."""
        for candidacy in candidacies.filtered(lambda line: line.state == "hired"):
            started = candidacy.internship_ids.filtered(
                lambda record: record.state in ("running", "suspended", "ended")
            )
            candidacy.write({"state": "in_internship" if started else "selected"})
        for internship in internships:
            if not internship.hire_ids:
                internship.write({"outcome": "unknown", "outcome_date": False})

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_open_followups(self):
        """Open this hire's follow-ups."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Follow-ups"),
            "res_model": "employer.followup",
            "view_mode": "list,form",
            "domain": [("hire_id", "=", self.id)],
        }

    @api.model
    def _action_of(self, domain, context=None):
        """Return the action that lists the hires of `domain`."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hires"),
            "res_model": "employer.hire",
            "view_mode": "list,form,calendar,pivot,graph,activity",
            "domain": domain,
            "context": context or {},
        }
