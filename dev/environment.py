"""Brings together what both commands need: Odoo, packages, a database server, a run."""

from contextlib import contextmanager
from dataclasses import dataclass

from dev import cache, odoo_source, postgres, runs, venv
from dev.console import say
from dev.databases import Databases
from dev.odoo import Odoo


@dataclass(frozen=True)
class Environment:
    """What a command works with."""

    odoo: Odoo
    databases: Databases

    @property
    def run(self):
        """:return: this command's run"""
        return self.odoo.run


@contextmanager
def ready():
    """Fetch, build and start whatever is missing; stop and sweep up at the end."""
    say(f"Cache: {cache.root()}")
    packages = venv.ensure()
    source = odoo_source.find(packages)
    with postgres.running(packages) as server:
        data = cache.made(cache.root() / "data")
        with runs.started(server, data) as run:
            odoo = Odoo(source, packages, server, run)
            yield Environment(odoo, Databases(odoo))
