# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models
from odoo.fields import Domain


class EmployerImportCandidate(models.AbstractModel):
    """The sentences an import of persons says: columns and codes, never who somebody is."""

    _inherit = "employer.import.candidate"

    def _problem_words(self, code, key):
        """Return why a row is refused."""
        label = self._column_labels()[key]
        words = {
            "missing": self.env._("%s: missing.", label),
            "future": self.env._("%s: this day is still to come.", label),
            "impossible": self.env._("%s: there is no such day.", label),
            "no_year": self.env._("%s: the year is missing.", label),
            "length": self.env._("%s: it has 16 characters, a provisional one 11 digits.", label),
            "check_digit": self.env._("%s: the last character does not fit the rest.", label),
        }
        return words.get(code, self.env._("%s: it cannot be read.", label))

    def _remark_words(self, code, key):
        """Return what is left out of a row."""
        label = self._column_labels()[key]
        words = {
            "further": self.env._("%s: only the first one is taken.", label),
            "unknown": self.env._("%s: not known, left out.", label),
        }
        return words.get(code, self.env._("%s: it cannot be read, left out.", label))

    def _no_code_words(self, code):
        return self.env._(
            "“%s” is no code of a person: it has two characters at least (letters, digits, / . -), "
            "no spaces and a digit.",
            code,
        )

    def _no_partner_words(self, name):
        return self.env._(
            "Sent by “%s”, which is no partner organisation here: kept as a text with the "
            "protected data.",
            name,
        )

    def _by_hand_words(self, code):
        return self.env._(
            "%s is here already and did not come with a list: if it is this person, take the row "
            "out and go on there; if not, give the row another code.",
            code,
        )

    def _another_words(self, code):
        return self.env._(
            "%s is another person here, by name and birth date: give the row its own code, or "
            "take it out.",
            code,
        )

    def _repeat_person_words(self, line):
        return self.env._(
            "The same name and birth date, or fiscal code, as row %s: if it is one person, take "
            "one of the rows out.",
            line.row,
        )

    def _double_words(self, candidate_id):
        """Return that somebody here may be the same person, by code to who may know it."""
        persons = self.env["employer.candidate"]
        # sudo: the user's own entitlement decides whether the code is told
        known = persons.sudo().search(
            Domain("id", "=", candidate_id)
            & (persons._identity_entitlement_domain() | self._own_lists_domain())
        )
        if known:
            return self.env._(
                "The same name and birth date, or fiscal code, as %s here: if it is this person, "
                "take the row out and go on there; if not, the person is entered with New person.",
                known.code,
            )
        return self.env._(
            "The same name and birth date, or fiscal code, as somebody known here already. Ask the "
            "privacy officer whom to talk to before entering the person again."
        )

    def _own_lists_domain(self):
        """Return the domain of the persons that came with a list of this user."""
        lines = self.env["employer.import.line"].search_fetch(
            [
                ("res_model", "=", "employer.candidate"),
                ("import_id.user_id", "=", self.env.uid),
                ("status", "in", ("done", "kept")),
            ],
            ["res_id"],
        )
        return Domain("id", "in", lines.mapped("res_id"))

    def _different_words(self, name):
        return self.env._(
            "%s: not what is kept here, which stays. Correct it on the person.",
            self._identity_label(name),
        )

    def _filled_words(self, names):
        return self.env._("Filled in: %s.", ", ".join(map(self._identity_label, names)))

    def _identity_label(self, name):
        for model in ("employer.candidate.identity", "employer.candidate.protected"):
            field = self.env[model]._fields.get(name)
            if field:
                return field._description_string(self.env)
        return name

    def _touched_words(self):
        return self.env._("Personal data or programmes changed since the import.")
