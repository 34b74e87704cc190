"""axe-core, which finds what bars people from a page: a script, fetched once by pip."""

import tempfile
from pathlib import Path

from dev import cache
from dev.console import step

_PINS = "axe.txt"
_SCRIPT = "axe.min.js"


def ensure(venv):
    """Fetch the package that carries the script; what it depends on is not needed.

    :return: the path of the script in the cache
    :raise Failure: when pip cannot have it
    """
    key = cache.short_hash((cache.REPOSITORY / "dev" / _PINS).read_text())
    target = cache.root() / "axe" / key
    with cache.locked("axe", "it is fetching axe-core"):
        if not target.exists():
            with step("axe-core: fetching it (once)"), cache.published(target) as part:
                _fetch(venv, part)
    return target / _SCRIPT


def _fetch(venv, part):
    with tempfile.TemporaryDirectory() as folder:
        venv.pip_into(_PINS, folder)
        (part / _SCRIPT).write_bytes(next(Path(folder).rglob(_SCRIPT)).read_bytes())
