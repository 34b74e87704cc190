# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import tagged

from .common_portal import PortalWorkCase
from .test_internships_portal import HostCase


@tagged("post_install", "-at_install")
class TestCompanyPortalTour(HostCase, PortalWorkCase):
    """A company answers a list of five, takes one answer back, confirms a month and hires."""

    def test_a_company_answers_five_confirms_a_month_and_hires(self):
        self._portal_people()
        people = [self._person() for _each in range(5)]
        self._say_yes(people)
        rows = self._list(people)
        rows.action_approve()
        rows.action_mark_sent()
        self.ended.month_ids.unlink()
        self.start_tour("/my", "employer_engagement_company_portal", login=self.chef.login)
        said = [(one.state, one.company_answer) for one in rows.candidacy_ids]
        wanted, waiting, refused = ("sent", "meet"), ("sent", False), ("not_selected", False)
        self.assertEqual(said, [wanted, wanted, waiting, refused, refused])
        self.assertEqual((self.month.state, self.month.host_name), ("confirmed", "Chef"))
        told = self.internship.request_ids
        self.assertEqual((told.kind, told.family, told.weekly_hours), ("hired", "open_ended", 30))
