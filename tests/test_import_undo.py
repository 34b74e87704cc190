# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Undo of an import: everything goes back, but for what was built upon or changed since."""

from odoo.tests import tagged

from .test_import_organisations import ALFA, BETA, ImportCase


@tagged("post_install", "-at_install")
class TestImportUndo(ImportCase):
    def _undo(self, record):
        record.action_undo()
        return record._run()

    def test_everything_new_goes(self):
        before = (self.Organisation.search_count([]), self.Partner.search_count([]))
        record = self._undo(self._import(ALFA, BETA))
        self.assertEqual((record.state, record.kept_count), ("undone", 0))
        after = (self.Organisation.search_count([]), self.Partner.search_count([]))
        self.assertEqual(after, before)
        self.assertEqual(record.line_count, 2, "The rows stay")

    def test_can_be_imported_again_after_undo(self):
        self._undo(self._import(ALFA))
        self.assertEqual(self._import(ALFA).create_count, 1)

    def test_built_upon_stays_with_the_reason(self):
        record = self._import(ALFA, BETA)
        alfa = self._organisation(record.line_ids[0])
        self.env["employer.interaction"].create({"employer_id": alfa.id})
        self._undo(record)
        self.assertTrue(alfa.exists())
        self.assertEqual(record.line_ids.mapped("status"), ["kept", "undone"])
        self.assertIn("Interaction", record.line_ids[0].reasons)

    def test_every_kind_of_building_counts(self):
        record = self._import(ALFA, BETA)
        alfa, beta = (self._organisation(line) for line in record.line_ids)
        alfa.message_post(body="They called", message_type="comment")
        beta.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer_2.id)
        self._undo(record)
        self.assertEqual(record.kept_count, 2)
        self.assertTrue((alfa | beta).exists() == (alfa | beta))

    def test_changed_by_hand_stays(self):
        record = self._import(ALFA, BETA)
        self._organisation(record.line_ids[0]).next_step = "Call them"
        self._organisation(record.line_ids[1]).phone = "02 123456"
        self._undo(record)
        self.assertEqual(record.line_ids.mapped("status"), ["kept", "kept"])
        self.assertIn("Phone", record.line_ids[1].reasons)

    def test_contact_used_elsewhere_stays(self):
        record = self._import(ALFA)
        alfa = self._organisation(record.line_ids)
        contact = alfa.partner_id
        child = self.Partner.create({"name": "Ms Reception", "parent_id": contact.id})
        self._undo(record)
        self.assertFalse(alfa.exists())
        self.assertTrue(contact.exists() and child.exists())
        self.assertFalse(contact.is_employer)
        self.assertIn("Contact", record.line_ids.reasons)

    def test_adopted_contact_is_given_back_as_it_was(self):
        contact = self.Partner.create(
            {"name": "ALFA", "is_company": True, "vat": "IT71820430156", "phone": "02 999"}
        )
        facts = [
            "name",
            "vat",
            "phone",
            "street",
            "zip",
            "city",
            "email",
            "state_id",
            "is_employer",
        ]
        before = contact.read(facts)
        record = self._import(ALFA)
        self.assertNotEqual(contact.read(facts), before)
        self._undo(record)
        self.assertEqual(contact.read(facts), before)
        self.assertFalse(self.Organisation.search([("partner_id", "=", contact.id)]))

    def test_adopted_contact_keeps_what_was_changed_since(self):
        contact = self.Partner.create({"name": "ALFA", "is_company": True, "vat": "IT71820430156"})
        record = self._import(ALFA)
        contact.street = "Via ERP"
        self._undo(record)
        self.assertEqual((contact.street, contact.zip), ("Via ERP", False))

    def test_updates_go_back_but_for_later_changes(self):
        alfa = self._organisation(self._import(ALFA).line_ids)
        later = self._import(
            ALFA.replace("Via Po, 5", "Via Adige, 9").replace("8740935", "8740999")
        )
        alfa.phone = "02 111111"
        self._undo(later)
        self.assertEqual((alfa.street, alfa.phone), ("Via Po, 5", "02 111111"))
        self.assertEqual(later.line_ids.status, "kept")

    def test_first_import_cannot_take_what_a_second_one_updated(self):
        first = self._import(ALFA)
        self._import(ALFA.replace("Via Po, 5", "Via Adige, 9"))
        self._undo(first)
        self.assertEqual(first.kept_count, 1)
        self.assertTrue(self._organisation(first.line_ids).exists())

    def test_officers_still_cannot_delete_organisations(self):
        alfa = self._organisation(self._import(ALFA).line_ids)
        self.assertFalse(alfa.has_access("unlink"))
