"""Puts back what Debian's package of Odoo replaces or drops for licence reasons.

Without it pages look broken, every backend page logs an error, and Odoo's browser suites fail.
"""

import shutil
import tempfile
from pathlib import Path

from dev.console import say

VERSION = "1"
# The packages its relative links into usr/share point to; unpacked into the same root.
PACKAGES = (
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
_EMPTY = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def mend(root, path, venv):
    """:param root: where the packages were unpacked
    :param path: the folder with the package `odoo`
    :param venv: installs the font from the Python registry
    """
    _fonts(root, venv)
    missing = path / _EMPTY
    if not missing.exists():
        missing.parent.mkdir(parents=True, exist_ok=True)
        missing.write_text("")
    _report_dead_links(path)


def _fonts(root, venv):
    """Odoo needs Font Awesome 4.7; unstable ships a later one under other names."""
    target = root / "usr/share/fonts-font-awesome/fonts"
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        venv.pip_into("requirements-fonts.txt", folder)
        source = next(Path(folder).rglob("fontawesome-webfont.woff2")).parent
        shutil.copytree(source, target)


def _report_dead_links(path):
    dead = [link for link in path.rglob("*") if link.is_symlink() and not link.exists()]
    if dead:
        say(f"  {len(dead)} files are still missing, the first is {dead[0].relative_to(path)}")
