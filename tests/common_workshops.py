# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from .common import EngagementCase

#: The day the tests happen on; the workshop is ten days later.
NOW = "2026-05-10 08:00:00"
DAY = "2026-05-20"


class WorkshopCase(EngagementCase):
    """A workshop of the officer, and companies with people who can and cannot be written to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.workshop = cls.env["event.event"].create(
            {
                "name": "Kitchens and hotels",
                "engagement_kind": "workshop",
                "date_begin": f"{DAY} 08:00:00",
                "date_end": f"{DAY} 11:00:00",
                "date_tz": "Europe/Rome",
                "company_id": cls.office.id,
                "user_id": cls.officer.id,
                "event_mail_ids": [],
            }
        )
        cls.ada = cls._contact(cls.employer, "Ada", "ada@alfa.example")
        cls.bea = cls._contact(cls.employer, "Bea", "bea@alfa.example")
        cls.dino = cls.env["res.partner"]
        cls.carlo = cls._contact(cls.employer_2, "Carlo", phone="+39 02 5555 0101")

    @classmethod
    def _contact(cls, employer, name, email=False, **vals):
        return cls.env["res.partner"].create(
            {"name": name, "parent_id": employer.partner_id.id, "email": email, **vals}
        )

    def _mails(self):
        """Return the letters to the companies, without what tells the officer of the event."""
        return self.env["mail.mail"].search(
            [("recipient_ids", "in", (self.ada | self.bea | self.carlo | self.dino).ids)]
        )

    @classmethod
    def _seat(cls, partner, employer=None, **vals):
        return cls.env["event.registration"].create(
            {
                "event_id": cls.workshop.id,
                "partner_id": partner.id,
                "employer_id": (employer or cls.employer).id,
                **vals,
            }
        )
