# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

CEFR = [
    ("a0", "None"),
    ("a1", "A1"),
    ("a2", "A2"),
    ("b1", "B1"),
    ("b2", "B2"),
    ("c1", "C1"),
    ("c2", "C2"),
]


class EmployerCandidateLanguage(models.Model):
    """A language of a person by CEFR skill; the whole is the lowest of the four."""

    _name = "employer.candidate.language"
    _description = "Language of a person"
    _inherit = ["employer.record.mixin"]

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, index=True, ondelete="cascade"
    )
    language_id = fields.Many2one("employer.language", required=True, ondelete="restrict")
    listening = fields.Selection(CEFR)
    reading = fields.Selection(CEFR)
    speaking = fields.Selection(CEFR)
    writing = fields.Selection(CEFR)
    overall = fields.Selection(
        CEFR, compute="_compute_overall", store=True, help="The lowest of the four skills."
    )
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    # from a language to who speaks it, without a look at the lines themselves
    _match_idx = models.Index("(language_id, candidate_id) INCLUDE (overall)")
    _language_uniq = models.UniqueIndex(
        "(candidate_id, language_id)", "This person has this language already."
    )

    @api.depends("listening", "reading", "speaking", "writing")
    def _compute_overall(self):
        for line in self:
            levels = [line.listening, line.reading, line.speaking, line.writing]
            line.overall = min(filter(None, levels), default=False)

    @api.depends("language_id.name", "overall")
    def _compute_display_name(self):
        labels = dict(CEFR)
        for line in self:
            parts = [line.language_id.name or "", labels.get(line.overall, "")]
            line.display_name = " ".join(filter(None, parts))
