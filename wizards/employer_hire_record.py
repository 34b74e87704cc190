# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class EmployerHireRecord(models.TransientModel):
    """Record a hire: who, where, the first contract, and how it became known.

    After an internship that goes on it offers to end it the day before, because hired. Where the
    person works there already, or did until 30 days before, it adds a further contract instead.
    """

    _name = "employer.hire.record"
    _description = "Record a hire"
    _check_company_auto = True

    internship_id = fields.Many2one("employer.internship", ondelete="cascade")
    candidacy_id = fields.Many2one("employer.candidacy", ondelete="cascade")
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        compute="_compute_candidate_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="cascade",
    )
    employer_id = fields.Many2one(
        "employer.organisation",
        compute="_compute_employer_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="cascade",
    )
    legal_employer_id = fields.Many2one(
        "employer.organisation",
        string="Legal employer",
        ondelete="cascade",
        domain="[('kind', '=', 'agency')]",
        help="The agency, where an agency employs.",
    )
    origin = fields.Selection(
        selection=lambda self: self.env["employer.hire"]._fields["origin"].selection,
        compute="_compute_origin",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    relation_id = fields.Many2one(
        "employer.hire", string="Further contract of", compute="_compute_relation_id"
    )
    proposed_internship_id = fields.Many2one(
        "employer.internship", string="After internship", compute="_compute_is_other_internship"
    )
    is_other_internship = fields.Boolean(compute="_compute_is_other_internship")
    internship_choice_reason = fields.Char(string="Why this internship")
    family = fields.Selection(
        selection=lambda self: self.env["employer.hire.contract"]._fields["family"].selection,
        string="Contract",
        required=True,
        default="fixed_term",
    )
    unilav_code = fields.Char(string="UNILAV code")
    start_date = fields.Date(string="First day", required=True, default=fields.Date.context_today)
    end_date = fields.Date(string="Last day", help="Included. Empty: no end.")
    weekly_hours = fields.Float(string="Weekly hours")
    pay_band = fields.Selection(
        string="Pay band",
        selection=lambda self: self.env["employer.hire.contract"]._fields["pay_band"].selection,
    )
    known_from = fields.Selection(
        selection=lambda self: self.env["employer.hire"]._fields["known_from"].selection,
        string="Known from",
        required=True,
        default="company",
    )
    known_date = fields.Date(string="Known on", required=True, default=fields.Date.context_today)
    internship_last_day = fields.Date(compute="_compute_internship_last_day")
    is_internship_ended = fields.Boolean(
        string="End the internship, because hired",
        compute="_compute_is_internship_ended",
        store=True,
        readonly=False,
        precompute=True,
    )

    # One method a field: one that is given is left alone together with all that share its method

    @api.depends("internship_id", "candidacy_id")
    def _compute_candidate_id(self):
        for wizard in self:
            source = wizard.internship_id or wizard.candidacy_id
            wizard.candidate_id = source.candidate_id or wizard.candidate_id

    @api.depends("internship_id", "candidacy_id")
    def _compute_employer_id(self):
        for wizard in self:
            source = wizard.internship_id or wizard.candidacy_id
            wizard.employer_id = source.employer_id or wizard.employer_id

    @api.depends("candidate_id", "employer_id", "start_date", "internship_id", "relation_id")
    def _compute_origin(self):
        hires = self.env["employer.hire"]
        for wizard in self:
            internship = wizard.internship_id
            if wizard.relation_id:
                wizard.origin = wizard.relation_id.origin
            elif internship:
                here = internship.employer_id == wizard.employer_id
                wizard.origin = "internship_here" if here else "internship_elsewhere"
            else:
                wizard.origin = (
                    hires._propose_origin(
                        wizard.candidate_id,
                        wizard.start_date,
                        wizard.employer_id,
                        wizard.candidacy_id,
                    )
                    or wizard.origin
                )

    @api.depends("candidate_id", "employer_id", "start_date")
    def _compute_relation_id(self):
        hires = self.env["employer.hire"]
        for wizard in self:
            wizard.relation_id = hires._relation_on(
                wizard.candidate_id, wizard.employer_id, wizard.start_date
            )

    @api.depends("candidate_id", "employer_id", "start_date", "internship_id", "origin")
    def _compute_is_other_internship(self):
        """The internship of R12, unless credited already; and whether another one, or none, is
        chosen."""
        hires = self.env["employer.hire"]
        for wizard in self:
            proposed = hires._last_internship(
                wizard.candidate_id, wizard.start_date, wizard.employer_id
            )
            proposed = proposed if not proposed.hire_ids else proposed.browse()
            chosen = wizard.internship_id
            if not chosen and wizard.origin in (False, "internship_here"):
                chosen = proposed
            wizard.proposed_internship_id = proposed
            wizard.is_other_internship = bool(proposed and proposed != chosen)

    @api.depends("internship_id", "start_date")
    def _compute_internship_last_day(self):
        """The day before the hire, if the internship goes on and that day is not to come."""
        today = fields.Date.context_today(self)
        for wizard in self:
            internship, last = wizard.internship_id, False
            if internship.state in ("running", "suspended") and wizard.start_date:
                last = min(wizard.start_date - timedelta(days=1), internship.planned_end_date)
                if last > today or last < internship.start_date:
                    last = False
            wizard.internship_last_day = last

    @api.depends("internship_last_day")
    def _compute_is_internship_ended(self):
        for wizard in self:
            wizard.is_internship_ended = bool(wizard.internship_last_day)

    def action_apply(self):
        """Create the hire with its first contract, or add one to the hire that goes on; end the
        internship where asked.

        :return: the form of the hire
        :raise ValidationError: when the contract is another relation's, or by R12
        """
        self.ensure_one()
        hire = self.relation_id
        if hire:
            hire.write({"contract_ids": [Command.create(self._contract_vals())]})
        else:
            hire = self.env["employer.hire"].create(self._hire_vals())
        if self.is_internship_ended:
            self._end_internship()
        return {
            "type": "ir.actions.act_window",
            "res_model": "employer.hire",
            "res_id": hire.id,
            "view_mode": "form",
        }

    def _hire_vals(self):
        vals = {
            "candidate_id": self.candidate_id.id,
            "employer_id": self.employer_id.id,
            "legal_employer_id": self.legal_employer_id.id,
            "origin": self.origin,
            "candidacy_id": self._candidacy().id,
            "internship_choice_reason": self.internship_choice_reason,
            "programme_id": self.internship_id.programme_id.id,
            "team_id": self.internship_id.team_id.id or self.candidate_id.team_id.id,
            "company_id": self.employer_id.company_id.id,
            "known_from": self.known_from,
            "known_date": self.known_date,
            "contract_ids": [Command.create(self._contract_vals())],
        }
        if self.internship_id:
            vals["internship_id"] = self.internship_id.id
            vals["unit_id"] = self.internship_id.unit_id.id
        return vals

    def _candidacy(self):
        """Return the candidacy this hire fulfils: none where somebody else employs."""
        candidacy = self.candidacy_id or self.internship_id.candidacy_id
        return candidacy.filtered(
            lambda one: (one.candidate_id, one.employer_id) == (self.candidate_id, self.employer_id)
        )

    def _contract_vals(self):
        names = ("family", "unilav_code", "start_date", "end_date", "weekly_hours", "pay_band")
        return {name: self[name] for name in names}

    def _end_internship(self):
        internship, last = self.internship_id, self.internship_last_day
        if not last:
            raise UserError(
                self.env._(
                    "%(internship)s cannot end on the day before the hire yet: record the hire "
                    "without ending it, and end it on its last day.",
                    internship=internship.display_name,
                )
            )
        kind = "early_hired" if last < internship.planned_end_date else "term"
        internship._end({"actual_end_date": last, "end_kind": kind})
