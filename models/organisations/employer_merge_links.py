# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from typing import NamedTuple

import psycopg2

from odoo import api, models
from odoo.tools import SQL

ORGANISATION = "employer.organisation"
#: Registers of the search for duplicates itself; names of records for other systems.
STAY = {"employer.merge", "employer.duplicate", "ir.model.data"}
#: Who a person's contact is, what an import made or adopted, who signed, whose account acts on the
#: portal: facts about that contact.
CONTACT_STAYS = {
    "employer.access.link",
    "employer.candidate.identity",
    "employer.import.line",
    "employer.portal.member",
    "employer.signature",
}


class Link(NamedTuple):
    """A stored field through which rows point at an organisation (or at its contact).

    kind: `one` (many2one), `many` (many2many), `own` (many2many of the organisation itself),
    `by_id` (model and id), `text` (reference).
    """

    kind: str
    model: str
    field: str


class EmployerMergeLinks(models.AbstractModel):
    """What points at an organisation, and how it is pointed at another one.

    Found by reflection over the fields of every installed model, so that what later rooms and
    other addons add moves too; no list to keep. Rows are moved in SQL, as a set: guards, chatter,
    milestones and reminders speak of events, and nothing happened to an interaction because its
    company was there twice. Computed fields follow; choices that a form only proposes stay as they
    were. Used by `employer.merge` alone, which checks the rights.
    """

    _name = "employer.merge.links"
    _description = "Links to an organisation"

    # ------------------------------------------------------------
    # REFLECTION
    # ------------------------------------------------------------

    @api.model
    def _organisation_links(self):
        """Return every stored link to an organisation that somebody may set."""
        links = []
        for model, field in self._stored_fields():
            if field.type == "many2one_reference" and not field.related:
                links.append(Link("by_id", model, field.name))
            elif field.type == "reference" and not field.related:
                links.append(Link("text", model, field.name))
            elif field.relational and field.comodel_name == ORGANISATION:
                kind = "many" if field.type == "many2many" else "one"
                links.append(Link(kind, model, field.name))
        return links + self._own_links(links)

    def _own_links(self, links):
        """Return the many2many of the organisation that no other model has the other side of."""
        seen = {
            self.env[link.model]._fields[link.field].relation
            for link in links
            if link.kind == "many"
        }
        return [
            Link("own", ORGANISATION, field.name)
            for field in self.env[ORGANISATION]._fields.values()
            if field.type == "many2many" and field.store and field.relation not in seen
        ]

    @api.model
    def _contact_links(self):
        """Return the links of our own records to a contact of the ERP."""
        return [
            Link("many" if field.type == "many2many" else "one", model, field.name)
            for model, field in self._stored_fields()
            if model.startswith("employer.")
            and model not in CONTACT_STAYS
            and (model, field.name) != (ORGANISATION, "partner_id")
            and field.relational
            and field.comodel_name == "res.partner"
        ]

    def _stored_fields(self):
        """Yield (model, field) of what a table keeps and the server does not compute alone."""
        for name, model in self.env.registry.items():
            if not model._auto or model._abstract or model._transient or name in STAY:
                continue
            for field in model._fields.values():
                follows = field.related or (field.compute and field.readonly)
                apart = field.type == "one2many" or field.company_dependent
                if field.store and not follows and not apart:
                    yield name, field

    # ------------------------------------------------------------
    # FINDING
    # ------------------------------------------------------------

    @api.model
    def _find(self, links, source, company):
        """Return [(link, ids)] of the rows that point at `source`, in one query.

        Rows of another office never count.
        """
        self.env.flush_all()
        queries = [
            SQL("SELECT %s AS position, array_agg(%s) AS ids FROM %s", at, ids, rows)
            for at, link in enumerate(links)
            for ids, rows in [self._rows(link, source, company)]
        ]
        if not queries:
            return []
        found = self.env.execute_query(
            SQL("SELECT * FROM (%s) f WHERE ids IS NOT NULL", SQL(" UNION ALL ").join(queries))
        )
        return [(links[position], sorted(ids)) for position, ids in sorted(found)]

    def _rows(self, link, source, company):
        """Return the SQL of (id, table and condition) of the rows of a link."""
        model = self.env[link.model]
        field = model._fields[link.field]
        if link.kind in ("many", "own"):
            mine, theirs = self._columns(link)
            table = SQL("%s r", SQL.identifier(field.relation))
            rows = SQL("%s WHERE r.%s = %s", table, SQL.identifier(theirs), source.id)
            if link.kind == "many":
                rows = SQL(
                    "%s JOIN %s t ON t.id = r.%s WHERE r.%s = %s%s",
                    table,
                    SQL.identifier(model._table),
                    SQL.identifier(mine),
                    SQL.identifier(theirs),
                    source.id,
                    self._office(model, company),
                )
            return SQL("r.%s", SQL.identifier(mine)), rows
        where = [SQL("%s = %s", SQL.identifier("t", link.field), self._value(link, source))]
        if link.kind == "by_id":
            name = SQL.identifier("t", field.model_field)
            where.append(SQL("%s = %s", name, source._name))
        if link.model == "ir.attachment":
            where.append(SQL("t.res_field IS NULL"))  # the bytes of a field stay with it
        # What hangs on a record by model and id is of its office, whoever uploaded it
        office = self._office(model, company) if link.kind == "one" else SQL()
        table = SQL.identifier(model._table)
        return SQL("t.id"), SQL("%s t WHERE %s%s", table, SQL(" AND ").join(where), office)

    def _office(self, model, company):
        """Return the condition that a row is no other office's."""
        field = model._fields.get("company_id")
        if not field or not field.store or field.type != "many2one":
            return SQL()
        return SQL(" AND (t.company_id IS NULL OR t.company_id = %s)", company.id)

    def _columns(self, link):
        """Return the columns (of the row, of the organisation) of a many2many."""
        field = self.env[link.model]._fields[link.field]
        columns = (field.column1, field.column2)
        return columns if link.kind == "many" else columns[::-1]

    def _value(self, link, record):
        return f"{record._name},{record.id}" if link.kind == "text" else record.id

    # ------------------------------------------------------------
    # MOVING
    # ------------------------------------------------------------

    @api.model
    def _move(self, link, ids, source, target):
        """Point rows at `target` instead of `source`; return (ids moved, ids that had it already).

        A row whose unique index has a row of `target` already stays where it is.
        """
        if link.kind in ("many", "own"):
            return self._move_many(link, ids, source, target)
        records = self.env[link.model].sudo().browse(ids)  # sudo: rights were checked by the merge
        records.modified([link.field], before=True)
        value = self._value(link, target) if target else None
        moved = self._update(link, ids, self._value(link, source) if source else None, value)
        records.invalidate_recordset([link.field], flush=False)
        records.modified([link.field])
        self._keep_choices()
        return moved, []

    def _update(self, link, ids, before, after):
        """Set the column where it is still `before`; return the ids that took it."""
        query = SQL(
            "UPDATE %(table)s SET %(field)s = %(after)s "
            "WHERE id = ANY(%(ids)s) AND %(field)s IS NOT DISTINCT FROM %(before)s RETURNING id",
            table=SQL.identifier(self.env[link.model]._table),
            field=SQL.identifier(link.field),
            after=after,
            ids=ids,
            before=before,
        )
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(query, log_exceptions=False)
                return sorted(row[0] for row in self.env.cr.fetchall())
        except psycopg2.errors.UniqueViolation:
            if len(ids) == 1:
                return []
        return [done for one in ids for done in self._update(link, [one], before, after)]

    def _move_many(self, link, ids, source, target):
        """Move rows of a many2many; those that hold both only lose the source."""
        field = self.env[link.model]._fields[link.field]
        mine, theirs = self._columns(link)
        names = {
            "table": SQL.identifier(field.relation),
            "mine": SQL.identifier(mine),
            "theirs": SQL.identifier(theirs),
            "ids": ids,
            "source": source.id,
            "target": target.id,
        }
        if link.kind == "many":
            records = self.env[link.model].sudo().browse(ids)  # sudo: as above
        else:
            records = (source | target).sudo()
        records.modified([link.field], before=True)
        gone = self.env.execute_query(
            SQL(
                "DELETE FROM %(table)s WHERE %(theirs)s = %(source)s AND %(mine)s = ANY(%(ids)s) "
                "RETURNING %(mine)s",
                **names,
            )
        )
        gone = sorted(row[0] for row in gone)
        names["ids"] = gone
        new = self.env.execute_query(
            SQL(
                "INSERT INTO %(table)s (%(mine)s, %(theirs)s) "
                "SELECT id, %(target)s FROM unnest(%(ids)s::int[]) id "
                "ON CONFLICT DO NOTHING RETURNING %(mine)s",
                **names,
            )
        )
        moved = sorted(row[0] for row in new)
        records.invalidate_recordset([link.field], flush=False)
        records.modified([link.field])
        self._keep_choices()
        return moved, sorted(set(gone) - set(moved))

    @api.model
    def _add_many(self, link, ids, target):
        """Give rows of a many2many the target again, where both still exist."""
        field = self.env[link.model]._fields[link.field]
        mine, theirs = self._columns(link)
        comodel = link.model if link.kind == "many" else field.comodel_name
        living = self.env[comodel].sudo().browse(ids).exists().ids  # sudo: as above
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) SELECT id, %s FROM unnest(%s::int[]) id "
                "ON CONFLICT DO NOTHING",
                SQL.identifier(field.relation),
                SQL.identifier(mine),
                SQL.identifier(theirs),
                target.id,
                living,
            )
        )

    def _keep_choices(self):
        """Leave alone what a form only proposes: the organisation's own proposals follow facts."""
        for field in list(self.env.fields_to_compute()):
            if not field.readonly and field.model_name != ORGANISATION:
                self.env.remove_to_compute(field, self.env.records_to_compute(field))
