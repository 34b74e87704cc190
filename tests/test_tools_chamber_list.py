# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The tools on a whole list as the chamber of commerce sends it: nothing lost, oddities named."""

import csv
from collections import Counter
from pathlib import Path

from odoo.addons.employer_engagement.tools import ateco, emails, headcount, identifiers, phones

LIST = Path(ateco.__file__).parents[1] / "tests" / "data" / "elenco_camerale.csv"
with LIST.open(encoding="cp1252", newline="") as stream:
    ROWS = [
        {key: value or "" for key, value in row.items() if key}
        for row in csv.DictReader(stream, delimiter=";")
    ]


def refused(read, column):
    """Return how often `read` refuses the values of a column, by reason, and what it refuses."""
    reasons = Counter()
    for row in ROWS:
        try:
            read(row[column])
        except ValueError as error:
            reasons[str(error), row[column]] += 1
    return dict(reasons)


def test_list_is_the_one_meant():
    assert len(ROWS) == 600


def test_vat_numbers():
    assert refused(identifiers.normalise_vat, "Partita IVA") == {
        ("check_digit", "86355670159"): 1,
        ("empty", ""): 1,
    }


def test_fiscal_codes():
    blank = sum(not row["Codice Fiscale"] for row in ROWS)
    assert refused(identifiers.normalise_fiscal_code, "Codice Fiscale") == {("empty", ""): blank}


def test_activities():
    assert refused(ateco.to_2025, "Cod. ATECO") == {("format", "ristorante"): 1, ("empty", ""): 1}
    codes = {row["Cod. ATECO"] for row in ROWS} - {"ristorante", ""}
    assert {code for code in codes if ateco.to_2025(code) is None} == {"99.99.99"}
    assert {ateco.to_2025(code) for code in codes if code.startswith("45")} == {"95"}


def test_staff():
    values = {row["N. addetti"] for row in ROWS}
    assert {value for value in values if headcount.is_missing(value)} == {"", "n.d."}
    unread = {value for value in values if headcount.parse_headcount(value) is None}
    assert unread == {"", "n.d.", "-4", "12,5"}
    for value in values - unread:
        assert headcount.size_class(headcount.parse_headcount(value)), value


def test_addresses_and_numbers():
    mails = {row["Email/PEC"] for row in ROWS}
    assert {mail for mail in mails if not emails.split_emails(mail)} == {"", "non ha email"}
    for mail in mails:
        assert len(emails.split_emails(mail)) == mail.count("@")
        assert len(emails.split_pec(mail)[1]) == mail.count("@pec.")
    for row in ROWS:
        assert phones.split_phones(row["Telefono"]) == [row["Telefono"]] * bool(row["Telefono"])
