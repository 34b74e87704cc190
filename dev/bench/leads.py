"""Odoo's own board with as many cards as ours: a lead for each of our records, alike in all it has.

The same columns, as many cards in each, the same officers, days and planned activities; so what
differs is what our board does beyond Odoo's.
"""

from .rows import Rows
from .screens import Board, fields_of, view

#: On every card whatever else is cut away.
_KEPT = ("stage_id", "user_id", "activity_ids")


def mirror(env, model):
    """Make the leads those of a model's records, unless they are already; commits.

    :param env: superuser's
    """
    key = f"{model} {env[model].search_count([])}"
    parameters = env["ir.config_parameter"]
    if parameters.get_param("employer_bench.leads") == key:
        return
    rows = Rows(env, lambda text: None)
    rows.run("DELETE FROM mail_activity WHERE res_model = 'crm.lead'")
    rows.run("DELETE FROM crm_lead")
    stages = _stages(env, model)
    _write_activities(rows, model, _write_leads(rows, model, stages))
    parameters.set_param("employer_bench.leads", key)
    env.cr.commit()
    _vacuum(rows)


def _stages(env, model):
    """:return: {our stage: the stage of leads that stands for it}, as many and folded alike"""
    own = env[model]._fields["stage_id"].comodel_name
    ours, theirs = env[own].search([]), env["crm.stage"].search([])
    theirs[len(ours) :].unlink()
    missing = len(ours) - len(theirs)
    theirs |= theirs.create([{"name": f"Stage {number + 1}"} for number in range(missing)])
    pairs = list(zip(ours, theirs, strict=False))
    for number, (our, their) in enumerate(pairs):
        their.write({"fold": our.fold, "sequence": number, "team_ids": False, "is_won": False})
    env.flush_all()
    return {our.id: their.id for our, their in pairs}


def _write_leads(rows, model, stages):
    """Insert a lead for each active record of `model`; :return: their ids"""
    table = rows.env[model]._table
    pairs = ", ".join(f"({our}, {their})" for our, their in stages.items())
    country = rows.env.ref("base.it").id
    source = f"""(
        SELECT row_number() OVER (ORDER BY t.id) AS i, t.*, p.id AS customer, p.phone,
               p.email_normalized AS email, p.name AS customer_name, c.name AS contact, s.their
          FROM {table} t
          JOIN (VALUES {pairs}) s(our, their) ON s.our = t.stage_id
          JOIN employer_organisation o ON o.id = t.employer_id
          JOIN res_partner p ON p.id = o.partner_id
          JOIN res_partner c ON c.id = t.contact_id
         WHERE t.active
    ) t"""
    ((count,),) = rows.fetch(f"SELECT count(*) FROM {source}")
    return rows.insert(
        "crm.lead",
        count,
        source=source,
        name="t.name",
        type="'opportunity'",
        active="TRUE",
        stage_id="t.their",
        user_id="t.user_id",
        company_id="t.company_id",
        partner_id="t.customer",
        partner_name="t.customer_name",
        contact_name="t.contact",
        email_from="t.email",
        email_normalized="t.email",
        phone="t.phone",
        phone_sanitized="t.phone",
        country_id=str(country),
        priority="'0'",
        probability="10",
        automated_probability="10",
        expected_revenue="1000",
        date_open="t.create_date",
        date_last_stage_update="t.create_date",
        create_date="t.create_date",
    )


def _write_activities(rows, model, leads):
    """Insert for the leads the activities their records have."""
    table = rows.env[model]._table
    number = f"(SELECT id, row_number() OVER (ORDER BY id) AS i FROM {table} WHERE active) t"
    source = f"""(
        SELECT row_number() OVER (ORDER BY a.id) AS i, a.*, {leads.at("t.i - 1")} AS lead
          FROM mail_activity a JOIN {number} ON t.id = a.res_id
         WHERE a.res_model = '{model}'
    ) a"""
    ((count,),) = rows.fetch(f"SELECT count(*) FROM {source}")
    rows.insert(
        "mail.activity",
        count,
        source=source,
        res_model_id=str(rows.env["ir.model"]._get_id("crm.lead")),
        res_model="'crm.lead'",
        res_id="a.lead::int",
        res_name="a.res_name",
        user_id="a.user_id",
        date_deadline="a.date_deadline",
        summary="a.summary",
        activity_type_id="a.activity_type_id",
        automated="TRUE",
    )


def _vacuum(rows):
    """Leave no dead rows behind: they would slow Odoo's board and flatter ours."""
    connection = rows.env.cr._cnx
    connection.autocommit = True
    try:
        for table in ("crm_lead", "mail_activity"):
            rows.run(f"VACUUM FULL ANALYZE {table}")
    finally:
        connection.autocommit = False


def board(env, count):
    """:return: Odoo's board of leads with `count` fields on the card, its own ones first"""
    arch = view(env, "crm.lead", "kanban", {"views": [(_kanban(env), "kanban")]})
    own = fields_of(arch)
    more = fields_of(view(env, "crm.lead", "list"))
    names = [*_KEPT, *(name for name in {**own, **more} if name not in _KEPT)]
    readable = [name for name in names if env["crm.lead"]._fields[name].type not in ("properties",)]
    activity = [name for name in own if name.startswith("activity_") and name not in _KEPT]
    chosen = [*_KEPT, *activity, *(name for name in readable if name not in (*_KEPT, *activity))]
    nodes = {**more, **own}
    return Board(env, "crm.lead", arch, {name: nodes[name] for name in chosen[:count]})


def _kanban(env):
    return env.ref("crm.crm_case_kanban_view_leads").id
