"""Every page for companies and partners, looked at by axe-core; one of them used by keyboard.

The pages are those of `tests/data/routes.tsv`: a new one is walked as soon as it has its row.
"""

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path

from odoo.tests import HttpCase, tagged
from odoo.tests.common import ChromeBrowser

from odoo.addons.employer_engagement.tests.common_matrix import read_table
from odoo.addons.employer_engagement.tests.common_matrix_portal import PortalCase
from odoo.addons.employer_engagement.tools import accessibility

#: Who walks; a page everybody may open is walked by `nobody` alone.
WALKERS = ("nobody", "admin", "partner", "right_link")
#: What is a file, or the same page under a second address.
NO_PAGES = (".ics", ".pdf", ".xlsx", "/file/original", "/my/home", "/page/1")
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
FOCUS = """(() => {
    const at = document.activeElement, style = getComputedStyle(at);
    return JSON.stringify({tag: at.tagName, type: at.type || '', name: at.name || '',
        value: at.value || '', checked: !!at.checked, words: at.innerText || '',
        seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none'});
})()"""
KEYS = {"Tab": 9, "Enter": 13, "ArrowDown": 40}
_PATIENCE = 20


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
                self.authenticate(self.logins.get(who), self.logins.get(who), browser=browser)
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

    def _wrong(self, browser):
        """Return what is wrong on the page the browser shows, as lines."""
        wrong = []
        for colours, width in accessibility.LOOKS:
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
            self.authenticate(None, None, browser=browser)
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

    def _tab_to(self, browser, **wanted):
        """Press Tab until what has the focus is `wanted`; all on the way show that they have it."""
        for _step in range(40):
            self._press(browser, "Tab")
            focus = self._focus(browser)
            self.assertTrue(focus["seen"], f"no focus is seen on {focus}")
            if wanted.items() <= focus.items():
                return
        self.fail(f"Tab does not lead to {wanted}")

    # ---- the browser

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
        stroke = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        text = {"text": "\r"} if key == "Enter" else {}
        self._send(browser, "Input.dispatchKeyEvent", type="keyDown", **stroke, **text)
        self._send(browser, "Input.dispatchKeyEvent", type="keyUp", **stroke)

    def _js(self, browser, expression):
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._send(browser, "Runtime.evaluate", **asked)
        self.assertNotIn("exceptionDetails", answer, expression)
        return answer["result"].get("value")

    def _send(self, browser, method, **params):
        return browser._websocket_request(method, params=params, timeout=_PATIENCE)
