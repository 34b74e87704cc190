# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import tagged

from .common import EngagementCase

#: Rows that are few, and rows that are many.
FEW, MANY = 2, 12


@tagged("post_install", "-at_install")
class TestListQueries(EngagementCase):
    """A list asks the database as often for many rows as for few, with all its columns."""

    def _spec(self, model):
        """Return what the client asks for to show the list, hidden columns included."""
        fields = model.get_view(view_type="list")["models"][model._name]
        return {
            name: {"fields": {"display_name": {}}} if model._fields[name].relational else {}
            for name in fields
            if model._fields[name].type != "properties"
        }

    def _count(self, model, spec):
        model.web_search_read([], spec)  # what the registry keeps is asked once
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        rows = model.web_search_read([], spec)["records"]
        return len(rows), self.env.cr.sql_log_count - before

    def _assert_flat(self, name, make):
        """Hold the list of a model against twelve more rows, each of its own parents.

        :param make: called with a number, makes one row
        """
        model = self.as_role(name, "manager")
        spec = self._spec(model)
        counts = []
        for more in (FEW, MANY):
            for number in range(more):
                make(f"{more}-{number}")
            counts.append(self._count(model, spec))
        self.assertGreaterEqual(counts[1][0] - counts[0][0], MANY, name)
        self.assertEqual(counts[0][1], counts[1][1], f"{name}: queries grow with the rows")

    def _organisation(self, number):
        return self._employer(f"Queries {number}", email=f"q{number}@example.com")

    def test_employers_to_reach(self):
        campaign = self.env["employer.campaign"].create({"name": "Q", "end_date": "2030-12-31"})
        self._assert_flat(
            "employer.campaign.member", lambda number: campaign._add(self._organisation(number))
        )

    def test_mail_received(self):
        def make(number):
            vals = {"name": number, "channel": "mail", "user_id": self.users["officer"].id}
            vals["employer_id"] = self._organisation(number).id
            self.env["employer.inbound"].create(vals)

        self._assert_flat("employer.inbound", make)

    def test_hand_overs_and_what_they_hold(self):
        def make(number):
            owner, taker = self.users["officer"], self.officer_2
            handover = self.env["employer.handover"].create(
                {
                    "name": number,
                    "state": "final",
                    "from_user_id": owner.id,
                    "to_user_id": taker.id,
                    "company_id": self.office.id,
                }
            )
            employer = self._organisation(number)
            self.env["employer.handover.line"].create(
                {
                    "handover_id": handover.id,
                    "res_model": employer._name,
                    "res_id": employer.id,
                    "user_id": owner.id,
                }
            )

        self._assert_flat("employer.handover", make)
        self._assert_flat("employer.handover.line", make)

    def test_guides(self):
        language = self.env["employer.language"].search([], limit=1)

        def make(number):
            vals = {"name": number, "code": f"q{number}", "language_id": language.id}
            self.env["employer.guide"].create(vals)

        self._assert_flat("employer.guide", make)
