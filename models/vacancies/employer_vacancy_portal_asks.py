# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Command
from odoo.tools import LazyTranslate

from odoo.addons.employer_engagement.tools.matching import SHIFTS

_lt = LazyTranslate(__name__)
#: {level: what one can do with it}: few companies know the letters.
LEVELS = {
    "a1": _lt("A1: a few words"),
    "a2": _lt("A2: simple sentences"),
    "b1": _lt("B1: gets by at work"),
    "b2": _lt("B2: speaks and reads well"),
    "c1": _lt("C1: speaks and writes very well"),
    "c2": _lt("C2: understands and writes everything"),
}
#: Lines of the form for what a person must know; what the office noted beyond them stays.
SKILL_ROWS = 4
LANGUAGE_ROWS = 2
#: Skills a company is offered: of languages it says the level, the others are the office's.
SKILL_KINDS = ("technical", "transversal")
TICKS = tuple(f"asks_{part}" for part in SHIFTS)
MAX_TASK = 120
MAX_LICENCE = 20
#: {row of the form: the kind of requirement it makes}
ROWS = {
    **{f"skill_{number}": "skill" for number in range(1, SKILL_ROWS + 1)},
    **{f"language_{number}": "language" for number in range(1, LANGUAGE_ROWS + 1)},
    "licence": "licence",
}
#: What is typed beside what is asked for, by kind; a skill says its task by itself.
BESIDE = {"skill": ("must",), "language": ("level", "must", "task"), "licence": ("must", "task")}
ASK_FIELDS = (
    *TICKS,
    *ROWS,
    *(f"{row}_{name}" for row, kind in ROWS.items() for name in BESIDE[kind]),
)


class EmployerVacancy(models.Model):
    """What a job asks for, as its company says it on the portal: days, skills, languages, licence.

    The same requirements the office notes and the lists compare persons with. Each says whether
    the company can do without it and, but for skills, for which task it is needed (R13).
    """

    _inherit = "employer.vacancy"

    # ------------------------------------------------------------
    # THE FORM
    # ------------------------------------------------------------

    @api.model
    def _portal_ask_options(self):
        """Return {field: what may be chosen}; skills in groups: [(label, [(value, label)])]."""
        skills = self.env["employer.skill"].search([("kind", "in", SKILL_KINDS)])
        by_kind = skills.grouped("kind")
        kinds = dict(skills._fields["kind"]._description_selection(self.env))
        languages = self.env["employer.language"].search([("active", "=", True)])
        return {
            "skills": [
                (kinds[kind], sorted(((one.id, one.name) for one in by_kind[kind]), key=_by_label))
                for kind in SKILL_KINDS
                if kind in by_kind
            ],
            "language": [(one.id, one.name) for one in languages],
            "level": [(level, can._translate(self.env.lang)) for level, can in LEVELS.items()],
            "shifts": [(name, self._fields[name]._description_string(self.env)) for name in TICKS],
            "skill_rows": [row for row, kind in ROWS.items() if kind == "skill"],
            "language_rows": [row for row, kind in ROWS.items() if kind == "language"],
        }

    def _portal_typed_asks(self):
        """Return what the form shows of what this vacancy asks for, as if it had been typed."""
        typed = {name: "yes" if self[name] else "" for name in TICKS}
        for row, requirement in self._portal_asked_rows().items():
            kind = requirement.kind
            asked = requirement.licence if kind == "licence" else requirement[f"{kind}_id"].id
            beside = {
                "must": "yes" if requirement.necessity == "required" else "",
                "level": requirement.level or "",
                "task": requirement.task or "",
            }
            typed[row] = str(asked)
            typed.update({f"{row}_{name}": beside[name] for name in BESIDE[kind]})
        return typed

    def _portal_asked_rows(self):
        """Return {row of the form: requirement}: those it has a line for."""
        found = {}
        for kind in BESIDE:
            rows = [row for row, row_kind in ROWS.items() if row_kind == kind]
            own = self.requirement_ids.filtered(lambda one, kind=kind: one.kind == kind)
            if kind == "skill":
                own = own.filtered(lambda one: one.skill_id.kind in SKILL_KINDS)
            found.update(zip(rows, own, strict=False))
        return found

    # ------------------------------------------------------------
    # WHAT WAS TYPED
    # ------------------------------------------------------------

    @api.model
    def _portal_read_asks(self, typed):
        """Return ({"asked": {(kind, what): values}} and the ticks, {field: what is wrong})."""
        values = {name: typed.get(name) == "yes" for name in TICKS}
        asked, errors = {}, {}
        options = self._portal_ask_options()
        known = {
            "skill": {str(one) for _label, group in options["skills"] for one, _name in group},
            "language": {str(one) for one, _name in options["language"]},
        }
        for row, kind in ROWS.items():
            what = typed.get(row)
            if not what or what not in known.get(kind, {what}):
                continue
            key = (kind, int(what) if kind != "licence" else None)
            asked[key] = self._portal_read_row(row, kind, typed)
            errors.update(self._portal_row_errors(row, kind, asked[key]))
        return {**values, "asked": asked}, errors

    @api.model
    def _portal_read_row(self, row, kind, typed):
        """Return the values of the requirement that `row` makes."""
        values = {"necessity": "required" if typed.get(f"{row}_must") == "yes" else "preferred"}
        if kind == "skill":
            return values
        values["task"] = typed.get(f"{row}_task") or False
        if kind == "language":
            level = typed.get(f"{row}_level")
            values["level"] = level if level in LEVELS else False
        else:
            values["licence"] = typed.get(row)
        return values

    @api.model
    def _portal_row_errors(self, row, kind, values):
        """Return {field: what is wrong} of the values of a row."""
        errors = {}
        if kind == "language" and not values["level"]:
            errors[f"{row}_level"] = self.env._("Choose how well.")
        if kind == "licence" and len(values["licence"]) > MAX_LICENCE:
            errors[row] = self.env._("Please write at most %s characters.", MAX_LICENCE)
        if kind != "skill" and not values["task"]:
            errors[f"{row}_task"] = self.env._("Write for which task it is needed.")
        elif kind != "skill" and len(values["task"]) > MAX_TASK:
            errors[f"{row}_task"] = self.env._("Please write at most %s characters.", MAX_TASK)
        return errors

    # ------------------------------------------------------------
    # WHAT IS KEPT
    # ------------------------------------------------------------

    def _portal_requirements(self, asked, title):
        """Return the commands that make the requirements of this vacancy (if any) those asked for.

        What the form has no line for, and what the office added to a line, stays.

        :param asked: as `_portal_read_asks` returns it
        :param title: of the vacancy: the task of a skill, which names what is done
        """
        former = {_asked_key(one): one for one in self._portal_asked_rows().values()}
        commands = [
            Command.update(former[key].id, values)
            if key in former
            else Command.create({**self._portal_asked_what(key), "task": title, **values})
            for key, values in asked.items()
        ]
        gone = (one for key, one in former.items() if key not in asked)
        return commands + [Command.delete(one.id) for one in gone]

    @api.model
    def _portal_asked_what(self, key):
        kind, record_id = key
        return {"kind": kind, **({f"{kind}_id": record_id} if record_id else {})}

    def _portal_asks(self):
        """Return in sentences what this vacancy asks for."""
        return [requirement._bulletin_words() for requirement in self.requirement_ids]


def _by_label(option):
    return option[1].lower()


def _asked_key(requirement):
    """Return (kind, what) of a requirement: what makes it the same when it is typed again."""
    kind = requirement.kind
    return kind, requirement[f"{kind}_id"].id if kind != "licence" else None
