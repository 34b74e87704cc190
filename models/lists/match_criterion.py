# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What every criterion of a list is made of; `match_criteria.py` says which a vacancy has."""

from odoo.tools import SQL

from odoo.addons.employer_engagement.tools import matching

ZERO = SQL("0")


def points_sql(column, values, verdict):
    """Return the points of `column` (SQL), which holds one of `values`; 0 for none of them."""
    cases = [SQL("WHEN %s THEN %s", one, matching.POINTS[verdict(one)]) for one in values]
    return SQL("CASE %s %s ELSE 0 END", column, SQL(" ").join(cases))


def passing(values, verdict):
    """Return those of `values` that meet what is asked for, wholly or partly."""
    return tuple(one for one in values if verdict(one) in matching.PASSING)


class Criterion:
    """One thing asked for. `key` names its filter, `label` is what is asked in a few words."""

    def __init__(self, env, key, necessity, label):
        self.env = env
        self.key = key
        self.necessity = necessity
        self.label = label
        self.options = {}

    def joins(self):
        """Return the joins its other SQL needs."""
        return SQL()

    def points(self):
        """Return the points of a person, the same as of the verdict."""
        return ZERO

    def passes(self):
        """Return the condition that keeps a person on the list, None if it leaves nobody out."""
        return

    def loosened(self):
        """Return the condition that stays when the filter is loosened, None for none."""
        return

    def verdict(self, facts):
        """Return the verdict on the person of whom these facts are known (`_match_facts`)."""
        raise NotImplementedError

    def fact(self, facts):
        """Return the fact behind the verdict, in words of the user's language."""
        raise NotImplementedError

    def is_told(self, facts):
        """Return whether it is worth a word about this person."""
        return True

    def explain(self, facts):
        """Return the criterion with its verdict and the fact behind it."""
        return {
            "key": self.key,
            "label": self.label,
            "necessity": self.necessity,
            "verdict": self.verdict(facts),
            "fact": self.fact(facts),
        }

    def _nothing(self):
        return self.env._("Nothing noted yet")

    def _option(self, model, field, value):
        if (model, field) not in self.options:
            selection = self.env[model]._fields[field]._description_selection(self.env)
            self.options[model, field] = dict(selection)
        return self.options[model, field].get(value)


class Condition(Criterion):
    """What must hold for anybody, whatever the job asks: it filters and counts for no rank."""

    def __init__(self, env, key, label, row):
        super().__init__(env, key, "condition", label)
        self.row = row
