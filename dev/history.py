"""bin/serve --history: three years of the brief in the served database, each in its own office."""

import subprocess

from dev import cache, histories
from dev.console import Failure, say, show, step
from dev.shell import die_with_parent, tail_of

_SCRIPT = cache.REPOSITORY / "dev" / "plugins" / "write_histories.py"


def fill(env, name):
    """Write the histories that a database has not yet; a killed run leaves whole ones only.

    :param env: an `Environment`
    :raise Failure: with the end of Odoo's log
    """
    log = env.run.log("history")
    config = env.odoo.config("history")
    words = (env.odoo.venv.python, "-m", "odoo", "shell", "-c", config, "-d", name, "--no-http")
    with (
        step("Histories of the brief"),
        _SCRIPT.open() as script,
        log.open("w") as errors,
        subprocess.Popen(
            [str(word) for word in words],
            stdin=script,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=env.odoo.environment(),
            cwd=env.run.folder,
            text=True,
            preexec_fn=die_with_parent,
        ) as process,
    ):
        for line in process.stdout:
            say(f"  {line.rstrip()}")
    if process.returncode:
        raise Failure(
            f"The histories cannot be written. The log {log} ends with:\n{tail_of(log)}",
            "Read the traceback above; `bin/serve --reset --history` makes the database anew.",
        )


def print_offices():
    """Say where the histories are and on which day they are looked at."""
    show("\nHistories (admin, manager and officer choose the office at the top right):")
    for history in histories.build():
        show(f"  {history.office:<28}reference date {history.reference}")
