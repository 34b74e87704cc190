# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipRulesCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipRules(InternshipRulesCase):
    """Every rule refuses on one side of its limit and allows on the other."""

    # ---- R1

    def test_r1_duration(self):
        self._rule("R1", "stop")
        self.assertRefused(self._internship(months=7), "R1.*at most 6 months")
        self.assertAllowed(self._internship(months=6))
        self.scheme.minimum_months = 2
        self.assertRefused(self._internship(months=1), "R1.*at least 2 months")
        self.assertAllowed(self._internship(months=2))

    def test_r1_agreed_end(self):
        self._rule("R1", "stop")
        self.assertRefused(self._internship(agreed_end_date="2026-09-02"), "R1")
        self.assertAllowed(self._internship(agreed_end_date="2026-09-01"))

    def test_r1_suspended_days_do_not_count(self):
        self._rule("R1", "stop", closure_minimum_days=15)
        internship = self._internship(months=6)
        self.env["employer.internship.suspension"].create(
            {
                "internship_id": internship.id,
                "reason": "closure",
                "start_date": "2026-08-01",
                "end_date": "2026-08-31",
            }
        )
        self.assertEqual(str(internship.planned_end_date), "2026-10-02")
        self.assertAllowed(internship)

    def test_r1_holds_for_terms_changed_later(self):
        self._rule("R1", "stop")
        internship = self._running()
        with self.refused("R1"):
            self.as_role(internship, "officer").write({"months": 7})
        self.as_role(internship, "officer").write({"months": 4})
        self.assertEqual(str(internship.planned_end_date), "2026-07-01")

    def test_level_off_and_note_let_pass(self):
        self._rule("R1", "off")
        self.assertAllowed(self._internship(months=7))
        self._rule("R1", "note")
        internship = self._internship(months=7, candidate_id=self.person_2.id)
        self.assertIn("R1", internship.rule_notes)
        self.assertAllowed(internship)

    def test_manager_lifts_a_stop_with_a_reason(self):
        self._rule("R1", "stop")
        internship = self._internship(months=7)
        manager = self.as_role(internship, "manager")
        with self.refused("R1", RedirectWarning):
            manager.action_ready()
        self.as_role("employer.rule.exception", "manager").create(
            {
                "rule_id": self._rule("R1", "stop").id,
                "res_model": internship._name,
                "res_id": internship.id,
                "reason": "agreed with the region",
            }
        )
        manager.action_ready()
        self.assertEqual(internship.state, "ready")

    # ---- R2

    def _extend(self, internship, **vals):
        return self.as_role("employer.internship.extension", "officer").create(
            {
                "internship_id": internship.id,
                "request_date": "2026-05-17",
                "months": 3,
                "reason": "more to learn",
                "is_person_agreed": True,
                **vals,
            }
        )

    def test_r2_notice(self):
        self._rule("R2", "stop")
        internship = self._running()
        with self.refused("14 days before"):
            self._extend(internship, request_date="2026-05-18")
        self._extend(internship, request_date="2026-05-17")
        self.assertEqual(str(internship.planned_end_date), "2026-09-01")

    def test_r2_consent(self):
        self._rule("R2", "stop")
        internship = self._running()
        with self.refused("consent"):
            self._extend(internship, is_person_agreed=False)
        self.assertTrue(self._extend(internship))

    def test_r2_count(self):
        self._rule("R2", "stop")
        internship = self._running(months=1)
        self._extend(internship, months=1, request_date="2026-03-10")
        with self.refused("allows 1 extensions"):
            self._extend(internship, months=1, request_date="2026-03-10")
        self.scheme.extension_count = 2
        self._extend(internship, months=1, request_date="2026-03-10")
        self.assertEqual(len(internship.extension_ids), 2)

    def test_r2_length_and_total(self):
        self._rule("R2", "stop")
        internship = self._running(months=4)
        self.scheme.extension_months = 1
        with self.refused("lasts at most 1 months"):
            self._extend(internship, months=2)
        self.scheme.extension_months = 3
        with self.refused("over 6 months"):
            self._extend(internship, months=3)
        self._extend(internship, months=2)
        self.assertEqual(str(internship.planned_end_date), "2026-09-01")

    def test_r1_and_r6_hold_for_an_extension(self):
        """A reason for R2 does not lift what only a manager may."""
        self._rule("R1", "stop")
        self._rule("R6", "stop")
        internship = self._running(months=4, agreement_id=self.agreement.id)
        with self.refused("R1: "):
            self._extend(internship, months=3)
        self.agreement.end_date = "2026-08-31"
        with self.refused("R6: "):
            self._extend(internship, months=2)
        self.agreement.end_date = "2026-09-01"
        self.assertTrue(self._extend(internship, months=2))

    def test_the_dialog_proposes_what_is_left(self):
        internship = self._running(months=4)
        dialog = self.env["employer.internship.extend"].new({"internship_id": internship.id})
        self.assertEqual((dialog.months, internship._host_months()), (2, 2))
        internship = self._running(months=2, candidate_id=self.person_2.id)
        dialog = self.env["employer.internship.extend"].new({"internship_id": internship.id})
        self.assertEqual((dialog.months, internship._host_months()), (3, 3))

    def test_r2_asks_a_reason(self):
        self._rule("R2", "ask")
        internship = self._running()
        with self.assertRaises(RedirectWarning):
            self._extend(internship, is_person_agreed=False)

    def test_r2_only_under_way(self):
        with self.refused("not running"):
            self._extend(self._internship())

    # ---- R3

    def test_r3_allowance(self):
        numbers = {
            "minimum_meal": 400,
            "minimum_part_time": 350,
            "minimum_public_host": 300,
            "part_time_hours": 4,
        }
        self._rule("R3", "stop", **numbers)
        for vals, minimum in (
            ({}, 500),
            ({"has_meal": True}, 400),
            ({"weekly_hours": 20}, 350),
            ({"weekly_hours": 20.5}, 500),
            ({"is_public_host": True}, 300),
            ({"has_meal": True, "weekly_hours": 20}, 350),
        ):
            with self.subTest(vals):
                low = self._internship(monthly_allowance=minimum - 1, **vals)
                self.assertRefused(low, "R3.*at least")
                low.monthly_allowance = minimum
                self.assertAllowed(low)
                low.write({"state": "cancelled"})

    def test_r3_none_where_the_scheme_has_no_minimum(self):
        self._rule("R3", "stop")
        self.scheme.minimum_allowance = 0
        self.assertAllowed(self._internship(monthly_allowance=0))

    # ---- R4

    def _count_staff(self, **vals):
        self.env["employer.headcount"].create(
            {"employer_id": self.employer.id, "date": "2026-01-01", **vals}
        )

    def _switch_on(self, feature):
        group = self.env.ref(f"employer_engagement.employer_engagement_feature_{feature}")
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids += group

    def _quota_rule(self):
        self._rule(
            "R4",
            "stop",
            staff_small_max=5,
            quota_small=1,
            staff_medium_max=20,
            quota_medium=2,
            quota_large_percent=10,
        )

    def test_r4_off_until_the_feature_is_on(self):
        self._quota_rule()
        self._count_staff(owners=1)
        self._running(candidate_id=self.person_2.id)
        self.assertAllowed(self._internship())

    def test_r4_quota(self):
        self._quota_rule()
        self._switch_on("computed_quota")
        internship = self._internship()
        self.assertRefused(internship, "R4.*headcount")
        self._count_staff(owners=1, open_ended=4)
        self.assertAllowed(internship)
        second = self._internship(candidate_id=self.person_2.id)
        self.assertRefused(second, "R4.*2 internships and has 1 places")
        second.start_date = "2026-06-02"
        self.assertAllowed(second)

    def test_r4_counts_what_others_promote(self):
        self._quota_rule()
        self._switch_on("computed_quota")
        self._count_staff(open_ended=6, other_internships=2)
        self.assertRefused(self._internship(), "R4")

    # ---- R5

    def test_r5_host_tutor(self):
        self._rule("R5", "stop")
        self.scheme.host_tutor_limit = 1
        tutor = self.env["res.partner"].create(
            {"name": "Host tutor", "parent_id": self.employer.partner_id.id}
        )
        self._running(candidate_id=self.person_2.id, host_tutor_id=tutor.id)
        internship = self._internship(host_tutor_id=tutor.id)
        self.assertRefused(internship, "R5.*host tutor")
        self.scheme.host_tutor_limit = 2
        self.assertAllowed(internship)

    def test_r5_centre_tutor(self):
        self._rule("R5", "stop")
        self.scheme.centre_tutor_limit = 1
        self._running(candidate_id=self.person_2.id)
        internship = self._internship()
        self.assertRefused(internship, "R5.*centre tutor")
        internship.start_date = "2026-06-02"
        self.assertAllowed(internship)

    # ---- R6

    def test_r6_without_an_agreement(self):
        self._rule("R6", "stop")
        internship = self._internship(employer_id=self.employer_2.id)
        self.assertRefused(internship, "R6.*no agreement")
        self.scheme.requires_agreement = False
        self.assertAllowed(internship)

    def test_r6_names_the_agreement_that_does_not_serve(self):
        self._rule("R6", "stop")
        self.agreement.agreement_type_id.allows_internship = False
        internship = self._internship()
        self.assertRefused(internship, "R6.*It has %s" % self.agreement.display_name)
        self.agreement.agreement_type_id.allows_internship = True
        self.assertAllowed(self._internship(candidate_id=self.person_2.id))

    def test_r6_from_its_first_day(self):
        self._rule("R6", "stop")
        self.agreement.start_date = "2026-03-03"
        internship = self._internship(agreement_id=self.agreement.id)
        self.assertRefused(internship, "R6.*not in force")
        self.agreement.start_date = "2026-03-02"
        self.assertAllowed(internship)

    def test_r6_to_its_last_day(self):
        self._rule("R6", "stop")
        self.agreement.end_date = "2026-05-31"
        internship = self._internship(agreement_id=self.agreement.id)
        self.assertRefused(internship, "R6.*before the internship")
        self.agreement.end_date = "2026-06-01"
        self.assertAllowed(internship)

    def test_r6_renewal_covers_the_end(self):
        self._rule("R6", "stop")
        self.agreement.end_date = "2026-04-30"
        internship = self._internship(agreement_id=self.agreement.id)
        renewal = self._agreement(
            self.employer, start="2026-05-02", end="2027-04-30", renewed_from_id=self.agreement.id
        )
        self.assertRefused(internship, "R6.*before the internship")
        renewal.start_date = "2026-05-01"
        self.assertAllowed(internship)

    def test_r6_type_and_unit(self):
        self._rule("R6", "stop")
        course = self.env["employer.agreement.type"].create({"code": "c", "name": "Course"})
        self.agreement.agreement_type_id = course
        internship = self._internship(agreement_id=self.agreement.id)
        self.assertRefused(internship, "R6.*not in force")
        self.scheme.agreement_type_ids = course
        self.assertAllowed(internship)
        unit, other = self._unit(self.employer), self._unit(self.employer)
        self.agreement.unit_ids = unit
        away = self._internship(agreement_id=self.agreement.id, unit_id=other.id)
        self.assertRefused(away, "R6.*not in force")
        away.unit_id = unit
        self.assertAllowed(away)

    def test_r6_of_another_host_is_refused_always(self):
        with self.refused("not with the host"):
            self._internship(employer_id=self.employer_2.id, agreement_id=self.agreement.id)

    # ---- R8

    def test_r8_overlap(self):
        self._rule("R8", "stop", weekly_hours_max=40)
        self._running(weekly_hours=20)
        second = self._internship(weekly_hours=21)
        self.assertRefused(second, "R8.*41 hours")
        second.weekly_hours = 20
        self.assertAllowed(second)
        later = self._internship(weekly_hours=40, start_date="2026-06-02")
        self.assertAllowed(later)

    # ---- R9

    def test_r9_notice_of_the_start(self):
        self._rule("R9", "stop", other_days=5, public_day=20)
        internship = self._internship(communication_date="2026-03-02")
        officer = self.as_role(internship, "officer")
        with self.refused("R9"):
            officer.action_start()
        internship.communication_date = "2026-03-01"
        officer.action_start()
        self.assertEqual(internship.state, "running")

    def test_r9_is_no_breach_before_it_is_due(self):
        self._rule("R9", "stop", other_days=5, public_day=20)
        internship = self._internship(communication_date=False, start_date="2026-03-03")
        self.assertFalse(internship.rule_notes)
        internship.start_date = "2026-03-02"
        self.assertIn("R9", internship.rule_notes)
        # a public host has until the 20th of the next month
        internship.is_public_host = True
        self.as_role(internship, "officer").action_start()
        self.assertEqual(internship.state, "running")

    def test_r9_missing_at_the_start(self):
        self._rule("R9", "stop", other_days=5, public_day=20)
        internship = self._internship(communication_date=False)
        self.assertAllowed(internship)
        with self.refused("R9"):
            self.as_role(internship, "officer").action_start()

    # ---- R10

    def test_r10_signatures(self):
        self._rule("R10", "ask")
        for field in (
            "plan_signed_person_date",
            "plan_signed_host_date",
            "plan_signed_centre_date",
        ):
            with self.subTest(field):
                internship = self._internship(**{field: False})
                self.assertAsked(internship, "R10.*signature")
                internship[field] = "2026-02-01"
                self.assertAllowed(internship)

    def test_r10_insurance(self):
        self._rule("R10_INSURANCE", "stop")
        for field in ("insurance_inail", "insurance_liability"):
            with self.subTest(field):
                internship = self._internship(**{field: False})
                self.assertRefused(internship, "R10_INSURANCE.*cover")
                internship[field] = True
                self.assertAllowed(internship)

    # ---- R11

    def test_r11_pact(self):
        self._rule("R11", "ask")
        self.scheme.requires_pact = True
        internship = self._internship()
        protected = self.person.protected_ids
        for did, pact, end in (
            (False, False, False),
            ("2026-02-01", False, False),
            (False, "2026-02-01", False),
            ("2026-02-02", "2026-02-01", False),
            ("2026-02-01", "2026-03-03", False),
            ("2026-02-01", "2026-02-01", "2026-03-01"),
        ):
            with self.subTest(did=did, pact=pact, end=end):
                protected.write({"did_date": did, "pact_date": pact, "pact_end_date": end})
                self.assertAsked(internship, "R11: the service pact is missing")
        protected.write(
            {"did_date": "2026-03-02", "pact_date": "2026-03-02", "pact_end_date": "2026-03-02"}
        )
        self.assertAllowed(internship)

    def test_r11_only_where_the_scheme_asks(self):
        self._rule("R11", "stop")
        self.assertAllowed(self._internship())

    # ---- together

    def test_all_breaches_are_told_at_once(self):
        self._rule("R1", "stop")
        self._rule("R10_INSURANCE", "stop")
        internship = self._internship(months=7, insurance_inail=False)
        with self.assertRaises(UserError) as caught:
            self.as_role(internship, "officer").action_ready()
        self.assertIn("R1:", str(caught.exception))
        self.assertIn("R10_INSURANCE:", str(caught.exception))
        self.assertIn(internship.name, str(caught.exception))

    # ---- R16

    def test_r16_nobody_starts_at_a_blocked_company(self):
        self._switch_on("due_diligence")
        internship = self._internship()
        until = internship.start_date
        self.employer.write({"blocked_until": until, "blocked_reason": "Irregular work"})
        self.assertRefused(internship, "R16.*nobody starts there")
        self.employer.blocked_until = until - timedelta(days=1)
        self.assertAllowed(internship)
