# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import SQL

from .access_chain import AccessChain
from .common import EngagementCase

VAT = "12345670017"
VAT_2 = "00743110157"


class MergeCase(EngagementCase):
    """Merging, and what points at an organisation."""

    def _merge(self, survivor, merged, role="manager", **options):
        Merge = self.env["employer.merge"].with_user(self.users[role])
        return Merge._merge(
            survivor.with_user(self.users[role]), merged.with_user(self.users[role]), **options
        )

    def _pointing(self, organisation):
        """Return {(kind, model, field): ids} of all that points at it or at its contact."""
        Links = self.env["employer.merge.links"]
        found = []
        for links, source in (
            (Links._organisation_links(), organisation),
            (Links._contact_links(), organisation.partner_id),
        ):
            found += Links._find(links, source, organisation.company_id)
        return {tuple(link): ids for link, ids in found if link.model != "mail.message"}

    def _figures(self, *organisations):
        """Return what the office tells of them: level, last contact and the funnel's counts."""
        self.env.flush_all()
        self.env.invalidate_all()
        counts = self.env["employer.funnel.report"]._read_group(
            [("employer_id", "in", [one.id for one in organisations])],
            ["stage"],
            ["__count", "employer_id:count_distinct"],
        )
        return (
            [(one.level, one.last_contact_date) for one in organisations],
            sorted(counts),
        )


@tagged("post_install", "-at_install")
class TestMergeChain(AccessChain, MergeCase):
    """Two organisations of one office, each with a record of every model, become one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["employer.merge"].search([]).unlink()
        cls.survivor, cls.merged, cls.foreign = (
            cls.records[owner]["employer.organisation"] for owner in ("own", "team", "office")
        )
        cls._add_links()

    @classmethod
    def _add_links(cls):
        """Add the links that the chain of the access table has not."""
        person, other = (cls.records[own]["employer.candidate"] for own in ("own", "team"))
        person.unwanted_employer_ids = cls.merged
        other.unwanted_employer_ids = cls.merged | cls.survivor
        cls.employer.association_id = cls.merged
        cls.env["employer.consent"].create(
            {"candidate_id": person.id, "kind": "identity", "employer_id": cls.merged.id}
        )
        cls.agreement = cls.records["team"]["employer.agreement"]
        cls.agreement.contact_id = cls.merged.partner_id
        cls.records["team"]["employer.hire"].legal_employer_id = cls.merged
        event = cls.env["event.event"].create(
            {"name": "Meeting", "engagement_kind": "workshop", "company_id": cls.office.id}
        )
        cls.registration = cls.env["event.registration"].create(
            {"event_id": event.id, "employer_id": cls.merged.id, "attendance": "attended"}
        )
        cls.note = cls.merged.message_post(body="Called back")
        cls.activity = cls.merged.activity_schedule("mail.mail_activity_data_todo", summary="Call")
        cls.file = cls.env["ir.attachment"].create(
            {"name": "a.txt", "raw": b"a", "res_model": cls.merged._name, "res_id": cls.merged.id}
        )
        cls.line = cls.records["team"]["employer.import.line"]
        cls.line.write({"res_model": cls.merged._name, "res_id": cls.merged.id})
        for organisation in (cls.survivor, cls.merged):
            organisation.message_subscribe(cls.users["manager"].partner_id.ids)
        cls.env.flush_all()

    def test_everything_moves_and_comes_back(self):
        before = self._pointing(self.survivor), self._pointing(self.merged)
        foreign = self._pointing(self.foreign)
        figures = self._figures(self.survivor, self.merged, self.employer)
        kinds = {key[0] for key in before[1]}
        self.assertEqual(kinds, {"one", "many", "by_id"})
        models = {key[1] for key in before[1]}
        for model in (
            "employer.scouting", "employer.interaction", "employer.headcount",
            "employer.agreement", "employer.vacancy", "employer.internship", "employer.hire",
            "employer.followup", "employer.consent", "employer.candidate", "event.registration",
            "employer.organisation", "ir.attachment", "mail.activity", "mail.followers",
            "employer.rule.exception", "employer.import.line",
        ):  # fmt: skip
            self.assertIn(model, models)

        merge = self._merge(self.survivor, self.merged)
        after = self._pointing(self.survivor)
        left = self._pointing(self.merged)
        self.assertEqual({key[1] for key in left}, {"mail.followers"}, "the survivor has them too")
        self.assertIn("Left behind", merge.moved_words)
        for key, ids in before[1].items():
            if key[1] != "mail.followers":
                self.assertLessEqual(set(ids), set(after[key]), key)
        self.assertEqual(self._pointing(self.foreign), foreign)
        self.assertEqual(self.registration.employer_id, self.survivor)
        self.assertEqual(self.note.res_id, self.survivor.id)
        self.assertEqual(self.agreement.contact_id, self.survivor.partner_id)
        self.assertEqual(self.employer.association_id, self.survivor)
        commitment = self.records["team"]["employer.commitment"]
        self.assertEqual(commitment.employer_id, self.survivor, "what follows a link follows it")

        merge.action_undo()
        self.assertEqual(self.note.res_id, self.merged.id)
        self.assertEqual(self._figures(self.survivor, self.merged, self.employer), figures)
        now = self._pointing(self.survivor), self._pointing(self.merged)
        self.assertEqual(now, before)
        self.assertIn("Everything", merge.kept_words)

    def test_figures_count_one_company(self):
        _levels, before = self._figures(self.survivor, self.merged)
        self._merge(self.survivor, self.merged)
        _levels, after = self._figures(self.survivor)
        self.assertEqual([row[:2] for row in before], [row[:2] for row in after])
        self.assertEqual({row[2] for row in after}, {1})
        self.assertEqual({row[2] for row in before if row[0] == "interaction"}, {2})

    def test_what_was_a_choice_stays_one(self):
        internship = self.records["team"]["employer.internship"]
        unit = self._unit(self.merged)
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE employer_internship SET unit_id = %s WHERE id = %s", unit.id, internship.id)
        )
        self.env.invalidate_all()
        self._merge(self.survivor, self.merged)
        self.assertEqual((internship.employer_id, internship.unit_id), (self.survivor, unit))

    def test_the_cost_does_not_grow_with_what_moves(self):
        costs = []
        for number in (2, 20):
            twin = self._employer(f"Twin {number}", user_id=False)
            self.env["employer.interaction"].create(
                [{"employer_id": twin.id, "date": "2026-01-02"} for _ in range(number)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._merge(self.survivor, twin)
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0] + 10)


@tagged("post_install", "-at_install")
class TestMerge(MergeCase):
    """Who merges what, which values stay, what an undo finds changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.twin = cls._employer("Trattoria Alfa S.n.c.", vat_number=VAT)
        cls.call = cls._interaction(employer_id=cls.twin.id, date="2026-01-02")

    # ---- who

    def test_a_manager_merges_any_and_an_officer_their_own(self):
        self.twin.user_id = self.officer_2
        with self.assertRaisesRegex(AccessError, "officers two of their own"):
            self._merge(self.employer, self.twin, role="officer")
        self.twin.user_id = self.users["officer"]
        self._merge(self.employer, self.twin, role="officer")
        other = self._employer("Trattoria", user_id=self.officer_2.id)
        self._merge(self.employer, other, role="manager")

    def test_a_reader_and_the_other_office_do_not(self):
        self.twin.user_id = self.employer.user_id = self.users["reader"]
        with self.assertRaises(AccessError):
            self._merge(self.employer, self.twin, role="reader")
        with self.assertRaises(AccessError):
            self.env["employer.merge"].with_user(self.other_officer)._merge(
                self.employer.with_user(self.other_officer),
                self.twin.with_user(self.other_officer),
            )

    def test_never_across_offices(self):
        other = self._employer("Elsewhere", company_id=self.other_office.id)
        with self.assertRaisesRegex(UserError, "same office"):
            self.env["employer.merge"]._merge(self.employer, other)
        with self.assertRaisesRegex(UserError, "same office"):
            self.env["employer.merge"]._merge(self.employer, self.employer)

    def test_an_archived_one_is_restored_first(self):
        self.twin.active = False
        with self.assertRaisesRegex(UserError, "restore it first"):
            self._merge(self.employer, self.twin)

    def test_nobody_writes_the_link(self):
        for vals in ({"merged_into_id": self.employer_2.id}, {"merged_into_id": False}):
            with self.assertRaises(UserError):
                self.as_role(self.employer, "manager").write(vals)

    # ---- what becomes of the merged one

    def test_it_is_archived_and_found_by_its_names_and_numbers(self):
        self.twin.write({"trade_name": "Il Gatto"})
        self.twin.partner_id.phone = "02 6504558"
        self._merge(self.employer, self.twin)
        self.assertFalse(self.twin.active)
        self.assertEqual(self.twin.merged_into_id, self.employer)
        Organisation = self.as_role("employer.organisation", "officer")
        for term in ("Il Gatto", VAT, "Alfa S.n.c.", "+39 02/6504558"):
            with self.subTest(term):
                found = Organisation.search([("display_name", "ilike", term)])
                self.assertEqual(found, self.employer)

    def test_it_comes_back_by_undo_alone(self):
        merge = self._merge(self.employer, self.twin)
        with self.assertRaisesRegex(UserError, "undo that merge"):
            self.as_role(self.twin, "manager").active = True
        merge.action_undo()
        self.assertTrue(self.twin.active)
        self.assertFalse(self.twin.merged_into_id)
        self.assertEqual(self.call.employer_id, self.twin)
        with self.assertRaisesRegex(UserError, "undone already"):
            merge.action_undo()
        with self.assertRaisesRegex(UserError, "not merged"):
            self.as_role(self.twin, "manager").action_undo_merge()
        again = self._merge(self.employer, self.twin)
        action = self.as_role(self.twin, "manager").action_undo_merge()
        self.assertEqual((action["res_id"], again.state), (again.id, "undone"))

    def test_its_number_leads_to_the_survivor(self):
        self._merge(self.employer, self.twin)
        with self.assertRaisesRegex(ValidationError, "“Trattoria Alfa”"):
            self._employer("New", vat_number=VAT)

    def test_a_pair_is_gone_once_merged(self):
        pair = self.env["employer.duplicate"]._pair(self.employer | self.twin)
        self._merge(self.employer, self.twin)
        self.assertFalse(pair.exists())

    # ---- the contact of the ERP

    def test_the_contact_stays_and_its_people_move_only_if_ticked(self):
        unit = self._unit(self.twin)
        person = self.env["res.partner"].create(
            {"name": "Rosa", "parent_id": self.twin.partner_id.id}
        )
        contact = self.twin.partner_id
        merge = self._merge(self.employer, self.twin)
        self.assertEqual((unit | person).parent_id, contact)
        merge.action_undo()
        merge = self._merge(self.employer, self.twin, move_people=True)
        self.assertEqual((unit | person).parent_id, self.employer.partner_id)
        self.assertTrue(contact.exists().active)
        person.parent_id = self.employer_2.partner_id
        merge.action_undo()
        self.assertEqual(unit.parent_id, contact)
        self.assertEqual(person.parent_id, self.employer_2.partner_id, "changed since")
        self.assertIn("changed or deleted", merge.kept_words)

    def test_people_of_a_shared_contact_stay(self):
        self.env["employer.organisation"].create(
            {"partner_id": self.twin.partner_id.id, "company_id": self.other_office.id}
        )
        with self.assertRaisesRegex(UserError, "Another office"):
            self._merge(self.employer, self.twin, move_people=True)
        self._merge(self.employer, self.twin)

    def test_the_other_offices_links_to_the_contact_stay(self):
        foreign = self.env["employer.organisation"].create(
            {"partner_id": self.twin.partner_id.id, "company_id": self.other_office.id}
        )
        scouting = self.env["employer.scouting"].create(
            {
                "name": "Elsewhere",
                "employer_id": foreign.id,
                "contact_id": self.twin.partner_id.id,
                "company_id": self.other_office.id,
            }
        )
        self._merge(self.employer, self.twin)
        self.assertEqual(scouting.contact_id, self.twin.partner_id)

    # ---- links among themselves

    def test_nobody_belongs_to_itself(self):
        self.employer.association_id = self.twin
        merge = self._merge(self.employer, self.twin)
        self.assertFalse(self.employer.association_id)
        merge.action_undo()
        self.assertEqual(self.employer.association_id, self.twin)

    def test_no_circle_arises(self):
        self.employer_2.association_id = self.twin
        self.employer.association_id = self.employer_2
        merge = self._merge(self.employer, self.twin)
        self.assertFalse(self.employer.association_id)
        self.assertEqual(self.employer_2.association_id, self.employer)
        merge.action_undo()
        self.assertEqual(self.employer.association_id, self.employer_2)
        self.assertEqual(self.employer_2.association_id, self.twin)

    def test_merged_twice_is_undone_in_turn(self):
        first = self._merge(self.employer, self.twin)
        second = self._merge(self.employer_2, self.employer)
        self.assertEqual(self.twin.merged_into_id, self.employer_2)
        with self.assertRaisesRegex(UserError, "undo that merge first"):
            first.action_undo()
        second.action_undo()
        self.assertEqual(self.twin.merged_into_id, self.employer)
        first.action_undo()
        self.assertEqual(self.call.employer_id, self.twin)

    # ---- values

    def test_the_survivor_takes_numbers_and_gives_them_back(self):
        self.twin.fiscal_code = VAT_2
        vals = {"vat_number": VAT, "fiscal_code": VAT_2, "notes": "<p>Both</p>"}
        merge = self._merge(self.employer, self.twin, vals=vals)
        self.assertEqual((self.employer.vat_number, self.employer.fiscal_code), (VAT, VAT_2))
        self.employer.fiscal_code = False  # changed since
        merge.action_undo()
        self.assertEqual((self.employer.vat_number, self.twin.vat_number), (False, VAT))
        self.assertFalse(self.employer.partner_id.vat)
        self.assertIn("Fiscal code", merge.kept_words)

    def test_an_undo_leaves_what_changed_since(self):
        later = self._interaction(employer_id=self.twin.id, date="2026-01-03")
        merge = self._merge(self.employer, self.twin)
        later.employer_id = self.employer_2
        new = self._interaction(date="2026-02-01")
        merge.action_undo()
        self.assertEqual(self.call.employer_id, self.twin)
        self.assertEqual((later | new).employer_id, self.employer_2 | self.employer)
        self.assertRegex(merge.kept_words, "1 of .*changed or deleted")

    def test_who_undoes(self):
        merge = self._merge(self.employer, self.twin, role="officer")
        with self.assertRaisesRegex(AccessError, "by who did it, or by a manager"):
            merge.with_user(self.officer_2).action_undo()
        merge.with_user(self.users["officer"]).action_undo()

    def test_the_level_follows(self):
        self.assertEqual((self.employer.level, self.twin.level), ("prospect", "contacted"))
        merge = self._merge(self.employer, self.twin)
        self.assertEqual((self.employer.level, self.twin.level), ("contacted", "prospect"))
        merge.action_undo()
        self.assertEqual((self.employer.level, self.twin.level), ("prospect", "contacted"))

    # ---- the dialog

    def _dialog(self, role="manager"):
        action = self.as_role(self.employer | self.twin, role).action_compare()
        return self.as_role("employer.merge.dialog", role).browse(action["res_id"])

    def test_the_dialog_compares_counts_and_proposes(self):
        self.employer.notes = "<p>One</p>"
        self.twin.write({"notes": "<p>Two</p>", "next_step": "Call", "preferred_channel": "visit"})
        dialog = self._dialog()
        self.assertEqual(dialog.survivor_id, self.twin, "more hangs on it")
        dialog.action_swap()
        self.assertEqual((dialog.survivor_id, dialog.merged_id), (self.employer, self.twin))
        lines = {line.name: line for line in dialog.line_ids}
        self.assertEqual(
            (lines["vat_number"].other_text, lines["vat_number"].choice), (VAT, "other")
        )
        self.assertEqual(lines["preferred_channel"].other_text, "Visit")
        self.assertEqual(lines["name"].choice, "kept")
        self.assertEqual(lines["notes"].choice, "both")
        self.assertNotIn("next_step_date", lines)
        self.assertIn("Interaction", dialog.moving_words)
        self.assertEqual(dialog.action_merge()["res_model"], "employer.merge")
        self.assertEqual(self.employer.name, "Trattoria Alfa")
        self.assertEqual((self.employer.vat_number, self.employer.next_step), (VAT, "Call"))
        self.assertIn("One", self.employer.notes)
        self.assertIn("Two", self.employer.notes)

    def test_the_column_of_the_board_follows_and_is_no_choice(self):
        self.env["employer.scouting"].create({"employer_id": self.twin.id})
        column = self.twin.board_column
        self.assertNotEqual(column, self.employer.board_column)
        dialog = self._dialog()
        dialog.action_swap()
        self.assertEqual(dialog.survivor_id, self.employer)
        self.assertNotIn("board_column", dialog.line_ids.mapped("name"))
        dialog.action_merge()
        self.assertEqual(self.employer.board_column, column, "with the scouting that moved")

    def test_a_line_writes_only_what_the_dialog_offers(self):
        dialog = self._dialog()
        dialog.line_ids[0].write({"name": "level", "choice": "other"})
        dialog.line_ids[1:].write({"choice": "kept"})
        dialog.action_merge()
        self.assertFalse(self.env["employer.merge"].search([]).written)

    def test_one_value_is_not_both(self):
        dialog = self._dialog()
        dialog.line_ids.filtered(lambda line: line.name == "name").choice = "both"
        with self.assertRaisesRegex(UserError, "holds one value"):
            dialog.action_merge()

    def test_an_officer_proposes_what_they_do_not_own(self):
        self.twin.user_id = self.officer_2
        dialog = self._dialog("officer")
        self.assertFalse(dialog.may_merge)
        dialog.action_propose()
        pair = self.env["employer.duplicate"].search([("state", "=", "proposed")])
        self.assertEqual(pair.first_id | pair.second_id, self.employer | self.twin)
        self.assertEqual(pair.decided_by_id, self.users["officer"])
        self.assertTrue(self._dialog("manager").may_merge)

    def test_another_one_is_chosen_in_the_form(self):
        action = self.as_role(self.employer_2, "manager").action_compare()
        dialog = self.as_role("employer.merge.dialog", "manager").browse(action["res_id"])
        with self.assertRaisesRegex(UserError, "Choose the organisation"):
            dialog.action_merge()
        with Form(dialog) as form:
            form.merged_id = self.twin
        self.assertIn("vat_number", dialog.line_ids.mapped("name"))
        with self.assertRaisesRegex(UserError, "two at a time"):
            (self.employer | self.employer_2 | self.twin).action_compare()

    def test_a_dialog_is_of_who_opened_it(self):
        dialog = self._dialog("officer")
        with self.assertRaises(AccessError):
            dialog.with_user(self.officer_2).read(["survivor_id"])

    # ---- an import afterwards

    def test_a_list_finds_the_survivor(self):
        target = self.env["employer.import.organisation"]
        self._merge(self.employer, self.twin)
        register = target._office_register(self.office)
        for facts in ({"vat_number": VAT}, {"name": "Trattoria Alfa"}):
            self.assertEqual(register.find(facts), [self.employer])

    def test_a_campaign_of_many_holds_it_once(self):
        person = self._person()
        person.unwanted_employer_ids = [Command.set((self.employer | self.twin).ids)]
        merge = self._merge(self.employer, self.twin)
        self.assertEqual(person.unwanted_employer_ids, self.employer)
        merge.action_undo()
        self.assertEqual(person.unwanted_employer_ids, self.employer | self.twin)
