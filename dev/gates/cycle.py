"""The life of an installation: installed, upgraded, uninstalled, installed again.

Run twice: on our dependencies alone, where nothing at all may stay behind, and on a business with
demo data, where the addon must live beside other apps and leave without a trace of its own.
"""

import difflib
import re

from dev import cache, runs
from dev.console import step
from dev.databases import BUSINESS, PLAIN
from dev.gates import leftovers, pytest_run
from dev.gates.base import Gate, Result

_RANDOM = re.compile(r"^\\(un)?restrict .*\n", re.MULTILINE)


class Cycle(Gate):
    """Upgrade keeps data; uninstalling and installing again are clean."""

    name = "cycle"
    about = "install, upgrade, uninstall, reinstall: on our dependencies and on a full business"
    advice = (
        "An unlinked row needs an `ondelete`, an uninstall_hook or no row at all; a column that "
        "stays belongs to a field Odoo does not know as ours."
    )

    def run(self, env, choice):
        """:return: six checks for each of the two databases"""
        result = Result()
        for template in (PLAIN, BUSINESS):
            _Life(env, template, result).live()
            if result.problems:
                break
        return result


class _Life:
    """One database's life; every check goes into the result."""

    def __init__(self, env, template, result):
        self.env = env
        self.template = template
        self.result = result
        self.name = env.run.database(f"cycle_{template.name}")

    def live(self):
        databases, template = self.env.databases, self.template
        databases.make_copy(template, self.name)
        schema, counts = self._schema(), self._counts()
        self._step("install", lambda log: databases.install(self.name, log, demo=template.demo))
        rows = leftovers.own_rows(self.env.odoo.server, self.name)
        self._step("upgrade", self._upgrade)
        self._check("The upgrade changed our data:", self._changed(rows))
        self._step("uninstall", self._uninstall)
        self._check("Uninstalled, the schema differs:", _difference(schema, self._schema()))
        found = leftovers.find(self.env.odoo.server, self.name)
        self._check("Uninstalled, rows of ours stay:", found)
        if template is PLAIN:
            changed = leftovers.changed_counts(counts, self._counts())
            self._check("Uninstalled, tables have other numbers of rows:", changed)
        self._step("reinstall", lambda log: databases.install(self.name, log, demo=template.demo))
        databases.drop(self.name)

    def _step(self, what, act):
        """Do one act of the life; its log must not name us."""
        name = f"cycle-{self.template.name}-{what}"
        with step(f"{what.capitalize()} on {self.template.about}"):
            act(name)
        self._check(f"The log of this {what}:", pytest_run.log_problems(self.env.run.log(name)))

    def _check(self, title, problems):
        if problems:
            self.result.problems.append("\n  ".join([title, *problems]))
        else:
            self.result.passed += 1

    def _schema(self):
        return _RANDOM.sub("", self.env.odoo.server.dump_schema(self.name))

    def _counts(self):
        return leftovers.counts(self.env.odoo.server, self.name)

    def _changed(self, before):
        after = leftovers.own_rows(self.env.odoo.server, self.name)
        names = sorted(name for name in before | after if before.get(name) != after.get(name))
        return [f"{name}: {before.get(name)} became {after.get(name)}" for name in names]

    def _upgrade(self, log):
        self.env.databases.install(self.name, log, demo=False, command="-u")

    def _uninstall(self, log):
        odoo = self.env.odoo
        config = odoo.config(log, http_port=runs.free_port())
        command = ["module", "uninstall", "-c", config, "-d", self.name, cache.ADDON]
        odoo.command(
            log,
            *command,
            what="The addon cannot be uninstalled.",
            advice="Read the traceback above: an `unlink` or a rule of ours stands in the way.",
        )


def _difference(before, after):
    """:return: the lines that differ, at most forty"""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "before install", "after uninstall", "", "", 1, ""
    )
    return list(lines)[:40]
