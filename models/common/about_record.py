# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""For models whose rows are about a record of any model: `res_model` and `res_id`."""


def names_about(rows):
    """Return {row: the name of what it is about, False when that is gone}; a query a model."""
    names = {}
    for model, group in rows.grouped("res_model").items():
        found = rows.env[model].browse(group.mapped("res_id")).exists()
        known = {record.id: record.display_name for record in found}
        names.update({row: known.get(row.res_id, False) for row in group})
    return names


def open_about(row):
    """Return the act_window of what one row is about, which opens as far as the user may."""
    row.ensure_one()
    return {
        "type": "ir.actions.act_window",
        "res_model": row.res_model,
        "res_id": row.res_id,
        "views": [(False, "form")],
    }
