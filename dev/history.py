"""bin/serve --history: three years of the brief in the served database, each in its own office."""

from dev import cache, histories
from dev.console import say, show, step

_SCRIPT = cache.REPOSITORY / "dev" / "plugins" / "write_histories.py"


def fill(env, name):
    """Write the histories that a database has not yet; a killed run leaves whole ones only.

    :param env: an `Environment`
    :raise Failure: with the end of Odoo's log
    """
    lines = env.odoo.shell(
        "history",
        _SCRIPT,
        name,
        what="The histories cannot be written.",
        advice="Read the traceback above; `bin/serve --reset --history` makes the database anew.",
    )
    with step("Histories of the brief"):
        for line in lines:
            say(f"  {line}")


def print_offices():
    """Say where the histories are and on which day they are looked at."""
    show("\nHistories (admin, manager and officer choose the office at the top right):")
    for history in histories.build():
        show(f"  {history.office:<28}reference date {history.reference}")
