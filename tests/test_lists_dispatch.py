# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.employer_engagement.models.common.employer_record_mixin import HISTORY

from .common import EngagementCase

TODAY = date(2026, 3, 2)


class DispatchCase(EngagementCase):
    """A partner organisation, an open vacancy and two persons, with the feature on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.config.settings"].create({"group_employer_dispatch": True}).execute()
        cls.partner = cls._partner("Cooperativa Gamma")
        cls.vacancy = cls._vacancy()
        cls.person = cls._person()
        cls.person_2 = cls._person("Bea", "Neri")

    @classmethod
    def _partner(cls, name, **vals):
        email = f"{name.split()[-1].lower()}@partner.example"
        return cls._employer(name, email=email, is_partner_organisation=True, **vals)

    def _dispatch(self, role="officer", sent=True, **vals):
        vals = {"vacancy_id": self.vacancy.id, "organisation_id": self.partner.id, **vals}
        dispatch = self.as_role("employer.dispatch", role).create(vals)
        if sent:
            dispatch.action_mark_sent()
        return dispatch

    def _mails(self, partner=None):
        return self.env["employer.company.mail"].search(
            [("employer_id", "=", (partner or self.partner).id)]
        )

    def _close_vacancy(self, vacancy):
        stage = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        vacancy.write({"stage_id": stage.id, "close_reason": "withdrawn"})


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDispatch(DispatchCase):
    """A vacancy sent to partner organisations, which propose persons of their own."""

    # ---- what the partner is asked

    def test_the_deadline_is_the_sooner_of_office_and_vacancy(self):
        self.office.employer_dispatch_days = 10
        self.assertEqual(self._dispatch().deadline_date, TODAY + timedelta(days=10))
        for days, expected in ((9, 9), (11, 10), (0, 0), (-1, 10)):
            vacancy = self._vacancy(deadline_date=TODAY + timedelta(days=days))
            dispatch = self._dispatch(vacancy_id=vacancy.id)
            self.assertEqual(dispatch.deadline_date, TODAY + timedelta(days=expected))

    def test_the_same_partner_is_asked_once_at_a_time(self):
        dispatch = self._dispatch()
        unit = self._unit(self.partner)
        self._dispatch(unit_id=unit.id)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._dispatch(sent=False)
        dispatch.action_close()
        dispatch.flush_recordset()
        self.assertEqual(self._dispatch().state, "sent")

    def test_what_went_out_stays_what_it_was(self):
        dispatch = self._dispatch(sent=False, vacancy_id=self._vacancy().id)
        dispatch.vacancy_id = vacancy = self._vacancy()
        dispatch.action_mark_sent()
        self.assertEqual(dispatch.sent_date, TODAY)
        with self.assertRaisesRegex(UserError, "went out"):
            dispatch.vacancy_id = self.vacancy
        with self.assertRaisesRegex(UserError, "history"):
            dispatch.unlink()
        self.assertEqual(dispatch.vacancy_id, vacancy)
        self._dispatch(sent=False).unlink()

    def test_nobody_is_asked_for_a_closed_vacancy(self):
        dispatch = self._dispatch(sent=False)
        self._close_vacancy(self.vacancy)
        self.assertEqual(dispatch.state, "closed")
        with self.assertRaisesRegex(UserError, "filled or closed"):
            dispatch.action_reopen()
        self.vacancy.action_open()
        dispatch.action_reopen()
        self.assertEqual(dispatch.state, "sent")

    def test_a_closed_vacancy_answers_who_was_not_looked_at(self):
        dispatch = self._dispatch()
        waiting = dispatch._propose(self.person)
        accepted = dispatch._propose(self.person_2)
        accepted.action_accept()
        self._close_vacancy(self.vacancy)
        self.assertEqual(dispatch.state, "closed")
        self.assertEqual((waiting.state, accepted.state), ("refused", "accepted"))
        self.assertIn("no longer open", waiting.feedback)

    # ---- what the partner answers

    def test_the_first_proposal_is_the_answer(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person, "Cooked for two years")
        self.assertEqual((dispatch.state, dispatch.answer), ("answered", "proposed"))
        self.assertEqual(dispatch.answered_date, TODAY)
        self.assertEqual(proposal.note, "Cooked for two years")
        self.assertEqual(dispatch._propose(self.person), proposal, "a double click proposes once")
        self.assertEqual((dispatch.proposal_count, dispatch.waiting_count), (1, 1))

    def test_a_partner_may_have_nobody(self):
        dispatch = self._dispatch()
        dispatch._answer("nobody", "All of ours work")
        self.assertEqual((dispatch.state, dispatch.answer), ("answered", "nobody"))
        self.assertEqual(dispatch.answer_note, "All of ours work")
        dispatch._propose(self.person)
        self.assertEqual((dispatch.answer, dispatch.answer_note), ("proposed", False))

    def test_places_and_deadline_limit_what_is_proposed(self):
        dispatch = self._dispatch(places=1, deadline_date=TODAY)
        self.assertTrue(dispatch._takes_proposals())
        first = dispatch._propose(self.person)
        self.assertFalse(dispatch._takes_proposals())
        with self.assertRaisesRegex(UserError, "all 1 places"), self.cr.savepoint():
            dispatch._propose(self.person_2)
        first.write({"state": "refused", "feedback": "Lives too far"})
        self.assertTrue(dispatch._takes_proposals(), "who was refused takes no place")
        with freeze_time(TODAY + timedelta(days=1)):
            self.assertFalse(dispatch._takes_proposals())
            with self.assertRaisesRegex(UserError, "is over"):
                dispatch._propose(self.person_2)
            late = self.as_role("employer.proposal", "officer").create(
                {"dispatch_id": dispatch.id, "candidate_id": self.person_2.id}
            )
        self.assertEqual(late.state, "new", "the office may still record one told by phone")

    def test_nothing_is_proposed_before_or_after(self):
        dispatch = self._dispatch(sent=False)
        with self.assertRaisesRegex(UserError, "not open to the partner"):
            dispatch._propose(self.person)
        dispatch.action_mark_sent()
        dispatch.action_close()
        with self.assertRaisesRegex(UserError, "not open to the partner"):
            dispatch._propose(self.person)
        with self.assertRaisesRegex(UserError, "not open to the partner"):
            dispatch.action_nobody()

    # ---- what the office decides

    def test_accepted_comes_to_the_list_being_made(self):
        draft = self._list(self.person_2, self.vacancy)
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        candidacy = proposal.candidacy_id
        self.assertEqual(candidacy.preselection_id, draft)
        self.assertEqual(candidacy.origin, "partner")
        self.assertEqual(candidacy.partner_organisation_id, self.partner)
        self.assertEqual(proposal.settled_by_id, self.users["officer"])
        self.assertEqual(proposal.settled_date, TODAY)

    def test_accepted_makes_the_next_round_where_none_is_being_made(self):
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        self.assertEqual(proposal.candidacy_id.preselection_id, self.vacancy.preselection_ids)

    def test_who_is_on_the_list_already_is_followed_there(self):
        candidacy = self._list(self.person, self.vacancy).candidacy_ids
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        self.assertEqual(proposal.candidacy_id, candidacy)
        self.assertEqual(candidacy.origin, "staff")
        proposal.action_undo()
        self.assertTrue(candidacy.exists(), "it was there before")

    def test_a_decision_is_taken_back_until_the_list_went_out(self):
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        candidacy = proposal.candidacy_id
        proposal.action_undo()
        self.assertFalse(candidacy.exists())
        self.assertEqual((proposal.state, proposal.settled_date), ("new", False))
        proposal.action_accept()
        self._say_yes(self.person)
        proposal.candidacy_id.preselection_id.action_approve()
        proposal.candidacy_id.preselection_id.action_mark_sent()
        with self.assertRaisesRegex(UserError, "was sent"), self.cr.savepoint():
            proposal.action_undo()
        self.assertEqual(proposal.state, "accepted")

    def test_refused_says_why(self):
        proposal = self._dispatch()._propose(self.person)
        with self.assertRaisesRegex(UserError, "Say why"):
            proposal.state = "refused"
        proposal.write({"state": "refused", "feedback": "The licence is needed"})
        self.assertFalse(proposal.candidacy_id)
        self.assertEqual(proposal.settled_date, TODAY)

    def test_accepted_needs_to_know_who_it_is(self):
        proposal = self._dispatch()._propose(self.env["employer.candidate"])
        with self.assertRaisesRegex(UserError, "who it is"):
            proposal.action_accept()
        proposal.candidate_id = self.person
        proposal.action_accept()
        with self.assertRaisesRegex(UserError, "as it was proposed"):
            proposal.candidate_id = self.person_2

    def test_who_does_not_want_the_company_is_not_accepted(self):
        self.person.unwanted_employer_ids = self.employer
        proposal = self._dispatch()._propose(self.person)
        with self.assertRaisesRegex(UserError, "does not want"), self.cr.savepoint():
            proposal.action_accept()
        self.assertEqual(proposal.state, "new")

    def test_it_closes_once_everything_was_looked_at(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person)
        with self.assertRaisesRegex(UserError, "nobody looked at"):
            dispatch.action_close()
        proposal.action_accept()
        dispatch.action_close()
        self.assertEqual(dispatch.state, "closed")

    # ---- what became of it

    def test_the_progress_is_said_in_plain_words(self):
        proposal = self._dispatch()._propose(self.person)
        self.assertEqual(proposal.progress, "proposed")
        proposal.action_accept()
        self.assertEqual(proposal.progress, "accepted")
        candidacy_sudo = proposal.candidacy_id.sudo()
        self._say_yes(self.person)
        self._say_yes(self.person, self.employer)
        candidacy_sudo.preselection_id.action_approve()
        self.assertEqual(proposal.progress, "on_list")
        candidacy_sudo.preselection_id.action_mark_sent()
        self.assertEqual((proposal.progress, proposal.interviewed), ("on_list", 0))
        for state, progress in (
            ("interview", "interview"),
            ("selected", "selected"),
            ("in_internship", "internship"),
            ("hired", "in_work"),
        ):
            candidacy_sudo.state = state
            self.assertEqual(proposal.progress, progress)
        self.assertEqual((proposal.accepted, proposal.interviewed, proposal.in_work), (1, 1, 1))
        reason = candidacy_sudo._reason("ended_early")
        candidacy_sudo.write({"state": "not_selected", "exit_reason_id": reason.id})
        self.assertEqual((proposal.progress, proposal.in_work), ("ended", 1))

    def test_a_refusal_and_an_exit_are_not_this_time(self):
        dispatch = self._dispatch()
        refused, left = dispatch._propose(self.person), dispatch._propose(self.person_2)
        refused.write({"state": "refused", "feedback": "Lives too far"})
        left.action_accept()
        candidacy = left.candidacy_id
        reason = self.env["employer.exit.reason"].search(
            [("exit_state", "in", ("excluded", False))], limit=1
        )
        candidacy.write({"state": "excluded", "exit_reason_id": reason.id})
        self.assertEqual((refused | left).mapped("progress"), ["not_this_time"] * 2)
        self.assertEqual((left.accepted, left.interviewed, left.in_work), (1, 0, 0))

    # ---- rights

    def test_who_may_do_what(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person, "Cooked for two years")
        for role in ("reader", "tutor"):
            self.assertEqual(self.as_role(proposal, role).progress, "proposed")
            with self.assertRaises(AccessError):
                self.as_role(proposal, role).action_accept()
            with self.assertRaises(AccessError):
                self.as_role(dispatch, role).action_nobody()
        self.assertTrue(self.as_role(proposal, "tutor").note)
        with self.assertRaises(AccessError):
            self.as_role(proposal, "reader").read(["note"])
        self.as_role(dispatch, "tutor").read(["answer_note"])
        with self.assertRaises(AccessError):
            self.as_role(dispatch, "reader").read(["answer_note"])
        for user in (self.users["employee"], self.stranger, self.other_officer):
            with self.assertRaises(AccessError):
                proposal.with_user(user).read(["state"])
            with self.assertRaises(AccessError):
                dispatch.with_user(user).read(["state"])

    def test_what_the_server_notes_is_not_written_by_hand(self):
        dispatch = self._dispatch(answer="nobody")
        self.assertFalse(dispatch.answer)
        proposal = dispatch._propose(self.person)
        for name, value in (("settled_date", TODAY), ("progress", "in_work"), ("in_work", 1)):
            with self.assertRaisesRegex(UserError, "kept by the server"):
                proposal[name] = value
        with self.assertRaisesRegex(UserError, "kept by the server"):
            dispatch.answer = "nobody"


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestDispatchScreens(DispatchCase):
    """How partners are asked and told, and what waits for the officer."""

    def _dialog(self, *partners, way="now", **vals):
        dialog = Form.from_action(
            self.as_role("employer.vacancy", "officer").env,
            self.as_role(self.vacancy, "officer").action_dispatch(),
        )
        for partner in partners:
            dialog.organisation_ids.add(partner)
        dialog.way = way
        for name, value in vals.items():
            setattr(dialog, name, value)
        return dialog.save()

    def _today(self, role="officer"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_role("employer.today", role).search(
            [("kind", "in", ("proposal", "dispatch"))]
        )

    # ---- asking

    def test_several_partners_are_asked_at_once(self):
        other = self._partner("Cooperativa Delta")
        action = self._dialog(self.partner, other, places=2, words="Evenings").action_confirm()
        dispatches = self.env["employer.dispatch"].search(action["domain"])
        self.assertEqual(dispatches.organisation_id, self.partner | other)
        self.assertEqual(set(dispatches.mapped("state")), {"sent"})
        self.assertEqual(set(dispatches.mapped("places")), {2})
        for partner in (self.partner, other):
            mail = self._mails(partner)
            self.assertEqual((mail.state, mail.sent_to), ("sent", partner.email))
            self.assertIn("Evenings", mail.body)
        dialog = self._dialog()
        self.assertEqual(dialog.asked_ids.sudo(), self.partner | other)
        with self.assertRaisesRegex(UserError, "Choose the partners"):
            dialog.action_confirm()

    def test_the_letter_names_the_employer_only_where_it_agreed(self):
        self.vacancy.description = "<p>At Trattoria Alfa, evenings</p>"
        for named in (False, True):
            partner = self._partner(f"Ente {named}")
            self._dialog(partner, is_employer_named=named).action_confirm()
            said = self._mails(partner).body
            self.assertIn("Kitchen helper", said)
            self.assertIs("Alfa" in said, named)
            self.assertIn("12", said)  # the last day, in the reader's manner

    def test_the_partner_is_written_to_in_its_language(self):
        self.env["res.lang"]._activate_lang("it_IT")
        template = self.env.ref("employer_engagement.mail_template_dispatch")
        template.with_context(lang="it_IT").subject = "Chi proporreste?"
        self.partner.partner_id.lang = "it_IT"
        self._dispatch(sent=False).action_send()
        self.assertEqual(self._mails().subject, "Chi proporreste?")

    def test_who_is_on_the_portal_answers_there(self):
        unit = self._unit(self.partner)
        dispatch = self._dispatch()
        for_unit = self._dispatch(unit_id=unit.id)
        contact = self.env["res.partner"].create({"name": "Sara", "email": "sara@partner.example"})
        member = self.env["employer.portal.member"].create(
            {
                "employer_id": self.partner.id,
                "partner_id": contact.id,
                "name": "Sara",
                "unit_id": unit.id,
            }
        )
        page = f"/my/engagement/openings/{for_unit.id}"
        self.assertFalse(dispatch._portal_address(), "she sees her unit's alone")
        self.assertTrue(for_unit._portal_address().endswith(page))
        for_unit.action_send()
        self.assertIn(page, self._mails().filtered(lambda one: one.res_id == for_unit.id).body)
        member.active = False
        self.assertFalse(for_unit._portal_address())

    def test_with_the_next_mail_it_waits_and_is_dropped_when_closed(self):
        self._dialog(self.partner, way="gathered").action_confirm()
        mail = self._mails()
        self.assertEqual((mail.state, mail.deadline), ("waiting", TODAY + timedelta(days=10)))
        self.assertTrue(mail._is_about_something())
        self.vacancy.dispatch_ids.action_close()
        self.assertFalse(mail._is_about_something())

    def test_told_by_the_officer_no_mail_goes(self):
        self._dialog(self.partner, way="told").action_confirm()
        self.assertEqual(self.vacancy.dispatch_ids.state, "sent")
        self.assertFalse(self._mails())

    def test_who_has_no_address_is_said_before_and_refused_after(self):
        self.partner.email = False
        dialog = self._dialog(self.partner)
        self.assertEqual(dialog.unreachable_words, "Cooperativa Gamma")
        with self.assertRaisesRegex(UserError, "No e-mail address"), self.cr.savepoint():
            dialog.action_confirm()
        self.assertFalse(self._mails())

    # ---- telling

    def test_the_partner_is_told_what_was_decided_without_a_name(self):
        dispatch = self._dispatch()
        first, second = dispatch._propose(self.person), dispatch._propose(self.person_2)
        first.action_accept()
        self.assertIn("take the person on", self._mails().body)
        dialog = Form.from_action(second.env, second.action_refuse())
        with self.assertRaises(AssertionError):
            dialog.save()
        dialog.feedback = "The van licence is needed"
        dialog.save().action_confirm()
        self.assertEqual(second.feedback, "The van licence is needed")
        mails = self._mails()
        self.assertEqual(mails.mapped("state"), ["waiting"] * 2)
        self.assertIn("van licence", "".join(mails.mapped("body")))
        for secret in (*(self.person | self.person_2).mapped("code"), "Fiori", "Neri"):
            self.assertNotIn(secret, "".join(mails.mapped("body")))
        first.action_undo()
        waiting = mails.filtered(lambda one: one._is_about_something())
        self.assertEqual(waiting.res_id, second.id, "what was taken back is not told")

    # ---- Today

    def test_a_proposal_waits_for_the_officer_then_an_answer(self):
        dispatch = self._dispatch(deadline_date=TODAY)
        row = self._today()
        self.assertEqual((row.kind, row.date, row.bucket), ("dispatch", TODAY, "2_today"))
        self.assertEqual(row.employer_id.sudo(), self.partner)
        row.action_postpone_day()
        self.assertEqual(dispatch.deadline_date, TODAY + timedelta(days=1))
        proposal = dispatch._propose(self.person)
        dispatch._propose(self.person_2).write({"state": "refused", "feedback": "Too far"})
        row = self._today()
        self.assertEqual((row.kind, row.title), ("proposal", "Kitchen helper · 1"))
        self.assertFalse(row.can_postpone)
        self.assertFalse(row.candidate_id)
        proposal.action_accept()
        self.assertFalse(self._today())

    def test_what_is_closed_or_off_waits_for_nobody(self):
        self._dispatch(sent=False)
        self.assertFalse(self._today())
        dispatch = self._dispatch(organisation_id=self._partner("Ente Delta").id)
        self.assertEqual(len(self._today()), 1)
        self.env["res.config.settings"].create({"group_employer_dispatch": False}).execute()
        self.assertFalse(self._today())
        self.env["res.config.settings"].create({"group_employer_dispatch": True}).execute()
        dispatch.action_close()
        self.assertFalse(self._today())

    # ---- figures, hand-over, own data

    def test_figures_stand_by_name_and_count_steps(self):
        partners = [self._partner(f"Ente {letter}") for letter in "ba"]
        for partner, person in zip(partners, (self.person, self.person_2), strict=True):
            self._dispatch(organisation_id=partner.id)._propose(person)
        self.person.proposal_ids.action_accept()
        counted = ["proposed:sum", "accepted:sum", "interviewed:sum", "in_work:sum"]
        rows = self.as_role("employer.proposal", "officer").formatted_read_group(
            [("organisation_id", "in", [one.id for one in partners])], ["organisation_id"], counted
        )
        self.assertEqual(
            [(row["organisation_id"][1], *(row[name] for name in counted)) for row in rows],
            [("Ente a", 1, 0, 0, 0), ("Ente b", 1, 1, 0, 0)],
            "as the pivot shows them: by name",
        )
        self.assertEqual([one.proposal_count for one in partners], [1, 1])

    def test_an_internship_is_counted_once_it_began(self):
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        internship = self.env["employer.internship"].create(
            {
                "scheme_id": self.env["employer.internship.scheme"].search([], limit=1).id,
                "candidate_id": self.person.id,
                "employer_id": self.employer.id,
                "candidacy_id": proposal.candidacy_id.id,
                "tutor_id": self.users["tutor"].id,
                "start_date": TODAY,
                "planned_end_date": TODAY + timedelta(days=60),
            }
        )
        self.assertEqual(proposal.in_internship, 0)
        self.env["employer.rule"].search([]).level = "off"
        internship.with_context(**HISTORY).state = "running"
        self.assertEqual(proposal.in_internship, 1)

    def test_it_changes_hands_with_the_rest(self):
        dispatch = self._dispatch()
        kinds = self.env["employer.handover"]._kinds()
        _label, model, alive = kinds["dispatch"]
        self.assertEqual(self.env[model].search(alive & Domain("id", "=", dispatch.id)), dispatch)
        dispatch.action_close()
        self.assertFalse(self.env[model].search(alive & Domain("id", "=", dispatch.id)))

    def test_the_own_data_of_a_person_hold_it(self):
        self._dispatch()._propose(self.person, "Cooked for two years")
        paper = self.env["employer.candidate.paper"].create(
            {"candidate_id": self.person.id, "lang": "en_US"}
        )
        said = str(paper._own_data())
        self.assertIn("Cooperativa Gamma", said)
        self.assertIn("Cooked for two years", said)

    def test_forms_of_every_role_open(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person)
        for role in ("reader", "officer", "tutor", "manager"):
            for record in (dispatch, proposal, self.vacancy, self.partner):
                self.assertTrue(Form(self.as_role(record, role)))
        with Form(self.as_role(dispatch, "officer")) as form:
            form.places = 5
        self.assertEqual(dispatch.places, 5)
