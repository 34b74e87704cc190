# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from ..tools import person_row
from ..tools.column_mapping import recogniser


class EmployerImportSheet(models.Model):
    """A sheet that names persons: recognised on reading, shown without samples."""

    _inherit = "employer.import.sheet"

    is_persons = fields.Boolean(string="Names persons", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        sheets = super().create(vals_list)
        sheets._protect_persons()
        return sheets

    def write(self, vals):
        # no client may say that a sheet names nobody
        self._refuse_names(set() if self.env.su else {"is_persons"}, vals)
        result = super().write(vals)
        if "target" in vals:
            self._protect_persons()
        return result

    @api.model
    def _prepare(self, record, table, is_only):
        vals = super()._prepare(record, table, is_only)
        kind = self._targets().get(vals["target"])
        target = kind and self.env[kind]
        vals["is_persons"] = (
            bool(kind and target._holds_persons())
            or self._names_persons(table)
            # a company's sheet has its contact persons
            or (vals["target"] != "organisation" and self._has_full_names(table))
        )
        if kind and target._is_about_persons() and not record._may_import_persons():
            vals["target"] = False
        return vals

    @api.model
    def _names_persons(self, table):
        """Return whether a heading says who a person is, whatever kind of sheet was recognised."""
        columns = [
            column
            for model in self._targets().values()
            for column in self.env[model]._columns()
            if column.key in self.env[model]._telling_keys()
        ]
        return any(map(recogniser(columns), table.headings))

    @api.model
    def _has_full_names(self, table):
        """Return whether a heading announces first and last names in one column."""
        return any(map(recogniser([person_row.FULL_NAME]), table.headings))

    def _protect_persons(self):
        """Keep what names persons from everybody but the importer, and out of the samples.

        :raise AccessError: when the user may not import persons or facts about them
        """
        chosen = self.filtered("target")
        if any(sheet._target()._is_about_persons() for sheet in chosen):
            chosen.import_id._check_may_import_persons()
        kinds = chosen.filtered(lambda sheet: sheet._target()._holds_persons())
        # sudo: flags and samples are the server's to write
        kinds.sudo().is_persons = True
        persons = self.filtered("is_persons")
        persons.import_id.sudo().holds_persons = True
        persons.column_ids.sudo().filtered(lambda column: not column._may_be_shown()).sample = False

    def _lines_to_mend(self, what):
        """Return them without persons' rows that are done: blanked, read again all are refused."""
        lines = super()._lines_to_mend(what)
        if what == "remarks" and self._target()._holds_persons():
            return lines.filtered(lambda line: line.status == "planned")
        return lines

    def _forget_persons(self):
        """Blank every row of these sheets, for good: nothing is left to mend."""
        # sudo: rows are the server's; the user was checked on the import
        self.line_ids.sudo().write({"raw": [], "values": False})
