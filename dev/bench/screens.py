"""Asks Odoo what the web client asks when a list or a board is opened.

What is asked follows from the view itself, so a column or a card's field that is added is measured
from then on. The calls and their arguments are those of web/static/src/model/relational_model and
views/kanban.
"""

import json

from lxml import etree

from odoo.tools.safe_eval import safe_eval

#: Rows of a page and cards of a column, and how far the client counts.
PAGE = 80
CARDS = 40
COUNTED = 10_001
#: What the button of activities needs beside its own field.
_ACTIVITY = (
    "activity_exception_decoration",
    "activity_exception_icon",
    "activity_state",
    "activity_summary",
    "activity_type_icon",
    "activity_type_id",
)
_ACTIVITY_WIDGETS = ("kanban_activity", "list_activity")


class List:
    """A list as an action opens it, without the filters it starts with.

    :param env: whose list it is
    :param action: the action's external id
    """

    def __init__(self, env, action):
        found = env["ir.actions.act_window"]._for_xml_id(action)
        self.model = env[found["res_model"]].with_context(bin_size=True)
        self.domain = safe_eval(found["domain"] or "[]", {"uid": env.uid})
        arch = view(env, found["res_model"], "list", found)
        self.specification = specification(self.model, fields_of(arch))
        self.order = arch.get("default_order") or ""

    def page(self, number=1, rows=PAGE):
        """:return: the rows of a page as the client gets them, from cold records"""
        self.model.env.invalidate_all()
        return self.model.web_search_read(
            self.domain,
            self.specification,
            offset=rows * (number - 1),
            limit=rows,
            order=self.order,
            count_limit=COUNTED,
        )


class Board:
    """A board grouped by stage.

    :param fields: the fields on its card; those of the view unless told
    """

    def __init__(self, env, model, arch, fields=None):
        self.model = env[model].with_context(bin_size=True, read_group_expand=True)
        self.fields = fields or fields_of(arch)
        self.specification = specification(self.model, self.fields)
        self.group = arch.get("default_group_by")
        self.order = arch.get("default_order") or ""
        bar = arch.find("progressbar")
        self.bar = {"field": bar.get("field"), "colors": json.loads(bar.get("colors"))}

    def open(self):
        """:return: columns with their cards, and the bars, as the client gets them"""
        self.model.env.invalidate_all()
        columns = self.model.web_read_group(
            [],
            [self.group],
            [],
            order=self.order or None,
            auto_unfold=True,
            unfold_read_specification=self.specification,
            unfold_read_default_limit=CARDS,
        )
        return columns, self.model.read_progress_bar([], self.group, self.bar)


def view(env, model, kind, action=None):
    """:return: the arch of the view of this kind that an action shows, else of the model's own"""
    views = {kind: number for number, kind in (action or {}).get("views", ())}
    return etree.fromstring(env[model].get_view(views.get(kind) or None, kind)["arch"])


def fields_of(arch):
    """:return: {field: its node} of a view, without those of lists inside it"""
    found = {}
    for node in arch.iter("field"):
        if all(parent.tag != "field" for parent in node.iterancestors()):
            found.setdefault(node.get("name"), node)
            if node.get("widget") in _ACTIVITY_WIDGETS:
                found.update((name, None) for name in _ACTIVITY if name not in found)
    return found


def specification(model, nodes):
    """:return: what the client asks of each field"""
    asked = {}
    for name, node in nodes.items():
        field = model._fields[name]
        asked[name] = {}
        is_shown = node is None or node.get("column_invisible") not in ("1", "True")
        if field.type == "many2one":
            asked[name]["fields"] = {"display_name": {}} if is_shown else {}
        elif node is not None and node.get("widget") == "many2many_tags":
            asked[name]["fields"] = {"display_name": {}}
    return asked
