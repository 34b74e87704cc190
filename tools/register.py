# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Find who is already known: by VAT number or fiscal code, else by name and place."""

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping

from .names import normalise_name
from .organisation_row import same_place

CODES = ("vat_number", "fiscal_code")
#: Legal forms by family: two names with forms of different families are two companies.
LEGAL_FAMILIES = {
    "individual": r"(?:impresa|ditta) individuale",
    "cooperative": r"soc\w* coop\w*|cooperativa sociale|scarl|scrl|scs",
    "limited": r"srls?|societa a responsabilita limitata",
    "shares": r"spa|sapa|societa per azioni",
    "limited_partnership": r"sas|societa in accomandita semplice",
    "partnership": r"snc|societa in nome collettivo",
}


class Register:
    """Organisations by their numbers and names. Facts: name, vat_number, fiscal_code, zip, city."""

    def __init__(self):
        self._facts: dict[Hashable, Mapping[str, str]] = {}
        self._by_code: dict[str, list] = defaultdict(list)
        self._by_name: dict[str, list] = defaultdict(list)

    def add(self, key: Hashable, facts: Mapping[str, str]) -> None:
        """Enter one organisation under a key of the caller."""
        self._facts[key] = facts
        for code in {facts.get(code) for code in CODES} - {None, "", False}:
            self._by_code[code].append(key)
        self._by_name[normalise_name(facts.get("name") or "")].append(key)

    def find(self, facts: Mapping[str, str]) -> list:
        """Return the keys of those that may be the same, each once; more than one is a doubt.

        Equal numbers decide. Without any, it is the same name where the place may be one and
        neither a number nor the legal form contradicts.
        """
        codes = [facts[code] for code in CODES if facts.get(code)]
        found = [key for code in codes for key in self._by_code.get(code, ())]
        if not found:
            name = normalise_name(facts.get("name") or "")
            found = [
                key
                for key in (self._by_name.get(name, ()) if name else ())
                if _compatible(facts, self._facts[key])
            ]
        return list(dict.fromkeys(found))


def _compatible(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    contradiction = any(
        first.get(code) and second.get(code) and first[code] != second[code] for code in CODES
    )
    forms = {legal_family(facts.get("name") or "") for facts in (first, second)} - {None}
    return not contradiction and len(forms) < 2 and same_place(first, second)


def legal_family(name: str) -> str | None:
    """Return the family of the legal form at an end of a name, None when it has none."""
    text = " ".join(re.findall(r"\w+", name.casefold().replace(".", "").replace("à", "a")))
    text = re.sub(r"\b(\w) (?=\w\b)", r"\1", text)
    for family, pattern in LEGAL_FAMILIES.items():
        if re.search(rf"^(?:{pattern})\b|\b(?:{pattern})$", text):
            return family
    return None
