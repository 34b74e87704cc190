# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .common import EngagementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestAccessLink(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._agreement()
        cls.links = cls.env["employer.access.link"]
        cls.person = {"name": "Lia Sole", "email": "lia@example.com", "role": "Director"}

    def _issue(self, role="officer", record=None, days=3, act="sign"):
        record = record if record is not None else self.agreement
        links = self.as_role(self.links, role)
        link, address = links._issue(record.with_user(links.env.user), act, self.person, days=days)
        return link, address.rpartition("/")[2]

    def _find(self, token, act="sign"):
        public = self.links.with_user(self.env.ref("base.public_user"))
        return public._find(token, act)

    def test_the_address_holds_the_token_and_the_record_its_hash(self):
        link, address = self.links._issue(self.agreement, "not_now", self.person, days=3)
        token = address.rpartition("/")[2]
        self.assertTrue(address.endswith(f"/engagement/not-now/{token}"))
        self.assertGreaterEqual(len(token), 43)
        query = SQL("SELECT * FROM employer_access_link WHERE id = %s", link.id)
        stored = self.env.execute_query_dict(query)
        self.assertNotIn(token, str(stored))

    def test_two_links_never_share_a_token(self):
        self.assertNotEqual(self._issue()[1], self._issue()[1])

    def test_a_link_is_found_by_its_token_and_act_alone(self):
        link, token = self._issue()
        self.assertEqual(self._find(token), (link, False))
        for wrong, act in (
            (token, "not_now"),
            (token[:-1] + ("a" if token[-1] != "a" else "b"), "sign"),
            (link.sudo().token_hash, "sign"),
            ("", "sign"),
            (False, "sign"),
            ("%", "sign"),
        ):
            found, refusal = self._find(wrong, act)
            self.assertFalse(found, wrong)
            self.assertEqual(refusal["reason"], "unknown")
            self.assertFalse(refusal["link"])

    def test_it_expires_on_the_second(self):
        link, token = self._issue(days=3)
        with freeze_time("2026-03-13 08:59:59"):
            self.env.invalidate_all()
            self.assertEqual(self._find(token)[0], link)
        with freeze_time("2026-03-13 09:00:00"):
            self.env.invalidate_all()
            found, refusal = self._find(token)
            self.assertFalse(found)
            self.assertEqual((refusal["reason"], refusal["link"]), ("expired", link))
            with self.assertRaises(UserError):
                link._use()
        self.assertFalse(link.used_at)

    def test_sixty_turns_an_hour_and_no_more(self):
        link = self._issue()[0].sudo()
        self.assertTrue(all(link._count_post() for _turn in range(60)))
        for moment, is_taken in (("09:59:59", False), ("10:00:00", True)):
            with freeze_time(f"2026-03-10 {moment}"):
                self.assertEqual(link._count_post(), is_taken, moment)
        self.assertEqual(link.post_count, 1, "a new hour")

    def test_it_works_once(self):
        link, token = self._issue()
        link._use()
        self.assertTrue(link.used_at)
        self.assertEqual(self._find(token)[1]["reason"], "used")
        with self.assertRaises(UserError):
            link._use()

    def test_a_revoked_one_does_not_work(self):
        link, token = self._issue()
        link.action_revoke()
        self.assertEqual(link.state, "revoked")
        self.assertEqual(self._find(token)[1]["reason"], "revoked")
        with self.assertRaises(UserError):
            link._use()

    def test_a_record_counts_the_links_that_work_and_shows_them_to_revoke(self):
        chef = self.env["res.partner"].create(
            {"name": "Chef", "parent_id": self.employer.partner_id.id}
        )
        self.person = chef
        vacancy, other = self._vacancy(), self._vacancy()
        links = self.links.union(
            *(self._issue(record=vacancy, act="vacancy", days=days)[0] for days in (1, 2, 3))
        )
        self.assertEqual((vacancy.open_link_count, other.open_link_count), (3, 0))
        self.assertEqual(self.employer.open_link_count, 3, "its people hold them")
        self.assertEqual(self.employer_2.open_link_count, 0)
        self.assertEqual(links.mapped("about"), [vacancy.display_name] * 3)
        for record, role in ((vacancy, "officer"), (self.employer, "tutor")):
            action = self.as_role(record, role).action_view_links()
            self.assertEqual(self.as_role(self.links, role).search(action["domain"]), links)
        self.as_role(links[:1], "officer").action_revoke()
        with freeze_time("2026-03-12 09:00:00"):
            self.env.invalidate_all()
            self.assertEqual(vacancy.open_link_count, 1, "one revoked, one expired")

    def test_what_was_used_is_not_revoked_afterwards(self):
        link, _token = self._issue()
        link._use()
        link.action_revoke()
        self.assertEqual((link.state, bool(link.revoked_at)), ("used", False))

    def test_sending_again_is_a_new_token(self):
        link, token = self._issue(days=1)
        again = link._reissue(days=5).rpartition("/")[2]
        self.assertEqual(self._find(token)[1]["reason"], "unknown")
        self.assertEqual(self._find(again)[0], link)
        self.assertEqual(str(link.expires_at), "2026-03-15 09:00:00")
        link._use()
        with self.assertRaises(UserError):
            link._reissue(days=5)

    def test_a_record_gone_leaves_a_link_that_opens_nothing(self):
        _link, token = self._issue()
        self.agreement.unlink()
        self.assertEqual(self._find(token)[1]["reason"], "unknown")

    def test_only_who_may_write_the_record_issues_and_revokes(self):
        link, _token = self._issue()
        for role in ("reader", "tutor", "privacy"):
            with self.assertRaises(AccessError):
                self._issue(role)
            with self.assertRaises(AccessError):
                self.as_role(link, role).action_revoke()
        with self.assertRaises(AccessError):
            self.links.with_user(self.other_officer)._issue(
                self.agreement.with_user(self.other_officer), "sign", self.person, days=1
            )

    def test_nobody_writes_links_or_reads_their_hash(self):
        link, _token = self._issue()
        for role in ("officer", "manager"):
            mine = self.as_role(link, role)
            self.assertEqual(mine.person_name, "Lia Sole")
            with self.assertRaises(AccessError):
                mine.write({"expires_at": "2030-01-01"})
            with self.assertRaises(AccessError):
                mine.unlink()
            with self.assertRaises(AccessError):
                mine.read(["token_hash"])
        with self.assertRaises(AccessError):
            link.with_user(self.other_officer).read(["person_name"])

    def test_a_contact_is_taken_with_its_language_and_role(self):
        partner = self.env["res.partner"].create(
            {"name": "Ugo", "email": "ugo@example.com", "function": "Owner", "lang": "en_US"}
        )
        link = self.links._issue(self.agreement, "sign", partner, days=1)[0]
        self.assertEqual(
            (link.partner_id, link.person_name, link.person_email, link.person_role, link.lang),
            (partner, "Ugo", "ugo@example.com", "Owner", "en_US"),
        )

    def test_the_log_holds_no_token(self):
        _link, token = self._issue()
        for name in ("werkzeug", "odoo.http"):
            logger = logging.getLogger(name)
            with self.assertLogs(logger, logging.INFO) as caught:
                logger.info('"%s" %s', f"GET /engagement/sign/{token}/document.pdf HTTP/1.1", 200)
            self.assertNotIn(token, caught.output[0])
            self.assertIn("/engagement/sign/…/document.pdf", caught.output[0])
