# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What an upgrade does to an office that is at work already."""

from importlib.util import module_from_spec, spec_from_file_location

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path

FOLDER = "employer_engagement/migrations/"


def run(env, script, version):
    """Run one script of migrations/ as an upgrade from `version` would (None: an installation)."""
    spec = spec_from_file_location("migration", file_path(FOLDER + script))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    env.flush_all()
    module.migrate(env.cr, version)
    env.invalidate_all()


@tagged("post_install", "-at_install")
class TestShippedTexts(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        module = "employer_engagement.employer_agreement_type_"
        cls.bare = cls.env.ref(module + "internship")
        cls.own = cls.env.ref(module + "framework")
        cls.bare.write(
            {
                "name": "Our name",
                "template_body_it": False,
                "template_body_en": False,
                "clause_ids": [(5,)],
            }
        )
        cls.own.template_body_it = "<p>Our own words</p>"

    def _migrate(self, version):
        run(self.env, "19.0.1.2.0/post-shipped_texts.py", version)

    def test_what_is_empty_is_filled_and_nothing_else(self):
        self._migrate("19.0.1.1.0")
        self.assertIn("tirocinio extracurriculare", self.bare.template_body_it)
        self.assertTrue(self.bare.template_body_en)
        self.assertTrue(self.bare.clause_ids)
        self.assertEqual(self.bare.name, "Our name")
        self.assertEqual(self.own.template_body_it, "<p>Our own words</p>")

    def test_a_new_installation_is_left_alone(self):
        self._migrate(None)
        self.assertFalse(self.bare.template_body_it)


@tagged("post_install", "-at_install")
class TestAskHosts(TransactionCase):
    def test_an_office_at_work_writes_to_no_host_by_itself(self):
        office = self.env["res.company"].create({"name": "New office"})
        run(self.env, "19.0.1.4.0/post-ask_hosts.py", None)
        self.assertTrue(office.employer_asks_hosts)
        run(self.env, "19.0.1.4.0/post-ask_hosts.py", "19.0.1.3.0")
        self.assertFalse(office.employer_asks_hosts)
