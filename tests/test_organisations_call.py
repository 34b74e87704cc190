# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

TODAY = "2026-11-15"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCall(EngagementCase):
    """Who may call: both sides of each number of R17, all teams, both offices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.theirs = cls._employer("Bar Gamma", user_id=cls.officer_2.id)
        cls.nobodys = cls._employer("Bar Delta", user_id=False)

    def _verdict(self, employer, user=None):
        seen = employer.with_user(user or self.officer)
        seen.invalidate_recordset(["call_state", "call_words"])
        return seen.call_state, seen.call_words

    def _twin(self, **vals):
        """Return the same company as *Bar Delta* in the other office."""
        vals = {"partner_id": self.nobodys.partner_id.id, **vals}
        return self.env["employer.organisation"].create(
            {"name": "Bar Delta", "company_id": self.other_office.id, **vals}
        )

    # ---- one's own

    def test_nothing_on_ones_own_cards(self):
        self._interaction(user_id=self.officer_2.id, date=TODAY)
        self._interaction(date=TODAY)
        self.assertEqual(self._verdict(self.employer), (False, False))
        self.assertEqual(self._verdict(self.employer, self.officer_2)[0], "wait")

    def test_an_open_scouting_of_mine_makes_it_mine(self):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.theirs.id, "user_id": self.officer.id}
        )
        self.assertEqual(self._verdict(self.theirs), (False, False))
        scouting.active = False
        self.assertEqual(self._verdict(self.theirs)[0], "ask")

    # ---- the numbers

    def test_without_an_owner_free_after_five_days(self):
        self.assertEqual(self._verdict(self.nobodys), ("free", "Free to call"))
        call = self._interaction(
            employer_id=self.nobodys.id, user_id=self.officer_2.id, date="2026-11-11"
        )
        state, words = self._verdict(self.nobodys)
        self.assertEqual(state, "wait")
        self.assertIn(f"{self.officer_2.name} spoke with them on 11/11/2026", words)
        self.assertIn("until 11/16/2026", words)
        call.date = "2026-11-10"
        self.assertEqual(self._verdict(self.nobodys)[0], "free")

    def test_the_owner_is_asked_after_thirty_days(self):
        self.assertEqual(self._verdict(self.theirs), ("ask", f"Ask {self.officer_2.name}."))
        call = self._interaction(
            employer_id=self.theirs.id, user_id=self.officer_2.id, date="2026-10-17"
        )
        state, words = self._verdict(self.theirs)
        self.assertEqual(state, "wait")
        self.assertIn("until 11/16/2026", words)
        call.date = "2026-10-16"
        self.assertEqual(self._verdict(self.theirs)[0], "ask")

    def test_an_attempt_is_told_as_one(self):
        self._interaction(
            employer_id=self.theirs.id, user_id=self.officer_2.id, outcome="no_answer"
        )
        self.assertIn("tried to reach them", self._verdict(self.theirs)[1])

    def test_what_does_not_count(self):
        """My own calls, mass mails, and calls about a person."""
        self._interaction(employer_id=self.theirs.id)
        self._interaction(employer_id=self.theirs.id, user_id=self.officer_2.id, is_mass_mail=True)
        self._interaction(
            employer_id=self.theirs.id,
            user_id=self.users["tutor"].id,
            candidate_id=self._person().id,
        )
        self.assertEqual(self._verdict(self.theirs)[0], "ask")

    def test_an_owner_who_left_is_none(self):
        self.officer_2.active = False
        self.assertEqual(self._verdict(self.theirs)[0], "free")

    def test_numbers_are_the_rule_s(self):
        rule = self.env.ref("employer_engagement.employer_rule_r17")
        self._interaction(employer_id=self.nobodys.id, user_id=self.officer_2.id, date="2026-11-10")
        rule.parameter_ids.filtered(lambda line: line.key == "free_days").value = 6
        self.assertEqual(self._verdict(self.nobodys)[0], "wait")
        rule.level = "off"
        self.assertEqual(self._verdict(self.nobodys), (False, False))
        self.assertNotIn(self.nobodys, self._search("free"))

    # ---- negotiations

    def test_a_negotiation_is_waited_for(self):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.nobodys.id, "user_id": self.officer_2.id}
        )
        self.assertEqual(self._verdict(self.nobodys)[0], "free")
        scouting.stage_id = self.env.ref("employer_engagement.employer_scouting_stage_proposal")
        state, words = self._verdict(self.nobodys)
        self.assertEqual(state, "wait")
        self.assertIn(f"{self.officer_2.name} is negotiating", words)
        self.assertEqual(self._verdict(self.nobodys, self.officer_2)[0], False)

    def test_an_agreement_under_way_too(self):
        agreement = self._agreement(employer_id=self.nobodys.id, user_id=self.officer_2.id)
        self.assertEqual(self._verdict(self.nobodys)[0], "free")
        agreement.action_negotiate()
        self.assertEqual(self._verdict(self.nobodys)[0], "wait")
        agreement.user_id = self.officer
        self.assertEqual(self._verdict(self.nobodys)[0], "free", "I am the one who negotiates")

    # ---- the other office

    def test_the_other_office_is_asked(self):
        self._twin(user_id=self.other_officer.id)
        state, words = self._verdict(self.nobodys)
        self.assertEqual(state, "ask")
        self.assertEqual(words, f"Ask {self.other_officer.name} (Other Office).")

    def test_the_other_office_s_contact_is_waited_for(self):
        """Told are the colleague, the office and the day; nothing else of the record."""
        self.nobodys.vat_number = "00743110157"
        twin = self._twin(
            partner_id=False, vat_number="IT00743110157", user_id=self.other_officer.id
        )
        self.assertNotEqual(twin.partner_id, self.nobodys.partner_id)
        self.env["employer.interaction"].create(
            {
                "employer_id": twin.id,
                "user_id": self.other_officer.id,
                "date": "2026-11-12",
                "summary": "Secret",
            }
        )
        state, words = self._verdict(self.nobodys)
        self.assertEqual(state, "wait")
        self.assertIn(f"{self.other_officer.name} (Other Office) spoke", words)
        self.assertNotIn("Secret", words)
        twin.active = False
        self.assertEqual(self._verdict(self.nobodys)[0], "free")

    # ---- search

    def _search(self, *states):
        return (
            self.env["employer.organisation"]
            .with_user(self.officer)
            .search([("call_state", "in", states), ("company_id", "=", self.office.id)])
        )

    def test_search(self):
        ours = self.employer | self.theirs | self.nobodys
        self.assertEqual(self._search("free") & ours, self.nobodys)
        self.assertEqual(self._search("ask") & ours, self.theirs)
        self.assertEqual(self._search("ask", "free") & ours, self.theirs | self.nobodys)
        self.assertEqual(self._search(False) & ours, self.employer)
        everyone = self.env["employer.organisation"].with_user(self.officer).search([])
        for one in everyone:
            self.assertIn(one, self._search(one.call_state))

    def test_queries_do_not_grow(self):
        def count(employers):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            employers.with_user(self.officer).mapped("call_words")
            return self.env.cr.sql_log_count - before

        few = self.theirs | self.nobodys
        many = few | self.env["employer.organisation"].create(
            [{"name": f"Shop {n}", "user_id": self.officer_2.id} for n in range(18)]
        )
        count(few)
        self.assertEqual(count(few), count(many))

    # ---- against it

    def _log(self, employer, user=None, **vals):
        context = employer.with_user(user or self.officer).action_log_contact()["context"]
        form = Form(
            self.env["employer.interaction.log"]
            .with_user(user or self.officer)
            .with_context(**context)
        )
        for name, value in vals.items():
            form[name] = value
        form.save().action_save()
        return form

    def _told(self, user):
        return (
            self.env["mail.message"]
            .search([("message_type", "=", "user_notification")])
            .filtered(
                lambda one: (
                    user.partner_id in one.notified_partner_ids and "was in touch" in one.body
                )
            )
        )

    def test_it_warns_and_tells_the_colleague(self):
        form = self._log(self.theirs)
        self.assertEqual(form.call_state, "ask")
        told = self._told(self.officer_2)
        self.assertEqual(len(told), 1)
        self.assertIn(self.officer.name, told.body)
        self.assertIn("Bar Gamma", told.body)
        self.assertEqual((told.model, told.res_id), ("employer.organisation", self.theirs.id))
        self.assertEqual(len(self.theirs.interaction_ids), 1, "it never blocks")

    def test_nobody_is_told_of_what_was_free_or_theirs(self):
        self._log(self.nobodys)
        self._log(self.theirs, direction="in")
        self._log(self.theirs, date="2026-11-10")
        self._log(self.employer)
        self.assertFalse(self._told(self.officer_2))

    def test_the_other_office_s_colleague_is_told_on_the_record_they_know(self):
        twin = self._twin(user_id=self.other_officer.id)
        self._log(self.nobodys)
        told = self._told(self.other_officer)
        self.assertEqual((told.model, told.res_id), ("employer.organisation", twin.id))
