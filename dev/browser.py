"""The programs a page or a PDF needs: Chromium and wkhtmltopdf, by name on PATH."""

import time

from dev import apt, cache
from dev.console import Failure, say
from dev.shell import has

_DAY = 24 * 3600


def ensure_chromium():
    """Odoo looks for Chromium by name on PATH.

    :raise Failure: when there is none and this user may not install it
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    if any(has(name) for name in names):
        return
    if not apt.ensure_program("chromium", ["chromium"]):
        raise Failure(
            "The browser tests need Chromium, and it is not on PATH.",
            "Ask an administrator for `apt-get install chromium` (other systems: Chromium or "
            "Google Chrome), or leave these gates out: bin/test --list shows the others.",
        )


def try_wkhtmltopdf():
    """PDF reports need wkhtmltopdf; without it Odoo shows them as HTML, and that is said."""
    mark = cache.root() / "wkhtmltopdf-missing"
    if has("wkhtmltopdf") or (mark.exists() and time.time() - mark.stat().st_mtime < _DAY):
        return
    if not apt.ensure_program("wkhtmltopdf", ["wkhtmltopdf"]):
        mark.touch()
        say("No wkhtmltopdf here: reports open as HTML (Debian 12: apt-get install wkhtmltopdf)")
