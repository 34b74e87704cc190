# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import io
import json
import re
import threading
import zipfile

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_matrix import ID_BEYOND, read_table
from .common_matrix_portal import OWNERS, PERSONS, UNKNOWN, PortalCase

OURS = "odoo.addons.employer_engagement."
#: Who asks for what Odoo serves: to it, all persons of companies and partners are one; what names
#: a record is asked by those of partners too.
STRANGERS = ("nobody", "employee", "admin", "partner", "other_partner")
#: Who logs that a stranger was refused, or asked for what is gone in Odoo 20.
TALKATIVE = (
    "odoo.http",
    "odoo.sql_db",
    "odoo.addons.mail.controllers.mail",
    "odoo.addons.rpc.controllers.jsonrpc",
    "odoo.addons.rpc.controllers.xmlrpc",
    "odoo.addons.web.controllers.binary",
    "odoo.addons.web.controllers.export",
    "odoo.addons.web.controllers.report",
)
#: What `_ask` puts a number for.
NAME = re.compile(r"{(\w+)}")
#: What stands in an answer whatever was asked for: tokens, numbers, and where an error was raised.
VOLATILE = re.compile(r"csrf_token[\"': ]+[^\"',]+|\d+|\"(debug|message)\": \"[^\"]*\"")


@tagged("post_install", "-at_install")
class TestPortalRoutes(PortalCase, HttpCase):
    """Every address of the running server, asked by everybody.

    `data/routes.tsv` has ours. A cell is the status of the answer; `login` sends to the login
    page; a star says that the answer tells of the own company or partner, and then `tells` names
    the fields. `404` is to the letter what a thing that does not exist answers. `-` is not asked.

    `data/routes_of_odoo.tsv` has those of Odoo: none tells a stranger anything of ours, or answers
    otherwise than for what does not exist; `why` says why some are not asked.

    What is told is known by the marks in it (`MatrixCase`). A route without a row fails.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = read_table("routes")
        cls.others = read_table("routes_of_odoo")

    def setUp(self):
        super().setUp()
        # the map of routes is asked for by the thread's database
        thread = threading.current_thread()
        if not hasattr(thread, "dbname"):
            thread.dbname = self.env.cr.dbname
            self.addCleanup(delattr, thread, "dbname")

    def _log_in(self, who):
        login = self.logins.get(who)
        self.authenticate(login, login)
        self.csrf = http.Request.csrf_token(self)

    # ---- the tables name every route

    def _routes(self):
        """Return {(address, method): whether it is ours} of the running server."""
        found = {}
        for rule in self.env["ir.http"].routing_map().iter_rules():
            methods = (rule.methods or {"GET"}) - {"HEAD", "OPTIONS"}
            if rule.endpoint.routing["type"] == "jsonrpc":
                methods = {"POST"}
            is_ours = rule.endpoint.func.__module__.startswith(OURS)
            found.update({(rule.rule, method): is_ours for method in methods})
        return found

    def test_the_tables_name_every_route(self):
        routes = self._routes()
        ours = {(row["route"], row["method"]) for row in self.ours}
        others = {(row["route"], row["method"]) for row in self.others}
        self.assertFalse(set(routes) - ours - others, "no row says who may have these")
        own = {route for route, is_ours in routes.items() if is_ours}
        self.assertEqual(own - others, ours, "ours stand in routes.tsv, and nothing else does")

    def test_what_is_not_asked_says_why(self):
        for row in self.others:
            self.assertNotEqual(row["ask"] == "-", not row["why"], row["route"])

    def test_reading_is_readonly(self):
        """A page that only shows runs on a replica: nothing can be written there, no token."""
        writing = set()
        for rule in self.env["ir.http"].routing_map().iter_rules():
            endpoint = rule.endpoint
            is_ours = endpoint.func.__module__.startswith(OURS)
            if is_ours and "POST" not in (rule.methods or ()) and not endpoint.routing["readonly"]:
                writing.add(rule.rule)
        named = {row["route"] for row in self.ours if row["writes"]}
        self.assertEqual(writing, named)

    def test_every_act_on_the_portal_is_counted(self):
        acts, counted = set(), set()
        for rule in self.env["ir.http"].routing_map().iter_rules():
            if rule.rule.startswith("/my/engagement") and "POST" in rule.methods:
                acts.add(rule.rule)
                if getattr(rule.endpoint.func, "is_counted", False):
                    counted.add(rule.rule)
        self.assertGreater(len(acts), 15)
        self.assertEqual(acts, counted, "declared by `done_at`")

    # ---- ours

    def test_everybody_gets_what_the_table_says(self):
        wrong = []
        for who in PERSONS:
            self._log_in(who)
            for row in self.ours:
                if row[who] != "-":
                    wrong += self._wrong(row, who)
        self.assertFalse(wrong, "\n".join(wrong))

    def _wrong(self, row, who):
        """Return what differs from the row in the answer to `who`, as lines."""
        answer = self._ask(row, who, self.ids)
        said = self._said(answer)
        told = self._told(self._text(answer))
        foreign = {mark for mark in told if mark[0] not in OWNERS.get(who, ())}
        tells = {f"{model}.{field}" for _owner, model, field in told}
        wrong = []
        if foreign:
            wrong.append(f"tells {sorted(foreign)}")
        elif tells - set(row["tells"].split()):
            wrong.append(f"tells {sorted(tells - set(row['tells'].split()))}")
        said += "*" * bool(told)
        if said != row[who]:
            wrong.append(f"answers {said}, not {row[who]}")
        if said == "404":
            missing = self._ask(row, who, dict.fromkeys(self.ids, ID_BEYOND), token=UNKNOWN)
            if self._plain(missing) != self._plain(answer):
                wrong.append("answers otherwise than for what does not exist")
        return [f"{row['method']} {row['ask']} {who}: {line}" for line in wrong]

    def test_an_id_no_record_can_have_does_not_exist(self):
        """It is answered as one that is missing: no error of the database, none of Python."""
        for who in ("employee", "admin", "partner", "right_link"):
            self._log_in(who)
            for row in self.ours:
                names = set(NAME.findall(row["ask"])) - {"token"}
                if names and row[who] not in ("-", "404", "login"):
                    answer = self._ask(row, who, dict.fromkeys(self.ids, 2**31))
                    self.assertEqual(answer.status_code, 404, f"{who} {row['ask']}")

    # ---- Odoo's

    @mute_logger(*TALKATIVE)
    def test_nothing_of_odoo_tells_of_us(self):
        wrong, differing = [], set()
        for who in STRANGERS:
            self._log_in(who)
            for row in self.others:
                if row["ask"] != "-" and self._is_asked(row, who):
                    answer = self._ask(row, who, self.ids)
                    wrong += self._leaks(row, who, answer)
                    if who == "admin" and self._differs(row, who, answer):
                        differing.add(row["route"])
        self.assertFalse(wrong)
        named = {row["route"] for row in self.others if row["differs"]}
        self.assertEqual(differing, named, "what does not exist is answered otherwise")

    def _is_asked(self, row, who):
        """Return whether `who` asks: what names nothing of ours is asked by one alone."""
        asked = row["ask"] + row["send"]
        names_record = bool(NAME.search(asked))
        if who.endswith("partner"):
            return names_record
        return who == "admin" or names_record or "employer" in asked

    def _leaks(self, row, who, answer):
        foreign = {
            (owner, model, field)
            for owner, model, field in self._told(self._text(answer))
            if not self._may_know(who, owner, model)
        }
        return [f"{row['method']} {row['route']} {who} tells {sorted(foreign)}"] if foreign else []

    def _differs(self, row, who, answer):
        """Return whether a number that does not exist is answered otherwise than one of ours."""
        names = set(NAME.findall(row["ask"] + row["send"])) & self.ids.keys()
        if not names:
            return False
        missing = self._ask(row, who, dict.fromkeys(names, ID_BEYOND))
        return self._plain(missing) != self._plain(answer)

    def _may_know(self, who, owner, model):
        """Return whether Odoo itself shows this: contacts to employees, the own company's to it."""
        if model != "res.partner":
            return False
        return who == "employee" or owner in OWNERS.get(who, ())

    # ---- asking

    def _ask(self, row, who, ids, token=None):
        """Send the request of a row as `who`; what it changes is undone."""
        url, send = row["ask"], row["send"]
        for name, number in ids.items():
            url = url.replace(f"{{{name}}}", str(number))
            send = send.replace(f"{{{name}}}", str(number))
        url = url.replace("{token}", token or self._token(row, who))
        savepoint = self.env.cr.savepoint()
        try:
            return self._send(row, url, send)
        finally:
            self.env.cr.clear()
            savepoint.close(rollback=True)

    def _send(self, row, url, send):
        if row["kind"] == "json":
            body = {"jsonrpc": "2.0", "method": "call", "params": json.loads(send)}
            return self.url_open(url, json=body, allow_redirects=False)
        if row["kind"] == "json2":
            body = json.loads(send) if send else None
            return self.url_open(url, json=body, allow_redirects=False, method=row["method"])
        if row["method"] == "GET" and row["kind"] == "http":
            return self.url_open(url, allow_redirects=False)
        pairs = [pair.split("=", 1) for pair in send.split("&")] if send else []
        values = {"csrf_token": self.csrf, **dict(pairs)}
        files = {row["kind"]: ("x.txt", b"x")} if row["kind"].endswith("file") else None
        method = "POST" if files else row["method"]
        return self.url_open(url, values, files, allow_redirects=False, method=method)

    def _said(self, answer):
        location = answer.headers.get("Location", "")
        if answer.status_code in (302, 303) and "/web/login" in location:
            return "login"
        return str(answer.status_code)

    def _text(self, answer):
        """Return what an answer says; of a workbook or an archive, what its files say."""
        if not zipfile.is_zipfile(io.BytesIO(answer.content)):
            return answer.text
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            files = [archive.read(name) for name in archive.namelist()]
        return b"\n".join(files).decode(errors="replace")

    def _plain(self, answer):
        """Return an answer without what differs from one request to the next."""
        return answer.status_code, VOLATILE.sub("", answer.text)
