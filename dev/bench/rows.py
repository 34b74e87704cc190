"""Inserts whole tables with one statement each, and what the ORM would have added to every row.

Values are PostgreSQL expressions over the row's number `i`. Nothing is random: the same size gives
the same rows on every machine, with dates that look back from today.
"""

from contextlib import contextmanager
from dataclasses import dataclass

#: Written by the ORM into every row.
_MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date"}

#: From so many rows on a table is filled without its foreign keys and indexes.
_MANY = 20_000


@dataclass(frozen=True)
class Span:
    """The records of one insertion: their ids follow one another.

    :param first: the id of the first
    """

    first: int
    count: int

    def at(self, number):
        """:return: the id of the record with this number from 0, going round at the end"""
        return f"({self.first} + ({number}) % {self.count})"

    @property
    def ids(self):
        """:return: all ids"""
        return range(self.first, self.first + self.count)


def spread(key, salt, count):
    """:return: a number from 0 to below `count` that looks random and is the same every time"""
    return f"((hashint8extended({key}, {salt}) & 9223372036854775807) % {count})::int"


def one_of(values, number):
    """:return: one of these values, texts or expressions, going round"""
    return f"({array(values)})[1 + ({number}) % {len(values)}]"


def array(values):
    """:return: an array of texts or of ids"""
    words = [str(value) if isinstance(value, int) else quoted(value) for value in values]
    return f"ARRAY[{', '.join(words)}]"


def quoted(text):
    """:return: a text as PostgreSQL reads it"""
    return "'" + text.replace("'", "''") + "'"


def series(count):
    """:return: the rows 1 to `count`"""
    return f"generate_series(1, {count}) AS s(i)"


class Rows:
    """Inserts rows.

    :param env: Odoo's environment, as superuser
    :param say: called with a line for the reader
    """

    def __init__(self, env, say):
        self.env = env
        self.say = say
        self.spans = {}
        self._left = []

    def run(self, statement):
        """Run a statement.

        :return: how many rows it touched
        """
        self._execute(statement)
        return self.env.cr.rowcount

    def fetch(self, statement):
        """:return: the rows of a query"""
        self._execute(statement)
        return self.env.cr.fetchall()

    def _execute(self, statement):
        """Run what this package wrote itself; without parameters, a percent sign is itself."""
        self.env.cr.execute(statement)

    def insert(self, model, count, source=None, **columns):
        """Insert `count` rows of a model.

        :param source: what follows FROM, with a column `i` from 1; a mere series when None
        :param columns: an expression for each field
        :return: their `Span`
        """
        Model = self.env[model]
        span = self._reserve(Model._table, count)
        values = {**self._defaults(Model, columns), **self._log_columns(columns), **columns}
        names = ", ".join(f'"{name}"' for name in values)
        expressions = ", ".join(values.values())
        with self._bare(Model._table, count):
            written = self.run(
                f'INSERT INTO "{Model._table}" (id, {names}) '
                f"SELECT {span.first} - 1 + i, {expressions} FROM {source or series(count)}"
            )
        if written != count:
            raise ValueError(f"{model}: {written} rows written instead of {count}")
        self.say(f"{count:>9,} {Model._description.lower()}")
        self.spans.setdefault(model, []).append(span)
        self._left.append((model, _computed(Model) - values.keys(), span))
        return span

    def link(self, model, field, source, left, right):
        """Insert the pairs of a many2many field.

        :param left: the id of the record, an expression over `source`
        :param right: the id it is linked to
        """
        column = self.env[model]._fields[field]
        self.run(
            f'INSERT INTO "{column.relation}" ("{column.column1}", "{column.column2}") '
            f"SELECT DISTINCT {left}, {right} FROM {source}"
        )

    def compute_left(self, batch=1_000):
        """Let the ORM compute the stored fields that nobody gave an expression for."""
        for model, names, span in self._left:
            if names:
                self.say(f"{model}: {', '.join(sorted(names))}, by the ORM")
            for start in range(0, span.count if names else 0, batch):
                part = self.env[model].browse(span.ids[start : start + batch])
                for name in names:
                    self.env.add_to_compute(part._fields[name], part)
                self.env.flush_all()
                self.env.invalidate_all()
        self._left = []

    @contextmanager
    def _bare(self, table, count):
        """Take foreign keys and indexes off for a great many rows: made at once they cost less."""
        if count < _MANY:
            yield
            return
        keys = self.fetch(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            f" WHERE conrelid = '{table}'::regclass AND contype = 'f'"
        )
        indexes = self.fetch(
            "SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index"
            f" WHERE indrelid = '{table}'::regclass AND NOT indisprimary"
        )
        for name, _definition in keys:
            self.run(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            self.run(f"DROP INDEX {name}")
        yield
        for _name, definition in indexes:
            self.run(definition)
        for name, definition in keys:
            self.run(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
        self.run(f'ANALYZE "{table}"')

    def _reserve(self, table, count):
        """Take ids from the table's sequence, so that the ORM goes on after them."""
        ((first,),) = self.fetch(f"SELECT nextval('{table}_id_seq')")
        self.run(f"SELECT setval('{table}_id_seq', {first + count})")
        return Span(first, count)

    def _log_columns(self, columns):
        day = columns.get("create_date", "now() AT TIME ZONE 'UTC'")
        user = str(self.env.uid)
        return {"create_uid": user, "create_date": day, "write_uid": user, "write_date": day}

    def _defaults(self, Model, columns):
        """:return: an expression for each stored field with a default that nobody gave"""
        names = [
            name
            for name, field in Model._fields.items()
            if field.store
            and field.column_type
            and field.default
            and name not in columns
            and name not in _MAGIC
        ]
        found = Model.default_get(names)
        return {
            name: self._literal(Model._fields[name], found[name])
            for name in names
            if found.get(name) is not None
        }

    def _literal(self, field, value):
        column = field.convert_to_column_insert(value, self.env[field.model_name])
        return self.env.cr.mogrify("%s", (column,)).decode()


def _computed(Model):
    """:return: the stored fields of a model that follow from others, and are no mere proposal"""
    return {
        name
        for name, field in Model._fields.items()
        if field.store and field.column_type and field.compute
        if field.readonly or field.inverse
    }
