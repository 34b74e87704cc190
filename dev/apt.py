"""Debian's packages through the machine's own client: fetched without installing, or installed."""

import os
import re
from pathlib import Path

from dev import cache
from dev.console import Failure, say, step
from dev.shell import capture, has, is_root

_SOURCES = Path("/etc/apt")
_BASE_SUITES = {"stable", "oldstable", "testing", "unstable", "sid"}
_OFFLINE = "Check the network and that `apt-get update` works on this machine."


def is_usable():
    """:return: whether this machine has Debian's clients"""
    return has("apt-get", "dpkg-deb") and _SOURCES.is_dir()


def fetch_unstable(packages, folder):
    """Download packages of Debian unstable from the machine's own mirror, installing nothing.

    :param folder: an empty folder of ours; lists and packages go there
    :return: the downloaded files
    :raise Failure: when the mirror cannot be read or lacks a package
    """
    options = [*_private_options(folder), *_options(_unstable_settings(folder))]
    _update(options)
    files = cache.made(folder / "files")
    capture(
        ["apt-get", *options, "download", *packages],
        what="Debian unstable's packages cannot be downloaded.",
        advice=_OFFLINE,
        cwd=files,
    )
    return sorted(files.glob("*.deb"))


def fetch_missing(packages, folder):
    """Download packages of the machine's own release, with what they need and the machine lacks.

    :param folder: an empty folder of ours
    :return: the downloaded files
    :raise Failure: when the mirror cannot be read or lacks a package
    """
    options = [*_private_options(folder), "-o", "Debug::NoLocking=1"]
    _update(options)
    capture(
        ["apt-get", *options, "-y", "--no-install-recommends", "-d", "install", *packages],
        what=f"{' '.join(packages)} cannot be downloaded.",
        advice=_OFFLINE,
    )
    return sorted((folder / "cache" / "archives").glob("*.deb"))


def _update(options):
    capture(
        ["apt-get", *options, "update"],
        what="Debian's package lists cannot be read.",
        advice=_OFFLINE,
    )


def unpack(package, folder):
    """Unpack a package file into a folder, running none of its scripts."""
    capture(
        ["dpkg-deb", "-x", package, folder],
        what=f"{package.name} cannot be unpacked.",
        advice="Check the free space of the cache's disk (2 GB are needed) and run again.",
    )


def ensure_program(program, packages):
    """Make a program available, installing its packages when this user may.

    :return: whether the program is on PATH afterwards
    """
    return has(program) or (install(packages) and has(program))


def install(packages):
    """Install packages for the whole machine; only root can.

    :return: whether they are installed now
    """
    if not (is_root() and has("apt-get")):
        return False
    try:
        with step(f"Installing {' '.join(packages)} with apt-get"):
            for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
                _apt_get(command)
    except Failure as failure:
        say(f"  {failure.what}")
        return False
    return True


def _apt_get(command):
    capture(
        ["apt-get", "-q", *command],
        what=f"apt-get {command[0]} failed.",
        advice=_OFFLINE,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def _private_options(folder):
    """:return: options that keep apt's lists and downloads in a folder of ours"""
    lists = cache.made(folder / "lists" / "partial").parent
    store = cache.made(folder / "cache" / "archives" / "partial").parent.parent
    return _options(
        {
            "Dir::State::Lists": lists,
            "Dir::State::Extended_States": folder / "extended_states",
            "Dir::Cache": store,
            "APT::Sandbox::User": "root",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
        }
    )


def _unstable_settings(folder):
    parts = cache.made(folder / "sources")
    for name, text in _unstable_sources().items():
        (parts / name).write_text(text)
    return {"Dir::Etc::SourceList": "/dev/null", "Dir::Etc::SourceParts": parts}


def _options(settings):
    return [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]


def _unstable_sources():
    """The machine's own sources with the release replaced: no address is written in this project.

    :raise Failure: when the machine names no Debian release in its sources
    """
    suites = _BASE_SUITES | {_codename()}
    found = {}
    for file in [_SOURCES / "sources.list", *sorted((_SOURCES / "sources.list.d").glob("*"))]:
        if not file.is_file():
            continue
        text = file.read_text(errors="replace")
        rewrite = _stanzas if file.suffix == ".sources" else _lines
        rewritten = rewrite(text, suites)
        if rewritten:
            found[f"unstable{len(found)}{file.suffix}"] = rewritten
    if not found:
        raise Failure(
            "No Debian mirror stands in this machine's apt sources.",
            "Set ODOO_SOURCE=/path/to/odoo, a checkout of Odoo's 19.0 branch.",
        )
    return found


def _codename():
    release = Path("/etc/os-release")
    text = release.read_text() if release.exists() else ""
    if not re.search(r"^ID=debian$", text, re.MULTILINE):
        return "sid"
    match = re.search(r"^VERSION_CODENAME=(\S+)", text, re.MULTILINE)
    return match.group(1) if match else "sid"


def _stanzas(text, suites):
    """Rewrite a deb822 file."""
    kept = []
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", stanza, re.MULTILINE))
        if "deb" in fields.get("Types", "").split() and _is_base(fields, suites):
            wanted = {"Types": "deb", "URIs": fields["URIs"], "Suites": "sid", "Components": "main"}
            if fields.get("Signed-By"):
                wanted["Signed-By"] = fields["Signed-By"]
            kept.append("".join(f"{key}: {value}\n" for key, value in wanted.items()))
    return "\n".join(kept[:1])


def _is_base(fields, suites):
    named = set(fields.get("Suites", "").split())
    return bool(fields.get("URIs") and named & suites and "main" in fields.get("Components", ""))


def _lines(text, suites):
    """Rewrite a one-line-style file."""
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(\[[^]]*\]\s+)?(\S+)\s+(\S+)\s+(.*)", line)
        if match and match.group(3) in suites and "main" in match.group(4).split():
            return f"deb {match.group(1) or ''}{match.group(2)} sid main\n"
    return ""
