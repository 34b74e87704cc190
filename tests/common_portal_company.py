# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo.tests import HttpCase, new_test_user

from .common import EngagementCase


class PortalCase(EngagementCase):
    """People of two companies on the portal: administrator, colleague, one unit's, a former one.

    `cls.people["admin"]` and so on are their users, login and password alike.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls._unit(cls.employer)
        cls.people = {
            "admin": cls._acting("admin", cls.employer, role="admin", may_sign=True),
            "colleague": cls._acting("colleague", cls.employer),
            "unit": cls._acting("unit", cls.employer, unit_id=cls.unit.id),
            "former": cls._acting("former", cls.employer, role="admin", active=False),
            "other": cls._acting("other", cls.employer_2, role="admin"),
        }

    @classmethod
    def _acting(cls, login, employer, **vals):
        """Return a portal user who acts for `employer`, a contact of it."""
        user = new_test_user(
            cls.env,
            f"ee_portal_{login}",
            groups="base.group_portal",
            name=f"Portal {login}",
            email=f"{login}@company.test",
        )
        user.partner_id.parent_id = employer.partner_id
        cls.env["employer.portal.member"].create(
            {
                "name": user.name,
                "employer_id": employer.id,
                "partner_id": user.partner_id.id,
                **vals,
            }
        )
        return user

    def _members_of(self, who):
        return self.env["employer.portal.member"]._of(self.people[who])


class PortalHttpCase(PortalCase, HttpCase):
    """The same in their browsers."""

    def _enter(self, who):
        user = self.people[who] if isinstance(who, str) else who
        self.authenticate(user.login, user.login)
        home = self.url_open("/my").text
        self.token = re.search(r'csrf_token: "([^"]+)"', home).group(1)
        return home

    def _get(self, url, status=200):
        answer = self.url_open(url, allow_redirects=False)
        self.assertEqual(answer.status_code, status, url)
        return answer.text

    def _post(self, url, values=None, status=303):
        """Post with the token of the session; return the answer."""
        data = {"csrf_token": self.token, **(values or {})}
        answer = self.url_open(url, data=data, allow_redirects=False)
        self.env.invalidate_all()
        self.assertEqual(answer.status_code, status, answer.text[:600])
        return answer
