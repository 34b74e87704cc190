"""Shows figures to people and to programs."""

import json

#: Begins a line with a figure among those for the reader.
MARK = "FIGURE "
#: The groups of figures, as --figure takes them.
NAMES = ("boards", "lists", "matching", "portal")
_UNITS = {"s": " s", "x": " x", "queries": ""}


def lines(figures):
    """:return: the figures as lines of a table: name, value, limit, whether it holds, seconds"""
    width = max((len(figure["name"]) for figure in figures), default=0)
    limits = [_limit(figure) for figure in figures]
    room = max(map(len, limits), default=0)
    return [
        f"{figure['name']:<{width}}  {_value(figure['value'], figure['unit']):>10}"
        f"  {limits[number]:>{room}}  {_verdict(figure):<6}  {_seconds(figure['of'])}".rstrip()
        for number, figure in enumerate(figures)
    ]


def note(figures):
    """:return: what the reader must know of limits in brackets, "" where there are none"""
    if all(figure.get("asked") is None for figure in figures):
        return ""
    return (
        "In brackets: the limit asked of this addon, at the size large. With less data the time "
        "that does not grow is most of it, so this size has a limit of its own; it proves less."
    )


def _value(value, unit):
    digits = 0 if unit == "queries" else 3 if unit == "s" else 2
    return f"{value:.{digits}f}{_UNITS[unit]}"


def _limit(figure):
    limit, asked = figure["limit"], figure.get("asked")
    if limit is None:
        return ""
    return f"at most {limit:g}" + (f" (large: {asked:g})" if asked is not None else "")


def _verdict(figure):
    if figure["limit"] is None:
        return ""
    return "holds" if figure["holds"] else "BROKEN"


def _seconds(medians):
    return " ÷ ".join(f"{value * 1000:.0f} ms" for value in medians)


def as_json(size, figures, about):
    """:return: the same for programs

    :param about: {what: value} of the machine and the code
    """
    holds = all(figure["holds"] for figure in figures)
    document = {"size": size, **about, "holds": holds, "figures": figures}
    return json.dumps(document, indent=2, ensure_ascii=False)
