"""One command's own folder, databases and ports, and the sweeping up after killed ones."""

import fcntl
import os
import shutil
import socket
import time
from contextlib import closing, contextmanager
from pathlib import Path

from dev import cache
from dev.console import say

PREFIX = "ee_run_"
_KEPT = 8


class Run:
    """A command's run: its id stands in the names of its databases, its folder keeps its logs.

    It holds a lock as long as it lives, so that a later run knows what a killed one left.
    """

    def __init__(self, server, data):
        self.server = server
        self.data = data
        self.id = f"{int(time.time()):x}{os.getpid():x}"
        self.folder = cache.made(cache.root() / "runs" / self.id)
        (self.folder / "server").write_text(server.host)
        self._lock = (self.folder / "lock").open("a")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def database(self, purpose):
        """:return: the name of this run's database for a purpose"""
        return f"{PREFIX}{self.id}_{purpose}"

    def log(self, name):
        """:return: the path of one of this run's logs"""
        return self.folder / f"{name}.log"

    def close(self):
        """Drop this run's databases and let go of its lock; the logs stay for a while."""
        _drop(self.server, self.data, f"{PREFIX}{self.id}_")
        (self.folder / "lock").unlink(missing_ok=True)
        self._lock.close()


@contextmanager
def started(server, data):
    """A run, with what killed runs left swept up before and its own databases after."""
    _sweep(server, data)
    run = Run(server, data)
    try:
        yield run
    finally:
        run.close()


def drop_database(server, data, name):
    """Drop a database with its files, whoever is still connected to it."""
    server.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(Path(data) / "filestore" / name, ignore_errors=True)


def free_port(first=None):
    """:param first: where to begin looking; any port when None
    :return: a port of this machine nobody listens on
    """
    if first is None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]
    return next(port for port in range(first, 65536) if is_free(port))


def is_free(port):
    """:return: whether a server could listen on this port of this machine"""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _drop(server, data, prefix):
    names = server.query("SELECT datname FROM pg_database WHERE NOT datistemplate")
    for (name,) in names:
        if name.startswith(prefix):
            drop_database(server, data, name)


def _sweep(server, data):
    """Drop the databases of runs that were killed, and all but the latest folders.

    A run on another database server is left for a run that uses that server again.
    """
    folder = cache.made(cache.root() / "runs")
    dead = [path for path in sorted(folder.iterdir()) if _is_dead(path)]
    for path in dead:
        if (path / "lock").exists() and _server_of(path) in (None, server.host):
            say(f"Sweeping up after a killed run ({path.name})")
            _drop(server, data, f"{PREFIX}{path.name}_")
            (path / "lock").unlink(missing_ok=True)
    for path in dead[:-_KEPT]:
        if not (path / "lock").exists():
            shutil.rmtree(path, ignore_errors=True)


def _server_of(path):
    """:return: the host a run's databases are on; None before the run wrote it"""
    note = path / "server"
    return note.read_text() if note.exists() else None


def _is_dead(path):
    try:
        with (path / "lock").open("a" if (path / "lock").exists() else "r") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return _is_old(path)
    return True


def _is_old(path):
    """A run makes its folder a moment before its lock."""
    return time.time() - path.stat().st_mtime > 60
