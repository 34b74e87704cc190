"""Runs Odoo on a database: its configuration, its commands, and its log when it fails."""

import os
import subprocess
from dataclasses import dataclass

from dev import browser, cache, runs
from dev.console import Failure
from dev.odoo_source import OdooSource
from dev.postgres import Server
from dev.shell import die_with_parent, tail_of
from dev.venv import Venv


@dataclass(frozen=True)
class Odoo:
    """Odoo 19 with its Python packages, a database server and this clone's addon.

    :param data: Odoo's data folder (filestores and sessions)
    """

    source: OdooSource
    venv: Venv
    server: Server
    run: runs.Run

    @property
    def data(self):
        """:return: Odoo's data folder"""
        return self.run.data

    def environment(self):
        """:return: the variables for every Python program: nothing is written into the tree"""
        store = cache.root() / "bytecode"
        own = os.environ.get("PATH", os.defpath)
        folders = [self.venv.path / "bin", own, *browser.unpacked_folders()]
        path = ":".join(str(folder) for folder in folders)
        return {
            **os.environ,
            "PATH": path,
            "PYTHONPATH": str(self.source.path),
            "PYTHONPYCACHEPREFIX": str(store),
            "PYLINTHOME": str(cache.root() / "pylint"),
            "HYPOTHESIS_STORAGE_DIRECTORY": str(cache.root() / "hypothesis"),
            "ODOO_RC": os.devnull,
        }

    def config(self, name, **options):
        """Write a configuration file of this run, so that the user's own is never read.

        :return: its path
        """
        addons = [*self.source.addons_paths, cache.addons_link()]
        values = {
            "addons_path": ",".join(str(path) for path in addons),
            "data_dir": self.data,
            "db_host": self.server.host,
            "db_port": self.server.port,
            "db_user": self.server.user,
            **({"db_password": self.server.password} if self.server.password else {}),
            "db_maxconn": 32,
            "http_interface": "127.0.0.1",
            "list_db": False,
            "max_cron_threads": 0,
            **options,
        }
        lines = ["[options]", *(f"{key} = {value}" for key, value in values.items())]
        path = self.run.folder / f"{name}.conf"
        path.touch(mode=0o600)
        path.write_text("\n".join(lines) + "\n")
        return path

    def execute(self, name, *words, what, advice):
        """Run Odoo's server once and wait; its log goes to this run's folder.

        :param name: the log's name
        :return: the log's path
        :raise Failure: with the end of the log
        """
        return self._checked(name, self.try_execute(name, *words), what, advice)

    def try_execute(self, name, *words):
        """:return: the exit code of Odoo's server"""
        config = self.config(name, http_port=runs.free_port(), gevent_port=runs.free_port())
        return self._start(name, "server", "-c", config, "--stop-after-init", *words)

    def command(self, name, *words, what, advice):
        """Run another of Odoo's commands; see `execute`."""
        return self._checked(name, self._start(name, *words), what, advice)

    def shell(self, name, script, database, *, what, advice, **variables):
        """Have `odoo shell` read a script; its log goes to this run's folder.

        :param script: the path of the script
        :param variables: what the script finds in its environment
        :return: what it prints, line by line while it runs
        :raise Failure: at the end, with the end of the log
        """
        config = self.config(name)
        words = (self.venv.python, "-m", "odoo", "shell", "-c", config, "-d", database, "--no-http")
        with (
            script.open() as source,
            self.run.log(name).open("w") as errors,
            subprocess.Popen(
                [str(word) for word in words],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**self.environment(), **variables},
                cwd=self.run.folder,
                text=True,
                preexec_fn=die_with_parent,
            ) as process,
        ):
            yield from (line.rstrip() for line in process.stdout)
        self._checked(name, process.returncode, what, advice)

    def _checked(self, name, code, what, advice):
        log = self.run.log(name)
        if code:
            raise Failure(f"{what} The log {log} ends with:\n{tail_of(log)}", advice)
        return log

    def _start(self, name, *words):
        with self.run.log(name).open("w") as output:
            return subprocess.run(
                [str(word) for word in (self.venv.python, "-m", "odoo", *words)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                cwd=self.run.folder,
                check=False,
                preexec_fn=die_with_parent,
            ).returncode
