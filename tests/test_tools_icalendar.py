# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Dates for a calendar: read back as written, and nothing typed breaks out of its line."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.icalendar import LINE_BYTES, calendar_file

START = datetime(2026, 3, 5, 9, 30)
STAMP = datetime(2026, 3, 2, 8, 0)


def _file(**values):
    return calendar_file(
        **{
            "uid": "x@office",
            "start": START,
            "minutes": 60,
            "stamp": STAMP,
            "summary": "Interview",
            **values,
        }
    )


def _unfold(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_one_appointment_in_utc():
    lines = _unfold(_file(location="Via Roma 1, Milano"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20260305T093000Z" in lines
    assert "DTEND:20260305T103000Z" in lines
    assert "LOCATION:Via Roma 1\\, Milano" in lines
    assert not any(line.startswith("DESCRIPTION") for line in lines)


def test_a_later_file_wins():
    def sequence(stamp):
        lines = _unfold(_file(stamp=stamp))
        return next(int(line[9:]) for line in lines if line.startswith("SEQUENCE:"))

    assert sequence(STAMP) < sequence(datetime(2026, 3, 2, 8, 1))


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_typed_stays_in_its_line(summary, location):
    text = _file(summary=summary, location=location)
    assert all(len(line.encode()) <= LINE_BYTES for line in text.split("\r\n"))
    names = [line.partition(":")[0] for line in _unfold(text)[:-1]]
    assert names.count("BEGIN") == names.count("END") == 2
    assert set(names) <= {
        "BEGIN",
        "VERSION",
        "PRODID",
        "METHOD",
        "UID",
        "DTSTAMP",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "END",
    }
