# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.employer_engagement.models.common.employer_record_mixin import HISTORY

from .common_dispatch import TODAY, DispatchCase


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
