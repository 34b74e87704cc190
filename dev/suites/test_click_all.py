"""Clicks through our app in a browser: every menu, view type and filter, as Odoo's own suite does.

Odoo's suite opens every app as its administrator; ours opens our app as those who use it, on the
database with demo data.
"""

from odoo.tests import HttpCase, new_test_user, tagged

_START = (
    "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader').startClickEverywhere('%s');"
)
_GROUP = "employer_engagement.employer_engagement_group_%s"


@tagged("post_install", "-at_install")
class TestClickAll(HttpCase):
    """One test for each role; it fails at the first error the browser shows or logs."""

    allow_end_on_form = True

    def test_officer(self):
        """What an officer can open, opens."""
        self._click_all("officer")

    def test_manager(self):
        """What a manager can open, opens, configuration included."""
        self._click_all("manager")

    def _click_all(self, role):
        user = self._user(role)
        user.tour_enabled = False
        for menu in self._own_apps():
            self.browser_js(
                "/odoo",
                _START % menu,
                "odoo.isReady === true",
                login=user.login,
                timeout=900,
                success_signal="clickbot test succeeded",
            )

    def _user(self, role):
        """:return: the demo user of a role, or a new one where there is none"""
        user = self.env["res.users"].search([("login", "=", role)])
        return user or new_test_user(self.env, role, groups=f"base.group_user,{_GROUP % role}")

    def _own_apps(self):
        """:return: the external ids of our menus that are apps"""
        found = self.env["ir.model.data"].search(
            [("module", "=", "employer_engagement"), ("model", "=", "ir.ui.menu")]
        )
        menus = self.env["ir.ui.menu"].browse(found.mapped("res_id"))
        apps = menus.filtered(lambda menu: not menu.parent_id)
        self.assertTrue(apps, "The addon has no app menu.")
        return [row.complete_name for row in found if row.res_id in apps.ids]
