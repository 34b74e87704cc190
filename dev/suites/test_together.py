"""Two colleagues, or two clicks, at the same moment: one answer, and a clear word for the other.

Unlike in other tests each request has a transaction of its own, as on a running server: what is
done here stays in the database, which the gate drops afterwards.
"""

import re
import threading
import uuid

import requests

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, HttpCase, tagged
from odoo.tests.common import HOST, get_db_name
from odoo.tools import mute_logger

MY = "/my/engagement"
#: What is told to who came second, in the languages the visitors of the demo read.
MEANWHILE = "meanwhile|[Nn]el frattempo"
_PATIENCE = 60


class _Visitor:
    """Somebody of the demo in a browser without scripts; the password is the login."""

    def __init__(self, login):
        self.login = login
        self.base = f"http://{HOST}:{HttpCase.http_port()}"
        self.session = requests.Session()
        values = {"login": login, "password": login, "csrf_token": self._token("/web/login")}
        self.session.post(f"{self.base}/web/login", values, timeout=_PATIENCE)
        self.token = self._token("/my")

    def _token(self, path):
        page = self.session.get(self.base + path, timeout=_PATIENCE).text
        return re.search(r'csrf_token: "([^"]+)"', page).group(1)

    def post(self, path, values):
        """:return: the answer, redirects not followed"""
        data = {"csrf_token": self.token, **values}
        return self.session.post(self.base + path, data, allow_redirects=False, timeout=_PATIENCE)


@tagged("post_install", "-at_install")
class TestTogether(BaseCase):
    """On the demo: Da Mario's administrator and colleague, and a partner organisation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = _Visitor("company_admin")
        cls.colleague = _Visitor("company_colleague")
        cls.partner = _Visitor("partner_organisation")

    def _demo(self, read):
        """:return: what `read` says of the database as it is now; it gets a function of names"""
        with Registry(get_db_name()).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            return read(lambda name: env.ref(f"employer_engagement.{name}"))

    @mute_logger("odoo.sql_db", "odoo.http")
    def _together(self, path, *asked):
        """Send requests to `path` at the same moment, by (visitor, values).

        :return: their answers, those that were taken first
        """
        start, answers = threading.Barrier(len(asked)), []

        def send(visitor, values):
            start.wait()
            answers.append(visitor.post(path, values))

        threads = [threading.Thread(target=send, args=one) for one in asked]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), len(asked), "somebody got no answer")
        return sorted(answers, key=lambda one: one.status_code)

    def _two(self, path, one, other):
        """Two colleagues say different things: one is taken, the other one is told."""
        taken, told = self._together(path, (self.admin, one), (self.colleague, other))
        self.assertEqual(taken.status_code, 303, path)
        self.assertIn(told.status_code, (409, 422), path)
        self.assertRegex(told.text, 'role="alert"')
        return told.text

    def _thrice(self, visitor, path, values):
        """Clicks on the same button go on to the same page.

        :return: its address
        """
        answers = self._together(path, *[(visitor, values)] * 3)
        self.assertEqual({one.status_code for one in answers}, {303}, path)
        places = {one.headers["Location"] for one in answers}
        self.assertEqual(len(places), 1)
        return places.pop()

    def test_two_colleagues_answer_a_list(self):
        list_id, first, mark = self._demo(
            lambda ref: (
                ref("employer_preselection_dishes").id,
                ref("employer_preselection_dishes").candidacy_ids[0].id,
                ref("employer_preselection_dishes").candidacy_ids[0]._answer_mark(),
            )
        )
        said = {f"seen_{first}": mark}
        told = self._two(
            f"{MY}/lists/{list_id}",
            {**said, f"answer_{first}": "meet"},
            {**said, f"answer_{first}": "select"},
        )
        self.assertRegex(told, MEANWHILE)

    def test_two_colleagues_say_the_presence_of_a_month_and_that_they_hired(self):
        internship, month = self._demo(
            lambda ref: (
                ref("employer_internship_amina").id,
                ref("employer_internship_amina")
                .month_ids.filtered(lambda one: one._waits_for_host())[:1]
                .id,
            )
        )
        url = f"{MY}/internships/{internship}"
        self._two(f"{url}/months/{month}", {"answer": "planned"}, {"answer": "other", "hours": "3"})
        hired = {"family": "open_ended", "start_date": "2099-01-01"}
        self._two(f"{url}/hire", hired, {**hired, "start_date": "2099-02-01"})
        kinds = self._demo(lambda ref: ref("employer_internship_amina").request_ids.mapped("kind"))
        self.assertEqual(kinds.count("hired"), 1)

    def test_two_colleagues_say_whether_somebody_comes(self):
        event, seat, state = self._demo(
            lambda ref: (
                ref("event_event_workshop_coming").id,
                ref("event_registration_coming").id,
                ref("event_registration_coming").state,
            )
        )
        said = {"seen": state}
        told = self._two(
            f"{MY}/workshops/{event}/seat/{seat}",
            {**said, "answer": "coming"},
            {**said, "answer": "declined"},
        )
        self.assertRegex(told, MEANWHILE)

    def test_clicks_do_it_once(self):
        job = {"name": "Clicks", "kind": "job", "positions": "1", "act": "send"}
        self._thrice(self.admin, f"{MY}/vacancies/save", {**job, "form_key": str(uuid.uuid4())})
        person = {"first_name": "Zoe", "last_name": "Clicks", "wanted": "Cooking"}
        agreed = {"consent": "yes", "consent_date": "2026-01-02", "consent_channel": "in_person"}
        key = {"form_key": str(uuid.uuid4()), "may_be_proposed": "yes"}
        sent = {**person, **agreed, **key}
        place = self._thrice(self.partner, f"{MY}/persons/new", sent)
        opening = self._demo(lambda ref: ref("employer_dispatch_kitchen").id)
        referral = re.search(r"/persons/(\d+)", place).group(1)
        self._thrice(self.partner, f"{MY}/openings/{opening}/propose", {"referral": referral})
        proposed = self._demo(
            lambda ref: ref("employer_dispatch_kitchen").proposal_ids.referral_id.ids
        )
        self.assertEqual(proposed.count(int(referral)), 1)
