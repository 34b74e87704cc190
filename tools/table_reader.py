# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Tables in files as offices send them: text in any encoding and separator, Excel workbooks.

`read_tables` returns every sheet with its title, headings and rows. It loses no row: what stands
below the headings is a row, however odd, and cells beyond the last heading stay in it.
"""

import csv
import io
import re
import statistics
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import openpyxl

from .fill_colours import fill_colour

Cell = str | int | float | bool | None
IsHeading = Callable[[str], bool]

SEPARATORS = (";", "\t", ",", "|")
#: Headings stand among the first rows: below a title, a date, an address.
HEADER_DEPTH = 30
SAMPLE_RECORDS = 200
#: More rows than a list of companies has; beyond it the file is a mistake.
MAX_ROWS = 100_000
XLS_MAGIC = b"\xd0\xcf\x11\xe0"
ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells as they stand in the file, and the
    colour most of its coloured cells have ("" without one): offices mark a status by it."""

    number: int
    cells: tuple[Cell, ...]
    colour: str = ""


@dataclass(frozen=True)
class Table:
    """One sheet. `groups` repeats, per column, the heading of the line above (double headings)."""

    name: str
    title: str
    headings: tuple[str, ...]
    groups: tuple[str, ...]
    header_row: int | None
    rows: tuple[Row, ...]
    is_text: bool
    encoding: str = ""
    separator: str = ""


def read_tables(data: bytes, is_heading: IsHeading | None = None) -> list[Table]:
    """Return the tables of a file: one of a text file, one per sheet of a workbook.

    :param is_heading: tells whether a text is a heading the caller knows; it decides which row
        holds the headings. Without it, or without two known ones, the look of the rows decides.
    :raise ValueError: "empty", "xls" (the old Excel format), "unreadable" (no table at all) or
        "too_long" (more than MAX_ROWS rows)
    """
    if not data.strip():
        raise ValueError("empty")
    if data.startswith(XLS_MAGIC):
        raise ValueError("xls")
    if data.startswith(ZIP_MAGIC):
        return _read_workbook(data, is_heading)
    return [_read_text(data, is_heading)]


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding: UTF-8, UTF-16 with a mark, else Windows-1252.

    Bytes that Windows-1252 does not define are read as ISO-8859-1, which defines all.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def find_separator(text: str) -> str:
    """Return the separator that cuts most rows into the same, largest number of cells."""
    hint = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if hint:
        return hint.group(1)
    lines = text.splitlines(keepends=True)[:SAMPLE_RECORDS]
    return max(SEPARATORS, key=lambda separator: _evenness(lines, separator))


def as_text(cell: Cell) -> str:
    """Return a cell as one line of text; a whole float without ".0"."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(("" if cell is None else str(cell)).split())


# ---- text


def _read_text(data: bytes, is_heading: IsHeading | None) -> Table:
    text, encoding = decode(data)
    if "\0" in text:
        raise ValueError("unreadable")
    separator = find_separator(text)
    records = _records(text, separator)
    if records and len(records[0]) and records[0][0].casefold().startswith("sep="):
        records[0] = []
    return _table("", records, is_heading, encoding=encoding, separator=separator)


def _records(text: str, separator: str) -> list[list[str]]:
    """Return the records of a text; a quote never closed does not swallow the rows below."""
    lines = io.StringIO(text, newline="")
    try:
        records = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return _records_by_line(text, separator)
    swallowed = any("\n" in cell and separator in cell for record in records for cell in record)
    return _records_by_line(text, separator) if swallowed else records


def _records_by_line(text: str, separator: str) -> list[list[str]]:
    """Return one record a line; a line with an odd number of quotes is cut at every separator."""
    records = []
    for line in text.splitlines():
        quoting = csv.QUOTE_NONE if line.count('"') % 2 else csv.QUOTE_MINIMAL
        try:
            records.extend(csv.reader([line], delimiter=separator, quoting=quoting))
        except csv.Error:
            records.append(line.split(separator))
    return records


def _evenness(lines: Sequence[str], separator: str) -> float:
    """Return share of rows of the commonest width, times that width; 0 when it cuts nothing."""
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=separator) if record)
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, rows = widths.most_common(1)[0]
    return 0 if width == 1 else width * rows / widths.total()


# ---- workbook


def _read_workbook(data: bytes, is_heading: IsHeading | None) -> list[Table]:
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, *_sheet_rows(sheet)) for sheet in workbook.worksheets]
    except (zipfile.BadZipFile, KeyError, TypeError, OSError, SyntaxError) as error:
        raise ValueError("unreadable") from error
    tables = [
        _table(name, records, is_heading, is_text=False, colours=colours)
        for name, records, colours in sheets
        if any(records)
    ]
    if not tables:
        raise ValueError("empty")
    return tables


def _sheet_rows(sheet) -> tuple[list[list[Cell]], list[str]]:
    """Return the cells and the colour of each row of a sheet, whatever size it claims to have."""
    sheet.reset_dimensions()
    rows, colours, names = [], [], {}
    for cells in sheet.iter_rows():
        if len(rows) == MAX_ROWS:
            raise ValueError("too_long")
        rows.append(_cells([cell.value for cell in cells]))
        colours.append(_row_colour(cells, names))
    return rows, colours


def _row_colour(cells: Sequence, names: dict) -> str:
    """Return the colour most of a row's cells have; `names` keeps the colour of each style."""
    counts = Counter()
    for cell in cells:
        style = getattr(cell, "_style_id", 0)
        if style and style not in names:
            names[style] = fill_colour(cell.fill)
        counts[names.get(style, "")] += 1
    del counts[""]
    return counts.most_common(1)[0][0] if counts else ""


def _cells(values: Sequence) -> list[Cell]:
    """Return the cells of a workbook's row, dates as ISO text, without the blank end."""
    cells = [_plain(value) for value in values]
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells


def _plain(value) -> Cell:
    """Return a value that JSON can keep."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)


# ---- headings


def _table(
    name: str,
    records: list[list],
    is_heading: IsHeading | None,
    is_text: bool = True,
    colours: Sequence[str] = (),
    **details,
) -> Table:
    if len(records) > MAX_ROWS:
        raise ValueError("too_long")
    header = _find_header(records, is_heading)
    first_row = 0 if header is None else header + 1
    rows = tuple(
        Row(number, tuple(record), colours[number - 1] if colours else "")
        for number, record in enumerate(records[first_row:], first_row + 1)
        if any(map(as_text, record))
    )
    headings = _headings(records, header, rows)
    groups = _groups(records, header, len(headings))
    above = records[: max(first_row - 1 - any(groups), 0)]
    return Table(
        name=name,
        title=" ".join(filter(None, (as_text(cell) for record in above for cell in record))),
        headings=headings,
        groups=groups,
        header_row=None if header is None else header + 1,
        rows=rows,
        is_text=is_text,
        **details,
    )


def _find_header(records: list[list], is_heading: IsHeading | None) -> int | None:
    """Return the index of the row of headings, None when the rows begin at once."""
    depth = range(min(len(records), HEADER_DEPTH))
    if is_heading:
        known = {index: _count_known(records[index], is_heading) for index in depth}
        best = max(known, key=known.get, default=None)
        if best is not None and known[best] >= min(2, _filled(records[best]) or 2):
            return best
    typical = statistics.median([_filled(record) for record in records if _filled(record)] or [0])
    for index in depth:
        if _filled(records[index]) >= max(typical / 2, 1) and _looks_like_header(records[index]):
            return index
    return None


def _count_known(record: Sequence[Cell], is_heading: IsHeading) -> int:
    return len({as_text(cell) for cell in record if isinstance(cell, str) and is_heading(cell)})


def _filled(record: Sequence[Cell]) -> int:
    return sum(bool(as_text(cell)) for cell in record)


def _looks_like_header(record: Sequence[Cell]) -> bool:
    """Return whether all cells are different short texts without a number among them."""
    texts = [as_text(cell) for cell in record if as_text(cell)]
    return len(set(texts)) == len(texts) and all(
        len(text) <= 40 and not re.search(r"\d{3}|@|^\d", text) for text in texts
    )


def _headings(records: list[list], header: int | None, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the headings up to the last one; letters when the table has none."""
    if header is None:
        width = max((len(row.cells) for row in rows), default=0)
        return tuple(_letters(index) for index in range(width))
    headings = [as_text(cell) for cell in records[header]]
    while headings and not headings[-1]:
        headings.pop()
    return tuple(heading or _letters(index) for index, heading in enumerate(headings))


def _letters(index: int) -> str:
    """Return the name a spreadsheet gives a column: 0 = A, 25 = Z, 26 = AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _groups(records: list[list], header: int | None, width: int) -> tuple[str, ...]:
    """Return the line above the headings spread over its columns; blank when it is a title."""
    above = [as_text(cell) for cell in records[header - 1]] if header else []
    if not any(above[1:]):
        return ("",) * width
    groups = []
    for index in range(width):
        text = above[index] if index < len(above) else ""
        groups.append(text or (groups[-1] if groups else ""))
    return tuple(groups)
