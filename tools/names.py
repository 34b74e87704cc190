# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Company names reduced to a key for matching: no legal form, accents, case or punctuation.

The key finds candidates; it does not prove that two companies are one. Compare the VAT number
or the fiscal code before merging.
"""

import re
import unicodedata

#: Legal forms that exclude one another: at most one is removed, so that "Centro Spa S.r.l."
#: keeps its "spa". Longer before shorter.
LEGAL_FORMS = (
    "societa a responsabilita limitata semplificata",
    "societa a responsabilita limitata",
    "societa in accomandita per azioni",
    "societa in accomandita semplice",
    "societa in nome collettivo",
    "societa per azioni",
    "societa semplice",
    "societa cooperativa sociale a r l",
    "societa cooperativa sociale",
    "societa cooperativa a r l",
    "societa cooperativa",
    "soc coop sociale a r l",
    "soc coop sociale",
    "soc coop soc",
    "soc coop a r l",
    "soc coop va",
    "soc coop",
    "cooperativa sociale",
    "impresa individuale",
    "ditta individuale",
    "srls",
    "srl",
    "spa",
    "sapa",
    "sas",
    "snc",
    "scarl",
    "scrl",
    "scpa",
    "scs",
    "gmbh",
    "ltd",
)
#: Words that go with any legal form and say nothing about who the company is.
QUALIFIERS = (
    "a socio unico",
    "con socio unico",
    "unipersonale",
    "in liquidazione",
    "societa benefit",
    "impresa sociale",
    "consortile",
    "onlus",
    "ets",
    "aps",
    "odv",
    "e c",
)


def normalise_name(name: str | None) -> str:
    """Return the key of a company name: "DA MARIO S.R.L." and "Da Mario" give "da mario".

    The legal form is removed at the end, or at the beginning where it stands there, never the
    whole name: "Spa S.r.l." gives "spa".

    :param name: the name as written; None and text without letters or digits give ""
    """
    key = _expand(_fold(name or ""))
    key = _strip_all(key, QUALIFIERS)
    key = _strip_one(key, LEGAL_FORMS)
    return _strip_all(key, QUALIFIERS)


def same_name(first: str | None, second: str | None) -> bool:
    """Return whether two company names have the same key; empty names match nothing."""
    key = normalise_name(first)
    return bool(key) and key == normalise_name(second)


def _fold(text: str) -> str:
    """Return lower case words: no accents, "&" between words as "e", other signs as spaces."""
    text = re.sub(r"(?<=\w)(\W*)&(?=\W*\w)", r"\1 e ", text)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    return " ".join(re.findall(r"[^\W_]+", text))


def _expand(key: str) -> str:
    """Return the key with "f.lli" written out."""
    return re.sub(r"\bf ?lli\b", "fratelli", key)


def _spaced(phrase: str) -> str:
    """Return a pattern for a phrase; an abbreviation may have its letters apart ("s r l")."""
    return phrase if " " in phrase or len(phrase) > 5 else " ?".join(phrase)


def _strip_one(key: str, phrases: tuple[str, ...]) -> str:
    """Return the key without the first of the phrases that ends or begins it, if a rest remains."""
    for phrase in phrases:
        pattern = _spaced(phrase)
        rest = re.sub(rf" {pattern}$", "", key)
        if rest == key:
            rest = re.sub(rf"^{pattern} ", "", key)
        if rest != key:
            return rest
    return key


def _strip_all(key: str, phrases: tuple[str, ...]) -> str:
    """Return the key without any of the phrases at its end or beginning, as often as they occur."""
    shorter = _strip_one(key, phrases)
    return key if shorter == key else _strip_all(shorter, phrases)
