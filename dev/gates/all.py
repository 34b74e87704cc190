"""The gates, from cheap to dear."""

from dev.gates.cycle import Cycle
from dev.gates.lint import OdooLint, PylintOdoo, Ruff
from dev.gates.own_tests import Pages, Tests, Tools
from dev.gates.peers import ClickAll, OdooSuites

ALL = (
    Ruff(),
    Tools(),
    PylintOdoo(),
    OdooLint(),
    Tests(),
    Pages(),
    OdooSuites(),
    Cycle(),
    ClickAll(),
)
