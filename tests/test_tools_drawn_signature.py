# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from odoo.addons.employer_engagement.tools.drawn_signature import PREFIX, read_drawing


def _drawn(size=(20, 10), kind="PNG"):
    file = BytesIO()
    Image.new("1", size).save(file, kind)
    return file.getvalue()


def _text(content):
    return PREFIX + b64encode(content).decode()


def test_a_small_png_is_taken_as_it_came():
    text = _text(_drawn())
    assert read_drawing(text) == text.removeprefix(PREFIX)


def test_as_many_pixels_as_a_field_has_and_no_more():
    assert read_drawing(_text(_drawn((1000, 1000))))
    assert read_drawing(_text(_drawn((1000, 1001)))) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        PREFIX,
        PREFIX + "AAAA",
        PREFIX + "%",
        PREFIX + "é",
        "data:image/svg+xml;base64," + b64encode(b"<svg/>").decode(),
        _text(_drawn(kind="GIF")),
        _text(_drawn()[:-30]),
        _text(b"\x89PNG\r\n\x1a\n <script>"),
        _text(_drawn((30_000, 30_000))),
        _text(_drawn()) + "A" * 200_000,
    ],
)
def test_the_rest_is_not(text):
    assert read_drawing(text) is None
