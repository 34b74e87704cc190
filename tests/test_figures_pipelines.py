# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The workbook "Pipelines", read back cell by cell: rows, types, rights, names, bounds."""

import io
from datetime import date, datetime, timedelta
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ..models.figures import employer_pipelines
from .common import EngagementCase

EXPORT = "base.group_allow_export"
NAME = "Zaffiri"


class PipelinesCase(EngagementCase):
    """One row of everything in 2025 for the first office, and some of the other's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in (*cls.users.values(), cls.officer_2, cls.tutor_2, cls.other_officer):
            user.group_ids += cls.env.ref(EXPORT)
        cls.person = cls._person("Ada", NAME)
        cls.stranger_person = cls._person(
            "Bea", "Quarti", team_id=cls.team_2.id, tutor_id=cls.tutor_2.id
        )
        cls.officer = cls.users["officer"]
        cls.interaction = cls._interaction(date="2025-03-10", minutes=25, next_step="=1+1")
        cls.vacancy = cls._of_employer(
            "employer.vacancy",
            name="Kitchen helper",
            opened_date="2025-03-01",
            positions=2,
            weekly_hours=37.5,
        )
        cls.list = cls.env["employer.preselection"].create(
            {
                "vacancy_id": cls.vacancy.id,
                "user_id": cls.officer.id,
                "candidacy_ids": [
                    Command.create({"candidate_id": person.id})
                    for person in (cls.person, cls.stranger_person)
                ],
            }
        )
        cls.internship = cls._of_employer(
            "employer.internship",
            scheme_id=cls.env["employer.internship.scheme"].search([], limit=1).id,
            candidate_id=cls.person.id,
            no_candidacy_reason="Long known",
            start_date="2025-02-01",
        )
        cls.hire = cls._of_employer(
            "employer.hire",
            candidate_id=cls.person.id,
            origin="direct",
            contract_ids=[Command.create({"start_date": "2025-06-30", "end_date": "2026-06-29"})],
        )
        cls.agreement = cls._of_employer(
            "employer.agreement",
            agreement_type_id=cls.env["employer.agreement.type"].search([], limit=1).id,
            start_date="2024-07-01",
            end_date="2025-06-30",
        )
        cls.scouting = cls._of_employer("employer.scouting", name="First idea")
        cls._entered(cls.scouting, "2025-05-05 10:00:00")
        for candidacy in cls.list.candidacy_ids:
            cls._entered(candidacy, "2025-04-01")
        cls._entered(cls.employer_2, "2025-05-05 10:00:00")
        cls._entered(cls.employer, "2020-01-01")

    @classmethod
    def _of_employer(cls, model, **vals):
        return cls.env[model].create(
            {"employer_id": cls.employer.id, "user_id": cls.officer.id, **vals}
        )

    @classmethod
    def _entered(cls, record, date):
        """Set the day a record was entered."""
        cls.env.flush_all()
        table = SQL.identifier(record._table)
        cls.env.cr.execute(
            SQL("UPDATE %s SET create_date = %s WHERE id = %s", table, date, record.id)
        )
        record.invalidate_recordset(["create_date"])

    def _options(self, user, **vals):
        return (
            self.env["employer.pipelines.export"]
            .with_user(user)
            .with_company(user.company_id)
            .create({"date_from": "2025-01-01", "date_to": "2025-12-31", **vals})
        )

    def _book(self, user=None, **vals):
        """Return the workbook as `user` (the officer) gets it."""
        user = user or self.officer
        stream = io.BytesIO()
        options = self._options(user, **vals)
        self.env.flush_all()
        self.env.invalidate_all()
        options.env["employer.pipelines"]._write_workbook(stream, options)
        return openpyxl.load_workbook(stream)

    def _rows(self, book, sheet):
        """Return the rows of a sheet as dicts of cells by heading."""
        heading, *rows = book[sheet].iter_rows()
        labels = [cell.value for cell in heading]
        return [dict(zip(labels, row, strict=True)) for row in rows]

    def _label(self, model, field):
        """Return the heading of a column that is named after its field."""
        return self.env[model]._fields[field].string

    def _values(self, book, sheet, label):
        return [row[label].value for row in self._rows(book, sheet)]


@tagged("post_install", "-at_install")
class TestPipelines(PipelinesCase):
    def test_one_sheet_each_and_what_the_file_is(self):
        book = self._book()
        self.assertEqual(
            book.sheetnames,
            [
                "About", "Organisations", "Scouting", "Interactions", "Agreements", "Vacancies",
                "Lists and candidacies", "Internships", "Hires",
            ],
        )  # fmt: skip
        about = dict(book["About"].iter_rows(min_row=2, values_only=True))
        self.assertEqual(about["Made by"], self.officer.name)
        self.assertIn("2025", about["From"])
        self.assertTrue(about["Vacancies"].startswith("Rows: 1. Vacancies open"))
        for sheet in book.worksheets[1:]:
            self.assertTrue(sheet.auto_filter.ref)
            self.assertEqual(sheet.freeze_panes, "A2")

    def test_cells_have_their_types(self):
        book = self._book()
        vacancy = self._rows(book, "Vacancies")[0]
        self.assertEqual(vacancy["Title"].value, "Kitchen helper")
        self.assertEqual(vacancy["Employer"].value, "Trattoria Alfa")
        opened = vacancy[self.vacancy._fields["opened_date"].string]
        self.assertEqual((opened.value, opened.is_date), (datetime(2025, 3, 1), True))
        self.assertEqual((vacancy["Positions"].value, vacancy["Positions"].data_type), (2, "n"))
        self.assertEqual(vacancy[self._label("employer.vacancy", "weekly_hours")].value, 37.5)
        interaction = self._rows(book, "Interactions")[0]
        self.assertEqual(interaction["Channel"].value, "Phone", "A label, not a key")
        self.assertEqual(interaction["Minutes"].value, 25)
        self.assertIs(interaction[self._label("employer.interaction", "is_mass_mail")].value, False)

    def test_no_formula_from_data(self):
        self.employer.name = '=HYPERLINK("http://x.example")'
        book = self._book()
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f")
                    self.assertFalse(cell.hyperlink)
        self.assertEqual(
            self._rows(book, "Interactions")[0][
                self._label("employer.interaction", "next_step")
            ].value,
            "=1+1",
        )

    def test_cells_equal_the_records(self):
        book = self._book()
        self.assertEqual(
            self._values(book, "Hires", "Number"), [self.hire.name], "Every hire of the period"
        )
        hire = self._rows(book, "Hires")[0]
        self.assertEqual(hire["Person"].value, self.person.code)
        start = hire[self.hire._fields["start_date"]._description_string(self.env)]
        self.assertEqual(start.value, datetime(2025, 6, 30))
        rows = self._rows(book, "Lists and candidacies")
        self.assertEqual(
            {row["Person"].value for row in rows}, {self.person.code, self.stranger_person.code}
        )

    # ---- period

    def _names(self, sheet, label, date_from, date_to):
        return self._values(self._book(date_from=date_from, date_to=date_to), sheet, label)

    def test_both_bounds_are_included(self):
        for sheet, label, first, last, name in (
            ("Interactions", "Minutes", "2025-03-10", "2025-03-10", 25),
            ("Hires", "Number", "2025-06-30", "2025-06-30", self.hire.name),
            ("Agreements", "Number", "2024-07-01", "2025-06-30", self.agreement.name),
            ("Scouting", "Name", "2025-05-05", None, "First idea"),
            ("Vacancies", "Title", "2025-03-01", None, "Kitchen helper"),
        ):
            with self.subTest(sheet=sheet):
                self.assertEqual(self._names(sheet, label, "2019-01-01", first), [name])
                self.assertEqual(self._names(sheet, label, "2019-01-01", _before(first)), [])
                if last:
                    self.assertEqual(self._names(sheet, label, last, "2029-01-01"), [name])
                    self.assertEqual(self._names(sheet, label, _after(last), "2029-01-01"), [])
                else:
                    self.assertEqual(self._names(sheet, label, "2028-01-01", "2029-01-01"), [name])

    def test_cancelled_internships_are_left_out(self):
        book = self._book()
        self.assertEqual(len(self._rows(book, "Internships")), 1)
        self.internship.state = "cancelled"
        self.assertEqual(len(self._rows(self._book(), "Internships")), 0)

    def test_organisations_entered_or_named(self):
        names = self._values(self._book(), "Organisations", "Name")
        self.assertEqual(set(names), {"Trattoria Alfa", "Officina Beta"})
        names = self._names("Organisations", "Name", "2021-01-01", "2021-12-31")
        self.assertEqual(names, [])

    def test_period_must_not_end_before_it_starts(self):
        with self.assertRaisesRegex(ValidationError, "end on or after"):
            self._options(self.officer, date_to="2024-12-31")

    # ---- which rows

    def test_mine_and_team(self):
        self._interaction(date="2025-04-01", user_id=self.officer_2.id, minutes=5)
        self._interaction(date="2025-04-02", team_id=self.team.id, minutes=7)
        minutes = self._values(self._book(scope="mine"), "Interactions", "Minutes")
        self.assertEqual(sorted(minutes), [7, 25])
        minutes = self._values(self._book(team_id=self.team.id), "Interactions", "Minutes")
        self.assertEqual(minutes, [7])

    def test_sheets_left_out(self):
        book = self._book(has_hires=False, has_scouting=False)
        self.assertNotIn("Hires", book.sheetnames)
        self.assertNotIn("Scouting", book.sheetnames)

    def test_feature_off_means_no_sheet(self):
        feature = self.env.ref("employer_engagement.employer_engagement_feature_hires")
        group = self.env.ref("employer_engagement.employer_engagement_group_user")
        group.implied_ids -= feature
        self.assertNotIn("Hires", self._book().sheetnames)

    def test_other_office_is_absent(self):
        theirs = self.env["employer.organisation"].create(
            {"name": "Their Firm", "company_id": self.other_office.id}
        )
        self.env["employer.interaction"].create(
            {
                "employer_id": theirs.id,
                "company_id": self.other_office.id,
                "date": "2025-03-11",
                "user_id": self.other_officer.id,
            }
        )
        self._entered(theirs, "2025-03-11")
        self.assertNotIn("Their Firm", self._values(self._book(), "Organisations", "Name"))
        book = self._book(self.other_officer)
        self.assertEqual(self._values(book, "Organisations", "Name"), ["Their Firm"])
        self.assertEqual(len(self._rows(book, "Interactions")), 1)

    def test_record_rules_hold(self):
        about_a_person = self._interaction(
            date="2025-03-12", minutes=99, user_id=self.users["tutor"].id
        )
        about_a_person.candidate_id = self.person
        minutes = self._values(self._book(), "Interactions", "Minutes")
        self.assertNotIn(99, minutes, "An officer sees no interaction about a person")
        tutor = self.users["tutor"]
        self.assertIn(99, self._values(self._book(tutor), "Interactions", "Minutes"))

    # ---- who

    def test_without_the_right_to_export(self):
        self.officer.group_ids -= self.env.ref(EXPORT)
        options = self._options(self.officer)
        with self.assertRaisesRegex(AccessError, "ask your administrator"):
            options.action_export()
        with self.assertRaises(AccessError):
            options.env["employer.pipelines"]._write_workbook(io.BytesIO(), options)

    def test_reader_gets_codes(self):
        book = self._book(self.users["reader"], with_names=True)
        self.assertEqual(len(self._rows(book, "Hires")), 1)
        self.assertNotIn("Name of the person", self._rows(book, "Hires")[0])

    def test_employee_and_portal_get_nothing(self):
        for user in (self.users["employee"], self.stranger):
            with self.assertRaises(AccessError):
                self._options(user)

    # ---- names

    def _disclosures(self, user):
        return self.env["employer.disclosure"].search(
            [("kind", "=", "exported"), ("user_id", "=", user.id)]
        )

    def test_officer_asking_for_names_gets_codes(self):
        for role in ("officer", "manager"):
            book = self._book(self.users[role], with_names=True)
            self.assertNotIn(NAME, _text(book))
            self.assertFalse(self._disclosures(self.users[role]))

    def test_tutor_gets_own_teams_names_each_logged_once(self):
        tutor = self.users["tutor"]
        book = self._book(tutor, with_names=True)
        rows = self._rows(book, "Lists and candidacies")
        names = {row["Person"].value: row["Name of the person"].value for row in rows}
        self.assertEqual(names, {self.person.code: f"{NAME} Ada", self.stranger_person.code: None})
        self.assertEqual(self._values(book, "Hires", "Name of the person"), [f"{NAME} Ada"])
        self.assertNotIn("Quarti", _text(book))
        self.assertEqual(self._disclosures(tutor).candidate_id, self.person)
        self.assertEqual(len(self._disclosures(tutor)), 1)

    def test_tutor_not_asking_gets_codes_and_leaves_no_trace(self):
        tutor = self.users["tutor"]
        self.assertNotIn(NAME, _text(self._book(tutor)))
        self.assertFalse(self._disclosures(tutor))

    # ---- cost

    def test_more_rows_cost_no_more_queries(self):
        self._book()
        options = self._options(self.officer)
        few = self._count_queries(options)
        for _number in range(40):
            self._interaction(date="2025-03-10")
        many = self._count_queries(options)
        self.assertLessEqual(many, few + 5)

    def _count_queries(self, options):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        options.env["employer.pipelines"]._write_workbook(io.BytesIO(), options)
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestPipelinesRoute(PipelinesCase, HttpCase):
    def _get(self, user, options):
        self.authenticate(user.login, user.login)
        return self.url_open(f"/employer_engagement/pipelines/{options.id}.xlsx")

    def test_download(self):
        options = self._options(self.officer)
        with patch.object(employer_pipelines, "_logger") as logger:
            response = self._get(self.officer, options)
        self.assertEqual(response.status_code, 200)
        self.assertIn(
            "pipelines_2025-01-01_2025-12-31.xlsx", response.headers["Content-Disposition"]
        )
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        self.assertEqual(self._values(book, "Vacancies", "Title"), ["Kitchen helper"])
        logged = logger.info.call_args.args
        self.assertEqual(logged[1], self.officer.id)
        self.assertEqual(logged[4]["vacancies"], 1)
        self.assertNotIn(NAME, str(logged))

    def test_somebody_elses_dialog_is_not_found(self):
        options = self._options(self.officer)
        self.assertEqual(self._get(self.officer_2, options).status_code, 404)
        self.assertEqual(self._get(self.stranger, options).status_code, 404)

    def test_without_the_right_to_export(self):
        options = self._options(self.officer)
        self.officer.group_ids -= self.env.ref(EXPORT)
        self.env.flush_all()
        response = self._get(self.officer, options)
        self.assertEqual(response.status_code, 403)
        self.assertIn("ask your administrator", response.text)

    def test_refused_rows_of_an_import(self):
        record = (
            self.env["employer.import"]
            .with_user(self.officer)
            .create({"name": "l.csv", "file": "RGVub21pbmF6aW9uZTtDQVAKPTErMTsyMDEwMAo="})
        )
        record.action_check()
        record._run()
        self.env.flush_all()
        self.authenticate(self.officer.login, self.officer.login)
        url = f"/employer_engagement/import/{record.id}/refused.xlsx"
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        self.assertEqual(book["Refused"]["C2"].value, "=1+1")
        self.assertEqual(book["Refused"]["C2"].data_type, "s")
        for user in (self.users["reader"], self.other_officer, self.stranger):
            self.authenticate(user.login, user.login)
            self.assertEqual(self.url_open(url).status_code, 404)


def _text(book):
    return " ".join(
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )


def _before(day):
    return str(date.fromisoformat(day) - timedelta(1))


def _after(day):
    return str(date.fromisoformat(day) + timedelta(1))
