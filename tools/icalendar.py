# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A date for somebody's calendar, as the text of an .ics file (RFC 5545)."""

from datetime import datetime, timedelta

#: Bytes a line may have before it is folded.
LINE_BYTES = 75


def calendar_file(
    *,
    uid: str,
    start: datetime,
    minutes: int,
    summary: str,
    stamp: datetime,
    location: str = "",
    description: str = "",
) -> str:
    """Return the file of one appointment.

    :param uid: the same for the same appointment: a moved one replaces it
    :param start: in UTC, without a zone, as Odoo stores it
    :param stamp: when the file was made, in UTC; a later one wins
    """
    end = start + timedelta(minutes=minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Employer Engagement//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_escape(uid)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"SEQUENCE:{int(stamp.timestamp()) % 2**31}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(end)}",
        f"SUMMARY:{_escape(summary)}",
    ]
    lines += [f"LOCATION:{_escape(location)}"] if location else []
    lines += [f"DESCRIPTION:{_escape(description)}"] if description else []
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def _escape(text: str) -> str:
    """Return a text as one value: what would end it or begin another is written as such."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "".join(char for char in "\\n".join(lines) if char >= " ")


def _fold(line: str) -> str:
    """Return a line cut into pieces of at most LINE_BYTES bytes, never inside a character."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > LINE_BYTES:
            pieces.append(piece)
            piece = " "
        piece += char
    return "\r\n".join([*pieces, piece])
