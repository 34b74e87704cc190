# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from .employer_import_organisation import contact_facts


class EmployerImportOrganisation(models.AbstractModel):
    """The sentences an import of organisations says: reasons, remarks, changes."""

    _inherit = "employer.import.organisation"

    def _finding_words(self, finding):
        """Return what is wrong with a value of the list."""
        label = self._column_labels()[finding.key]
        if finding.key == "name":
            return self._name_words(finding)
        words = {
            "length": self.env._(
                "%(label)s “%(text)s”: it has 11 digits (or 16 characters for a fiscal code).",
                label=label,
                text=finding.text,
            ),
            "format": self.env._(
                "%(label)s “%(text)s”: a character cannot be there. Correct it in the list, or "
                "empty the cell and add the number once you know it.",
                label=label,
                text=finding.text,
            ),
            "check_digit": self.env._(
                "%(label)s “%(text)s”: the check digit is wrong, so one character is.",
                label=label,
                text=finding.text,
            ),
            "further": self.env._(
                "%(label)s: “%(text)s” is a further one, left out.", label=label, text=finding.text
            ),
            "between_classes": self.env._(
                "%(label)s “%(text)s” lies between two size classes, left out.",
                label=label,
                text=finding.text,
            ),
            "unknown": self.env._(
                "%(label)s “%(text)s” is in neither ATECO 2007 nor 2025: taken, without activity.",
                label=label,
                text=finding.text,
            ),
        }
        return words.get(
            finding.code,
            self.env._(
                "%(label)s “%(text)s” cannot be read, left out.", label=label, text=finding.text
            ),
        )

    def _name_words(self, finding):
        if finding.code == "formula":
            return self.env._("The name “%s” is a formula, not a name.", finding.text)
        return self.env._("The name is missing.")

    def _lookup_remarks(self, row, vals):
        """Return the remarks on values that name no record here."""
        province = row.values.get("province")
        if province and not vals.get("state_id"):
            return [self.env._("Province “%s” is not known, left out.", province)]
        return []

    def _same_number_reasons(self, line, first):
        """Return that another row of the file has the office's number of this one."""
        other = first.get(line.key) if line.key else None
        return [self._repeat_number_words(line.key, other)] if other and other != line else []

    def _repeat_reasons(self, line, rows):
        """Return that a row says again what other rows of the file said."""
        if not rows:
            return []
        first = rows[0]
        code = next(
            (
                code
                for code in ("vat_number", "fiscal_code")
                if line.values.get(code) and line.values[code] == first.values.get(code)
            ),
            None,
        )
        if code:
            return [
                self.env._(
                    "Repeats row %(row)s (“%(name)s”): same %(label)s.",
                    row=first.row,
                    name=first.name,
                    label=self._column_labels()[code],
                )
            ]
        return [
            self.env._(
                "Repeats row %(row)s (“%(name)s”): same name and place.",
                row=first.row,
                name=first.name,
            )
        ]

    def _doubt_reasons(self, found):
        """Return that several known organisations or contacts may be meant."""
        if len(found) < 2:
            return []
        return [
            self.env._(
                "It may be any of: %s. Give the row the VAT number of the right one.",
                ", ".join(f"“{record.display_name}”" for record in found[:5]),
            )
        ]

    def _adopt_words(self, row, contact):
        """Return which contact of the ERP a row takes, and by what it was found."""
        if contact_facts(contact)["vat_number"] in row.values.values():
            return self.env._("Takes the contact “%s”, found by its VAT number.", contact.name)
        return self.env._("Takes the contact “%s”, found by name and place.", contact.name)

    def _archived_words(self, organisation):
        return self.env._(
            "“%s” has this number or name and is archived: restore it first.",
            organisation.display_name,
        )
