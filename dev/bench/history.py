"""What came of it: internships, hires with their contracts and follow-ups, contacts, milestones."""

from .employers import DAYS
from .rows import array, one_of, series, spread

_CHANNELS = ("phone", "phone", "phone", "mail", "visit", "video", "whatsapp")
_OUTCOMES = ("reached", "interested", "not_interested", "call_back", "no_answer", "no_answer")
_ANSWERED = ("reached", "interested", "not_interested", "call_back")
_FOLLOW_UPS = (30, 90, 180, 365)
#: Model; where it began and where it stands; on which day it got there.
_MILESTONES = (
    ("employer.scouting", "'new'", "g.code", "t.stage_since"),
    (
        "employer.vacancy",
        "CASE g.code WHEN 'need' THEN 'need' ELSE 'open' END",
        "g.code",
        "COALESCE(t.closed_date, t.stage_since)",
    ),
    ("employer.agreement", "'draft'", "t.state", "t.signature_date"),
    ("employer.preselection", "'draft'", "t.state", "COALESCE(t.answered_date, t.sent_date)"),
    ("employer.candidacy", "'proposed'", "t.state", "COALESCE(t.met_date, t.create_date + '12 d')"),
    ("employer.internship", "'draft'", "t.state", "COALESCE(t.actual_end_date, t.start_date)"),
)


class History:
    """Writes what came of the candidacies.

    :param chain: a `Chain`
    """

    def __init__(self, rows, office, chain, size):
        self.rows, self.office, self.size, self.chain = rows, office, size, chain
        self.employers, self.people = chain.employers, chain.people

    def fill(self):
        """Write all of it.

        :return: self, with the `Span` of internships and hires
        """
        self._number_filled()
        self.internships = self._internships()
        self.hires = self._hires()
        self._followups()
        self._interactions()
        self._milestones()
        return self

    def _number_filled(self):
        """Number those who filled a position; three in four of the hired were there before.

        Who begins an internship is numbered by `j`, up to as many internships as there are.
        """
        candidacies = self.chain.candidacies
        self.rows.run("DROP TABLE IF EXISTS pg_temp.bench_filled")
        self.rows.run(
            f"""
            CREATE TEMP TABLE bench_filled AS
            SELECT *, CASE WHEN intern THEN row_number() OVER (PARTITION BY intern ORDER BY id) END
                      AS j
              FROM (
                SELECT c.id, c.candidate_id, c.employer_id, c.vacancy_id, c.state,
                       v.user_id, v.team_id, v.occupation_id, v.agreement_id,
                       c.state = 'in_internship' OR {spread("c.id", 80, 4)} < 3 AS intern,
                       date_trunc('month', v.opened_date)::date + 32 + {spread("c.id", 81, 25)}
                       AS start
                  FROM employer_candidacy c JOIN employer_vacancy v ON v.id = c.vacancy_id
                 WHERE c.id BETWEEN {candidacies.first} AND {candidacies.ids[-1]}
                   AND c.state IN ('in_internship', 'hired')
              ) filled
            """
        )
        self.rows.run("ANALYZE bench_filled")

    def _internships(self):
        """Those from a list, then some that came without one; three months each."""
        scheme = self.rows.env.ref("employer_engagement.employer_internship_scheme_city")
        early = "state = 'ended' AND last_day < planned"
        notice = self._notice_days()
        communicated = f"CASE WHEN {early} THEN last_day + {notice} END"
        return self.rows.insert(
            "employer.internship",
            self.size.internships,
            source=self._internship_facts(),
            name="'TIR/B/' || lpad(i::text, 6, '0')",
            scheme_id=str(scheme.id),
            state="state",
            user_id="user_id",
            tutor_id=self.employers.officer("i"),
            team_id="team_id",
            company_id=str(self.office.company),
            candidacy_id="candidacy_id",
            no_candidacy_reason="CASE WHEN candidacy_id IS NULL THEN 'The host knew them' END",
            candidate_id="candidate_id",
            vacancy_id="vacancy_id",
            employer_id="employer_id",
            agreement_id="agreement_id",
            occupation_id="occupation_id",
            months="3",
            start_date="start",
            actual_end_date="last_day",
            base_end_date="planned",
            planned_end_date="planned",
            monthly_allowance=str(scheme.minimum_allowance or 600),
            end_kind=f"CASE WHEN {early} THEN CASE WHEN is_hired THEN 'early_hired' "
            "ELSE 'early_person' END WHEN state = 'ended' THEN 'term' END",
            outcome="CASE WHEN is_hired THEN 'hired' WHEN state = 'running' THEN 'unknown' "
            f"ELSE {one_of(('not_hired', 'not_hired', 'unknown'), 'i')} END",
            plan_signed_person_date="start - 5",
            plan_signed_host_date="start - 4",
            plan_signed_centre_date="start - 3",
            insurance_inail="TRUE",
            insurance_liability="TRUE",
            communication_due_date="start - 1",
            communication_date="start - 2",
            is_communication_late="FALSE",
            end_communication_due_date=communicated,
            end_communication_date=communicated,
            is_end_communication_late="FALSE",
            create_date="start - 15",
        )

    def _notice_days(self):
        """:return: the days that rule R9 gives for the notice of an early end"""
        today = self.rows.env.cr.now().date()
        return int(self.rows.env["employer.internship"]._rule_number("R9", "other_days", today))

    def _internship_facts(self):
        """:return: rows with the parties, first, planned and last day, and the state"""
        begun = self._internships_begun()
        return f"""(
            SELECT *, CASE WHEN last_day IS NULL THEN 'running' ELSE 'ended' END AS state
              FROM (
                SELECT *, CASE WHEN is_hired AND planned >= CURRENT_DATE THEN start + 40
                               WHEN {spread("i", 82, 4)} = 0 AND start + 45 < CURRENT_DATE
                               THEN start + 40
                               WHEN planned < CURRENT_DATE THEN planned END AS last_day
                  FROM (
                    SELECT *, (start + interval '3 months' - interval '1 day')::date AS planned
                      FROM ({begun}) a
                  ) b
              ) c
        ) s"""

    def _internships_begun(self):
        """:return: a query of the parties and the first day; those of a list come first"""
        person = self.people.person(spread("s.i", 83, self.size.persons))
        employer = self.employers.employer(self.employers.around("s.i"))
        return f"""
            SELECT s.i, f.id AS candidacy_id, f.vacancy_id, f.state = 'hired' AS is_hired,
                   COALESCE(f.candidate_id, {person}) AS candidate_id,
                   COALESCE(f.employer_id, {employer}) AS employer_id,
                   COALESCE(f.user_id, {self.employers.officer("s.i")}) AS user_id,
                   COALESCE(f.team_id, {self.employers.team("s.i")}) AS team_id,
                   COALESCE(f.start, s.first_day) AS start, f.agreement_id, f.occupation_id
              FROM (
                SELECT i, date_trunc('month', CURRENT_DATE - 100 - {spread("i", 84, DAYS - 100)})
                          ::date + {spread("i", 85, 28)} AS first_day
                  FROM {series(self.size.internships)}
              ) s
              LEFT JOIN bench_filled f ON f.j = s.i AND f.intern
             ORDER BY s.i"""

    def _hires(self):
        """Who is hired, once for a person and an employer, with one contract each."""
        source = f"""(
            SELECT row_number() OVER (ORDER BY candidacy_id) AS i, h.* FROM (
                SELECT DISTINCT ON (f.candidate_id, f.employer_id)
                       f.id AS candidacy_id, f.candidate_id, f.employer_id, f.vacancy_id, f.user_id,
                       f.team_id, n.id AS internship_id,
                       COALESCE(n.actual_end_date + 5, f.start) AS start,
                       {spread("f.id", 86, 10)} < 4 AS is_open_ended
                  FROM bench_filled f
                  LEFT JOIN employer_internship n ON n.candidacy_id = f.id
                 WHERE f.state = 'hired' AND (n.id IS NULL OR n.state = 'ended')
                 ORDER BY f.candidate_id, f.employer_id, f.id
            ) h
        ) h"""
        ((count,),) = self.rows.fetch(f"SELECT count(*) FROM {source}")
        end = "CASE WHEN NOT is_open_ended THEN start + 179 END"
        family = "CASE WHEN is_open_ended THEN 'open_ended' ELSE 'fixed_term' END"
        hires = self.rows.insert(
            "employer.hire",
            count,
            source=source,
            name="'ASS/B/' || lpad(i::text, 6, '0')",
            employer_id="employer_id",
            candidate_id="candidate_id",
            origin="CASE WHEN internship_id IS NULL THEN 'direct' ELSE 'internship_here' END",
            candidacy_id="candidacy_id",
            internship_id="internship_id",
            internship_choice_reason="'As the employer says'",
            vacancy_id="vacancy_id",
            user_id="user_id",
            team_id="team_id",
            company_id=str(self.office.company),
            known_date="start + 3",
            contract_count="1",
            start_date="start",
            end_date=end,
            contract_family=family,
            last_contract_family=family,
            create_date="start + 3",
        )
        self.rows.insert(
            "employer.hire.contract",
            count,
            source=source,
            hire_id=hires.at("i - 1"),
            kind="'first'",
            family=family,
            start_date="start",
            end_date=end,
            weekly_hours="30",
            company_id=str(self.office.company),
        )
        return hires

    def _followups(self):
        """Nine in ten of those that are due were done."""
        count = self.hires.count * len(_FOLLOW_UPS)
        due = "(h.start_date + s.days)"
        done = f"{due} <= CURRENT_DATE - 10 AND {spread('s.i', 87, 10)} < 9"
        answer = one_of(("same_employer", "same_employer", "other_employer", "not_working"), "i")
        self.rows.insert(
            "employer.followup",
            count,
            source=f"""(
                SELECT s.i, s.days, h.id AS hire_id, h.candidate_id, h.employer_id, h.user_id,
                       h.team_id, {due} AS due, {done} AS is_done
                  FROM (SELECT i, ({array(_FOLLOW_UPS).replace("'", "")}::int[])
                                  [1 + (i - 1) % {len(_FOLLOW_UPS)}] AS days
                          FROM {series(count)}) s
                  JOIN employer_hire h ON h.id = {self.hires.at(f"(s.i - 1) / {len(_FOLLOW_UPS)}")}
                 ORDER BY s.i
            ) s""",
            hire_id="hire_id",
            candidate_id="candidate_id",
            employer_id="employer_id",
            days="days",
            due_date="due",
            state="CASE WHEN is_done THEN 'done' ELSE 'due' END",
            done_date="CASE WHEN is_done THEN due + 2 END",
            company_answer=f"CASE WHEN is_done THEN {answer} END",
            company_answer_date="CASE WHEN is_done THEN due + 2 END",
            user_id="user_id",
            team_id="team_id",
            company_id=str(self.office.company),
        )

    def _interactions(self):
        """Calls and visits; a tenth is about a person, whose team alone sees it."""
        number = self.employers.around("i")
        about = "i % 10 = 0"
        outcome = one_of(_OUTCOMES, spread("i", 88, 997))
        answered = f"{outcome} = ANY({array(_ANSWERED)})"
        direction = f"CASE WHEN {spread('i', 89, 5)} = 0 THEN 'in' ELSE 'out' END"
        scouting = f"{self.chain.employers.scoutings.at('i - 1')}"
        self.rows.insert(
            "employer.interaction",
            self.size.interactions,
            date=f"CURRENT_DATE - {spread('i', 90, DAYS)}",
            channel=one_of(_CHANNELS, spread("i", 91, 997)),
            direction=direction,
            outcome=outcome,
            is_attempt=f"{direction} = 'out'",
            is_contact=answered,
            minutes=f"5 * {spread('i', 92, 7)}",
            summary="'They will think about it'",
            employer_id=f"CASE WHEN NOT {about} THEN {self.employers.employer(number)} END",
            contact_id=f"CASE WHEN NOT {about} THEN {self.employers.contact(number)} END",
            candidate_id=f"CASE WHEN {about} THEN {self.people.person('i')} END",
            scouting_id=f"CASE WHEN NOT {about} AND i % 3 = 0 THEN {scouting} END",
            user_id=self.employers.officer(number),
            team_id=self.employers.team(number),
            company_id=str(self.office.company),
            create_date=f"CURRENT_DATE - {spread('i', 90, DAYS)}",
        )

    def _milestones(self):
        """Where each record began, and where it stands now when that is somewhere else."""
        for model, begun, key, day in _MILESTONES:
            table = self.rows.env[model]._table
            stage = f"JOIN {table}_stage g ON g.id = t.stage_id" if key == "g.code" else ""
            facts = f"""(
                SELECT t.id, t.company_id, {begun} AS begun, {key} AS key,
                       t.create_date::date AS began, ({day})::date AS day FROM {table} t {stage}
            ) m"""
            self._milestones_of(model, facts, "m.begun", "m.began")
            self._milestones_of(model, f"{facts} WHERE key != begun", "m.key", "m.day")

    def _milestones_of(self, model, source, key, day):
        source = f"(SELECT row_number() OVER (ORDER BY m.id) AS i, m.* FROM {source}) m"
        ((count,),) = self.rows.fetch(f"SELECT count(*) FROM {source}")
        self.rows.insert(
            "employer.milestone",
            count,
            source=source,
            res_model=f"'{model}'",
            res_id="m.id",
            milestone=key,
            date=day,
            recorded_at=f"{day} + time '12:00'",
            user_id=str(self.rows.env.uid),
            company_id="m.company_id",
        )
