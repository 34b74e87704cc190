"""The programs a page or a PDF needs: Chromium and wkhtmltopdf, by name on PATH."""

import shutil
import time
from dataclasses import dataclass, field

from dev import apt, cache
from dev.console import Failure, say, step
from dev.shell import capture, has

_DAY = 24 * 3600


@dataclass(frozen=True)
class _Program:
    """A program of Debian that a plain user may have unpacked in the cache.

    :param folder: its folder in the cache
    :param names: what it may be called on PATH, Debian's own name first
    :param binary: where it stands in its package
    :param variables: shell lines the launcher sets; `{root}` is the unpacked packages' folder
    """

    folder: str
    names: tuple
    packages: tuple
    binary: str
    variables: tuple = field(default=())

    @property
    def path(self):
        """:return: the folder to put on PATH, where the unpacked program is when it was needed"""
        return cache.root() / self.folder / "bin"


_FONTS = '[ -d /etc/fonts ] || export FONTCONFIG_PATH="{root}/etc/fonts"'
_CHROMIUM = _Program(
    folder="browser",
    names=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    packages=("chromium", "fonts-dejavu-core"),
    binary="usr/lib/chromium/chromium",
    variables=(_FONTS,),
)
# It draws with Qt, which finds its plug-ins by this variable and needs no screen with that one.
_WKHTMLTOPDF = _Program(
    folder="pdf",
    names=("wkhtmltopdf",),
    packages=("wkhtmltopdf", "fonts-dejavu-core"),
    binary="usr/bin/wkhtmltopdf",
    variables=(
        _FONTS,
        "export QT_QPA_PLATFORM=offscreen",
        'for folder in "{root}"/usr/lib/*/qt5/plugins; do export QT_PLUGIN_PATH="$folder"; done',
    ),
)


def unpacked_folders():
    """:return: the folders to put on PATH, where unpacked programs are when they were needed"""
    return [program.path for program in (_CHROMIUM, _WKHTMLTOPDF)]


def ensure_chromium():
    """Odoo looks for Chromium by name on PATH.

    Root installs it where it is missing; another user gets it unpacked into the cache.

    :raise Failure: when it cannot be had
    """
    try:
        _ensure(_CHROMIUM)
    except Failure as failure:
        raise Failure(
            f"The browser tests need Chromium, and it is not on PATH.\n{failure.what}",
            "Ask an administrator for `apt-get install chromium` (other systems: Chromium or "
            "Google Chrome), or leave these gates out: bin/test --list shows the others.",
        ) from failure


def ensure_wkhtmltopdf():
    """Agreements are signed on a PDF, and Odoo makes PDFs with wkhtmltopdf.

    Root installs it where it is missing; another user gets it unpacked into the cache.

    :raise Failure: when it cannot be had
    """
    try:
        _ensure(_WKHTMLTOPDF)
    except Failure as failure:
        raise Failure(
            f"The tests of documents need wkhtmltopdf, and it is not on PATH.\n{failure.what}",
            "Ask an administrator for `apt-get install wkhtmltopdf` (Debian 12 has it; Debian 13 "
            "and others: the package of the wkhtmltopdf project), or put one on PATH.",
        ) from failure


def try_wkhtmltopdf():
    """See `ensure_wkhtmltopdf`; without it the server starts all the same, and that is said."""
    mark = cache.root() / "wkhtmltopdf-missing"
    if not _has(_WKHTMLTOPDF) and mark.exists() and time.time() - mark.stat().st_mtime < _DAY:
        return
    try:
        _ensure(_WKHTMLTOPDF)
    except Failure as failure:
        mark.touch()
        say(f"No wkhtmltopdf here, so no agreement goes to sign: {failure.what}")


def _has(program):
    return any(has(name) for name in program.names) or (program.path / program.names[0]).exists()


def _ensure(program):
    name = program.names[0]
    if _has(program) or apt.ensure_program(name, list(program.packages)):
        return
    with cache.locked(program.folder, f"it is fetching {name}"):
        if not program.path.exists():
            _unpack(program)


def _unpack(program):
    name = program.names[0]
    if not apt.is_usable():
        raise Failure("This machine has no apt-get to fetch it with.", "")
    target = program.path.parent
    with cache.published(target) as part, step(f"{name}: unpacking it into the cache"):
        downloads = part / "downloads"
        for package in apt.fetch_missing(list(program.packages), downloads):
            apt.unpack(package, part / "root")
        shutil.rmtree(downloads)
        _write_launcher(program, part, target)
    try:
        launcher = program.path / name
        capture([launcher, "--version"], what=f"The unpacked {name} does not run.", advice="")
    except Failure:
        shutil.rmtree(target)
        raise


def _write_launcher(program, part, target):
    """It must find its libraries, and fonts where the machine has no settings for them."""
    libraries = sorted({str(file.parent.relative_to(part)) for file in part.rglob("*.so*")})
    path = ":".join(str(target / folder) for folder in libraries)
    lines = [f'export LD_LIBRARY_PATH="{path}"', *program.variables]
    text = "\n".join(line.replace("{root}", f"{target}/root") for line in lines)
    launcher = cache.made(part / "bin") / program.names[0]
    launcher.write_text(f'#!/bin/sh\n{text}\nexec "{target}/root/{program.binary}" "$@"\n')
    launcher.chmod(0o755)
