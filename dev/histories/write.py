"""Puts a history into Odoo, in an office of its own.

The records are written through the ORM as superuser with their own dates, as an import of the
past would: only the server may begin in the middle of a table of states.
"""

from odoo.tools import SQL

from . import names

#: Nobody is told of what is long past, and nothing is planned for it.
_QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}
_SCHEMES = {
    "city": "employer_engagement.employer_internship_scheme_city",
    "company": "employer_engagement.employer_internship_scheme_company",
}
_XML_MODULE = "__history__"


def write(env, history, say=lambda text: None):
    """Write a history that is not there yet.

    :param env: any environment; superuser is used
    :param say: is called with a line for the reader now and then
    :return: a `Written`
    """
    return Written(env, history, say).fill()


def find(env, history):
    """:return: the office of a history that was written before, else none"""
    return env.ref(f"{_XML_MODULE}.{history.key}", raise_if_not_found=False)


class Written:
    """A history and the records that stand for it.

    `records[thing]` is the record of a person, company, internship, hire, programme or workshop.
    """

    def __init__(self, env, history, say):
        self.history = history
        self.records = {}
        self.say = say
        env = env(user=1, su=True)
        self.office = env["res.company"].create({"name": history.office})
        env["ir.model.data"].create(
            {
                "module": _XML_MODULE,
                "name": history.key,
                "model": "res.company",
                "res_id": self.office.id,
                "noupdate": True,
            }
        )
        self.env = env(context={**_QUIET, "allowed_company_ids": self.office.ids})

    def fill(self):
        """:return: itself, everything written"""
        history = self.history
        self.teams = self._teams()
        self._make("employer.programme", history.programmes, self._programme)
        self._make("employer.organisation", history.companies, self._company)
        self._people()
        self._workshops()
        self.say(f"{len(history.internships)} internships")
        self._internships()
        self.say(f"{len(history.hires)} hires")
        self._hires()
        self._archive()
        self.env.flush_all()
        self._analyse()
        return self

    def _make(self, model, things, values):
        made = self.env[model].create([values(thing) for thing in things])
        self.records.update(zip(things, made, strict=True))
        return made

    def _id(self, thing):
        return self.records[thing].id if thing else False

    # ---- office, companies, persons

    def _teams(self):
        found = dict.fromkeys(person.team for person in self.history.persons if person.team)
        teams = self.env["employer.team"].create(
            [
                {"name": name, "public_name": f"Team {number}", "company_id": self.office.id}
                for number, name in enumerate(found, 1)
            ]
        )
        return {"": False, **{team.name: team.id for team in teams}}

    def _programme(self, programme):
        return {
            "name": programme.name,
            "code": programme.code,
            "public_name": "Pathways to work",
            "start_date": programme.start,
            "end_date": programme.end,
            "company_id": self.office.id,
        }

    def _company(self, company):
        return {
            "name": company.name,
            "size_class": company.size,
            "kind": company.kind,
            "is_employer": True,
            "user_id": False,
            "company_id": self.office.id,
        }

    def _people(self):
        people = self.history.persons
        self.say(f"{len(people)} persons, {len(self.history.companies)} companies")
        self._make("employer.candidate", people, self._person)
        self.env["employer.candidate.protected"].create([self._protected(one) for one in people])
        self.env["employer.candidate.identity"].create([self._identity(one) for one in people])
        self.env["employer.participation"].create(
            [self._entry(one, entry) for one in people for entry in one.entries]
        )
        self.env["employer.service"].create(
            [
                {"candidate_id": self._id(one), "date": day, "hours": 1, "user_id": False}
                for one in people
                for day in one.served
            ]
        )

    def _person(self, person):
        return {
            "team_id": self.teams[person.team],
            "tutor_id": False,
            "company_id": self.office.id,
        }

    def _protected(self, person):
        country = self.env.ref(f"base.{person.country.lower()}")
        return {
            "candidate_id": self._id(person),
            "gender": person.gender,
            "citizenship_id": country.id,
        }

    def _identity(self, person):
        first, last = names.person(person.number, person.gender, person.country)
        return {"candidate_id": self._id(person), "first_name": first, "last_name": last}

    def _entry(self, person, entry):
        return {
            "candidate_id": self._id(person),
            "programme_id": self._id(entry.programme),
            "entered_date": entry.day,
            "left_date": entry.left,
            "left_reason": "moved away" if entry.left else False,
        }

    # ---- workshops

    def _workshops(self):
        events = self._make("event.event", self.history.workshops, self._event)
        self.env["event.registration"].create(
            [
                self._seat(event, seat)
                for event, workshop in zip(events, self.history.workshops, strict=True)
                for seat in workshop.seats
            ]
        )

    def _event(self, workshop):
        return {
            "name": workshop.name,
            "date_begin": f"{workshop.day} 09:00:00",
            "date_end": f"{workshop.day} 12:00:00",
            "date_tz": "Europe/Rome",
            "engagement_kind": workshop.kind or False,
            "programme_id": self._id(workshop.programme),
            "company_id": self.office.id,
            "user_id": False,
            "event_mail_ids": [],
        }

    def _seat(self, event, seat):
        came = {"attended": "attended", "walk_in": "walk_in", "no_show": "no_show"}.get(seat.came)
        values = {
            "event_id": event.id,
            "name": seat.company.name,
            "employer_id": self._id(seat.company),
            "partner_id": False,
        }
        if came:
            values["attendance"] = came
        else:
            values["state"] = "cancel" if seat.came == "cancelled" else "open"
        return values

    # ---- internships

    def _internships(self):
        made = self._make("employer.internship", self.history.internships, self._internship)
        begun = [
            (record, "running", one.start)
            for record, one in zip(made, self.history.internships, strict=True)
            if one.state in ("suspended", "ended") and not one.extension
        ]
        self.env["employer.milestone"]._add(begun)
        for record, one in zip(made, self.history.internships, strict=True):
            if one.extension:
                self._extend(record, one)

    def _internship(self, one):
        ended = one.state == "ended" and not one.extension
        return {
            "scheme_id": self.env.ref(_SCHEMES[self.history.scheme]).id,
            "candidate_id": self._id(one.person),
            "employer_id": self._id(one.company),
            "agreement_id": False,
            "programme_id": self._id(one.programme),
            "no_candidacy_reason": "before the lists",
            "state": "running" if one.extension else one.state,
            "start_date": one.start,
            "months": one.months,
            "actual_end_date": not one.extension and one.end,
            "end_kind": ended and one.end_kind,
            "outcome": one.outcome or False,
            "user_id": False,
            "company_id": self.office.id,
        }

    def _extend(self, record, one):
        """Prolong a running internship, then end it: an extension is of a running one only."""
        self.env["employer.internship.extension"].create(
            {
                "internship_id": record.id,
                "request_date": one.start,
                "months": one.extension,
                "reason": "The host wants to go on.",
                "is_person_agreed": True,
            }
        )
        record.write({"state": "ended", "actual_end_date": one.end, "end_kind": one.end_kind})

    # ---- hires

    def _hires(self):
        """One round for the first hires, one for the second of the same person and company: the
        server credits an internship once, and a batch does not see itself."""
        rounds, seen = {}, {}
        for hire in self.history.hires:
            number = seen[hire.person, hire.company] = seen.get((hire.person, hire.company), 0) + 1
            rounds.setdefault(number, []).append(hire)
        for hires in rounds.values():
            self._make("employer.hire", hires, self._hire)
        # nobody is to ask today about work of years ago
        self.env["employer.followup"].search([("company_id", "=", self.office.id)]).unlink()

    def _hire(self, hire):
        values = {
            "candidate_id": self._id(hire.person),
            "employer_id": self._id(hire.company),
            "legal_employer_id": self._id(hire.agency),
            "origin": hire.origin,
            "programme_id": self._id(hire.programme),
            "known_date": hire.day,
            "user_id": False,
            "team_id": self.teams[hire.person.team],
            "company_id": self.office.id,
            "contract_ids": [
                (
                    0,
                    0,
                    {
                        "family": contract.family,
                        "start_date": contract.start,
                        "end_date": contract.end,
                        "ended_date": contract.ended,
                    },
                )
                for contract in hire.contracts
            ],
        }
        if hire.reason or hire.linked:
            values["internship_id"] = self._id(hire.credited or hire.linked)
            values["internship_choice_reason"] = hire.reason or False
        return values

    def _archive(self):
        """Archive at the end what is no longer on the lists."""
        for thing in (*self.history.persons, *self.history.companies):
            if thing.archived:
                self.records[thing].write({"active": False})
        for hire in self.history.hires:
            if hire.mistaken:
                self.records[hire].write({"active": False})

    def _analyse(self):
        """Let PostgreSQL know at once what came in: a view is slow while it thinks tables empty."""
        names = {record._table for record in self.records.values()}
        names |= {"employer_hire_contract", "employer_participation", "employer_service"}
        names.add("event_registration")
        tables = SQL(", ").join(SQL.identifier(name) for name in sorted(names))
        self.env.cr.execute(SQL("ANALYZE %s", tables))
