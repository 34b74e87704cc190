# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, RedirectWarning, UserError, ValidationError
from odoo.tests import tagged

from .common import EngagementCase

DAY = "2026-03-10"


# DESIGN.md, section 3: what each rule does when it is broken, as shipped
SHIPPED_LEVELS = {
    "stop": {"R1", "R6", "R7", "R10_INSURANCE", "R14", "R16"},
    "ask": {"R2", "R3", "R9", "R10", "R11", "R15"},
    "note": {"R4", "R5", "R8", "R12", "R13", "R17", "R18"},
}


@tagged("post_install", "-at_install")
class TestRules(EngagementCase):
    """A rule of the tests (TX) on an organisation: levels, validity, numbers, exceptions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls._rule()

    @classmethod
    def _rule(cls, **vals):
        return cls.env["employer.rule"].create(
            {"code": "TX", "name": "Rule of the tests", "level": "stop", **vals}
        )

    def _enforce(self, role, code="TX"):
        rules = self.as_role("employer.rule", role)
        return rules._enforce(self.employer.with_user(self.users[role]), [(code, "too early")])

    def _give(self, role, reason="The director agreed", **vals):
        return (
            self.as_role("employer.rule.exception.give", role)
            .create(
                {
                    "res_model": "employer.organisation",
                    "res_id": self.employer.id,
                    "rule_ids": self.rule.ids,
                    "reason": reason,
                    **vals,
                }
            )
            .action_give()
        )

    # ---- levels

    def test_off_and_unknown_rules_say_nothing(self):
        self.rule.level = "off"
        self.assertEqual(self._enforce("officer"), [])
        self.assertEqual(self._enforce("officer", code="NO RULE"), [])

    def test_a_note_is_returned_and_shown(self):
        self.rule.level = "note"
        sent = []
        users = type(self.env["res.users"])
        self.patch(users, "_bus_send", lambda user, kind, message: sent.append((kind, message)))
        self.assertEqual(self._enforce("officer"), ["too early"])
        self.assertEqual(sent[0][0], "simple_notification")
        self.assertEqual(sent[0][1]["message"], "too early")
        self.assertEqual(
            self.rule.with_context(import_file=True)._enforce(self.employer, [("TX", "too early")]),
            ["too early"],
        )
        self.assertEqual(len(sent), 1, "an import shows no notification a row")

    def test_who_may_go_on_past_which_level(self):
        """Level x role x liftable: `ask` opens the dialog for all, a stop only for managers."""
        for level, is_liftable, role, error in (
            ("ask", True, "officer", RedirectWarning),
            ("ask", True, "manager", RedirectWarning),
            ("ask", False, "officer", RedirectWarning),
            ("stop", True, "officer", UserError),
            ("stop", True, "manager", RedirectWarning),
            ("stop", False, "officer", UserError),
            ("stop", False, "manager", UserError),
        ):
            with self.subTest(level=level, is_liftable=is_liftable, role=role):
                self.rule.write({"level": level, "is_liftable": is_liftable})
                with self.assertRaises(error) as caught:
                    self._enforce(role)
                self.assertIn("TX: too early", caught.exception.args[0])
                self.assertIn(self.employer.display_name, caught.exception.args[0])

    def test_a_hard_stop_tells_the_liftable_ones_too(self):
        self._rule(code="TY", level="ask")
        rules = self.as_role("employer.rule", "officer")
        employer = self.employer.with_user(self.users["officer"])
        with self.assertRaises(UserError) as caught:
            rules._enforce(employer, [("TY", "unsigned"), ("TX", "too early")])
        self.assertIn("TX: too early", str(caught.exception))
        self.assertIn("TY: unsigned", str(caught.exception))

    def test_who_cannot_lift_a_stop_is_told_who_may(self):
        for is_liftable, role, error, told in (
            (True, "officer", UserError, True),
            (False, "officer", UserError, False),
            (True, "manager", RedirectWarning, False),
        ):
            with self.subTest(is_liftable=is_liftable, role=role):
                self.rule.write({"level": "stop", "is_liftable": is_liftable})
                with self.assertRaises(error) as caught:
                    self._enforce(role)
                asked = "A manager may lift TX" in caught.exception.args[0]
                self.assertEqual(asked, told)

    # ---- the dialog

    def test_the_warning_opens_the_dialog_with_its_rules(self):
        self.rule.level = "ask"
        with self.assertRaises(RedirectWarning) as caught:
            self._enforce("officer")
        _message, action_id, _button, context = caught.exception.args
        action = self.env["ir.actions.act_window"].browse(action_id)
        self.assertEqual(action.res_model, "employer.rule.exception.give")
        self.assertEqual(action.target, "new")
        wizard = (
            self.as_role("employer.rule.exception.give", "officer")
            .with_context(**context)
            .create({"reason": "Agreed on the phone"})
        )
        self.assertEqual(wizard.rule_ids, self.rule)
        wizard.action_give()
        self.assertEqual(self._enforce("officer"), [])

    def test_a_reason_is_kept_and_noted_without_its_words(self):
        self.rule.level = "ask"
        self._give("officer", reason="Free words that stay in the register")
        exception = self.rule.exception_ids
        self.assertEqual(exception.user_id, self.users["officer"])
        self.assertEqual(exception.company_id, self.office)
        self.assertEqual(exception.level, "ask")
        self.assertEqual(exception.record_name, self.employer.display_name)
        note = self.employer.message_ids.sorted("id")[-1].body
        self.assertIn("TX Rule of the tests", note)
        self.assertNotIn("Free words", note)

    def test_a_reason_counts_for_its_record_and_rule_alone(self):
        self.rule.level = "ask"
        self._give("officer")
        self._rule(code="TY", level="ask")
        with self.assertRaises(RedirectWarning):
            self._enforce("officer", code="TY")
        with self.assertRaises(RedirectWarning):
            self.rule._enforce(self.employer_2, [("TX", "too early")])

    def test_an_officer_gives_no_reason_for_a_stop(self):
        with self.assertRaises(UserError):
            self._give("officer")
        self._give("manager")
        self.assertEqual(self._enforce("officer"), [])

    def test_nobody_lifts_what_protects_the_person(self):
        self.rule.is_liftable = False
        for role in ("officer", "manager"):
            with self.assertRaises(UserError):
                self._give(role)
        self.env["employer.rule.exception"].create(
            {
                "rule_id": self.rule.id,
                "res_model": "employer.organisation",
                "res_id": self.employer.id,
                "reason": "Written by the server",
            }
        )
        with self.assertRaises(UserError):
            self._enforce("manager")

    def test_a_reason_asked_for_does_not_lift_the_later_stop(self):
        self.rule.level = "ask"
        self._give("officer")
        self.rule.level = "stop"
        with self.assertRaises(UserError):
            self._enforce("officer")
        self._give("manager")
        self.rule.level = "ask"
        self.assertEqual(self._enforce("officer"), [], "what lifts a stop answers a question too")

    # ---- the register

    def test_the_caller_does_not_say_who_decided(self):
        self.rule.level = "ask"
        exception = self.as_role("employer.rule.exception", "officer").create(
            {
                "rule_id": self.rule.id,
                "res_model": "employer.organisation",
                "res_id": self.employer.id,
                "reason": "Whatever",
                "user_id": self.users["manager"].id,
                "company_id": self.other_office.id,
                "level": "stop",
            }
        )
        self.assertEqual(exception.user_id, self.users["officer"])
        self.assertEqual(exception.company_id, self.office)
        self.assertEqual(exception.level, "ask")

    def test_an_exception_needs_a_record_the_user_may_write(self):
        self.rule.level = "ask"
        with self.assertRaises(AccessError):
            self._give("reader")
        for model, res_id in (
            ("employer.organisation", self.employer.id + 100000),
            ("employer.nothing", 1),
            ("employer.transition.mixin", 1),
        ):
            with self.subTest(model=model), self.assertRaises(ValidationError):
                self._give("officer", res_model=model, res_id=res_id)
        stranger = self._employer("Elsewhere", company_id=self.other_office.id, user_id=False)
        with self.assertRaises(AccessError):
            self._give("officer", res_id=stranger.id)

    def test_exceptions_are_never_edited_nor_deleted(self):
        self.rule.level = "ask"
        self._give("officer")
        exception = self.rule.exception_ids.sudo()
        with self.assertRaises(UserError):
            exception.write({"reason": "Better words"})
        with self.assertRaises(UserError):
            exception.unlink()

    def test_who_reads_the_register(self):
        self.rule.level = "ask"
        self._give("officer")
        self._give("manager")
        register = self.env["employer.rule.exception"]
        domain = [("rule_id", "=", self.rule.id)]
        counts = {
            user.login: register.with_user(user).search_count(domain)
            for user in (
                self.users["officer"],
                self.officer_2,
                self.users["manager"],
                self.users["privacy"],
                self.other_officer,
            )
        }
        self.assertEqual(
            counts,
            {
                "ee_officer": 1,
                "ee_officer_2": 0,
                "ee_manager": 2,
                "ee_privacy": 2,
                "ee_other_officer": 0,
            },
        )
        self.assertEqual(self.as_role(self.rule, "manager").exception_count, 2)
        action = self.as_role(self.rule, "manager").action_view_exceptions()
        self.assertEqual(action["domain"], domain)
        opened = self.rule.exception_ids[:1].action_open_record()
        self.assertEqual(
            (opened["res_model"], opened["res_id"]), ("employer.organisation", self.employer.id)
        )

    # ---- which rule, which number

    def test_validity_ends_on_its_last_day(self):
        self.rule.write({"valid_from": "2026-03-01", "valid_to": DAY})
        find = self.env["employer.rule"]._find
        self.assertFalse(find("TX", "2026-02-28"))
        self.assertEqual(find("TX", "2026-03-01"), self.rule)
        self.assertEqual(find("TX", DAY), self.rule)
        self.assertFalse(find("TX", "2026-03-11"))

    def test_the_newest_of_two_rules_in_force_counts(self):
        newer = self._rule(valid_from="2026-01-01", level="note")
        find = self.env["employer.rule"]._find
        self.assertEqual(find("TX", "2025-12-31"), self.rule)
        self.assertEqual(find("TX", DAY), newer)

    def test_an_archived_rule_is_off(self):
        self.rule.active = False
        rules = self.env["employer.rule"].with_context(active_test=False)
        self.assertFalse(rules._find("TX", DAY))
        self.rule.active = True
        self.assertEqual(rules._find("TX", DAY), self.rule)

    def test_the_offices_own_rule_comes_first(self):
        own = self._rule(company_id=self.office.id, level="off")
        find = self.env["employer.rule"]._find
        self.assertEqual(find("TX", DAY, self.office), own)
        self.assertEqual(find("TX", DAY, self.other_office), self.rule)
        self.assertEqual(self._enforce("officer"), [])
        own.valid_to = "2020-12-31"
        self.assertEqual(find("TX", DAY, self.office), self.rule)

    def test_numbers_follow_their_dates(self):
        self._numbers(self.rule, (5, False, "2025-12-31"), (10, "2026-01-01", False))
        parameter = self.env["employer.rule"]._parameter
        self.assertEqual(parameter("TX", "days", "2025-12-31"), 5)
        self.assertEqual(parameter("TX", "days", "2026-01-01"), 10)
        with self.assertRaisesRegex(UserError, "Rule TX has no value “weeks”"):
            parameter("TX", "weeks", DAY)

    def test_an_own_rule_takes_the_numbers_it_lacks_from_the_common_one(self):
        self._numbers(self.rule, (5, False, False))
        own = self._rule(company_id=self.office.id)
        parameter = self.env["employer.rule"]._parameter
        self.assertEqual(parameter("TX", "days", DAY, self.office), 5)
        self._numbers(own, (7, False, False))
        self.assertEqual(parameter("TX", "days", DAY, self.office), 7)
        self.assertEqual(parameter("TX", "days", DAY, self.other_office), 5)

    def _numbers(self, rule, *lines):
        self.env["employer.rule.parameter"].create(
            [
                {
                    "rule_id": rule.id,
                    "key": "days",
                    "name": "Days",
                    "value": value,
                    "valid_from": first,
                    "valid_to": last,
                }
                for value, first, last in lines
            ]
        )

    def test_who_edits_rules(self):
        with self.assertRaises(AccessError):
            self.as_role(self.rule, "officer").write({"level": "off"})
        self.as_role(self.rule, "manager").write({"level": "off"})
        self.env.flush_all()
        self.assertEqual(self.rule.level, "off")

    def test_finding_a_rule_again_asks_nothing(self):
        find = self.env["employer.rule"]._find
        find("TX", DAY)
        with self.assertQueryCount(0):
            find("TX", DAY)

    def test_shipped_levels(self):
        self.rule.level = "off"
        shipped = dict(self.env["employer.rule"]._read_group([], ["level"], ["code:array_agg"]))
        for level, codes in SHIPPED_LEVELS.items():
            self.assertLessEqual(codes, set(shipped[level]), level)

    def test_shipped_stops_that_nobody_lifts(self):
        protected = self.env["employer.rule"].search([("is_liftable", "=", False)])
        self.assertLessEqual({"R7", "R14"}, set(protected.mapped("code")))
        self.assertFalse(
            set(protected.mapped("code"))
            & (SHIPPED_LEVELS["stop"] | SHIPPED_LEVELS["ask"]) - {"R7", "R14"}
        )
