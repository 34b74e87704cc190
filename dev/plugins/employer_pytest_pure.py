"""A pytest plugin for tests without a database: it only makes the addon importable by its name.

pytest-odoo opens a database before the first test; so it is left out, and the one thing of it that
is needed here, the addon's full module name, is taken from it.
"""

import os

import pytest_odoo
from hypothesis import settings

from odoo.modules.module import initialize_sys_path
from odoo.tools import config


def pytest_configure():
    """Put the addon's folder on Odoo's path."""
    config.parse_config(
        [
            f"--addons-path={os.environ['EMPLOYER_ADDONS']}",
            "--http-interface=127.0.0.1",
            "--log-level=error",
        ],
        setup_logging=True,
    )
    initialize_sys_path()
    # A slow machine is no failure; CI tries the same examples every time.
    settings.register_profile("gate", deadline=None, derandomize="CI" in os.environ)
    settings.load_profile("gate")
    pytest_odoo.monkey_patch_resolve_pkg_root_and_module_name()
