"""The gates, from cheap to dear."""

from dev.gates.lint import OdooLint, PylintOdoo, Ruff
from dev.gates.suite import Tests, Tools

ALL = (Ruff(), PylintOdoo(), OdooLint(), Tools(), Tests())
