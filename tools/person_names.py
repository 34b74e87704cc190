# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Names of persons taken out of a text that more people read than may know them."""

import re

#: Shorter words of a name stand in too many texts ("De", "Li").
SHORTEST_NAME = 3


def without_names(text: str, names: str, code: str) -> str:
    """Return `text` with the words of `names`, alone or one after the other, replaced by `code`.

    >>> without_names("Ada Rossi cooks, and ADA sings", "Ada Rossi", "P-1")
    'P-1 cooks, and P-1 sings'
    """
    words = [re.escape(word) for word in names.split() if len(word) >= SHORTEST_NAME]
    if not text or not words:
        return text
    one = rf"(?:{'|'.join(words)})(?![^\W_])"
    return re.sub(rf"(?<![^\W_]){one}(?:\s+{one})*", lambda _found: code, text, flags=re.IGNORECASE)
