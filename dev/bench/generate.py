"""Fills an empty database with an office of a given size."""

from odoo import fields
from odoo.fields import Command

from . import office as offices
from .chain import Chain
from .employers import Employers
from .history import History
from .people import People
from .rows import Rows

#: The title of the vacancy that persons are looked for.
REFERENCE = "Reference vacancy"
_QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_notrack": True}


def fill(env, size, say=lambda text: None):
    """Write all of it as superuser; the caller commits.

    :param size: a `Size`
    :param say: is called with a line for the reader
    :return: {model: its `Span`s}
    """
    env = env(user=1, su=True, context={**env.context, **_QUIET})
    rows = Rows(env, say)
    office = offices.make(env, size)
    env.flush_all()
    employers = Employers(rows, office, size).fill()
    people = People(rows, office, employers, size).fill()
    chain = Chain(rows, office, employers, people, size).fill()
    History(rows, office, chain, size).fill()
    rows.run("ANALYZE")
    people.settle()
    _activities(rows)
    _reference_vacancy(env, office, employers)
    env.invalidate_all()
    rows.compute_left()
    # Every organisation was compared with the others already, as after a night.
    rows.run("UPDATE employer_organisation SET match_due = FALSE WHERE match_due")
    env.invalidate_all()
    return rows.spans


def _activities(rows):
    """A call planned for every open scouting and vacancy."""
    kind = rows.env.ref("mail.mail_activity_data_call").id
    for model, day, title in (
        ("employer.scouting", "next_step_date", "name"),
        ("employer.vacancy", "start_date", "reference || ' · ' || name"),
    ):
        table = rows.env[model]._table
        source = f"""(
            SELECT row_number() OVER (ORDER BY id) AS i, id, user_id, {title} AS title, {day} AS day
              FROM {table} WHERE stage_kind = 'open'
        ) t"""
        ((count,),) = rows.fetch(f"SELECT count(*) FROM {source}")
        rows.insert(
            "mail.activity",
            count,
            source=source,
            res_model_id=str(rows.env["ir.model"]._get_id(model)),
            res_model=f"'{model}'",
            res_id="t.id",
            res_name="t.title",
            user_id="t.user_id",
            date_deadline="t.day",
            summary="'Call'",
            activity_type_id=str(kind),
            automated="TRUE",
            date_done="NULL::date",
            user_tz="NULL",
        )


def _reference_vacancy(env, office, employers):
    """The vacancy whose persons are looked for: five skills, a language, a day and a place."""
    italian = env.ref("employer_engagement.employer_language_it").id
    asked = [
        {"kind": "skill", "skill_id": skill, "necessity": "preferred", "task": "Works with others"}
        for skill in office.skills[:5]
    ]
    for line in asked[:2]:
        line["necessity"] = "required"
    asked.append(
        {"kind": "language", "language_id": italian, "level": "b1", "task": "Reads orders"}
    )
    env["employer.vacancy"].create(
        {
            "name": REFERENCE,
            "employer_id": employers.organisations.first,
            "occupation_id": office.occupations[0],
            "place": "Milano",
            "start_date": fields.Date.add(fields.Date.today(), days=20),
            "user_id": office.officers[0],
            "requirement_ids": [Command.create(line) for line in asked],
        }
    )
