# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A signature drawn on a page: a small PNG, or not taken. A few bytes may unfold into gigabytes."""

import binascii
from base64 import b64decode
from io import BytesIO

from PIL import Image

PREFIX = "data:image/png;base64,"
#: Characters of the text that arrives.
MAX_LENGTH = 200_000
#: The field of the page has 640 x 200.
MAX_PIXELS = 1_000_000


def read_drawing(text: str) -> str | None:
    """Return the drawing as base64; None when the text is no whole, small PNG."""
    if not text.startswith(PREFIX) or len(text) > MAX_LENGTH:
        return None
    encoded = text[len(PREFIX) :]
    try:
        image = Image.open(BytesIO(b64decode(encoded, validate=True)), formats=["PNG"])
        if image.width * image.height > MAX_PIXELS:
            return None
        image.load()
    except (binascii.Error, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return encoded
