# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Placeholders of an agreement's text: found, refused, filled in, never evaluated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from odoo.addons.employer_engagement.tools import agreement_text as at


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        (None, []),
        ("<p>{{ employer }} and {{employer}}, {{ end_date }}</p>", ["employer", "end_date"]),
        ("{{&nbsp;<b>employer</b>\n}}", ["employer"]),
        ("{ employer } {{ }}", [""]),
    ],
)
def test_placeholders_are_found_whatever_the_editor_left(text, names):
    assert at.placeholders(text) == names


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{{ employer }}", []),
        ("{{ employr }} {{ employer }}", ["employr"]),
        ("{{ employer.partner_id }}", ["employer.partner_id"]),
        ("{{ employer", ["{{"]),
        ("employer }}", ["}}"]),
        ("{{ }}", [""]),
    ],
)
def test_unknown_names_and_open_braces_are_named(text, unknown):
    assert at.unknown_placeholders(text, {"employer"}) == unknown


def test_values_are_escaped_unless_ours():
    values = {"a": "<script>x</script> & {{ b }}", "b": Markup("<b>bold</b>")}
    filled = at.fill("<p>{{ a }} {{ b }}</p>", values)
    assert filled == "<p>&lt;script&gt;x&lt;/script&gt; &amp; {{ b }} <b>bold</b></p>"


def test_an_empty_value_is_a_line_to_fill_in():
    assert at.fill("{{ a }}", {"a": ""}) == at.BLANK


def test_a_value_that_nobody_has_is_an_error():
    with pytest.raises(KeyError):
        at.fill("{{ b }}", {"a": "x"})


def test_a_list_replaces_the_paragraph_it_stands_alone_in():
    values = {"list": at.bullet_list(["one", "<two>"]), "name": "x"}
    filled = at.fill("<p>&nbsp;{{ list }} </p><p>{{ name }}</p>", values, ("list",))
    assert filled == "<ul><li>one</li><li>&lt;two&gt;</li></ul><p>x</p>"
    assert at.fill("<p>of {{ name }}</p>", values, ("list", "name")) == "<p>of x</p>"
    assert not at.bullet_list([])


def test_dates_in_both_languages():
    assert at.long_date(date(2026, 3, 2), "it") == "2 marzo 2026"
    assert at.long_date(date(2026, 3, 2), "en") == "2 March 2026"
    assert at.long_date(None, "it") == ""


@given(st.text(), st.text(alphabet="ab{} <>/p"))
def test_what_has_nothing_unknown_can_always_be_filled(value, text):
    if not at.unknown_placeholders(text, {"a", "b"}):
        filled = at.fill(text, {"a": value, "b": Markup("<ul></ul>")}, ("b",))
        assert isinstance(filled, Markup)
