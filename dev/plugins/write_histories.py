"""Read by `odoo shell`: writes the histories that are not in its database yet, each at once.

What it prints is for the reader of `bin/serve --history`; Odoo's log goes elsewhere.
"""

from odoo.addons.employer_engagement.dev import histories
from odoo.addons.employer_engagement.dev.histories import write


def _say(text):
    print(text, flush=True)


def _write_missing(env):
    """Write what is missing, and let the logins that look at figures into its offices."""
    readers = env["res.users"].search([("login", "in", ("admin", "manager", "officer"))])
    for history in histories.build():
        if write.find(env, history):
            _say(f"{history.office}: there already")
            continue
        _say(f"{history.office}: writing …")
        written = write.write(env, history, lambda text: _say(f"  {text}"))
        readers.write({"company_ids": [(4, written.office.id)]})
        env.cr.commit()


_write_missing(env)  # noqa: F821  (the shell brings it)
