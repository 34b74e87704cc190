# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The indicators: each defined once, here or among the conversions, and nowhere else.

`employer.indicator.measure` counts them, `employer.indicator.value` keeps and reads them out,
targets follow them, and `docs/indicators.md` is written from this file. A *flow* counts what
happened in a period, a *stock* what stood at its end; a *rate* is a part of its denominator, a
*ratio* two figures of the same period side by side. Source: DESIGN.md §5, DOMAIN.md §5.3.
"""

from odoo.tools import LazyTranslate

from .indicator_conversions import CONVERSIONS
from .indicator_definition import (
    BY_OFFICE,
    BY_PERSON,
    FUNNEL,
    INTERNSHIP,
    PERSON,
    PROTECTED_DIMENSIONS,
    WORKSHOP,
    Indicator,
    in_words,
)

_lt = LazyTranslate(__name__)


_EPISODE = _lt(
    "An internship with its extensions and restarts at the same host within 30 days is one; "
    "cancelled ones are in no figure."
)


def _workshop_credit(code, name, sentence, numerator, measure):
    """Return a credit of workshops: who came, observed six months, under two readings."""
    return Indicator(
        code=code,
        group=3,
        name=name,
        kind="rate",
        sentence=sentence,
        numerator=numerator,
        denominator=_lt(
            "Distinct organisations that came to a workshop of the period, at least six months and "
            "the days of rule R12 (workshop_days) before the reference date."
        ),
        window=_lt("Six calendar months from the day of the workshop, that day included."),
        maturity=_lt("Workshops held later are told apart as too recent."),
        rows=_lt("Who came: a company may have several workshops."),
        model=WORKSHOP,
        of=("outcome_key", "any_6"),
        measure=measure,
        denominator_measure="observed_id:count_distinct",
        immature_measure="immature_id:count_distinct",
    )


_ALL = (
    # 1. Work with employers
    Indicator(
        code="attempts",
        group=1,
        name=_lt("Attempts to reach an employer"),
        kind="count",
        sentence=_lt("Attempts: %(numerator)s. We called, wrote or went; mass mail never counts."),
        numerator=_lt("Interactions in which we contacted an organisation, mass mail left out."),
        rows=_lt("Interactions that are an attempt."),
        model=FUNNEL,
        of=("stage", "interaction"),
        domain=(("is_attempt", "=", 1),),
        measure="is_attempt:sum",
    ),
    Indicator(
        code="contacts",
        group=1,
        name=_lt("Contacts with employers"),
        kind="count",
        sentence=_lt("Contacts: %(numerator)s. Someone answered or was met, once a company a day."),
        numerator=_lt(
            "Distinct pairs of organisation and day on which someone answered or was met; mass "
            "mail never counts."
        ),
        rows=_lt("Interactions in which someone answered: one contact may have several."),
        model=FUNNEL,
        of=("stage", "interaction"),
        domain=(("is_contact", "=", 1),),
        measure="contact_key:count_distinct",
    ),
    Indicator(
        code="companies_reached",
        group=1,
        name=_lt("Companies reached"),
        kind="count",
        sentence=_lt("Companies reached: %(numerator)s, each counted once."),
        numerator=_lt("Distinct employers with at least one contact in the period."),
        rows=_lt("Interactions in which an employer answered: a company may have several."),
        model=FUNNEL,
        of=("stage", "interaction"),
        domain=(("is_contact", "=", 1), ("contacted_id", "!=", False)),
        measure="contacted_id:count_distinct",
    ),
    # 2. The relation
    Indicator(
        code="organisations",
        group=2,
        name=_lt("Organisations by level"),
        kind="count",
        sentence=_lt("Organisations on %(date)s: %(numerator)s. %(parts)s"),
        numerator=_lt(
            "Active organisations, each at the level that its facts up to the day give: stable, "
            "collaborating, dormant, engaged (an agreement in force, a workshop attended, an open "
            "vacancy), contacted, prospect. The same rule as the level on the organisation."
        ),
        window=_lt(
            "24 months before the day for a living relation; Augusts do not count towards dormancy"
        ),
        rows=_lt("Organisations."),
        model="employer.organisation",
        levels=("prospect", "contacted", "engaged", "collaborating", "stable", "dormant"),
        dimensions=("total", "level", "team"),
    ),
    Indicator(
        code="organisations_stable",
        group=2,
        name=_lt("Stable organisations"),
        kind="count",
        sentence=_lt(
            "Stable on %(date)s: %(numerator)s organisations that collaborated on two different "
            "days in the 24 months before."
        ),
        numerator=_lt(
            "Organisations with collaborations on at least two different days in the 24 months "
            "before the day: an internship started, a hire, a vacancy whose people were met, a "
            "commitment delivered. An agreement, a workshop seat and a call are none."
        ),
        window=_lt("24 months before the day, that day included"),
        rows=_lt("Organisations."),
        model="employer.organisation",
        levels=("stable",),
        dimensions=("total", "team"),
    ),
    # 3. Workshops
    Indicator(
        code="workshops",
        group=3,
        name=_lt("Workshops with employers"),
        kind="count",
        sentence=_lt("Workshops: %(numerator)s to which companies were invited."),
        numerator=_lt("Distinct workshops of the period with at least one company invited."),
        rows=_lt("Invitations: one a company and workshop."),
        model=FUNNEL,
        of=("stage", "registration"),
        measure="workshop_id:count_distinct",
    ),
    Indicator(
        code="companies_invited",
        group=3,
        name=_lt("Companies invited to workshops"),
        kind="count",
        sentence=_lt("Companies invited: %(numerator)s, each counted once."),
        numerator=_lt(
            "Distinct organisations invited to a workshop of the period; who came unannounced "
            "counts as invited and registered, so that each step is part of the one before."
        ),
        rows=_lt("Invitations: a company may have several."),
        model=FUNNEL,
        of=("stage", "registration"),
        domain=(("invited_id", "!=", False),),
        measure="invited_id:count_distinct",
    ),
    Indicator(
        code="companies_registered",
        group=3,
        name=_lt("Companies registered for workshops"),
        kind="count",
        sentence=_lt("Companies registered: %(numerator)s, each counted once."),
        numerator=_lt("Distinct organisations that confirmed a seat at a workshop of the period."),
        rows=_lt("Registrations: a company may have several."),
        model=FUNNEL,
        of=("stage", "registration"),
        domain=(("registered_id", "!=", False),),
        measure="registered_id:count_distinct",
    ),
    Indicator(
        code="companies_attended",
        group=3,
        name=_lt("Companies that came to workshops"),
        kind="count",
        sentence=_lt("Companies that came: %(numerator)s, each counted once."),
        numerator=_lt(
            "Distinct organisations that attended a workshop of the period, announced or not."
        ),
        rows=_lt("Seats taken: a company may have several."),
        model=FUNNEL,
        of=("stage", "registration"),
        domain=(("attended_id", "!=", False),),
        measure="attended_id:count_distinct",
    ),
    Indicator(
        code="companies_new",
        group=3,
        name=_lt("Companies new to us at workshops"),
        kind="count",
        sentence=_lt("Companies new to us: %(numerator)s, each counted once."),
        numerator=_lt(
            "Distinct organisations that came to a workshop of the period and had before that day "
            "no answered contact, workshop, agreement, vacancy, internship or hire."
        ),
        rows=_lt("Who came for the first time, one a company."),
        model=WORKSHOP,
        domain=(("new_id", "!=", False),),
        measure="new_id:count_distinct",
    ),
    _workshop_credit(
        "workshop_declared",
        _lt("Workshop credit, declared"),
        _lt(
            "Of %(denominator)s companies that came and were observed six months: %(numerator)s "
            "(%(rate)s) with an agreement, vacancy, internship or hire declared as coming of the "
            "workshop, %(rest)s without; %(immature)s came too recently."
        ),
        _lt(
            "Of those, with an agreement or vacancy on which the officer named the workshop, or an "
            "internship or hire that came of one, within the six months."
        ),
        "declared_id:count_distinct",
    ),
    _workshop_credit(
        "workshop_within",
        _lt("Workshop credit, within the days of attending"),
        _lt(
            "Of %(denominator)s companies that came and were observed six months: %(numerator)s "
            "(%(rate)s) with an agreement, vacancy, internship or hire within %(workshop_days)s "
            "days of attending, declared or not, %(rest)s without; %(immature)s came too recently."
        ),
        _lt(
            "Of those, with an agreement, vacancy, internship or hire that began from the day of "
            "the workshop to the last of the days (rule R12, workshop_days, 180 unless changed), "
            "by whatever way it came."
        ),
        "within_id:count_distinct",
    ),
    # 4. Agreements
    Indicator(
        code="agreements_active",
        group=4,
        name=_lt("Agreements in force"),
        kind="count",
        sentence=_lt("Agreements in force on %(date)s: %(numerator)s."),
        numerator=_lt(
            "Agreements begun by the day and not over on it; the last day counts, an early end "
            "is the last day."
        ),
        rows=_lt("Agreements."),
        model=FUNNEL,
        end_field="end_date",
        of=("stage", "agreement"),
    ),
    # 5. Vacancies
    Indicator(
        code="vacancies_opened",
        group=5,
        name=_lt("Vacancies opened"),
        kind="count",
        sentence=_lt("Vacancies opened: %(numerator)s."),
        numerator=_lt("Vacancies whose day of opening is in the period."),
        rows=_lt("Vacancies."),
        model=FUNNEL,
        of=("stage", "vacancy"),
    ),
    Indicator(
        code="positions_opened",
        group=5,
        name=_lt("Positions opened"),
        kind="count",
        sentence=_lt("Positions opened: %(numerator)s."),
        numerator=_lt("Positions of the vacancies opened in the period."),
        rows=_lt("Vacancies, each with its positions."),
        model=FUNNEL,
        of=("stage", "vacancy"),
        measure="quantity:sum",
    ),
    Indicator(
        code="positions_filled",
        group=5,
        name=_lt("Positions filled"),
        kind="rate",
        sentence=_lt(
            "Of %(denominator)s positions opened in the period: %(numerator)s filled through us "
            "(%(rate)s), %(rest)s not, %(unknown)s filled, not known by whom."
        ),
        numerator=_lt("Of those positions, the ones taken by a person in an internship or hired."),
        denominator=_lt("Positions of the vacancies opened in the period."),
        window=_lt("Taken up to the reference date, whenever that was."),
        maturity=_lt("None: a position may be taken later."),
        unknown=_lt(
            "Positions of vacancies closed as filled, not known by whom. They stay in the "
            "denominator."
        ),
        rows=_lt("Vacancies, each with its positions."),
        model=FUNNEL,
        of=("stage", "vacancy"),
        measure="numerator:sum",
        denominator_measure="denominator:sum",
        unknown_measure="is_unknown:sum",
    ),
    # 6, 7. Persons
    Indicator(
        code="persons_proposed",
        group=6,
        name=_lt("Persons proposed to companies"),
        kind="count",
        sentence=_lt("Persons proposed: %(numerator)s, each counted once."),
        numerator=_lt("Distinct persons on a list sent to a company in the period."),
        rows=_lt("Proposals: a person may have several."),
        model=PERSON,
        of=("fact", "proposed"),
        measure="person_id:count_distinct",
        dimensions=BY_PERSON,
    ),
    Indicator(
        code="persons_selected",
        group=6,
        name=_lt("Persons selected, of those proposed"),
        kind="rate",
        sentence=_lt(
            "Of %(denominator)s persons proposed: %(numerator)s selected by a company (%(rate)s), "
            "%(rest)s not, %(unknown)s still waiting for an answer."
        ),
        numerator=_lt("Of those, the persons whom a company selected, whatever followed."),
        denominator=_lt("Distinct persons on a list sent to a company in the period."),
        window=_lt("Selected up to the reference date, whenever that was."),
        maturity=_lt("None: an answer may come later."),
        unknown=_lt(
            "Persons not selected, of whom at least one proposal still waits for the company. They "
            "stay in the denominator."
        ),
        rows=_lt("Proposals: a person may have several."),
        model=PERSON,
        of=("fact", "proposed"),
        measure="selected:sum",
        denominator_measure="__count",
        unknown_measure="waiting:sum",
        is_per_person=True,
        dimensions=BY_PERSON,
        hides_with="persons_proposed",
    ),
    Indicator(
        code="persons_served",
        group=7,
        name=_lt("Persons served"),
        kind="count",
        sentence=_lt("Persons served: %(numerator)s, each counted once."),
        numerator=_lt("Distinct persons who received a service in the period."),
        rows=_lt("Services: a person may have several."),
        model=PERSON,
        of=("fact", "served"),
        measure="person_id:count_distinct",
        dimensions=BY_PERSON,
    ),
    # 8, 9. Internships
    Indicator(
        code="internships_started",
        group=8,
        name=_lt("Internships started"),
        kind="count",
        sentence=_lt("Internships started: %(numerator)s."),
        numerator=_lt("Internships whose first day is in the period."),
        unit=_EPISODE,
        rows=_lt("Internships."),
        model=INTERNSHIP,
        date_field="start_date",
        measure="is_started:sum",
        dimensions=BY_PERSON,
    ),
    Indicator(
        code="internships_ended",
        group=9,
        name=_lt("Internships ended"),
        kind="count",
        sentence=_lt("Internships ended: %(numerator)s."),
        numerator=_lt("Internships whose last day is in the period, whatever the reason."),
        unit=_EPISODE,
        rows=_lt("Internships."),
        model=INTERNSHIP,
        date_field="end_date",
        measure="is_ended:sum",
    ),
    # 10. Hires
    Indicator(
        code="hires",
        group=10,
        name=_lt("Hires"),
        kind="count",
        sentence=_lt("Hires: %(numerator)s. %(parts)s"),
        numerator=_lt(
            "Working relations whose first day is in the period, of any length and origin; "
            "extensions and re-hires within 30 days are no new ones."
        ),
        rows=_lt("Hires, by their first contract."),
        model=FUNNEL,
        of=("stage", "hire"),
        dimensions=(*BY_OFFICE, "family", "origin", *PROTECTED_DIMENSIONS),
    ),
    *CONVERSIONS,
    # 12. The administrative ratio
    Indicator(
        code="hires_per_100_internships",
        group=12,
        name=_lt("Hires per 100 internships (administrative ratio, not a cohort rate)"),
        kind="ratio",
        sentence=_lt(
            "%(numerator)s hires and %(denominator)s internships started in the same period: "
            "%(value)s hires per 100 internships. They need not be the same persons."
        ),
        numerator=_lt("Hires whose first day is in the period, whatever their origin."),
        denominator=_lt("Internships whose first day is in the period."),
        rows=_lt("The hires of its numerator; the internships are behind “Internships started”."),
        numerator_of="hires",
        denominator_of="internships_started",
    ),
)

#: {code: Indicator} in the order of the page.
INDICATORS: dict[str, Indicator] = {indicator.code: indicator for indicator in _ALL}


def indicator_selection(env):
    """Return the indicators as a selection, in the user's language."""
    return [(code, in_words(env, indicator.name)) for code, indicator in INDICATORS.items()]
