# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipCase

MODELS = (
    "employer.internship",
    "employer.internship.suspension",
    "employer.internship.extension",
    "employer.hire",
    "employer.hire.contract",
    "employer.followup",
)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipSecurity(InternshipCase):
    """Officers and tutors write, readers read, nobody else sees anything."""

    def test_who_reads_and_writes(self):
        for model in MODELS:
            for role, reads, writes in (
                ("reader", True, False),
                ("officer", True, True),
                ("tutor", True, True),
                ("manager", True, True),
                ("employee", False, False),
                ("privacy", False, False),
            ):
                with self.subTest(model=model, role=role):
                    records = self.as_role(model, role)
                    self.assertEqual(records.has_access("read"), reads)
                    for operation in ("write", "create"):
                        self.assertEqual(records.has_access(operation), writes)
            self.assertFalse(self.env[model].with_user(self.stranger).has_access("read"))

    def test_only_managers_delete(self):
        for role, allowed in (("officer", False), ("tutor", False), ("manager", True)):
            for model in ("employer.internship", "employer.hire", "employer.followup"):
                self.assertEqual(self.as_role(model, role).has_access("unlink"), allowed)

    def test_reader_cannot_start(self):
        internship = self._internship()
        with self.assertRaises(AccessError):
            self.as_role(internship, "reader").action_start()

    def test_another_office_sees_nothing(self):
        internship = self._running()
        hire = self._hire(candidate_id=self.person_2.id)
        for record in (internship, hire, hire.contract_ids, hire.followup_ids):
            other = record.with_user(self.other_officer)
            self.assertFalse(other.search([("id", "in", record.ids)]))
            with self.assertRaises(AccessError):
                other.mapped("company_id")

    def test_schemes_are_the_managers(self):
        self.assertFalse(self.as_role(self.scheme, "officer").has_access("write"))
        self.as_role(self.scheme, "manager").write({"default_months": 2})
        self.assertEqual(self.scheme.default_months, 2)

    def test_tutor_does_the_whole_path(self):
        internship = self.as_role(self._internship(), "tutor")
        internship.action_ready()
        internship.action_start()
        self.as_role("employer.internship.suspend", "tutor").create(
            {"internship_id": internship.id, "reason": "closure", "start_date": "2026-03-02"}
        ).action_apply()
        with freeze_time("2026-03-20"):
            self.as_role("employer.internship.resume", "tutor").create(
                {"internship_id": internship.id, "resume_date": "2026-03-20"}
            ).action_apply()
            self.as_role("employer.internship.end", "tutor").create(
                {
                    "internship_id": internship.id,
                    "actual_end_date": "2026-03-20",
                    "end_kind": "early_person",
                }
            ).action_apply()
        self.assertEqual(internship.state, "ended")

    def test_list_costs_no_query_a_row(self):
        for _number in range(5):
            self._internship(candidate_id=self._person().id)
        internships = self.as_role("employer.internship", "officer").search([])
        fields = ["name", "candidate_id", "planned_end_date", "days_left", "missing_papers"]
        internships[:1].read(fields)
        self.env.invalidate_all()
        internships[:1].read(fields)
        self.env.invalidate_all()
        with self.assertQueryCount(self._count(internships[:1], fields)):
            self.env.invalidate_all()
            internships.read(fields)

    def _count(self, records, fields):
        """Return the queries that reading one record takes."""
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        records.read(fields)
        return self.env.cr.sql_log_count - before
