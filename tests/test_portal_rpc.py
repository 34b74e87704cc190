# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import inspect
import re

from psycopg2.errors import ReadOnlySqlTransaction

from odoo.exceptions import AccessError
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_matrix import ID_BEYOND, MatrixCase, read_table

OURS = "odoo.addons.employer_engagement."
#: Models of each kind, for the methods that all models have.
SAMPLED = (
    "employer.candidate.identity",
    "employer.candidate",
    "employer.organisation",
    "employer.internship.report",
    "employer.agreement.end",
)
#: What a caller would write for a parameter that has no default, by its name.
SAMPLES = {
    "arch": "<form/>",
    "column": "engaged",
    "custom_values": None,
    "data": [["x"]],
    "domain": [],
    "export_fields": ["id"],
    "field_name": "display_name",
    "field_names": ["display_name"],
    "fields": ["display_name"],
    "fields_list": ["display_name"],
    "fields_spec": {},
    "groupby": ["id"],
    "groups": [],
    "ids": [],
    "import_fields": ["id"],
    "msg_dict": {"subject": "x", "from": "x@example.com", "body": "x"},
    "name": "x",
    "names": ["display_name"],
    "operation": "read",
    "seen": None,
    "specification": {"display_name": {}},
    "template_xmlid": "mail.message_activity_done",
    "term": "x",
    "vals": {},
    "vals_list": [{}],
    "values": {},
    "views": [[False, "form"]],
    "wanted": "open",
}


class _Done(Exception):
    """A call came to its end: what it did is rolled back."""


@tagged("post_install", "-at_install")
class TestPortalRpc(MatrixCase):
    """No method that can be called from outside does or tells anything to who has no role here.

    Every public method of every model of ours, and those we add to models of others, is called
    as a portal user and as an employee of the ERP, with the database held read-only. It is
    refused, or says of a record of ours what it says of one that does not exist; the rest stands
    in `data/rpc_open.tsv` and says why. A visitor calls no method: every way in asks for a user.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.strangers = {
            "portal": cls.stranger,
            "employee": cls.users["employee"],
        }
        cls.open = {(row["model"], row["method"], row["who"]) for row in read_table("rpc_open")}

    def _methods(self, model, *, own):
        """Return the names of the methods of a model that RPC reaches."""
        cls = type(model)
        names = []
        for name in dir(cls):
            if name.startswith("_") or not callable(getattr(cls, name)):
                continue
            try:
                get_public_method(model, name)
            except AccessError:
                continue
            is_ours = any(
                name in part.__dict__ and part.__module__.startswith(OURS) for part in cls.mro()
            )
            if is_ours == own:
                names.append(name)
        return names

    def _record(self, name):
        """Return a record of a model: of the chain, or one that a dialog would have made."""
        made = self.records["own"].get(name)
        return made if made is not None else self.env[name].search([], limit=1)

    def _ended(self, model, method, ids, user, *, readonly=True):
        """Return how a call ends: `refused`, `writes`, or what it answered or raised, as text."""
        target = self.env[model].with_user(user).with_context(lang="en_US")
        function = get_public_method(target, method)
        args, kwargs = self._arguments(function)
        is_model = getattr(function, "_api_model", False)
        try:
            with self.env.cr.savepoint(flush=False):
                if readonly:
                    self.env.cr.execute("SET TRANSACTION READ ONLY")
                result = call_kw(target, method, args if is_model else [ids, *args], kwargs)
                target.env.flush_all()
                raise _Done(result)
        except AccessError:
            return "refused"
        except _Done as done:
            return repr(done.args[0])
        except ReadOnlySqlTransaction:
            return "writes"
        except Exception as error:  # noqa: BLE001  whatever a stranger meets is compared
            return f"{type(error).__name__}: {error}"
        finally:
            self.env.cr.precommit.clear()
            if self.env.transaction.field_dirty or self.env.transaction.tocompute:
                self.env.cr.clear()

    def _hole(self, model, method, user):
        """Return what is wrong with a call by a stranger, or nothing.

        It is refused, also after a first write; or it writes nothing, and says of a record of
        ours what it says of one that does not exist.
        """
        record = self._record(model)
        ids = record[:1].ids or [ID_BEYOND]
        ended = self._ended(model, method, ids, user)
        if ended == "writes":
            ended = self._ended(model, method, ids, user, readonly=False)
            return ended != "refused" and f"writes, then {ended[:80]}"
        if ended == "refused":
            return None
        missing = self._ended(model, method, [ID_BEYOND], user)
        ids = re.compile(rf"\b({ids[0]}|{ID_BEYOND})\b")
        if self._told(ended) or ids.sub("", ended) != ids.sub("", missing):
            return f"{ended[:300]} / {missing[:200]}"
        return None

    def _arguments(self, function):
        args, kwargs = [], {}
        for parameter in list(inspect.signature(function).parameters.values())[1:]:
            if parameter.default is not parameter.empty:
                continue
            value = SAMPLES.get(parameter.name, 1)
            if parameter.kind == parameter.POSITIONAL_OR_KEYWORD:
                args.append(value)
            elif parameter.kind == parameter.KEYWORD_ONLY:
                kwargs[parameter.name] = value
        return args, kwargs

    @mute_logger("odoo.sql_db", "odoo.models", "odoo.addons.mail.models.mail_thread", "py.warnings")
    def _check(self, calls):
        """Hold the calls against the table: it names every hole, and none in vain."""
        self.env.flush_all()
        holes = {}
        for model, method in calls:
            for who, user in self.strangers.items():
                hole = self._hole(model, method, user)
                if hole:
                    holes[model, method, who] = hole
        self.assertFalse(
            {call: hole for call, hole in holes.items() if call not in self.open},
            "strangers reach what data/rpc_open.tsv does not name",
        )
        asked = {(*call, who) for call in calls for who in self.strangers}
        self.assertEqual(set(holes), self.open & asked, "what the table names needs no name")

    def test_no_stranger_reaches_a_method_of_ours(self):
        calls = [
            (name, method)
            for name, model in sorted(self.env.items())
            if not model._abstract
            for method in self._methods(model, own=True)
        ]
        self.assertGreater(len(calls), 400)
        self._check(calls)

    def test_no_stranger_reaches_our_records_by_a_method_of_odoo(self):
        """Those methods are the same for every model: a table, a thread, a view and a dialog."""
        calls = [
            (name, method)
            for name in SAMPLED
            for method in self._methods(self.env[name], own=False)
        ]
        self._check(calls)
