"""Every page for companies and partners, looked at by axe-core; each job done by keyboard.

The pages, and what is answered to their forms, are those of `tests/data/routes.tsv`: a new one is
walked as soon as it has its row.
"""

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser

from odoo.addons.employer_engagement.tests.common_matrix import read_table
from odoo.addons.employer_engagement.tests.common_matrix_portal import PortalCase
from odoo.addons.employer_engagement.tools import accessibility

#: Who walks; a page everybody may open is walked by `nobody` alone.
WALKERS = ("nobody", "admin", "partner", "right_link")
#: What is a file, or the same page under a second address.
NO_PAGES = (".ics", ".pdf", ".xlsx", "/file/original", "/{material}", "/my/home", "/page/1")
#: Links that do not work, by who holds one: the page that refuses is the same for every act.
REFUSED = {"another_link": "/engagement/answer/", "expired_link": "/engagement/answer/"}
#: What is answered is mostly the page itself, walked in every look: both colours, both widths.
ANSWER_LOOKS = (("light", 320), ("dark", 1366))
#: Where nothing is looked at: forms are sent from there, as from a page of ours.
NOWHERE = "/web/static/img/favicon.ico"
#: Sends a form, as a click on its button does.
SEND = """((url, values) => {
    const form = document.createElement('form');
    Object.assign(form, {method: 'post', action: url});
    for (const [name, value] of Object.entries(values)) {
        form.append(Object.assign(document.createElement('input'), {name, value}));
    }
    document.body.append(form);
    window.isOld = true;
    form.submit();
})(%s, %s)"""
#: {where: what is told on it} of a page as it is now.
LOOK = """axe.run(document, {runOnly: %s, resultTypes: ['violations'], preload: false}).then(
    (found) => JSON.stringify(found.violations.map((each) => [each.id, each.nodes.map(
        (node) => node.target.join(' ') + ': ' + node.failureSummary)])))"""
#: What stands out of a window that must be scrolled sideways.
WIDE = """(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) { return '[]'; }
    const out = [...document.querySelectorAll('body *')].filter(
        (each) => each.getBoundingClientRect().right > width + 1);
    return JSON.stringify(out.slice(-3).map((each) => each.outerHTML.slice(0, 120)));
})()"""
READY = "document.readyState === 'complete' && !document.querySelector('.o_portal_doc_spinner')"
# The button of a date that opens the calendar is the browser's own, as is the frame around it.
FOCUS = """(() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const onCalendar = at.type === 'date' && !at.matches(':focus');
    return JSON.stringify({tag: at.tagName, type: at.type || '', name: at.name || '',
        value: at.value || '', checked: !!at.checked, words: at.innerText || '',
        seen: onCalendar || style.outlineStyle !== 'none' || style.boxShadow !== 'none'});
})()"""
KEYS = {"Tab": 9, "Enter": 13, "Space": 32, "ArrowDown": 40}
TEXTS = {"Enter": "\r", "Space": " "}
#: What a company or partner does, by keyboard alone: who, where, what is reached by Tab and what is
#: then typed or pressed, and what the page says at the end.
JOBS = (
    (
        "admin",
        "/my/engagement/vacancies/new",
        (
            ({"name": "name"}, "Kitchen help"),
            ({"name": "positions"}, "2"),
            ({"name": "act", "value": "send"}, "Enter"),
        ),
        "It has arrived",
    ),
    (
        "admin",
        "/my/engagement/agreements/{agreement}",
        (
            ({"name": "role"}, "Owner"),
            ({"name": "confirm"}, "Space"),
            ({"type": "submit"}, "Enter"),
        ),
        "Your signature is recorded",
    ),
    (
        "admin",
        "/my/engagement/internships/{internship}",
        (
            ({"name": "answer", "value": "planned"}, "Space"),
            ({"type": "submit"}, "Enter"),
        ),
        "the presence has arrived",
    ),
    (
        "admin",
        "/my/engagement/internships/{internship}",
        (
            ({"name": "answer", "value": "hired_here"}, "Space"),
            ({"name": "family"}, "ArrowDown"),
            ({"name": "start_date"}, "03012030"),
            ({"type": "submit"}, "Enter"),
        ),
        "Thank you for telling us",
    ),
    (
        "partner",
        "/my/engagement/persons/new",
        (
            ({"name": "first_name"}, "Lia"),
            ({"name": "last_name"}, "Sole"),
            ({"name": "wanted"}, "Cooked for a school"),
            ({"name": "consent"}, "Space"),
            ({"name": "may_be_proposed"}, "Space"),
            ({"type": "submit"}, "Enter"),
        ),
        "Thank you: we have it",
    ),
    (
        "partner",
        "/my/engagement/openings/{dispatch}",
        (
            ({"name": "referral"}, "ArrowDown"),
            ({"type": "submit"}, "Enter"),
        ),
        "Thank you: we look at it",
    ),
)
_PATIENCE = 20
#: Tabs from the top of the longest page to the end of its form.
_TABS = 90


@tagged("post_install", "-at_install")
class TestAccessibility(PortalCase, HttpCase):
    """In a browser, as those who open the pages."""

    @contextmanager
    def _browser(self):
        browser = ChromeBrowser(self)
        try:
            with self.allow_requests(browser=browser):
                yield browser
        finally:
            browser.stop()

    def test_no_page_bars_anybody(self):
        """No violation of WCAG 2.1 AA that axe-core finds, no scrolling sideways, in every look."""
        script = Path(os.environ["EMPLOYER_AXE"]).read_text()
        self.env["res.lang"]._activate_lang("it_IT")  # two languages: the foot lets one choose
        wrong, count = [], 0
        with self._browser() as browser:
            self._send(browser, "Page.addScriptToEvaluateOnNewDocument", source=script)
            for who in WALKERS:
                self._log_in(browser, who)
                for row in self._pages(who):
                    self._open(browser, self._url(row, who))
                    wrong += [f"{who} {row['ask']} {line}" for line in self._wrong(browser)]
                    count += 1
            self.assertEqual(self._js(browser, "axe.version"), accessibility.AXE_VERSION)
        self.assertGreater(count, len(WALKERS))
        self.assertFalse(wrong, "\n".join(wrong))

    def _pages(self, who):
        return [
            row
            for row in read_table("routes")
            if row["method"] == "GET" and row[who].startswith("200")
            if not row["ask"].endswith(NO_PAGES)
            if who == "nobody" or row["nobody"] != "200"
        ]

    def test_no_answer_to_a_form_bars_anybody(self):
        """What was refused says so to everybody, thanks do, and links that do not work."""
        script = Path(os.environ["EMPLOYER_AXE"]).read_text()
        wrong, count = [], 0
        browser = ChromeBrowser(self)
        self.addCleanup(browser.stop)
        self._send(browser, "Page.addScriptToEvaluateOnNewDocument", source=script)
        for who in (*WALKERS, *REFUSED):
            self._log_in(browser, who)
            self.csrf = http.Request.csrf_token(self)
            for row in self._answered(who):
                with self._undone(), self.allow_requests(browser=browser):
                    self._answer(browser, row, who)
                    lines = self._wrong(browser, ANSWER_LOOKS)
                    self._open(browser, NOWHERE)
                wrong += [f"{who} {row['method']} {row['ask']} {line}" for line in lines]
                count += 1
        self.assertGreater(count, 25)
        self.assertFalse(wrong, "\n".join(wrong))

    def _answered(self, who):
        """Return the rows whose answer is a page that is seen nowhere else."""
        return [
            row
            for row in read_table("routes")
            if row[who] not in ("-", "login")
            if (
                row["method"] == "GET" and row["ask"].startswith(REFUSED[who])
                if who in REFUSED
                else row["method"] == "POST" and row[who] != "404"
            )
            if who == "nobody" or row["nobody"] not in ("200", "422")
            if not row["ask"].endswith(NO_PAGES)
        ]

    @contextmanager
    def _undone(self):
        """Undo what is done meanwhile: each form is sent to the same records."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            self.env.cr.clear()
            savepoint.close(rollback=True)

    def _answer(self, browser, row, who):
        """Show what a request is answered."""
        url = self._url(row, who)
        if row["method"] == "GET":
            self._open(browser, url)
            return
        sent = row["send"]
        for name, number in self.ids.items():
            sent = sent.replace(f"{{{name}}}", str(number))
        values = {"csrf_token": self.csrf, **dict(parse_qsl(sent))}
        self._open(browser, NOWHERE)
        self._js(browser, SEND % (json.dumps(url), json.dumps(values)))
        self._wait(browser, f"!window.isOld && {READY}")

    def _wrong(self, browser, looks=accessibility.LOOKS):
        """Return what is wrong on the page the browser shows, as lines."""
        self.assertFalse(self._js(browser, "!!document.querySelector('.oe_login_form')"))
        wrong = []
        for colours, width in looks:
            scheme = {"name": "prefers-color-scheme", "value": colours}
            size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
            self._send(browser, "Emulation.setEmulatedMedia", features=[scheme])
            self._send(browser, "Emulation.setDeviceMetricsOverride", **size)
            look = f"{colours} {width}"
            found = json.loads(self._js(browser, LOOK % json.dumps(accessibility.RULES)))
            wrong += [f"{look} {rule}: {nodes[:3]}" for rule, nodes in found]
            wide = json.loads(self._js(browser, WIDE))
            wrong += [f"{look} scrolls sideways: {wide}"] if wide else []
        return wrong

    def test_a_list_is_answered_with_the_keyboard(self):
        """From the first Tab to the answer by Tab, arrows and Enter; the focus is always seen."""
        url = f"/engagement/answer/{self.tokens['right_link']['answer']}"
        candidacy = self.records["own"]["employer.candidacy"]
        with self._browser() as browser:
            self._log_in(browser, "nobody")
            self._open(browser, url)
            self._tab_to(browser, name=f"answer_{candidacy.id}")
            self._press(browser, "ArrowDown")
            chosen = self._focus(browser)
            self.assertEqual((chosen["value"], chosen["checked"]), ("meet", True))
            self._tab_to(browser, tag="BUTTON", type="submit")
            self._press(browser, "Enter")
            self._wait(browser, f"location.search === '?done=1' && {READY}")
            self.assertIn("Thank you", self._js(browser, "document.body.innerText"))
        candidacy.invalidate_recordset()
        self.assertEqual(candidacy.company_answer, "meet")

    def test_each_job_is_done_with_the_keyboard(self):
        """Opening a vacancy, signing, confirming, hiring, referring, proposing."""
        browser = ChromeBrowser(self)
        self.addCleanup(browser.stop)
        for who, address, steps, thanks in JOBS:
            self._log_in(browser, who)
            with self.allow_requests(browser=browser):
                self._open(browser, address.format(**self.ids))
                for wanted, typed in steps:
                    self._tab_to(browser, **wanted)
                    self._type(browser, typed)
                said = f"document.querySelector('[role=status]')?.innerText.includes('{thanks}')"
                self._wait(browser, f"{READY} && {said}")
                self._open(browser, NOWHERE)

    def _type(self, browser, typed):
        if typed in KEYS:
            self._press(browser, typed)
        elif self._focus(browser)["type"] == "date":
            for digit in typed:
                self._send(browser, "Input.dispatchKeyEvent", type="char", text=digit)
        else:
            self._js(browser, "document.activeElement.select?.()")
            self._send(browser, "Input.insertText", text=typed)

    def _tab_to(self, browser, **wanted):
        """Press Tab until what has the focus is `wanted`; all on the way show that they have it."""
        for _step in range(_TABS):
            self._press(browser, "Tab")
            focus = self._focus(browser)
            self.assertTrue(focus["seen"], f"no focus is seen on {focus}")
            if wanted.items() <= focus.items():
                return
        self.fail(f"Tab does not lead to {wanted}")

    # ---- the browser

    def _log_in(self, browser, who):
        """Let `who` ask from now on: a form leaves a cookie of the server's own behind."""
        url = self.base_url()
        self._send(browser, "Network.deleteCookies", name="session_id", url=url)
        login = self.logins.get(who)
        self.authenticate(login, login, browser=browser)

    def _url(self, row, who):
        url = row["ask"].replace("{token}", self._token(row, who))
        for name, number in self.ids.items():
            url = url.replace(f"{{{name}}}", str(number))
        return url

    def _open(self, browser, url):
        browser.navigate_to(self.base_url() + url, wait_stop=True)
        self._wait(browser, f"location.href.endsWith({json.dumps(url)}) && {READY}")

    def _wait(self, browser, condition):
        end = time.monotonic() + _PATIENCE
        while not self._js(browser, condition):
            self.assertLess(time.monotonic(), end, f"never so: {condition}")
            time.sleep(0.05)

    def _focus(self, browser):
        return json.loads(self._js(browser, FOCUS))

    def _press(self, browser, key):
        text = {"text": TEXTS[key]} if key in TEXTS else {}
        name = text.get("text", key) if key == "Space" else key
        stroke = {"key": name, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        self._send(browser, "Input.dispatchKeyEvent", type="keyDown", **stroke, **text)
        self._send(browser, "Input.dispatchKeyEvent", type="keyUp", **stroke)

    def _js(self, browser, expression):
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._send(browser, "Runtime.evaluate", **asked)
        self.assertNotIn("exceptionDetails", answer, expression)
        return answer["result"].get("value")

    def _send(self, browser, method, **params):
        return browser._websocket_request(method, params=params, timeout=_PATIENCE)
