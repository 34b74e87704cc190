# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A row of a list of companies, read and checked: no database, nothing guessed, nothing lost.

A *problem* refuses the row, a *remark* leaves one value out. Both carry a code, the field and the
text at fault; the caller turns them into sentences.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from . import ateco, emails, headcount, identifiers, names, office_values, phones
from .column_mapping import Column
from .table_reader import Cell, as_text

#: Columns that many sheets of an office have: its own number of the row, a colleague, notes.
NUMBER = Column("number", ("n", "nr", "num", "numero", "no", "number"), is_exact=True)
OFFICER = Column("officer", ("operatore", "operatrice", "officer", "colleague"))
NOTES = Column("notes", ("note", "annotazioni", "osservazioni", "notes", "remarks"), is_exact=True)
#: What a list of companies may tell, with the headings seen for it (normalised).
COLUMNS = (
    Column(
        "name",
        (
            "denominazione",
            "ragione sociale",
            "denominazione o ragione sociale",
            "rag soc",
            "impresa",
            "azienda",
            "ditta",
            "nome azienda",
            "nome",
            "ente",
            "organizzazione",
            "company name",
            "company",
            "employer",
            "organisation",
            "organization",
            "business name",
            "legal name",
            "name",
        ),
    ),
    Column("trade_name", ("insegna", "nome commerciale", "trade name", "trading name", "sign")),
    Column(
        "vat_number",
        (
            "partita iva",
            "p iva",
            "piva",
            "part iva",
            "n partita iva",
            "iva",
            "vat number",
            "vat",
            "vat no",
            "tax id",
        ),
    ),
    Column(
        "fiscal_code",
        ("codice fiscale", "cod fiscale", "cod fisc", "cf", "c fiscale", "fiscal code", "tax code"),
    ),
    Column(
        "street",
        (
            "indirizzo",
            "via",
            "sede",
            "indirizzo sede",
            "indirizzo sede legale",
            "address",
            "street",
        ),
    ),
    Column("zip", ("cap", "codice postale", "postcode", "postal code", "zip", "zip code")),
    Column("city", ("comune", "citta", "localita", "city", "town", "municipality")),
    Column("province", ("provincia", "prov", "pr", "sigla provincia", "province", "state")),
    Column(
        "ateco",
        (
            "ateco",
            "codice ateco",
            "cod ateco",
            "ateco 2007",
            "ateco 2025",
            "attivita prevalente",
            "codice attivita",
            "nace",
            "nace code",
            "activity code",
        ),
    ),
    Column(
        "headcount",
        (
            "addetti",
            "n addetti",
            "numero addetti",
            "dipendenti",
            "n dipendenti",
            "numero dipendenti",
            "classe addetti",
            "organico",
            "employees",
            "staff",
            "headcount",
            "number of employees",
        ),
    ),
    Column(
        "phone",
        (
            "telefono",
            "tel",
            "n telefono",
            "numero di telefono",
            "recapito telefonico",
            "cellulare",
            "cell",
            "mobile",
            "phone",
            "telephone",
            "phone number",
        ),
        is_list=True,
    ),
    Column(
        "email",
        (
            "email pec",
            "email",
            "mail",
            "posta elettronica",
            "indirizzo email",
            "email address",
            "pec",
            "posta certificata",
            "indirizzo pec",
        ),
        is_list=True,
    ),
    Column("website", ("sito", "sito web", "sito internet", "web", "website", "url")),
    NUMBER,
    OFFICER,
    Column("list_status", ("stato", "stato azienda", "status"), is_exact=True),
    NOTES,
)
#: Columns this addon adds to the file of refused rows: read again, they say nothing.
OWN_HEADINGS = ("Employer Engagement: why", "Employer Engagement: row")

#: A cell that a spreadsheet would run: no company is called so.
FORMULA = re.compile(r"=|[+\-@]\s*(?:[\d(=]|[\w.]+\s*\(|.*\|)")
PARTICLES = re.compile(
    r"(?:a|al|all|alla|alle|con|d|da|dal|dall|dalla|de|degli|dei|del|dell|della|delle|di|e|ed|in"
    r"|nel|nell|nella|su|sul|sull|sulla)"
)
Cells = Mapping[str, Sequence[Cell]]


@dataclass(frozen=True)
class Finding:
    """What is wrong with a value: a code, the key of its column, the text as written."""

    code: str
    key: str
    text: str = ""


@dataclass
class OrganisationRow:
    """The values of a row by field name, its problems and its remarks."""

    values: dict[str, str] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)


def read_organisation(cells: Cells) -> OrganisationRow:
    """Return what a row says about an organisation.

    :param cells: for each key of COLUMNS, the cells of its columns
    :return: the values given among name, trade_name, vat_number, fiscal_code, street, zip, city,
        province, ateco_code, size_class, phone, email, pec, website, officer, list_status, notes
    """
    row = OrganisationRow()
    _read_name(row, _text(cells, "name"))
    _read_identifiers(row, cells)
    _read_address(row, cells)
    _read_activity(row, _text(cells, "ateco"))
    _read_headcount(row, _text(cells, "headcount"))
    _read_contacts(row, cells)
    for key in ("officer", "list_status", "notes"):
        row.values[key] = office_values.read_text(_text(cells, key))
    row.values = {key: value for key, value in row.values.items() if value}
    return row


def tidy_case(text: str) -> str:
    """Return a place name in capitals as it is written: "CASSANO D'ADDA" gives "Cassano d'Adda".

    A name that has small and capital letters stays as it is.
    """
    if text not in (text.upper(), text.lower()):
        return text
    words = re.split(r"([^\w]+)", text.casefold())
    return "".join(
        word if index and PARTICLES.fullmatch(word) else word.capitalize()
        for index, word in enumerate(words)
    )


def same_place(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    """Return whether two addresses may be one: same street where both tell it, else same postcode
    or same town; what one of them does not tell is no difference."""
    same = {
        key: names.normalise_name(first[key]) == names.normalise_name(second[key])
        for key in ("street", "zip", "city")
        if first.get(key) and second.get(key)
    }
    compared = [same[key] for key in ("zip", "city") if key in same]
    return same.get("street", True) and (any(compared) or not compared)


def _text(cells: Cells, key: str) -> str:
    return " ".join(filter(None, map(as_text, cells.get(key, ()))))


def _read_name(row: OrganisationRow, name: str) -> None:
    if FORMULA.match(name):
        row.problems.append(Finding("formula", "name", name))
    elif not names.normalise_name(name):
        row.problems.append(Finding("missing", "name", name))
    row.values["name"] = name


def _read_identifiers(row: OrganisationRow, cells: Cells) -> None:
    readers = {
        "vat_number": identifiers.normalise_vat,
        "fiscal_code": identifiers.normalise_fiscal_code,
    }
    for key, normalise in readers.items():
        text = _text(cells, key)
        if text:
            try:
                row.values[key] = normalise(text, restore_zeros=True)
            except ValueError as error:
                row.problems.append(Finding(str(error), key, text))


def _read_address(row: OrganisationRow, cells: Cells) -> None:
    row.values["street"] = _plain(row, "street", cells)
    row.values["trade_name"] = _plain(row, "trade_name", cells)
    row.values["website"] = _plain(row, "website", cells)
    row.values["city"] = tidy_case(_plain(row, "city", cells))
    postcode = re.sub(r"\s", "", _text(cells, "zip"))
    if re.fullmatch(r"\d{4,5}", postcode):
        row.values["zip"] = postcode.zfill(5)
    elif postcode:
        row.remarks.append(Finding("unreadable", "zip", postcode))
    row.values["province"] = _text(cells, "province").strip("()")


def _plain(row: OrganisationRow, key: str, cells: Cells) -> str:
    """Return a text, or nothing and a remark when it is a formula."""
    text = _text(cells, key)
    if FORMULA.match(text):
        row.remarks.append(Finding("formula", key, text))
        return ""
    return text


def _read_activity(row: OrganisationRow, text: str) -> None:
    if not text:
        return
    try:
        code = ateco.parse(text)
    except ValueError:
        row.remarks.append(Finding("unreadable", "ateco", text))
        return
    row.values["ateco_code"] = code
    if not any(ateco.is_known(code, edition) for edition in ateco.EDITIONS):
        row.remarks.append(Finding("unknown", "ateco", text))


def _read_headcount(row: OrganisationRow, text: str) -> None:
    staff = headcount.parse_headcount(text)
    row.values["size_class"] = headcount.size_class(staff)
    if headcount.is_missing(text) or row.values["size_class"]:
        return
    row.remarks.append(Finding("between_classes" if staff else "unreadable", "headcount", text))


def _read_contacts(row: OrganisationRow, cells: Cells) -> None:
    ordinary, certified = emails.split_pec(_text(cells, "email"))
    numbers = [
        number for cell in cells.get("phone", ()) for number in phones.split_phones(as_text(cell))
    ]
    for key, column, found in (
        ("email", "email", ordinary),
        ("pec", "email", certified),
        ("phone", "phone", list(dict.fromkeys(numbers))),
    ):
        row.values[key] = found[0] if found else ""
        row.remarks.extend(Finding("further", column, text) for text in found[1:])
    for key, found in (("email", ordinary + certified), ("phone", numbers)):
        if _text(cells, key) and not found:
            row.remarks.append(Finding("unreadable", key, _text(cells, key)))
