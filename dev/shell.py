"""Runs other programs and turns their failure into a sentence with advice."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys

from dev.console import Failure


def capture(command, *, what, advice, **kwargs):
    """Run a command quietly.

    :return: its standard output
    :raise Failure: `what` with the last lines it printed, and `advice`
    """
    kwargs.setdefault("stdin", subprocess.DEVNULL)
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if kwargs.pop("merge", True) else subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
            **kwargs,
        )
    except OSError as error:
        raise Failure(f"{what}: {error}", advice) from error
    if done.returncode:
        raise Failure(f"{what}\n{tail(done.stdout + (done.stderr or ''))}", advice)
    return done.stdout


def die_with_parent():
    """Call it in a new process: on Linux it then ends when the command that made it is killed."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)


def tail(text, lines=25):
    """:return: the last lines of a text, indented to stand inside a message"""
    return "\n".join("    " + line for line in text.rstrip().splitlines()[-lines:])


def tail_of(path, lines=25):
    """:return: the last lines of a log file, or a word when there is none"""
    if not path.exists():
        return "    (no log was written)"
    return tail(path.read_text(errors="replace"), lines)


def is_root():
    """:return: whether this process may install system packages"""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has(*programs):
    """:return: whether all these programs are on PATH"""
    return all(shutil.which(program) for program in programs)
