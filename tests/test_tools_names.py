# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Company names as keys: what makes two spellings one, and what must stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.names import LEGAL_FORMS, normalise_name, same_name


@pytest.mark.parametrize(
    "name",
    [
        "Da Mario",
        "DA MARIO S.R.L.",
        "da mario srl",
        "Da Mario S.r.l.s.",
        "Da Mario S R L",
        "Da Mario S.p.A.",
        "DA MARIO SPA",
        "Da Mario Soc. Coop. Sociale",
        "SOC COOP SOCIALE  Da Mario",
        "Da Mario Soc.Coop. a r.l.",
        "Da Mario S.N.C. di G. Rossi & C.".replace(" di G. Rossi", ""),
        "Da Mario & C. S.a.s.",
        "Impresa individuale Da Mario",
        "Da Mario S.r.l. unipersonale",
        "Da Mario S.R.L. in liquidazione",
        "Da Mario società a responsabilità limitata",
        "  «Da  Mario»  ",
        "Dà Marìo",
        "Da-Mario",
    ],
)
def test_one_company(name):
    assert normalise_name(name) == "da mario"
    assert same_name(name, "Da Mario")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CAFFE' ROMA", "caffe roma"),
        ("Caffè Roma SNC", "caffe roma"),
        ("F.lli Bianchi S.n.c.", "fratelli bianchi"),
        ("FLLI BIANCHI", "fratelli bianchi"),
        ("Fratelli Bianchi", "fratelli bianchi"),
        ("Spa S.r.l.", "spa"),
        ("Centro Spa S.r.l.", "centro spa"),
        ("SRL", "srl"),
        ("Sasso", "sasso"),
        ("Spagna Viaggi", "spagna viaggi"),
        ("Arcobaleno ONLUS", "arcobaleno"),
        ("Cooperativa Sociale Arcobaleno Onlus", "arcobaleno"),
        ("3A S.p.A.", "3a"),
        ("Straße 7", "strasse 7"),
        ("", ""),
        (None, ""),
        ("...", ""),
        ("&", ""),
        ("& Bar", "bar"),
        ("Bar & Grill", "bar e grill"),
        ("A&B", "a e b"),
    ],
)
def test_key(name, key):
    assert normalise_name(name) == key


@pytest.mark.parametrize(
    ("first", "second"),
    [("Da Mario 1", "Da Mario 2"), ("Da Maria", "Da Mario"), ("", ""), (None, "")],
)
def test_not_the_same(first, second):
    assert not same_name(first, second)


WORDS = st.lists(st.sampled_from(["bar", "verde", "hotel", "milano", "2"]), min_size=1, max_size=4)


@given(WORDS, st.sampled_from(LEGAL_FORMS))
def test_every_legal_form_is_dropped_in_any_case(words, form):
    name = " ".join(words)
    assert normalise_name(f"{name} {form.upper()}") == name
    assert normalise_name(f"{form.title()} {name}") == name


@given(WORDS, st.sampled_from(LEGAL_FORMS), st.sampled_from([str.upper, str.title, str.lower]))
def test_a_key_is_its_own_key_unless_it_ends_like_a_form(words, form, case):
    key = normalise_name(case(f"{' '.join(words)} {form}"))
    assert normalise_name(key) == key


@given(WORDS)
def test_accents_case_and_signs_say_nothing(words):
    name = " ".join(words)
    accented = name.translate(str.maketrans("aeiou", "àèìòù"))
    assert normalise_name(accented.upper()) == normalise_name(name)
    assert normalise_name("«" + " - ".join(words) + ".»") == normalise_name(name)


@given(st.text(max_size=40))
def test_a_key_never_vanishes_and_has_one_spacing(text):
    key = normalise_name(text)
    assert key == " ".join(key.split())
    assert not key or any(char.isalnum() for char in text)
    assert key or not any(char.isascii() and char.isalnum() for char in text)
