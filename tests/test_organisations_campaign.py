# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

FEATURE = "employer_engagement.employer_engagement_feature_campaigns"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestCampaign(EngagementCase):
    """A list to reach, shared out, with the progress that the interactions tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.readers = cls.env.ref("employer_engagement.employer_engagement_group_user")
        cls.readers.implied_ids += cls.env.ref(FEATURE)
        cls.employer_2.user_id = cls.officer_2
        cls.campaign = cls.env["employer.campaign"].create(
            {
                "name": "Kitchens",
                "start_date": "2026-03-01",
                "end_date": "2026-03-31",
                "target_companies": 4,
                "user_id": cls.users["manager"].id,
            }
        )

    def _add(self, employers=None):
        return self.campaign.with_user(self.officer)._add(
            employers or self.employer | self.employer_2
        )

    def _figures(self):
        self.env.invalidate_all()
        campaign = self.campaign.with_user(self.users["reader"])
        return campaign.attempts, campaign.contacts, campaign.companies_reached

    def _rows(self, user=None):
        where = [("kind", "=", "campaign")]
        return self.env["employer.today"].with_user(user or self.officer).search(where)

    # ---- the list

    def test_from_a_search_of_employers_each_once_and_to_its_owner(self):
        self._add(self.employer)
        orphan = self._employer("Orphan", user_id=False)
        chosen = self.employer | self.employer_2 | orphan
        dialog = Form(
            self.as_role("employer.campaign.add", "officer").with_context(
                active_model="employer.organisation", active_ids=chosen.ids
            )
        )
        dialog.campaign_id = self.campaign
        self.assertEqual((dialog.employer_count, dialog.new_count), (3, 2))
        action = dialog.save().action_add()
        self.assertEqual(action["res_id"], self.campaign.id)
        owners = {member.employer_id: member.user_id for member in self.campaign.member_ids}
        self.assertEqual(
            owners,
            {
                self.employer: self.officer,
                self.employer_2: self.officer_2,
                orphan: self.users["manager"],
            },
        )

    def test_the_dialog_may_name_one_officer(self):
        add = self.as_role("employer.campaign.add", "officer").create(
            {
                "campaign_id": self.campaign.id,
                "employer_ids": [(6, 0, self.employer_2.ids)],
                "user_id": self.officer.id,
            }
        )
        add.action_add()
        self.assertEqual(self.campaign.member_ids.user_id, self.officer)

    def test_an_empty_campaign_does_not_start(self):
        with self.assertRaisesRegex(UserError, "nobody to reach"):
            self.campaign.action_start()
        self._add()
        self.campaign.action_start()
        self.assertEqual(self.campaign.state, "running")
        self.assertEqual(self.campaign.milestone_ids.mapped("milestone"), ["running", "draft"])

    # ---- progress

    def test_the_state_follows_the_interactions_of_the_period(self):
        member = self._add(self.employer)
        self._interaction(date="2026-02-28", outcome="reached")
        self.assertEqual(member.state, "to_do", "before it began")
        self._interaction(date="2026-03-05", outcome="no_answer")
        self.assertEqual(member.state, "tried")
        mail = self._interaction(date="2026-03-06", outcome="reached", is_mass_mail=True)
        self.assertEqual(member.state, "tried", "mass mail is no contact")
        mail.is_mass_mail = False
        self.assertEqual((member.state, str(member.reached_date)), ("reached", "2026-03-06"))
        mail.date = "2026-04-01"
        self.assertEqual(member.state, "tried", "after its end")
        self.campaign.end_date = "2026-04-01"
        self.assertEqual(member.state, "reached")

    def test_a_reason_skips_until_they_answer(self):
        member = self._add(self.employer)
        member.skip_reason = "Closed for works"
        self.assertEqual(member.state, "skipped")
        self.assertFalse(self.campaign.employer_ids, "workshops do not invite it")
        self._interaction(date="2026-03-05", direction="in", outcome="interested")
        self.assertEqual(member.state, "reached")
        self.assertEqual(self.campaign.employer_ids, self.employer)

    def test_figures_by_the_definitions_of_the_office(self):
        union = self._employer("Workers", kind="union", is_employer=False)
        self._add(self.employer | self.employer_2 | union)
        elsewhere = self._employer("Not on the list")
        for vals in (
            {"outcome": "no_answer", "date": "2026-03-01"},
            {"outcome": "reached", "date": "2026-03-02"},
            {"outcome": "reached", "date": "2026-03-02", "channel": "visit"},
            {"outcome": "reached", "date": "2026-03-31"},
            {"outcome": "reached", "date": "2026-04-01"},
            {"outcome": "reached", "date": "2026-02-28"},
            {"outcome": "reached", "date": "2026-03-03", "employer_id": union.id},
            {"outcome": "reached", "date": "2026-03-03", "employer_id": elsewhere.id},
            {"outcome": "reached", "date": "2026-03-03", "is_mass_mail": True},
        ):
            self._interaction(**vals)
        self.assertEqual(self._figures(), (5, 3, 1))
        self.assertEqual(self.campaign.progress, 25)
        self.campaign.write({"target_companies": 0, "target_contacts": 3})
        self.assertEqual(self.campaign.progress, 100)
        self.campaign.write({"target_contacts": 0, "target_attempts": 10})
        self.assertEqual(self.campaign.progress, 50)
        self.campaign.target_attempts = 0
        self.assertEqual(self.campaign.progress, 0)

    def test_a_list_of_campaigns_asks_the_same_for_two_and_for_twenty(self):
        spec = {name: {} for name in ("name", "member_count", "companies_reached", "progress")}
        counts = []
        for more in (1, 18):
            for campaign in self.campaign.create(
                [{"name": f"C{n}", "end_date": "2026-12-31"} for n in range(more)]
            ):
                campaign._add(self.employer | self.employer_2)
            model = self.as_role("employer.campaign", "officer")
            model.web_search_read([], spec)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            model.web_search_read([], spec)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    # ---- today

    def test_waits_in_today_of_its_officer_while_it_runs(self):
        members = self._add()
        self.assertFalse(self._rows(), "not before it starts")
        self.campaign.action_start()
        row = self._rows()
        self.assertEqual((row.employer_id, str(row.date)), (self.employer, "2026-03-31"))
        self.assertEqual((row.title, row.bucket), ("Kitchens", "4_later"))
        self.assertEqual(self._rows(self.officer_2).employer_id, self.employer_2)
        action = row.action_log_contact()
        self.assertEqual(action["context"]["default_employer_id"], self.employer.id)
        row.action_postpone_day()
        self.assertEqual(str(members[0].due_date), "2026-03-11")
        row._pass_to(self.officer_2)
        self.assertFalse(self._rows())
        self.assertEqual(len(self._rows(self.officer_2)), 2)
        self._interaction(date="2026-03-10", outcome="reached")
        self.assertEqual(self._rows(self.officer_2).employer_id, self.employer_2)
        self.campaign.action_close()
        self.assertFalse(self._rows(self.officer_2))
        self.campaign.action_reopen()
        self.assertTrue(self._rows(self.officer_2))

    def _days(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return [str(row.date) for row in self._rows().sorted("date")]

    def test_those_without_a_date_come_by_turns(self):
        employers = self.employer.union(*(self._employer(f"Turn {one}") for one in range(3)))
        members = self._add(employers)
        self.campaign.action_start()
        self.assertEqual(self._days(), ["2026-03-08", "2026-03-16", "2026-03-23", "2026-03-31"])
        members[1].due_date = "2026-03-12"
        self.assertEqual(self._days(), ["2026-03-11", "2026-03-12", "2026-03-21", "2026-03-31"])
        self._interaction(date="2026-03-10", outcome="reached")
        self.assertEqual(
            self._days(), ["2026-03-12", "2026-03-21", "2026-03-31"], "no other turn moves"
        )

    def test_off_is_off(self):
        self._add()
        self.campaign.action_start()
        self.readers.implied_ids -= self.env.ref(FEATURE)
        self.assertFalse(self._rows())
        menu = self.env.ref("employer_engagement.employer_campaign_menu")
        visible = self.env["ir.ui.menu"].with_user(self.officer)._visible_menu_ids()
        self.assertNotIn(menu.id, visible)
        bindings = self.env["ir.actions.actions"].with_user(self.officer)
        names = [one["name"] for one in bindings.get_bindings("employer.organisation")["action"]]
        self.assertNotIn("Add to a campaign", names)
        self.assertIn("Hand over", names)

    # ---- rights

    def test_officers_write_readers_read_others_nothing(self):
        member = self._add(self.employer)
        for role in ("reader", "tutor"):
            self.assertEqual(self.as_role(member, role).state, "to_do")
            with self.assertRaises(AccessError):
                self.as_role(member, role).skip_reason = "x"
        with self.assertRaises(AccessError):
            member.with_user(self.other_officer).read(["state"])
        with self.assertRaises(AccessError):
            self.as_role(member, "employee").read(["state"])

    def test_handed_over_with_the_rest(self):
        member = self._add(self.employer)
        self.campaign.action_start()
        moves = self.env["employer.handover"].with_user(self.officer)._movable(self.officer)
        self.assertEqual(moves["campaign"], member)
