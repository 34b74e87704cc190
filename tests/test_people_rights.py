# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import tagged

from odoo.addons.employer_engagement.tests.common import EngagementCase


@tagged("post_install", "-at_install")
class TestPeopleSmoke(EngagementCase):
    def test_create(self):
        p = self.env["employer.candidate"].with_user(self.users["tutor"]).create({})
        self.assertRegex(p.code, r"P\d{5}")
        self.assertEqual(p.team_id, self.team)
        p.env["employer.candidate.identity"].create(
            {"candidate_id": p.id, "first_name": "A", "last_name": "B"}
        )
        self.assertEqual(p.work_right, "to_verify")
