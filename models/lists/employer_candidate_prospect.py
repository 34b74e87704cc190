# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from itertools import islice

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.employer_engagement.tools import matching
from odoo.addons.employer_engagement.tools.calendar_months import add_months


class EmployerCandidate(models.Model):
    """Whom to call about work for a person.

    Employers that hosted, hired or asked for the work the person wants (or work of that group)
    within the office's months, whose place is not outside the person's area, whom the user is
    free to call (`call_state`), that are not blocked and not unwanted.
    """

    _inherit = "employer.candidate"

    @api.model
    def _prospect_facts(self):
        """Return SELECTs (SQL) of employer_id, kind, occupation_id, date: who knows which work.

        Rooms with further facts add theirs (super first).
        """
        return [
            SQL(
                """
                SELECT employer_id, 'asked' AS kind, occupation_id,
                       COALESCE(opened_date, create_date::date) AS date
                  FROM employer_vacancy WHERE occupation_id IS NOT NULL AND active
                """
            )
        ]

    def _near_occupations(self):
        """Return the occupations wanted with those of the same group."""
        wanted = self.occupation_ids
        groups = (
            wanted.filtered(lambda one: one.level < 4)
            | wanted.filtered(lambda one: one.level == 4).parent_id
        )
        return self.env["employer.occupation"].search([("id", "child_of", groups.ids)])

    def _prospects(self, limit=20):
        """Return whom to call, the latest fact first, of all companies that know this work.

        :return: dicts of `employer_id`, `asked`, `hosted`, `hired` (how often), `last_date`
        """
        self.ensure_one()
        self.check_access("read")
        occupations = self._near_occupations() if self.occupation_ids else self.occupation_ids
        if not occupations:
            return []
        self.env.flush_all()  # the query reads tables
        rows = self.env.execute_query_dict(self._prospects_query(occupations))
        near = (row for row in rows if self._reaches(row.pop("city"), row.pop("zip")))
        return list(islice(near, limit))

    def _reaches(self, city, zip_code):
        """Return whether a place is neither outside the area nor far beyond the way one travels."""
        band = matching.travel_band(self.start_zip, zip_code)
        minutes = self.company_id._travel_minutes()
        return "not" not in (
            matching.area_verdict(self.area, self.area_zips, city, zip_code),
            matching.travel_verdict(band, self.travel_minutes, minutes),
        )

    def _prospects_query(self, occupations):
        today = fields.Date.context_today(self)
        Organisation = self.env["employer.organisation"]
        query = Organisation._search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("is_employer", "=", True)
            & Domain("id", "not in", self.unwanted_employer_ids.ids)
            & Organisation._unblocked_domain()
        )
        return SQL(
            """
            WITH known AS (
                SELECT f.employer_id, count(*) FILTER (WHERE f.kind = 'asked') AS asked,
                       count(*) FILTER (WHERE f.kind = 'hosted') AS hosted,
                       count(*) FILTER (WHERE f.kind = 'hired') AS hired, max(f.date) AS last_date
                  FROM %(employers)s
                  JOIN (%(facts)s) f ON f.employer_id = employer_organisation.id
                 WHERE %(condition)s AND f.occupation_id IN %(occupations)s
                   AND f.date >= %(since)s AND f.date <= %(today)s
                 GROUP BY f.employer_id)
            SELECT known.*, o.city, p.zip
              FROM known
              JOIN employer_organisation o ON o.id = known.employer_id
              JOIN res_partner p ON p.id = o.partner_id
             WHERE %(free)s
             ORDER BY known.last_date DESC, known.employer_id
            """,
            employers=query.from_clause,
            condition=query.where_clause,
            facts=SQL(" UNION ALL ").join(self._prospect_facts()),
            occupations=tuple(occupations.ids),
            since=add_months(today, -self.company_id.employer_prospect_months),
            today=today,
            free=Organisation._free_to_call(
                self.company_id, SQL("o.id IN (SELECT employer_id FROM known)")
            ),
        )

    def _offered_to(self, employers):
        """Return {employer: the last time this person's profile was offered to it}."""
        offers = self.env["employer.interaction"].search(
            [("offered_candidate_id", "=", self.id), ("employer_id", "in", employers.ids)],
            order="date, id",
        )
        return {offer.employer_id: offer for offer in offers}

    def _prospect_rows(self, limit=20):
        """Return whom to call in words, as the dialog shows it."""
        prospects = self._prospects(limit)
        employers = self.env["employer.organisation"].browse(
            [row["employer_id"] for row in prospects]
        )
        offered = self._offered_to(employers)
        return [
            {
                "employer_id": employer.id,
                "name": employer.display_name,
                "phone": employer.main_contact_id.phone or employer.phone or "",
                "contact": employer.main_contact_id.name or "",
                "city": employer.city or "",
                "why": self._prospect_words(row),
                "call_words": employer.call_words or self.env._("Yours"),
                "offered": self._offer_words(offered.get(employer)),
            }
            for row, employer in zip(prospects, employers, strict=True)
        ]

    @api.model
    def _prospect_words(self, row):
        words = {
            "hired": self.env._("hired %s", row["hired"]),
            "hosted": self.env._("hosted %s", row["hosted"]),
            "asked": self.env._("asked for %s", row["asked"]),
        }
        facts = ", ".join(word for kind, word in words.items() if row[kind])
        day = format_date(self.env, row["last_date"])
        return self.env._("%(facts)s, last on %(day)s", facts=facts, day=day)

    @api.model
    def _offer_words(self, offer):
        if not offer:
            return ""
        day = format_date(self.env, offer.date)
        answer = offer._label("outcome")
        return self.env._("Profile offered on %(day)s: %(answer)s", day=day, answer=answer)

    def action_offer_profile(self, employer_id):
        """Open the dialog that records that a company was told of this person, without a name.

        :raise UserError: without a yes of the person in force (R14)
        """
        self.ensure_one()
        self._check_may_be_offered()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Profile offered: %s", self.code),
            "res_model": "employer.profile.offer",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_candidate_id": self.id,
                "default_employer_id": employer_id,
                "dialog_size": "medium",
            },
        }

    def _check_may_be_offered(self):
        """Refuse to tell a company of a person who did not agree to it (R14)."""
        if not self._has_consent("proposal"):
            sentence = self.env._(
                "%s has not agreed to be proposed, or no longer. Ask, and record the consent "
                "“May be proposed without a name” on the person.",
                self.code,
            )
            self.env["employer.rule"]._enforce(self, [("R14", sentence)])

    def action_put_on_list(self, vacancy_id):
        """Put this person on the list of a vacancy that is being made, or on a new one.

        :return: act_window of the list
        """
        self.ensure_one()
        preselection = self.env["employer.vacancy"].browse(vacancy_id)._draft_list()
        preselection._add_persons(self, "match")
        return preselection._action_open()
