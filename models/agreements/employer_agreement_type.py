# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.agreement_text import bullet_list, fill

#: Fields that hold the text: changing one takes the lawyer's check away.
TEXTS = {"template_body_it", "template_body_en"}


class EmployerAgreementType(models.Model):
    """A kind of agreement: what it allows, and the text it is written with. Managers edit.

    The text stands in both languages of the office, whatever languages Odoo shows; names in
    double braces are filled in for each agreement. A change of it takes away the note that the
    office's lawyer has checked it.
    """

    _name = "employer.agreement.type"
    _description = "Agreement type"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    allows_internship = fields.Boolean(string="Covers internships")
    allows_course = fields.Boolean(string="Covers commissioned courses")
    default_months = fields.Integer(string="Default months", default=24)
    notice_days = fields.Integer(
        string="Notice days", default=90, help="Days before the end when Today begins to warn."
    )
    second_notice_days = fields.Integer(
        string="Last notice days",
        default=30,
        help="Days before the end from which its renewal is urgent. For as many days after the "
        "end Today goes on reminding of an agreement that nobody renewed or let end.",
    )
    source = fields.Char(help="Law or act.")
    template_body_it = fields.Html(string="Text in Italian")
    template_body_en = fields.Html(string="Text in English")
    clause_ids = fields.Many2many(
        "employer.agreement.clause",
        string="Clauses",
        help="Proposed on each new agreement of this type.",
    )
    text_checked_date = fields.Date(
        string="Checked on",
        help="When the office's lawyer has read this text. A change of the text empties it.",
    )
    text_checked_by = fields.Char(string="Checked by")
    placeholder_list = fields.Html(string="Placeholders", compute="_compute_placeholder_list")
    preview_it = fields.Html(string="Preview in Italian", compute="_compute_previews")
    preview_en = fields.Html(string="Preview in English", compute="_compute_previews")
    active = fields.Boolean(default=True)

    _check_notices = models.Constraint(
        "CHECK(second_notice_days >= 0 AND notice_days >= 0)", "Notice days are not negative."
    )
    _code_uniq = models.UniqueIndex("(code)", "This agreement type code exists already.")

    @api.depends_context("lang")
    def _compute_placeholder_list(self):
        lines = [
            Markup("<code>{{ %s }}</code> %s") % (name, label)
            for name, label in self.env["employer.agreement"]._placeholder_labels().items()
        ]
        self.placeholder_list = bullet_list(lines)

    @api.depends_context("lang")
    @api.depends("template_body_it", "template_body_en", "clause_ids.body_it", "clause_ids.body_en")
    def _compute_previews(self):
        """Show the text with the name of each value in its place."""
        agreements = self.env["employer.agreement"]
        labels = agreements._placeholder_labels()
        values = {name: Markup("<mark>%s</mark>") % label for name, label in labels.items()}
        for kind in self:
            for language in ("it", "en"):
                text = agreements._compose(
                    kind[f"template_body_{language}"], kind.clause_ids, language
                )
                if agreements._unknown_in([text]):
                    kind[f"preview_{language}"] = text  # while it is being written
                else:
                    kind[f"preview_{language}"] = fill(text, values)

    @api.constrains("template_body_it", "template_body_en")
    def _check_placeholders(self):
        for kind in self:
            self.env["employer.agreement"]._refuse_unknown(
                kind.display_name, [kind.template_body_it, kind.template_body_en]
            )

    def write(self, vals):
        if TEXTS & vals.keys() and "text_checked_date" not in vals:
            vals = {**vals, "text_checked_date": False, "text_checked_by": False}
        return super().write(vals)
