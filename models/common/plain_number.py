# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tools import formatLang

#: Nobody reads hours finer.
MAX_DIGITS = 2


def plain_number(env, number):
    """Return a number as the reader of `env` writes it, without idle zeros: 30 or 37,5."""
    number = round(number, MAX_DIGITS)
    return formatLang(env, number, digits=len(f"{number:g}".partition(".")[2]))
