# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.person_names import without_names

#: What a referral says of work that becomes part of the person's record, as it is.
JOB_FACTS = ("available_from", "weekly_hours", "availability", "area", "licences")


class EmployerReferralIdentity(models.Model):
    """Who a partner means, in the partner's words: one row a referral, deleted when it is over.

    As `employer.candidate.identity`: read by whom the rules entitle (who answers the referral,
    with the own team; the privacy officer) *and* only after `action_open_identity` wrote the
    register. The partner's portal writes it, in sudo; staff correct the person's own record.
    Deleted when the partner withdraws, at erasure, and some months (setting) after the answer.
    """

    _name = "employer.referral.identity"
    _description = "Personal data of a referral"
    _inherit = ["employer.record.mixin"]
    _order = "id desc"
    _rec_names_search = ["referral_id.name"]

    referral_id = fields.Many2one(
        "employer.referral", required=True, readonly=True, index=True, ondelete="cascade"
    )
    first_name = fields.Char(string="First name", required=True, readonly=True)
    last_name = fields.Char(string="Last name", required=True, readonly=True)
    birth_date = fields.Date(string="Birth date", readonly=True)
    fiscal_code = fields.Char(string="Fiscal code", readonly=True, index="btree_not_null")
    phone = fields.Char(readonly=True)
    email = fields.Char(readonly=True)
    safe_hours = fields.Char(string="Safe hours to contact", readonly=True)

    # The profile: what a list would say of the person, made once
    wanted = fields.Text(string="Can do and would like to do", readonly=True)
    languages = fields.Char(readonly=True)
    available_from = fields.Date(string="Available from", readonly=True)
    weekly_hours = fields.Float(string="Hours wanted a week", readonly=True)
    availability = fields.Char(string="Days and shifts", readonly=True)
    area = fields.Char(string="Where the person can work", readonly=True)
    licences = fields.Char(string="Driving licences", readonly=True)

    # What the person said to the partner
    consent_date = fields.Date(
        string="The person agreed on",
        readonly=True,
        help="The partner's form asks for it; empty where staff entered the person.",
    )
    consent_channel = fields.Selection(
        selection=lambda self: self.env["employer.consent"]._fields["channel"].selection,
        string="How the person agreed",
        readonly=True,
        default="in_person",
    )
    may_be_proposed = fields.Boolean(
        string="May be proposed without a name",
        readonly=True,
        help="The person told the partner so; it becomes a consent when the person is taken on.",
    )
    notice_id = fields.Many2one(
        "employer.privacy.notice",
        string="Privacy notice shown",
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="referral_id.company_id", store=True, index=True)

    _referral_uniq = models.UniqueIndex("(referral_id)", "This referral has its data already.")

    @api.depends("referral_id.name")
    def _compute_display_name(self):
        for identity in self:
            identity.display_name = identity.referral_id.name

    @api.model_create_multi
    def create(self, vals_list):
        identity = self.env["employer.candidate.identity"]
        return super().create([identity._with_fiscal_code(vals) for vals in vals_list])

    @api.ondelete(at_uninstall=False)
    def _unlink_log(self):
        self.env["employer.disclosure"]._log(self.referral_id, "erased")

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """A file with names leaves a trace for each person, from whatever model it is asked."""
        self.env["employer.disclosure"]._log(self.referral_id, "exported")
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    def action_erase(self):
        """Delete whom the partner meant, as the privacy officer does; number and answer stay."""
        self.unlink()

    def _matches(self):
        """Return the persons of the office this may be, in sudo, by fiscal code first.

        The caller decides what a user may know of them; a partner never does.
        """
        self.ensure_one()
        identity = self.env["employer.candidate.identity"]
        found = self.env["employer.candidate"].sudo()
        if self.fiscal_code:
            found |= identity._find_by_fiscal_code(self.fiscal_code, self.company_id)
        if self.birth_date:
            # sudo: as above
            rows = identity.sudo().search(
                [
                    ("birth_date", "=", self.birth_date),
                    ("company_id", "=", self.company_id.id),
                ]
            )
            name = self._name_key()
            found |= rows.filtered(lambda row: self._name_key(row) == name).candidate_id
        return found

    def _name_key(self, row=None):
        row = row or self
        return f"{row.first_name} {row.last_name}".casefold().split()

    def _without_names(self, text):
        """Return what the partner wrote, with the person's names replaced by the number.

        The partner knows the names: what becomes the number tells it nothing.
        """
        names = f"{self.first_name} {self.last_name}" if self else ""
        return without_names(text, names, self.referral_id.name) if text else text

    def _job_facts(self):
        """Return the values of a person's record that the profile gives: all roles read them."""
        self.ensure_one()
        facts = {name: self[name] for name in JOB_FACTS if self[name]}
        return {
            name: self._without_names(value) if isinstance(value, str) else value
            for name, value in facts.items()
        }

    @api.autovacuum
    def _gc_answered(self):
        """Forget whom a partner meant, some months after the answer."""
        today = fields.Date.context_today(self)
        for office in self.env["res.company"].search([("employer_referral_months", ">", 0)]):
            limit = today - relativedelta(months=office.employer_referral_months)
            self.search(
                [
                    ("company_id", "=", office.id),
                    ("referral_id.state", "!=", "new"),
                    ("referral_id.answered_date", "<", limit),
                ],
                limit=1000,
            ).unlink()
