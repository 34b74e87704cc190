# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Mail domains as a sign that two entries are one company."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.mail_domains import own_domains, read_domain


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("gmail.com", "gmail.com"),
        (" @Gmail.COM ", "gmail.com"),
        ("info@Alfa-Beta.it", "alfa-beta.it"),
        ("www.alfa.it.", "alfa.it"),
        ("città.it", "città.it"),
    ],
)
def test_a_domain_in_one_spelling(text, domain):
    assert read_domain(text) == domain


@pytest.mark.parametrize("text", ["", None, "gmail", "@", "a b.it", "-alfa.it", ".it"])
def test_what_is_no_domain(text):
    with pytest.raises(ValueError, match="format"):
        read_domain(text)


@pytest.mark.parametrize(
    ("texts", "domains"),
    [
        (["info@alfa.it"], ["alfa.it"]),
        (["INFO@ALFA.IT; sales@alfa.it", "x@beta.it"], ["alfa.it", "beta.it"]),
        (["alfa@pec.it", "alfa@legalmail.it", "alfa@pec.alfa.it"], []),
        ([None, "", "no address"], []),
    ],
)
def test_domains_of_addresses(texts, domains):
    assert own_domains(texts) == domains


LABEL = st.text("abcdefghij0123456789", min_size=1, max_size=8)


@given(st.lists(st.tuples(LABEL, LABEL), max_size=5))
def test_each_once_sorted_and_read_back_the_same(pairs):
    domains = own_domains(f"{user}@{label}.it" for user, label in pairs)
    assert domains == sorted({f"{label}.it" for _user, label in pairs})
    assert [read_domain(domain) for domain in domains] == domains


@given(st.text(max_size=30))
def test_never_fails_and_holds_no_space(text):
    assert all(" " not in domain and "@" not in domain for domain in own_domains([text]))
