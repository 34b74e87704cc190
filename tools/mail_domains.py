# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Mail domains that say whose address it is: what two entries of one company often share."""

import re
from collections.abc import Iterable

from .emails import is_pec, split_emails

DOMAIN = re.compile(r"[^\W_](?:[\w\-]*[^\W_])?(?:\.[^\W_](?:[\w\-]*[^\W_])?)+")


def read_domain(text: str | None) -> str:
    """Return a mail domain in its one spelling: small letters, no "@" and no "www.".

    :param text: "@Example.it", "info@example.it", "www.example.it"
    :raise ValueError: "format" when it is no domain
    """
    domain = (text or "").strip().casefold().rpartition("@")[2].removeprefix("www.").strip(".")
    if not DOMAIN.fullmatch(domain):
        raise ValueError("format")
    return domain


def own_domains(texts: Iterable[str | None]) -> list[str]:
    """Return the domains of the addresses in some texts, sorted, each once; certified mail apart.

    Whether a domain is a provider's is for the caller to say: its list is the office's. Certified
    mail (PEC) is judged here, as its domain is nearly always a provider's or a consultant's.
    """
    addresses = (address for text in texts for address in split_emails(text))
    domains = {address.rpartition("@")[2] for address in addresses if not is_pec(address)}
    return sorted(domain for domain in domains if DOMAIN.fullmatch(domain))
