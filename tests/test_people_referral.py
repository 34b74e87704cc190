# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import EngagementCase

NAME = "Zaffiri"
CODE = "RSSMRA80A01F205X"
TODAY = date(2026, 11, 16)
REPLY = "The course begins in spring: tell us again then."


@tagged("post_install", "-at_install")
@freeze_time("2026-11-16 09:00:00")
class TestPeopleReferral(EngagementCase):
    """A partner refers a person: who reads it, who answers it, what becomes of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._employer("Porte Aperte", is_partner_organisation=True)
        cls.office.employer_referral_user_id = cls.users["tutor"]

    def _refer(self, route=True, **vals):
        """Return a referral as the portal makes it, routed as the job does right after."""
        referral = self.env["employer.referral"].create({"organisation_id": self.partner.id})
        self.env["employer.referral.identity"].create(
            {
                "referral_id": referral.id,
                "first_name": "Ada",
                "last_name": NAME,
                "consent_date": TODAY - timedelta(days=3),
                **vals,
            }
        )
        if route:
            referral._route()
        return referral

    def _known(self, **identity):
        """Return a person of the other team's tutor."""
        who = {"tutor_id": self.tutor_2.id, "team_id": self.team_2.id}
        return self._person("Ada", NAME, identity=identity, **who)

    def _answer(self, referral, user, **vals):
        dialog = self.env["employer.referral.answer"].with_user(user)
        return dialog.create({"referral_id": referral.id, **vals}).action_confirm()

    def _seen(self, referral, role):
        self.env.invalidate_all()
        return self.as_role(referral.sudo().identity_ids, role)

    # ---- who reads whom the partner means

    def test_names_need_opening_and_leave_a_trace(self):
        referral = self._refer()
        for role in ("tutor", "privacy", "reader", "officer", "manager", "employee"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._seen(referral, role).read(["last_name"])
        for role in ("tutor", "privacy"):
            self.as_role(referral, role).action_open_identity()
            self.assertEqual(self._seen(referral, role).last_name, NAME)
        rows = self.env["employer.disclosure"].search([("referral_id", "=", referral.id)])
        self.assertEqual(set(rows.mapped("kind")), {"opened"})
        self.assertEqual(rows.user_id, self.users["tutor"] | self.users["privacy"])
        self.assertEqual(rows.company_id, self.office)

    def test_others_open_nothing_and_find_nothing_by_name(self):
        referral = self._refer()
        for role in ("reader", "officer", "manager", "employee"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(referral, role).action_open_identity()
        with self.assertRaises(AccessError):
            referral.with_user(self.tutor_2).action_open_identity()
        self.as_role(referral, "tutor").action_open_identity()
        domain = [("identity_ids.last_name", "=", NAME)]
        self.assertEqual(self.as_role("employer.referral", "tutor").search(domain), referral)
        other = self.env["employer.referral"].with_user(self.tutor_2)
        self.assertFalse(other.search(domain))
        self.assertFalse(self.env["employer.disclosure"].search([("kind", "=", "erased")]))

    def test_opening_lasts_twelve_hours(self):
        referral = self._refer()
        self.as_role(referral, "tutor").action_open_identity()
        with freeze_time("2026-11-16 20:59:00"):
            self.assertEqual(self._seen(referral, "tutor").last_name, NAME)
        with freeze_time("2026-11-16 21:01:00"), self.assertRaises(AccessError):
            self._seen(referral, "tutor").read(["last_name"])

    def test_the_rows_say_no_name(self):
        referral = self._refer(fiscal_code=CODE)
        identity = referral.identity_ids
        self.assertEqual(identity.display_name, referral.name)
        for role in ("reader", "officer", "tutor", "manager"):
            row = self.as_role(referral, role).read()[0]
            self.assertNotIn(NAME, str(row))
            self.assertNotIn(CODE, str(row))

    def test_staff_write_nothing_but_who_answers_and_when(self):
        referral = self._refer()
        own = self.as_role(referral, "tutor")
        for vals in ({"state": "taken_on"}, {"tutor_id": self.tutor_2.id}, {"reply": "Yes"}):
            with self.assertRaises(UserError):
                own.write(vals)
        own.due_date = TODAY
        self.as_role(referral, "manager").user_id = self.tutor_2
        self.assertEqual(referral.team_id, self.team_2)
        with self.assertRaises(AccessError):
            own.user_id = self.users["tutor"]
        with self.assertRaises(ValidationError):
            self.as_role(referral, "manager").user_id = self.users["officer"]
        with self.assertRaises(AccessError):
            self.as_role(referral, "officer").due_date = TODAY

    # ---- whom we know already

    def test_a_known_fiscal_code_goes_to_its_tutor(self):
        known = self._known(fiscal_code=CODE)
        referral = self._refer(first_name="Adina", fiscal_code=CODE)
        self.assertEqual(referral.user_id, self.tutor_2)
        seen = referral.with_user(self.tutor_2)
        self.assertEqual(seen.match_ids.sudo(), known)
        self.assertFalse(seen.has_other_match)

    def test_a_former_fiscal_code_is_known_too(self):
        known = self._known(fiscal_code="12345670017")
        known.identity_ids.fiscal_code = CODE
        self.assertEqual(self._refer(fiscal_code="12345670017").user_id, self.tutor_2)

    def test_the_same_name_and_birth_date_are_a_match_one_alone_is_not(self):
        self._known(birth_date="2000-02-01")
        born = {"last_name": NAME.upper(), "birth_date": "2000-02-01"}
        self.assertEqual(self._refer(**born).user_id, self.tutor_2)
        self.assertEqual(self._refer().user_id, self.users["tutor"])
        born["first_name"] = "Bea"
        self.assertEqual(self._refer(**born).user_id, self.users["tutor"])

    def test_a_person_of_another_office_is_unknown_here(self):
        person = self._known(fiscal_code=CODE)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_candidate_identity SET company_id = %s WHERE candidate_id = %s",
            (self.other_office.id, person.id),
        )
        self.env.invalidate_all()
        self.assertEqual(self._refer(fiscal_code=CODE).user_id, self.users["tutor"])

    def test_a_match_of_another_team_shows_no_code_and_is_handed_over(self):
        referral = self._refer(fiscal_code=CODE)
        self._known(fiscal_code=CODE)
        seen = self.as_role(referral, "tutor")
        self.assertFalse(seen.match_ids)
        self.assertTrue(seen.has_other_match)
        for role in ("officer", "manager"):
            with self.assertRaises(AccessError):
                self.as_role(referral, role).read(["has_other_match"])
        seen.action_hand_over()
        self.assertEqual(referral.user_id, self.tutor_2)
        with self.assertRaises(AccessError):
            seen.action_hand_over()

    def test_nobody_knows_before_the_job_looked(self):
        """Sending looks nothing up: that is what makes known and unknown alike."""
        self._known(fiscal_code=CODE)
        identity = type(self.env["employer.candidate.identity"])
        with patch.object(identity, "_find_by_fiscal_code", side_effect=AssertionError):
            referral = self._refer(route=False, fiscal_code=CODE)
        self.assertFalse(referral.user_id)
        self.env["employer.referral"]._cron_route()
        self.assertEqual(referral.user_id, self.tutor_2)
        referral.user_id = self.users["tutor"]
        self.env["employer.referral"]._cron_route()
        self.assertEqual(referral.user_id, self.users["tutor"], "routed once")

    def test_without_a_receiver_a_tutor_takes_it(self):
        self.office.employer_referral_user_id = False
        referral = self._refer(route=False)
        for role in ("reader", "officer", "manager"):
            with self.assertRaises(UserError):
                self.as_role(referral, role).action_take()
        self.as_role(referral, "tutor").action_take()
        self.assertEqual(referral.user_id, self.users["tutor"])
        with self.assertRaises(UserError):
            referral.with_user(self.tutor_2).action_take()

    def test_taking_looks_first_whose_person_it_is(self):
        self.office.employer_referral_user_id = False
        self._known(fiscal_code=CODE)
        referral = self._refer(route=False, fiscal_code=CODE)
        action = self.as_role(referral, "tutor").action_take()
        self.assertIn(self.tutor_2.name, action["params"]["message"])
        self.assertEqual(referral.user_id, self.tutor_2)

    # ---- the answer

    def test_taken_on_becomes_a_person_with_its_profile_and_consent(self):
        referral = self._refer(
            fiscal_code=CODE,
            phone="333 1234567",
            wanted="Cooked for a school",
            languages="French",
            licences="B",
            weekly_hours=30,
            may_be_proposed=True,
            consent_channel="paper",
        )
        action = self._answer(referral, self.users["tutor"], reply="Welcome")
        person = self.env["employer.candidate"].browse(action["res_id"])
        self.assertEqual(referral.state, "taken_on")
        self.assertEqual(referral.candidate_id, person)
        self.assertEqual(referral.tutor_id, self.users["tutor"])
        self.assertEqual(referral.answered_date, TODAY)
        self.assertEqual(person.referrer_id, self.partner)
        self.assertEqual((person.licences, person.weekly_hours), ("B", 30))
        self.assertEqual(person.job_notes, "Cooked for a school\nFrench")
        self.assertEqual(person.identity_ids.fiscal_code, CODE)
        consent = person.consent_ids
        self.assertEqual((consent.kind, consent.channel), ("proposal", "paper"))
        self.assertEqual(consent.asked_by_id, self.partner)
        self.assertEqual(consent.asked_datetime, datetime(2026, 11, 13, 12))
        self.assertEqual(person.entered_date, TODAY)
        self.assertFalse(self.env["employer.referral.answer"].search([]))

    def test_what_the_partner_wrote_becomes_the_record_without_the_name(self):
        """Every role reads it, and a company gets it with the list."""
        words = f"Ada {NAME} cooks. {NAME.upper()}: ask at the parish"
        referral = self._refer(wanted=words, availability=f"As Ada {NAME} likes", area="Nord")
        person = self.env["employer.candidate"].browse(
            self._answer(referral, self.users["tutor"])["res_id"]
        )
        number = referral.name
        self.assertEqual(person.job_notes, f"{number} cooks. {number}: ask at the parish")
        self.assertEqual((person.availability, person.area), (f"As {number} likes", "Nord"))
        self.assertIn(NAME, referral.identity_ids.wanted, "the partner reads its own words")

    def test_words_to_the_partner_are_no_news_for_everybody(self):
        referral = self._refer()
        self._answer(referral, self.users["tutor"], answer="not_now", reply=REPLY)
        for role in ("reader", "officer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(referral, role).read(["reply"])
            with self.assertRaises(AccessError):
                self.as_role("employer.referral", role).search([("reply", "ilike", "course")])
        self.assertEqual(self.as_role(referral, "tutor").reply, REPLY)

    def test_the_partner_is_told_by_number(self):
        referral = self._refer()
        self._answer(referral, self.users["tutor"], answer="not_now", reply=REPLY)
        mail = self.partner.company_mail_ids
        self.assertIn(referral.name, mail.subject)
        for secret in (NAME, REPLY, "Ada"):
            self.assertNotIn(secret, str(mail.read()))

    def test_no_consent_is_made_up(self):
        referral = self._refer()
        self._answer(referral, self.users["tutor"])
        self.assertFalse(referral.candidate_id.consent_ids)

    def test_a_person_followed_already_is_taken_on_as_it_is(self):
        known = self._known(fiscal_code=CODE)
        referral = self._refer(fiscal_code=CODE, may_be_proposed=True)
        self._answer(referral, self.tutor_2)
        self.assertEqual(referral.candidate_id, known)
        self.assertEqual(referral.tutor_id, self.tutor_2)
        self.assertFalse(known.referrer_id)
        self.assertEqual(known.consent_ids.asked_by_id, self.partner, "the yes it heard")

    def test_a_partner_s_word_undoes_no_no(self):
        known = self._known(fiscal_code=CODE)
        for own in ({"answer": "no"}, {"withdrawn_date": TODAY - timedelta(days=20)}):
            with self.subTest(**own):
                known.consent_ids.sudo().unlink()
                asked = datetime(2026, 10, 1, 9)
                self._say_yes(known, asked_datetime=asked, **own)
                referral = self._refer(fiscal_code=CODE, may_be_proposed=True)
                self._answer(referral, self.tutor_2)
                self.assertFalse(known.consent_ids.asked_by_id)

    def test_a_person_of_another_team_cannot_be_chosen(self):
        known = self._known()
        with self.assertRaises(AccessError):
            self._answer(self._refer(), self.users["tutor"], candidate_id=known.id)

    def test_not_now_and_elsewhere_say_why(self):
        for answer in ("not_now", "elsewhere"):
            referral = self._refer()
            with self.assertRaises(UserError):
                self._answer(referral, self.users["tutor"], answer=answer)
            self._answer(referral, self.users["tutor"], answer=answer, reply=REPLY)
            self.assertEqual((referral.state, referral.reply), (answer, REPLY))
            self.assertFalse(referral.candidate_id)

    def test_who_does_not_hold_it_answers_nothing(self):
        referral = self._refer()
        for user in (self.tutor_2, self.users["officer"], self.users["manager"]):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._answer(referral, user, answer="not_now", reply=REPLY)
        self.assertEqual(referral.state, "new")

    def test_an_answer_is_taken_back(self):
        referral = self._refer()
        self._answer(referral, self.users["tutor"], answer="not_now", reply=REPLY)
        with self.assertRaises(AccessError):
            referral.with_user(self.tutor_2).action_reopen()
        self.as_role(referral, "tutor").action_reopen()
        self.assertEqual((referral.state, referral.reply), ("new", False))

    # ---- it goes away again

    def test_withdrawn_deletes_the_names(self):
        referral = self._refer()
        referral._withdraw()
        self.assertEqual(referral.state, "withdrawn")
        self.assertFalse(referral.identity_ids)
        rows = self.env["employer.disclosure"].search([("referral_id", "=", referral.id)])
        self.assertEqual(rows.mapped("kind"), ["erased"])
        taken = self._refer()
        self._answer(taken, self.users["tutor"])
        with self.assertRaises(UserError):
            taken._withdraw()

    def test_the_privacy_officer_erases_the_tutor_does_not(self):
        referral = self._refer()
        for role in ("tutor", "privacy"):
            self.as_role(referral, role).action_open_identity()
        with self.assertRaises(AccessError):
            self._seen(referral, "tutor").action_erase()
        self._seen(referral, "privacy").action_erase()
        self.assertFalse(referral.identity_ids)

    def test_erasing_the_person_erases_the_referral(self):
        referral = self._refer()
        self._answer(referral, self.users["tutor"])
        referral.candidate_id.identity_ids.unlink()
        self.assertFalse(referral.identity_ids)

    def test_names_are_forgotten_some_months_after_the_answer(self):
        answered, waiting = self._refer(), self._refer()
        self._answer(answered, self.users["tutor"], answer="not_now", reply=REPLY)
        identity = self.env["employer.referral.identity"]
        with freeze_time("2027-11-16 09:00:00"):
            identity._gc_answered()
            self.assertTrue(answered.identity_ids, "twelve months to the day")
        with freeze_time("2027-11-17 09:00:00"):
            identity._gc_answered()
            self.assertFalse(answered.identity_ids)
            self.assertTrue(waiting.identity_ids)

    # ---- Today

    def test_today_reminds_who_answers(self):
        referral = self._refer()
        self.env.flush_all()
        domain = [("kind", "=", "referral")]
        row = self.as_role("employer.today", "tutor").search(domain)
        self.assertEqual(row.res_id, referral.id)
        self.assertEqual(row.date, TODAY + timedelta(days=7))
        self.assertEqual(row.title, referral.name)
        self.assertFalse(self.env["employer.today"].with_user(self.tutor_2).search(domain))
        row.action_postpone_day()
        self.assertEqual(referral.due_date, TODAY + timedelta(days=1))
        self._answer(referral, self.users["tutor"], answer="not_now", reply=REPLY)
        self.env.flush_all()
        self.assertFalse(self.as_role("employer.today", "tutor").search(domain))

    def test_today_tells_the_partners_officer_while_nobody_has_it(self):
        self.office.employer_referral_user_id = False
        self._refer()
        self.env.flush_all()
        rows = self.as_role("employer.today", "officer").search([("kind", "=", "referral")])
        self.assertEqual(rows.employer_id.sudo(), self.partner)
