# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tools import SQL


def take_turn(records):
    """Let two who act on the same records at the same moment do it one after the other.

    The second waits for the first and is then refused by PostgreSQL, as the row was written
    meanwhile: the server repeats its request, which finds what the first one did. A row that was
    only locked would let it go on with what it saw before.
    """
    if records:
        table = SQL.identifier(records._table)
        records.env.cr.execute(
            SQL("UPDATE %s SET write_date = write_date WHERE id IN %s", table, tuple(records.ids))
        )
