"""Proves the log gate: what is logged here on purpose must be found in the same run's log."""

import logging
import unittest


class TestDeliberate(unittest.TestCase):
    """Two entries the gate must find, written through the loggers they come from in real life."""

    def test_deliberate_warning(self):
        """A warning that names our addon."""
        logger = logging.getLogger("odoo.addons.employer_engagement.dev")
        logger.warning("deliberate warning of the log gate")
        self.assertTrue(logger.isEnabledFor(logging.WARNING))

    def test_deliberate_retry(self):
        """The line Odoo writes when a read-only route writes."""
        logger = logging.getLogger("odoo.http")
        logger.warning(
            "deliberate warning of the log gate: retrying with a read/write cursor",
        )
        self.assertTrue(logger.isEnabledFor(logging.WARNING))
