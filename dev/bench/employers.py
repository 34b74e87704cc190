"""Organisations with their contact persons, their scoutings, agreements and contacts."""

from .rows import array, one_of, series, spread

_KINDS = ("Trattoria", "Officina", "Panificio", "Cooperativa", "Albergo", "Lavanderia", "Logistica")
_WORDS = ("Aurora", "Navigli", "Bovisa", "Lambrate", "Certosa", "Porta Nuova", "Giambellino")
_FIRST = ("Anna", "Marco", "Giulia", "Paolo", "Sara", "Luca", "Elena", "Dario")
_LAST = ("Rossi", "Bianchi", "Ferrari", "Colombo", "Ricci", "Greco", "Villa", "Fontana")
_TOWNS = ("Milano", "Sesto San Giovanni", "Rho", "Cinisello Balsamo", "Monza")
_SIZES = ("micro", "micro", "small", "small", "medium", "large")
#: Five years of work.
DAYS = 1_825
#: The check digit of an Italian VAT number (DOMAIN.md: 11 digits, Luhn).
_VAT = """
CREATE OR REPLACE FUNCTION pg_temp.vat(number bigint) RETURNS text LANGUAGE sql AS $$
    WITH digits AS (
        SELECT k, substr(lpad(number::text, 7, '0') || '015', k, 1)::int AS digit
          FROM generate_series(1, 10) k
    ), total AS (
        SELECT sum(CASE WHEN k % 2 = 1 THEN digit
                        ELSE 2 * digit - CASE WHEN digit > 4 THEN 9 ELSE 0 END END) AS value
          FROM digits
    )
    SELECT lpad(number::text, 7, '0') || '015' || (10 - value % 10) % 10 FROM total
$$
"""


class Employers:
    """Writes what belongs to organisations.

    :param rows: a `Rows`
    :param office: an `Office`
    """

    def __init__(self, rows, office, size):
        self.rows, self.office, self.size = rows, office, size

    def fill(self):
        """Write all of it.

        :return: self, with the `Span` of each kind
        """
        self.partners = self._partners()
        self.contacts = self._contacts()
        self.organisations = self._organisations()
        self.scoutings = self._scoutings()
        self.agreements = self._agreements()
        return self

    def officer(self, number):
        """:return: the officer of the organisation with this number from 1"""
        return f"({array(self.office.officers)})[1 + ({number}) % {len(self.office.officers)}]"

    def team(self, number):
        """:return: the team of that officer: members are dealt out in the same order"""
        officers, teams = len(self.office.officers), len(self.office.teams)
        return f"({array(self.office.teams)})[1 + ({number}) % {officers} % {teams}]"

    def employer(self, number):
        """:return: the id of the organisation with this number from 1, going round"""
        return self.organisations.at(f"{number} - 1")

    def contact(self, number):
        """:return: the id of its contact person"""
        return self.contacts.at(f"{number} - 1")

    def around(self, number):
        """:return: the number from 1 of the organisation that a number stands for"""
        return f"(1 + ({number} - 1) % {self.size.organisations})"

    def _partners(self):
        name = _name("i")
        return self.rows.insert(
            "res.partner",
            self.size.organisations,
            name=name,
            complete_name=name,
            commercial_company_name=name,
            commercial_partner_id=self._next_id("res_partner"),
            is_company="TRUE",
            is_employer="TRUE",
            partner_share="TRUE",
            type="'contact'",
            lang="'en_US'",
            street="'Via del Lavoro ' || i % 200",
            zip="'20100'",
            city=one_of(_TOWNS, spread("i", 3, 97)),
            country_id=str(self.office.country),
            phone="'+3902' || 10000000 + i",
            phone_sanitized="'+3902' || 10000000 + i",
            email="'info@azienda' || i || '.example'",
            email_normalized="'info@azienda' || i || '.example'",
        )

    def _next_id(self, table):
        """:return: the id that row `i` is about to get: a company is its own commercial entity"""
        ((last,),) = self.rows.fetch(f"SELECT last_value FROM {table}_id_seq")
        return f"{last} + i"

    def _contacts(self):
        name = f"{one_of(_FIRST, spread('i', 4, 97))} || ' ' || {one_of(_LAST, spread('i', 5, 97))}"
        return self.rows.insert(
            "res.partner",
            self.size.organisations,
            name=name,
            complete_name=f"{_name('i')} || ', ' || {name}",
            commercial_company_name=_name("i"),
            parent_id=self.partners.at("i - 1"),
            commercial_partner_id=self.partners.at("i - 1"),
            is_company="FALSE",
            partner_share="TRUE",
            type="'contact'",
            lang="'en_US'",
            phone="'+39333' || 1000000 + i",
            phone_sanitized="'+39333' || 1000000 + i",
            email="'persona@azienda' || i || '.example'",
            email_normalized="'persona@azienda' || i || '.example'",
        )

    def _organisations(self):
        self.rows.run(_VAT)
        return self.rows.insert(
            "employer.organisation",
            self.size.organisations,
            partner_id=self.partners.at("i - 1"),
            main_contact_id=self.contacts.at("i - 1"),
            name=_name("i"),
            city=one_of(_TOWNS, spread("i", 3, 97)),
            vat_number="pg_temp.vat(i)",
            fiscal_code="pg_temp.vat(i)",
            size_class=one_of(_SIZES, spread("i", 6, 97)),
            user_id=self.officer("i"),
            team_id=self.team("i"),
            next_step=f"CASE WHEN {_has_step('i')} THEN 'Call' END",
            next_step_date=f"CASE WHEN {_has_step('i')} THEN {_near('i')} END",
            create_date=f"CURRENT_DATE - {DAYS} - {spread('i', 8, 300)}",
        )

    def _scoutings(self):
        """A quarter open, a third won, the rest lost; of each organisation in turn."""
        number = self.around("i")
        stages = self.rows.env["employer.scouting.stage"].search([("kind", "=", "open")])
        underway = one_of(stages.mapped("code"), spread("i", 11, 97))
        code = (
            f"CASE WHEN {spread('i', 10, 100)} < 25 THEN {underway} "
            f"WHEN {spread('i', 10, 100)} < 55 THEN 'won' ELSE 'lost' END"
        )
        since = f"CURRENT_DATE - {spread('i', 12, DAYS)}"
        reasons = self.rows.env["employer.lost.reason"].search([], order="id").ids
        return self.rows.insert(
            "employer.scouting",
            self.size.scoutings,
            source=f"""(
                SELECT s.i, stage.id AS stage_id, stage.kind AS kind
                  FROM (SELECT i, {code} AS code FROM {series(self.size.scoutings)}) s
                  JOIN employer_scouting_stage stage ON stage.code = s.code
                 ORDER BY s.i
            ) s""",
            name=_name(number),
            employer_id=self.employer(number),
            contact_id=self.contact(number),
            stage_id="stage_id",
            stage_kind="kind",
            stage_since=since,
            closed_date=f"CASE WHEN kind != 'open' THEN {since} END",
            lost_reason_id=f"CASE WHEN kind = 'lost' THEN {one_of(reasons, 'i')} END",
            user_id=self.officer(number),
            team_id=self.team(number),
            company_id=str(self.office.company),
            expected_positions=spread("i", 13, 4),
            next_step="CASE WHEN kind = 'open' THEN 'Call again' END",
            next_step_date=f"CASE WHEN kind = 'open' THEN {_near('i')} END",
            create_date=f"{since} - 20",
        )

    def _agreements(self):
        """Every third organisation has one, in force over all those years."""
        kind = self.rows.env.ref("employer_engagement.employer_agreement_type_internship").id
        start = f"CURRENT_DATE - {DAYS + 60}"
        return self.rows.insert(
            "employer.agreement",
            -(-self.size.organisations // 3),
            name="'CONV/' || 10000 + i",
            agreement_type_id=str(kind),
            state="'active'",
            employer_id=self.employer("(3 * i - 2)"),
            contact_id=self.contact("(3 * i - 2)"),
            user_id=self.officer("3 * i - 2"),
            team_id=self.team("3 * i - 2"),
            start_date=start,
            signature_date=start,
            end_date=f"CURRENT_DATE + {spread('i', 14, 400)}",
            create_date=f"{start} - 30",
        )

    def agreement(self, number):
        """:return: the id of the agreement of an organisation, NULL where it has none"""
        return f"CASE WHEN {number} % 3 = 1 THEN {self.agreements.at(f'({number} - 1) / 3')} END"


def _name(number):
    kind = one_of(_KINDS, spread(number, 1, 97))
    return f"{kind} || ' ' || {one_of(_WORDS, spread(number, 2, 97))} || ' ' || {number}"


def _has_step(number):
    return f"{spread(number, 7, 10)} < 3"


def _near(number):
    """:return: a day of last week or of the next three"""
    return f"CURRENT_DATE - 7 + ({spread(number, 9, 28)})::int"
