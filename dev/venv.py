"""The virtual environment with pinned packages, one for each set of pins and each Python."""

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dev import apt, cache
from dev.console import Failure, say, step
from dev.shell import capture

_REQUIREMENTS = ("requirements.txt", "requirements-test.txt")
_PIP_ADVICE = (
    "Check that `pip download six` works here: the network, a proxy or a mirror is pip's own "
    "setting (`pip config list`). On a closed network let an administrator allow pip's index "
    "or set a mirror, then run again; nothing half done is kept."
)


@dataclass(frozen=True)
class Venv:
    """:param path: the environment's folder"""

    path: Path

    @property
    def python(self):
        """:return: its interpreter"""
        return self.path / "bin" / "python"

    @property
    def site_packages(self):
        """:return: the folder with its packages"""
        return next((self.path / "lib").glob("python3*")) / "site-packages"

    def program(self, name):
        """:return: the path of one of its commands"""
        return self.path / "bin" / name

    def pip_into(self, requirements, folder):
        """Install a pinned list into a folder of its own, without what it depends on."""
        _pip(
            [self.python, "-m", "pip"],
            ["install", "--no-deps", "--target", folder, "-r", _file(requirements)],
        )


def ensure():
    """:return: the environment, built when it does not exist yet
    :raise Failure: when the packages cannot be had
    """
    version = ".".join(str(part) for part in sys.version_info[:3])
    key = cache.short_hash(cache.pins_hash(), version, platform.machine(), sys.base_prefix)
    target = cache.root() / "venv" / f"python{version}-{key}"
    with cache.locked("venv", "it is installing Python packages"):
        if (target / ".ready").exists():
            say(f"Python packages: {target.name} (cache)")
        else:
            _build(target)
    return Venv(target)


def _build(target):
    """Build in place, since an environment cannot be moved; `.ready` says it is complete."""
    with step("Python packages: making a virtual environment"):
        pip = _make(target)
    with step("Python packages: installing the pinned ones (about 60 MB)"):
        files = [word for name in _REQUIREMENTS for word in ("-r", _file(name))]
        _pip(pip, ["install", *files])
    (target / ".ready").touch()


def _make(target):
    """:return: the pip command that installs into the new environment"""
    if not _has_ensurepip() and find_spec("pip"):
        _venv(target, "--without-pip")
        return [sys.executable, "-m", "pip", "--python", target / "bin" / "python"]
    if not _has_ensurepip():
        _install_ensurepip()
    _venv(target)
    return [target / "bin" / "python", "-m", "pip"]


def _venv(target, *options):
    capture(
        [sys.executable, "-m", "venv", "--clear", *options, target],
        what="The virtual environment cannot be made.",
        advice="Install Python's venv module (Debian: apt-get install python3-venv).",
    )


def _has_ensurepip():
    """Debian ships the module's wheels in a package of its own: ask a new interpreter."""
    return not subprocess.run(
        [sys.executable, "-c", "import ensurepip"], check=False, capture_output=True
    ).returncode


def _install_ensurepip():
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    apt.install([version])
    if not _has_ensurepip():
        raise Failure(
            "This Python has neither ensurepip nor pip.",
            f"Ask an administrator for `apt-get install {version}`, or use another Python >= 3.10.",
        )


def _pip(pip, arguments):
    options = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location", "-qq"]
    capture(
        [*pip, *arguments, *options],
        what="pip cannot install the pinned packages.",
        advice=_PIP_ADVICE,
        env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
    )


def _file(name):
    return cache.REPOSITORY / "dev" / name
