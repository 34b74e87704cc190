"""Odoo's lint suites that need a database, on one where our addon is installed.

Odoo runs them where the module test_lint is installed, and on all addons of the disk. Here they
are imported by name: what they say of the modules that are installed is what matters to us.
"""

from odoo.addons.test_lint.tests.test_index import TestIndex
from odoo.addons.test_lint.tests.test_naming import TestNaming
from odoo.addons.test_lint.tests.test_override_signatures import TestLintOverrideSignatures
from odoo.addons.test_lint.tests.test_routes import RoutesLinter

__all__ = ["RoutesLinter", "TestIndex", "TestLintOverrideSignatures", "TestNaming"]
