# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Who truly wrote a mail, whether a machine did, and from which area a postcode is."""

import re
from collections.abc import Mapping

from .emails import split_emails

#: Providers of certified mail write from this mailbox, on behalf of who sent (DPCM 2 Nov 2005).
PEC_ENVELOPE = "posta-certificata@"
ON_BEHALF = re.compile(r"per conto d[i']:?\s*<?([^\s<>\"]+@[^\s<>\"]+)", re.IGNORECASE)
#: Any of these headers, whatever it says, is set by machines alone.
MACHINE_HEADERS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Ricevuta",  # receipts of certified mail: accepted, delivered, not delivered
    "List-Unsubscribe",
)
MACHINE_PRECEDENCE = ("auto_reply", "bulk", "junk", "list")
MACHINE_SENDERS = ("mailer-daemon", "postmaster")


def true_sender(email_from: str | None, reply_to: str | None = None) -> str:
    """Return the address of who wrote, in lower case; "" if there is none.

    A certified mail comes from its provider's mailbox, "Per conto di: x@pec.it": then x counts.
    """
    addresses = split_emails(email_from)
    if not any(address.startswith(PEC_ENVELOPE) for address in addresses):
        return addresses[0] if addresses else ""
    behalf = ON_BEHALF.search(email_from or "")
    named = split_emails(behalf.group(1)) if behalf else []
    return (named or split_emails(reply_to) or addresses)[0]


def is_automatic(headers: Mapping[str, str], email_from: str | None = None) -> bool:
    """Return whether a machine wrote this mail: out of office, receipt, newsletter, bounce.

    :param headers: the headers of the mail; names in any case when it is an `EmailMessage`
    """
    submitted = (headers.get("Auto-Submitted") or "no").strip().casefold()
    if not submitted.startswith("no"):
        return True
    if (headers.get("Precedence") or "").strip().casefold() in MACHINE_PRECEDENCE:
        return True
    if any(headers.get(name) for name in MACHINE_HEADERS):
        return True
    sender = true_sender(email_from or headers.get("From"))
    return sender.partition("@")[0] in MACHINE_SENDERS


def zip_specificity(prefixes: str | None, zip_code: str | None) -> int:
    """Return how many digits of `zip_code` the best of the prefixes fits; 0 if none does.

    :param prefixes: "200, 20121 20122-24": prefixes apart by anything but digits; a dash makes no
        range
    """
    digits = re.sub(r"\D", "", zip_code or "")
    found = re.findall(r"\d+", prefixes or "")
    return max((len(prefix) for prefix in found if digits.startswith(prefix)), default=0)
