# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import LazyTranslate, is_html_empty

from odoo.addons.employer_engagement.tools import agreement_text

_lt = LazyTranslate(__name__)

#: What a text may ask for: name -> what stands there. Values come from `_placeholder_values`.
PLACEHOLDERS = {
    "number": _lt("Number of the agreement"),
    "title": _lt("Title of the agreement"),
    "office": _lt("Name of the office"),
    "office_address": _lt("Address of the office"),
    "employer": _lt("Name of the organisation"),
    "employer_address": _lt("Address of the organisation"),
    "employer_vat": _lt("VAT number of the organisation"),
    "employer_fiscal_code": _lt("Fiscal code of the organisation"),
    "contact": _lt("Contact person, who signs for the organisation"),
    "units": _lt("Units covered (all units where none is named)"),
    "start_date": _lt("First day in force"),
    "end_date": _lt("Last day in force"),
    "programme": _lt("Neutral public name of the programme"),
    "amended": _lt("Number and first day of the version this one amends"),
    "commitments": _lt("List of what the organisation promises"),
    "clauses": _lt("Clauses chosen in the agreement, one after the other"),
}
#: Values made of paragraphs.
BLOCKS = ("commitments", "clauses")
#: Without these no text is fixed: an agreement always says from when to when it binds.
NEEDED = ("start_date", "end_date")
#: States in which the text may still change.
OPEN_STATES = ("draft", "negotiation")
#: What the text is made of, closed once it is fixed.
TEXT_FIELDS = {"draft_body", "clause_ids", "document_language"}
#: What the text says, closed while it waits for signatures.
TERM_FIELDS = {
    "agreement_type_id",
    "commitment_ids",
    "contact_id",
    "employer_id",
    "end_date",
    "programme_id",
    "start_date",
    "title",
    "unit_ids",
}
ALL_UNITS = {"it": "tutte le sedi operative", "en": "all operating units"}
AMENDED = {"it": "n. %(number)s del %(day)s", "en": "no. %(number)s of %(day)s"}
#: First line of an amendment whose text does not say it itself.
AMENDMENT_LINE = {
    "it": Markup("<p>Questa versione sostituisce l’accordo {{ amended }}.</p>"),
    "en": Markup("<p>This version replaces the agreement {{ amended }}.</p>"),
}


class EmployerAgreement(models.Model):
    """The text of an agreement.

    While it is open the text follows its type and the clauses chosen, or the office's own
    `draft_body` once somebody has adapted it; both hold placeholders. At *to sign* it is filled in
    once and stays in `body`, which only the server writes: that is what is signed. Back in
    negotiation `body` is emptied.
    """

    _inherit = "employer.agreement"

    document_language = fields.Selection(
        [("it", "Italian"), ("en", "English")],
        string="Language of the text",
        required=True,
        default="it",
    )
    clause_ids = fields.Many2many(
        "employer.agreement.clause",
        string="Clauses",
        compute="_compute_clause_ids",
        store=True,
        readonly=False,
        precompute=True,
    )
    draft_body = fields.Html(
        string="Text of its own", help="Empty: the text of the type. It holds placeholders."
    )
    body = fields.Html(
        string="Text to sign", readonly=True, copy=False, help="Filled in when it goes to sign."
    )
    body_preview = fields.Html(string="Text", compute="_compute_body_preview")
    blank_words = fields.Char(
        string="Left blank",
        compute="_compute_body_preview",
        help="What the text asks for and nobody has written yet.",
    )
    is_text_unchecked = fields.Boolean(compute="_compute_is_text_unchecked")

    # ---- computed

    @api.depends("agreement_type_id")
    def _compute_clause_ids(self):
        """Propose the clauses of the type; another type brings its own."""
        for agreement in self:
            agreement.clause_ids = agreement.agreement_type_id.clause_ids

    @api.depends_context("lang")
    @api.depends("body", "draft_body", "clause_ids", "document_language", *sorted(TERM_FIELDS))
    def _compute_body_preview(self):
        for agreement in self:
            source = agreement._source_text(agreement.document_language)
            if agreement.body or agreement._unknown_in([source]):
                agreement.body_preview = agreement.body or source
                agreement.blank_words = False
            else:
                agreement.body_preview = agreement._render_body()
                agreement.blank_words = ", ".join(agreement._blank_labels(source))

    @api.depends("draft_body", "agreement_type_id.text_checked_date", "document_language")
    def _compute_is_text_unchecked(self):
        for agreement in self:
            language = agreement.document_language
            agreement.is_text_unchecked = bool(
                language
                and not agreement.agreement_type_id.text_checked_date
                and agreement._source_text(language)
                and agreement.state in (*OPEN_STATES, "to_sign")
            )

    # ---- placeholders

    @api.model
    def _placeholder_labels(self):
        """Return {name: what stands there} of the placeholders a text may use."""
        lang = self.env.lang or "en_US"
        return {name: label._translate(lang) for name, label in PLACEHOLDERS.items()}

    @api.model
    def _unknown_in(self, texts):
        """Return the placeholders of `texts` (HTML) that nobody can fill in."""
        names = self._placeholder_labels()
        return [name for text in texts for name in agreement_text.unknown_placeholders(text, names)]

    @api.model
    def _refuse_unknown(self, title, texts):
        """Refuse texts with placeholders that nobody can fill in.

        :raise ValidationError: naming them and those there are
        """
        unknown = self._unknown_in(texts)
        if unknown:
            raise ValidationError(
                self.env._(
                    "“%(title)s” asks for what nobody knows: %(unknown)s. Write one of: %(known)s.",
                    title=title,
                    unknown=", ".join(
                        name if "{" in name else "{{ %s }}" % name for name in unknown
                    ),
                    known=", ".join(self._placeholder_labels()),
                )
            )

    @api.constrains("draft_body")
    def _check_placeholders(self):
        for agreement in self:
            self._refuse_unknown(agreement.display_name, [agreement.draft_body])

    def _placeholder_values(self, language):
        """Return {name: value} for the text in `language` (`it` or `en`); empty where unknown."""
        self.ensure_one()
        employer, amended = self.employer_id, self.amends_id
        units = ", ".join(self.unit_ids.mapped("name")) or ALL_UNITS[language]
        return {
            "number": self.name if self.name != "/" else "",
            "title": self.title,
            "office": self.company_id.name,
            "office_address": self._address(self.company_id.partner_id),
            "employer": employer.name,
            "employer_address": self._address(employer.partner_id),
            "employer_vat": employer.vat_number,
            "employer_fiscal_code": employer.fiscal_code,
            "contact": self.contact_id.name,
            "units": units,
            "start_date": agreement_text.long_date(self.start_date, language),
            "end_date": agreement_text.long_date(self.end_date, language),
            "programme": self.programme_id.public_name,
            "amended": amended
            and AMENDED[language]
            % {
                "number": amended.name,
                "day": agreement_text.long_date(amended.start_date, language),
            },
            "commitments": agreement_text.bullet_list(
                commitment._document_line(language) for commitment in self.commitment_ids
            ),
            "clauses": Markup(""),  # they stand in the text already: `_compose`
        }

    @api.model
    def _address(self, partner):
        town = " ".join(part for part in (partner.zip, partner.city) if part)
        if partner.state_id:
            town = f"{town} ({partner.state_id.code})"
        return ", ".join(part for part in (partner.street, partner.street2, town.strip()) if part)

    # ---- the text

    @api.model
    def _compose(self, text, clauses, language):
        """Return `text` with the bodies of `clauses` where it asks for them, else at its end."""
        bodies = [Markup(clause[f"body_{language}"] or "") for clause in clauses.sorted()]
        block = Markup("").join(bodies)
        if "clauses" not in agreement_text.placeholders(text):
            return Markup(text or "") + block
        known = {name: Markup("{{ %s }}") % name for name in self._placeholder_labels()}
        if self._unknown_in([text]):
            return Markup(text)
        return agreement_text.fill(text, {**known, "clauses": block or Markup("<p></p>")}, BLOCKS)

    def _source_text(self, language):
        """Return the text with its placeholders: its own, else its type's; with its clauses."""
        self.ensure_one()
        own = not is_html_empty(self.draft_body) and self.draft_body
        text = own or self.agreement_type_id[f"template_body_{language}"]
        if is_html_empty(text):
            return Markup("")
        source = self._compose(text, self.clause_ids, language)
        if self.amends_id and "amended" not in agreement_text.placeholders(source):
            source = AMENDMENT_LINE[language] + source
        return source

    def _render_body(self, language=None):
        """Return the text filled in (Markup), empty for a type without one.

        :param language: `it` or `en`; that of the agreement by default
        :raise ValidationError: naming placeholders that nobody can fill in
        """
        self.ensure_one()
        language = language or self.document_language or "it"
        source = self._source_text(language)
        self._refuse_unknown(self.display_name, [source])
        return agreement_text.fill(source, self._placeholder_values(language), BLOCKS)

    def _blank_labels(self, source, names=None):
        """Return what `source` asks for and is not known, in words; only `names` if given."""
        values = self._placeholder_values(self.document_language)
        labels = self._placeholder_labels()
        return [
            labels[name]
            for name in agreement_text.placeholders(source)
            if not values[name] and name not in BLOCKS and (not names or name in names)
        ]

    # ---- fixing it

    def _on_to_sign(self):
        """Fill in the text once: what is signed is `body`. Rooms add the document.

        :raise UserError: when the text asks for a day that is not written
        """
        for agreement in self:
            source = agreement._source_text(agreement.document_language)
            missing = agreement._blank_labels(source, NEEDED)
            if missing:
                raise UserError(
                    self.env._(
                        "“%(record)s” cannot go to sign yet. Fill in first: %(fields)s.",
                        record=agreement.display_name,
                        fields=", ".join(missing),
                    )
                )
            # sudo: the text filled in is the server's, no client writes it
            agreement.sudo().body = agreement._render_body()

    def _on_reopened(self):
        """Take back the text filled in: it is negotiated again."""
        self.sudo().body = False  # the server's own field

    def _is_fully_signed(self):
        """Return whether both sides have signed the document; rooms that sign say so."""
        self.ensure_one()
        return False

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"body"}

    def _check_text_open(self, vals):
        """Refuse to change the text once it is fixed, and its terms while it waits for signatures.

        :raise UserError: naming what is closed and the way out
        """
        for agreement in self:
            closed = set() if agreement.state in OPEN_STATES else TEXT_FIELDS
            if agreement.state == "to_sign" and agreement.body:
                closed = closed | TERM_FIELDS
            written = [
                name for name in closed & vals.keys() if agreement._differs(name, vals[name])
            ]
            if written and vals.get("state") not in OPEN_STATES:
                labels = [agreement._fields[name]._description_string(self.env) for name in written]
                raise UserError(
                    self.env._(
                        "The text of “%(record)s” is fixed: %(fields)s cannot change. Take it back "
                        "to negotiation, or amend it once it is active.",
                        record=agreement.display_name,
                        fields=", ".join(sorted(labels)),
                    )
                )

    def _differs(self, name, value):
        """Return whether writing `value` changes the field (commands always do)."""
        field = self._fields[name]
        if field.type in ("many2many", "one2many"):
            return True
        return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)

    def write(self, vals):
        if not self.env.su:
            self._check_text_open(vals)
        return super().write(vals)

    def action_adapt_text(self):
        """Copy the text of the type, so that this agreement may have its own wording."""
        for agreement in self:
            language = agreement.document_language
            agreement.draft_body = agreement.agreement_type_id[f"template_body_{language}"]

    def action_follow_type(self):
        """Give up the wording of its own: the text is that of the type again."""
        self.write({"draft_body": False})
