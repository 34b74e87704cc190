# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""One row of an office's sheet while it is read: what it says, and every reason it cannot."""

from ..tools import office_values


class FactRow:
    """What a row says, read cell by cell by `EmployerImportFact._read_row`.

    Readers take the key of a column and return what it says, None where it says nothing. What
    cannot be read adds a sentence: to `reasons`, which refuse the row, or with `is_vital=False` to
    `remarks`, and the value is left out.

    :ivar values: field → value as JSON keeps it (ISO days, ids, or `{"line": id}` for the record
        that another row of this file will become)
    :ivar known: what `EmployerImportFact._look_up` looked up once for the whole batch
    """

    def __init__(self, target, line, links, colleagues, known):
        self.target = target
        self.line = line
        self.cells = line._cells()
        self.links = links
        self.colleagues = colleagues
        self.known = known
        self.name = ""
        self.key = office_values.read_key(self._cell("number"))
        self.values = {}
        self.reasons = target._shape_reasons(line)
        self.remarks = []

    def _cell(self, column):
        return next((cell for cell in self.cells.get(column, ()) if cell not in (None, "")), None)

    def _complain(self, sentence, is_vital=True):
        (self.reasons if is_vital else self.remarks).append(sentence)

    def _read(self, column, read, required, is_vital):
        """Return what a reader makes of a cell; a sentence and None where it cannot."""
        cell = self._cell(column)
        try:
            value = read(cell)
        except ValueError as error:
            words = self.target._unreadable_words(column, str(error), office_values.read_text(cell))
            self._complain(words, is_vital)
            return None
        if required and value in (None, ""):
            self._complain(self.target._empty_words(column))
        return value

    def says(self, column):
        """Return whether there is anything in the cell, readable or not."""
        return self._cell(column) is not None

    def text(self, column, required=False):
        """Return a text, "" where the cell says nothing."""
        return self._read(column, office_values.read_text, required, is_vital=True)

    def code(self, column, required=False):
        """Return a number or code to compare by ("1 " gives "1"), "" without one."""
        return self._read(column, office_values.read_key, required, is_vital=True)

    def number(self, column, required=False, is_vital=True):
        """Return a whole number."""
        return self._read(column, office_values.read_number, required, is_vital)

    def day(self, column, required=False, is_vital=True, latest=None):
        """Return a day (a date; `.isoformat()` goes into `values`).

        :param latest: for births: years of two digits are of the century that ends no later
        """
        return self._read(
            column, lambda cell: office_values.read_day(cell, latest), required, is_vital
        )

    def word(self, column, words, required=False, is_vital=True):
        """Return the key of a word the office uses; another one complains, naming those known.

        :param words: key → spellings, the first of which is shown
        """
        cell = self._cell(column)
        try:
            value = office_values.read_word(cell, words)
        except ValueError:
            known = [next(iter(spellings)) for spellings in words.values()]
            text = office_values.read_text(cell)
            self._complain(self.target._unknown_word_words(column, text, known), is_vital)
            return None
        if required and value is None:
            self._complain(self.target._empty_words(column))
        return value

    def colleague(self, column):
        """Return the id of the user an operator's name stands for; False while nobody said who it
        is, which the import's form says once, not every row."""
        return self.colleagues.get(office_values.colleague_key(self._cell(column)), False)

    def link(self, column, required=True):
        """Return the record a number stands for: its id, or `{"line": id}` if a row of this file
        will become it; None without one, with the reason.

        Which kind of sheet has these numbers is said by `EmployerImportFact._link_columns`.
        """
        number = self.code(column, required)
        if not number:
            return None
        found = self.links[column].get(number)
        if found is None or found.problem:
            self._complain(self.target._link_problem_words(column, number, found))
            return None
        if found.is_earlier:
            self._complain(self.target._earlier_words(column, number, found), is_vital=False)
        return found.value

    def link_name(self, column):
        """Return the name of the record a number stands for, "" without one."""
        found = self.links[column].get(self.code(column))
        return (found and found.line.name) or ""
