"""`python -m dev.indicators_doc`: write docs/indicators.md from the registry of indicators."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from dev import cache, odoo_source, venv
from dev.console import Failure, run_main, say
from dev.indicators_text import render

PAGE = Path(__file__).parents[1] / "docs" / "indicators.md"
_REGISTRY = f"odoo.addons.{cache.ADDON}.models.figures.indicator_registry"


def main():
    """Write the page in a Python that has Odoo: the registry's texts are Odoo's to translate.

    :return: the exit code
    """
    packages = venv.ensure()
    source = odoo_source.find(packages)
    addons = [*source.addons_paths, cache.addons_link()]
    done = subprocess.run(
        [packages.python, "-m", "dev.indicators_doc", ",".join(str(path) for path in addons)],
        env={"PYTHONPATH": f"{source.path}:{Path(__file__).parents[1]}"},
        check=False,
    )
    if done.returncode:
        raise Failure("The page of indicators was not written.", "Mend the registry; see above.")
    say(f"Written: {PAGE}")
    return 0


def _write(addons):
    config = import_module("odoo.tools").config
    words = [f"--addons-path={addons}", "--http-interface=127.0.0.1", "--log-level=error"]
    config.parse_config(words, setup_logging=True)
    import_module("odoo.modules.module").initialize_sys_path()
    PAGE.write_text(render(import_module(_REGISTRY).INDICATORS))


if __name__ == "__main__":
    sys.exit(_write(sys.argv[1]) if len(sys.argv) > 1 else run_main(main))
