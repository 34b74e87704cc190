# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import EngagementCase

MODELS = (
    "employer.organisation",
    "employer.headcount",
    "employer.scouting",
    "employer.interaction",
)


@tagged("post_install", "-at_install")
class TestOrganisationSecurity(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = cls._chain(cls.employer)
        cls.theirs = cls._chain(cls._employer("Theirs", company_id=cls.other_office.id))

    @classmethod
    def _chain(cls, employer):
        """Return one record of every model of the room, of one employer."""
        vals = {"employer_id": employer.id}
        made = {model: cls.env[model].create(vals) for model in MODELS[1:]}
        return {"employer.organisation": employer, **made}

    def test_who_may_do_what(self):
        for role, allowed in (
            ("reader", ("read",)),
            ("tutor", ("read",)),
            ("officer", ("read", "write", "create")),
            ("manager", ("read", "write", "create", "unlink")),
            ("employee", ()),
        ):
            for model in ("employer.organisation", "employer.scouting"):
                record = self.as_role(self.records[model], role)
                for operation in ("read", "write", "create", "unlink"):
                    with self.subTest(f"{role} {operation} {model}"):
                        self.assertEqual(record.has_access(operation), operation in allowed)

    def test_vocabularies_are_the_managers(self):
        for model in ("employer.scouting.stage", "employer.lost.reason"):
            for role, allowed in (("officer", False), ("manager", True)):
                with self.subTest(f"{role} {model}"):
                    self.assertEqual(self.as_role(model, role).has_access("write"), allowed)

    def test_another_office_is_invisible(self):
        for model, record in self.theirs.items():
            with self.subTest(model):
                self.assertFalse(record.with_user(self.users["officer"]).has_access("read"))
                self.assertTrue(record.with_user(self.other_officer).has_access("read"))
                self.assertFalse(
                    self.as_role(model, "manager").search([("id", "=", record.id)]),
                )

    def test_an_officer_writes_a_colleagues_organisation(self):
        self.employer.with_user(self.officer_2).notes = "Mine to write too"
        with self.assertRaises(AccessError):
            self.employer.with_user(self.users["reader"]).notes = "Not mine"

    def test_portal_and_employees_see_nothing(self):
        for user in (self.stranger, self.users["employee"]):
            for model in MODELS:
                with self.subTest(f"{user.login} {model}"), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_an_employee_keeps_using_contacts(self):
        partner = self.employer.partner_id.with_user(self.users["employee"])
        self.assertEqual(partner.name, "Trattoria Alfa")
        self.assertNotIn("is_employer", partner.fields_get())
        with self.assertRaises(AccessError):
            partner.read(["is_employer"])

    def test_a_reader_cannot_log(self):
        log = self.as_role("employer.interaction.log", "reader")
        self.assertFalse(log.has_access("create"))
        self.assertTrue(self.as_role("employer.interaction.log", "officer").has_access("create"))

    def test_a_tutor_logs_without_writing_the_organisation(self):
        log = self.as_role("employer.interaction.log", "tutor").create(
            {
                "employer_id": self.employer.id,
                "next_step": "Call",
                "next_step_date": "2999-01-01",
            }
        )
        log.action_save()
        self.assertEqual(self.employer.next_step, "Call")
        with self.assertRaises(AccessError):
            self.as_role(self.employer, "tutor").next_step = "Other"

    def test_lists_cost_the_same_for_many(self):
        fields = ["name", "level", "phone", "scouting_count", "interaction_count", "workshop_count"]

        def queries(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(self.users["officer"]).read(fields)
            return self.env.cr.sql_log_count - before

        many = self.env["employer.organisation"].create(
            [{"name": f"Many {number}"} for number in range(20)]
        )
        queries(many[:2])
        self.assertLessEqual(queries(many), queries(many[:2]))
