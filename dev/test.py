"""bin/test: every gate, from cheap to dear, on a machine that had nothing."""

import argparse
import time

from dev import beside, environment
from dev.console import Failure, report, run_main, say, show
from dev.gates.all import ALL
from dev.gates.base import Choice
from dev.gates.lint import Ruff
from dev.gates.own_tests import gate_of


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
        names = [gate_of(options.file)]
    return [gate for gate in ALL if not names or gate.name in names]


def _run(env, gates, choice):
    """:return: 0, or 1 after the first gate that fails; the last line counts"""
    tally = _Tally(env, choice)
    if not beside.pays(gates, choice):
        return tally.end(all(tally.passes(gate) for gate in gates))
    own = [gate for gate in gates if gate.name not in beside.NAMES]
    if not all(tally.passes(gate) for gate in own if gate.name != "tests"):
        return tally.end(False)
    with beside.Beside(env) as others:
        good = all(tally.passes(gate) for gate in own if gate.name == "tests")
        return tally.end(good and tally.adds(*others.wait()))


class _Tally:
    """Runs gates and keeps how many things passed, how many failed, and the seconds."""

    def __init__(self, env, choice):
        self.env, self.choice = env, choice
        self.passed = self.failed = 0
        self.seconds = []

    def passes(self, gate):
        """Run a gate and print what failed and what to do.

        :return: whether nothing failed
        """
        say(f"Gate {gate.name}: {gate.about}")
        start = time.monotonic()
        try:
            result = gate.run(self.env, self.choice)
        except Failure as failure:
            report(failure)
            return self.adds(0, 1)
        self.seconds.append((gate.name, time.monotonic() - start))
        if result.failed:
            _print_problems(gate, result)
        else:
            say(f"Gate {gate.name}: {result.passed} passed in {self.seconds[-1][1]:.1f} s")
        return self.adds(result.passed, result.failed)

    def adds(self, passed, failed):
        """:return: whether nothing of this failed"""
        self.passed += passed
        self.failed += failed
        return not failed

    def end(self, good):
        """Print the last lines.

        :return: the exit code
        """
        show("\nSeconds: " + ", ".join(f"{name} {value:.0f}" for name, value in self.seconds))
        show(f"{self.passed} passed, {self.failed} failed")
        return 0 if good else 1


def _print_problems(gate, result):
    show()
    for problem in result.problems:
        show(problem)
    show(f"\nFAILED: gate {gate.name} ({result.failed} problems)")
    show(f"What to do: {gate.advice}")
    show(f"Alone again: bin/test --gate {gate.name}")
