"""The user's cache: where everything fetched or built lives, and the locks that guard it.

Nothing is ever written into the repository. A folder in the cache is either complete or absent:
it is built under another name and renamed at the end, so a killed run leaves nothing half done.
"""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from dev.console import Failure, say

REPOSITORY = Path(__file__).resolve().parent.parent
ADDON = "employer_engagement"


def root():
    """:return: this project's folder in the user's cache (XDG_CACHE_HOME), made when missing"""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return made(Path(base).absolute() / "employer-engagement")


def made(folder):
    """:return: the folder, made when missing
    :raise Failure: when it cannot be made
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        advice = "Set XDG_CACHE_HOME to a folder you may write to, with 5 GB free."
        raise Failure(f"The cache folder {folder} cannot be made: {error}", advice) from error
    return folder


def short_hash(*parts):
    """:return: ten hexadecimal digits that stand for these parts"""
    text = "\0".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def clone_hash():
    """:return: what tells this clone from other clones of the repository on this machine"""
    return short_hash(REPOSITORY)


def pins_hash():
    """:return: what changes when a pinned package changes"""
    files = sorted((REPOSITORY / "dev").glob("requirements*.txt"))
    return short_hash(*(file.read_text() for file in files))


@contextmanager
def locked(name, why):
    """Let one process at a time build a thing; the others wait and say so.

    The kernel frees the lock when its holder dies, however it dies.
    """
    path = made(root() / "locks") / f"{name}.lock"
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Waiting for another run: {why}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def published(target):
    """Build a folder beside its place and put it there in one move. Call it under a lock.

    :param target: the final path, which must not exist yet
    """
    made(target.parent)
    for stale in target.parent.glob(f"{target.name}.part-*"):
        shutil.rmtree(stale, ignore_errors=True)
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    part.mkdir()
    try:
        yield part
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def addons_link():
    """Show this clone to Odoo under the addon's name, whatever the clone's folder is called.

    :return: the folder to put on the addons path; it holds the link only
    """
    folder = made(root() / "links" / clone_hash())
    link = folder / ADDON
    if not link.is_symlink() or link.resolve() != REPOSITORY:
        spare = folder / f".{ADDON}-{os.getpid()}"
        spare.symlink_to(REPOSITORY)
        spare.replace(link)
    return folder
