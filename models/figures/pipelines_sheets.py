# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The sheets of the workbook "Pipelines": which rows of a period, which columns. Declared once."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True)
class PipelineColumn:
    """One column: the path from the row's record to the value.

    Label and kind come from the last field of the path; `label` replaces the label.
    """

    path: str
    width: int = 16
    label: object = None


@dataclass(frozen=True)
class PipelineSheet:
    """One sheet. A row belongs to the period if it was open on one of its days: from the first
    filled field of `starts` to the first filled of `ends`; `ends` None: it is a matter of a day.
    """

    key: str
    model: str
    label: object
    definition: object
    feature: str
    columns: tuple[PipelineColumn, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...] | None = None
    never_open: Domain | None = None
    user_field: str = "user_id"
    team_field: str = "team_id"
    employer_field: str = "employer_id"
    person_field: str | None = None

    def period_domain(self, date_from: date, date_to: date) -> Domain:
        """Return the rows of a period, both days included."""
        if self.ends is None:
            return _at_or_after(self.starts, date_from) & _at_or_before(self.starts, date_to)
        is_open = _at_or_before(self.starts, date_to) & (
            _at_or_after(self.ends, date_from) | _all_empty(self.ends)
        )
        return is_open if self.never_open is None else is_open & ~self.never_open


def _first_filled(names: tuple[str, ...], comparison) -> Domain:
    """Return a comparison of the first filled of several fields."""
    domains = []
    for index, name in enumerate(names):
        domains.append(_all_empty(names[:index]) & comparison(name))
    return Domain.OR(domains)


def _all_empty(names: tuple[str, ...]) -> Domain:
    return Domain.AND([[(name, "=", False)] for name in names])


def _at_or_before(names: tuple[str, ...], day: date) -> Domain:
    return _first_filled(names, lambda name: Domain(name, "<", _bound(name, day + timedelta(1))))


def _at_or_after(names: tuple[str, ...], day: date) -> Domain:
    return _first_filled(names, lambda name: Domain(name, ">=", _bound(name, day)))


def _bound(name: str, day: date) -> date | datetime:
    return datetime.combine(day, time()) if name == "create_date" else day


C = PipelineColumn

SHEETS = (
    PipelineSheet(
        key="organisations",
        model="employer.organisation",
        label=_lt("Organisations"),
        definition=_lt(
            "Organisations entered in the period or named on another sheet, as they are today."
        ),
        feature="",
        starts=("create_date",),
        employer_field="id",
        columns=(
            C("name", 34),
            C("trade_name", 22),
            C("kind"),
            C("vat_number", 14),
            C("fiscal_code", 18),
            C("street", 28),
            C("zip", 8),
            C("city", 20),
            C("state_id.code", 9, _lt("Province")),
            C("phone", 18),
            C("email", 28),
            C("pec", 28),
            C("ateco_code", 11),
            C("economic_activity_id", 34),
            C("size_class"),
            C("level"),
            C("user_id", 20),
            C("team_id", 18),
            C("last_contact_date", 12),
            C("next_step_date", 12),
            C("next_step", 28),
            C("create_date", 17, _lt("Entered on")),
        ),
    ),
    PipelineSheet(
        key="scouting",
        model="employer.scouting",
        label=_lt("Scouting"),
        definition=_lt("Scoutings open on at least one day of the period."),
        feature="scouting",
        starts=("create_date",),
        ends=("closed_date",),
        columns=(
            C("employer_id", 34),
            C("name", 28),
            C("stage_id", 18),
            C("stage_since", 12),
            C("source"),
            C("expected_positions", 11),
            C("lost_reason_id", 22),
            C("user_id", 20),
            C("team_id", 18),
            C("programme_id", 22),
            C("next_step", 28),
            C("next_step_date", 12),
            C("create_date", 17, _lt("Opened on")),
            C("closed_date", 12),
        ),
    ),
    PipelineSheet(
        key="interactions",
        model="employer.interaction",
        label=_lt("Interactions"),
        definition=_lt("Interactions dated in the period."),
        feature="",
        starts=("date",),
        columns=(
            C("date", 12),
            C("employer_id", 34),
            C("channel"),
            C("direction", 20),
            C("outcome", 20),
            C("is_attempt", 10),
            C("is_contact", 10),
            C("is_mass_mail", 10),
            C("minutes", 9),
            C("user_id", 20),
            C("team_id", 18),
            C("programme_id", 22),
            C("scouting_id", 28),
            C("next_step", 28),
            C("next_step_date", 12),
        ),
    ),
    PipelineSheet(
        key="agreements",
        model="employer.agreement",
        label=_lt("Agreements"),
        definition=_lt(
            "Agreements in force, or being prepared, on at least one day of the period."
        ),
        feature="agreements",
        starts=("start_date", "create_date"),
        ends=("termination_date", "end_date"),
        columns=(
            C("name", 16),
            C("title", 26),
            C("employer_id", 34),
            C("agreement_type_id", 22),
            C("state"),
            C("start_date", 12),
            C("end_date", 12),
            C("signature_date", 12),
            C("termination_date", 12),
            C("protocol_number", 18),
            C("act_number", 18),
            C("renewed_from_id", 16),
            C("user_id", 20),
            C("team_id", 18),
            C("programme_id", 22),
        ),
    ),
    PipelineSheet(
        key="vacancies",
        model="employer.vacancy",
        label=_lt("Vacancies"),
        definition=_lt("Vacancies open on at least one day of the period."),
        feature="vacancies",
        starts=("opened_date", "create_date"),
        ends=("closed_date",),
        columns=(
            C("reference", 16),
            C("name", 28),
            C("employer_id", 34),
            C("kind", 20),
            C("stage_id", 16),
            C("opened_date", 12),
            C("closed_date", 12),
            C("close_reason", 20),
            C("occupation_id", 28),
            C("positions", 10),
            C("contract_family"),
            C("weekly_hours", 10),
            C("pay_from", 12),
            C("pay_to", 12),
            C("pay_period", 10),
            C("place", 20),
            C("start_date", 12),
            C("deadline_date", 12),
            C("agreement_id", 16),
            C("user_id", 20),
            C("team_id", 18),
            C("programme_id", 22),
        ),
    ),
    PipelineSheet(
        key="candidacies",
        model="employer.candidacy",
        label=_lt("Lists and candidacies"),
        definition=_lt(
            "Candidacies of lists sent in the period, or made in it and not sent yet; a person "
            "counts once for each list."
        ),
        feature="lists",
        starts=("preselection_id.sent_date", "create_date"),
        user_field="preselection_id.user_id",
        team_field="preselection_id.team_id",
        person_field="candidate_id",
        columns=(
            C("preselection_id", 34),
            C("preselection_id.round", 8),
            C("preselection_id.state", 12, _lt("State of the list")),
            C("vacancy_id", 30),
            C("employer_id", 34),
            C("candidate_id", 12),
            C("origin"),
            C("rank", 8),
            C("is_reserve", 9),
            C("state", 16, _lt("State of the candidacy")),
            C("last_state", 16),
            C("exit_reason_id", 26),
            C("interview_date", 12),
            C("preselection_id.sent_date", 12),
            C("preselection_id.answered_date", 12),
            C("preselection_id.user_id", 20),
            C("preselection_id.team_id", 18),
        ),
    ),
    PipelineSheet(
        key="internships",
        model="employer.internship",
        label=_lt("Internships"),
        definition=_lt(
            "Internships running on at least one day of the period by their real dates, or by the "
            "planned end where there is none yet. Cancelled ones are left out."
        ),
        feature="internships",
        starts=("start_date", "create_date"),
        ends=("actual_end_date", "planned_end_date"),
        never_open=Domain("state", "=", "cancelled"),
        person_field="candidate_id",
        columns=(
            C("name", 16),
            C("candidate_id", 12),
            C("employer_id", 34),
            C("scheme_id", 26),
            C("state"),
            C("start_date", 12),
            C("planned_end_date", 12),
            C("actual_end_date", 12),
            C("months", 8),
            C("weekly_hours", 10),
            C("monthly_allowance", 12),
            C("end_kind", 22),
            C("outcome", 14),
            C("outcome_date", 12),
            C("vacancy_id", 30),
            C("agreement_id", 16),
            C("programme_id", 22),
            C("occupation_id", 28),
            C("user_id", 20),
            C("tutor_id", 20),
            C("team_id", 18),
        ),
    ),
    PipelineSheet(
        key="hires",
        model="employer.hire",
        label=_lt("Hires"),
        definition=_lt("Hires whose first contract starts in the period."),
        feature="hires",
        starts=("start_date",),
        person_field="candidate_id",
        columns=(
            C("name", 16),
            C("candidate_id", 12),
            C("employer_id", 34),
            C("legal_employer_id", 28),
            C("origin", 20),
            C("start_date", 12),
            C("end_date", 12),
            C("contract_family"),
            C("vacancy_id", 30),
            C("internship_id", 22),
            C("known_from", 18),
            C("known_date", 12),
            C("programme_id", 22),
            C("user_id", 20),
            C("team_id", 18),
        ),
    ),
)
