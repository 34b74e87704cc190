# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.employer_engagement.tests.common import EngagementCase

CODE = "RSSMRA80A01H501U"


@tagged("post_install", "-at_install")
class TestPeopleIntake(EngagementCase):
    """Entering a person: one dialog, each thing where its rights are; one person, one code."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Intake = cls.env["employer.candidate.intake"].with_user(cls.users["tutor"])
        cls.permit_type = cls.env["employer.permit.type"].create(
            {"code": "test_yes", "name": "Title", "work_right": "yes"}
        )

    def _enter(self, **vals):
        intake = self.Intake.create({"first_name": "Ada", "last_name": "Fiori", **vals})
        action = intake.action_enter()
        self.assertFalse(intake.exists())  # the names typed there are gone
        return self.env[action["res_model"]].browse(action["res_id"])

    @freeze_time("2026-03-15 10:00:00")
    def test_dialog_puts_each_thing_in_its_place(self):
        with Form(self.Intake) as form:
            form.first_name = "Ada"
            form.last_name = "Fiori"
            form.fiscal_code = "rss mra 80a01 h501u"
            form.proposal_answer = "yes"
            self.assertEqual(form.proposal_expiry_date, date(2028, 3, 14))
            form.permit_type_id = self.permit_type
            form.permit_valid_to = date(2027, 1, 1)
            form.citizenship_id = self.env.ref("base.ma")
        action = form.record.action_enter()
        person = self.env["employer.candidate"].browse(action["res_id"])
        self.assertEqual((person.team_id, person.tutor_id), (self.team, self.users["tutor"]))
        self.assertEqual(person.identity_ids.fiscal_code, CODE)
        self.assertEqual(person.protected_ids.citizenship_id, self.env.ref("base.ma"))
        self.assertEqual(person.permit_ids.valid_to, date(2027, 1, 1))
        self.assertEqual(person.participation_ids.entered_date, date(2026, 3, 15))
        self.assertTrue(person._has_consent("proposal"))
        self.assertEqual(person.work_right, "yes")
        kinds = person.disclosure_ids.filtered(lambda row: row.user_id == self.users["tutor"])
        self.assertIn("entered", kinds.mapped("kind"))

    def test_consent_is_recorded_as_answered(self):
        self.assertFalse(self._enter().consent_ids)
        person = self._enter(proposal_answer="no")
        self.assertEqual(person.consent_ids.answer, "no")
        self.assertFalse(person._has_consent("proposal"))

    def test_only_tutors_enter_persons(self):
        for role in ("reader", "officer", "manager", "privacy", "employee"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.candidate.intake", role).create(
                    {"first_name": "A", "last_name": "B"}
                )
        with self.assertRaises(AccessError):  # nor for another team
            self._enter(team_id=self.team_2.id, tutor_id=self.tutor_2.id)

    def test_names_without_right_to_protected_data(self):
        user = self._user("names_only", ("user", "identity"))
        intake = self.env["employer.candidate.intake"].with_user(user)
        self.assertNotIn("permit_type_id", intake.fields_get())
        action = intake.create({"first_name": "A", "last_name": "B"}).action_enter()
        person = self.env["employer.candidate"].browse(action["res_id"])
        self.assertTrue(person.identity_ids)
        self.assertFalse(person.protected_ids)

    # ---- fiscal code

    def test_fiscal_code_is_checked(self):
        for code in ("RSSMRA80A01H501X", "RSS", "12345678901", "0123456789012345"):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self._enter(fiscal_code=code)
        self.assertEqual(self._enter(fiscal_code=CODE).identity_ids.fiscal_code, CODE)

    def test_former_codes_are_kept(self):
        person = self._person(identity={"fiscal_code": self._provisional()})
        identity = person.identity_ids
        old = identity.fiscal_code
        identity.fiscal_code = CODE
        self.assertEqual(identity.former_fiscal_codes, old)
        identity.fiscal_code = CODE.lower()
        self.assertEqual(identity.former_fiscal_codes, old)
        identity.fiscal_code = False
        self.assertEqual(identity.former_fiscal_codes, f"{old}, {CODE}")

    def _provisional(self):
        from stdnum import luhn

        number = "0000123456"
        return number + luhn.calc_check_digit(number)

    def test_duplicate_names_the_code_to_who_may_know(self):
        person = self._person(identity={"fiscal_code": CODE})
        with self.assertRaises(ValidationError) as caught:
            self._enter(fiscal_code=CODE)
        self.assertIn(person.code, str(caught.exception))

    def test_duplicate_is_neutral_to_others(self):
        far = {"team_id": self.team_2.id, "tutor_id": self.tutor_2.id}
        person = self._person(identity={"fiscal_code": CODE}, **far)
        with self.assertRaises(ValidationError) as caught:
            self._enter(fiscal_code=CODE)
        self.assertNotIn(person.code, str(caught.exception))
        self.assertNotIn("Fiori", str(caught.exception))

    def test_a_former_code_is_a_duplicate_too(self):
        person = self._person(identity={"fiscal_code": self._provisional()})
        person.identity_ids.fiscal_code = CODE
        with self.assertRaises(ValidationError):
            self._enter(fiscal_code=self._provisional())

    def test_offices_are_apart(self):
        tutor = self._user("tutor_far", ("user", "identity", "protected"), self.other_office)
        self._person(identity={"fiscal_code": CODE})
        intake = self.env["employer.candidate.intake"].with_user(tutor)
        intake.create({"first_name": "A", "last_name": "B", "fiscal_code": CODE}).action_enter()

    def test_born_in_the_future(self):
        with self.assertRaises(ValidationError):
            self._person(identity={"birth_date": date(2999, 1, 1)})

    def test_contact_is_never_made_by_itself(self):
        before = self.env["res.partner"].search_count([])
        self._enter(phone="02 1234", email="ada@example.com")
        self.assertEqual(self.env["res.partner"].search_count([]), before)
