# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The data that bin/bench measures on: as valid as if the ORM had written it."""

from functools import partial
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import TransactionCase, tagged

from odoo.addons.employer_engagement.dev.bench import figures, generate, screens, sizes
from odoo.addons.employer_engagement.dev.bench.portal_rows import PortalRows
from odoo.addons.employer_engagement.dev.bench.rows import Rows

#: Set by every change and taken back at night: the generator says the night is over.
FLAGS = {"match_due"}


@tagged("post_install", "-at_install")
class TestBench(TransactionCase):
    """A small size, written with SQL and judged by the ORM."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.spans = generate.fill(cls.env, sizes.SMALL)
        cls.records = {
            model: cls.env[model].browse(number for span in spans for number in span.ids)
            for model, spans in cls.spans.items()
        }

    def test_there_is_as_much_as_the_size_says(self):
        counts = {model: len(records) for model, records in self.records.items()}
        for model, count in (
            ("employer.organisation", sizes.SMALL.organisations),
            ("employer.scouting", sizes.SMALL.scoutings),
            ("employer.interaction", sizes.SMALL.interactions),
            ("employer.vacancy", sizes.SMALL.vacancies),
            ("employer.candidate", sizes.SMALL.persons),
            ("employer.candidate.skill", sizes.SMALL.skill_lines),
            ("employer.candidacy", sizes.SMALL.candidacies),
            ("employer.internship", sizes.SMALL.internships),
        ):
            self.assertEqual(counts[model], count, model)
            self.assertEqual(self.records[model].exists(), self.records[model], model)

    def test_every_constraint_holds(self):
        for model, records in self.records.items():
            with self.subTest(model=model):
                records._validate_fields(records._fields)

    def test_stored_fields_say_what_the_orm_computes(self):
        for model, records in self.records.items():
            names = self._computed_names(records)
            stored = self._values(records, names)
            for name in names:
                self.env.add_to_compute(records._fields[name], records)
            self.env.flush_all()
            computed = self._values(records, names)
            for name in names:
                with self.subTest(model=model, field=name):
                    self.assertEqual([row[name] for row in stored], [row[name] for row in computed])

    def test_no_column_is_left_empty_that_the_orm_fills(self):
        for model, values in self._values_to_create().items():
            with self.subTest(model=model):
                created = self.env[model].create(values)
                self.env.flush_all()
                filled = self._filled_columns(created)
                generated = self._filled_columns(self.records[model])
                self.assertFalse(filled - generated)

    def test_lists_and_boards_open_as_in_the_client(self):
        officer = self.env["res.users"].search([("login", "=", "bench_1")])
        env = self.env(user=officer.id, su=False)
        for action in figures.LISTS.values():
            with self.subTest(action=action):
                page = screens.List(env, f"employer_engagement.{action}").page()
                self.assertTrue(page["records"])
        for model in figures.BOARDS.values():
            with self.subTest(model=model):
                arch = screens.view(env, model, "kanban")
                columns, bars = screens.Board(env, model, arch).open()
                cards = sum(len(column.get("__records", ())) for column in columns["groups"])
                self.assertTrue(cards)
                self.assertTrue(any(bar["overdue"] or bar["planned"] for bar in bars.values()))

    def test_a_list_asks_as_often_for_many_rows_as_for_few(self):
        officer = self.env["res.users"].search([("login", "=", "bench_1")])
        for action in figures.LISTS.values():
            page = screens.List(
                self.env(user=officer.id, su=False), f"employer_engagement.{action}"
            ).page
            page(rows=30)
            few, many = (self._queries(partial(page, rows=rows)) for rows in (3, 30))
            with self.subTest(action=action):
                # what few rows do not point to is not read for them
                self.assertLess(many, few + 9)

    def test_the_pages_of_the_portal_have_valid_rows(self):
        rows = Rows(self.env, lambda text: None)
        # Odoo's own tasks are not installed here
        with patch.object(PortalRows, "_tasks"):
            login = PortalRows(rows, 6).fill()
            self.assertEqual(PortalRows(rows, 6).fill(), login)
        user = self.env["res.users"].search([("login", "=", login)])
        members = self.env["employer.portal.member"]._of(user)
        for model, spans in rows.spans.items():
            records = self.env[model].browse(number for span in spans for number in span.ids)
            records._validate_fields(records._fields)
        for model, count in (
            ("employer.vacancy", 6),
            ("employer.preselection", 6),
            ("employer.internship", 6),
            ("employer.agreement", 6),
            ("employer.guide", 6),
            ("employer.portal.member", 6),
            ("employer.referral", 6),
            ("employer.dispatch", 6),
            ("employer.proposal", 6),
        ):
            domain = self.env[model]._portal_domain(members)
            self.assertEqual(self.env[model].search_count(domain), count, model)
        seen = self.env["event.event"]._portal_domain(members) & Domain(
            "company_id", "=", user.company_id.id
        )
        self.assertEqual(self.env["event.event"].search_count(seen), 6)

    def _queries(self, call):
        before = self.env.cr.sql_log_count
        call()
        return self.env.cr.sql_log_count - before

    def _values_to_create(self):
        """Return {model: the least that creates a record of it}."""
        records = {model: found[-1:].id for model, found in self.records.items()}
        person = self.env["employer.candidate"].create({})
        links = {"candidate_id": person.id}
        employer = {"employer_id": records["employer.organisation"]}
        return {
            "employer.organisation": {"name": "Another one"},
            "employer.scouting": employer,
            "employer.interaction": employer,
            "employer.vacancy": {"name": "Cook", **employer},
            "employer.vacancy.requirement": {
                "vacancy_id": records["employer.vacancy"],
                "skill_id": self.env["employer.skill"].search([], limit=1).id,
                "task": "Cooks",
            },
            "employer.candidate": {},
            "employer.candidate.identity": {"first_name": "A", "last_name": "B", **links},
            "employer.candidate.protected": links,
            "employer.consent": {"kind": "proposal", **links},
            "employer.participation": links,
            "employer.service": links,
            "employer.preselection": {"vacancy_id": records["employer.vacancy"]},
        }

    def _computed_names(self, records):
        return [
            name
            for name, field in records._fields.items()
            if field.store and field.column_type and field.compute
            if field.readonly or field.inverse
            if name not in FLAGS
        ]

    def _values(self, records, names):
        self.env.invalidate_all()
        return [{name: record[name] for name in names} for record in records]

    def _filled_columns(self, records):
        """Return the columns that are not NULL in at least one of `records`."""
        self.env.cr.execute(
            f'SELECT * FROM "{records._table}" WHERE id = ANY(%s)',
            [records.ids],
        )
        rows = self.env.cr.dictfetchall()
        return {name for row in rows for name, value in row.items() if value is not None}
