"""The gates with our own tests: pure ones, then those with a database, HTTP and a browser."""

from pathlib import Path

from dev import browser
from dev.console import Failure, say
from dev.databases import PLAIN
from dev.gates import pytest_run
from dev.gates.base import Gate, Result

_PURE = "test_tools_*.py"


class Tools(Gate):
    """What stands in tools/ needs no database, and is tested without one."""

    name = "tools"
    about = "pure tests of tools/ (tests/test_tools_*.py), no database"

    def run(self, env, choice):
        """:return: the tests' result"""
        files = _chosen(choice, pure=True)
        if not files:
            say("  no tests/test_tools_*.py to run")
            return Result()
        return pytest_run.without_database(env, "tools", files, choice)


class Tests(Gate):
    """All our tests on a fresh database, in one process with Odoo's server and a browser."""

    name = "tests"
    about = "pytest on a fresh database: models, rights, HTTP, tours in Chromium; the log gate"

    def run(self, env, choice):
        """:return: the tests' result and the log gate's"""
        files = _chosen(choice, pure=False)
        if choice.file and not files:
            return Result()
        if any("HttpCase" in file.read_text() for file in files):
            browser.ensure_chromium()
        if any("force_report_rendering" in file.read_text() for file in files):
            browser.ensure_wkhtmltopdf()
        name, log = env.databases.installed(PLAIN)
        result = pytest_run.with_database(env, "tests", name, files, choice)
        result.problems += pytest_run.log_problems(log)
        env.databases.drop(name)
        return result


def is_pure(file):
    """:return: whether a test file needs no database"""
    return Path(file).match(_PURE)


def _chosen(choice, *, pure):
    """:return: the test files a gate runs
    :raise Failure: when the chosen file does not exist
    """
    tests = pytest_run.addon() / "tests"
    if choice.file:
        path = tests / Path(choice.file).name
        if not path.is_file():
            raise Failure(f"There is no {choice.file}.", "Name a file of tests/: tests/test_x.py")
        files = [path]
    else:
        files = sorted(tests.glob("test_*.py"))
    return [file for file in files if is_pure(file) == pure]
