# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerAgreementClause(models.Model):
    """A paragraph that agreements share: reusable, in its order, optional in each agreement.

    It stands where the text says `{{ clauses }}`, else at its end. Everyone reads, managers edit;
    a change reaches the agreements whose text is not fixed yet.
    """

    _name = "employer.agreement.clause"
    _description = "Agreement clause"
    _order = "sequence, name, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(string="Clause", required=True, translate=True)
    body_it = fields.Html(string="Clause in Italian")
    body_en = fields.Html(string="Clause in English")
    source = fields.Char(help="Law or act.")
    active = fields.Boolean(default=True)

    @api.constrains("body_it", "body_en")
    def _check_placeholders(self):
        for clause in self:
            self.env["employer.agreement"]._refuse_unknown(
                clause.display_name, [clause.body_it, clause.body_en]
            )
