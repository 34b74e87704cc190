"""The programs a page or a PDF needs: Chromium and wkhtmltopdf, by name on PATH."""

import shutil
import time

from dev import apt, cache
from dev.console import Failure, say, step
from dev.shell import capture, has

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DAY = 24 * 3600


def ensure_chromium():
    """Odoo looks for Chromium by name on PATH.

    Root installs it where it is missing; another user gets it unpacked into the cache.

    :raise Failure: when it cannot be had
    """
    if any(has(name) for name in _NAMES) or apt.ensure_program("chromium", ["chromium"]):
        return
    try:
        with cache.locked("browser", "it is fetching Chromium"):
            if not unpacked_folder().exists():
                _unpack_chromium()
    except Failure as failure:
        raise Failure(
            f"The browser tests need Chromium, and it is not on PATH.\n{failure.what}",
            "Ask an administrator for `apt-get install chromium` (other systems: Chromium or "
            "Google Chrome), or leave these gates out: bin/test --list shows the others.",
        ) from failure


def unpacked_folder():
    """:return: the folder to put on PATH, where an unpacked Chromium is when it was needed"""
    return cache.root() / "browser" / "bin"


def _unpack_chromium():
    if not apt.is_usable():
        raise Failure("This machine has no apt-get to fetch it with.", "")
    target = unpacked_folder().parent
    with cache.published(target) as part, step("Chromium: unpacking it into the cache"):
        downloads = part / "downloads"
        for package in apt.fetch_missing(["chromium", "fonts-dejavu-core"], downloads):
            apt.unpack(package, part / "root")
        shutil.rmtree(downloads)
        _write_launcher(part, target)
    try:
        program = unpacked_folder() / "chromium"
        capture([program, "--version"], what="The unpacked Chromium does not run.", advice="")
    except Failure:
        shutil.rmtree(target)
        raise


def _write_launcher(part, target):
    """It must find its libraries, and fonts where the machine has no settings for them."""
    libraries = sorted({str(file.parent.relative_to(part)) for file in part.rglob("*.so*")})
    path = ":".join(str(target / folder) for folder in libraries)
    launcher = cache.made(part / "bin") / "chromium"
    launcher.write_text(
        "#!/bin/sh\n"
        f'export LD_LIBRARY_PATH="{path}"\n'
        f'[ -d /etc/fonts ] || export FONTCONFIG_PATH="{target}/root/etc/fonts"\n'
        f'exec "{target}/root/usr/lib/chromium/chromium" "$@"\n'
    )
    launcher.chmod(0o755)


def try_wkhtmltopdf():
    """PDF reports need wkhtmltopdf; without it Odoo shows them as HTML, and that is said."""
    mark = cache.root() / "wkhtmltopdf-missing"
    if has("wkhtmltopdf") or (mark.exists() and time.time() - mark.stat().st_mtime < _DAY):
        return
    if not apt.ensure_program("wkhtmltopdf", ["wkhtmltopdf"]):
        mark.touch()
        say("No wkhtmltopdf here: reports open as HTML (Debian 12: apt-get install wkhtmltopdf)")
