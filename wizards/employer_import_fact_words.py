# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerImportFact(models.AbstractModel):
    """The sentences an import of facts says: why a row is refused, what is missing."""

    _inherit = "employer.import.fact"

    def _label_of(self, column):
        return self._column_labels()[column]

    def _unreadable_words(self, column, code, text):
        """Return why a cell cannot be read; `code` is what `tools.office_values` raised."""
        label = self._label_of(column)
        words = {
            "impossible": self.env._(
                "%(label)s “%(text)s”: there is no such day. Write day/month/year.",
                label=label,
                text=text,
            ),
            "no_year": self.env._(
                "%(label)s “%(text)s”: the year is missing. Write day/month/year.",
                label=label,
                text=text,
            ),
            "unreadable": self.env._(
                "%(label)s “%(text)s” cannot be read. Write day/month/year.",
                label=label,
                text=text,
            ),
        }
        return words.get(
            code,
            self.env._(
                "%(label)s “%(text)s” cannot be read. Write a number, in digits.",
                label=label,
                text=text,
            ),
        )

    def _empty_words(self, column):
        return self.env._("%s is empty.", self._label_of(column))

    def _unknown_word_words(self, column, text, known):
        return self.env._(
            "%(label)s “%(text)s” is not known. Write one of: %(known)s.",
            label=self._label_of(column),
            text=text,
            known=", ".join(known),
        )

    def _number_taken_words(self, fact):
        return self.env._(
            "This number is “%s” already, and the company is another. Correct the number or the "
            "company.",
            fact.display_name,
        )

    def _missing_words(self, labels):
        """Return what a past fact does not say and is imported without."""
        return self.env._("Still missing: %s.", ", ".join(labels))

    def _before_words(self, later, earlier):
        """Return that a day lies before the one it follows; both are keys of columns."""
        return self.env._(
            "%(later)s lies before %(earlier)s.",
            later=self._label_of(later),
            earlier=self._label_of(earlier),
        )

    def _future_words(self, column):
        return self.env._("%s lies in the future.", self._label_of(column))

    # ---- links

    def _link_problem_words(self, column, number, link):
        """Return why a number stands for nothing, and the way out."""
        if link:
            return self.env._(
                "%(label)s %(number)s: its row was refused (sheet “%(sheet)s”, row %(row)s). "
                "Mend that row and import both.",
                label=self._label_of(column),
                number=number,
                sheet=link.line.sheet_id.name or "",
                row=link.line.row,
            )
        return self.env._(
            "%(label)s %(number)s is in no sheet “%(kind)s”, neither of this file nor of an "
            "earlier import. Correct the number, or add the row there.",
            label=self._label_of(column),
            number=number,
            kind=self._kind_label(column),
        )

    def _earlier_words(self, column, number, link):
        return self.env._(
            "%(label)s %(number)s was read as “%(name)s”, from an earlier import.",
            label=self._label_of(column),
            number=number,
            name=link.line.name or "",
        )

    def _lost_words(self, line):
        return self.env._(
            "It refers to row %(row)s of the sheet “%(sheet)s”, which could not be imported.",
            row=line.row,
            sheet=line.sheet_id.name or "",
        )

    def _kind_label(self, column):
        """Return the name of the kind of sheet a column's numbers belong to."""
        kind, _field = self._link_columns()[column]
        return self.env[self.env["employer.import.sheet"]._targets()[kind]]._label()
