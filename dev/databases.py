"""Database templates, built once and copied for every use.

Installing Odoo's own modules takes most of a test's time and is the same every time, so each set
of modules is installed once, kept under a name that carries the pins and Odoo's build, and copied.
"""

import os
import shutil
from dataclasses import dataclass

from dev import cache, runs
from dev.console import say, step

_PREFIX = "ee_template_"
_DEPENDENCIES = "base,web,mail,portal,calendar,phone_validation,event"
_BUSINESS = "crm,hr_recruitment,sale_management,project"


@dataclass(frozen=True)
class Template:
    """:param modules: what is installed in it
    :param demo: whether with demonstration data
    :param languages: which it speaks; new users get the first
    """

    name: str
    modules: str
    demo: bool
    about: str
    languages: str = "en_US"


PLAIN = Template("plain", _DEPENDENCIES, False, "our dependencies")
DEMO = Template(
    "demo", _DEPENDENCIES, True, "our dependencies with demo data", languages="en_US,it_IT"
)
BUSINESS = Template("erp", f"{_DEPENDENCIES},{_BUSINESS}", True, f"{_BUSINESS} with demo data")
#: Odoo's own board of leads and list of tasks stand beside ours, so that both are timed in turn.
BENCH = Template(
    "bench", f"{_DEPENDENCIES},crm,project", False, "our dependencies, crm and project"
)


class Databases:
    """Makes databases for a run.

    :param odoo: builds the templates
    """

    def __init__(self, odoo):
        self.odoo = odoo
        self.server = odoo.server
        self.filestore = cache.made(odoo.data / "filestore")

    def exists(self, name):
        """:return: whether the server has a database of this name"""
        return bool(self.server.query(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def make_copy(self, template, name):
        """Make a database from a template, built first when it does not exist.

        :return: the name
        """
        source = self._ensure(template)
        self._clone(source, name)
        return name

    def drop(self, name):
        """Drop a database with its files."""
        runs.drop_database(self.server, self.odoo.data, name)

    def installed(self, template):
        """The addon installed on a copy of a template, once in a run: later gates share it.

        :return: the database's name and Odoo's log of the installation
        """
        name = self.odoo.run.database(f"installed_{template.name}")
        log = f"install-{template.name}"
        if not self.exists(name):
            self.make_copy(template, name)
            with step(f"Installing the addon on {template.about}"):
                self.install(name, log, demo=template.demo)
        return name, self.odoo.run.log(log)

    def install(self, name, log, *, demo, command="-i"):
        """Install or upgrade our addon.

        :param command: -i or -u
        :return: Odoo's log of it
        """
        return self.odoo.execute(
            log,
            *("-d", name, command, cache.ADDON),
            *(["--with-demo"] if demo else []),
            what="The addon cannot be installed." if command == "-i" else "The upgrade failed.",
            advice="Read the traceback above: its last line names the file of the addon.",
        )

    def ensure_lasting(self, name, template, *, reset=False, fill=None):
        """Make a database with the addon that stays, or bring the addon in it up to the code.

        :param reset: make it anew
        :param fill: is called with the name it has until it is complete, to put more into it
        """
        with cache.locked(f"lasting-{name}", f"it is preparing the database {name}"):
            if reset:
                say(f"Database: dropping {name} (--reset)")
                self.drop(name)
            stamp, now = cache.made(cache.root() / "lasting") / name, _addon_stamp()
            if not self.exists(name):
                self._make_lasting(name, template, fill)
            elif not stamp.exists() or stamp.read_text() != now:
                with step(f"Database: upgrading the addon in {name} to this code"):
                    self.install(name, "upgrade", demo=False, command="-u")
            else:
                say(f"Database: {name}, up to date")
            stamp.write_text(now)

    def _make_lasting(self, name, template, fill):
        part = self.odoo.run.database("lasting")
        self.make_copy(template, part)
        with step("Database: installing the addon" + (" with demo data" * template.demo)):
            self.install(part, "install", demo=template.demo)
        if fill:
            fill(part)
        self.rename(part, name)

    def _ensure(self, template):
        key = cache.short_hash(self.odoo.source.build, cache.pins_hash(), template)
        name = f"{_PREFIX}{template.name}_{key}"
        if not self.exists(name):
            with cache.locked(name, f"it is building the template with {template.about}"):
                if not self.exists(name):
                    self._build(template, name)
        return name

    def _build(self, template, name):
        part = f"{name}_part"
        self.drop(part)
        with step(f"Database template: installing {template.about} (once)"):
            self.odoo.execute(
                f"template-{template.name}",
                *("-d", part, "-i", template.modules),
                f"--load-language={template.languages}",
                *(["--with-demo"] if template.demo else []),
                what="The database template cannot be built.",
                advice="This is Odoo alone, without the addon: see the log, and run again.",
            )
        self.rename(part, name)

    def rename(self, part, name):
        """Give a finished database its name; until then it does not exist for anybody."""
        shutil.rmtree(self.filestore / name, ignore_errors=True)
        if (self.filestore / part).exists():
            (self.filestore / part).rename(self.filestore / name)
        self.server.query(f'ALTER DATABASE "{part}" RENAME TO "{name}"')

    def _clone(self, source, name):
        say(f"Database: {name}, a copy of {source}")
        strategy = "STRATEGY FILE_COPY" if self._version() >= 150000 else ""
        self.server.query(f'CREATE DATABASE "{name}" TEMPLATE "{source}" {strategy}')
        shutil.rmtree(self.filestore / name, ignore_errors=True)
        if (self.filestore / source).exists():
            # Odoo never changes a stored file in place: a hard link is a copy.
            shutil.copytree(self.filestore / source, self.filestore / name, copy_function=os.link)

    def _version(self):
        return int(self.server.query("SHOW server_version_num")[0][0])


def _addon_stamp():
    """:return: what changes when a file of the addon changes"""
    skipped = {".git", "dev", "bin", "docs", "tests"}
    files = [
        path
        for path in sorted(cache.REPOSITORY.rglob("*"))
        if path.is_file() and path.relative_to(cache.REPOSITORY).parts[0] not in skipped
    ]
    return cache.short_hash(*((path, path.stat().st_mtime_ns) for path in files))
