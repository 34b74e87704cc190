# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64encode

from odoo.fields import Command
from odoo.tools import SQL

from .common import ROLES, EngagementCase

SEEN_BY = [role for role in ROLES if role != "employee"]


class AccessChain(EngagementCase):
    """One record of every model for three owners: the own team, another team, another office.

    *Own* is the first officer's and the first tutor's, *team* the second ones' in the same
    office. States that open a name (selected, running) are set in SQL: rights are under test
    here, not the guards on the way.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_tutor = cls._user("other_tutor", ROLES["tutor"], cls.other_office)
        cls.env["employer.rule"].search([("active", "=", True)]).level = "off"
        cls.vocabularies = cls._vocabularies()
        team_3 = cls.env["employer.team"].create(
            {
                "name": "Elsewhere",
                "company_id": cls.other_office.id,
                "member_ids": cls.other_tutor.ids,
            }
        )
        owners = {
            "own": (cls.team, cls.users["officer"], cls.users["tutor"]),
            "team": (cls.team_2, cls.officer_2, cls.tutor_2),
            "office": (team_3, cls.other_officer, cls.other_tutor),
        }
        cls.records = {owner: cls._chain(*who) for owner, who in owners.items()}
        for owner, (_team, officer, _tutor) in owners.items():
            cls.records[owner]["employer.today"] = cls.env["employer.today"].search(
                [("user_id", "=", officer.id)], limit=1
            )
            cls._add_facts(cls.records[owner])
        cls._open_everything()

    @classmethod
    def _vocabularies(cls):
        """Return one record of each model that all offices share."""
        samples = {
            "employer.agreement.type": {"name": "Matrix", "code": "matrix"},
            "employer.agreement.clause": {"name": "Matrix"},
            "employer.economic.activity": {"name": "Matrix", "code": "99", "level": "division"},
            "employer.exit.reason": {"name": "Matrix", "code": "matrix"},
            "employer.language": {"name": "Matrix", "code": "qmx"},
            "employer.lost.reason": {"name": "Matrix"},
            "employer.mail.provider": {"domain": "matrix.example"},
            "employer.occupation": {"name": "Matrix", "code": "9999"},
            "employer.permit.type": {"name": "Matrix", "code": "matrix", "work_right": "yes"},
            "employer.scouting.stage": {"name": "Matrix", "code": "matrix"},
            "employer.skill": {"name": "Matrix", "code": "matrix"},
            "employer.target.group": {"name": "Matrix", "code": "matrix"},
            "employer.vacancy.stage": {"name": "Matrix", "code": "matrix"},
        }
        records = {}
        for model, vals in samples.items():
            records[model] = cls.env[model].search([], limit=1) or cls.env[model].create(vals)
        return records

    @classmethod
    def _chain(cls, team, officer, tutor):
        """Return {model: record} of a whole chain of `team`'s office, officer and tutor."""
        office = team.company_id
        made = {**cls.vocabularies, "employer.team": team}

        def make(model, **vals):
            company = {"company_id": office.id}
            field = cls.env[model]._fields.get("company_id")
            own_company = company if field and not field.related else {}
            made[model] = cls.env[model].with_company(office).create({**own_company, **vals})
            return made[model]

        cls._make_common(make, made, officer)
        cls._make_import(make, made, officer)
        cls._make_employers(make, made, officer, team)
        cls._make_agreements(make, made, officer)
        cls._make_vacancies(make, made, officer, team)
        cls._make_people(make, made, officer, team, tutor)
        cls._make_courses(make, made, officer)
        cls._make_placements(make, made, officer, team, tutor)
        return made

    @classmethod
    def _make_common(cls, make, made, officer):
        make("employer.rule", code="TM", name="Matrix", level="ask")
        make(
            "employer.rule.parameter",
            rule_id=made["employer.rule"].id,
            key="days",
            name="Days",
            value=1,
        )
        programme = make("employer.programme", name="Matrix")
        make(
            "employer.programme.partner",
            programme_id=programme.id,
            partner_id=officer.partner_id.id,
            role="Lead",
        )
        make(
            "employer.target",
            programme_id=programme.id,
            value=1,
            start_date="2026-01-01",
            end_date="2026-12-31",
        )
        make(
            "employer.indicator.value",
            indicator="attempts",
            date_from="2026-01-01",
            date_to="2026-12-31",
            reference_date="2026-12-31",
            dimension="team",
            member=str(made["employer.team"].id),
        )

    @classmethod
    def _make_import(cls, make, made, officer):
        imported = make(
            "employer.import", name="list.csv", file=b64encode(b"name"), user_id=officer.id
        )
        sheet = make("employer.import.sheet", import_id=imported.id, name="list")
        make("employer.import.column", sheet_id=sheet.id, name="name")
        make("employer.import.colleague", import_id=imported.id, key="rossi a", name="Rossi A")
        make("employer.import.line", import_id=imported.id, sheet_id=sheet.id, row=2)

    @classmethod
    def _make_employers(cls, make, made, officer, team):
        employer = make("employer.organisation", name=f"Matrix {team.name}", user_id=officer.id)
        twin = make("employer.organisation", name=f"Twin {team.name}", user_id=officer.id)
        made["employer.duplicate"] = cls.env["employer.duplicate"]._pair(employer | twin)
        made["employer.merge"] = cls.env["employer.merge"].create(
            {"survivor_id": employer.id, "merged_id": twin.id, "company_id": employer.company_id.id}
        )
        made["employer.organisation"] = employer
        portal_contact = cls.env["res.partner"].create(
            {"name": "Matrix", "parent_id": employer.partner_id.id}
        )
        made["employer.portal.member"] = cls.env["employer.portal.member"].create(
            {"name": "Matrix", "employer_id": employer.id, "partner_id": portal_contact.id}
        )
        scouting_stage = made["employer.scouting.stage"]
        make(
            "employer.scouting",
            name="Matrix",
            employer_id=employer.id,
            stage_id=scouting_stage.id,
            user_id=officer.id,
            next_step="Call",
            next_step_date="2026-01-02",
        )
        make("employer.area", name="Matrix", zip_prefixes="2", user_id=officer.id)
        make("employer.holiday", name="Matrix", month=12, day=7)
        make("employer.privacy.notice", version=f"m{team.id}", text="Matrix")
        make("employer.inbound", name="Matrix", channel="mail", user_id=officer.id)
        made["employer.company.mail"] = employer._mail_later("Matrix", "Matrix")
        make("employer.headcount", employer_id=employer.id, date="2026-01-01", open_ended=3)
        cls._make_care(make, employer, officer)
        make(
            "employer.interaction",
            employer_id=employer.id,
            user_id=officer.id,
            date="2026-01-02",
            channel="phone",
            direction="out",
            outcome="reached",
        )

    @classmethod
    def _make_agreements(cls, make, made, officer):
        employer = made["employer.organisation"]
        agreement = make(
            "employer.agreement",
            employer_id=employer.id,
            agreement_type_id=made["employer.agreement.type"].id,
            user_id=officer.id,
        )
        make("employer.commitment", agreement_id=agreement.id, kind="internship", quantity=1)
        made["employer.access.link"] = cls.env["employer.access.link"]._issue(
            agreement, "sign", {"name": "Matrix"}, days=1
        )[0]
        document = cls.env["employer.agreement.document"]._keep(
            agreement, "received", b"Matrix", "matrix.pdf"
        )
        made["employer.agreement.document"] = document
        make(
            "employer.signature",
            agreement_id=agreement.id,
            document_id=document.id,
            sha256=document.sha256,
            party="employer",
            person_name="Matrix",
            signed_at="2026-01-02",
            way="file",
        )
        made["employer.milestone"] = agreement.milestone_ids[:1]

    @classmethod
    def _make_vacancies(cls, make, made, officer, team):
        employer = made["employer.organisation"]
        vacancy = make(
            "employer.vacancy",
            name="Cook",
            employer_id=employer.id,
            user_id=officer.id,
            team_id=team.id,
        )
        make("employer.vacancy.draft", employer_id=employer.id)
        make("employer.bulletin", user_id=officer.id)
        make(
            "employer.vacancy.requirement",
            vacancy_id=vacancy.id,
            kind="other",
            necessity="preferred",
            task="Cooks",
            name="Cooks",
        )
        made["employer.rule.exception"] = (
            cls.env["employer.rule.exception"]
            .with_user(officer)
            .create(
                {
                    "rule_id": made["employer.rule"].id,
                    "res_model": employer._name,
                    "res_id": employer.id,
                    "reason": "Agreed",
                }
            )
        )

    @classmethod
    def _make_care(cls, make, employer, officer):
        who = {"from_user_id": officer.id, "to_user_id": officer.id}
        handover = make("employer.handover", name="Matrix", state="final", **who)
        make(
            "employer.handover.line",
            handover_id=handover.id,
            res_model=employer._name,
            res_id=employer.id,
            user_id=officer.id,
        )
        make(
            "employer.due.diligence",
            employer_id=employer.id,
            kind="sanction",
            source="Matrix",
            user_id=officer.id,
        )
        campaign = make("employer.campaign", name="Matrix", end_date="2999-12-31")
        make("employer.campaign.member", campaign_id=campaign.id, employer_id=employer.id)

    @classmethod
    def _make_people(cls, make, made, officer, team, tutor):
        person = make("employer.candidate", tutor_id=tutor.id, team_id=team.id)
        who = {"candidate_id": person.id}
        make("employer.candidate.identity", **who, first_name="Ada", last_name="Matrix")
        make("employer.candidate.protected", **who)
        make("employer.candidate.permit", **who, permit_type_id=made["employer.permit.type"].id)
        make("employer.candidate.barrier", **who, kind="transport", user_id=tutor.id)
        make("employer.candidate.language", **who, language_id=made["employer.language"].id)
        make("employer.candidate.skill", **who, skill_id=made["employer.skill"].id)
        make("employer.participation", **who, team_id=team.id)
        referral = make(
            "employer.referral",
            organisation_id=made["employer.organisation"].id,
            user_id=tutor.id,
        )
        make(
            "employer.referral.identity",
            referral_id=referral.id,
            first_name="Ada",
            last_name="Matrix",
            consent_date="2026-01-01",
        )
        make("employer.service", **who, kind="orientation", user_id=tutor.id)
        make("employer.consent", **who, kind="proposal", answer="yes", user_id=tutor.id)

    @classmethod
    def _make_courses(cls, make, made, officer):
        course = make("employer.course", name="Matrix", user_id=officer.id)
        session = make("employer.course.session", course_id=course.id, date="2026-01-01")
        enrolment = make(
            "employer.course.enrolment",
            course_id=course.id,
            candidate_id=made["employer.candidate"].id,
        )
        make("employer.course.presence", session_id=session.id, enrolment_id=enrolment.id)
        made["employer.skill.grid"] = cls.env.ref("employer_engagement.employer_skill_grid_lab")
        line = made["employer.skill.grid.line"] = made["employer.skill.grid"].line_ids[:1]
        make("employer.skill.assessment", enrolment_id=enrolment.id, grid_line_id=line.id)
        make(
            "employer.guide",
            name="Matrix",
            code=f"matrix_{officer.id}",
            language_id=made["employer.language"].id,
        )

    @classmethod
    def _make_placements(cls, make, made, officer, team, tutor):
        person, employer = made["employer.candidate"], made["employer.organisation"]
        preselection = make(
            "employer.preselection", vacancy_id=made["employer.vacancy"].id, user_id=officer.id
        )
        candidacy = make(
            "employer.candidacy", preselection_id=preselection.id, candidate_id=person.id
        )
        cls._make_proposal(make, made, officer)
        scheme = make(
            "employer.internship.scheme",
            code=f"matrix_{team.id}",
            name="Matrix",
            public_name="M",
            payer="company",
        )
        internship = make(
            "employer.internship",
            scheme_id=scheme.id,
            candidate_id=person.id,
            employer_id=employer.id,
            user_id=officer.id,
            tutor_id=tutor.id,
            team_id=team.id,
            no_candidacy_reason="Matrix",
            start_date="2026-01-01",
            planned_end_date="2026-03-31",
        )
        cls._set_state(candidacy, "selected")
        cls._set_state(internship, "running")
        make(
            "employer.internship.extension",
            internship_id=internship.id,
            request_date="2026-03-01",
            months=1,
            reason="More",
        )
        make(
            "employer.internship.suspension",
            internship_id=internship.id,
            reason="illness",
            start_date="2026-02-01",
            end_date="2026-02-28",
        )
        make("employer.internship.month", internship_id=internship.id, month="2026-01-01")
        make("employer.internship.request", internship_id=internship.id, kind="extension", months=1)
        make(
            "employer.internship.event",
            internship_id=internship.id,
            date="2026-01-02",
            kind="absent",
            user_id=tutor.id,
        )
        cls._make_hire(make, made, officer)

    @classmethod
    def _make_proposal(cls, make, made, officer):
        dispatch = make(
            "employer.dispatch",
            vacancy_id=made["employer.vacancy"].id,
            organisation_id=made["employer.organisation"].id,
            user_id=officer.id,
        )
        dispatch.action_mark_sent()
        make(
            "employer.proposal",
            dispatch_id=dispatch.id,
            candidate_id=made["employer.candidate"].id,
        )

    @classmethod
    def _make_hire(cls, make, made, officer):
        person, employer = made["employer.candidate"], made["employer.organisation"]
        hire = make(
            "employer.hire",
            employer_id=employer.id,
            candidate_id=person.id,
            origin="unknown",
            user_id=officer.id,
            contract_ids=[Command.create({"family": "open_ended", "start_date": "2026-04-01"})],
        )
        made["employer.hire.contract"] = hire.contract_ids
        make(
            "employer.followup",
            candidate_id=person.id,
            employer_id=employer.id,
            hire_id=hire.id,
            days=30,
            due_date="2026-05-01",
        )

    @classmethod
    def _make_forgotten(cls, made):
        """Return a person of the same tutor, team and office whom nobody proposed in months."""
        person = made["employer.candidate"]
        entered = {"entered_date": "2025-01-01", "team_id": person.team_id.id}
        return person.copy({"participation_ids": [Command.create(entered)]})

    @classmethod
    def _add_facts(cls, made):
        """Add a row of each fact view, read from records that every role may read."""
        organisation = made["employer.organisation"]
        employer = ("employer_id", "=", organisation.id)
        workshop = {
            "name": "Kitchens",
            "engagement_kind": "workshop",
            "company_id": organisation.company_id.id,
            "date_begin": "2025-05-20 08:00:00",
            "date_end": "2025-05-20 11:00:00",
        }
        cls.env["event.registration"].create(
            {
                "event_id": cls.env["event.event"].create(workshop).id,
                "employer_id": organisation.id,
                "name": "Someone",
            }
        )
        person = ("candidate_id", "=", made["employer.candidate"].id)
        domains = {
            "employer.internship.report": [employer],
            "employer.person.report": [person, ("fact", "=", "entered")],
            "employer.funnel.report": [employer, ("stage", "=", "interaction")],
            "employer.workshop.report": [employer],
            "employer.placement.risk": [("internship_id", "=", made["employer.internship"].id)],
            "employer.fairness": [("candidate_id", "=", cls._make_forgotten(made).id)],
            "employer.missing.data": [
                ("internship_id", "=", made["employer.internship"].id),
                ("kind", "=", "paper"),
            ],
        }
        for model, domain in domains.items():
            made[model] = cls.env[model].search(domain)

    @classmethod
    def _set_state(cls, record, state):
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE %s SET state = %s WHERE id = %s",
                SQL.identifier(record._table),
                state,
                record.id,
            )
        )
        cls.env.invalidate_all()

    @classmethod
    def _open_everything(cls):
        """Let everyone have opened every name: what is refused now is refused by entitlement."""
        for made in cls.records.values():
            person = made["employer.candidate"]
            for user in (cls.users[role] for role in SEEN_BY):
                rows = cls.env["employer.disclosure"].create(
                    [
                        {"candidate_id": person.id, "kind": kind, "user_id": user.id}
                        for kind in ("opened", "opened_protected")
                    ]
                )
                cls.env["employer.disclosure"].create(
                    {
                        "referral_id": made["employer.referral"].id,
                        "kind": "opened",
                        "user_id": user.id,
                    }
                )
            made["employer.disclosure"] = rows[0]
