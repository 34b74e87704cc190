# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import csv

from odoo.tests import new_test_user, tagged
from odoo.tools import file_open

from .access_chain import SEEN_BY, AccessChain

TABLE = "employer_engagement/tests/data/access_matrix.csv"
RIGHTS = (("C", "create"), ("R", "read"), ("U", "write"), ("D", "unlink"))
SHARED_MODELS = ("res.partner", "res.users", "event.event", "event.registration")


@tagged("post_install", "-at_install")
class TestSecurity(AccessChain):
    """Who may do what, as `data/access_matrix.csv` says: model x role x owner (DESIGN.md §6).

    A cell reads own team / other team / other office; C R U D are create, read, update, delete,
    `-` is nothing. The table is written and reviewed by hand.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with file_open(TABLE, "r") as table:
            cls.table = {row["model"]: row for row in csv.DictReader(table)}

    def _cell(self, model, user):
        cells = []
        for made in self.records.values():
            self.assertEqual(len(made[model]), 1, f"the chain has no {model}")
            record = self.env[model].browse(made[model].id).with_user(user)
            cells.append(
                "".join(letter for letter, right in RIGHTS if record.has_access(right)) or "-"
            )
        return "/".join(cells)

    def _own_models(self, is_transient):
        return [
            name
            for name, model in self.env.items()
            if name.startswith("employer.")
            and not model._abstract
            and model._transient == is_transient
        ]

    def test_the_table_names_every_model(self):
        self.assertEqual(sorted(self.table), sorted(self._own_models(is_transient=False)))

    def test_every_role_has_what_the_table_says(self):
        wrong = {}
        for model, row in self.table.items():
            found = {role: self._cell(model, self.users[role]) for role in SEEN_BY}
            said = {role: row[role] for role in SEEN_BY}
            if found != said:
                wrong[model] = ",".join(found.values())
        self.assertFalse(wrong, "the rights are not those of the table")

    def test_an_employee_a_portal_user_and_the_public_have_nothing(self):
        strangers = (self.users["employee"], self.stranger, self.env.ref("base.public_user"))
        for model in self._own_models(is_transient=False) + self._own_models(is_transient=True):
            for user in strangers:
                for _letter, right in RIGHTS:
                    self.assertFalse(
                        self.env[model].with_user(user).has_access(right),
                        f"{user.login} may {right} {model}",
                    )

    def test_access_lines_name_our_groups_alone(self):
        ours = self.env["ir.model.data"].search(
            [("module", "=", "employer_engagement"), ("model", "=", "res.groups")]
        )
        lines = self.env["ir.model.access"].search([("model_id.model", "=like", "employer.%")])
        self.assertTrue(lines)
        foreign = lines.filtered(lambda line: line.group_id.id not in ours.mapped("res_id"))
        self.assertFalse(foreign.mapped("name"))

    def test_what_has_an_office_has_its_rule(self):
        """A global rule on the office holds for everyone, whatever groups come later."""
        for model in self._own_models(is_transient=False):
            if "company_id" not in self.env[model]._fields:
                continue
            rules = self.env["ir.rule"].search(
                [("model_id.model", "=", model), ("groups", "=", False)]
            )
            self.assertIn("company_ids", " ".join(rules.mapped("domain_force")), model)

    def test_the_other_office_sees_nothing_of_ours(self):
        for made in (self.records["own"], self.records["team"]):
            for model, record in made.items():
                if "company_id" in record._fields and record.company_id:
                    seen = self.env[model].with_user(self.other_officer)
                    if seen.has_access("read"):
                        self.assertFalse(seen.search_count([("id", "=", record.id)]), model)

    def test_an_employee_sees_no_field_of_ours(self):
        """An employee of the ERP without a role here sees contacts and events as before."""
        for model in SHARED_MODELS:
            ours = {
                name
                for name, field in self.env[model]._fields.items()
                if "employer_engagement" in field._modules
            }
            self.assertTrue(ours)
            event_user = new_test_user(
                self.env,
                f"ee_erp_{model}",
                groups="base.group_user,base.group_partner_manager,event.group_event_user",
            )
            visible = self.env[model].with_user(event_user).fields_get()
            self.assertFalse(ours & set(visible), model)

    def test_an_employee_sees_no_menu_of_ours(self):
        root = self.env.ref("employer_engagement.employer_engagement_menu_root")
        menus = self.env["ir.ui.menu"]
        self.assertNotIn(root.id, menus.with_user(self.users["employee"])._visible_menu_ids())
        visible = menus.with_user(self.users["officer"])._visible_menu_ids()
        self.assertIn(root.id, visible)
        sections = root.child_id.filtered(lambda menu: menu.id in visible)
        self.assertLessEqual(len(sections), 7, sections.mapped("name"))
