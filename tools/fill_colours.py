# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The fill of a spreadsheet's cell as a word: many shades of green are one status."""

import colorsys

from openpyxl.styles.colors import COLOR_INDEX

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "grey")
#: Upper end of each colour's hue, in degrees; above the last it is red again.
HUES = ((18, "red"), (47, "orange"), (70, "yellow"), (165, "green"), (255, "blue"), (330, "purple"))
#: What Office's own theme shows for its numbered colours; an own theme may differ.
THEME = ("", "", "grey", "blue", "blue", "orange", "grey", "yellow", "blue", "green")
#: Below this share of colour a fill is grey, above this lightness white.
GREY, WHITE, BLACK = 0.12, 0.97, 0.06


def fill_colour(fill) -> str:
    """Return the colour of an openpyxl fill, one of COLOURS; "" for none, white or black."""
    if fill is None or not getattr(fill, "fill_type", None):
        return ""
    colour = getattr(fill, "fgColor", None)
    if colour is None:
        return ""
    if colour.type == "theme":
        return THEME[colour.theme] if 0 <= colour.theme < len(THEME) else ""
    code = colour.rgb
    if colour.type == "indexed":
        code = COLOR_INDEX[colour.indexed] if colour.indexed < len(COLOR_INDEX) else ""
    return colour_name(code) if isinstance(code, str) else ""


def colour_name(code: str) -> str:
    """Return the word for a colour given as RRGGBB, maybe with the opacity before it."""
    try:
        red, green, blue = (int(code[-6:][i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return ""
    hue, lightness, _saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness >= WHITE or lightness <= BLACK:
        return ""
    if max(red, green, blue) - min(red, green, blue) < GREY:
        return "grey"
    return next((name for end, name in HUES if hue * 360 < end), "red")
