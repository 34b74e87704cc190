# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""E-mail addresses as offices write them: several in a cell, certified ones among them."""

import re

#: A domain label that is exactly one of these, or begins or ends with "pec", is certified mail.
PEC_LABELS = frozenset(
    (
        "actaliscertymail",
        "cert",
        "certimprese",
        "certmail",
        "legalmail",
        "pcert",
        "postacert",
        "postecert",
        "securpost",
        "sicurezzapostale",
        "telecompost",
        "ticertifica",
    )
)
SEPARATORS = re.compile(r"[;,|\s<>()\[\]\"]+")
ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def split_emails(text: str | None) -> list[str]:
    """Return the addresses of a text in lower case, each once, in their order.

    :param text: "a@x.it; B@Y.it", "Mario <a@x.it>", "mailto:a@x.it"; words that are no address
        are left out, so an unreadable text gives []
    """
    words = (_trim(word) for word in SEPARATORS.split((text or "").casefold()))
    return list(dict.fromkeys(word for word in words if ADDRESS.fullmatch(word)))


def is_pec(address: str) -> bool:
    """Return whether an address is certified mail (PEC), judged by the labels of its domain."""
    labels = address.casefold().rpartition("@")[2].split(".")[:-1] or [""]
    return any(_is_pec_label(label) for label in labels) or address.casefold().endswith(".pec")


def split_pec(text: str | None) -> tuple[list[str], list[str]]:
    """Return (ordinary addresses, certified addresses) of a text, each as `split_emails`."""
    addresses = split_emails(text)
    return (
        [address for address in addresses if not is_pec(address)],
        [address for address in addresses if is_pec(address)],
    )


def _trim(word: str) -> str:
    """Return a word without "mailto:" and without punctuation around it."""
    return word.strip(".:'/").removeprefix("mailto:")


def _is_pec_label(label: str) -> bool:
    return label in PEC_LABELS or label.startswith("pec") or label.endswith("pec")
