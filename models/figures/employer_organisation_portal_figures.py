# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from dataclasses import replace
from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, formatLang

from odoo.addons.employer_engagement.tools.calendar_months import add_months
from odoo.addons.employer_engagement.tools.workbook_writer import SheetColumn, WorkbookWriter

from ..common.told_day import told_day
from ..internships.employer_internship_portal import SHOWN
from .employer_indicator_measure import Scope

#: Months of the shorter of the two columns.
LAST_MONTHS = 12
#: In place of days where nothing was answered.
NO_DAYS = "–"
#: Before anything on file.
BEGINNING = date(1990, 1, 1)
#: What of the registry a company reads of itself.
COUNTS = ("internships_started", "internships_ended", "hires")
#: Origins of hires a company knows of as ours. Of who found the work alone it must not learn that
#: we follow them: a first day is enough to say which of its people it is.
KNOWN_ORIGINS = ("internship_here", "direct")


class EmployerOrganisation(models.Model):
    """What a company reads of itself on the portal: its own facts, counted as everywhere else.

    Internships, hires and conversion come from the registry of indicators, cut to this company;
    beside them how soon it answers, whom it met and who stayed. Who sees one unit alone reads the
    same of that unit. In sudo: the portal's controller calls it for the organisations and units of
    who asks. No name of a person, no code.
    """

    _inherit = "employer.organisation"

    def _portal_figures(self, unit=None):
        """Return what the page shows of this organisation: two columns, a sentence each rate.

        :param unit: of this unit alone
        :return: {"name", "rows": [(label, last months, since the beginning)], "is_empty",
            "sentences", "since"}
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        own = Domain("employer_id", "=", self.id)
        if unit:
            own &= Domain("internship_id.unit_id", "=", unit.id)
        scopes = [
            Scope(
                company=self.company_id,
                date_from=first_day,
                date_to=today,
                reference_date=today,
                domain=own,
            )
            for first_day in (add_months(today, -LAST_MONTHS), BEGINNING)
        ]
        rows = self._portal_counts(scopes, unit)
        return {
            "name": " · ".join(filter(None, (self.name, unit and unit.name))),
            "rows": rows,
            "is_empty": not any(ever for _label, _last, ever in rows if ever != NO_DAYS),
            "sentences": self._portal_sentences(scopes[1], unit),
            "since": told_day(self.env, scopes[0].date_from),
        }

    def _portal_counts(self, scopes, unit):
        """Return [(label, number a scope)]; a number is text where it stands for days."""
        measure = self.env["employer.indicator.measure"]
        lists = [self._portal_lists(scope, unit) for scope in scopes]
        met = [self._portal_met(scope, unit) for scope in scopes]
        known = self._portal_hire_facts(unit)
        cut = {"hires": [replace(scope, domain=known, counted={}) for scope in scopes]}
        counted = {
            code: [measure._figures(code, scope)[""].numerator for scope in cut.get(code, scopes)]
            for code in COUNTS
        }
        return [
            (self.env._("Lists we sent you"), *(sent for sent, _answered, _days in lists)),
            (self.env._("Lists you answered"), *(answered for _sent, answered, _days in lists)),
            (
                self.env._("Days until your answer, on average"),
                *(self._portal_days(days) for _sent, _answered, days in lists),
            ),
            (self.env._("Persons you met"), *met),
            (self.env._("Internships started"), *counted["internships_started"]),
            (self.env._("Internships ended"), *counted["internships_ended"]),
            (self.env._("Persons you hired"), *counted["hires"]),
        ]

    def _portal_hire_facts(self, unit):
        """Return the domain of the facts of hires this organisation, or its unit, knows of."""
        known = Domain("employer_id", "=", self.id) & Domain("hire_origin", "in", KNOWN_ORIGINS)
        if unit:
            hires = self.env["employer.hire"].with_context(active_test=False)
            known &= Domain("res_id", "in", hires._search([("unit_id", "=", unit.id)]))
        return known

    def _portal_days(self, days):
        """Return days as the reader writes a number; a dash where nothing was answered."""
        return NO_DAYS if days is None else formatLang(self.env, days, digits=1)

    def _portal_lists(self, scope, unit):
        """Return (lists sent in the scope, answered of them, average days until the answer)."""
        self.env.flush_all()  # the query reads tables
        return self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*), COUNT(p.answered_date),
                       AVG(p.answered_date - p.sent_date)::float
                  FROM employer_preselection p
                  JOIN employer_vacancy v ON v.id = p.vacancy_id
                 WHERE p.employer_id = %s AND p.active AND p.sent_date BETWEEN %s AND %s AND %s
                """,
                self.id,
                scope.date_from,
                scope.date_to,
                self._portal_of_unit("v", unit),
            )
        )[0]

    @api.model
    def _portal_of_unit(self, table, unit):
        """Return the condition (SQL) that rows of `table` are of `unit`; without one, all are."""
        return SQL("%s = %s", SQL.identifier(table, "unit_id"), unit.id) if unit else SQL("TRUE")

    def _portal_met(self, scope, unit):
        domain = (
            Domain("employer_id", "=", self.id)
            & Domain("met_date", ">=", scope.date_from)
            & Domain("met_date", "<=", scope.date_to)
        )
        if unit:
            domain &= Domain("vacancy_id.unit_id", "=", unit.id)
        candidacies = self.env["employer.candidacy"]
        [(met,)] = candidacies._read_group(domain, [], ["candidate_id:count_distinct"])
        return met

    def _portal_sentences(self, scope, unit):
        """Return what became of the internships, and who stayed, as sentences."""
        measure = self.env["employer.indicator.measure"]
        days = measure._window_days(self.company_id, scope.reference_date)
        figure = measure._figures("conversion_host", scope)[""]
        sentences = []
        if figure.denominator or figure.immature:
            sentences.append(
                self.env._(
                    "Internships that ended at least %(days)s days ago: %(all)s; hired within "
                    "%(days)s days: %(hired)s; not known: %(unknown)s. Ended more recently: "
                    "%(recent)s.",
                    all=figure.denominator,
                    days=days,
                    hired=figure.numerator,
                    unknown=figure.unknown,
                    recent=figure.immature,
                )
            )
        old, stayed = self._portal_stayed(scope.reference_date, days, unit)
        if old:
            sentences.append(
                self.env._(
                    "Persons you hired at least %(days)s days ago: %(all)s; worked with you for "
                    "%(days)s days or more: %(stayed)s.",
                    all=old,
                    days=days,
                    stayed=stayed,
                )
            )
        return sentences

    def _portal_stayed(self, today, days, unit=None):
        """Return (hires at least `days` old, of them those that lasted as long)."""
        self.env["employer.hire"].flush_model()
        return self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*),
                       COUNT(*) FILTER (
                           WHERE h.end_date IS NULL OR h.end_date - h.start_date + 1 >= %(days)s)
                  FROM employer_hire h
                 WHERE h.employer_id = %(employer)s AND h.active AND h.origin IN %(known)s
                   AND h.start_date <= %(today)s::date - %(days)s AND %(of_unit)s
                """,
                employer=self.id,
                today=today,
                days=days,
                known=KNOWN_ORIGINS,
                of_unit=self._portal_of_unit("h", unit),
            )
        )[0]

    @api.model
    def _portal_hires_domain(self, members):
        """Return the domain of the hires these people of organisations know of as ours."""
        return members._domain_of() & Domain("origin", "in", KNOWN_ORIGINS)

    # ------------------------------------------------------------
    # THE FILE
    # ------------------------------------------------------------

    @api.model
    def _portal_workbook(self, file, members):
        """Write the internships and hires these people of organisations see, persons by code."""
        with WorkbookWriter(file) as workbook:
            workbook.add_sheet(
                self.env._("Internships"),
                [
                    SheetColumn(self.env._("Number")),
                    SheetColumn(self.env._("Company"), width=30),
                    SheetColumn(self.env._("Place of work"), width=24),
                    SheetColumn(self.env._("Person")),
                    SheetColumn(self.env._("Occupation"), width=30),
                    SheetColumn(self.env._("First day"), "date", 12),
                    SheetColumn(self.env._("Last day"), "date", 12),
                    SheetColumn(self.env._("Hours a week"), "number", 12),
                    SheetColumn(self.env._("State")),
                ],
                self._portal_internship_rows(members),
            )
            workbook.add_sheet(
                self.env._("Hires"),
                [
                    SheetColumn(self.env._("Number")),
                    SheetColumn(self.env._("Company"), width=30),
                    SheetColumn(self.env._("Place of work"), width=24),
                    SheetColumn(self.env._("Person")),
                    SheetColumn(self.env._("First day"), "date", 12),
                    SheetColumn(self.env._("Last day"), "date", 12),
                    SheetColumn(self.env._("First contract"), width=20),
                    SheetColumn(self.env._("Latest contract"), width=20),
                ],
                self._portal_hire_rows(members),
            )

    @api.model
    def _portal_internship_rows(self, members):
        internships = self.env["employer.internship"].search(
            members._domain_of() & Domain("state", "in", SHOWN), order="start_date desc, id desc"
        )
        states = dict(internships._fields["state"]._description_selection(self.env))
        return [
            (
                one.name,
                one.employer_id.name,
                one.unit_id.name,
                one.candidate_id.code,
                one.occupation_id.name,
                one.start_date,
                one.actual_end_date,
                one.weekly_hours,
                states[one.state],
            )
            for one in internships
        ]

    @api.model
    def _portal_hire_rows(self, members):
        hires = self.env["employer.hire"].search(
            self._portal_hires_domain(members), order="start_date desc, id desc"
        )
        families = dict(hires._fields["contract_family"]._description_selection(self.env))
        return [
            (
                hire.name,
                hire.employer_id.name,
                hire.unit_id.name,
                hire.candidate_id.code,
                hire.start_date,
                hire.end_date,
                families.get(hire.contract_family),
                families.get(hire.last_contract_family),
            )
            for hire in hires
        ]
