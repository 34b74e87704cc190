"""Vacancies with what they ask for, their lists, and one million times one person on one list."""

from .employers import DAYS
from .rows import array, one_of, series, spread

_TITLES = ("Kitchen helper", "Warehouse worker", "Cleaner", "Baker", "Mechanic", "Room attendant")
_TASKS = ("Prepares the meals", "Moves the goods", "Reads the safety sheets", "Meets customers")
#: Persons on one list, and how many of them are reserves.
_LIST = 10
_RESERVES = 3
_EXITS = ("not_selected",) * 7 + ("withdrawn", "declined", "excluded")
_MET = ("interview", "selected", "in_internship", "hired")
_REQUIREMENTS = 6


class Chain:
    """Writes vacancies, lists and candidacies.

    :param rows: a `Rows`
    :param employers: an `Employers`
    :param people: a `People`
    """

    def __init__(self, rows, office, employers, people, size):
        self.rows, self.office, self.size = rows, office, size
        self.employers, self.people = employers, people

    def fill(self):
        """Write all of it.

        :return: self, with the `Span` of each kind
        """
        self.vacancies = self._vacancies()
        self._requirements()
        self.lists = self._lists()
        self.candidacies = self._candidacies()
        return self

    def _vacancies(self):
        """Of a hundred 3 needs, 5 open, 4 in selection, 50 filled and 38 closed."""
        number = self.employers.around("i")
        return self.rows.insert(
            "employer.vacancy",
            self.size.vacancies,
            source=f"""(
                SELECT v.*, stage.id AS stage_id, stage.kind AS kind
                  FROM ({_facts(self.size.vacancies)}) v
                  JOIN employer_vacancy_stage stage ON stage.code = v.code
                 ORDER BY v.i
            ) v""",
            reference="'POS/B/' || lpad(i::text, 6, '0')",
            name=one_of(_TITLES, spread("i", 60, 97)),
            kind=one_of(("internship", "internship", "internship_to_job", "job"), "i"),
            stage_id="stage_id",
            stage_kind="kind",
            stage_since="COALESCE(closed, opened, CURRENT_DATE - 10)",
            opened_date="opened",
            closed_date="closed",
            close_reason="CASE code WHEN 'filled' THEN 'filled_by_us' "
            f"WHEN 'closed' THEN {one_of(('filled_elsewhere', 'withdrawn', 'no_candidates'), 'i')}"
            " END",
            user_id=self.employers.officer(number),
            team_id=self.employers.team(number),
            company_id=str(self.office.company),
            employer_id=self.employers.employer(number),
            contact_id=self.employers.contact(number),
            agreement_id=self.employers.agreement(number),
            occupation_id=one_of(self.office.occupations, spread("i", 61, 997)),
            positions="positions",
            filled_count="CASE WHEN code = 'filled' THEN positions ELSE 0 END",
            contract_family=one_of(("fixed_term", "open_ended", "apprenticeship"), "i"),
            weekly_hours=f"20 + 5 * {spread('i', 62, 5)}",
            pay_from=f"800 + 100 * {spread('i', 63, 9)}",
            collective_agreement="'Pubblici esercizi'",
            place="'Milano'",
            start_date="COALESCE(opened, CURRENT_DATE) + 30",
            deadline_date="COALESCE(opened, CURRENT_DATE) + 20",
            create_date="COALESCE(opened, CURRENT_DATE - 10)",
        )

    def _requirements(self):
        """Two skills required and three preferred, and one language."""
        skill = one_of(self.office.skills, f"{spread('v', 64, 997)} + 7 * k")
        italian = self.rows.env.ref("employer_engagement.employer_language_it").id
        self.rows.insert(
            "employer.vacancy.requirement",
            self.size.vacancies * _REQUIREMENTS,
            source=f"""(
                SELECT i, (i - 1) / {_REQUIREMENTS} AS v, (i - 1) % {_REQUIREMENTS} AS k
                  FROM {series(self.size.vacancies * _REQUIREMENTS)}
            ) s""",
            vacancy_id=self.vacancies.at("v"),
            kind="CASE WHEN k < 5 THEN 'skill' ELSE 'language' END",
            necessity="CASE WHEN k IN (0, 1, 5) THEN 'required' ELSE 'preferred' END",
            skill_id=f"CASE WHEN k < 5 THEN {skill} END",
            language_id=f"CASE WHEN k = 5 THEN {italian} END",
            level=f"CASE WHEN k = 5 THEN {one_of(('a2', 'b1', 'b1', 'b2'), 'v')} END",
            task=one_of(_TASKS, "k"),
            company_id=str(self.office.company),
        )

    @property
    def _rounds(self):
        return self.size.candidacies_each // _LIST

    def _lists(self):
        """A list of ten for each round; of a filled or closed vacancy all are closed."""
        sent = "CASE WHEN state NOT IN ('draft', 'approved') THEN opened + 5 * r END"
        return self.rows.insert(
            "employer.preselection",
            self.size.vacancies * self._rounds,
            source=f"""(
                SELECT (v.i - 1) * {self._rounds} + r AS i, v.i AS v, r, opened,
                       CASE WHEN v.code IN ('need', 'open') THEN 'draft'
                            WHEN v.code = 'selection' AND r = {self._rounds} THEN 'sent'
                            WHEN v.code = 'selection' THEN 'answered'
                            ELSE 'closed' END AS state
                  FROM ({_facts(self.size.vacancies)}) v, generate_series(1, {self._rounds}) r
                 ORDER BY 1
            ) s""",
            name="'ROSA/B/' || lpad(i::text, 6, '0')",
            vacancy_id=self.vacancies.at("v - 1"),
            employer_id=self.employers.employer(self.employers.around("v")),
            contact_id=self.employers.contact(self.employers.around("v")),
            round="r",
            state="state",
            sent_date=sent,
            answer_due_date=f"{sent} + 7",
            answered_date="CASE WHEN state IN ('answered', 'closed') THEN opened + 5 * r + 6 END",
            user_id=self.employers.officer(self.employers.around("v")),
            team_id=self.employers.team(self.employers.around("v")),
            approved_by_id="CASE WHEN state != 'draft' THEN "
            f"{self.employers.officer(self.employers.around('v'))} END",
            company_id=str(self.office.company),
            create_date="COALESCE(opened, CURRENT_DATE - 10) + 5 * (r - 1)",
        )

    def _candidacies(self):
        """Ten persons a list, the last three in reserve; nobody twice for one vacancy."""
        sent = f"opened + 5 * (1 + k / {_LIST})"
        met = f"CASE WHEN last_state = ANY({array(_MET)}) THEN {sent} + 6 END"
        return self.rows.insert(
            "employer.candidacy",
            self.size.candidacies,
            source=self._candidacy_facts(),
            preselection_id=self.lists.at(f"(v - 1) * {self._rounds} + k / {_LIST}"),
            vacancy_id=self.vacancies.at("v - 1"),
            employer_id=self.employers.employer(self.employers.around("v")),
            candidate_id=self.people.person("p"),
            origin=one_of(("staff", "match", "match"), "i"),
            rank=f"10 * (1 + k % {_LIST})",
            is_reserve=f"k % {_LIST} >= {_LIST - _RESERVES}",
            state="state",
            last_state="last_state",
            exit_reason_id=self._exit_reason(),
            interview_date=f"CASE WHEN last_state = 'interview' THEN {met} END",
            met_date=met,
            company_id=str(self.office.company),
            create_date=f"COALESCE({sent} - 5, CURRENT_DATE - 10)",
        )

    def _candidacy_facts(self):
        """:return: rows with vacancy `v`, place `k` and person `p` from 0, states and day opened

        The step between the persons of a vacancy ends in 1, so it shares no factor with their
        number, a product of twos and fives: nobody comes twice.
        """
        each, persons = self.size.candidacies_each, self.size.persons
        number = f"((v.i - 1) * {each} + k + 1)"
        step = f"(1 + 10 * {spread('v.i', 66, 997)}::bigint)"
        return f"""(
            SELECT s.*, CASE state
                            WHEN 'excluded' THEN 'proposed'
                            WHEN 'withdrawn' THEN 'sent'
                            WHEN 'declined' THEN 'sent'
                            WHEN 'not_selected' THEN
                                 CASE WHEN {spread("i", 67, 10)} < 4 THEN 'interview'
                                      ELSE 'sent' END
                            ELSE state END AS last_state
              FROM (
                SELECT {number} AS i, v.i AS v, k, v.opened,
                       ({spread("v.i", 65, persons)} + k * {step})
                       % {persons} AS p,
                       {self._state(number)} AS state
                  FROM ({_facts(self.size.vacancies)}) v, generate_series(0, {each - 1}) k
                 ORDER BY 1
              ) s
        ) s"""

    def _state(self, number):
        """:return: the state that follows from the vacancy: who filled it stands first"""
        last = f"k / {_LIST} = {self._rounds - 1}"
        return f"""
            CASE WHEN v.code IN ('need', 'open') THEN 'proposed'
                 WHEN v.code = 'selection' AND {last} THEN
                      CASE WHEN k % {_LIST} < 2 THEN 'interview'
                           WHEN k % {_LIST} < {_LIST - _RESERVES} THEN 'sent'
                           ELSE 'approved' END
                 WHEN v.code = 'filled' AND k < v.positions THEN
                      CASE WHEN {spread(number, 68, 10)} < 6 THEN 'in_internship'
                           ELSE 'hired' END
                 ELSE {one_of(_EXITS, spread(number, 69, 997))} END"""

    def _exit_reason(self):
        """:return: a reason of the vocabulary that fits the exit, none for who is still in"""
        reasons = self.rows.env["employer.exit.reason"].search([], order="id")
        cases = [
            f"WHEN '{state}' THEN {one_of(found.ids, 'i')}"
            for state, found in reasons.filtered("exit_state").grouped("exit_state").items()
        ]
        return f"CASE state {' '.join(cases)} END"


def _facts(vacancies):
    """:return: a query of each vacancy `i`: code of its stage, positions, days opened, closed"""
    return f"""
        SELECT i, code, 1 + {spread("i", 51, 4)} AS positions, opened,
               CASE WHEN code IN ('filled', 'closed')
                    THEN opened + 25 + {spread("i", 52, 50)} END AS closed
          FROM (
            SELECT i, code,
                   CASE code WHEN 'need' THEN NULL
                             WHEN 'open' THEN CURRENT_DATE - {spread("i", 53, 60)}
                             WHEN 'selection' THEN CURRENT_DATE - 40 - {spread("i", 53, 30)}
                             ELSE CURRENT_DATE - 100 - {spread("i", 53, DAYS - 100)} END AS opened
              FROM (
                SELECT i, CASE WHEN bucket < 3 THEN 'need' WHEN bucket < 8 THEN 'open'
                               WHEN bucket < 12 THEN 'selection' WHEN bucket < 62 THEN 'filled'
                               ELSE 'closed' END AS code
                  FROM (SELECT i, {spread("i", 50, 100)} AS bucket FROM {series(vacancies)}) a
              ) b
          ) c"""
