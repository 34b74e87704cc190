"""As many rows for each list page of the portal, and as many tasks for Odoo's own page.

An organisation in an office of its own, company and partner at once, with one person on the portal
who sees all of it: so an office with few rows and one with many stand beside each other.
"""

from .rows import array, one_of, series

PASSWORD = "bench-portal"
#: Persons on a list.
_LIST = 5
_ANSWERS = ("new", "taken_on", "not_now", "elsewhere")
_TEXT = "'Packs parcels, reads labels, moves pallets; evenings and Saturdays.'"
_CONTRACT = {"start_date": "CURRENT_DATE - 20", "create_date": "CURRENT_DATE - 30"}


class PortalRows:
    """Writes what one person on the portal sees.

    :param rows: a `Rows`
    :param count: how many rows each page has
    """

    def __init__(self, rows, count):
        self.rows, self.env, self.count = rows, rows.env, count
        self.login = f"bench_portal_{count}_{self.env.cr.now().date()}"

    def fill(self):
        """Write all of it once a day: its days look back and ahead from today.

        :return: the login of the person, whose word is `PASSWORD`
        """
        if not self.env["res.users"].search_count([("login", "=", self.login)]):
            self._who()
            self._company()
            self._partner()
            self._tasks()
            self.rows.compute_left()
        return self.login

    def _who(self):
        """Make the office, the organisation, its person and the others who act for it."""
        env = self.env
        name = f"Portal {self.login}"
        self.office = env["res.company"].create({"name": f"Office of {name}"})
        company = env["res.partner"].create({"name": name, "is_company": True})
        self.person = env["res.partner"].create({"name": f"Person of {name}"})
        self.employer = env["employer.organisation"].create(
            {
                "partner_id": company.id,
                "company_id": self.office.id,
                "is_employer": True,
                "is_partner_organisation": True,
            }
        )
        self.user = env["res.users"].create(
            {
                "login": self.login,
                "password": PASSWORD,
                "partner_id": self.person.id,
                "company_id": self.office.id,
                "company_ids": [(6, 0, self.office.ids)],
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            }
        )
        env["employer.portal.member"].create(
            {
                "employer_id": self.employer.id,
                "partner_id": self.person.id,
                "name": self.person.name,
                "role": "admin",
            }
        )
        env.flush_all()
        persons = env["employer.candidate"].search([], limit=self.count, order="id")
        self.persons = persons.ids
        self.officer = env["res.users"].search([("login", "=", "bench_1")]).id
        self.own = {"company_id": str(self.office.id), "user_id": str(self.officer)}
        self._colleagues()

    def _colleagues(self):
        """The others, with an account each."""
        count = self.count - 1
        login = f"'{self.login}_' || i"
        partners = self.rows.insert(
            "res.partner",
            count,
            name=login,
            complete_name=login,
            email=f"{login} || '@example.org'",
            partner_share="TRUE",
            type="'contact'",
            lang="'en_US'",
        )
        users = self.rows.insert(
            "res.users",
            count,
            login=login,
            partner_id=partners.at("i - 1"),
            company_id=str(self.office.id),
            active="TRUE",
            share="TRUE",
            notification_type="'email'",
        )
        for field, record in (
            ("company_ids", self.office),
            ("group_ids", self.env.ref("base.group_portal")),
        ):
            self.rows.link("res.users", field, series(count), users.at("i - 1"), str(record.id))
        self.rows.insert(
            "employer.portal.member",
            count,
            employer_id=str(self.employer.id),
            partner_id=partners.at("i - 1"),
            name=login,
            role="'colleague'",
            company_id=str(self.office.id),
        )

    # ---- the company's side

    def _company(self):
        self._vacancies()
        self._lists()
        self._internships()
        self._agreements()
        self._workshops()
        self._guides()

    def _vacancies(self):
        stage = self.env["employer.vacancy.stage"].search([("kind", "=", "open")], limit=1)
        occupations = self.env["employer.occupation"].search([("level", "=", 2)], limit=20).ids
        self.vacancies = self.rows.insert(
            "employer.vacancy",
            self.count,
            reference=f"'POS/P{self.office.id}/' || i",
            name="'Warehouse worker ' || i",
            kind="'internship_to_job'",
            stage_id=str(stage.id),
            stage_kind="'open'",
            stage_since="CURRENT_DATE - 20",
            opened_date="CURRENT_DATE - 20",
            employer_id=str(self.employer.id),
            contact_id=str(self.person.id),
            occupation_id=one_of(occupations, "i"),
            positions="1 + i % 4",
            contract_family="'fixed_term'",
            weekly_hours="30",
            pay_from="1200",
            pay_to="1400",
            place="'Milano'",
            deadline_date="CURRENT_DATE + 20",
            **{**self.own, **_CONTRACT, "start_date": "CURRENT_DATE + 30"},
        )

    def _lists(self):
        """A list of five a vacancy, sent; on every eighth an interview is fixed."""
        lists = self.rows.insert(
            "employer.preselection",
            self.count,
            name=f"'ROSA/P{self.office.id}/' || i",
            vacancy_id=self.vacancies.at("i - 1"),
            employer_id=str(self.employer.id),
            contact_id=str(self.person.id),
            round="1",
            state="'sent'",
            sent_date="CURRENT_DATE - 5",
            answer_due_date="CURRENT_DATE + 2",
            **self.own,
        )
        number = f"(i - 1) / {_LIST}"
        has_interview = f"i % {8 * _LIST} = 0"
        state = f"CASE WHEN {has_interview} THEN 'interview' ELSE 'sent' END"
        self.candidacies = self.rows.insert(
            "employer.candidacy",
            self.count * _LIST,
            preselection_id=lists.at(number),
            vacancy_id=self.vacancies.at(number),
            employer_id=str(self.employer.id),
            candidate_id=one_of(self.persons, f"{number} + i"),
            origin="'staff'",
            rank="10",
            state=state,
            last_state=state,
            interview_date=f"CASE WHEN {has_interview} THEN CURRENT_DATE + 3 END",
            company_answer=f"CASE WHEN {has_interview} THEN 'meet' END",
            company_id=str(self.office.id),
        )

    def _internships(self):
        """Running ones, each with a month that waits for the host's word."""
        scheme = self.env.ref("employer_engagement.employer_internship_scheme_city")
        ends = "CURRENT_DATE + 60"
        internships = self.rows.insert(
            "employer.internship",
            self.count,
            name=f"'TIR/P{self.office.id}/' || i",
            scheme_id=str(scheme.id),
            state="'running'",
            tutor_id=str(self.officer),
            candidate_id=one_of(self.persons, "i"),
            vacancy_id=self.vacancies.at("i - 1"),
            employer_id=str(self.employer.id),
            no_candidacy_reason="'The host knew them'",
            months="3",
            start_date="CURRENT_DATE - 70",
            base_end_date=ends,
            planned_end_date=ends,
            **self.own,
        )
        first = "(date_trunc('month', CURRENT_DATE) - interval '1 month')::date"
        self.rows.insert(
            "employer.internship.month",
            self.count,
            internship_id=internships.at("i - 1"),
            candidate_id=one_of(self.persons, "i"),
            employer_id=str(self.employer.id),
            tutor_id=str(self.officer),
            company_id=str(self.office.id),
            month=first,
            first_date=first,
            last_date="date_trunc('month', CURRENT_DATE)::date - 1",
            state="'open'",
        )

    def _agreements(self):
        """Three in force for each that waits for the signature; each with its text."""
        kind = self.env.ref("employer_engagement.employer_agreement_type_internship").id
        agreements = self.rows.insert(
            "employer.agreement",
            self.count,
            name=f"'CONV/P{self.office.id}/' || i",
            title="'Agreement ' || i",
            agreement_type_id=str(kind),
            state="CASE WHEN i % 4 = 0 THEN 'to_sign' ELSE 'active' END",
            employer_id=str(self.employer.id),
            contact_id=str(self.person.id),
            end_date="CURRENT_DATE + 100 + i::int",
            **{**self.own, **_CONTRACT},
        )
        files = [{"name": "text.pdf", "raw": b"%PDF-"}] * self.count
        texts = self.env["ir.attachment"].create(files).ids
        self.env.flush_all()
        self.rows.insert(
            "employer.agreement.document",
            self.count,
            name="'text.pdf'",
            agreement_id=agreements.at("i - 1"),
            company_id=str(self.office.id),
            kind="'original'",
            version="1",
            attachment_id=one_of(texts, "i"),
            sha256="md5(i::text)",
        )

    def _workshops(self):
        """To come, with limited seats; somebody of the organisation is invited to each."""
        begins = "date_trunc('day', now() AT TIME ZONE 'UTC') + (5 + i) * interval '1 day'"
        events = self.rows.insert(
            "event.event",
            self.count,
            name="jsonb_build_object('en_US', 'Workshop ' || i)",
            engagement_kind="'workshop'",
            is_open_to_companies="TRUE",
            date_begin=begins,
            date_end=f"{begins} + interval '2 hours'",
            date_tz="'Europe/Rome'",
            address_id=str(self.office.partner_id.id),
            seats_limited="TRUE",
            seats_max="30",
            **self.own,
        )
        self.rows.insert(
            "event.registration",
            self.count,
            event_id=events.at("i - 1"),
            employer_id=str(self.employer.id),
            partner_id=str(self.person.id),
            name="'Invited ' || i",
            email="'invited' || i || '@example.org'",
            barcode=f"'P{self.office.id}-' || i",
            state="CASE WHEN i % 2 = 0 THEN 'draft' ELSE 'open' END",
            is_to_call="FALSE",
            company_id=str(self.office.id),
        )

    def _guides(self):
        self.rows.insert(
            "employer.guide",
            self.count,
            name="'Information sheet ' || i",
            code=f"'bench-{self.office.id}-' || i",
            subject=one_of(("permit", "internship", "notice"), "i"),
            audience="'employer'",
            language_id=str(self.env.ref("employer_engagement.employer_language_en").id),
            state="'verified'",
            verified_date="CURRENT_DATE - 10",
            review_date="CURRENT_DATE + 100",
            company_id=str(self.office.id),
        )

    # ---- the partner's side

    def _partner(self):
        referrals = self._referrals()
        own = {
            "organisation_id": str(self.employer.id),
            "vacancy_id": self.vacancies.at("i - 1"),
            "company_id": str(self.office.id),
        }
        openings = self.rows.insert(
            "employer.dispatch",
            self.count,
            contact_id=str(self.person.id),
            places="3",
            words=_TEXT,
            state="'sent'",
            sent_date="CURRENT_DATE - 3",
            deadline_date="CURRENT_DATE + 7",
            user_id=str(self.officer),
            **own,
        )
        accepted = "i % 2 = 0"
        candidacy = self.candidacies.at(f"(i - 1) * {_LIST}")
        self.rows.insert(
            "employer.proposal",
            self.count,
            dispatch_id=openings.at("i - 1"),
            referral_id=referrals.at("i - 1"),
            candidate_id=one_of(self.persons, "i"),
            candidacy_id=f"CASE WHEN {accepted} THEN {candidacy} END",
            state=f"CASE WHEN {accepted} THEN 'accepted' ELSE 'new' END",
            settled_date=f"CASE WHEN {accepted} THEN CURRENT_DATE END",
            proposed_date="CURRENT_DATE - 1",
            **own,
        )

    def _referrals(self):
        referrals = self.rows.insert(
            "employer.referral",
            self.count,
            name=f"'SEG/P{self.office.id}/' || i",
            organisation_id=str(self.employer.id),
            contact_id=str(self.person.id),
            received_at="now() AT TIME ZONE 'UTC' - i * interval '1 hour'",
            state=one_of(_ANSWERS, "i"),
            tutor_id=f"CASE WHEN i % {len(_ANSWERS)} = 1 THEN {self.officer} END",
            answered_date=f"CASE WHEN i % {len(_ANSWERS)} > 0 THEN CURRENT_DATE END",
            form_key="gen_random_uuid()::text",
            company_id=str(self.office.id),
        )
        self.rows.insert(
            "employer.referral.identity",
            self.count,
            referral_id=referrals.at("i - 1"),
            first_name="'Amina'",
            last_name="'Diallo ' || i",
            wanted=_TEXT,
            consent_date="CURRENT_DATE - 5",
            company_id=str(self.office.id),
        )
        return referrals

    # ---- Odoo's own page

    def _tasks(self):
        """Tasks the person follows, with an assignee, stage, day and priority."""
        project = self.env["project.project"].create(
            {
                "name": f"Project of {self.login}",
                "company_id": self.office.id,
                "privacy_visibility": "portal",
                "type_ids": [(0, 0, {"name": "Doing"})],
            }
        )
        project.message_subscribe(self.person.ids)
        self.env.flush_all()
        officers = self.env["res.users"].search([("login", "=like", "bench\\__")], order="id").ids
        tasks = self.rows.insert(
            "project.task",
            self.count,
            name="'Warehouse work ' || i",
            project_id=str(project.id),
            stage_id=str(project.type_ids[:1].id),
            company_id=str(self.office.id),
            partner_id=str(self.person.id),
            state="'01_in_progress'",
            priority="(i % 2)::text",
            date_deadline="now() AT TIME ZONE 'UTC' + i * interval '1 day'",
            create_date="CURRENT_DATE - 30",
        )
        self.rows.link(
            "project.task",
            "user_ids",
            series(self.count),
            tasks.at("i - 1"),
            f"({array(officers)})[1 + i % {len(officers)}]",
        )
        self.env["project.task"].browse(tasks.ids).message_subscribe(self.person.ids)
