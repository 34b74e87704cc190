"""The list pages of the portal, asked for over HTTP by a person who has logged in.

A server with one thread stands in this process, so that no other request comes between; how many
queries a page took it says in a header.
"""

import re
import threading
from contextlib import contextmanager

import requests
from werkzeug.serving import WSGIRequestHandler, make_server

from odoo.http import root

from odoo.addons.employer_engagement.controllers.portal_base import EmployerPortal

from .portal_rows import PASSWORD, PortalRows
from .rows import Rows

MY = "/my/engagement/"
#: Each list page of ours, and Odoo's own that it is compared with.
PAGES = (
    "vacancies",
    "lists",
    "internships",
    "agreements",
    "workshops",
    "guides",
    "people",
    "persons",
    "openings",
    "proposals",
)
TASKS = "/my/tasks"
#: Rows of the page that is timed, as many as Odoo's has; and of one to count queries against.
MANY = 80
FEW = 20
_TOLD = "X-Bench-Queries"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_ROW = re.compile(r"<(?:li|tr)\b")
_FEATURES = ("lists", "internships", "persons", "dispatch")
_GROUP = "employer_engagement.employer_engagement_"
_WAIT = 120


class Visitor:
    """A person on the portal.

    :param origin: scheme, host and port of the server
    :param count: how many rows each of the pages has
    """

    def __init__(self, origin, login, count):
        self.origin, self.count = origin, count
        self.session = requests.Session()
        form = self.session.get(f"{origin}/web/login", timeout=_WAIT)
        token = _TOKEN.search(form.text)[1]
        values = {"login": login, "password": PASSWORD, "csrf_token": token}
        self.session.post(f"{origin}/web/login", data=values, timeout=_WAIT)

    def get(self, path):
        """:return: how many queries the server needed for a page

        :raise ValueError: when it does not show all rows
        """
        page = self.session.get(f"{self.origin}{path}", timeout=_WAIT, allow_redirects=False)
        shown = len(_ROW.findall(page.text))
        if page.status_code != 200 or shown < self.count:
            raise ValueError(f"{path}: {page.status_code} with {shown} rows of {self.count}")
        return int(page.headers[_TOLD])

    def queries(self, path):
        """:return: how many a page takes once the caches are warm"""
        self.get(path)
        return self.get(path)


class _Quiet(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Say nothing: what is measured should not be slowed by its log."""


def _told(environ, start_response):
    """Answer as Odoo does, and say how many queries it took."""

    def start(status, headers, exc_info=None):
        count = getattr(threading.current_thread(), "query_count", 0)
        return start_response(status, [*headers, (_TOLD, str(count))], exc_info)

    return root(environ, start)


@contextmanager
def visitors(env):
    """Serve the portal, with a person who has many rows and one who has few.

    :param env: superuser's; what is written is committed
    :return: the two, as `Visitor`s
    """
    logins = [PortalRows(Rows(env, lambda text: None), count).fill() for count in (MANY, FEW)]
    features = _features_on(env)
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    usual, EmployerPortal._engagement_per_page = EmployerPortal._engagement_per_page, MANY
    server = make_server("127.0.0.1", 0, _told, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        origin = f"http://127.0.0.1:{server.server_port}"
        yield [
            Visitor(origin, login, count) for login, count in zip(logins, (MANY, FEW), strict=True)
        ]
    finally:
        server.shutdown()
        thread.join()
        EmployerPortal._engagement_per_page = usual
        env.ref(f"{_GROUP}group_user").implied_ids -= features
        env.cr.commit()


def _features_on(env):
    """Let the office use what the pages need.

    :return: the groups of what it did not use before
    """
    user = env.ref(f"{_GROUP}group_user")
    groups = [env.ref(f"{_GROUP}feature_{name}") for name in _FEATURES]
    missing = sum(groups, user.browse()) - user.all_implied_ids
    user.implied_ids += missing
    env.cr.commit()
    return missing
