"""The gates that run pytest: our own tests, without and with a database."""

import subprocess
from pathlib import Path

from dev import browser, cache, log_gate
from dev.console import Failure, say, step
from dev.databases import PLAIN
from dev.gates import junit
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
        words = ["-p", "no:odoo", "-p", "employer_pytest_pure", *files]
        return _result(env, "tools", _pytest(env, "tools", words, choice))


class Tests(Gate):
    """All our tests on a fresh database, in one process with Odoo's server and a browser."""

    name = "tests"
    about = "pytest on a fresh database: models, rights, HTTP, tours in Chromium; the log gate"

    def run(self, env, choice):
        """:return: the tests' result and the log gate's"""
        files = _chosen(choice, pure=False)
        if choice.file and not files:
            return Result()
        if _needs_browser(files):
            browser.ensure_chromium()
        name = env.databases.copy(PLAIN, env.run.database("tests"))
        with step("Installing the addon"):
            installed = env.databases.install(name, "install", demo=False)
        result = _test(env, name, files, choice)
        result.problems += log_problems(installed)
        env.databases.drop(name)
        return result


def _test(env, name, files, choice):
    log = env.run.log("tests-odoo")
    words = [
        *("--odoo-http", f"--odoo-database={name}", "--odoo-log-level=warn"),
        f"--odoo-config={env.odoo.config('tests', logfile=log, log_level='warn')}",
        *files,
        addon() / "dev" / "suites" / "test_deliberate_warning.py",
    ]
    result = _result(env, "tests", _pytest(env, "tests", words, choice))
    result.problems += log_problems(log, deliberate=True)
    return result


def log_problems(log, *, deliberate=False):
    """Apply the log gate to a log.

    :param deliberate: whether the deliberate warning must be in it, which proves the gate
    :return: a text for each finding
    """
    text = log.read_text(errors="replace") if log.exists() else ""
    allowed = log_gate.allowed_patterns("allowed_log.txt")
    found = log_gate.findings(text, allowed)
    proofs = [entry for entry in found if log_gate.DELIBERATE in entry.text]
    if deliberate and len(proofs) != 2:
        return [f"The log gate is blind: it found {len(proofs)} of 2 deliberate entries in {log}."]
    return [f"Log: {entry.text}" for entry in found if entry not in proofs]


def addon():
    """:return: the addon's folder under its own name, where Python finds it"""
    return cache.addons_link() / cache.ADDON


def _chosen(choice, *, pure):
    """:return: the test files a gate runs
    :raise Failure: when the chosen file does not exist
    """
    tests = addon() / "tests"
    if choice.file:
        path = tests / Path(choice.file.partition("::")[0]).name
        if not path.is_file():
            raise Failure(f"There is no {choice.file}.", "Name a file of tests/: tests/test_x.py")
        files = [path]
    else:
        files = sorted(tests.glob("test_*.py"))
    return [file for file in files if is_pure(file) == pure]


def is_pure(file):
    """:return: whether a test file needs no database"""
    return Path(file).match(_PURE)


def _needs_browser(files):
    return any("HttpCase" in file.read_text() or "tour" in file.name for file in files)


def _pytest(env, name, words, choice):
    """Run pytest, its output shown as it comes.

    :return: its exit code
    """
    command = [
        *(env.odoo.venv.python, "-m", "pytest", "-c", cache.REPOSITORY / "pyproject.toml"),
        *("-p", "no:cacheprovider", f"--junitxml={env.run.folder / name}.xml"),
        *(["-k", f"({choice.expression}) or deliberate"] if choice.expression else []),
        *words,
    ]
    variables = env.odoo.environment()
    variables["PYTHONPATH"] += f":{cache.REPOSITORY / 'dev' / 'plugins'}"
    variables["EMPLOYER_ADDONS"] = str(cache.addons_link())
    return subprocess.run(
        [str(word) for word in command],
        cwd=env.run.folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


def _result(env, name, code):
    report = junit.read(env.run.folder / f"{name}.xml")
    result = Result(report.passed)
    result.problems += [f"{test}: {text}" for test, text in report.failures]
    allowed = log_gate.allowed_patterns("allowed_skips.txt")
    for test, reason in report.skips:
        if not any(pattern.search(reason) for pattern in allowed):
            result.problems.append(f"{test}: skipped without an allowed reason: {reason}")
    if code and not result.problems:
        result.problems.append(f"pytest ended with {code}: see what it printed above")
    if not (report.passed or result.problems):
        result.problems.append("pytest ran no test")
    return result
