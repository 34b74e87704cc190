"""Read by `odoo shell` for bin/bench: fills the database or measures it, as EMPLOYER_BENCH says.

What it prints are lines for the reader, and figures as JSON after a word of their own.
"""

import json
import os

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry

from odoo.addons.employer_engagement.dev.bench import figures, generate, sizes, table


def _say(text):
    print(text, flush=True)


def _fill(env, size, is_tenth):
    size = sizes.SIZES[size]
    generate.fill(env, size.tenth() if is_tenth else size, _say)
    env.cr.commit()
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE")


def _measure(env, tenth, size, names):
    with Registry(tenth or env.cr.dbname).cursor() as cursor:
        other = Environment(cursor, SUPERUSER_ID, {}) if tenth else None
        offices = figures.Offices(env(user=SUPERUSER_ID, su=True), other, size)
        for name in names:
            for figure in figures.FIGURES[name](offices):
                _say(f"{table.MARK}{json.dumps(figure.as_dict())}")


def _work(env, order):
    if order["what"] == "fill":
        _fill(env, order["size"], order["is_tenth"])
    else:
        _measure(env, order["tenth"], order["size"], order["figures"])


_work(env, json.loads(os.environ["EMPLOYER_BENCH"]))  # noqa: F821  (the shell brings it)
