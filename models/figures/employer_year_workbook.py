# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging

from odoo import api, fields, models
from odoo.tools import format_datetime

from ...tools.workbook_writer import PageRow, SheetColumn, WorkbookWriter
from .employer_pipelines import KINDS
from .indicator_registry import INDICATORS
from .year_layout import BLOCKS, figure_text, period_words, sentence
from .year_sheets import COLUMNS

_logger = logging.getLogger(__name__)

CHUNK = 5000
#: How the difference from a target is written, by the indicator's kind.
CHANGES = {"count": "change", "rate": "points", "ratio": "decimal_change"}


class EmployerYearWorkbook(models.AbstractModel):
    """The year on one page as a workbook: the page to print, its parts, the rows behind.

    Figures are the registry's. Rows are those the user may read, persons by code; where more were
    counted than the user may read, the sheet ends by saying how many. Each export is logged.
    """

    _name = "employer.year.workbook"
    _description = "Workbook of the year"

    @api.model
    def _write_workbook(self, target, page):
        """Write the workbook of `page` (`employer.year.page`) to a stream.

        :return: rows written by the numbers of their figures
        :raise AccessError: without the right to export
        """
        self.env["employer.pipelines"]._check_may_export()
        layout = page._layout_with_values()
        with WorkbookWriter(target) as workbook:
            self._write_total(workbook, page, layout)
            for block in list(BLOCKS)[1:]:
                self._write_block(workbook, page, layout, block)
            counts = {
                numbers: self._write_rows(workbook, numbers, row)
                for numbers, row in self._sheets_of_rows(layout).items()
            }
        _logger.info(
            "User %s exported the year %s of company %s as of %s, rows %s",
            self.env.uid,
            page.year,
            page.company_id.id,
            page.reference_date,
            counts,
        )
        return counts

    # ---- the page and its parts

    def _write_total(self, workbook, page, layout):
        """Write the page to print: what it is, then the figures of the office."""
        rows = [
            *(PageRow([text], "note") for text in self._introduction(page, layout)),
            *self._page_rows(layout, "total"),
            *(PageRow([text], "note") for text in self._notes()),
        ]
        title = self.env._(
            "%(office)s: the year %(year)s", office=page.company_id.name, year=page.year
        )
        workbook.add_page(
            self.env._("The year on one page"), title, self._page_columns(layout), rows
        )

    def _write_block(self, workbook, page, layout, block):
        """Write a part of the page: each figure with its members, on as many pages as needed."""
        rows = self._page_rows(layout, block)
        if not rows:
            rows = [PageRow([self.env._("No figure of this year has one.")], "note")]
        label = dict(page._fields["shown"]._description_selection(self.env))[block]
        title = self.env._(
            "%(office)s: the year %(year)s, %(part)s",
            office=page.company_id.name,
            year=page.year,
            part=label[:1].lower() + label[1:],
        )
        notes = [PageRow([text], "note") for text in self._block_notes(layout, block)]
        workbook.add_page(
            label, title, self._page_columns(layout), [*notes, *rows], is_one_page=False
        )

    def _page_columns(self, layout):
        return [
            SheetColumn(self.env._("No."), "text", 5),
            SheetColumn(self.env._("Figure"), "text", 28),
            SheetColumn(str(layout.date_from.year), "count", 9),
            SheetColumn(str(layout.date_from.year - 1), "count", 9),
            SheetColumn(self.env._("Target"), "count", 9),
            SheetColumn(self.env._("Difference"), "change", 11),
            SheetColumn(self.env._("In words"), "text", 48),
        ]

    def _page_rows(self, layout, block):
        """Return the rows of a part of the page, figures as numbers."""
        return [
            PageRow(
                [
                    row.number,
                    row.label,
                    self._cell(row, row.amount(row.value), figure_text(row, row.value)),
                    self._cell(row, row.amount(row.last), figure_text(row, row.last)),
                    self._cell(row, row.target, ""),
                    (row.difference, CHANGES[INDICATORS[row.indicator].kind]),
                    sentence(self.env, row),
                ],
                "part" if row.is_part else "plain" if block == "total" else "section",
            )
            for row in layout.rows(block)
        ]

    def _cell(self, row, amount, otherwise):
        """Return a figure as (number, kind), or what to read where there is none."""
        if amount is None:
            return (otherwise, "text")
        if row.is_rate:
            return (amount / 100, "percent")
        return (amount, "count" if INDICATORS[row.indicator].kind == "count" else "decimal")

    def _introduction(self, page, layout):
        """Return what the page is: the days counted, who made it, when."""
        return [
            period_words(layout),
            self.env._(
                "Made by %(user)s on %(now)s; counted on %(counted)s.",
                user=self.env.user.name,
                now=format_datetime(self.env, fields.Datetime.now()),
                counted=format_datetime(self.env, layout.counted_datetime),
            ),
        ]

    def _notes(self):
        return [
            self.env._(
                "Difference: this year less the target; p.p. are percentage points. Distinct "
                "persons and companies of parts never add up to the whole: one may be in several."
            ),
            self.env._(
                "The rows behind each figure are on the sheet with its number. “Between … and …” "
                "is how far chance alone could move a rate (95 %)."
            ),
        ]

    def _block_notes(self, layout, block):
        if block != "protected":
            return []
        if layout.protected_words:
            return [layout.protected_words]
        return [
            self.env._(
                "Cells of fewer than five persons are hidden, and one more where it would give "
                "them away. The rows behind carry neither citizenship nor gender."
            )
        ]

    # ---- the rows behind a figure

    def _sheets_of_rows(self, layout):
        """Return {numbers: the first figure}: figures counted in the same rows share a sheet."""
        sheets = {}
        for row in layout.rows("total"):
            if not row.is_part:
                action = row.value._rows_action()
                sheets.setdefault((action["res_model"], str(action["domain"])), []).append(row)
        return {", ".join(row.number for row in rows): rows[0] for rows in sheets.values()}

    def _write_rows(self, workbook, numbers, row):
        """Write the sheet of rows behind figures.

        :return: the number of rows on it
        """
        value = row.value
        action = value._rows_action()
        model = self.env[action["res_model"]].with_context(**action["context"])
        names = [name for name, _width in COLUMNS[model._name]]
        columns = [self._column(model, *column) for column in COLUMNS[model._name]]
        levels = self._levels(value) if model._name == "employer.organisation" else None
        if levels is not None:
            columns.append(SheetColumn(self.env._("Level on that day"), "text", 16))
        return workbook.add_sheet(
            f"{numbers} {row.label}",
            columns,
            self._rows(model, action["domain"], names, levels),
        )

    def _column(self, model, name, width):
        field = model._fields[name]
        return SheetColumn(
            field._description_string(self.env), KINDS.get(field.type, "text"), width
        )

    def _levels(self, value):
        """Return {organisation id: label} on the last day of a figure, which is not today's."""
        levels = self.env["employer.indicator.measure"]._levels(value._scope())
        return {one: value._label_of("level", level) for one, level in levels.items()}

    def _rows(self, model, domain, names, levels):
        """Yield the rows of a sheet, a chunk in memory at a time; at last what is not shown."""
        cell = self.env["employer.pipelines"]._value
        shown = 0
        while records := model.search_fetch(domain, names, offset=shown, limit=CHUNK):
            for record in records:
                # days to a hire that there was not are not none, they are nothing
                row = [
                    None if name == "hire_days" and not record.hire_id else cell(record, [name])
                    for name in names
                ]
                yield row if levels is None else [*row, levels.get(record.id)]
            shown += len(records)
            self.env.invalidate_all()
        # sudo: how many were counted, nothing of what
        hidden = model.sudo().search_count(domain) - shown
        if hidden > 0:
            words = self.env._(
                "%s more were counted and are not shown: your rights do not reach them.", hidden
            )
            yield [words, *[None] * (len(names) - (levels is None))]
