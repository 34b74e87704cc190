"""What a developer reads while the commands work: steps with seconds, and failures with advice."""

import signal
import sys
import time
from contextlib import contextmanager

_START = time.monotonic()


class Failure(Exception):
    """A step that cannot go on.

    :param what: what failed, one sentence
    :param advice: what the reader can do about it
    """

    def __init__(self, what, advice):
        super().__init__(what)
        self.what = what
        self.advice = advice


def show(text=""):
    """Print one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say(text):
    """Print one line at once, with the seconds since the command started."""
    show(f"[{time.monotonic() - _START:6.1f} s] {text}")


@contextmanager
def step(text):
    """Announce a step, and say how long it took when that is worth a line."""
    say(f"{text} …")
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    if seconds >= 2:
        say(f"  done in {seconds:.1f} s")


def run_main(main):
    """Run a command's `main` and turn its end into an exit code.

    :return: what `main` returns, 1 after a failure, 130 when the user stopped it
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        return main()
    except Failure as failure:
        return report(failure)
    except KeyboardInterrupt:
        show("\nStopped.")
        return 130


def _interrupt(_number, _frame):
    """Being told to end is like Ctrl-C: what was started is stopped."""
    raise KeyboardInterrupt


def report(failure):
    """Print a failure and what to do about it.

    :return: the exit code of a failed command
    """
    show(f"\nFAILED: {failure.what}")
    show(f"What to do: {failure.advice}")
    return 1
