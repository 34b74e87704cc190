"""Reads Odoo's log and finds what names us: a warning nobody reads is a bug nobody mends."""

import re
from dataclasses import dataclass

from dev import cache

_HEADER = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (?P<level>[A-Z]+) (?P<database>\S+) (?P<logger>\S+):"
)
_BAD = {"WARNING", "ERROR", "CRITICAL"}
_OURS = re.compile(rf"{cache.ADDON}|\bemployer\.[a-z]")
_ALWAYS = "retrying with a read/write cursor"
DELIBERATE = "deliberate warning of the log gate"


@dataclass(frozen=True)
class Entry:
    """One entry of the log, with the lines of its traceback."""

    level: str
    text: str


def entries(text):
    """:return: the entries of a log; what stands before the first header belongs to none"""
    found = []
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match:
            found.append([match["level"], line])
        elif found:
            found[-1][1] += "\n" + line
    return [Entry(level, body) for level, body in found]


def findings(text, allowed):
    """:param allowed: regular expressions of what may be logged
    :return: the entries that fail the gate
    """
    return [entry for entry in entries(text) if _is_bad(entry, allowed)]


def _is_bad(entry, allowed):
    if any(pattern.search(entry.text) for pattern in allowed):
        return False
    ours = entry.level in _BAD and _OURS.search(entry.text)
    return bool(ours) or _ALWAYS in entry.text


def allowed_patterns(name):
    """Read an allow-list: `regular expression  # reason` on each line.

    :raise ValueError: for a line without a reason
    """
    patterns = []
    for line in (cache.REPOSITORY / "dev" / "gates" / name).read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        pattern, mark, reason = line.partition("  # ")
        if not (mark and reason.strip()):
            raise ValueError(f"{name}: no reason after '  # ' in: {line}")
        patterns.append(re.compile(pattern))
    return patterns
