"""Gates that read the code and need no database."""

import subprocess
from pathlib import Path

from dev import cache
from dev.gates.base import Gate, Result

_AUTHORS = "Employer Engagement contributors"
_ODOO_CHECKS = (
    "sql-injection,missing-gettext,gettext-variable,gettext-placeholders,gettext-repr,"
    "raise-unlink-override,used-before-assignment,undefined-variable,eval-used,unreachable,"
    "function-redefined"
)
_ODOO_PLUGINS = "_odoo_checker_sql_injection,_odoo_checker_gettext,_odoo_checker_unlink_override"


class Ruff(Gate):
    """Style, imports, likely bugs and complexity, as pyproject.toml says."""

    name = "ruff"
    about = "ruff: format, style, likely bugs, complexity"
    advice = "`bin/test --fix` lets ruff mend what it can; mend the rest by hand."

    def run(self, env, choice):
        """:return: one check for the linter and one for the formatter"""
        return _commands(
            env,
            [env.odoo.venv.program("ruff"), "check", "--no-cache", "--output-format=concise", "."],
            [env.odoo.venv.program("ruff"), "format", "--no-cache", "--check", "."],
        )

    @staticmethod
    def fix(env):
        """Let ruff mend the tree."""
        for words in (["check", "--fix"], ["format"]):
            command = [env.odoo.venv.program("ruff"), *words, "--no-cache", "-q", "."]
            subprocess.run(command, check=False, cwd=cache.REPOSITORY)


class PylintOdoo(Gate):
    """The Odoo Community Association's checks; none may find anything."""

    name = "pylint"
    about = "pylint-odoo: no finding"

    def run(self, env, choice):
        """:return: one check"""
        return _commands(
            env,
            [
                *_pylint(env),
                "--load-plugins=pylint_odoo",
                "--valid-odoo-versions=19.0",
                f"--manifest-required-authors={_AUTHORS}",
                "--disable=all",
                "--enable=odoolint",
                _addon(),
            ],
        )


class OdooLint(Gate):
    """Odoo's own static checks, on our addon only."""

    name = "odoo-lint"
    about = "Odoo's own pylint plugins, static lint suites and outdated idioms, on our addon"

    def run(self, env, choice):
        """:return: one check for each tool"""
        wrapper = Path(__file__).with_name("odoo_static_lint.py")
        return _commands(
            env,
            [
                *_pylint(env),
                "--disable=all",
                f"--enable={_ODOO_CHECKS}",
                f"--load-plugins={_ODOO_PLUGINS}",
                _addon(),
            ],
            [env.odoo.venv.python, wrapper, cache.addons_link(), cache.ADDON],
            [
                *(env.odoo.venv.python, "-m", "odoo", "upgrade_code", "--from", "17.0"),
                *("--addons-path", cache.addons_link(), "--glob", "employer_engagement/**/*"),
                "--dry-run",
            ],
        )


def _pylint(env):
    return [env.odoo.venv.python, "-m", "pylint", "--rcfile=/dev/null", "--score=n"]


def _addon():
    return cache.addons_link() / cache.ADDON


def _commands(env, *commands):
    """Run linters in the repository.

    :return: a check passed for each that exits with 0
    """
    tests = env.odoo.source.core_addons / "test_lint" / "tests"
    variables = env.odoo.environment()
    variables["PYTHONPATH"] += f":{tests}"
    result = Result()
    for command in commands:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=cache.REPOSITORY,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            result.problems.append(done.stdout.strip())
        else:
            result.passed += 1
    return result
