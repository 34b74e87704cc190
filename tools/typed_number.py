# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A whole number as a form or an address sends it: any text at all."""

import re

#: The largest id a record can have, and the largest whole number of the database.
LARGEST = 2**31 - 1
# ten digits hold it, and Python refuses to read thousands
_DIGITS = re.compile(r"0*([0-9]{1,10})")


def typed_number(text, largest=LARGEST):
    """Return the whole number that was typed; None for none, a negative one or one too large."""
    found = _DIGITS.fullmatch(str(text or "").strip())
    number = int(found[1]) if found else None
    return number if number is not None and number <= largest else None
