# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Texts shipped with this version reach records that an office has already.

Their data files are noupdate, so an upgrade leaves them alone; here only what is empty is filled.
"""

from io import BytesIO

from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.tools import file_open
from odoo.tools.convert import convert_xml_import

MODULE = "employer_engagement"
#: Data file -> its fields that are new in this version.
TEXTS = {
    "data/employer_agreement_type_data.xml": (
        "clause_ids",
        "template_body_it",
        "template_body_en",
    ),
    "data/employer_rule_data.xml": ("wording",),
}


def migrate(cr, version):
    """Fill the new fields of the shipped records where they are empty."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    for path, names in TEXTS.items():
        with file_open(f"{MODULE}/{path}", "rb") as file:
            tree = etree.parse(file, etree.XMLParser(remove_comments=True))
        _keep_empty(env, tree, names)
        source = BytesIO(etree.tostring(tree))
        source.name = path
        convert_xml_import(env, MODULE, source, mode="init")


def _keep_empty(env, tree, names):
    """Leave in `tree` only the fields `names` that are empty on records that exist."""
    for node in list(tree.iter("record")):
        record = env.ref(f"{MODULE}.{node.get('id')}", raise_if_not_found=False)
        for field in list(node):
            if not record or field.get("name") not in names or record[field.get("name")]:
                node.remove(field)
        if not len(node):
            node.getparent().remove(node)
