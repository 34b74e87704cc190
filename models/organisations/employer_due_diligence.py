# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.models.common.employer_rule import MANAGER

#: Kinds of check that speak for an organisation unless somebody says otherwise.
CLEARING_KINDS = ("contributions", "compulsory_placement")


class EmployerDueDiligence(models.Model):
    """One thing known about an organisation before persons are sent there, with its evidence.

    A concern or a check in order: what, when, from which source, on which document, entered by
    whom. It decides nothing by itself: who reads it may block the organisation until a date
    (R16). A feature. Every role reads, officers enter and mend their own, managers all.
    """

    _name = "employer.due.diligence"
    _description = "Due diligence"
    _inherit = ["employer.record.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    kind = fields.Selection(
        [
            ("sanction", "Sanction or fine"),
            ("undeclared_work", "Undeclared work"),
            ("exploitation", "Exploitation of labour"),
            ("safety", "Accident or safety breach"),
            ("dispute", "Labour dispute"),
            ("insolvency", "Insolvency or crisis"),
            ("contributions", "Contributions in order (DURC)"),
            ("compulsory_placement", "Compulsory placement (L. 68/1999)"),
            ("other", "Other"),
        ],
        required=True,
    )
    verdict = fields.Selection(
        [("concern", "Concern"), ("clear", "In order")],
        compute="_compute_verdict",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    date = fields.Date(
        required=True, default=fields.Date.context_today, help="When it happened or was checked."
    )
    valid_until = fields.Date(
        string="Holds until", help="As the document says; afterwards ask for a new one."
    )
    source = fields.Char(required=True, help="Who says so: a register, an inspection, a paper.")
    document = fields.Binary(attachment=True)
    document_name = fields.Char(string="File name")
    note = fields.Text(help="No names of persons we follow.")
    user_id = fields.Many2one(
        "res.users",
        string="Entered by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(related="employer_id.company_id", store=True, index=True)
    active = fields.Boolean(default=True)

    _check_validity = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= date)",
        "A check holds until its own day at least.",
    )

    @api.depends("kind", "employer_id.name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for check in self:
            parts = (kinds.get(check.kind), check.employer_id.name)
            check.display_name = " · ".join(part for part in parts if part)

    @api.depends("kind")
    def _compute_verdict(self):
        for check in self:
            check.verdict = "clear" if check.kind in CLEARING_KINDS else "concern"

    @api.model_create_multi
    def create(self, vals_list):
        own = {} if self.env.su else {"user_id": self.env.uid}
        return super().create([{**vals, **own} for vals in vals_list])

    def write(self, vals):
        self.check_access("write")
        self._check_author()
        if not self.env.su:
            self._refuse_names({"user_id"}, vals)
        return super().write(vals)

    def _check_author(self):
        """Let nobody but its author or a manager change evidence.

        :raise UserError: naming the way out
        """
        foreign = self.filtered(lambda check: check.user_id != self.env.user)
        if foreign and not self.env.su and not self.env.user.has_group(MANAGER):
            raise UserError(
                self.env._(
                    "“%s” was entered by a colleague: add what you know as a new line, or ask a "
                    "manager.",
                    foreign[0].display_name,
                )
            )
