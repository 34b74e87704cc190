# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""E-mail cells: several addresses, labels around them, certified mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.emails import is_pec, split_emails, split_pec


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@x.it", ["a@x.it"]),
        ("AMMINISTRAZIONE@AZIENDA0.EXAMPLE", ["amministrazione@azienda0.example"]),
        ("b@pec.example; a@x.example", ["b@pec.example", "a@x.example"]),
        ("a@x.it, b@x.it | c@x.it d@x.it\ne@x.it", [f"{c}@x.it" for c in "abcde"]),
        ("a@x.it; A@X.IT", ["a@x.it"]),
        ("Mario Rossi <m.rossi@x.it>", ["m.rossi@x.it"]),
        ("mailto:a@x.it", ["a@x.it"]),
        ("a@x.it.", ["a@x.it"]),
        ("non ha email", []),
        ("a@x", []),
        ("@x.it", []),
        ("a@@x.it", []),
        ("", []),
        (None, []),
    ],
)
def test_split(text, expected):
    assert split_emails(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("azienda1@pec.example", True),
        ("x@pec.azienda.it", True),
        ("x@azienda.legalmail.it", True),
        ("x@LEGALMAIL.IT", True),
        ("x@arubapec.it", True),
        ("x@pecaziende.it", True),
        ("x@postacert.inps.gov.it", True),
        ("pec@azienda.it", False),
        ("info@azienda1.example", False),
        ("x@spectre.it", False),
        ("x@notlegalmailing.it", False),
    ],
)
def test_is_pec(address, expected):
    assert is_pec(address) is expected


def test_split_pec_keeps_both_kinds_apart():
    assert split_pec("azienda1@pec.example; info@azienda1.example") == (
        ["info@azienda1.example"],
        ["azienda1@pec.example"],
    )


ADDRESSES = st.from_regex(r"[a-z0-9][a-z0-9._+-]{0,9}@[a-z0-9]{1,9}\.(it|example)", fullmatch=True)


@given(st.lists(ADDRESSES, max_size=5), st.sampled_from(["; ", ", ", " ", "\n"]))
def test_addresses_are_all_found_once_and_in_order(addresses, separator):
    text = separator.join(addresses)
    assert split_emails(text.upper()) == list(dict.fromkeys(addresses))


@given(st.text(max_size=60))
def test_any_text_gives_addresses_only(text):
    for address in split_emails(text):
        assert address.count("@") == 1
        assert split_emails(address) == [address]
