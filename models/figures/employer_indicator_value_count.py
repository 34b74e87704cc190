# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.employer_engagement.tools.wilson import wilson

from .employer_indicator_measure import Scope
from .indicator_definition import PROTECTED_DIMENSIONS
from .indicator_registry import INDICATORS

#: What identifies a value: counted again, it keeps its row.
KEY = (
    "indicator",
    "company_id",
    "date_from",
    "date_to",
    "reference_date",
    "dimension",
    "member",
)
COUNTED = (
    "sequence",
    "numerator",
    "denominator",
    "unknown",
    "immature",
    "low",
    "high",
    "suppressed",
    "is_detail_hidden",
)


class EmployerIndicatorValue(models.Model):
    """How values are counted and kept."""

    _inherit = "employer.indicator.value"

    @api.model
    def _refresh(self, company, date_from, date_to, reference_date, dimensions=None):
        """Count the figures of a period anew and return them, all indicators of the registry.

        Values are identified by office, period, reference date and member: counted again, they
        keep their row. Protected breakdowns are counted together, and for a whole calendar year as
        of the end of a quarter only: days of one's own choice would tell persons apart by
        subtraction. Those kept of another day are deleted.

        :param dimensions: breakdowns to count; None: all that each indicator has
        :return: employer.indicator.value
        :raise AccessError: when the user may not read figures of this office
        """
        self._check_may_refresh(company)
        scope = Scope(company, date_from, date_to, reference_date)
        wanted = set(dimensions or [key for key, _label in self._fields["dimension"].selection])
        if wanted & set(PROTECTED_DIMENSIONS):
            wanted |= set(PROTECTED_DIMENSIONS)
        may_tell = scope.may_tell_protected(fields.Date.context_today(self))
        counted = wanted - (set() if may_tell else set(PROTECTED_DIMENSIONS))
        rows = [row for code in INDICATORS for row in self._count(code, scope, counted)]
        self._keep(scope, wanted, rows)
        return self.search([*self._scope_domain(scope), ("dimension", "in", sorted(wanted))])

    @api.model
    def _check_may_refresh(self, company):
        self.check_access("read")
        if not self.env.su and company not in self.env.user.company_ids:
            raise AccessError(self.env._("These figures are of another office."))

    @api.model
    def _count(self, code, scope, wanted):
        """Return the values of one indicator as rows to keep."""
        indicator, measure = INDICATORS[code], self.env["employer.indicator.measure"]
        rows = []
        for dimension in indicator.dimensions:
            if dimension in wanted and dimension not in PROTECTED_DIMENSIONS:
                figures = measure._figures(code, scope, dimension)
                rows += [
                    self._row(indicator, scope, dimension, member, figure)
                    for member, figure in figures.items()
                ]
        protected = [name for name in PROTECTED_DIMENSIONS if name in indicator.dimensions]
        if protected and wanted & set(protected):
            shown, is_told = measure._protected_figures(code, scope)
            rows += [
                self._row(indicator, scope, dimension, member, figure, is_told)
                for dimension, figures in shown.items()
                for member, figure in figures.items()
            ]
        return rows

    @api.model
    def _row(self, indicator, scope, dimension, member, figure, is_told=True):
        """Return one value as it is kept.

        :param figure: None when it is hidden: then nothing of it is kept
        """
        numerator, denominator, unknown, immature = figure or (0, 0, 0, 0)
        # positions may be taken away after they were filled: then there is no interval
        is_part = indicator.is_rate and numerator <= denominator
        low, high = (is_part and wilson(numerator, denominator)) or (0.0, 0.0)
        return {
            "indicator": indicator.code,
            "sequence": self._sequence_of(indicator.code, dimension),
            "company_id": scope.company.id,
            "date_from": fields.Date.to_string(scope.date_from),
            "date_to": fields.Date.to_string(scope.date_to),
            "reference_date": fields.Date.to_string(scope.reference_date),
            "dimension": dimension,
            "member": member,
            "numerator": numerator,
            "denominator": denominator,
            "unknown": unknown if is_told else 0,
            "immature": immature if is_told else 0,
            "low": 100 * low,
            "high": 100 * high,
            "suppressed": figure is None,
            "is_detail_hidden": indicator.is_rate and not is_told,
        }

    @api.model
    def _sequence_of(self, code, dimension):
        """Return the place of a breakdown: the registry's order, the total before its parts."""
        dimensions = [key for key, _label in self._fields["dimension"].selection]
        return list(INDICATORS).index(code) * len(dimensions) + dimensions.index(dimension)

    @api.model
    def _keep(self, scope, wanted, rows):
        """Replace the values of a scope by `rows`: same key, same row.

        In one statement: whoever counts the same at the same time gets a serialisation failure,
        which Odoo tries again, and never a double or an error.
        """
        columns = [*KEY, *COUNTED]
        table = SQL.identifier(self._table)
        typed = SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL.identifier(self._fields[name].column_type[0]))
            for name in columns
        )
        names = SQL(", ").join(SQL.identifier(name) for name in columns)
        news = SQL(", ").join(
            SQL("%s = EXCLUDED.%s", SQL.identifier(name), SQL.identifier(name)) for name in COUNTED
        )
        self.flush_model()
        kept = self.env.execute_query(
            SQL(
                """
                INSERT INTO %(table)s
                            (%(names)s, create_uid, create_date, write_uid, write_date)
                     SELECT %(names)s, %(uid)s, %(now)s, %(uid)s, %(now)s
                       FROM jsonb_to_recordset(%(rows)s) AS row (%(typed)s)
                ON CONFLICT (%(key)s) DO UPDATE
                        SET %(news)s, write_uid = %(uid)s, write_date = %(now)s
                  RETURNING id
                """,
                table=table,
                names=names,
                typed=typed,
                news=news,
                key=SQL(", ").join(SQL.identifier(name) for name in KEY),
                rows=json.dumps(rows),
                uid=self.env.uid,
                now=self.env.cr.now(),
            )
        )
        self.invalidate_model()
        # sudo: managers only read; what is gone is a member that has no figure any more
        self.sudo().search(
            [
                *self._scope_domain(scope),
                ("dimension", "in", sorted(wanted)),
                ("id", "not in", [row[0] for row in kept]),
            ]
        ).unlink()

    @api.model
    def _scope_domain(self, scope):
        return [
            ("company_id", "=", scope.company.id),
            ("date_from", "=", scope.date_from),
            ("date_to", "=", scope.date_to),
            ("reference_date", "=", scope.reference_date),
        ]
