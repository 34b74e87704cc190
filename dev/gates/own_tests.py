"""The gates with our own tests: pure ones, those with a database, those through the server."""

from pathlib import Path

from dev import browser
from dev.console import Failure, say
from dev.databases import PLAIN
from dev.gates import pytest_run
from dev.gates.base import Gate, Result

_PURE = "test_tools_*.py"
#: A file that says it needs Odoo's HTTP server.
PAGES = "HttpCase"


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
    """Our tests of models and rights on a fresh database, in one process."""

    name = "tests"
    about = "pytest on a fresh database: models, rights, reports; the log gate"

    def run(self, env, choice):
        """:return: the tests' result and the log gate's"""
        files = self._files(choice)
        if choice.file and not files:
            return Result()
        if any(PAGES in file.read_text() for file in files):
            browser.ensure_chromium()
        if any("force_report_rendering" in file.read_text() for file in files):
            browser.ensure_wkhtmltopdf()
        name, log = env.databases.installed(PLAIN)
        result = pytest_run.with_database(env, self.name, name, files, choice)
        result.problems += pytest_run.log_problems(log)
        env.databases.drop(name)
        return result

    def _files(self, choice):
        return [file for file in _chosen(choice, pure=False) if PAGES not in file.read_text()]


class Pages(Tests):
    """Our tests through Odoo's server: pages, links, exports and tours in a browser."""

    name = "pages"
    about = "pytest on a fresh database with Odoo's server: HTTP, tours in Chromium; the log gate"

    def _files(self, choice):
        return [file for file in _chosen(choice, pure=False) if PAGES in file.read_text()]


def gate_of(path):
    """:return: the name of the gate that runs a file of tests/"""
    if is_pure(path):
        return Tools.name
    file = pytest_run.addon() / "tests" / Path(path).name
    return Pages.name if file.is_file() and PAGES in file.read_text() else Tests.name


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
