"""A pytest plugin for tests with a browser: the pages' assets are built before the first test.

Odoo's own runner does the same; without it the first page of a slow machine runs into a timeout.
"""

import pytest

import odoo.tests
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry


@pytest.fixture(scope="session", autouse=True)
def assets(request, load_registry):
    """Build and keep the assets when a browser test was collected."""
    classes = {item.cls for item in request.session.items if getattr(item, "cls", None)}
    if any(issubclass(each, odoo.tests.HttpCase) for each in classes):
        with Registry(request.config.getoption("--odoo-database")).cursor() as cursor:
            Environment(cursor, SUPERUSER_ID, {})["ir.qweb"]._pregenerate_assets_bundles()
