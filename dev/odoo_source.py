"""Finds or fetches Odoo 19: ODOO_SOURCE, the cache, Debian's package unpacked, then git."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from dev import apt, cache, mend
from dev.console import Failure, say, step
from dev.shell import capture, has

_ADVICE = (
    "Set ODOO_SOURCE=/path/to/odoo (a checkout of the official 19.0 branch), "
    "or run where Debian's packages or git can be reached."
)
_REMOTE = "https://github.com/odoo/odoo.git"


@dataclass(frozen=True)
class OdooSource:
    """:param path: the folder that holds the package `odoo`
    :param build: what tells this build from others; part of the cache's keys
    """

    path: Path
    build: str

    @property
    def addons_paths(self):
        """:return: folders of addons outside the package (a checkout has one)"""
        outer = self.path / "addons"
        return [outer] if (outer / "web").is_dir() else []

    @property
    def core_addons(self):
        """:return: the folder where the addon `web` is"""
        inside = self.path / "odoo" / "addons"
        return inside if (inside / "web").is_dir() else self.path / "addons"


def find(venv):
    """:param venv: needed to fetch what Debian left out
    :return: Odoo 19, fetched when it is nowhere yet
    :raise Failure: when no way works
    """
    if os.environ.get("ODOO_SOURCE"):
        return _given(Path(os.environ["ODOO_SOURCE"]).expanduser().resolve())
    with cache.locked("odoo", "it is fetching Odoo"):
        return _cached() or _fetched(venv)


def _given(path):
    if _version(path) != "19.0":
        raise Failure(
            f"ODOO_SOURCE={path} is no source of Odoo 19.0.",
            "Point it at a checkout of the official 19.0 branch, or unset it.",
        )
    say(f"Odoo: {path} (ODOO_SOURCE)")
    return OdooSource(path, f"19.0-{cache.short_hash(path, _revision(path))}")


def _revision(path):
    if not ((path / ".git").exists() and has("git")):
        return (path / "odoo" / "release.py").stat().st_mtime_ns
    return capture(["git", "-C", path, "rev-parse", "HEAD"], what="git failed.", advice=_ADVICE)


def _version(path):
    release = path / "odoo" / "release.py"
    if not release.is_file():
        return None
    match = re.search(r"version_info = \((\d+), (\d+)", release.read_text())
    return ".".join(match.groups()) if match else None


def _cached():
    folder = cache.root() / "odoo"
    ready = [path for path in folder.glob("*") if (path / "path").is_file()]
    for path in sorted(ready, key=lambda each: each.stat().st_mtime, reverse=True):
        if path.name.endswith(f"-mend{mend.VERSION}") or path.name.startswith("git-"):
            say(f"Odoo: {path.name} (cache)")
            return OdooSource(path / (path / "path").read_text(), path.name)
    return None


def _fetched(venv):
    problems = []
    for way, fetch in (("Debian's package", _from_debian), ("git", _from_git)):
        try:
            return fetch(venv)
        except Failure as failure:
            say(f"  Odoo cannot be had from {way}: {failure.what}")
            problems.append(f"{way}: {failure.what}")
    raise Failure("Odoo 19 cannot be found.\n" + "\n".join(problems), _ADVICE)


def _from_debian(venv):
    if not apt.is_usable():
        raise Failure("this machine has no apt-get and dpkg-deb", _ADVICE)
    downloads = cache.root() / "downloads"
    shutil.rmtree(downloads, ignore_errors=True)
    cache.made(downloads)
    try:
        with step("Odoo: downloading Debian unstable's package odoo-19 (123 MB, not installed)"):
            files = apt.fetch_unstable(["odoo-19", *mend.PACKAGES], downloads)
        return _unpacked(venv, files)
    finally:
        shutil.rmtree(downloads, ignore_errors=True)


def _unpacked(venv, files):
    server = next(file for file in files if file.name.startswith("odoo-19_"))
    version = server.name.split("_")[1].replace("%3a", ".")
    target = cache.root() / "odoo" / f"{version}-mend{mend.VERSION}"
    inner = "usr/lib/python3/dist-packages"
    with cache.published(target) as part:
        with step(f"Odoo: unpacking {version}"):
            for file in files:
                apt.unpack(file, part)
        if _version(part / inner) != "19.0":
            raise Failure(f"Debian's odoo-19 {version} is not Odoo 19.0", _ADVICE)
        with step("Odoo: putting back what Debian left out"):
            mend.mend(part, part / inner, venv)
        (part / "path").write_text(inner)
    return OdooSource(target / inner, target.name)


def _from_git(_venv):
    if not has("git"):
        raise Failure("this machine has no git", _ADVICE)
    target = cache.root() / "odoo" / "git-19.0"
    with cache.published(target) as part:
        with step("Odoo: cloning the official 19.0 branch (shallow, about 300 MB)"):
            capture(
                ["git", "clone", "-q", "--depth=1", "--branch=19.0", _REMOTE, part / "odoo"],
                what="git cannot clone Odoo's repository",
                advice=_ADVICE,
                env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
            )
        (part / "path").write_text("odoo")
    return OdooSource(target / "odoo", target.name)
