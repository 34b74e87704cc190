# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from importlib.util import module_from_spec, spec_from_file_location

from odoo.tests import freeze_time, tagged
from odoo.tools import file_path

from .common_internships import InternshipCase

MIGRATION = "employer_engagement/migrations/19.0.1.1.0/pre-target_indicators.py"


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01")
class TestTargets(InternshipCase):
    """Targets follow the registry: any indicator, in its unit, as of today."""

    def _target(self, indicator, **vals):
        period = {"start_date": "2026-03-01", "end_date": "2026-03-31"}
        return self.env["employer.target"].create(
            {"indicator": indicator, "value": 10, **period, **vals}
        )

    def _ended(self, day="2026-03-31", **vals):
        internship = self._running(**vals)
        self._end(internship, day, kind="early_company", end_reason="moved")
        return internship

    def test_what_is_to_come_is_not_done(self):
        target = self._target("hires", end_date="2026-12-31")
        self._hire("2026-12-01")
        self._hire("2026-12-02", candidate_id=self.person_2.id)
        self.assertEqual(target.actual, 1)

    def test_a_rate_in_per_cent(self):
        internship = self._ended()
        self._ended(candidate_id=self.person_2.id)
        self._hire("2026-04-01", internship_id=internship.id, origin="internship_here")
        target = self._target("conversion_host", value=55)
        self.assertEqual((target.actual, target.gap, target.unit), (50, 5, "%"))
        ratio = self._target("hires_per_100_internships", end_date="2026-04-30")
        self.assertEqual((ratio.actual, ratio.unit), (50, "per 100"))
        self.assertFalse(self._target("hires").unit)

    def test_of_a_person_only_what_has_a_person(self):
        group = self.env["employer.target.group"].create({"code": "t", "name": "T"})
        self.person.protected_ids.target_group_ids = group
        self._running()
        self._running(candidate_id=self.person_2.id)
        started = self._target("internships_started", target_group_id=group.id)
        agreements = self._target("agreements_active", target_group_id=group.id)
        self.assertEqual((started.actual, agreements.actual), (1, 0))

    def test_what_has_no_programme_is_not_told_by_programme(self):
        programme = self.env["employer.programme"].create({"name": "P", "code": "P1"})
        target = self._target("organisations", programme_id=programme.id)
        self.assertEqual(target.actual, 0)
        self.assertGreaterEqual(self._target("organisations").actual, 2)

    def test_many_targets_alike_are_one_query(self):
        def cost(targets):
            self.env.invalidate_all()
            targets.mapped("team_id.name"), targets.mapped("company_id.name")
            before = self.env.cr.sql_log_count
            targets.mapped("actual")
            return self.env.cr.sql_log_count - before

        teams = self.env["employer.team"].create([{"name": str(n)} for n in range(20)])
        targets = [self._target("attempts", team_id=team.id) for team in teams]
        few, many = targets[0], self.env["employer.target"].union(*targets)
        cost(few)  # what is kept for all queries to come
        self.assertEqual(cost(many), cost(few))

    def test_an_office_s_targets_are_its_own(self):
        there = self.env["employer.organisation"].create(
            {"name": "There", "company_id": self.other_office.id}
        )
        self._interaction(date="2026-03-02", employer_id=there.id)
        self._interaction(date="2026-03-02")
        self.assertEqual(self._target("attempts").actual, 1)
        theirs = self._target("attempts", company_id=self.other_office.id)
        self.assertEqual(theirs.actual, 1)

    def test_an_upgrade_keeps_the_targets_on_internships(self):
        target = self._target("attempts")
        self.env.flush_all()
        rename = "UPDATE employer_target SET indicator = %s WHERE id = %s"
        self.env.cr.execute(rename, ("internships", target.id))
        spec = spec_from_file_location("pre_target_indicators", file_path(MIGRATION))
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.0.0")
        target.invalidate_recordset()
        self.assertEqual(target.indicator, "internships_started")
