# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import EngagementCase

FEATURE = "employer_engagement.employer_engagement_feature_"
FEATURES_ON = (
    "scouting",
    "workshops",
    "agreements",
    "vacancies",
    "persons",
    "lists",
    "internships",
    "hires",
    "figures",
)
FEATURES_OFF = (
    "due_diligence",
    "campaigns",
    "second_approval",
    "computed_quota",
    "courses",
    "signature_link",
    "bulletin",
    "dispatch",
    "stipends",
)


@tagged("post_install", "-at_install")
class TestSettings(EngagementCase):
    """What we use: ticks that give or take a feature group."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")

    def _settings(self, user=None):
        return self.env["res.config.settings"].with_user(user or self.admin)

    def _has(self, role, feature):
        return self.users[role].has_group(FEATURE + feature)

    def test_each_tick_shows_and_changes_its_feature(self):
        for feature in (*FEATURES_ON, *FEATURES_OFF):
            with self.subTest(feature=feature):
                field = f"group_employer_{feature}"
                is_on = self._has("officer", feature)
                self.assertEqual(self._settings().create({})[field], is_on)
                for value in (not is_on, is_on):
                    self._settings().create({field: value}).execute()
                    for role in ("reader", "officer", "tutor", "manager"):
                        self.assertEqual(self._has(role, feature), value, role)
                    self.assertFalse(self._has("employee", feature))

    def test_only_administrators_save_settings(self):
        with self.assertRaises(AccessError):
            self._settings(self.users["manager"]).create({})

    def test_lists_go_with_vacancies_and_persons(self):
        self._settings().create({f"group_employer_{name}": True for name in FEATURES_ON}).execute()
        form = Form(self._settings())
        form.group_employer_stipends = True
        form.group_employer_vacancies = False
        self.assertFalse(form.group_employer_lists)
        self.assertTrue(form.group_employer_internships)
        form.group_employer_vacancies = True
        form.group_employer_persons = False
        self.assertFalse(form.group_employer_internships)
        self.assertFalse(form.group_employer_hires)
        self.assertFalse(form.group_employer_stipends)

    def test_hires_are_reached_without_internships(self):
        """Two features share a section: one off takes its own entries only."""
        name = "employer_engagement.employer_{}_menu".format
        self._settings().create(
            {"group_employer_internships": False, "group_employer_hires": True}
        ).execute()
        menus = self.env["ir.ui.menu"].with_user(self.users["officer"])
        shown = menus._visible_menu_ids()
        self.assertIn(self.env.ref(name("hire")).id, shown)
        self.assertIn(self.env.ref(name("engagement") + "_internships").id, shown)
        self.assertNotIn(self.env.ref(name("internship")).id, shown)

    def test_a_feature_without_a_tick_does_nothing_yet(self):
        """Groups of later features exist, but nothing is shown before it does something."""
        ticks = {
            name.removeprefix("group_employer_")
            for name in self.env["res.config.settings"]._fields
            if name.startswith("group_employer_")
        }
        self.assertEqual(ticks, {*FEATURES_ON, *FEATURES_OFF})
