"""Runs pytest with our addon under its own name, and reads what it and Odoo's log say."""

import subprocess

from dev import cache, log_gate
from dev.gates import junit
from dev.gates.base import Result
from dev.shell import die_with_parent

# In every run with a database: it proves that the run's log is read.
_PROOF = "test_deliberate_warning.py"


def addon():
    """:return: the addon's folder under its own name, where Python finds it"""
    return cache.addons_link() / cache.ADDON


def suite(name):
    """:return: a test file of dev/suites"""
    return addon() / "dev" / "suites" / name


def without_database(env, name, files, choice):
    """:return: the result of pure tests"""
    words = ["-p", "no:odoo", "-p", "employer_pytest_pure", *files]
    return _result(env, name, _pytest(env, name, words, choice))


def with_database(env, name, database, files, choice, **variables):
    """Run tests on a database where the addon is installed, with Odoo's HTTP server.

    :param variables: of the environment, for the tests
    :return: their result and the log gate's
    """
    log = env.run.log(f"{name}-odoo")
    config = env.odoo.config(name, logfile=log, log_level="warn")
    words = [
        *(
            "-p",
            "employer_pytest_assets",
            "--odoo-http",
            f"--odoo-database={database}",
            "--odoo-log-level=warn",
        ),
        *(f"--odoo-config={config}", *files, suite(_PROOF)),
    ]
    result = _result(env, name, _pytest(env, name, words, choice, **variables))
    result.problems += log_problems(log, deliberate=True)
    return result


def log_problems(log, *, deliberate=False):
    """Apply the log gate to a log.

    :param deliberate: whether the deliberate entries must be in it, which proves the gate
    :return: a text for each finding
    """
    text = log.read_text(errors="replace") if log.exists() else ""
    found = log_gate.findings(text, log_gate.allowed_patterns("allowed_log.txt"))
    proofs = [entry for entry in found if log_gate.DELIBERATE in entry.text]
    if deliberate and len(proofs) != 2:
        return [f"The log gate is blind: it found {len(proofs)} of 2 deliberate entries in {log}."]
    return [f"Log: {entry.text}" for entry in found if entry not in proofs]


def _pytest(env, name, words, choice, **more):
    """Run pytest, its output shown as it comes.

    :return: its exit code
    """
    command = [
        *(env.odoo.venv.python, "-m", "pytest", "-c", cache.REPOSITORY / "pyproject.toml"),
        *("-p", "no:cacheprovider", f"--junitxml={_report(env, name)}"),
        *(["-k", f"({choice.expression}) or deliberate"] if choice.expression else []),
        *words,
    ]
    variables = {**env.odoo.environment(), **more}
    variables["PYTHONPATH"] += f":{cache.REPOSITORY / 'dev' / 'plugins'}"
    variables["EMPLOYER_ADDONS"] = str(cache.addons_link())
    return subprocess.run(
        [str(word) for word in command],
        cwd=env.run.folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        check=False,
        preexec_fn=die_with_parent,
    ).returncode


def _report(env, name):
    return env.run.folder / f"{name}.xml"


def _result(env, name, code):
    report = junit.read(_report(env, name))
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
