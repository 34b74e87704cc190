# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Targets follow the registry of indicators: what had another name there takes it."""

from odoo.tools import SQL

RENAMED = {"internships": "internships_started"}


def migrate(cr, version):
    """Rename the indicators of targets before the old keys are dropped with their targets."""
    if not version:
        return
    for old, new in RENAMED.items():
        cr.execute(SQL("UPDATE employer_target SET indicator = %s WHERE indicator = %s", new, old))
