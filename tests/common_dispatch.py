# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from .common import EngagementCase

#: The day the tests of dispatch happen on.
TODAY = date(2026, 3, 2)


class DispatchCase(EngagementCase):
    """A partner organisation, an open vacancy and two persons, with the feature on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.config.settings"].create({"group_employer_dispatch": True}).execute()
        cls.partner = cls._partner("Cooperativa Gamma")
        cls.vacancy = cls._vacancy()
        cls.person = cls._person()
        cls.person_2 = cls._person("Bea", "Neri")

    @classmethod
    def _partner(cls, name, **vals):
        email = f"{name.split()[-1].lower()}@partner.example"
        return cls._employer(name, email=email, is_partner_organisation=True, **vals)

    def _dispatch(self, role="officer", sent=True, **vals):
        vals = {"vacancy_id": self.vacancy.id, "organisation_id": self.partner.id, **vals}
        dispatch = self.as_role("employer.dispatch", role).create(vals)
        if sent:
            dispatch.action_mark_sent()
        return dispatch

    def _mails(self, partner=None):
        return self.env["employer.company.mail"].search(
            [("employer_id", "=", (partner or self.partner).id)]
        )

    def _close_vacancy(self, vacancy):
        stage = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        vacancy.write({"stage_id": stage.id, "close_reason": "withdrawn"})
