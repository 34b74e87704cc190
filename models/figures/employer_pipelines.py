# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_date, format_datetime

from ...tools.workbook_writer import SheetColumn, WorkbookWriter
from .pipelines_sheets import SHEETS

_logger = logging.getLogger(__name__)

CHUNK = 1000
FEATURE = "employer_engagement.employer_engagement_feature_"
IDENTITY = "employer_engagement.employer_engagement_group_identity"

KINDS = {
    "date": "date",
    "datetime": "datetime",
    "integer": "integer",
    "float": "number",
    "monetary": "number",
    "boolean": "boolean",
}


class EmployerPipelines(models.AbstractModel):
    """The workbook "Pipelines": every stage of the chain in a period, one typed sheet each.

    Read as the user, so that record rules hold; persons by code. Names stand in it only for who
    may see them, asked for, and leave a disclosure row for every person. Each export is logged.
    """

    _name = "employer.pipelines"
    _description = "Pipelines workbook"

    @api.model
    def _check_may_export(self):
        """Refuse users without the right to export.

        :raise AccessError: saying whom to ask
        """
        if not self.env.user.has_group("base.group_allow_export"):
            raise AccessError(
                self.env._(
                    "Excel files need the right “Access to export feature”: ask your "
                    "administrator. The same rows are on screen in the lists."
                )
            )

    @api.model
    def _available_sheets(self):
        """Return the sheets of the features in use whose model the user may read."""
        return [
            sheet
            for sheet in SHEETS
            if self.env[sheet.model].has_access("read")
            and (not sheet.feature or self.env.user.has_group(FEATURE + sheet.feature))
        ]

    @api.model
    def _may_see_names(self):
        return self.env.user.has_group(IDENTITY)

    @api.model
    def _write_workbook(self, target, options):
        """Write the workbook of `options` (`employer.pipelines.export`) to a stream.

        :return: rows written by sheet key
        """
        self._check_may_export()
        sheets = [sheet for sheet in self._available_sheets() if options[f"has_{sheet.key}"]]
        with_names = options.with_names and self._may_see_names()
        counts, named = {}, set()
        with WorkbookWriter(target) as workbook:
            self._write_about(workbook, options, sheets, with_names)
            for sheet in sheets:
                counts[sheet.key] = workbook.add_sheet(
                    str(sheet.label),
                    self._columns(sheet, with_names),
                    self._rows(sheet, self._domain(sheet, options), with_names, named),
                )
        _logger.info(
            "User %s exported pipelines %s to %s, rows %s, names of %s persons",
            self.env.uid,
            options.date_from,
            options.date_to,
            counts,
            len(named),
        )
        return counts

    # ---- which rows

    def _domain(self, sheet, options):
        """Return the rows of a sheet: of the period, of the office, of me or the team."""
        domain = sheet.period_domain(options.date_from, options.date_to)
        if sheet.key == "organisations":
            domain |= Domain("id", "in", self._named_elsewhere(options))
        return domain & self._scope(sheet, options)

    def _scope(self, sheet, options):
        domain = Domain("company_id", "=", options.company_id.id)
        if options.scope == "mine":
            domain &= Domain(sheet.user_field, "=", self.env.uid)
        if options.team_id:
            domain &= Domain(sheet.team_field, "=", options.team_id.id)
        return domain

    def _named_elsewhere(self, options):
        """Return the ids of the organisations the other sheets name."""
        found = set()
        for sheet in self._available_sheets():
            if sheet.key != "organisations" and options[f"has_{sheet.key}"]:
                domain = sheet.period_domain(options.date_from, options.date_to)
                groups = self.env[sheet.model]._read_group(
                    domain & self._scope(sheet, options), [sheet.employer_field]
                )
                found.update(organisation.id for (organisation,) in groups)
        return list(found - {False})

    # ---- columns and cells

    def _columns(self, sheet, with_names):
        columns = [
            SheetColumn(
                str(column.label or self._last_field(sheet, column)._description_string(self.env)),
                KINDS.get(self._last_field(sheet, column).type, "text"),
                column.width,
            )
            for column in sheet.columns
        ]
        if with_names and sheet.person_field:
            columns.append(SheetColumn(self.env._("Name of the person"), "text", 28))
        return columns

    def _last_field(self, sheet, column):
        model = self.env[sheet.model]
        *through, last = column.path.split(".")
        for name in through:
            model = model[name]
        return model._fields[last]

    def _rows(self, sheet, domain, with_names, named):
        """Yield the rows of a sheet, a chunk in memory at a time."""
        with_names = with_names and sheet.person_field
        ids = self.env[sheet.model].search(domain).ids
        paths = [column.path.split(".") for column in sheet.columns]
        for start in range(0, len(ids), CHUNK):
            records = self.env[sheet.model].browse(ids[start : start + CHUNK])
            names = self._names(records[sheet.person_field], named) if with_names else {}
            for record in records:
                row = [self._value(record, path) for path in paths]
                if with_names:
                    row.append(names.get(record[sheet.person_field].id))
                yield row
            self.env.invalidate_all()

    def _value(self, record, path):
        """Return the cell at the end of a path, as the workbook takes it."""
        *through, name = path
        for step in through:
            record = record[step]
        value, field = record[name], record._fields[name]
        if field.type == "many2one":
            return value.display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value)
        if field.type == "datetime" and value:
            return fields.Datetime.context_timestamp(self, value).replace(tzinfo=None)
        return value

    def _names(self, persons, named):
        """Return the names the user may see among persons, each with its disclosure row.

        :param named: ids of the persons already disclosed by this export; extended
        """
        entitled = persons._identity_entitlement_domain()
        # sudo: entitlement is what the domain says; that the names leave is written below
        found_sudo = persons.sudo().filtered_domain(entitled)
        fresh = persons.browse(found_sudo.ids).filtered(lambda person: person.id not in named)
        self.env["employer.disclosure"]._log(
            fresh, "exported", what=self.env._("Name, in the workbook Pipelines")
        )
        named.update(fresh.ids)
        return {
            person.id: " ".join(
                filter(
                    None, (person.identity_ids[:1].last_name, person.identity_ids[:1].first_name)
                )
            )
            for person in found_sudo
        }

    # ---- the first sheet

    def _write_about(self, workbook, options, sheets, with_names):
        """Write what the file is: period, filters, who, when, and what each sheet counts."""
        now = fields.Datetime.now()
        facts = [
            (self.env._("Office"), options.company_id.name),
            (self.env._("From"), format_date(self.env, options.date_from)),
            (self.env._("To, included"), format_date(self.env, options.date_to)),
            (self.env._("Rows"), options._label("scope")),
            (self.env._("Team"), options.team_id.name or self.env._("All")),
            (self.env._("Persons"), self._persons_words(with_names)),
            (self.env._("Made by"), self.env.user.name),
            (self.env._("Made on"), format_datetime(self.env, now)),
        ]
        for sheet in sheets:
            count = self.env[sheet.model].search_count(self._domain(sheet, options))
            facts.append(
                (
                    str(sheet.label),
                    self.env._(
                        "Rows: %(count)s. %(definition)s",
                        count=count,
                        definition=str(sheet.definition),
                    ),
                )
            )
        workbook.add_sheet(
            self.env._("About"),
            [
                SheetColumn(self.env._("What"), "text", 26),
                SheetColumn(self.env._("Value"), "text", 90),
            ],
            facts,
        )

    def _persons_words(self, with_names):
        if with_names:
            return self.env._("By code, with the names you may see; each is in the register.")
        return self.env._("By code, without names.")
