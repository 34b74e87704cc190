"""What the addon wrote into a database, and what of it stays when it is gone."""

# Tables of Odoo where a row is ours by what it says, with the words that say so.
_OWN = {
    "ir_model_data": "module = 'employer_engagement'",
    "ir_model": "model LIKE 'employer.%'",
    "ir_model_fields": "model LIKE 'employer.%' OR relation LIKE 'employer.%'",
    "ir_config_parameter": "key LIKE 'employer%'",
    "ir_sequence": "code LIKE 'employer%'",
    "ir_filters": "model_id LIKE 'employer.%'",
    "ir_attachment": "res_model LIKE 'employer.%'",
    "ir_ui_view": "model LIKE 'employer.%' OR key LIKE 'employer_engagement.%'",
    "ir_act_window": "res_model LIKE 'employer.%'",
    "ir_act_report_xml": "model LIKE 'employer.%'",
    "ir_default": "field_id IN (SELECT id FROM ir_model_fields WHERE model LIKE 'employer.%')",
    "ir_exports": "resource LIKE 'employer.%'",
    "mail_alias": "alias_defaults LIKE '%employer%' OR alias_model_id NOT IN"
    " (SELECT id FROM ir_model)",
    "mail_message": "model LIKE 'employer.%'",
    "mail_followers": "res_model LIKE 'employer.%'",
    "mail_activity": "res_model LIKE 'employer.%'",
    "mail_activity_type": "res_model LIKE 'employer.%'",
    "mail_message_subtype": "res_model LIKE 'employer.%'",
    "mail_template": "model LIKE 'employer.%'",
    "res_groups": "name ->> 'en_US' LIKE 'Employer Engagement%'",
}
# Tables whose number of rows changes in any installation and removal.
_RESTLESS = {
    "base_registry_signaling",
    "bus_bus",
    "ir_attachment",
    "ir_cron_progress",
    "ir_cron_trigger",
    "ir_logging",
    "ir_module_module",
    "ir_module_module_dependency",
    "ir_profile",
    "orm_signaling_registry",
}
# Rows that Odoo itself forgets when any addon leaves: foreign keys on other modules' tables under
# our (uninstalled) module.
_FORGOTTEN = {
    "ir_model_constraint": "module IN"
    " (SELECT id FROM ir_module_module WHERE name = 'employer_engagement')",
}
_TABLES = (
    "SELECT table_name FROM information_schema.tables"
    " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1"
)

_TEXT = "(to_jsonb(t) - 'write_date' - 'write_uid')::text"


def find(server, database):
    """:return: a sentence for each table where rows of ours are left"""
    existing = set(_tables(server, database))
    found = []
    for table, condition in _OWN.items():
        if table in existing:
            rows = server.query(f"SELECT count(*) FROM {table} WHERE {condition}", database)
            if rows != [["0"]]:
                found.append(f"{table}: {rows[0][0]} rows where {condition}")
    return found


def own_rows(server, database):
    """:return: for each table of ours how many rows it has, and what they say

    The day of the last change is left out: an upgrade writes the same vocabulary again.
    """
    tables = [name for name in _tables(server, database) if name.startswith("employer_")]
    parts = [
        f"SELECT '{name}', count(*), md5(string_agg({_TEXT}, ',' ORDER BY {_TEXT})) FROM {name} t"
        for name in tables
    ]
    return _by_name(server.query(" UNION ALL ".join(parts), database)) if parts else {}


def counts(server, database):
    """:return: how many rows each table has, without those Odoo itself forgets"""
    parts = [
        f"SELECT '{name}', count(*) FROM \"{name}\" WHERE NOT ({_FORGOTTEN.get(name, 'false')})"
        for name in _tables(server, database)
    ]
    return _by_name(server.query(" UNION ALL ".join(parts), database))


def changed_counts(before, after):
    """:return: a sentence for each table with another number of rows than before"""
    names = sorted((before.keys() | after.keys()) - _RESTLESS)
    return [
        f"{name}: {before.get(name)} before the installation, {after.get(name)} now"
        for name in names
        if before.get(name) != after.get(name)
    ]


def _tables(server, database):
    return [row[0] for row in server.query(_TABLES, database)]


def _by_name(rows):
    return {row[0]: " ".join(row[1:]) for row in rows}
