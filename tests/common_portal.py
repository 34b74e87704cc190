# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo.tests import HttpCase, new_test_user


class PortalWorkCase(HttpCase):
    """Two persons with an account of the portal: a company's, and a stranger's to it."""

    @classmethod
    def _portal_people(cls):
        cls.chef = cls._portal_user("ee_portal_chef", cls.employer)
        cls.other_chef = cls._portal_user("ee_portal_other", cls.employer_2)

    @classmethod
    def _portal_user(cls, login, employer):
        """Return a user of the portal with a row of its own for `employer`."""
        user = new_test_user(cls.env, login, groups="base.group_portal", email=f"{login}@x.test")
        cls.env["employer.portal.member"].create(
            {"employer_id": employer.id, "partner_id": user.partner_id.id, "name": "Chef"}
        )
        return user

    def _as(self, user):
        self.authenticate(user.login, user.login)

    def _token(self, url):
        page = self.url_open(url)
        self.assertEqual(page.status_code, 200, url)
        return re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)

    def _post_to(self, page, path, values):
        """Send a form of `page` to `page` + `path`."""
        data = {"csrf_token": self._token(page), **values}
        answer = self.url_open(page + path, data=data)
        self.env.invalidate_all()
        return answer

    def assertNobodys(self, urls):
        """Each address answers as one of a thing that does not exist."""
        for url in urls:
            self.assertEqual(self.url_open(url).status_code, 404, url)
