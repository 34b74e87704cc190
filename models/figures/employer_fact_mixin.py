# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

#: What every column of a fact view has: it is only read, and another reference date is another
#: value of the same row.
FACT = {"readonly": True, "depends_context": ["reference_date"]}
#: Days after the end in which a hire counts, where rule R12 says nothing (DESIGN.md §5).
WINDOW_DAYS = 180
#: States of an internship that has begun; cancelled, draft and ready ones are in no figure.
STARTED = ("running", "suspended", "ended")


def same_selection(model, field):
    """Return the selection of a fact that is another model's: its values and translated labels."""
    return lambda self: self.env[model]._fields[field]._description_selection(self.env)


class EmployerFactMixin(models.AbstractModel):
    """What the fact views share: the reference date, the user's rights, rates of merged groups.

    A fact view is one SQL query over the records (`_table_query`), one row a fact. The context's
    `reference_date` (ISO text or date, today when absent) cuts the facts and judges maturity, from
    all that is known today. `numerator` and `denominator` add up; `rate`, per cent, is empty
    outside the cohort and, in a group, the sum of the ones divided by the sum of the others.
    Source: DESIGN.md §5.
    """

    _name = "employer.fact.mixin"
    _description = "Fact view"

    #: {column: its empty value}, in the order in which `_select_facts` writes them.
    _fact_columns: dict[str, SQL] = {}

    # ---- what the queries are made of

    @api.model
    def _reference_date(self):
        """Return the day up to which facts count.

        :raise UserError: when the context says something else
        """
        asked = self.env.context.get("reference_date")
        try:
            return fields.Date.to_date(asked) or fields.Date.context_today(self)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("The reference date is no date: %s", asked)) from error

    @api.model
    def _readable(self, model, active_only=False):
        """Return, as SQL, the ids of the records of `model` that the user's rules let read.

        :param active_only: leave archived records out (of hires: those recorded by mistake)
        :raise AccessError: when the user may read no record of `model`
        """
        records = self.env[model].with_context(active_test=active_only)
        return records._search(Domain.TRUE).subselect()

    @api.model
    def _offices(self):
        """Return, as SQL, each office with its window after an internship (R12), in days."""
        companies = self.env.companies
        if self.env.su:
            companies = self.env["res.company"].search(Domain.TRUE)
        rows = [SQL("(%s, %s)", company.id, self._window_days(company)) for company in companies]
        return SQL("SELECT * FROM (VALUES %s) AS o (company_id, window_days)", SQL(", ").join(rows))

    @api.model
    def _window_days(self, company):
        """Return the days after the end in which a hire counts, at the reference date."""
        rules = self.env["employer.rule"]
        try:
            return int(rules._parameter("R12", "window_days", self._reference_date(), company))
        except UserError:
            # no number in force then: the definition's own, so that figures never stop
            return WINDOW_DAYS

    @api.model
    def _select_facts(self, columns, source):
        """Return the SELECT of one kind of fact, empty where it has no such column.

        :param columns: {column: SQL}
        :param source: SQL from FROM on
        """
        values = {**self._fact_columns, **columns}
        terms = [SQL("%s AS %s", values[name], SQL.identifier(name)) for name in self._fact_columns]
        return SQL("SELECT %s %s", SQL(", ").join(terms), source)

    # ---- groups

    def _read_group_select(self, aggregate_spec, query):
        """Read a group's rate as sum ÷ sum, per cent: the mean of its rows is another figure."""
        if aggregate_spec != "rate:avg":
            return super()._read_group_select(aggregate_spec, query)
        numerator, denominator = (
            self._field_to_sql(self._table, name, query) for name in ("numerator", "denominator")
        )
        return SQL("SUM(%s) * 100.0::float / NULLIF(SUM(%s), 0)", numerator, denominator)

    def _read_group_orderby(self, order, groupby_terms, query):
        """Put the groups of a selection in its own order, which is the chain's, not by alphabet."""
        positions = {
            spec: SQL("ARRAY_POSITION(%s, %s::text)", self._fields[spec].get_values(self.env), term)
            for spec, term in groupby_terms.items()
            if spec in self._fields and self._fields[spec].type == "selection"
        }
        terms = {**groupby_terms, **positions}
        result = super()._read_group_orderby(order, terms, query)
        # to sort by a record's name the ORM groups by it as well
        groupby_terms.update({spec: terms[spec] for spec in terms if spec not in positions})
        return result

    # ---- the record behind

    def _source_record(self):
        """Return the record that this fact was read from."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def action_open_record(self):
        """Open the record behind this fact."""
        record = self._source_record()
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
