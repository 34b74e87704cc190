# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from contextlib import contextmanager
from datetime import date

from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import EngagementCase

#: The rules judged before a start.
RULES = ("R1", "R3", "R4", "R5", "R6", "R7", "R7_EXPIRY", "R8", "R9", "R10", "R10_INSURANCE", "R11")
#: The papers of a complete dossier.
PAPERS = {
    "plan_signed_person_date": "2026-01-02",
    "plan_signed_host_date": "2026-01-02",
    "plan_signed_centre_date": "2026-01-02",
    "insurance_inail": True,
    "insurance_liability": True,
    "pay_told_date": "2025-01-02",
}
#: The day most tests happen on.
TODAY = "2026-03-02"


class InternshipCase(EngagementCase):
    """A host with an agreement for 2026, a scheme of 1 to 6 months, two persons who may work.

    The scheme asks for nothing but the agreement: a test that is about another rule turns it on.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement_type = cls.env["employer.agreement.type"].create(
            {"code": "test_internship", "name": "Test internships", "allows_internship": True}
        )
        cls.agreement = cls._agreement(cls.employer)
        cls.scheme = cls.env["employer.internship.scheme"].create(
            {
                "code": "test",
                "name": "Test scheme",
                "public_name": "Internship",
                "payer": "company",
                "default_months": 3,
                "minimum_months": 1,
                "maximum_months": 6,
                "extension_count": 1,
                "extension_months": 3,
                "extension_notice_days": 15,
                "requires_pact": False,
                "minimum_allowance": 500,
                "host_tutor_limit": 3,
                "centre_tutor_limit": 20,
            }
        )
        cls.italy = cls.env.ref("base.it")
        cls.person = cls._person()
        cls.person_2 = cls._person()

    # ---- builders

    @classmethod
    def _rule(cls, code, level, **numbers):
        """Set the level of a rule, and numbers of it, for the whole test."""
        rule = cls.env["employer.rule"].search([("code", "=", code)])
        if not rule:
            rule = cls.env["employer.rule"].create({"code": code, "name": code})
        rule.level = level
        for key, value in numbers.items():
            rule.parameter_ids.filtered(lambda line, key=key: line.key == key).unlink()
            rule.parameter_ids = [Command.create({"key": key, "name": key, "value": value})]
        return rule

    @classmethod
    def _agreement(cls, employer, start="2026-01-01", end="2026-12-31", **vals):
        return cls.env["employer.agreement"].create(
            {
                "employer_id": employer.id,
                "agreement_type_id": cls.agreement_type.id,
                "state": "active",
                "start_date": start,
                "end_date": end,
                "signature_date": start,
                **vals,
            }
        )

    @classmethod
    def _person(cls, **vals):
        """Return a person with an Italian passport: no permit is needed to work."""
        person = cls.env["employer.candidate"].create(
            {"tutor_id": cls.users["tutor"].id, "team_id": cls.team.id, **vals}
        )
        cls.env["employer.candidate.protected"].create(
            {"candidate_id": person.id, "citizenship_id": cls.italy.id}
        )
        return person

    @classmethod
    def _internship(cls, **vals):
        """Return a draft of three months from 2 March 2026 with its papers."""
        return cls.env["employer.internship"].create(
            {
                "scheme_id": cls.scheme.id,
                "candidate_id": cls.person.id,
                "employer_id": cls.employer.id,
                "no_candidacy_reason": "asked for by the host",
                "start_date": "2026-03-02",
                "months": 3,
                "communication_date": "2026-03-01",
                **PAPERS,
                **vals,
            }
        )

    @classmethod
    def _running(cls, **vals):
        """Return an internship that has started."""
        internship = cls._internship(**vals)
        internship.action_start()
        return internship

    @classmethod
    def _hire(cls, start="2026-03-02", end=False, family="open_ended", **vals):
        contract = {"family": family, "start_date": start, "end_date": end}
        return cls.env["employer.hire"].create(
            {
                "candidate_id": cls.person.id,
                "employer_id": cls.employer.id,
                "origin": "unknown",
                "contract_ids": [Command.create(contract)],
                **vals,
            }
        )

    @classmethod
    def _consents(cls, person, employer=None):
        """Write the yes to being proposed, and the one to being named to `employer`."""
        kinds = [{"kind": "proposal"}]
        if employer:
            kinds.append({"kind": "identity", "employer_id": employer.id})
        cls.env["employer.consent"].create([{"candidate_id": person.id, **kind} for kind in kinds])

    @classmethod
    def _selected(cls, person=None, employer=None, reserve=None):
        """Return a candidacy that the employer selected, on a list with a reserve or without."""
        person, employer = person or cls.person, employer or cls.employer
        cls._consents(person, employer)
        vacancy = cls.env["employer.vacancy"].create(
            {"name": "Kitchen helper", "employer_id": employer.id, "positions": 1}
        )
        preselection = cls.env["employer.preselection"].create({"vacancy_id": vacancy.id})
        candidacy = cls.env["employer.candidacy"].create(
            {"preselection_id": preselection.id, "candidate_id": person.id}
        )
        if reserve:
            cls._consents(reserve)
            waiting = candidacy.copy({"candidate_id": reserve.id, "is_reserve": True})
            waiting.write({"state": "approved"})
        for state in ("approved", "sent"):
            preselection.write({"state": state})
            candidacy.write({"state": state})
        candidacy.write({"state": "selected"})
        return candidacy

    @contextmanager
    def refused(self, words, error=UserError):
        """Expect `error` with `words` (a regular expression), and leave nothing written."""
        with (
            self.assertRaisesRegex(error, words),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            yield
            # a constraint of the table speaks when the rows are written
            self.env.flush_all()

    def _end(self, internship, day, kind="term", **vals):
        internship._end({"actual_end_date": day, "end_kind": kind, **vals})

    def _day(self, text):
        return date.fromisoformat(text)


class InternshipRulesCase(InternshipCase):
    """Every rule is off: a test switches on the one it is about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in RULES:
            cls._rule(code, "off")

    def assertRefused(self, internship, words, role="officer"):
        with self.refused(words):
            self.as_role(internship, role).action_ready()
        self.assertEqual(internship.state, "draft")

    def assertAsked(self, internship, words):
        """The officer is asked a reason; with one it goes on."""
        officer = self.as_role(internship, "officer")
        with self.refused(words, RedirectWarning):
            officer.action_ready()

    def assertAllowed(self, internship, role="officer"):
        self.as_role(internship, role).action_ready()
        self.assertEqual(internship.state, "ready")


class RunningInternshipCase(InternshipCase):
    """One internship that runs since TODAY, with its first month."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(TODAY):
            cls.internship = cls._running()
        cls.march = cls.internship.month_ids
