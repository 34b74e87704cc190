# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import EngagementCase

DATES = {"start_date": date(2026, 4, 1), "end_date": date(2028, 3, 31)}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestAgreementText(EngagementCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clause_b, cls.clause_a = cls.env["employer.agreement.clause"].create(
            [
                {"name": "B", "sequence": 20, "body_it": "<p>Clausola B</p>"},
                {"name": "A", "sequence": 10, "body_it": "<p>Clausola A {{ employer }}</p>"},
            ]
        )
        cls.kind = cls.env["employer.agreement.type"].create(
            {
                "code": "text",
                "name": "Text",
                "template_body_it": "<p>Tra {{ office }} e {{ employer }}, dal {{ start_date }} al "
                "{{ end_date }}.</p><p>{{ commitments }}</p><p>{{ clauses }}</p><p>Firme</p>",
                "template_body_en": "<p>{{ employer }} from {{ start_date }}</p>",
                "clause_ids": [Command.set((cls.clause_a + cls.clause_b).ids)],
            }
        )

    def _text(self, **vals):
        agreement = self._agreement(**{"agreement_type_id": self.kind.id, **DATES, **vals})
        return self.as_role(agreement, "officer")

    def test_filled_in_once_and_in_order(self):
        agreement = self._text(
            commitment_ids=[Command.create({"kind": "internship", "quantity": 3})]
        )
        self.assertFalse(agreement.body)
        agreement.action_to_sign()
        self.assertEqual(
            str(agreement.body),
            f"<p>Tra {self.office.name} e Trattoria Alfa, dal 1 aprile 2026 al 31 marzo 2028.</p>"
            "<ul><li>Tirocini ospitati: 3, dal 1 aprile 2026 al 31 marzo 2028</li></ul>"
            "<p>Clausola A Trattoria Alfa</p><p>Clausola B</p><p>Firme</p>",
        )

    def test_clauses_are_optional_and_stand_at_the_end_without_their_place(self):
        agreement = self._text(clause_ids=[Command.set(self.clause_b.ids)])
        self.assertNotIn("Clausola A", agreement._render_body())
        agreement.draft_body = "<p>Accordo</p>"
        self.assertEqual(agreement._render_body(), "<p>Accordo</p><p>Clausola B</p>")
        agreement.clause_ids = False
        agreement.action_follow_type()
        self.assertIn("<p></p><p>Firme</p>", agreement._render_body())

    def test_english(self):
        agreement = self._text(document_language="en")
        agreement.clause_ids = False
        self.assertEqual(agreement._render_body(), "<p>Trattoria Alfa from 1 April 2026</p>")
        self.assertIn("Tra ", agreement._render_body("it"))

    def test_names_are_escaped(self):
        self.employer.name = "<b>Alfa</b> & {{ office }}"
        body = self._text(document_language="en")._render_body()
        self.assertIn("&lt;b&gt;Alfa&lt;/b&gt; &amp; {{ office }}", body)

    def test_an_unknown_placeholder_is_named_wherever_it_is_written(self):
        with self.assertRaisesRegex(ValidationError, r"\{\{ employr \}\}.*employer_vat"):
            self.kind.template_body_it = "<p>{{ employr }}</p>"
        with self.assertRaisesRegex(ValidationError, r"employer\.vat_number"):
            self.clause_a.body_en = "<p>{{ employer.vat_number }}</p>"
        with self.assertRaisesRegex(ValidationError, r"nobody knows: \{\{\."):
            self._text().draft_body = "<p>{{ office</p>"

    def test_without_its_days_nothing_is_fixed(self):
        agreement = self._text(end_date=False)
        with self.assertRaisesRegex(UserError, "Fill in first: Last day in force"):
            agreement.action_to_sign()

    def test_what_is_missing_is_said_and_left_to_fill_in(self):
        self.kind.template_body_it = "<p>{{ employer_vat }} {{ end_date }}</p>"
        agreement = self._text()
        self.assertEqual(agreement.blank_words, "VAT number of the organisation")
        agreement.action_to_sign()
        self.assertIn("<p>____", agreement.body)

    def test_a_fixed_text_is_closed_and_opens_again(self):
        agreement = self._text()
        agreement.action_to_sign()
        self.kind.template_body_it = "<p>Altro</p>"
        self.assertIn("Tra ", agreement.body_preview)
        for name, value in (
            ("draft_body", "<p>x</p>"),
            ("clause_ids", [Command.clear()]),
            ("end_date", date(2029, 1, 1)),
            ("commitment_ids", [Command.create({"kind": "hire"})]),
        ):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, "is fixed"):
                agreement.write({name: value})
        agreement.write({"end_date": DATES["end_date"]})  # no change
        with self.assertRaisesRegex(UserError, "kept by the server"):
            agreement.write({"body": "<p>mine</p>"})
        agreement.action_negotiate()
        self.assertFalse(agreement.body)
        agreement.write({"end_date": date(2029, 1, 1), "clause_ids": [Command.clear()]})
        agreement.action_to_sign()
        self.assertEqual(agreement.body, "<p>Altro</p>")

    def test_refused_and_drawn_up_again_has_no_old_text(self):
        agreement = self._text()
        agreement.action_to_sign()
        agreement.write({"state": "refused", "termination_reason": "No time"})
        self.assertTrue(agreement.body)
        agreement.action_draft()
        self.assertFalse(agreement.body)

    def test_a_special_category_is_never_named(self):
        group = self.env["employer.target.group"].create({"code": "x", "name": "Group X"})
        agreement = self._text(
            commitment_ids=[Command.create({"kind": "hire", "target_group_id": group.id})]
        )
        self.assertIn("(Group X)", agreement._render_body())
        group.is_special_category = True
        self.assertNotIn("Group X", agreement._render_body())

    def test_wording_of_its_own_starts_from_the_type(self):
        agreement = self._text()
        agreement.action_adapt_text()
        self.kind.template_body_it = "<p>Altro</p>"
        self.assertIn("Tra ", agreement._render_body())
        agreement.action_follow_type()
        self.assertIn("Altro", agreement._render_body())

    def test_the_lawyers_check_falls_with_the_text(self):
        self.kind.write({"text_checked_date": date(2026, 2, 1), "text_checked_by": "Legal office"})
        agreement = self._text()
        self.assertFalse(agreement.is_text_unchecked)
        self.kind.template_body_it = "<p>{{ employer }}</p>"
        self.assertFalse(self.kind.text_checked_date or self.kind.text_checked_by)
        self.assertTrue(agreement.is_text_unchecked)

    def test_managers_see_what_may_be_asked_and_a_preview(self):
        kind = self.as_role(self.kind, "manager")
        for name in self.env["employer.agreement"]._placeholder_labels():
            self.assertIn(f"{{{{ {name} }}}}", kind.placeholder_list)
        self.assertIn("<mark>Name of the organisation</mark>", kind.preview_it)
        self.assertIn("Clausola B", kind.preview_it)

    def test_every_placeholder_has_a_value(self):
        agreement = self._text()
        labels = set(agreement._placeholder_labels())
        for language in ("it", "en"):
            self.assertEqual(set(agreement._placeholder_values(language)), labels)

    def test_shipped_texts_can_be_filled_in(self):
        kinds = self.env["employer.agreement.type"].search([("code", "!=", "text")])
        self.assertTrue(kinds.filtered("template_body_it"))
        for kind in kinds:
            agreement = self._text(agreement_type_id=kind.id)
            for language in ("it", "en"):
                with self.subTest(kind=kind.code, language=language):
                    body = agreement._render_body(language)
                    self.assertIn("Trattoria Alfa", body)
                    self.assertNotIn("{{", body)
