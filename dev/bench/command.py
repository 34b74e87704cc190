"""bin/bench: figures of speed with the data of a city, on a machine that had nothing."""

import argparse
import contextlib
import json
import os
import platform
import sys
from pathlib import Path

from dev import cache, environment
from dev.bench import table
from dev.bench.sizes import COMPARED, SIZES
from dev.console import run_main, say, show, step
from dev.databases import BENCH

_SCRIPT = cache.REPOSITORY / "dev" / "plugins" / "bench.py"
#: Modules that say which data there are.
_GENERATOR = ("chain", "employers", "generate", "history", "office", "people", "rows", "sizes")
_PREFIX = "ee_bench_"


def main(arguments=None):
    """Measure and print.

    :return: the exit code: 1 when a limit is broken
    """
    options = _parser().parse_args(arguments)
    return run_main(lambda: _bench(options))


def _parser():
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measure Employer Engagement with much data; fetches and builds what is "
        "missing, and keeps the data for the next time.",
    )
    parser.add_argument("--size", choices=SIZES, default="city", help="default: city")
    parser.add_argument(
        "--figure",
        action="append",
        choices=table.NAMES,
        metavar="NAME",
        help=f"only these figures; repeatable: {', '.join(table.NAMES)}",
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON; what happens goes to stderr"
    )
    parser.add_argument("--reset", action="store_true", help="make the data anew")
    return parser


def _bench(options):
    # With --json standard output is for programs alone.
    aside = contextlib.redirect_stdout(sys.stderr) if options.json else contextlib.nullcontext()
    alone = cache.locked("bench", "it measures; two at a time would measure each other")
    with aside, environment.ready() as env, alone:
        whole = _ensure(env, options, is_tenth=False)
        tenth = options.size in COMPARED and _ensure(env, options, is_tenth=True)
        figures = _measure(env, options, whole, tenth)
        about = _about(env)
    if options.json:
        show(table.as_json(options.size, figures, about))
    else:
        show(f"\nSize {options.size}; medians of 5, ratios timed in turn.\n")
        for line in table.lines(figures):
            show(line)
        if note := table.note(figures):
            show(f"\n{note}")
    return int(not all(figure["holds"] for figure in figures))


def _ensure(env, options, *, is_tenth):
    """Make the database of a size, or bring the addon in it up to date with the code.

    :return: its name
    """
    kept = f"{_PREFIX}{cache.clone_hash()}_{options.size}{'_tenth' if is_tenth else ''}_"
    name = kept + cache.short_hash(BENCH.modules, *map(_text, _GENERATOR))
    for (other,) in env.odoo.server.query("SELECT datname FROM pg_database"):
        if other.startswith(kept) and other != name and (is_tenth or "_tenth_" not in other):
            say(f"Database: dropping {other}, whose data are not today's any more")
            env.databases.drop(other)
    order = {"what": "fill", "size": options.size, "is_tenth": is_tenth}
    env.databases.ensure_lasting(
        name, BENCH, reset=options.reset, fill=lambda part: _fill(env, part, order)
    )
    return name


def _text(module):
    return (Path(__file__).parent / f"{module}.py").read_text()


def _fill(env, name, order):
    with step(f"Data: the size {order['size']}" + (", a tenth of it" * order["is_tenth"])):
        for line in _shell(env, "bench-fill", name, order, what="The data cannot be written."):
            say(f"  {line}")


def _measure(env, options, whole, tenth):
    """:return: the figures as dicts"""
    figures = []
    names = list(options.figure or table.NAMES)
    order = {"what": "measure", "tenth": tenth, "size": options.size, "figures": names}
    with step(f"Measuring: {', '.join(names)}"):
        for line in _shell(env, "bench", whole, order, what="The figures cannot be taken."):
            if line.startswith(table.MARK):
                figures.append(json.loads(line.removeprefix(table.MARK)))
                say(f"  {table.lines(figures[-1:])[0]}")
            else:
                say(f"  {line}")
    return figures


def _shell(env, log, database, order, *, what):
    return env.odoo.shell(
        log,
        _SCRIPT,
        database,
        what=what,
        advice="Read the traceback above; `bin/bench --reset` makes the data anew.",
        EMPLOYER_BENCH=json.dumps(order),
    )


def _about(env):
    """:return: on what it was measured"""
    (version,) = env.odoo.server.query("SHOW server_version")[0]
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "postgresql": version,
        "odoo": env.odoo.source.build,
    }
