# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Countries as lists name them, in Italian or English, whatever languages the server has."""

from functools import cache

from babel import Locale

from .office_values import fold

LANGUAGES = ("en", "it")
#: What offices write and the catalogue (CLDR) does not.
OTHER_NAMES = {
    "birmania": "MM",
    "bosnia": "BA",
    "capo verde": "CV",
    "congo": "CG",
    "inghilterra": "GB",
    "moldavia": "MD",
    "olanda": "NL",
    "palestina": "PS",
    "repubblica dominicana": "DO",
    "russia": "RU",
    "usa": "US",
}


def country_code(text: str | None) -> str | None:
    """Return the ISO code of a country's name ("Perù", "Peru", "PE"), None for anything else."""
    return _codes().get(fold(text)) if text else None


@cache
def _codes() -> dict[str, str]:
    """Return {folded name or code: code} of every territory with a code of two letters."""
    codes = dict(OTHER_NAMES)
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "XA", "XB", "ZZ"):
                codes.setdefault(fold(name), code)
                codes.setdefault(code.casefold(), code)
    return codes
