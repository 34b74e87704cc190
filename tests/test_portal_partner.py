# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import EngagementCase

PERSONS = "/my/engagement/persons"
CODE = "RSSMRA80A01F205X"
OTHER_CODE = "VRDGPP80A01H501U"
FORM = {
    "first_name": "Mario",
    "last_name": "Zaffiri",
    "wanted": "Cooked for a school",
    "consent_date": "2026-01-02",
    "consent_channel": "in_person",
    "consent": "yes",
}


@tagged("post_install", "-at_install")
class TestPortalPartner(EngagementCase, HttpCase):
    """A partner refers and proposes persons on the portal, and learns nothing but our answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._employer("Porte Aperte", is_partner_organisation=True)
        cls.partner_2 = cls._employer("Altra Riva", is_partner_organisation=True)
        cls.unit = cls._unit(cls.partner, name="Sportello Nord")
        cls.anna = cls._colleague("anna", cls.partner)
        cls.unit_user = cls._colleague("nora", cls.partner, unit_id=cls.unit.id)
        cls.other = cls._colleague("olga", cls.partner_2)
        cls.office.employer_referral_user_id = cls.users["tutor"]
        cls.vacancy = cls._vacancy()
        cls.env.ref(
            "employer_engagement.employer_engagement_group_user"
        ).implied_ids += cls.env.ref("employer_engagement.employer_engagement_feature_dispatch")

    @classmethod
    def _colleague(cls, login, organisation, **vals):
        user = new_test_user(cls.env, f"ee_{login}", groups="base.group_portal")
        cls.env["employer.portal.member"].create(
            {
                "employer_id": organisation.id,
                "partner_id": user.partner_id.id,
                "name": login,
                **vals,
            }
        )
        return user

    def _login(self, user):
        self.authenticate(user.login, user.login)
        self.csrf = None

    def _token(self, url):
        """Return the token of the session, taken from a form once."""
        if not self.csrf:
            page = self.url_open(url).text
            self.csrf = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        return self.csrf

    def _post(self, url, form_page=None, **values):
        token = self._token(form_page or f"{PERSONS}/new")
        return self.url_open(url, {"csrf_token": token, **values})

    def _refer(self, **values):
        """Send the form; return (the page after it, the new referral)."""
        response = self._post(f"{PERSONS}/new", **{**FORM, **values})
        return response, self.env["employer.referral"].search([], limit=1)

    # ---- referring

    def test_refer_and_read_the_answer(self):
        self._login(self.anna)
        response, referral = self._refer(fiscal_code=CODE, weekly_hours="30", form_key="x")
        self.assertEqual(response.status_code, 200)
        self.assertIn("Thank you", response.text)
        self.assertIn("We are looking at it", response.text)
        self.assertEqual(referral.organisation_id, self.partner)
        self.assertEqual(referral.contact_id, self.anna.partner_id)
        self.assertEqual(referral.identity_ids.fiscal_code, CODE)
        self.assertEqual(referral.identity_ids.weekly_hours, 30)
        referral._route()
        dialog = self.env["employer.referral.answer"].with_user(self.users["tutor"])
        dialog.create({"referral_id": referral.id, "reply": "Come on Monday"}).action_confirm()
        page = self.url_open(f"{PERSONS}/{referral.id}").text
        for words in ("Taken on", self.users["tutor"].name, "Come on Monday", "Mario Zaffiri"):
            self.assertIn(words, page)
        self.assertNotIn(referral.candidate_id.code, page)
        self.assertNotIn("withdraw", page)
        self.assertIn("Mario Zaffiri", self.url_open(f"{PERSONS}?search=zaffiri").text)
        self.assertNotIn("Mario Zaffiri", self.url_open(f"{PERSONS}?search=rossi").text)

    def test_known_and_unknown_get_the_same_answer_with_the_same_work(self):
        known = self._person("Mario", "Zaffiri", identity={"fiscal_code": CODE})
        self._login(self.anna)
        pages, queries = [], []
        identity = type(known.identity_ids)
        for code in (CODE, OTHER_CODE, CODE, OTHER_CODE):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            with patch.object(identity, "_find_by_fiscal_code", side_effect=AssertionError):
                response, referral = self._refer(fiscal_code=code)
            queries.append(self.env.cr.sql_log_count - before)
            page = response.text.replace(code, "CODE").replace(referral.name, "NUMBER")
            page = re.sub(rf"persons/{referral.id}\b", "persons/ID", page)
            pages.append(re.sub(r'(csrf_token[^"]*"[^"]*value="|csrf_token: ")[^"]+', "", page))
        self.assertEqual(pages[2], pages[3])
        self.assertEqual(queries[2], queries[3])
        self.assertFalse(referral.user_id, "nobody looked yet")

    def test_what_is_wrong_is_said_by_its_field_and_nothing_is_kept(self):
        self._login(self.anna)
        blank = self.url_open(f"{PERSONS}/new").text
        self.assertNotIn("checked", blank, "a yes is never ticked beforehand")
        response, referral = self._refer(
            first_name="", fiscal_code="RSSMRA80A01F205Y", email="nobody", consent=""
        )
        self.assertEqual(response.status_code, 422)
        for name in ("first_name", "fiscal_code", "email", "consent"):
            self.assertIn(f'id="{name}_error"', response.text)
        self.assertIn('value="Zaffiri"', response.text, "what was typed stays")
        self.assertFalse(referral)

    def test_a_double_click_refers_once(self):
        self._login(self.anna)
        key = "0" * 36
        self._refer(form_key=key)
        self._refer(form_key=key)
        self.assertEqual(self.env["employer.referral"].search_count([]), 1)

    def test_correct_then_withdraw(self):
        self._login(self.anna)
        _response, referral = self._refer()
        url = f"{PERSONS}/{referral.id}"
        response = self._post(url, **{**FORM, "phone": "333 1234567", "state": "taken_on"})
        self.assertIn("Saved", response.text)
        self.assertEqual(referral.identity_ids.phone, "333 1234567")
        self.assertEqual(referral.state, "new")
        response = self._post(f"{url}/withdraw")
        self.assertEqual(referral.state, "withdrawn")
        self.assertFalse(referral.identity_ids)
        self.assertNotIn("Zaffiri", response.text)
        self.assertEqual(self._post(f"{url}/withdraw").status_code, 200, "twice does no harm")

    # ---- openings

    def _dispatch(self, **vals):
        dispatch = self.env["employer.dispatch"].create(
            {
                "vacancy_id": self.vacancy.id,
                "organisation_id": self.partner.id,
                "user_id": self.users["officer"].id,
                "places": 2,
                **vals,
            }
        )
        dispatch.action_mark_sent()
        return dispatch

    def _take_on(self, referral, **vals):
        referral._route()
        dialog = self.env["employer.referral.answer"].with_user(referral.user_id)
        dialog.create({"referral_id": referral.id, **vals}).action_confirm()
        return referral.candidate_id

    def test_propose_two_and_read_what_becomes_of_them(self):
        dispatch = self._dispatch()
        url = f"/my/engagement/openings/{dispatch.id}"
        self._login(self.anna)
        self.assertIn("Kitchen helper", self.url_open("/my/engagement/openings").text)
        _page, first = self._refer()
        note = "Mario ZAFFIRI cooks"
        response = self._post(f"{url}/propose", form_page=url, referral=first.id, note=note)
        self.assertIn("Thank you", response.text)
        form = f"{PERSONS}/new?opening={dispatch.id}"
        response = self._post(f"{PERSONS}/new", form, **FORM, opening=dispatch.id)
        self.assertTrue(response.url.endswith(f"/openings/{dispatch.id}?done=proposed"))
        self.assertNotIn(f"{url}/propose", response.text, "both places are taken")
        proposals = dispatch.proposal_ids
        self.assertEqual(len(proposals.referral_id), 2)
        noted = proposals.filtered(lambda one: one.referral_id == first)
        self.assertEqual(noted.note, f"{first.name} cooks", "officers read no name")
        self.assertFalse(proposals.candidate_id, "who it is, the tutor says")
        self.assertEqual(proposals.create_uid, self.users["officer"])
        again = self._post(f"{url}/propose", form_page=f"{PERSONS}/new", referral=first.id)
        self.assertEqual(again.status_code, 200)
        self.assertEqual(len(dispatch.proposal_ids), 2, "a second click is none")
        first._route()
        with self.assertRaisesRegex(UserError, re.escape(self.users["tutor"].name)):
            proposals.filtered(lambda one: one.referral_id == first).action_accept()
        person = self._take_on(first)
        proposal = proposals.filtered(lambda one: one.referral_id == first)
        self.assertEqual(proposal.candidate_id, person)
        proposal.with_user(self.users["officer"]).action_accept()
        proposal.candidacy_id.sudo().state = "approved"
        self.assertIn("On the list", self.url_open("/my/engagement/proposals").text)
        page = self.url_open(url).text
        self.assertIn("On the list", page)
        self.assertNotIn(person.code, page)
        results = self.url_open("/my/engagement/results").text
        self.assertIn("Persons referred", results)

    def test_tour(self):
        """Refers one, proposes one, sees one selected."""
        dispatch = self._dispatch()
        members = self.env["employer.portal.member"]._of(self.anna)
        referrals = self.env["employer.referral"]
        values = referrals._portal_check({**FORM, "first_name": "Bea", "last_name": "Quarti"})[1]
        bea = referrals._portal_refer(members, values, form_key="bea")
        proposal = dispatch._portal_propose(bea)
        person = self._take_on(bea)
        self._say_yes(person)
        self._say_yes(person, self.employer)
        proposal.action_accept()
        candidacy = proposal.candidacy_id
        candidacy.preselection_id.action_approve()
        candidacy.preselection_id.action_mark_sent()
        for state in ("interview", "selected"):
            candidacy.state = state
        self.start_tour("/my", "employer_engagement_portal_partner", login=self.anna.login)
        mario = referrals.search([], limit=1)
        self.assertEqual(mario.identity_ids.first_name, "Mario")
        self.assertTrue(mario.identity_ids.may_be_proposed)
        self.assertEqual(mario.proposal_ids.dispatch_id, dispatch)

    def test_too_late_full_foreign_or_off_proposes_nothing(self):
        dispatch = self._dispatch()
        url = f"/my/engagement/openings/{dispatch.id}"
        self._login(self.other)
        _page, foreign = self._refer()
        self.assertEqual(self.url_open(url).status_code, 404)
        self._login(self.anna)
        refused = self._post(f"{url}/propose", form_page=url, referral=foreign.id)
        self.assertEqual(refused.status_code, 404, "another partner's person")
        _page, mine = self._refer()
        dispatch.deadline_date = "2020-01-01"
        refused = self._post(f"{url}/propose", referral=mine.id)
        self.assertEqual(refused.status_code, 422)
        self.assertIn('role="alert"', refused.text)
        self.assertFalse(dispatch.proposal_ids)
        feature = self.env.ref("employer_engagement.employer_engagement_feature_dispatch")
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids -= feature
        for page in (url, "/my/engagement/openings", "/my/engagement/results"):
            self.assertEqual(self.url_open(page).status_code, 404)

    def test_we_have_nobody(self):
        dispatch = self._dispatch()
        url = f"/my/engagement/openings/{dispatch.id}"
        self._login(self.anna)
        response = self._post(f"{url}/nobody", form_page=url, nobody_note="All work now")
        self.assertIn("Thank you for telling us", response.text)
        self.assertEqual((dispatch.answer, dispatch.answer_note), ("nobody", "All work now"))

    def test_what_came_before_the_proposal_is_told_to_nobody(self):
        """A person met already by the company would betray that we knew it."""
        known = self._person("Mario", "Zaffiri", identity={"fiscal_code": CODE})
        self._say_yes(known)
        candidacy = self._list(known, self.vacancy).candidacy_ids
        candidacy.sudo().state = "approved"
        dispatch = self._dispatch()
        members = self.env["employer.portal.member"]._of(self.anna)
        values = self.env["employer.referral"].sudo()._portal_check(FORM)[1]
        values["fiscal_code"] = CODE
        referral = self.env["employer.referral"]._portal_refer(members, values, form_key="k")
        proposal = dispatch._portal_propose(referral)
        self._take_on(referral)
        proposal.action_accept()
        self.assertEqual(proposal.candidacy_id, candidacy)
        self.assertEqual(proposal.progress, "on_list")
        self.assertEqual(proposal._portal_values()[0]["progress"], "accepted")
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        candidacy.write({"state": "withdrawn", "exit_reason_id": reason.id})
        self.env.invalidate_all()
        self.assertEqual(proposal._portal_values()[0]["progress"], "not_this_time")

    def test_a_person_is_taken_where_no_place_is_left(self):
        dispatch = self._dispatch(places=1)
        members = self.env["employer.portal.member"]._of(self.anna)
        dispatch._portal_propose(self._referral(members, "first"))
        self._login(self.anna)
        form = f"{PERSONS}/new?opening={dispatch.id}"
        response = self._post(f"{PERSONS}/new", form, **FORM, opening=dispatch.id)
        self.assertTrue(response.url.endswith("?done=taken"))
        self.assertIn("no place is left", response.text)
        self.assertEqual(self.env["employer.referral"].search_count([]), 2)
        self.assertEqual(len(dispatch.proposal_ids), 1)

    def _referral(self, member, key, **values):
        """Return a referral as the form of `member` makes it."""
        referrals = self.env["employer.referral"].sudo()
        checked = referrals._portal_check({**FORM, **values})[1]
        return referrals._portal_refer(member, checked, form_key=key)

    def test_what_a_unit_answers_is_its_own(self):
        """An opening sent to all units: what one of them did, another does not read."""
        dispatch = self._dispatch().sudo()
        whole, unit = map(self.env["employer.portal.member"]._of, (self.anna, self.unit_user))
        self.assertFalse(dispatch._portal_page_values(unit)["can_decline"])
        self.assertTrue(dispatch._portal_page_values(whole)["can_decline"])
        with self.assertRaises(UserError):
            dispatch._portal_nobody(unit)
        dispatch._portal_propose(self._referral(whole, "whole"))
        self.assertEqual(dispatch._portal_rows(whole)[0]["answer"], "proposed")
        self.assertFalse(dispatch._portal_rows(unit)[0]["answer"])
        dispatch._portal_propose(self._referral(unit, "unit"))
        self.assertEqual(dispatch._portal_rows(unit)[0]["answer"], "proposed")
        own = self._dispatch(vacancy_id=self._vacancy(name="Cook").id, unit_id=self.unit.id)
        own.sudo()._portal_nobody(unit)
        self.assertEqual(own.sudo()._portal_rows(unit)[0]["answer"], "nobody")
        figures = [
            dict(dispatch.proposal_ids._portal_results(one)[0]["lines"]) for one in (whole, unit)
        ]
        self.assertEqual([lines["Persons referred"] for lines in figures], [2, 1])
        self.assertEqual([lines["Proposals for openings"] for lines in figures], [2, 1])

    def test_nobody_proposes_the_person_of_another_organisation(self):
        """Who acts for two partners keeps their persons apart."""
        dispatch = self._dispatch().sudo()
        foreign = self._referral(self.env["employer.portal.member"]._of(self.other), "foreign")
        with self.assertRaises(UserError):
            dispatch._portal_propose(foreign)

    def test_figures_tell_of_internships(self):
        dispatch = self._dispatch().sudo()
        members = self.env["employer.portal.member"]._of(self.anna)
        proposal = dispatch._portal_propose(self._referral(members, "one"))
        self._take_on(proposal.referral_id)
        proposal.action_accept()
        for began in (0, 1):
            proposal.sudo().in_internship = began
            lines = proposal._portal_results(members)[0]["lines"]
            self.assertEqual(lines[-2:], [("in an internship", began), ("in work", 0)])

    def test_own_agreements_workshops_and_sheets(self):
        """What a company finds on the portal, a partner finds of its own."""
        self.partner.is_employer = False
        agreement = self._agreement(
            employer_id=self.partner.id,
            title="Referrals 2026",
            state="active",
            start_date="2026-01-01",
            end_date="2027-12-31",
        )
        company = self._agreement(state="active", start_date="2026-01-01", end_date="2027-12-31")
        workshops = self.env["event.event"].create(
            [
                {
                    "name": name,
                    "engagement_kind": "workshop",
                    "date_begin": "2050-03-01 08:00:00",
                    "date_end": "2050-03-01 11:00:00",
                    "company_id": self.office.id,
                    "is_open_to_companies": True,
                }
                for name in ("For partners", "For companies")
            ]
        )
        self.env["event.registration"].create(
            {"event_id": workshops[0].id, "employer_id": self.partner.id, "state": "draft"}
        )
        self._login(self.anna)
        home = self.url_open("/my").text
        for page in ("agreements", "workshops", "guides"):
            self.assertIn(f"/my/engagement/{page}", home)
        self.assertNotIn("/my/engagement/vacancies", home)
        self.assertIn("Referrals 2026", self.url_open("/my/engagement/agreements").text)
        listing = self.url_open("/my/engagement/workshops").text
        self.assertIn("For partners", listing)
        self.assertNotIn("For companies", listing, "open to companies alone")
        for page, code in ((agreement, 200), (company, 404)):
            url = f"/my/engagement/agreements/{page.id}"
            self.assertEqual(self.url_open(url).status_code, code)

    # ---- who gets nowhere

    def test_strangers_units_and_former_colleagues_get_nowhere(self):
        self._login(self.unit_user)
        _response, in_unit = self._refer()
        self.assertEqual(in_unit.unit_id, self.unit)
        self._login(self.anna)
        _response, whole = self._refer(last_name="Quarti")
        self.assertIn("Zaffiri", self.url_open(PERSONS).text, "the whole organisation sees units")
        self._login(self.unit_user)
        self.assertNotIn("Quarti", self.url_open(PERSONS).text)
        self.assertEqual(self.url_open(f"{PERSONS}/{whole.id}").status_code, 404)
        token = self._token(f"{PERSONS}/new")
        missing = self.url_open(f"{PERSONS}/999999").text
        for user in (self.other, self.stranger):
            self._login(user)
            refused = self.url_open(f"{PERSONS}/{whole.id}")
            self.assertEqual(refused.status_code, 404)
            self.assertEqual(len(refused.text), len(missing))
            for url in (f"{PERSONS}/{whole.id}", f"{PERSONS}/{whole.id}/withdraw"):
                answer = self.url_open(url, {"csrf_token": token, **FORM})
                self.assertIn(answer.status_code, (400, 404))
        self.assertEqual(self.url_open(PERSONS).status_code, 404, "no member, no page")
        self.assertEqual(whole.state, "new")
        self.env["employer.portal.member"]._of(self.anna).active = False
        self._login(self.anna)
        for url in (PERSONS, f"{PERSONS}/new", f"{PERSONS}/{whole.id}"):
            self.assertEqual(self.url_open(url).status_code, 404)

    def test_lists_cost_the_same_however_long(self):
        referrals = self.env["employer.referral"]
        identities = self.env["employer.referral.identity"]

        def refer(number):
            for place in range(number):
                dispatch = self._dispatch(vacancy_id=self._vacancy(place="Milano").id)
                one = referrals.create({"organisation_id": self.partner.id})
                identities.create(
                    {
                        "referral_id": one.id,
                        "first_name": "Ada",
                        "last_name": f"N{place}",
                        "consent_date": "2026-01-02",
                    }
                )
                dispatch._portal_propose(one)
            return [self._cost(model) for model in models]

        models = ("employer.referral", "employer.dispatch", "employer.proposal")
        few, many = refer(2), refer(6)
        for model, (rows, cost), (more_rows, more_cost) in zip(models, few, many, strict=True):
            with self.subTest(model=model):
                self.assertEqual((rows, more_rows), (2, 8))
                self.assertEqual(cost, more_cost)

    def _cost(self, model):
        """Return (rows, queries) of the values of every record of the partner."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        own = [("organisation_id", "=", self.partner.id)]
        rows = self.env[model].search(own)._portal_values()
        return len(rows), self.env.cr.sql_log_count - before
