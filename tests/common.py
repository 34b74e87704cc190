# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

GROUP = "employer_engagement.employer_engagement_group_"

ROLES = {
    "reader": ("user",),
    "officer": ("officer",),
    "tutor": ("user", "identity", "protected"),
    "manager": ("manager",),
    "privacy": ("privacy",),
    "employee": (),
}


class EngagementCase(TransactionCase):
    """Two offices, one user per role in the first (`cls.users["officer"]`), a second officer and
    tutor, a portal stranger, two employers: what every test of the chain stands on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env.company
        cls.other_office = cls.env["res.company"].create({"name": "Other Office"})
        cls.users = {role: cls._user(role, groups) for role, groups in ROLES.items()}
        cls.officer_2 = cls._user("officer_2", ROLES["officer"])
        cls.tutor_2 = cls._user("tutor_2", ROLES["tutor"])
        cls.stranger = new_test_user(cls.env, "ee_stranger", groups="base.group_portal")
        cls.other_officer = cls._user("other_officer", ROLES["officer"], cls.other_office)
        cls.team = cls.env["employer.team"].create(
            {"name": "North", "public_name": "Team 1", "member_ids": cls.users["tutor"].ids}
        )
        cls.team_2 = cls.env["employer.team"].create(
            {"name": "South", "public_name": "Team 2", "member_ids": cls.tutor_2.ids}
        )
        cls.employer = cls._employer("Trattoria Alfa")
        cls.employer_2 = cls._employer("Officina Beta")

    @classmethod
    def _user(cls, role, groups, company=None):
        names = ["base.group_user", *(GROUP + group for group in groups)]
        company = company or cls.office
        return new_test_user(
            cls.env,
            f"ee_{role}",
            groups=",".join(names),
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    @classmethod
    def _employer(cls, name, **vals):
        return cls.env["employer.organisation"].create(
            {"name": name, "user_id": cls.users["officer"].id, **vals}
        )

    @classmethod
    def _unit(cls, employer, **vals):
        """Return a new operating unit of `employer`."""
        return cls.env["res.partner"].create(
            {
                "name": "Shop",
                "parent_id": employer.partner_id.id,
                "type": "other",
                "is_operating_unit": True,
                **vals,
            }
        )

    @classmethod
    def _interaction(cls, **vals):
        """Return a call of the officer with the first employer, answered unless said otherwise."""
        return cls.env["employer.interaction"].create(
            {"employer_id": cls.employer.id, "user_id": cls.users["officer"].id, **vals}
        )

    @classmethod
    def _person(cls, first_name="Ada", last_name="Fiori", identity=None, **vals):
        """Return a person of the first team, with a row of personal data."""
        person = cls.env["employer.candidate"].create(
            {"team_id": cls.team.id, "tutor_id": cls.users["tutor"].id, **vals}
        )
        cls.env["employer.candidate.identity"].create(
            {
                "candidate_id": person.id,
                "first_name": first_name,
                "last_name": last_name,
                **(identity or {}),
            }
        )
        return person

    @classmethod
    def _agreement(cls, **vals):
        """Return a draft agreement on internships of the first employer."""
        kind = cls.env.ref("employer_engagement.employer_agreement_type_internship")
        return cls.env["employer.agreement"].create(
            {"employer_id": cls.employer.id, "agreement_type_id": kind.id, **vals}
        )

    @classmethod
    def _vacancy(cls, **vals):
        """Return an open vacancy of the first employer, of the officer."""
        return cls.env["employer.vacancy"].create(
            {
                "employer_id": cls.employer.id,
                "name": "Kitchen helper",
                "user_id": cls.users["officer"].id,
                **vals,
            }
        )

    @classmethod
    def _say_yes(cls, candidates, employer=None, **vals):
        """Record the yes of `candidates` to be proposed, or to be known by `employer`."""
        kind = {"kind": "identity", "employer_id": employer.id} if employer else {}
        return cls.env["employer.consent"].create(
            [{"candidate_id": candidate.id, **kind, **vals} for candidate in candidates]
        )

    @classmethod
    def _list(cls, candidates, vacancy=None, **vals):
        """Return the next list of `vacancy` (a new one) with `candidates` proposed on it."""
        vacancy = vacancy or cls._vacancy()
        rows = [{"candidate_id": candidate.id} for candidate in candidates]
        return cls.env["employer.preselection"].create(
            {
                "vacancy_id": vacancy.id,
                "user_id": vacancy.user_id.id,
                "candidacy_ids": [Command.create(row) for row in rows],
                **vals,
            }
        )

    def as_role(self, record, role):
        """Return `record` (or a model by name) as seen by the user of `role`."""
        records = self.env[record] if isinstance(record, str) else record
        return records.with_user(self.users[role])
