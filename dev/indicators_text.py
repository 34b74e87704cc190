"""Writes the registry of indicators as a page of docs/. Needs nothing but the registry itself."""

import re

HEAD = """# Indicators

Written from `models/figures/indicator_registry.py` by `python -m dev.indicators_doc`; do not edit
here.

Every figure on the page of the year, in its workbook and in targets is one of these, counted in
one place. A period has both its days. The **reference date** cuts the facts and judges what is too
recent, from all that is known today: a fact entered late counts on its own date, and a corrected
date moves the figure. What stood on a day is told for the last day of the period, or for the
reference date before it.

A rate is read as a sentence. **Unknown stays in the denominator**; outside are only what has not
ended and what ended too recently. A rate of which more is unknown than the office allows (20 per
cent unless set otherwise) is shown as weak and opens the list to mend. Merged groups are sum ÷
sum. Distinct organisations and persons are never added up: a total may be less than its parts. A
rate has its 95 % interval (Wilson).

Breakdowns by gender and citizenship (Italian, EU, outside the EU) exist for whole calendar years
only, as of the end of a quarter that is over, and only for figures none of which is a part of
another: days of one's own choice, or two nested figures, would tell persons apart by subtraction.
They are hidden together before they are stored: every cell of fewer than five persons, one that
has everybody, a rate that tells the outcome of all or all but a few, and the cells from which
those could be worked out. How many of a group are not known or too recent is told for all its
breakdowns or for none. Their rows are not opened.
"""
KINDS = {
    "count": "A count",
    "rate": "A rate: a part of its denominator",
    "ratio": "Two figures side by side, per 100",
}
DIMENSIONS = {
    "total": "in total",
    "team": "by team",
    "programme": "by programme",
    "family": "by contract family",
    "origin": "by origin",
    "level": "by level",
    "gender": "by gender",
    "citizenship": "by citizenship",
    "citizenship_gender": "by citizenship and gender",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def render(indicators):
    """Return the page.

    :param indicators: {code: Indicator} in their order
    """
    sections = [HEAD, _contents(indicators)]
    sections += [_section(indicator) for indicator in indicators.values()]
    return "\n".join(sections)


def _contents(indicators):
    lines = ["| no. | code | figure |", "|---|---|---|"]
    lines += [
        f"| {one.group} | [`{code}`](#{code}) | {one.name} |" for code, one in indicators.items()
    ]
    return "\n".join(lines) + "\n"


def _section(indicator):
    rows = [
        ("Read as", PLACEHOLDER.sub(r"‹\1›", str(indicator.sentence)).replace("%%", "%")),
        ("Kind", _kind(indicator)),
        ("Numerator" if indicator.kind != "count" else "Counts", indicator.numerator),
        ("Denominator", indicator.denominator),
        ("Window", indicator.window),
        ("Maturity", indicator.maturity),
        ("What counts as one", indicator.unit),
        ("Unknown", indicator.unknown),
        ("Rows behind", indicator.rows),
        ("Counted from", _source(indicator)),
        ("Shown", ", ".join(DIMENSIONS[one] for one in indicator.dimensions) + "."),
    ]
    lines = [f"- **{label}**: {text}" for label, text in rows if str(text)]
    return "\n".join([f"## {indicator.code}", "", f"{indicator.name}.", "", *lines, ""])


def _kind(indicator):
    when = "of what stood on a day" if indicator.is_stock else "of what happened in the period"
    return f"{KINDS[indicator.kind]}, {when}."


def _source(indicator):
    """Return which rows, fields and measures the figure comes from."""
    if indicator.numerator_of:
        return f"`{indicator.numerator_of}` and `{indicator.denominator_of}`."
    if indicator.levels:
        return f"`{indicator.model}` at level {', '.join(indicator.levels)}."
    unknown = indicator.unknown_measure and f"`{indicator.unknown_measure}`"
    if indicator.unknown_domain:
        unknown += f" where {_conditions(indicator.unknown_domain)}"
    kind_of_row = [(indicator.of[0], "=", indicator.of[1])] if indicator.of else []
    conditions = [*kind_of_row, *indicator.domain]
    measures = (indicator.measure, indicator.denominator_measure, indicator.immature_measure)
    measured = ", ".join(
        [*(f"`{one}`" for one in measures if one), *([unknown] if unknown else [])]
    )
    parts = [
        f"`{indicator.model}` by `{indicator.date_field}`",
        *([f"rows where {_conditions(conditions)}"] if conditions else []),
        f"measured as {measured}{', put together by person' if indicator.is_per_person else ''}",
    ]
    return "; ".join(parts) + "."


def _conditions(domain):
    return " and ".join(f"`{field} {operator} {value}`" for field, operator, value in domain)
