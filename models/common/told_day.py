# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tools import format_date


def told_day(env, day):
    """Return a day as companies and partners read it, "" for none: with the month's name.

    04/12/2026 is December in Milan and April to who set English (US).
    """
    return format_date(env, day, date_format="medium") if day else ""
