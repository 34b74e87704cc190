"""Reads what pytest did from its JUnit file: counts, failures, and skips with their reasons."""

import xml.etree.ElementTree as Tree
from dataclasses import dataclass, field


@dataclass
class Report:
    """:param failures: name and text of each failed test
    :param skips: name and reason of each skipped test
    """

    passed: int = 0
    failures: list = field(default_factory=list)
    skips: list = field(default_factory=list)


def read(path):
    """:return: the report; empty when pytest wrote none"""
    report = Report()
    if not path.exists():
        return report
    for case in Tree.parse(path).iter("testcase"):
        name = f"{case.get('classname', '')}.{case.get('name', '')}"
        _count(report, name, case)
    return report


def _count(report, name, case):
    bad = [child for child in case if child.tag in ("failure", "error")]
    skipped = case.find("skipped")
    if bad:
        report.failures.append((name, bad[0].get("message", "")))
    elif skipped is not None:
        report.skips.append((name, skipped.get("message", "")))
    else:
        report.passed += 1
