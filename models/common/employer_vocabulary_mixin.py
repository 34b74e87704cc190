# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.sql import escape_psql


class EmployerVocabularyMixin(models.AbstractModel):
    """Words of a shared list that are found in every language, whatever the user's own.

    Who types beside a telephone uses the word the employer says: "lavapiatti", "cook", "9412".
    Every word typed must stand somewhere: in the code, in the name in any language, or in
    `other_names`. The model has `code` and a translated `name`.
    """

    _name = "employer.vocabulary.mixin"
    _description = "Words found in every language"

    other_names = fields.Char(
        string="Also searched as",
        help="Words people use for it, in any language, with spaces between.",
    )

    @api.model
    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        words = value.split() if operator == "ilike" and isinstance(value, str) else []
        if not words:
            return domain
        return domain | Domain("id", "in", SQL("(%s)", self._query_of_words(words)))

    @api.model
    def _query_of_words(self, words):
        """Return the SELECT (SQL) of the rows in which every one of `words` stands."""
        unaccent = self.env.registry.unaccent
        text = unaccent(
            SQL(
                """concat_ws(' ', v.code, v.other_names,
                             (SELECT string_agg(n.value, ' ') FROM jsonb_each_text(v.name) n))"""
            )
        )
        found = [
            SQL("%s ILIKE %s", text, unaccent(SQL("%s", f"%{escape_psql(word)}%")))
            for word in words
        ]
        return SQL(
            "SELECT v.id FROM %s v WHERE %s",
            SQL.identifier(self._table),
            SQL(" AND ").join(found),
            to_flush=[self._fields[name] for name in ("code", "name", "other_names")],
        )
