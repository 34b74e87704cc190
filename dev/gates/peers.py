"""Odoo's own suites against our addon, on a database with demo data."""

import re

from dev import axe, browser, log_gate
from dev.console import step
from dev.databases import DEMO
from dev.gates import pytest_run
from dev.gates.base import Gate, Result

_TAGS = ",".join(
    f"/base:{name}" for name in ("TestEveryModel", "TestInvisibleField", "TestReports")
)
_MORE_TAGS = ",".join(f"/base:{name}" for name in ("TestAllFilters", "TestModelDeprecations"))
_COUNT = re.compile(r"odoo\.tests\.result: (\d+) failed, (\d+) error\(s\) of (\d+) tests")
_FAILED = re.compile(r": (FAIL|ERROR): ")


class OdooSuites(Gate):
    """The suites of `base` that look at every model, view, report and filter, ours included."""

    name = "suites"
    about = "Odoo's own suites on every model, view, report, filter, index, route and signature"

    def run(self, env, choice):
        """:return: their result and the log gate's, installation with demo data included

        The suites run in a second start of Odoo, without -i or -u: only so it runs all of them.
        """
        name, log = env.databases.installed(DEMO)
        result = _run_tags(env, name, f"{_TAGS},{_MORE_TAGS}")
        files = [pytest_run.suite("test_odoo_lint.py")]
        lint = pytest_run.with_database(env, "odoo-lint", name, files, choice)
        result.passed += lint.passed
        result.problems += lint.problems + pytest_run.log_problems(log)
        return result


class ClickAll(Gate):
    """Odoo's robot clicks everything in our app; axe-core looks at every page for companies; two
    of them act at the same moment."""

    name = "click"
    about = "in Chromium: menus, views and filters by role; axe-core, keyboard; two at once"

    def run(self, env, choice):
        """:return: their result and the log gate's"""
        browser.ensure_chromium()
        script = str(axe.ensure(env.odoo.venv))
        name, _log = env.databases.installed(DEMO)
        names = ("accessibility", "click_all", "together")
        files = [pytest_run.suite(f"test_{each}.py") for each in names]
        return pytest_run.with_database(env, "click", name, files, choice, EMPLOYER_AXE=script)


def _run_tags(env, name, tags):
    """:return: the result of Odoo's test runner"""
    with step("Odoo's own suites"):
        code = env.odoo.try_execute("suites", "-d", name, "--test-tags", tags)
    log = env.run.log("suites")
    text = log.read_text(errors="replace")
    result = Result()
    entries = log_gate.entries(text)
    result.problems += [entry.text for entry in entries if _FAILED.search(entry.text)]
    # A failed test is in the log too: it is told once.
    others = pytest_run.log_problems(log)
    result.problems += [text for text in others if not _FAILED.search(text)]
    counts = [tuple(map(int, match)) for match in _COUNT.findall(text)]
    result.passed = sum(tests - failed - errors for failed, errors, tests in counts)
    if (code or not result.passed) and not result.problems:
        result.problems.append(f"Odoo's test runner ended with {code}: see {log}")
    return result
