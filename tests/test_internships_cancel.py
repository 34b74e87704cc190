# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipCancel(InternshipCase):
    """Called off before the start: who did it decides what becomes of the list."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(TODAY):
            cls.candidacy = cls._selected(reserve=cls.person_2)
            cls.reserve = cls.candidacy.preselection_id.candidacy_ids - cls.candidacy
            cls.internship = cls._internship(candidacy_id=cls.candidacy.id)
            cls.internship.action_ready()

    def _call_off(self, by, role="tutor"):
        window = self.as_role(self.internship, role).action_call_off()
        dialog = self.as_role(window["res_model"], role).with_context(**window["context"])
        dialog.create({"cancelled_by": by, "reason": "The order was withdrawn"}).action_apply()

    def test_the_company_takes_nobody(self):
        self._call_off("company_place")
        self.assertEqual(self.internship.state, "cancelled")
        self.assertEqual(self.internship.cancelled_by, "company_place")
        self.assertEqual(self.candidacy.state, "not_selected")
        self.assertEqual(self.candidacy.exit_reason_id.code, "company_cancelled")
        self.assertEqual(self.candidacy.exit_note, "The order was withdrawn")
        self.assertEqual(self.reserve.state, "approved", "there is no place to step into")
        self.assertEqual(self.person.state, "ready")

    def test_a_reserve_steps_in_where_the_place_stays(self):
        for by, left in (("company_person", "not_selected"), ("person", "withdrawn")):
            with self.subTest(by=by), self.cr.savepoint() as savepoint:
                self._call_off(by, "officer")
                self.assertEqual(self.candidacy.state, left)
                self.assertEqual((self.reserve.state, self.reserve.is_reserve), ("sent", False))
                savepoint.rollback()
                self.env.invalidate_all()

    def test_the_centre_keeps_the_person_selected(self):
        self._call_off("centre")
        self.assertEqual(self.candidacy.state, "selected")
        self.assertEqual(self.reserve.state, "approved")

    def test_a_notice_sent_is_to_be_annulled(self):
        self._call_off("centre")
        self.assertIn("Annul", self.internship.activity_ids.summary or "")

    def test_a_notice_never_sent_leaves_nothing_to_do(self):
        self.internship.communication_date = False
        self._call_off("centre")
        self.assertFalse(self.internship.activity_ids)

    def test_not_after_the_start(self):
        self.internship.action_start()
        with self.refused("cannot become"):
            self._call_off("company_place")
