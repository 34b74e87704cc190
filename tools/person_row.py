# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A row of an office's list of persons, read and checked: no database, nothing guessed.

What tells who a person is (`identity`, `protected`) stands apart from what does not (`facts`). A
*problem* refuses the row, a *remark* leaves one value out; both are (code, key) without the text at
fault, which nobody needs to read again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from . import identifiers, phones
from .column_mapping import Column
from .office_values import read_day, read_key, read_text, read_word
from .table_reader import Cell, as_text

#: What a list of persons may tell, with the headings seen for it (normalised).
COLUMNS = (
    Column("number", ("codice", "codice persona", "cod", "code", "person code")),
    Column("last_name", ("cognome", "last name", "surname", "family name")),
    Column("first_name", ("nome", "first name", "given name")),
    Column(
        "birth_date",
        ("nato a il", "nato il", "nata il", "data di nascita", "data nascita", "date of birth",
         "birth date", "born on"),
    ),
    Column("gender", ("sesso", "genere", "sex", "gender")),
    Column("citizenship", ("cittadinanza", "nazionalita", "citizenship", "nationality")),
    Column("fiscal_code", ("cf", "c f", "codice fiscale", "fiscal code", "tax code")),
    Column("phone", ("telefono", "tel", "cellulare", "cell", "recapito", "phone", "mobile"), True),
    Column("referrer", ("inviato da", "inviata da", "ente inviante", "referred by")),
    Column(
        "entered_date",
        ("preso in carico", "presa in carico", "preso in carico il", "data presa in carico",
         "data di presa in carico", "ingresso", "taken in charge", "entered on"),
    ),
    Column("tutor", ("tutor", "tutor del centro", "operatore", "case officer")),
)  # fmt: skip
#: A column that is never read, but shows that any sheet but one of companies names persons.
FULL_NAME = Column(
    "full_name",
    ("nominativo", "nome e cognome", "cognome e nome", "nome cognome", "cognome nome",
     "beneficiario", "beneficiaria", "utente", "full name"),
)  # fmt: skip
#: Keys whose mere heading shows that a sheet names persons.
TELLING = ("last_name", "birth_date")
#: Keys whose values tell nothing of who a person is (who sent a person may: social services).
PLAIN = ("number", "entered_date", "tutor")
GENDERS = {
    "f": ("f", "femmina", "donna", "female", "woman"),
    "m": ("m", "maschio", "uomo", "male", "man"),
    "x": ("x", "altro", "non binario", "other"),
}

Cells = Mapping[str, Sequence[Cell]]
Finding = tuple[str, str]


@dataclass
class PersonRow:
    """What a row says, cleaned. Days are dates; what is missing is not there."""

    facts: dict[str, str | date] = field(default_factory=dict)
    identity: dict[str, str | date] = field(default_factory=dict)
    protected: dict[str, str] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)


def read_person(cells: Cells, today: date) -> PersonRow:
    """Return what a row says of a person.

    :param cells: for each key of COLUMNS, the cells of its columns
    :param today: no birth and no entry is later; years of two digits are read by it
    """
    row = PersonRow()
    row.facts["code"] = read_key(_cell(cells, "number"))
    if not row.facts["code"]:
        row.problems.append(("missing", "number"))
    row.facts["referrer"] = read_text(_cell(cells, "referrer"))
    for key in ("last_name", "first_name"):
        row.identity[key] = read_text(_cell(cells, key))
        if not row.identity[key] or row.identity[key][0] in "=+@":
            row.problems.append(("missing", key))
    _read_days(row, cells, today)
    _read_fiscal_code(row, read_text(_cell(cells, "fiscal_code")))
    _read_phone(row, cells)
    _read_gender(row, _cell(cells, "gender"))
    row.protected["citizenship"] = read_text(_cell(cells, "citizenship"))
    for values in (row.facts, row.identity, row.protected):
        for key in [key for key, value in values.items() if not value]:
            del values[key]
    return row


def _cell(cells: Cells, key: str) -> Cell:
    return next((cell for cell in cells.get(key, ()) if as_text(cell)), None)


def _read_days(row: PersonRow, cells: Cells, today: date) -> None:
    for key, values in (("birth_date", row.identity), ("entered_date", row.facts)):
        latest = today if key == "birth_date" else None
        try:
            values[key] = read_day(_cell(cells, key), latest)
        except ValueError as error:
            row.problems.append((str(error), key))
        else:
            if values[key] and values[key] > today:
                row.problems.append(("future", key))


def _read_fiscal_code(row: PersonRow, text: str) -> None:
    if text:
        try:
            row.identity["fiscal_code"] = identifiers.normalise_person_fiscal_code(text)
        except ValueError as error:
            row.problems.append((str(error), "fiscal_code"))


def _read_phone(row: PersonRow, cells: Cells) -> None:
    texts = [as_text(cell) for cell in cells.get("phone", ()) if read_text(cell)]
    numbers = list(dict.fromkeys(number for text in texts for number in phones.split_phones(text)))
    row.identity["phone"] = numbers[0] if numbers else ""
    if texts and not numbers:
        row.remarks.append(("unreadable", "phone"))
    elif len(numbers) > 1:
        row.remarks.append(("further", "phone"))


def _read_gender(row: PersonRow, cell: Cell) -> None:
    try:
        row.protected["gender"] = read_word(cell, GENDERS)
    except ValueError:
        row.remarks.append(("unreadable", "gender"))
