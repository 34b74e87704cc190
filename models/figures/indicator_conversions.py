# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The conversions of internships: one cohort, window and unknown under several numerators.

They are the eleventh group of `indicator_registry.py`. Source: DESIGN.md §5, DOMAIN.md §5.3.
"""

from odoo.tools import LazyTranslate

from .indicator_definition import BY_PERSON, INTERNSHIP, PERSON, Indicator

_lt = LazyTranslate(__name__)

_WINDOW = _lt(
    "Days from the actual end, 180 unless rule R12 has another number in force on the reference "
    "date; the last of them counts, and so does a hire before the end."
)
_MATURITY = _lt(
    "In the cohort is what ended at least the window before the reference date; what ended later "
    "is told apart as ended too recently."
)
_UNKNOWN = _lt(
    "Ended and observed, nobody said how it went on, and no hire of that person at that host is "
    "on file since its first day. Not known stays in the denominator."
)
_UNIT = _lt(
    "An internship with its extensions and restarts at the same host within 30 days is one. A hire "
    "credits at most one internship: the last of that person at that host begun by then and not "
    "ended longer ago than the window; an officer's own choice with a reason wins. First "
    "contracts only; one shorter than 30 days does not count."
)
_SENTENCE_RATE = _lt(
    "Of %(denominator)s ended and observed %(window)s days: %(numerator)s hired (%(rate)s), "
    "%(rest)s not hired, %(unknown)s not known; %(immature)s ended too recently."
)
_COHORT_ROWS = _lt("Internships ended in the period; a row each, with its case.")


def _conversion(code, name, numerator, **more):
    """Return a conversion of internships: same cohort, window and unknown, another numerator."""
    return Indicator(
        **{
            "code": code,
            "group": 11,
            "name": name,
            "kind": "rate",
            "sentence": _SENTENCE_RATE,
            "numerator": numerator,
            "denominator": _lt("Internships that ended in the period, observed for the window."),
            "window": _WINDOW,
            "maturity": _MATURITY,
            "unit": _UNIT,
            "unknown": _UNKNOWN,
            "rows": _COHORT_ROWS,
            "model": INTERNSHIP,
            "date_field": "end_date",
            "measure": "numerator:sum",
            "denominator_measure": "denominator:sum",
            "unknown_measure": "is_unknown:sum",
            "immature_measure": "is_immature:sum",
            **more,
        }
    )


#: In the order of the page.
CONVERSIONS = (
    _conversion(
        "conversion_host",
        _lt("Hired by the host within the window"),
        _lt("Of those, followed by a hire at the host within the window."),
        dimensions=BY_PERSON,
    ),
    _conversion(
        "conversion_host_six_months",
        _lt("Hired by the host for six months or more"),
        _lt(
            "Of those, followed by a hire at the host whose first contract, as agreed, lasts six "
            "calendar months or has no end; extensions do not count."
        ),
        measure="numerator_six_months:sum",
        sentence=_lt(
            "Of %(denominator)s ended and observed %(window)s days: %(numerator)s hired for six "
            "months or more (%(rate)s), %(rest)s shorter or not hired, %(unknown)s not known; "
            "%(immature)s ended too recently."
        ),
    ),
    _conversion(
        "conversion_host_relation_six_months",
        _lt("Hired by the host and employed six months or more"),
        _lt(
            "Of those, followed by a hire at the host that lasts six calendar months or has no "
            "end, extensions, transformations and re-hires within 30 days included."
        ),
        measure="numerator_relation_six_months:sum",
        sentence=_lt(
            "Of %(denominator)s ended and observed %(window)s days: %(numerator)s employed for six "
            "months or more, extensions included (%(rate)s), %(rest)s shorter or not hired, "
            "%(unknown)s not known; %(immature)s ended too recently."
        ),
    ),
    _conversion(
        "conversion_any",
        _lt("Hired by any employer within the window"),
        _lt("Of those, followed by a hire at the host or anywhere else within the window."),
        measure="numerator_any:sum",
        unknown_domain=(("numerator_any", "=", 0),),
    ),
    _conversion(
        "conversion_host_started",
        _lt("Hired by the host, by year of start"),
        _lt("Of those, followed by a hire at the host within the window."),
        date_field="start_date",
        denominator=_lt(
            "Internships that started in the period, ended since and observed for the window."
        ),
        sentence=_lt(
            "Of %(denominator)s started in the period, ended and observed %(window)s days: "
            "%(numerator)s hired (%(rate)s), %(rest)s not hired, %(unknown)s not known; "
            "%(immature)s ended too recently."
        ),
        rows=_lt("Internships started in the period; a row each, with its case."),
    ),
    _conversion(
        "conversion_person",
        _lt("Persons hired by a host within the window"),
        _lt("Of those, the persons hired by the host of one of these internships."),
        denominator=_lt(
            "Distinct persons with an internship that ended in the period and was observed for "
            "the window."
        ),
        unknown=_lt("Persons not hired by a host, of whom at least one internship is not known."),
        model=PERSON,
        date_field="date",
        of=("fact", "ended"),
        measure="numerator:sum",
        is_per_person=True,
        sentence=_lt(
            "Of %(denominator)s persons whose internships ended and were observed %(window)s "
            "days: %(numerator)s hired (%(rate)s), %(rest)s not hired, %(unknown)s not known; "
            "%(immature)s ended too recently."
        ),
    ),
)
