# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, datetime, timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_figures import NOW, FactCase

WORKSHOP = [
    "invited_id:count_distinct",
    "registered_id:count_distinct",
    "attended_id:count_distinct",
]


class FunnelCase(FactCase):
    """Facts of organisations of every kind."""

    def _workshop(self, day="2025-05-20", **vals):
        start = datetime.fromisoformat(f"{day} 09:00:00")
        return self.env["event.event"].create(
            {
                "name": "Kitchens",
                "engagement_kind": "workshop",
                "date_begin": start,
                "date_end": start + timedelta(hours=3),
                **vals,
            }
        )

    def _seat(self, workshop, employer=None, attendance=None, **vals):
        said = {"attendance": attendance} if attendance else {}
        employer = employer or self.employer
        return self.env["event.registration"].create(
            {
                "event_id": workshop.id,
                "name": "Someone",
                "employer_id": employer.id,
                **said,
                **vals,
            }
        )

    def _stage(self, stage, reference=None, **kwargs):
        """Return the rows of a stage, at the day the tests happen on unless said otherwise."""
        return self._facts("funnel", [("stage", "=", stage)], reference or NOW, **kwargs)

    def _total(self, *aggregates, domain=(), reference=NOW):
        """Return the figures of everything in the domain."""
        return self._group("funnel", aggregates, domain=domain, reference=reference)[0]


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFunnelContacts(FunnelCase):
    """Attempts, contacts and companies reached; mass mail is none of them."""

    FIGURES = ("is_attempt:sum", "contacts:count_distinct", "contacted_id:count_distinct")

    def test_a_call_answered(self):
        self._interaction(date="2025-05-05")
        self.assertEqual(self._total(*self.FIGURES), (1, 1, 1))
        self.assertEqual(self._stage("interaction").case, "answered")

    def test_nobody_answered(self):
        self._interaction(date="2025-05-05", outcome="no_answer")
        self.assertEqual(self._total(*self.FIGURES), (1, 0, 0))
        self.assertEqual(self._stage("interaction").case, "no_answer")

    def test_they_called_us(self):
        self._interaction(date="2025-05-05", direction="in")
        self.assertEqual(self._total(*self.FIGURES), (0, 1, 1))

    def test_mass_mail_is_nowhere(self):
        for outcome in ("sent", "reached"):
            self._interaction(date="2025-05-05", channel="mail", is_mass_mail=True, outcome=outcome)
        self.assertFalse(self._stage("interaction"))

    def test_two_on_one_day_are_one_contact_in_total(self):
        officer_2 = self.officer_2.id
        self._interaction(date="2025-05-05")
        self._interaction(date="2025-05-05", user_id=officer_2, channel="visit")
        self.assertEqual(self._total(*self.FIGURES), (2, 1, 1))
        self.assertEqual(self._total("contact_key:count_distinct"), (1,))
        calls = [("stage", "=", "interaction")]
        by_officer = self._group("funnel", ["contacts:count_distinct"], ["user_id"], calls)
        self.assertEqual([count for _user, count in by_officer], [1, 1], "each was in touch")

    def test_two_days_are_two_contacts_with_one_company(self):
        self._interaction(date="2025-05-05")
        self._interaction(date="2025-05-06")
        self.assertEqual(self._total(*self.FIGURES), (2, 2, 1))

    def test_two_companies_on_one_day_are_two_contacts(self):
        self._interaction(date="2025-05-05")
        self._interaction(date="2025-05-05", employer_id=self.employer_2.id)
        self.assertEqual(self._total(*self.FIGURES), (2, 2, 2))

    def test_who_employs_nobody_is_no_company_reached(self):
        union = self._employer("Union", kind="union", is_employer=False)
        self._interaction(date="2025-05-05", employer_id=union.id)
        self.assertEqual(self._total(*self.FIGURES), (1, 1, 0))
        self.assertEqual(self._stage("interaction").kind, "union")

    def test_about_nobody_s_company_is_no_row(self):
        self._interaction(date="2025-05-05", employer_id=False, candidate_id=self.person.id)
        self.assertFalse(self._stage("interaction"))

    def test_cut_at_the_reference_date(self):
        self._interaction(date="2025-05-05")
        self.assertFalse(self._stage("interaction", "2025-05-04"))
        self.assertTrue(self._stage("interaction", "2025-05-05"))


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFunnelChain(FunnelCase):
    """Workshops, agreements, vacancies, proposals, internships and hires of organisations."""

    # ---- workshops

    def test_invited_registered_attended(self):
        workshop = self._workshop()
        self._seat(workshop, attendance="attended")
        self._seat(workshop, self.employer_2, "no_show")
        self._seat(workshop, self._employer("Third")).action_cancel()
        self._seat(workshop, self._employer("Fourth"))
        self.assertEqual(self._total(*WORKSHOP), (4, 3, 1))
        self.assertEqual(
            sorted(self._stage("registration").mapped("case")),
            ["attended", "invited", "no_show", "not_known"],
        )
        self.assertEqual(
            self._total("numerator:sum", "denominator:sum", "is_unknown:sum"), (1, 3, 1)
        )

    def test_a_company_at_two_workshops_is_one_company(self):
        for day in ("2025-05-20", "2025-06-20"):
            self._seat(self._workshop(day), attendance="walk_in")
        self.assertEqual(self._total(*WORKSHOP), (1, 1, 1))
        seats = [("stage", "=", "registration")]
        by_workshop = self._group("funnel", WORKSHOP[2:], ["workshop_id"], seats)
        self.assertEqual([count for _event, count in by_workshop], [1, 1])

    def test_two_seats_of_a_company_are_one_company(self):
        workshop = self._workshop()
        self._seat(workshop, attendance="attended")
        self._seat(workshop, attendance="no_show")
        self.assertEqual(self._total(*WORKSHOP), (1, 1, 1))

    def test_a_workshop_still_to_come_cancelled_or_of_others_is_nowhere(self):
        self._seat(self._workshop("2025-05-20"), attendance="attended")
        self.assertFalse(self._stage("registration", "2025-05-19"))
        self._stage("registration").workshop_id.kanban_state = "cancel"
        self._seat(self._workshop(engagement_kind=False))
        self.assertFalse(self._stage("registration"))

    # ---- agreements

    def test_an_agreement_is_in_force_until_its_last_day(self):
        agreement = self.agreement
        self.assertEqual(self._stage("agreement").agreement_id, agreement)
        for reference, said in (("2026-12-31", "in_force"), ("2027-01-01", "over")):
            self.assertEqual(self._stage("agreement", reference).case, said)
        self.assertFalse(self._stage("agreement", "2025-12-31"))

    def test_an_agreement_ended_early_ends_that_day(self):
        self.agreement.write(
            {"state": "terminated", "termination_reason": "x", "termination_date": "2026-05-01"}
        )
        self.assertEqual(self._stage("agreement").end_date, date(2026, 5, 1))

    def test_a_draft_or_a_refused_agreement_is_nowhere(self):
        self._agreement(self.employer_2, state="draft")
        self._agreement(self.employer_2, state="refused")
        self.assertEqual(self._stage("agreement").employer_id, self.employer)

    # ---- vacancies and proposals

    def test_a_vacancy_counts_its_positions(self):
        self._vacancy(positions=3, opened_date="2025-05-05")
        row = self._stage("vacancy")
        self.assertEqual((row.quantity, row.denominator, row.numerator), (3, 3, 0))
        self.assertEqual((row.case, row.date), ("open", date(2025, 5, 5)))
        self.assertFalse(self._stage("vacancy", "2025-05-04"))

    def test_a_need_is_no_vacancy_yet(self):
        need = self.env.ref("employer_engagement.employer_vacancy_stage_need")
        self._vacancy(stage_id=need.id)
        self.assertFalse(self._stage("vacancy"))

    def test_a_vacancy_put_away_was_opened(self):
        self._vacancy(opened_date="2025-05-05").active = False
        self.assertEqual(len(self._stage("vacancy")), 1)

    def _placed(self):
        """Return a candidacy whose internship began on 1 June 2026, and the internship."""
        candidacy = self._selected()
        candidacy.preselection_id.sent_date = "2026-05-05"
        candidacy.vacancy_id.write({"positions": 2, "opened_date": "2026-05-01"})
        internship = self._past("2026-06-01", False, candidacy_id=candidacy.id)
        candidacy.write({"state": "in_internship"})
        return candidacy, internship

    def test_a_position_is_filled_from_the_first_day(self):
        candidacy, _internship = self._placed()
        row = self._stage("vacancy")
        self.assertEqual((row.numerator, row.denominator, row.case), (1, 2, "part_filled"))
        self.assertEqual(self._stage("vacancy", "2026-05-31").numerator, 0)
        self.assertEqual(self._stage("vacancy", "2026-06-01").numerator, 1)
        candidacy.vacancy_id.positions = 1
        self.assertEqual(self._stage("vacancy").case, "filled")

    def test_the_rate_of_vacancies_is_positions_by_positions(self):
        self._placed()
        self._vacancy(positions=8, opened_date="2026-05-05")
        vacancies = [("stage", "=", "vacancy")]
        self.assertEqual(self._total("rate:avg", domain=vacancies), (10.0,))

    def test_a_proposal_is_dated_when_the_list_was_sent(self):
        candidacy, _internship = self._placed()
        row = self._stage("proposal")
        self.assertEqual((row.date, row.candidate_id), (date(2026, 5, 5), candidacy.candidate_id))
        self.assertEqual((row.numerator, row.denominator, row.case), (1, 1, "taken"))
        row = self._stage("proposal", "2026-05-31")
        self.assertEqual((row.numerator, row.case), (0, "waiting"))
        self.assertFalse(self._stage("proposal", "2026-05-04"))

    def test_a_proposal_left_or_never_sent(self):
        """A list moved to *sent* by hand has no date of its own: its persons' milestone has."""
        self._list([self.person_2])
        candidacy = self._selected()
        self.assertFalse(candidacy.preselection_id.sent_date)
        self.assertEqual(self._stage("proposal").date, date.fromisoformat(NOW))
        self.assertEqual(self._stage("proposal").case, "waiting")
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        candidacy.write({"state": "not_selected", "exit_reason_id": reason.id})
        row = self._stage("proposal")
        self.assertEqual((row.case, row.numerator, row.denominator), ("not_taken", 0, 1))

    # ---- internships and hires

    def test_an_internship_comes_with_its_restarts(self):
        workshop = self._workshop()
        agreement = self._agreement(self.employer_2, "2025-01-01", workshop_id=workshop.id)
        at_host = {"employer_id": self.employer_2.id, "agreement_id": agreement.id}
        self._past(**at_host)
        self._past("2025-04-10", "2025-06-30", **at_host)
        row = self._stage("internship")
        self.assertEqual((row.date, row.end_date), (date(2025, 1, 1), date(2025, 6, 30)))
        self.assertEqual((row.case, row.workshop_id), ("ended", workshop))
        self.assertEqual(self._stage("internship", "2025-05-01").case, "running")

    def test_a_hire_by_its_first_contract(self):
        hire = self._hired("2025-04-01", "2025-04-29", "agency")
        self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "family": "open_ended", "start_date": "2025-04-30"}
        )
        row = self._stage("hire")
        self.assertEqual((row.quantity, row.contract_family, row.case), (1, "agency", "short"))
        self.assertEqual(row.hire_origin, "unknown")
        self.assertFalse(self._stage("hire", "2025-03-31"))

    def test_stages_come_in_the_order_of_the_chain(self):
        self._interaction(date="2025-05-05")
        self._placed()
        self._hired("2025-04-01", candidate_id=self.person_2.id)
        self.env.flush_all()
        facts = self.env["employer.funnel.report"].with_context(reference_date=NOW)
        chain = [
            "interaction",
            "agreement",
            "vacancy",
            "proposal",
            "internship",
            "hire",
            "collaboration",
        ]
        groups = facts._read_group([], ["stage"])
        self.assertEqual([stage for (stage,) in groups], chain)
        sets = facts.formatted_read_grouping_sets([], [[], ["stage"], ["stage", "case"]], [])
        self.assertEqual([group["stage"] for group in sets[1]], chain)
        groups = facts._read_group([], ["stage"], order="stage desc")
        self.assertEqual([stage for (stage,) in groups], chain[::-1])
        by_name = facts._read_group([], ["employer_id", "stage"], order="employer_id, stage")
        self.assertEqual([stage for _employer, stage in by_name], chain)

    def test_every_row_opens_its_record(self):
        self._interaction(date="2025-05-05")
        self._seat(self._workshop(), attendance="attended")
        self._placed()
        self._hired("2026-06-20", origin="person", internship_choice_reason="Alone")
        rows = self._facts("funnel", reference=NOW)
        self.assertEqual(len(rows.grouped("stage")), 8)
        for row in rows:
            action = row.action_open_record()
            record = self.env[action["res_model"]].browse(action["res_id"])
            employer = record if record._name == "employer.organisation" else record.employer_id
            self.assertEqual(employer, row.employer_id, row.stage)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFunnelCollaborations(FunnelCase):
    """The days of collaboration are those that decide whether a relation is stable."""

    def _days(self, employer=None, reference=NOW):
        """Return the days of collaboration of `employer` that the view has."""
        employer = employer or self.employer
        rows = self._stage("collaboration", reference)
        return set(rows.filtered(lambda row: row.employer_id == employer).mapped("date"))

    def _assert_same(self, *days):
        """Assert that view and organisation agree, and that these are the days."""
        said = {date.fromisoformat(day) for day in days}
        self.assertEqual(self._days(), said)
        self.assertEqual(self.employer._collaboration_days().get(self.employer.id, set()), said)

    def _promise(self, kind, quantity=1, **vals):
        return self.env["employer.commitment"].create(
            {"agreement_id": self.agreement.id, "kind": kind, "quantity": quantity, **vals}
        )

    def test_calls_seats_and_agreements_are_none(self):
        self._interaction(date="2026-05-05")
        self._seat(self._workshop("2026-05-20"), attendance="attended")
        self._vacancy(opened_date="2026-05-05")
        self._assert_same()

    def test_internships_and_hires(self):
        self._past()
        self._past("2025-04-10", "2025-06-30")
        self._hired("2025-07-15")
        self._assert_same("2025-01-01", "2025-04-10", "2025-07-15")
        self.assertEqual(self._days(reference="2025-04-09"), {date(2025, 1, 1)})

    def test_people_met(self):
        candidacy = self._selected()
        self._assert_same(NOW)
        candidacy.interview_date = "2026-06-10"
        self._assert_same("2026-06-10")

    def test_a_promise_kept_in_full(self):
        self._promise("workshop", 2)
        self._seat(self._workshop("2026-03-10"), attendance="attended")
        self._assert_same()
        self._seat(self._workshop("2026-04-20"), attendance="walk_in")
        self._seat(self._workshop("2026-05-20"), attendance="attended")
        self._assert_same("2026-04-20")

    def test_promised_positions_add_up(self):
        self._promise("vacancy", 3)
        self._vacancy(positions=2, opened_date="2026-02-01")
        self._vacancy(positions=2, opened_date="2026-03-01")
        self._assert_same("2026-03-01")

    def test_a_promise_counts_in_its_period_alone(self):
        self._promise("workshop", start_date="2026-03-01", end_date="2026-03-31")
        for day in ("2026-02-28", "2026-04-01"):
            self._seat(self._workshop(day), attendance="attended")
        self._assert_same()
        self._seat(self._workshop("2026-03-31"), attendance="attended")
        self._assert_same("2026-03-31")

    def test_nothing_is_kept_after_an_early_end(self):
        self._promise("workshop")
        self.agreement.write(
            {"state": "terminated", "termination_reason": "x", "termination_date": "2026-05-01"}
        )
        self._seat(self._workshop("2026-05-02"), attendance="attended")
        self._assert_same()
        self._seat(self._workshop("2026-05-01"), attendance="attended")
        self._assert_same("2026-05-01")

    def _promise_for_a_group(self):
        group, other = self.env["employer.target.group"].search([], limit=2)
        self._promise("hire", target_group_id=group.id)
        groups = {self.person: other, self.person_2: group}
        for person, its in groups.items():
            protected = self.env["employer.candidate.protected"]
            row = protected.search([("candidate_id", "=", person.id)])
            row.target_group_ids = [Command.set(its.ids)]
        self._hired("2026-03-01")
        self._hired("2026-04-01", candidate_id=self.person_2.id)

    def test_a_promise_for_a_group_is_kept_by_its_persons(self):
        self._promise_for_a_group()
        kept = self._stage("collaboration").filtered(
            lambda row: row.res_model == "employer.commitment"
        )
        self.assertEqual(kept.mapped("date"), [date(2026, 4, 1)])
        self._assert_same("2026-03-01", "2026-04-01")

    def test_who_may_not_see_groups_sees_no_promise_for_one(self):
        self._promise_for_a_group()
        for role, count in (("officer", 0), ("tutor", 1)):
            rows = self._stage("collaboration", user=self.users[role])
            kept = rows.filtered(lambda row: row.res_model == "employer.commitment")
            self.assertEqual(len(kept), count, role)

    def test_two_collaborations_of_one_day_are_one_day(self):
        self._past()
        self._past(candidate_id=self.person_2.id)
        self.assertEqual(self._total("collaboration_key:count_distinct"), (1,))
