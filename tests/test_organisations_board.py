# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import EngagementCase

TODAY = "2026-11-15"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestBoard(EngagementCase):
    """One card an organisation: its column, its next step, its rhythm, and what a drop does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.card = cls.employer.with_user(cls.officer)

    @classmethod
    def _stage(cls, code):
        return cls.env.ref(f"employer_engagement.employer_scouting_stage_{code}")

    @classmethod
    def _column(cls, code):
        return f"stage_{cls._stage(code).id}"

    def _scouting(self, code="new", **vals):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "user_id": self.officer.id, **vals}
        )
        scouting.stage_id = self._stage(code)
        return scouting

    # ---- the column

    def test_stage_of_the_open_scouting_else_the_level(self):
        self.assertEqual(self.employer.board_column, "level_prospect")
        scouting = self._scouting("visit")
        self.assertEqual(self.employer.board_column, self._column("visit"))
        early = self._scouting("to_call")
        self.assertEqual(self.employer.open_scouting_id, scouting, "the furthest one")
        scouting.active = False
        self.assertEqual(self.employer.board_column, self._column("to_call"))
        early.stage_id = self._stage("won")
        self.assertEqual(self.employer.board_column, "level_prospect")
        self._interaction()
        self.assertEqual(self.employer.board_column, "level_contacted")

    def _board_columns(self, domain):
        groups = (
            self.env["employer.organisation"]
            .with_user(self.officer)
            .with_context(read_group_expand=True)
            .formatted_read_group(domain, ["board_column"], ["__count"])
        )
        return [group["board_column"] for group in groups]

    def test_every_stage_has_a_column(self):
        mine = [("id", "in", (self.employer | self.employer_2).ids)]
        stages = [f"stage_{stage.id}" for stage in self.env["employer.scouting.stage"].search([])]
        self.assertEqual(
            self._board_columns(mine),
            ["level_prospect", *stages],
            "with no card in a stage the cards come first; an empty level takes no card anyway",
        )
        scouting = self._scouting("visit")
        self.assertEqual(self._board_columns(mine), [*stages, "level_prospect"])
        scouting.stage_id = self._stage("won")
        self.assertEqual(self._board_columns(mine), ["level_prospect", *stages], "won: no card")

    def test_columns_have_their_names(self):
        labels = dict(
            self.env["employer.organisation"]
            ._fields["board_column"]
            ._description_selection(self.env)
        )
        self.assertEqual(labels[self._column("visit")], "Visit")
        self.assertEqual(labels["level_stable"], "Level: Stable")

    def test_overdue_comes_first(self):
        self.employer.next_step_date = "2026-11-20"
        scouting = self._scouting(next_step="Visit them", next_step_date="2026-11-10")
        self.assertEqual(self.employer.board_date, date(2026, 11, 10))
        self.assertEqual(self.employer.board_step, "Visit them")
        self.employer_2.write({"next_step_date": "2026-11-12", "next_step": "Call"})
        last = self._employer("Without a step")
        cards = self.env["employer.organisation"].search(
            [("id", "in", (self.employer | self.employer_2 | last).ids)], order="board_date, name"
        )
        self.assertEqual(cards.ids, [self.employer.id, self.employer_2.id, last.id])
        scouting.stage_id = self._stage("won")
        self.assertEqual(self.employer.board_date, date(2026, 11, 20))

    def test_days_against_the_rhythm(self):
        self.employer.contact_rhythm_days = 30
        self.assertEqual(self.employer.contact_words, "Never contacted")
        call = self._interaction(date="2026-10-16")
        self.assertEqual(self.employer.contact_days, 30)
        self.assertFalse(self.employer.is_contact_late)
        call.date = "2026-10-15"
        self.assertEqual(self.employer.contact_words, "31 of 30 days since the last contact")
        self.assertTrue(self.employer.is_contact_late)
        self.employer.contact_rhythm_days = 0
        self.assertFalse(self.employer.is_contact_late, "no rhythm, no lateness")

    # ---- a card is moved

    def test_between_stages_moves_the_scouting(self):
        scouting = self._scouting()
        self.assertFalse(self.card.action_board_move(self._column("interested")))
        self.assertEqual(scouting.stage_id, self._stage("interested"))
        self.assertEqual(self.card.board_column, self._column("interested"))
        self.card.board_column = self._column("visit")
        self.assertEqual(scouting.stage_id, self._stage("visit"))
        self.assertEqual(self.card.board_column, self._column("visit"))

    def test_from_a_level_begins_a_scouting(self):
        self.card.action_board_move(self._column("to_call"))
        scouting = self.employer.scouting_ids
        self.assertEqual(
            (scouting.user_id, scouting.stage_id), (self.officer, self._stage("to_call"))
        )

    def test_won_and_lost_ask_first(self):
        scouting = self._scouting()
        for code, model in (("won", "win"), ("lost", "lose")):
            dialog = self.card.action_board_move(self._column(code))
            self.assertEqual(dialog["res_model"], f"employer.scouting.{model}")
            self.assertEqual(dialog["views"], [(False, "form")])
            self.assertEqual(dialog["context"]["default_scouting_ids"], [(6, 0, scouting.ids)])
            with self.assertRaisesRegex(UserError, "use their buttons"), self.cr.savepoint():
                self.card.board_column = self._column(code)
        self.assertEqual(scouting.stage_id, self._stage("new"))
        self.assertEqual(
            scouting.action_board_move(self._stage("won").id)["res_model"], "employer.scouting.win"
        )

    def test_refused_moves(self):
        with self.assertRaisesRegex(UserError, "follows from facts"):
            self.card.action_board_move("level_stable")
        with self.assertRaisesRegex(UserError, "no open scouting"):
            self.card.action_board_move(self._column("won"))
        with self.assertRaisesRegex(UserError, "no open scouting"):
            self.card.action_lose()
        self._scouting()
        with self.assertRaises(AccessError):
            self.as_role(self.employer, "reader").action_board_move(self._column("visit"))
        self.assertEqual(self.employer.open_scouting_id.stage_id, self._stage("new"))

    # ---- what it costs

    def test_queries_do_not_grow(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_organisation_action"
        )
        organisations = self.env["employer.organisation"].with_user(self.officer)
        view = organisations.get_view(view_type="kanban")
        self.assertEqual(action["view_mode"].split(",")[0], "kanban")
        names = [name for name in view["models"]["employer.organisation"] if name != "id"]

        def count(number):
            found = organisations.search([("name", "like", "Shop ")], limit=number)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found.web_read({name: {} for name in names})
            return self.env.cr.sql_log_count - before

        shops = self.env["employer.organisation"].create(
            [{"name": f"Shop {n}", "user_id": self.officer_2.id} for n in range(20)]
        )
        self.env["employer.scouting"].create(
            [{"employer_id": shop.id, "user_id": self.officer_2.id} for shop in shops]
        )
        count(2)
        self.assertEqual(count(2), count(20))
