"""Persons: job facts, who they are, their papers, what they said yes to and what they received."""

from .employers import DAYS
from .rows import one_of, series, spread

_FIRST = ("Amina", "Fatou", "Irina", "Carla", "Omar", "Ivan", "Moussa", "Piero", "Lin", "Rosa")
_LAST = ("Diallo", "Moretti", "Petrov", "Haddad", "Conti", "Zhang", "Traore", "Serra", "Mensah")
_AREAS = ("Milano nord", "Milano sud", "Milano est", "Milano ovest", "Brianza")
_LEVELS = ("a1", "a2", "b1", "b1", "b2", "c1")
_SERVICES = ("orientation", "skills_review", "matching", "internship_support", "tutoring")
_SERVICES_EACH = 3
_LANGUAGES_EACH = 2


class People:
    """Writes persons.

    :param rows: a `Rows`
    :param employers: an `Employers`, for officers and teams
    """

    def __init__(self, rows, office, employers, size):
        self.rows, self.office, self.employers, self.size = rows, office, employers, size

    def fill(self):
        """Write all of it.

        :return: self, with the `Span` of the persons
        """
        self.persons = self._persons()
        self._skills()
        self._languages()
        self._who_they_are()
        self._consents()
        self._services()
        return self

    def person(self, number):
        """:return: the id of the person with this number from 0, going round"""
        return self.persons.at(number)

    def _persons(self):
        """A tenth is away; who is in an internship or hired is known at the end (`settle`)."""
        persons = self.rows.insert(
            "employer.candidate",
            self.size.persons,
            code="'B' || lpad(i::text, 7, '0')",
            state=f"CASE WHEN {_is_away('i')} THEN 'away' ELSE 'ready' END",
            is_away=_is_away("i"),
            tutor_id=self.employers.officer("i"),
            team_id=self.employers.team("i"),
            company_id=str(self.office.company),
            support_level=f"(1 + {spread('i', 21, 4)})::text",
            education_level=f"({spread('i', 22, 9)})::text",
            licences=f"CASE WHEN {spread('i', 23, 10)} < 3 THEN 'B' END",
            available_from=f"CURRENT_DATE - 30 + {spread('i', 24, 60)}",
            weekly_hours=f"20 + 5 * {spread('i', 25, 5)}",
            area=one_of(_AREAS, spread("i", 26, 97)),
            proposal_until="NULL::date",
            travel_minutes=f"20 + 10 * {spread('i', 27, 7)}",
            create_date=f"CURRENT_DATE - {spread('i', 28, DAYS)}",
        )
        occupation = one_of(self.office.occupations, f"{spread('i', 29, 997)} + 5 * k")
        self.rows.link(
            "employer.candidate",
            "occupation_ids",
            f"{series(self.size.persons)}, generate_series(0, 1) k",
            persons.at("i - 1"),
            occupation,
        )
        return persons

    def _skills(self):
        """Each person's skills lie apart by a step that is the same for one person."""
        each, count = self.size.skills_each, len(self.office.skills)
        step = f"(1 + 2 * {spread('p', 31, count // (2 * each))})"
        self.rows.insert(
            "employer.candidate.skill",
            self.size.persons * each,
            source=self._each(each),
            candidate_id=self.person("p"),
            skill_id=one_of(self.office.skills, f"{spread('p', 30, count)} + k * {step}"),
            level=f"(1 + {spread('i', 32, 4)})::text",
            evidence=one_of(("declared", "work", "course", "grid"), spread("i", 33, 97)),
            company_id=str(self.office.company),
        )

    def _languages(self):
        """Italian at some level, and another language well."""
        italian = self.rows.env.ref("employer_engagement.employer_language_it").id
        others = [language for language in self.office.languages if language != italian]
        level = f"CASE WHEN k = 0 THEN {one_of(_LEVELS, spread('p', 34, 97))} ELSE 'c1' END"
        self.rows.insert(
            "employer.candidate.language",
            self.size.persons * _LANGUAGES_EACH,
            source=self._each(_LANGUAGES_EACH),
            candidate_id=self.person("p"),
            language_id=f"CASE WHEN k = 0 THEN {italian} ELSE {one_of(others, 'p')} END",
            listening=level,
            reading=level,
            speaking=level,
            writing=level,
            overall=level,
            company_id=str(self.office.company),
        )

    def _who_they_are(self):
        """Names, citizenship, and permits of those who need one."""
        company = {"company_id": str(self.office.company), "candidate_id": self.person("i - 1")}
        self.rows.insert(
            "employer.candidate.identity",
            self.size.persons,
            first_name=one_of(_FIRST, spread("i", 35, 997)),
            last_name=one_of(_LAST, spread("i", 36, 997)),
            birth_date=f"CURRENT_DATE - 7000 - {spread('i', 37, 14000)}",
            phone="'+39320' || 1000000 + i",
            **company,
        )
        abroad = [self.rows.env.ref(f"base.{code}").id for code in ("sn", "ma", "ua", "ng", "pe")]
        self.rows.insert(
            "employer.candidate.protected",
            self.size.persons,
            gender=one_of(("f", "m"), spread("i", 38, 97)),
            citizenship_id=f"CASE WHEN {_is_italian('i')} THEN {self.office.country} "
            f"ELSE {one_of(abroad, spread('i', 39, 97))} END",
            did_date=f"CURRENT_DATE - {spread('i', 28, DAYS)}",
            pact_date=f"CURRENT_DATE - {spread('i', 28, DAYS)}",
            **company,
        )
        foreign = f"(SELECT i AS p, row_number() OVER (ORDER BY i) AS i FROM \
{series(self.size.persons)} WHERE NOT {_is_italian('i')}) s"
        ((count,),) = self.rows.fetch(f"SELECT count(*) FROM {foreign}")
        valid_from = f"CURRENT_DATE - {spread('p', 40, 700)}"
        self.rows.insert(
            "employer.candidate.permit",
            count,
            source=foreign,
            candidate_id=self.person("p - 1"),
            permit_type_id=one_of(self.office.permits, spread("p", 41, 997)),
            application_date=f"{valid_from} - 90",
            valid_from=valid_from,
            valid_to=f"{valid_from} + 730",
            company_id=str(self.office.company),
        )

    def _consents(self):
        """Nine in ten said yes to being proposed, lately or so long ago that it ran out."""
        months = self.rows.env.company.employer_proposal_months
        asked = f"(CURRENT_DATE - {spread('i', 42, months * 40)})"
        until = f"({asked} + interval '{months} months' - interval '1 day')::date"
        yes = f"{spread('i', 43, 10)} < 9"
        self.rows.insert(
            "employer.consent",
            self.size.persons,
            candidate_id=self.person("i - 1"),
            kind="'proposal'",
            answer=f"CASE WHEN {yes} THEN 'yes' ELSE 'no' END",
            asked_datetime=f"{asked} + time '10:00'",
            expiry_date=f"CASE WHEN {yes} THEN {until} END",
            user_id=self.employers.officer("i"),
            company_id=str(self.office.company),
            create_date=asked,
        )

    def _services(self):
        entered = f"CURRENT_DATE - {spread('p', 28, DAYS)}"
        participations = self.rows.insert(
            "employer.participation",
            self.size.persons,
            source=self._each(1),
            candidate_id=self.person("p"),
            team_id=self.employers.team("p + 1"),
            entered_date=entered,
            situation_at_entry="'unemployed'",
            company_id=str(self.office.company),
        )
        self.rows.insert(
            "employer.service",
            self.size.persons * _SERVICES_EACH,
            source=self._each(_SERVICES_EACH),
            candidate_id=self.person("p"),
            participation_id=participations.at("p"),
            kind=one_of(_SERVICES, spread("i", 44, 97)),
            date=f"CURRENT_DATE - {spread('i', 45, DAYS)}",
            hours=f"1 + {spread('i', 46, 4)}",
            user_id=self.employers.officer("p + 1"),
            company_id=str(self.office.company),
        )

    def _each(self, count):
        """:return: `count` rows of each person: `i` from 1, the person `p` from 0, `k` from 0"""
        return f"""(
            SELECT i, (i - 1) / {count} AS p, (i - 1) % {count} AS k
              FROM {series(self.size.persons * count)}
        ) s"""

    def settle(self):
        """Say of each person what only the rest tells: state, last proposed, until when."""
        self.rows.run(
            """
            UPDATE employer_candidate p
               SET state = CASE WHEN hired.candidate_id IS NOT NULL THEN 'hired'
                                WHEN intern.candidate_id IS NOT NULL THEN 'in_internship'
                                ELSE p.state END,
                   proposal_until = consent.expiry_date,
                   last_proposed_date = proposed.day
              FROM employer_consent consent
              LEFT JOIN (
                SELECT DISTINCT candidate_id FROM employer_hire
                 WHERE active AND (end_date IS NULL OR end_date >= CURRENT_DATE)
              ) hired USING (candidate_id)
              LEFT JOIN (
                SELECT DISTINCT candidate_id FROM employer_internship WHERE state = 'running'
              ) intern USING (candidate_id)
              LEFT JOIN (
                SELECT c.candidate_id, max(l.sent_date) AS day
                  FROM employer_candidacy c
                  JOIN employer_preselection l ON l.id = c.preselection_id
                 WHERE c.last_state NOT IN ('proposed', 'approved')
                 GROUP BY c.candidate_id
              ) proposed USING (candidate_id)
             WHERE consent.candidate_id = p.id AND p.id BETWEEN """
            + f"{self.persons.first} AND {self.persons.ids[-1]}"
        )


def _is_away(number):
    return f"{spread(number, 20, 10)} = 0"


def _is_italian(number):
    return f"{spread(number, 47, 10)} < 4"
