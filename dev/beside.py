"""A second bin/test beside the first, for the gates that need nothing of each other."""

import os
import re
import subprocess
import sys

from dev import cache
from dev.console import say, show
from dev.shell import die_with_parent

#: They take together about as long as the gate `tests`, beside which they run.
NAMES = ("pages", "suites", "cycle", "click")
_CORES = 2
_COUNTS = re.compile(r"(\d+) passed, (\d+) failed\s*\Z")


def pays(gates, choice):
    """:return: whether a run of these gates is done sooner in two processes on this machine"""
    if choice.file or choice.expression:
        return False
    names = [gate.name for gate in gates]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return cores >= _CORES and {"tests", *NAMES} <= set(names)


class Beside:
    """The gates NAMES in a process of their own; what it prints is shown when it has ended.

    Leaving the `with` stops it if it still runs.
    """

    def __init__(self, env):
        self._output = env.run.log("beside")
        self._process = None

    def __enter__(self):
        say(f"Beside it, in a second process: {', '.join(NAMES)} (shown when they have ended)")
        words = [word for name in NAMES for word in ("--gate", name)]
        with self._output.open("w") as output:
            self._process = subprocess.Popen(
                [sys.executable, str(cache.REPOSITORY / "bin" / "test"), *words],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=die_with_parent,
            )
        return self

    def __exit__(self, *_error):
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def wait(self):
        """Wait for its end and show what it printed.

        :return: how many passed and how many failed
        """
        code = self._process.wait()
        text = self._output.read_text(errors="replace").rstrip()
        show(f"\n---- beside: {', '.join(NAMES)}\n{text}\n----")
        counts = _COUNTS.search(text)
        passed, failed = map(int, counts.groups()) if counts else (0, 0)
        return passed, failed or int(bool(code))
