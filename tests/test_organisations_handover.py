# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import SQL

from .common import EngagementCase

TODAY = "2026-03-10"


class HandoverCase(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer, cls.manager = cls.users["officer"], cls.users["manager"]
        cls.employer_2.user_id = cls.manager

    def _dialog(self, user, **vals):
        return Form(self.env["employer.handover.give"].with_user(user).with_context(**vals))

    def _give(self, user, to=None, **vals):
        """Hand over all of the first officer, or `employers`, as `user`; return the hand-over."""
        employers = vals.pop("employers", None)
        context = {"default_employer_ids": employers.ids} if employers else {}
        context.setdefault("default_from_user_id", self.officer.id)
        dialog = self._dialog(user, **context)
        dialog.to_user_id = to or self.officer_2
        for name, value in vals.items():
            dialog[name] = value
        dialog.save().action_hand_over()
        return self.env["employer.handover"].search([], limit=1)

    def _counts(self, dialog):
        lines = dialog.line_ids
        return {line["kind"]: (line["count"], line["stay_count"]) for line in lines._records}

    def _select_a_person(self, state="selected"):
        """Return the list of an own vacancy on which somebody is selected (in SQL: no guards)."""
        preselection = self._list(self._person())
        self._set_state(preselection.candidacy_ids, state)
        return preselection

    def _set_state(self, record, state):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET state = %s WHERE id = %s",
                SQL.identifier(record._table),
                state,
                record.id,
            )
        )
        self.env.invalidate_all()

    def _give_back(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1):
            self.env["employer.handover"]._cron_give_back()


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestHandover(HandoverCase):
    """What changes hands, with whom, until when, and how it comes back."""

    def test_everything_of_an_officer_moves_and_is_counted_before(self):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "user_id": self.officer.id}
        )
        vacancy = self._vacancy()
        preselection = self._list(self._person(), vacancy)
        agreement = self._agreement(user_id=self.officer.id)
        activity = self.employer.activity_schedule(
            activity_type_id=self.env.ref("mail.mail_activity_data_call").id,
            user_id=self.officer.id,
        )
        dialog = self._dialog(self.officer)
        self.assertEqual(dialog.from_user_id, self.officer)
        self.assertEqual(
            self._counts(dialog),
            {
                "organisation": (1, 0),
                "scouting": (1, 0),
                "agreement": (1, 0),
                "vacancy": (1, 0),
                "list": (1, 0),
                "activity": (1, 0),
            },
        )
        handover = self._give(self.officer)
        moved = [self.employer, scouting, vacancy, preselection, agreement, activity]
        self.assertEqual({record.user_id for record in moved}, {self.officer_2})
        self.assertEqual(self.employer_2.user_id, self.manager, "a colleague's stays")
        self.assertEqual((handover.state, handover.line_count), ("final", 6))
        self.assertEqual(handover.from_user_id, self.officer)
        self.assertEqual(handover.line_ids.user_id, self.officer, "who had it is kept")

    def test_only_what_is_ticked_moves(self):
        vacancy = self._vacancy()
        dialog = self._dialog(self.officer)
        dialog.to_user_id = self.officer_2
        kinds = list(self._counts(dialog))
        with dialog.line_ids.edit(kinds.index("organisation")) as line:
            line.is_taken = False
        dialog.save().action_hand_over()
        self.assertEqual(self.employer.user_id, self.officer)
        self.assertEqual(vacancy.user_id, self.officer_2)

    def test_chosen_organisations_take_along_what_their_owner_has_there(self):
        own, foreign = self._vacancy(), self._vacancy(user_id=self.manager.id)
        elsewhere = self._vacancy(employer_id=self.employer_2.id)
        self._give(self.manager, employers=self.employer | self.employer_2)
        self.assertEqual((self.employer | self.employer_2).user_id, self.officer_2)
        self.assertEqual(own.user_id, self.officer_2)
        self.assertEqual(foreign.user_id, self.manager, "a third colleague keeps it")
        self.assertEqual(elsewhere.user_id, self.officer)

    def test_closed_and_done_stays(self):
        closed = self._vacancy()
        stage = self.env["employer.vacancy.stage"].search([("kind", "=", "closed")], limit=1)
        closed.write({"stage_id": stage.id, "close_reason": "withdrawn"})
        self._give(self.officer)
        self.assertEqual(closed.user_id, self.officer)

    def test_letters_and_workshops_wait_for_the_colleague(self):
        """What stands in Today moves: on holiday nobody answers a letter or thanks a company."""
        letters = self.env["employer.inbound"].create(
            [
                {"name": name, "channel": "mail", "user_id": self.officer.id, "state": state}
                for name, state in (("A cook", "new"), ("Read", "done"))
            ]
        )
        held = {"engagement_kind": "workshop", "company_id": self.office.id}
        events = self.env["event.event"].create(
            [
                {
                    "name": name,
                    "user_id": self.officer.id,
                    "date_begin": f"{day} 08:00:00",
                    "date_end": f"{day} 11:00:00",
                    **vals,
                }
                for name, day, vals in (
                    ("To come", "2026-03-20", held),
                    ("To thank", "2026-02-20", held),
                    ("Long ago", "2025-11-20", held),
                    ("Of all offices", "2026-03-20", {**held, "company_id": False}),
                    ("No workshop", "2026-03-20", {}),
                )
            ]
        )
        counts = self._counts(self._dialog(self.officer))
        self.assertEqual((counts["letter"], counts["workshop"]), ((1, 0), (2, 0)))
        handover = self._give(self.officer)
        self.assertEqual([one.user_id for one in letters], [self.officer_2, self.officer])
        moved = events.filtered(lambda one: one.user_id == self.officer_2)
        self.assertEqual(moved.mapped("name"), ["To come", "To thank"])
        handover.with_user(self.officer).action_undo()
        self.assertEqual(letters.user_id | events.user_id, self.officer)

    def test_a_workshop_does_not_follow_one_of_its_companies(self):
        workshop = self.env["event.event"].create(
            {
                "name": "Kitchens",
                "engagement_kind": "workshop",
                "user_id": self.officer.id,
                "company_id": self.office.id,
                "date_begin": "2026-03-20 08:00:00",
                "date_end": "2026-03-20 11:00:00",
            }
        )
        dialog = self._dialog(self.manager, default_employer_ids=self.employer.ids)
        self.assertFalse(dialog.stay_words, "the one chosen moves")
        self._give(self.manager, employers=self.employer)
        self.assertEqual((self.employer.user_id, workshop.user_id), (self.officer_2, self.officer))

    def test_an_officer_gives_only_what_is_hers(self):
        dialog = self._dialog(self.officer, default_employer_ids=self.employer_2.ids)
        self.assertFalse(self._counts(dialog))
        self.assertIn("Staying: 1 of", dialog.stay_words)
        dialog = self.as_role("employer.handover.give", "officer").create(
            {"from_user_id": self.manager.id, "to_user_id": self.officer_2.id}
        )
        self.assertFalse(dialog.line_ids)
        with self.assertRaisesRegex(UserError, "nothing to hand over"):
            dialog.action_hand_over()
        with self.assertRaises(AccessError):
            self.as_role("employer.handover.give", "reader").create({"to_user_id": self.officer.id})

    # ---- offices

    def test_never_to_a_colleague_of_another_office(self):
        for wrong in (self.other_officer, self.users["reader"], self.stranger):
            with self.assertRaisesRegex(UserError, "is no officer of"):
                self._give(self.manager, to=wrong)
        self.assertEqual(self.employer.user_id, self.officer)
        offered = self._dialog(self.manager).colleague_ids
        self.assertNotIn(self.other_officer, offered)
        self.assertIn(self.officer_2, offered)

    def test_each_office_its_own_hand_over(self):
        abroad = self.env["employer.organisation"].create(
            {"name": "Abroad", "company_id": self.other_office.id, "user_id": self.officer.id}
        )
        offices = self.office | self.other_office
        (self.manager | self.officer_2).company_ids = offices
        wide = {"allowed_company_ids": offices.ids, "default_from_user_id": self.officer.id}
        dialog = self._dialog(self.manager, **wide)
        dialog.to_user_id = self.officer_2
        dialog.save().action_hand_over()
        self.assertEqual(abroad.user_id, self.officer_2)
        given = self.env["employer.handover"].search([], limit=2)
        self.assertEqual(given.company_id, offices)
        self.assertFalse(given[0].with_user(self.other_officer).search([]))

    # ---- names of persons

    def test_an_officer_leaves_what_carries_names_to_a_manager(self):
        vacancy = self._select_a_person().vacancy_id
        plain = self._vacancy()
        dialog = self._dialog(self.officer)
        self.assertEqual(self._counts(dialog)["vacancy"], (1, 1))
        self.assertIn("ask a manager", dialog.stay_words)
        self._give(self.officer)
        self.assertEqual((vacancy.user_id, plain.user_id), (self.officer, self.officer_2))

    def test_a_manager_gives_it_and_it_is_told_how_many_names(self):
        preselection = self._select_a_person()
        person = preselection.candidacy_ids.candidate_id
        self.assertNotIn(
            person,
            person.with_user(self.officer_2)._among(
                person.with_user(self.officer_2)._identity_entitlement_domain()
            ),
        )
        handover = self._give(self.manager)
        self.assertEqual(handover.names_count, 1)
        self.assertEqual(handover.create_uid, self.manager)
        self.assertEqual(preselection.vacancy_id.user_id, self.officer_2)
        seen = handover.with_user(self.users["privacy"])
        self.assertEqual(seen.names_count, 1, "the register of the privacy officer")
        self.assertNotIn("Fiori", str(handover.message_ids.mapped("body")))

    def test_no_way_round_by_writing_the_owner(self):
        vacancy = self._select_a_person().vacancy_id
        with self.assertRaisesRegex(UserError, "Ask a manager"):
            vacancy.with_user(self.officer_2).user_id = self.officer_2
        vacancy.with_user(self.officer).user_id = self.officer
        vacancy.with_user(self.manager).user_id = self.officer_2
        self.assertEqual(vacancy.user_id, self.officer_2)
        plain = self._vacancy()
        plain.with_user(self.officer_2).user_id = self.officer_2
        self.assertEqual(plain.user_id, self.officer_2)

    def test_nor_by_taking_the_employer_of_an_internship(self):
        internship = self._internship()
        with self.assertRaisesRegex(UserError, "Ask a manager"):
            self.employer.with_user(self.officer_2).user_id = self.officer_2
        self._set_state(internship, "draft")
        self.employer.with_user(self.officer_2).user_id = self.officer_2
        self.assertEqual(self.employer.user_id, self.officer_2)

    def test_nor_by_undoing_a_merge(self):
        """The merged one would come back with its owner of then, and the internship with it."""
        twin = self._employer("Trattoria Alfa S.n.c.")
        internship = self._internship()
        merge = (
            self.env["employer.merge"]
            .with_user(self.officer)
            ._merge(twin.with_user(self.officer), self.employer.with_user(self.officer))
        )
        self.assertEqual(internship.employer_id, twin)
        twin.with_user(self.manager).user_id = self.officer_2
        with self.assertRaisesRegex(UserError, "ask a manager"):
            merge.with_user(self.officer).action_undo()
        self.assertEqual(internship.employer_id, twin)
        merge.with_user(self.manager).action_undo()
        self.assertEqual(internship.employer_id, self.employer)

    def _internship(self):
        scheme = self.env["employer.internship.scheme"].search([], limit=1)
        internship = self.env["employer.internship"].create(
            {
                "scheme_id": scheme.id,
                "candidate_id": self._person().id,
                "employer_id": self.employer.id,
                "no_candidacy_reason": "Known",
                "start_date": "2026-01-01",
                "planned_end_date": "2026-06-30",
            }
        )
        self._set_state(internship, "running")
        return internship


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestHandoverBack(HandoverCase):
    """Until a date: it comes back by itself, once, to whom it belongs."""

    def test_it_goes_back_the_day_after(self):
        handover = self._give(self.officer, until_date="2026-03-20", reason="Holidays")
        self.assertEqual(handover.state, "active")
        self.assertIn(self.officer.name, self.employer.handover_words)
        with freeze_time("2026-03-20"):
            self._give_back()
            self.assertEqual(self.employer.user_id, self.officer_2, "the last day is a day")
        with freeze_time("2026-03-21"):
            self._give_back()
        self.assertEqual(self.employer.user_id, self.officer)
        self.assertEqual(handover.state, "returned")
        self.assertFalse(self.employer.handover_words)

    def test_what_went_elsewhere_in_the_meantime_stays_there(self):
        self._give(self.officer, until_date="2026-03-20")
        self.employer.user_id = self.manager
        with freeze_time("2026-03-21"):
            self._give_back()
        self.assertEqual(self.employer.user_id, self.manager)

    def test_lent_on_it_still_comes_home(self):
        """A lends to B until the 20th, B to C until the 30th: on the 31st it is A's."""
        self._give(self.officer, until_date="2026-03-20")
        self._give(
            self.officer_2, to=self.manager, employers=self.employer, until_date="2026-03-30"
        )
        with freeze_time("2026-03-21"):
            self._give_back()
            self.assertEqual(self.employer.user_id, self.manager)
        with freeze_time("2026-03-31"):
            self._give_back()
        self.assertEqual(self.employer.user_id, self.officer)

    def test_both_ended_while_the_job_slept(self):
        self._give(self.officer, until_date="2026-03-30")
        self._give(
            self.officer_2, to=self.manager, employers=self.employer, until_date="2026-03-20"
        )
        with freeze_time("2026-04-15"):
            self._give_back()
        self.assertEqual(self.employer.user_id, self.officer)

    def test_who_left_gets_nothing_back(self):
        handover = self._give(self.manager, until_date="2026-03-20")
        self.officer.active = False
        with freeze_time("2026-03-21"):
            self._give_back()
        self.assertEqual(self.employer.user_id, self.officer_2)
        self.assertEqual(handover.state, "returned")

    def test_undone_by_who_gave_or_got_it(self):
        for user in (self.officer, self.officer_2, self.manager):
            handover = self._give(self.officer)
            self.assertEqual(self.employer.user_id, self.officer_2)
            handover.with_user(user).action_undo()
            self.assertEqual((self.employer.user_id, handover.state), (self.officer, "undone"))
            with self.assertRaisesRegex(UserError, "gone back already"):
                handover.with_user(user).action_undo()

    def test_not_undone_by_others_nor_with_names(self):
        third = self._user("officer_3", ("officer",))
        handover = self._give(self.officer)
        with self.assertRaises(AccessError):
            handover.with_user(third).action_undo()
        vacancy = self._vacancy()
        handover = self._give(self.officer)
        self.assertEqual(vacancy.user_id, self.officer_2)
        preselection = self._list(self._person(), vacancy)
        self._set_state(preselection.candidacy_ids, "selected")
        with self.assertRaisesRegex(UserError, "Ask a manager"):
            handover.with_user(self.officer).action_undo()
        self.assertEqual(vacancy.user_id, self.officer_2)

    def test_done_activities_keep_who_did_them(self):
        activity = self.employer.activity_schedule(
            activity_type_id=self.env.ref("mail.mail_activity_data_todo").id,
            user_id=self.officer.id,
        )
        handover = self._give(self.officer, until_date="2026-03-20")
        activity.with_user(self.officer_2).action_feedback()
        handover.with_user(self.manager).action_undo()
        self.assertEqual(activity.user_id, self.officer_2)

    def test_the_colleague_is_told_once(self):
        for number in range(3):
            self._employer(f"Alfa {number}")
        handover = self._give(self.officer, until_date="2026-03-20", reason="Holidays")
        partner = self.officer_2.partner_id
        told = self.env["mail.message"].search([("partner_ids", "in", partner.ids)])
        self.assertEqual(told.res_id, handover.id)
        self.assertIn("Organisations: 4", told.body)
        self.assertIn("Holidays", told.body)
        notified = self.env["mail.notification"].search([("res_partner_id", "=", partner.id)])
        self.assertEqual(len(notified), 1)

    def test_the_last_day_stands_in_today(self):
        handover = self._give(self.officer, until_date="2026-03-12")
        mine = self.env["employer.today"].with_user(self.officer_2)
        where = [("kind", "=", "handover"), ("res_id", "=", handover.id)]
        self.assertFalse(mine.search(where))
        with freeze_time("2026-03-12"):
            row = mine.search(where)
            self.assertEqual((row.bucket, row.can_postpone), ("2_today", False))
            with self.assertRaises(UserError):
                row._pass_to(self.officer)
            self.assertFalse(self.as_role("employer.today", "officer").search(where))

    def test_a_last_day_in_the_past_is_refused(self):
        with self.assertRaisesRegex(UserError, "in the past"):
            self._give(self.officer, until_date="2026-03-09")
        self.assertEqual(self._give(self.officer, until_date=TODAY).until_date, fields.Date.today())

    def test_nobody_writes_a_hand_over(self):
        handover = self._give(self.officer)
        for user in (self.officer, self.manager):
            with self.assertRaises(AccessError):
                handover.with_user(user).to_user_id = self.manager
            with self.assertRaises(AccessError):
                handover.line_ids.with_user(user).unlink()
