# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-16 09:00:00")
class TestPeopleReferralTold(EngagementCase):
    """A partner told us of a person by phone: it finds the person on its portal; and whoever
    follows a person has its referrals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._employer("Porte Aperte", is_partner_organisation=True)
        cls.partner_2 = cls._employer("Altra Riva", is_partner_organisation=True)
        cls.members = cls._member("anna", cls.partner)
        cls.members_2 = cls._member("olga", cls.partner_2)
        cls.office.employer_referral_user_id = cls.users["tutor"]

    @classmethod
    def _member(cls, login, organisation):
        user = new_test_user(cls.env, f"ee_{login}", groups="base.group_portal")
        return cls.env["employer.portal.member"].create(
            {"employer_id": organisation.id, "partner_id": user.partner_id.id, "name": login}
        )

    def _enter(self, **vals):
        """Return the person a tutor enters in the dialog."""
        dialog = self.as_role("employer.candidate.intake", "tutor").create(
            {
                "first_name": "Ada",
                "last_name": "Zaffiri",
                "referrer_id": self.partner.id,
                "team_id": self.team.id,
                **vals,
            }
        )
        return self.env["employer.candidate"].browse(dialog.action_enter()["res_id"])

    def _shown(self, members=None):
        """Return the rows that the portal shows to the people of the partner."""
        referrals = self.env["employer.referral"].sudo()
        return referrals.search(referrals._portal_domain(members or self.members))._portal_values()

    def _refer(self):
        referral = self.env["employer.referral"].create({"organisation_id": self.partner.id})
        self.env["employer.referral.identity"].create(
            {"referral_id": referral.id, "first_name": "Bea", "last_name": "Quarti"}
        )
        referral._route()
        return referral

    def test_nothing_is_shown_unless_the_tutor_ticks(self):
        person = self._enter()
        self.assertFalse(self._shown())
        self.assertTrue(self.as_role(person, "tutor").can_tell_referrer)

    def test_who_was_entered_by_phone_is_among_the_partner_s_own(self):
        person = self._enter(is_referrer_told=True)
        (row,) = self._shown()
        self.assertEqual(row["person"], "Ada Zaffiri")
        self.assertEqual((row["answer"], row["tutor"]), ("Taken on", self.users["tutor"].name))
        self.assertNotIn(person.code, str(row))
        self.assertFalse(self._shown(self.members_2))
        referral = person.referral_ids
        self.assertTrue(referral._is_proposable())
        self.assertFalse(referral.identity_ids.consent_date, "nobody asked on a form")
        told = person.disclosure_ids.filtered(lambda one: one.kind == "sent")
        self.assertEqual(told.employer_id, self.partner)
        self.assertEqual(told.user_id, self.users["tutor"])
        self.as_role(person, "tutor").action_tell_referrer()
        self.assertEqual(len(person.referral_ids), 1, "once is enough")
        with self.assertRaises(UserError):
            referral._withdraw()

    def test_the_own_team_tells_nobody_else(self):
        person = self._person(referrer_id=self.partner.id)
        for user in (self.tutor_2, self.users["officer"], self.users["manager"]):
            with self.subTest(user=user.login):
                self.assertFalse(person.with_user(user).can_tell_referrer)
                with self.assertRaises(AccessError):
                    person.with_user(user).action_tell_referrer()
        self.as_role(person, "tutor").action_tell_referrer()
        self.assertEqual(len(self._shown()), 1)

    def test_a_name_is_needed(self):
        bare = self.env["employer.candidate"].create(
            {"team_id": self.team.id, "referrer_id": self.partner.id}
        )
        with self.assertRaises(UserError):
            self.as_role(bare, "tutor").action_tell_referrer()

    def test_who_did_not_refer_the_person_sees_nothing_any_more(self):
        person = self._enter(is_referrer_told=True)
        referral = person.referral_ids
        self.as_role(person, "tutor").referrer_id = self.partner_2
        self.assertFalse(self._shown())
        self.assertFalse(referral.identity_ids)
        self.assertFalse(self._shown(self.members_2), "its own tick is asked for")
        self.as_role(person, "tutor").action_tell_referrer()
        self.assertEqual(len(self._shown(self.members_2)), 1)

    def test_a_referral_from_the_portal_stays_when_the_referrer_changes(self):
        referral = self._refer()
        dialog = self.env["employer.referral.answer"].with_user(self.users["tutor"])
        dialog.create({"referral_id": referral.id}).action_confirm()
        person = referral.candidate_id
        self.assertFalse(self.as_role(person, "tutor").can_tell_referrer)
        person.referrer_id = False
        self.assertEqual(referral.state, "taken_on")
        self.assertTrue(referral.identity_ids)

    def test_erasing_the_person_takes_the_name_from_the_portal(self):
        person = self._enter(is_referrer_told=True)
        person.identity_ids.unlink()
        (row,) = self._shown()
        self.assertNotIn("Zaffiri", str(row))

    # ---- who follows the person

    def test_another_tutor_has_the_referrals_and_is_whom_the_partner_reads(self):
        person = self._enter(is_referrer_told=True)
        taken, waiting = person.referral_ids, self._refer()
        dialog = self.as_role("employer.candidate.assign", "manager").create(
            {
                "candidate_ids": [(6, 0, person.ids)],
                "tutor_id": self.tutor_2.id,
                "team_id": self.team_2.id,
            }
        )
        dialog.action_confirm()
        self.assertEqual((taken.tutor_id, taken.user_id), (self.tutor_2, self.tutor_2))
        self.assertEqual(taken.team_id, self.team_2)
        self.assertEqual(self._shown()[-1]["tutor"], self.tutor_2.name)
        self.assertEqual(waiting.user_id, self.users["tutor"])
        with self.assertRaises(AccessError):
            self.as_role(taken, "tutor").action_open_identity()

    def test_what_waits_is_handed_over_by_a_manager_alone(self):
        waiting, answered = self._refer(), self._refer()
        dialog = self.env["employer.referral.answer"].with_user(self.users["tutor"])
        dialog.create({"referral_id": answered.id}).action_confirm()
        handovers = self.env["employer.handover"]
        movable = handovers.with_user(self.users["manager"])._movable(self.users["tutor"])
        self.assertEqual(movable["referral"].sudo(False), waiting)
        self.assertEqual(len(handovers._named_persons(waiting)), 1, "an officer's stay")
        officer_tutor = self._user("both", ("officer", "identity"))
        given = handovers.with_user(self.users["manager"])
        given._hand_over({"referral": movable["referral"]}, officer_tutor)
        self.assertEqual(waiting.user_id, officer_tutor)
