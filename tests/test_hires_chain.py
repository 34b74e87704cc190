# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import Form, freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestHireChain(InternshipCase):
    """The dialog joins what is on file: a further contract, or the internship it follows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)

    def _record(self, action=None, **vals):
        """Record a hire of the person at the first employer as the form does; return it."""
        model = self.as_role("employer.hire.record", "officer")
        if action:
            model = model.with_context(**action["context"])
        with Form(model) as form:
            if not action:
                form.candidate_id, form.employer_id = self.person, self.employer
            for name, value in vals.items():
                setattr(form, name, value)
        return self.env["employer.hire"].browse(form.record.action_apply()["res_id"])

    # ---- contracts follow one another

    def test_extension_transformation_and_rehire_are_no_new_hires(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        action = hire.action_add_contract()
        self.assertEqual(str(action["context"]["default_start_date"]), "2026-02-01")
        self.assertEqual(self._record(action, end_date="2026-02-28"), hire)
        again = self._record(family="fixed_term", start_date="2026-03-30", end_date="2026-04-30")
        self.assertEqual(again, hire, "thirty days after")
        self.assertEqual(
            self._record(hire.action_add_contract(), family="open_ended"),
            hire,
        )
        self.assertEqual(
            hire.contract_ids.sorted("start_date").mapped("kind"),
            ["first", "extension", "rehire", "transformation"],
        )
        self.assertEqual(len(hire.followup_ids), 4)
        self.assertFalse(hire.end_date)

    def test_a_contract_that_began_today_is_followed_tomorrow(self):
        action = self._hire(TODAY).action_add_contract()
        self.assertEqual(str(action["context"]["default_start_date"]), "2026-03-03")

    def test_after_more_than_30_days_it_is_another_hire(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        other = self._record(family="open_ended", start_date="2026-03-03", origin="person")
        self.assertNotEqual(other, hire)
        self.assertEqual(other.contract_ids.kind, "first")

    def test_another_employer_or_an_archived_hire_is_no_relation(self):
        hires = self.env["employer.hire"]
        hire = self._hire("2026-01-01")
        day = self._day("2026-03-02")
        self.assertEqual(hires._relation_on(self.person, self.employer, day), hire)
        self.assertFalse(hires._relation_on(self.person, self.employer_2, day))
        self.assertFalse(hires._relation_on(self.person_2, self.employer, day))
        hire.action_archive()
        self.assertFalse(hires._relation_on(self.person, self.employer, day))

    # ---- the internship it follows

    def _ended(self):
        internship = self._running()
        with freeze_time("2026-06-01"):
            self._end(internship, "2026-06-01")
        return internship

    def test_a_hire_recorded_from_nowhere_proposes_its_internship(self):
        internship = self._ended()
        with Form(self.as_role("employer.hire.record", "officer")) as form:
            form.candidate_id, form.employer_id = self.person, self.employer
            form.family = "open_ended"
            form.start_date = "2026-11-28"
            self.assertEqual(form.proposed_internship_id, internship)
            self.assertEqual(form.origin, "internship_here")
            form.start_date = "2026-11-29"
            self.assertFalse(form.proposed_internship_id)
            form.start_date = "2026-11-28"
        hire = self.env["employer.hire"].browse(form.record.action_apply()["res_id"])
        self.assertEqual(hire.internship_id, internship)

    def test_another_origin_asks_why_in_the_dialog(self):
        internship = self._ended()
        vals = {"family": "open_ended", "start_date": "2026-06-10", "origin": "person"}
        with self.assertRaisesRegex(AssertionError, "internship_choice_reason is a required field"):
            self._record(**vals)
        hire = self._record(**vals, internship_choice_reason="own search")
        self.assertFalse(hire.internship_id)
        self.assertFalse(internship.hire_ids)

    def test_a_credited_internship_is_not_proposed_again(self):
        internship = self._ended()
        self._hire("2026-06-10", "2026-07-10", "fixed_term", origin=False)
        hire = self._record(family="open_ended", start_date="2026-09-01")
        self.assertFalse(hire.internship_id)
        self.assertEqual(len(internship.hire_ids), 1)

    def test_a_hire_on_file_before_its_internship_is_linked_afterwards(self):
        candidacy = self._selected()
        hire = self._hire("2026-05-02", origin="unknown")
        internship = self._running(candidacy_id=candidacy.id)
        hire.invalidate_recordset()
        self.assertEqual(hire.proposed_internship_id, internship)
        self.as_role(hire, "officer").action_credit_internship()
        self.assertEqual((hire.internship_id, hire.origin), (internship, "internship_here"))
        self.assertEqual((hire.candidacy_id, candidacy.state), (candidacy, "hired"))
        self.assertEqual(internship.outcome, "hired")

    def test_hired_elsewhere_the_host_did_not_hire(self):
        internship = self._ended()
        hire = self._hire(
            "2026-06-10",
            employer_id=self.employer_2.id,
            origin="internship_elsewhere",
            internship_id=internship.id,
        )
        self.assertEqual(internship.outcome, "not_hired")
        hire.action_archive()
        self.assertEqual(internship.outcome, "unknown")
