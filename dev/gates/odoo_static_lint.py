"""Runs Odoo's static lint suites on one addon, without a database. Called by `OdooLint`.

The suites walk every addon there is; here they see ours only.
"""

import sys
import unittest
from unittest import mock

import odoo.tests  # noqa: F401 - makes odoo.addons importable for the suites
from odoo.modules import Manifest
from odoo.modules.module import initialize_sys_path
from odoo.tools import config

from odoo.addons.test_lint.tests import test_test_holes

_SUITES = (
    "test_dunderinit",
    "test_manifests",
    "test_onchange_domains",
    "test_orm_import",
    "test_i18n",
    "test_jstranslate",
    "test_l10n",
)


class TestHoles(test_test_holes.TestTestHoles):
    """Every test file is imported, but for those of tools/, which pytest runs without Odoo.

    Importing them would make Odoo's own runner need hypothesis.
    """

    def test_check_tests(self):
        """Odoo's check, with the files of tools/ left out of what it complains of."""
        try:
            return super().test_check_tests()
        except AssertionError as error:
            lines = [line for line in str(error).splitlines()[1:] if "test_tools_" not in line]
            return self.assertFalse(lines, error)


def main(addons_path, addon):
    """:return: the exit code: 0 when all suites pass"""
    config.parse_config([f"--addons-path={addons_path}", "--no-http"], setup_logging=True)
    initialize_sys_path()
    suite = unittest.TestSuite()
    for name in _SUITES:
        suite.addTests(_tests(f"odoo.addons.test_lint.tests.{name}"))
    suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(TestHoles))
    only = [Manifest.for_addon(addon)]
    with mock.patch.object(Manifest, "all_addon_manifests", return_value=only):
        result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    return 0 if result.wasSuccessful() and result.testsRun else 1


def _tests(module):
    __import__(module)
    for value in vars(sys.modules[module]).values():
        is_own = isinstance(value, type) and value.__module__ == module
        if is_own and issubclass(value, unittest.TestCase):
            yield from unittest.defaultTestLoader.loadTestsFromTestCase(value)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
