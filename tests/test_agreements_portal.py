# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo.tests import HttpCase, new_test_user, tagged

from .common_signing import SigningCase

URL = "/my/engagement/agreements"


@tagged("post_install", "-at_install")
class TestAgreementPortal(SigningCase, HttpCase):
    """A company reads, downloads and signs its agreements on the portal; nobody else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._waiting(
            commitment_ids=[(0, 0, {"kind": "internship", "quantity": 3})], title="Kitchens 2026"
        )
        cls.original = cls.agreement._document("original")
        cls.ada = cls._member("ada", name="Ada Rossi", may_sign=True)
        cls.leo = cls._member("leo", name="Leo Neri")
        cls.eva = cls._member("eva", cls.employer_2, name="Eva Verdi", may_sign=True)
        cls.page = f"{URL}/{cls.agreement.id}"

    @classmethod
    def _member(cls, login, employer=None, **vals):
        user = new_test_user(cls.env, f"ee_{login}", groups="base.group_portal")
        return cls.env["employer.portal.member"].create(
            {
                "employer_id": (employer or cls.employer).id,
                "partner_id": user.partner_id.id,
                **vals,
            }
        )

    def _sees(self, member):
        agreements = self.env["employer.agreement"].sudo()
        return agreements.search(agreements._portal_domain(member))

    def _sign(self, **form):
        page = self.url_open(self.page).text
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        return self.url_open(f"{self.page}/sign", data={**hidden, **form})

    def _signed(self):
        self.env.invalidate_all()
        return self.agreement._signatures()

    # ---- what is theirs

    def test_the_home_page_counts_what_the_reader_may_sign(self):
        name = "engagement_agreement_count"
        for login, count in (("ee_ada", 1), ("ee_leo", 0), ("ee_eva", 0)):
            self.authenticate(login, login)
            told = self.make_jsonrpc_request("/my/counters", {"counters": [name]})
            self.assertEqual(told[name], count, login)

    def test_what_is_written_or_refused_is_not_shown(self):
        self.assertEqual(self._sees(self.ada), self.agreement)
        for state in ("draft", "negotiation"):
            self.agreement.state = "negotiation"
            self.agreement.state = state
            self.assertFalse(self._sees(self.ada), state)
        self.assertFalse(self._sees(self.ada.browse()))
        self.assertFalse(self._sees(self.eva))

    def test_who_sees_a_unit_reads_what_covers_it(self):
        shop, lab = (self._unit(self.employer, name=name) for name in ("Shop", "Lab"))
        self.leo.unit_id = shop
        of_shop = self._waiting(unit_ids=shop.ids)
        of_lab = self._waiting(unit_ids=lab.ids)
        self.assertEqual(self._sees(self.leo), self.agreement | of_shop)
        self.assertEqual(self._sees(self.ada), self.agreement | of_shop | of_lab)

    def test_how_much_of_a_group_was_kept_is_not_told(self):
        groups = self.env["employer.target.group"]
        special, open_group = groups.create(
            [
                {"code": "t_special", "name": "Illness", "is_special_category": True},
                {"code": "t_young", "name": "Under 30"},
            ]
        )
        agreement = self._agreement(
            commitment_ids=[
                (0, 0, {"kind": "hire", "quantity": 2, "target_group_id": special.id}),
                (0, 0, {"kind": "hire", "quantity": 1, "target_group_id": open_group.id}),
                (0, 0, {"kind": "workshop", "quantity": 4}),
            ]
        )
        rows = agreement.sudo()._portal_page_values(self.ada)["commitments"]
        told = {row["group"]: row["words"] for row in rows if row["kind"] == "Hires"}
        self.assertEqual(set(told), {False, "Under 30"}, "a special category is never named")
        self.assertNotIn("done of", " ".join(told.values()))
        self.assertIn("0 done of 4, 4 missing", [row["words"] for row in rows])

    def test_a_list_asks_as_often_for_many_as_for_two(self):
        def rows(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            records.sudo()._portal_values()
            return self.cr.sql_log_count - before

        two = self.agreement | self._waiting()
        many = two | self._waiting() | self._waiting() | self._waiting()
        self.assertEqual(rows(many), rows(two))

    # ---- the pages

    def test_reading_changes_nothing(self):
        self.authenticate("ee_leo", "ee_leo")
        listing = self.url_open(URL).text
        self.assertIn("Kitchens 2026", listing)
        self.assertIn("Waits for your signature", listing)
        page = self.url_open(self.page).text
        self.assertIn("decided by its administrators", page, "Leo may not sign")
        self.assertNotIn(f"{self.page}/sign", page)
        self.assertIn("0 done of 3, 3 missing", page)
        file = self.url_open(f"{self.page}/file/original")
        self.assertEqual(file.content, self.original._content())
        self.assertEqual(file.headers["Content-Type"], "application/pdf")
        self.assertEqual(self.url_open(f"{self.page}/file/final").status_code, 404)
        self.assertFalse(self._signed())

    def test_another_s_a_former_and_a_missing_one_are_the_same(self):
        for login in ("ee_eva", "ee_stranger", "ee_leo"):
            self.leo.active = False
            self.authenticate(login, login)
            missing = self.url_open(f"{URL}/999999").status_code
            for path in (self.page, f"{self.page}/file/original"):
                self.assertEqual((self.url_open(path).status_code, missing), (404, 404), login)

    def test_signing_twice_is_signing_once(self):
        self.authenticate("ee_ada", "ee_ada")
        wrong = self._sign(role=" ")
        self.assertEqual(wrong.status_code, 422)
        for words in ('id="role_error"', 'id="confirm_error"', 'role="alert"'):
            self.assertIn(words, wrong.text)
        self.assertEqual(self._sign(role="Owner", confirm="yes", sha256="0" * 64).status_code, 422)
        self.assertFalse(self._signed())
        done = self._sign(role="Owner", confirm="yes")
        self.assertIn("Your signature is recorded", done.text)
        token = re.search(r'csrf_token: "([^"]+)"', done.text).group(1)
        again = self.url_open(f"{self.page}/sign", data={"csrf_token": token, "role": "Owner"})
        self.assertIn("Your signature is recorded", again.text)
        signature = self._signed()
        self.assertEqual(len(signature), 1)
        self.assertEqual(
            (signature.person_name, signature.person_role, signature.party, signature.way),
            ("Ada Rossi", "Owner", "employer", "portal"),
        )
        self.assertEqual(signature.user_id, self.ada.partner_id.user_ids)
        self.assertEqual(signature.sha256, self.original.sha256)
        self.assertTrue(signature.from_ip)
        self.leo.may_sign = True
        self.authenticate("ee_leo", "ee_leo")
        token = re.search(r'csrf_token: "([^"]+)"', self.url_open(self.page).text).group(1)
        late = self.url_open(
            f"{self.page}/sign", data={"csrf_token": token, "role": "Cook", "confirm": "yes"}
        )
        self.assertEqual(late.status_code, 422)
        self.assertIn("Ada Rossi has signed for your organisation already", late.text)

    def test_who_may_not_sign_does_not(self):
        def refused():
            token = re.search(r'csrf_token: "([^"]+)"', self.url_open(self.page).text).group(1)
            form = {"csrf_token": token, "role": "Cook", "confirm": "yes"}
            form["sha256"] = self.original.sha256
            return self.url_open(f"{self.page}/sign", data=form).status_code

        self.authenticate("ee_leo", "ee_leo")
        self.assertEqual(refused(), 422)
        self.authenticate("ee_ada", "ee_ada")
        self.kind.signing_way = "file"
        self.assertEqual(refused(), 422)
        self.assertIn("not signed here", self.url_open(self.page).text)
        self.kind.signing_way = "link"
        self.ada.active = False
        form = {"role": "Owner", "confirm": "yes", "sha256": self.original.sha256}
        self.assertEqual(self.url_open(f"{self.page}/sign", data=form).status_code, 400, "no token")
        self.assertFalse(self._signed())

    def test_the_text_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("it_IT")

        def read(agreement=self.agreement, lang="it_IT"):
            return agreement.sudo().with_context(lang=lang)._portal_languages()

        self.assertFalse(read(lang="en_US")["foreign"] or read(lang="en_US")["courtesy"])
        self.assertTrue(read()["foreign"])
        self.assertIn("saranno gentili, dal 1 marzo 2026", read()["courtesy"])
        clause = self.env["employer.agreement.clause"].create(
            {"name": "X", "body_en": "<p>English</p>"}
        )
        with_clause = self._waiting(clause_ids=[(6, 0, clause.ids)])
        self.assertFalse(read(with_clause)["courtesy"], "nobody wrote the clause in Italian")
        clause.body_it = "<p>Italiano</p>"
        self.assertIn("Italiano", read(with_clause)["courtesy"])
        own = self._waiting(draft_body="<p>Of its own, from {{ start_date }}</p>")
        self.assertFalse(read(own)["courtesy"])
        self.kind.template_body_en = "<p>The parties shall be strict, from {{ start_date }}.</p>"
        self.assertFalse(read()["courtesy"], "the type says something else by now")

    def test_the_last_signature_makes_it_active(self):
        self.agreement._sign("office", way="office", person_name="Ugo Monti")
        user = self.ada.partner_id.user_ids
        agreement = self.agreement.with_user(user).sudo()
        self.assertEqual(agreement._portal_status(), "Waits for your signature")
        agreement._portal_sign(self.ada, user, "Owner", self.original.sha256)
        self.assertEqual(agreement.state, "active")
        self.assertEqual(agreement._portal_status(), "In force")
        self.assertFalse(agreement._portal_waits())

    def test_a_company_signs_on_the_portal(self):
        self.start_tour("/my", "employer_engagement_portal_sign", login="ee_ada")
        signature = self._signed()
        self.assertEqual(
            (signature.person_name, signature.person_role, signature.way),
            ("Ada Rossi", "Owner", "portal"),
        )
