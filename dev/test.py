"""bin/test: every gate, from cheap to dear, on a machine that had nothing."""

import argparse
import time

from dev import environment
from dev.console import Failure, report, run_main, say, show
from dev.gates.all import ALL
from dev.gates.base import Choice
from dev.gates.lint import Ruff
from dev.gates.own_tests import is_pure


def main(arguments=None):
    """Run the gates, stopping at the first that fails.

    :return: the exit code
    """
    options = _parser().parse_args(arguments)
    if options.list:
        return _list()
    return run_main(lambda: _test(options))


def _parser():
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Run the gates of Employer Engagement; fetches and builds what is missing.",
    )
    names = [gate.name for gate in ALL]
    parser.add_argument("--list", action="store_true", help="list the gates and stop")
    parser.add_argument(
        "--gate", action="append", choices=names, metavar="NAME", help="only this gate; repeatable"
    )
    parser.add_argument("--file", default="", metavar="PATH", help="only this file of tests/")
    parser.add_argument("-k", default="", metavar="EXPR", help="pytest's -k: only these tests")
    parser.add_argument("--fix", action="store_true", help="let ruff mend the tree and stop")
    return parser


def _list():
    for gate in ALL:
        show(f"{gate.name:<12}{gate.about}")
    return 0


def _test(options):
    with environment.ready() as env:
        if options.fix:
            Ruff.fix(env)
            return 0
        return _run(env, _gates(options), Choice(options.file, options.k))


def _gates(options):
    names = options.gate
    if options.file and not names:
        names = ["tools" if is_pure(options.file) else "tests"]
    return [gate for gate in ALL if not names or gate.name in names]


def _run(env, gates, choice):
    """:return: 0, or 1 after the first gate that fails; the last line counts"""
    passed, seconds = 0, []
    for gate in gates:
        say(f"Gate {gate.name}: {gate.about}")
        start = time.monotonic()
        try:
            result = gate.run(env, choice)
        except Failure as failure:
            report(failure)
            _print_end(seconds, passed, 1)
            return 1
        passed += result.passed
        seconds.append((gate.name, time.monotonic() - start))
        if result.failed:
            return _failed(gate, result, seconds, passed)
        say(f"Gate {gate.name}: {result.passed} passed in {seconds[-1][1]:.1f} s")
    _print_end(seconds, passed, 0)
    return 0


def _failed(gate, result, seconds, passed):
    show()
    for problem in result.problems:
        show(problem)
    show(f"\nFAILED: gate {gate.name} ({result.failed} problems)")
    show(f"What to do: {gate.advice}")
    show(f"Alone again: bin/test --gate {gate.name}")
    _print_end(seconds, passed, result.failed)
    return 1


def _print_end(seconds, passed, failed):
    show("\nSeconds: " + ", ".join(f"{name} {value:.0f}" for name, value in seconds))
    show(f"{passed} passed, {failed} failed")
