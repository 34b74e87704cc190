# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Files as offices send them: nothing lost, headings found, columns understood."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import organisation_row, table_reader
from odoo.addons.employer_engagement.tools.column_mapping import (
    Column,
    normalise_heading,
    propose,
    recogniser,
)
from odoo.addons.employer_engagement.tools.register import Register, legal_family

SAMPLE = Path(__file__).with_name("data") / "elenco_camerale.csv"
KNOWN = recogniser(organisation_row.COLUMNS)


def read(data, **options):
    return table_reader.read_tables(data, KNOWN, **options)[0]


def workbook(rows, title="Foglio 1"):
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def cells(**values):
    return {key: [value] for key, value in values.items()}


# ---- the sample


def test_sample():
    table = read(SAMPLE.read_bytes())
    assert (table.encoding, table.separator, table.header_row) == ("cp1252", ";", 1)
    assert len(table.rows) == 600
    assert table.rows[0].number == 2
    assert table.rows[0].cells[3] == "Corso Padova, 90"
    assert {len(row.cells) for row in table.rows} == {5, 11, 14}
    keys = propose(table.headings, organisation_row.COLUMNS)
    assert keys == [
        "name", "vat_number", "fiscal_code", "street", "zip", "city", "province", "ateco",
        "headcount", "phone", "email",
    ]  # fmt: skip


# ---- encodings and separators


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encodings_and_separators(encoding, separator):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(["Denominazione", "Comune"])
    writer.writerow(["Caffè Né più; né, meno|", "Cantù"])
    table = read(stream.getvalue().encode(encoding))
    assert table.separator == separator
    assert table.headings == ("Denominazione", "Comune")
    assert table.rows[0].cells == ("Caffè Né più; né, meno|", "Cantù")


def test_bytes_windows_does_not_know_are_not_lost():
    assert table_reader.decode(b"\x81\xe0")[1] == "latin-1"


def test_separator_hint():
    table = read(b"sep=|\r\nNome|CAP\r\nDa; Mario|20100\r\n")
    assert table.rows[0].cells == ("Da; Mario", "20100")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"PK\x03\x04 no workbook", "unreadable"),
        (b"a;b\0c", "unreadable"),
        (workbook([[]]), "empty"),
    ],
)
def test_what_cannot_be_read_says_why(data, code):
    with pytest.raises(ValueError, match=f"^{code}$"):
        read(data)


def test_unclosed_quote_does_not_swallow_rows():
    table = read(b'Denominazione;CAP\r\n"Da Mario;20100\r\nDa Gino;20121\r\nDa Anna;20122\r\n')
    assert [row.number for row in table.rows] == [2, 3, 4]
    assert table.rows[1].cells == ("Da Gino", "20121")


def test_line_break_inside_quotes_is_one_row():
    table = read(b'Denominazione;CAP\r\n"Da Mario\r\ne figli";20100\r\nDa Gino;20121\r\n')
    assert len(table.rows) == 2


# ---- headings


def test_title_and_blank_rows_above():
    data = b"Elenco imprese\r\n;;\r\nDenominazione;Partita IVA;Comune\r\nDa Mario;1;Rho\r\n"
    table = read(data)
    assert (table.title, table.header_row) == ("Elenco imprese", 3)
    assert table.rows[0].number == 4


def test_double_headings():
    rows = [
        ["CONVENZIONI 2025"],
        [None, None, "Validità", None],
        ["Numero", "Azienda", "dal", "al"],
        ["1/2025", "Da Mario", datetime(2025, 1, 21), "20/01/2028"],
    ]
    table = read(workbook(rows))
    assert table.headings == ("Numero", "Azienda", "dal", "al")
    assert table.groups == ("", "", "Validità", "Validità")
    assert table.title == "CONVENZIONI 2025"
    assert table.rows[0].cells[2] == "2025-01-21"
    column = Column("start", ("validita dal",))
    assert propose(table.headings, [column], table.groups) == [None, None, "start", None]


def test_without_headings_columns_get_letters():
    table = read(b"Da Mario;12345678901\r\nDa Gino;12345678902\r\n")
    assert (table.header_row, table.headings) == (None, ("A", "B"))
    assert len(table.rows) == 2


def test_cells_beyond_the_headings_stay():
    table = read(b"Denominazione;CAP\r\nDa Mario;20100;extra\r\n")
    assert table.rows[0].cells == ("Da Mario", "20100", "extra")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("C.A.P.", "zip"),
        ("P. IVA", "vat_number"),
        ("Partita I.V.A.", "vat_number"),
        ("VAT number", "vat_number"),
        ("Città", "city"),
        ("E-mail", "email"),
        ("Email/PEC", "email"),
        ("N. addetti", "headcount"),
        ("Ragione sociale", "name"),
        ("Company name", "name"),
        ("Cod. fisc.", "fiscal_code"),
        ("Note", "notes"),
        ("N°", "number"),
        ("N. civico", None),
        ("Stato", "list_status"),
        ("Stato civile", None),
        ("Operatore", "officer"),
    ],
)
def test_headings(heading, key):
    assert propose([heading], organisation_row.COLUMNS) == [key]


def test_one_column_a_meaning_but_for_lists():
    headings = ["Denominazione", "Nome", "Telefono", "Cellulare"]
    assert propose(headings, organisation_row.COLUMNS) == ["name", None, "phone", "phone"]


def test_normalised_heading():
    assert normalise_heading("  Località/Città ") == "localita citta"
    assert normalise_heading(None) == ""


# ---- workbooks


def test_workbook_types():
    rows = [["Denominazione", "CAP", "Aperta il"], ["Da Mario", 20100, date(2026, 1, 2)]]
    table = read(workbook(rows))
    assert not table.is_text
    assert table.rows[0].cells == ("Da Mario", 20100, "2026-01-02")


def test_every_sheet_is_a_table():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Denominazione", "CAP"])
    book.active.append(["Da Mario", "20100"])
    book.create_sheet("Vuoto")
    book.create_sheet("Persone").append(["Cognome", "Nome"])
    book.save(stream)
    tables = table_reader.read_tables(stream.getvalue(), KNOWN)
    assert [table.name for table in tables] == ["Sheet", "Persone"]


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\"'"),
    min_size=1,
    max_size=12,
).filter(str.strip)


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=30))
def test_no_row_is_ever_lost(rows):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([["Denominazione", "Comune", "CAP"], *rows])
    table = read(stream.getvalue().encode("utf-8"))
    if table.header_row == 1:
        assert [list(row.cells) for row in table.rows] == rows


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_reason(data):
    try:
        tables = table_reader.read_tables(data, KNOWN)
    except ValueError as error:
        assert str(error) in ("empty", "xls", "unreadable", "too_long")
    else:
        assert all(isinstance(table, table_reader.Table) for table in tables)


# ---- a row of companies


def test_clean_row():
    row = organisation_row.read_organisation(
        {
            **cells(
                name="  Trattoria  Alfa S.r.l. ",
                vat_number="IT 71820430156",
                street="Corso Padova, 90",
                zip=20124,
                city="CASSANO D'ADDA",
                ateco="56.11.12",
                headcount="20 - 49",
                email="uno@pec.example; INFO@uno.example",
            ),
            "phone": ["02 8740935", None],
        }
    )
    assert not row.problems and not row.remarks
    assert row.values == {
        "name": "Trattoria Alfa S.r.l.",
        "vat_number": "71820430156",
        "street": "Corso Padova, 90",
        "zip": "20124",
        "city": "Cassano d'Adda",
        "ateco_code": "56.11.12",
        "size_class": "small",
        "phone": "02 8740935",
        "email": "info@uno.example",
        "pec": "uno@pec.example",
    }


@pytest.mark.parametrize(
    "name", ["=1+1", '=HYPERLINK("x")', "@SUM(1+1)*cmd|calc", "+1-1", "-2+3", "- SUM(A1)", " =A1"]
)
def test_formula_is_no_name(name):
    row = organisation_row.read_organisation(cells(name=name))
    assert [(problem.code, problem.key) for problem in row.problems] == [("formula", "name")]


@pytest.mark.parametrize("name", ["@home S.r.l.", "+Vista", "3A S.p.A.", "A=B Consulting"])
def test_odd_names_are_names(name):
    assert not organisation_row.read_organisation(cells(name=name)).problems


def test_every_problem_is_said():
    row = organisation_row.read_organisation(
        cells(name="", vat_number="86355670159", fiscal_code="123")
    )
    assert [(problem.code, problem.key) for problem in row.problems] == [
        ("missing", "name"),
        ("check_digit", "vat_number"),
        ("length", "fiscal_code"),
    ]


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"zip": "2O124"}, ("unreadable", "zip", "2O124")),
        ({"ateco": "ristorante"}, ("unreadable", "ateco", "ristorante")),
        ({"ateco": "99.99.99"}, ("unknown", "ateco", "99.99.99")),
        ({"headcount": "12,5"}, ("unreadable", "headcount", "12,5")),
        ({"headcount": "5-60"}, ("between_classes", "headcount", "5-60")),
        ({"email": "non ha email"}, ("unreadable", "email", "non ha email")),
        ({"email": "a@x.example b@x.example"}, ("further", "email", "b@x.example")),
        ({"phone": "nessuno"}, ("unreadable", "phone", "nessuno")),
        ({"city": "=A1"}, ("formula", "city", "=A1")),
    ],
)
def test_remarks(values, finding):
    row = organisation_row.read_organisation(cells(name="Da Mario", **values))
    assert not row.problems
    assert [(remark.code, remark.key, remark.text) for remark in row.remarks] == [finding]


@pytest.mark.parametrize("headcount", ["n.d.", "", None, 0, "12"])
def test_headcount_that_is_fine(headcount):
    assert not organisation_row.read_organisation(cells(name="Da", headcount=headcount)).remarks


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("CINISELLO BALSAMO", "Cinisello Balsamo"),
        ("reggio nell'emilia", "Reggio nell'Emilia"),
        ("Cassano d'Adda", "Cassano d'Adda"),
        ("DI MARIO", "Di Mario"),
        ("", ""),
    ],
)
def test_tidy_case(text, tidy):
    assert organisation_row.tidy_case(text) == tidy


# ---- who is known already


def register(**facts):
    known = Register()
    known.add("known", facts)
    return known


@pytest.mark.parametrize(
    ("facts", "is_found"),
    [
        ({"name": "Other", "vat_number": "71820430156"}, True),
        ({"name": "Other", "fiscal_code": "71820430156"}, True),
        ({"name": "DA MARIO S.R.L.", "zip": "20100"}, True),
        ({"name": "Da Mario S.r.l.s."}, True),
        ({"name": "Da Mario", "city": "Milano"}, True),
        ({"name": "Da Mario S.p.A.", "zip": "20100"}, False),
        ({"name": "Da Mario srl", "zip": "20121"}, False),
        ({"name": "Da Mario srl", "zip": "20100", "street": "Via Po 1"}, False),
        ({"name": "Da Mario srl", "zip": "20100", "street": "VIA ROMA 5"}, True),
        ({"name": "Da Mario srl", "vat_number": "12345678903"}, False),
        ({"name": "", "zip": "20100"}, False),
    ],
)
def test_register(facts, is_found):
    known = register(
        name="Da Mario S.r.l.", vat_number="71820430156", zip="20100", street="Via Roma, 5"
    )
    assert known.find(facts) == (["known"] if is_found else [])


def test_register_doubt():
    known = register(name="Da Mario")
    known.add("second", {"name": "Da Mario"})
    assert known.find({"name": "Da Mario"}) == ["known", "second"]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Da Mario S.R.L.", "limited"),
        ("Da Mario S R L", "limited"),
        ("Da Mario srls", "limited"),
        ("Centro Spa", "shares"),
        ("Spa Relax S.r.l.", "limited"),
        ("Soc. Coop. Sociale Arcobaleno", "cooperative"),
        ("Impresa individuale Da Mario", "individual"),
        ("Da Mario", None),
    ],
)
def test_legal_family(name, family):
    assert legal_family(name) == family
