# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipRulesCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipRulesRight(InternshipRulesCase):
    """R7: nobody starts without the right to work, and nobody is told why not."""

    def _permit(self, work_right, **vals):
        """Return a person who is no EU citizen, with one permit."""
        person = self.env["employer.candidate"].create({})
        self.env["employer.candidate.protected"].create(
            {"candidate_id": person.id, "citizenship_id": self.env.ref("base.ng").id}
        )
        kind = self.env["employer.permit.type"].create(
            {
                "code": f"test {work_right}",
                "name": "Test permit",
                "work_right": work_right,
                "weekly_hours_limit": 20 if work_right == "limited" else 0,
                "days_after_application": 60,
            }
        )
        self.env["employer.candidate.permit"].create(
            {
                "candidate_id": person.id,
                "permit_type_id": kind.id,
                "valid_from": "2026-01-01",
                **vals,
            }
        )
        return person

    def test_r7_no(self):
        self._rule("R7", "stop").is_liftable = False
        internship = self._internship(candidate_id=self._permit("no").id)
        self.assertRefused(internship, "R7.*may not work", "officer")
        self.assertRefused(internship, "R7.*may not work", "manager")
        self.assertNotIn("permit", internship.rule_notes.lower())

    def test_r7_yes(self):
        self._rule("R7", "stop")
        self.assertAllowed(self._internship(candidate_id=self._permit("yes").id))

    def test_r7_from_a_date(self):
        self._rule("R7", "stop")
        person = self._permit("after_days", valid_from=False, application_date="2026-01-02")
        # 60 days after 2 January is 3 March
        internship = self._internship(candidate_id=person.id)
        self.assertRefused(internship, "R7")
        internship.start_date = "2026-03-03"
        self.assertAllowed(internship)

    def test_r7_hours(self):
        self._rule("R7", "stop")
        person = self._permit("limited")
        internship = self._internship(candidate_id=person.id, weekly_hours=21)
        self.assertRefused(internship, "R7.*20 hours")
        internship.weekly_hours = 20
        self.assertAllowed(internship)

    def test_r7_and_r3_judge_terms_that_change_on_the_way(self):
        self._rule("R7", "stop")
        person = self._permit("limited")
        internship = self._internship(candidate_id=person.id, weekly_hours=20)
        internship.action_start()
        officer = self.as_role(internship, "officer")
        with self.refused("R7.*20 hours"):
            officer.weekly_hours = 21
        officer.weekly_hours = 19
        self._rule("R3", "stop")
        least = internship._minimum_allowance()
        officer.monthly_allowance = least
        with self.refused("R3.*at least"):
            officer.monthly_allowance = least - 1

    def test_r7_judges_an_extension(self):
        self._rule("R7", "stop")
        self._rule("R2", "off")
        person = self._permit("yes", valid_to="2026-06-30")
        kind = self.env["employer.permit.type"].search([("work_right", "=", "no")], limit=1)
        later = self.env["employer.candidate.permit"].create(
            {"candidate_id": person.id, "permit_type_id": kind.id, "valid_from": "2026-07-01"}
        )
        internship = self._internship(candidate_id=person.id)
        internship.action_start()
        asked = {"internship_id": internship.id, "reason": "goes well", "is_person_agreed": True}
        extensions = self.as_role("employer.internship.extension", "officer")
        with self.refused("R7.*every day"):
            extensions.create({**asked, "months": 2})
        later.unlink()
        self.assertTrue(extensions.create({**asked, "months": 2}))

    def test_r7_unsure_is_a_note_and_a_task(self):
        self._rule("R7", "stop")
        self._rule("R7_EXPIRY", "note")
        internship = self._internship(candidate_id=self._permit("verify").id)
        self.assertIn("to be verified", internship.rule_notes)
        self.assertAllowed(internship)
        check = self.env.ref("employer_engagement.mail_activity_type_right_to_work")
        self.assertIn(check, internship.activity_ids.activity_type_id)

    def test_r7_expiry_inside(self):
        self._rule("R7_EXPIRY", "note")
        person = self._permit("yes", valid_to="2026-05-31")
        internship = self._internship(candidate_id=person.id)
        self.assertIn("known until", internship.rule_notes)
        self.assertAllowed(internship)
        activity = internship.activity_ids.filtered(
            lambda line: (
                line.activity_type_id
                == self.env.ref("employer_engagement.mail_activity_type_right_to_work")
            )
        )
        self.assertEqual(str(activity.date_deadline), "2026-05-31")
        person.sudo().permit_ids.valid_to = "2026-06-01"
        internship.invalidate_recordset(["rule_notes"])
        self.assertFalse(internship.rule_notes)
