# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
import uuid

from werkzeug.exceptions import NotFound

from odoo import fields, http
from odoo.http import request

from .portal_base import EmployerPortal, done_at, listed_at, shown_at

PERSONS = "/my/engagement/persons"
SIDE = "partner"
REFERRAL = "employer.referral"
GROUP = "employer_engagement.employer_engagement_"
#: Features of the office that the pages of a partner need.
FEATURES = ("persons", "dispatch")
KEY = re.compile(r"[0-9a-f-]{36}")


class EmployerPortalPartner(EmployerPortal):
    """The persons a partner organisation refers: told once, answered by us, proposed from here.

    What is sent is stored and answered at once: nothing here looks up whether we know the person.
    """

    def _partner_features(self):
        """Return which of FEATURES the offices use."""
        # sudo: a stranger may know which pages there are
        reader = request.env.ref(f"{GROUP}group_user").sudo()
        used = reader.all_implied_ids
        return [name for name in FEATURES if request.env.ref(f"{GROUP}feature_{name}") in used]

    def _partner_members(self, feature="persons"):
        """Return the rows of who asks on this side.

        :raise NotFound: none, or the office does not use this
        """
        if feature not in self._partner_features():
            raise NotFound()
        return self._members_or_none(SIDE)

    @http.route()
    def home(self, **kw):
        """Show the cards of what the office uses."""
        response = super().home(**kw)
        response.qcontext["engagement_partner_features"] = self._partner_features()
        return response

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_referral_count" in counters:
            values["engagement_referral_count"] = self._portal_count(
                REFERRAL, SIDE, request.env[REFERRAL]._portal_waiting()
            )
        return values

    # ------------------------------------------------------------
    # PAGES
    # ------------------------------------------------------------

    @listed_at(PERSONS)
    def engagement_persons(self, **asked):
        """List the persons referred, with our answer."""
        self._partner_members()
        referrals = request.env[REFERRAL]
        listing = self._portal_listing(
            REFERRAL,
            SIDE,
            PERSONS,
            asked,
            referrals._portal_sortings(),
            referrals._portal_filters(),
        )
        return self._portal_list_page(
            "employer_engagement.portal_referrals",
            request.env._("Persons you referred"),
            listing,
            listing["records"]._portal_values(),
        )

    @shown_at(PERSONS + "/new")
    def engagement_person_new(self, opening=None, **_kwargs):
        """Show the form that refers a person."""
        members = self._partner_members()
        blank = request.env[REFERRAL].sudo()
        typed = blank._portal_profile(blank.identity_ids)
        typed["consent_date"] = fields.Date.to_string(fields.Date.context_today(blank))
        typed.update(form_key=str(uuid.uuid4()), opening=opening)
        return self._person_form(members, typed)

    @done_at(PERSONS + "/new")
    def engagement_person_send(self, **post):
        """Take the person, whoever it is, or show the form again with what is wrong."""
        members = self._partner_members()
        member = self._person_member(members, post.get("member"))
        referrals = request.env[REFERRAL].sudo()  # sudo: nobody here has a right; see the domain
        errors, values = referrals._portal_check(post)
        if errors:
            return self._person_form(members, post, errors)
        form_key = post.get("form_key", "")
        referral = referrals._portal_refer(
            member,
            values,
            form_key=form_key if KEY.fullmatch(form_key) else str(uuid.uuid4()),
            notice=self._person_notice(member),
        )
        return self._person_sent(referral, post)

    @shown_at(PERSONS + "/<int:referral_id>")
    def engagement_person(self, referral_id, done=None, **_kwargs):
        """Show one person: our answer, and what the partner wrote."""
        referral = self._person_found(referral_id)
        return self._person_page(referral, done=done)

    @done_at(PERSONS + "/<int:referral_id>")
    def engagement_person_write(self, referral_id, **post):
        """Write the profile anew, as long as we have not answered."""
        referral = self._person_found(referral_id)
        errors, values = referral._portal_check(post)
        if not errors:
            refusal = self._portal_attempt(lambda: referral._portal_write(values))
            errors = {"": refusal} if refusal else {}
        if errors:
            return self._person_page(referral, typed=post, errors=errors)
        return self._portal_done(f"{PERSONS}/{referral.id}?done=saved")

    @done_at(PERSONS + "/<int:referral_id>/withdraw")
    def engagement_person_withdraw(self, referral_id, **_post):
        """Take the person back: the person no longer agrees; the name is deleted at once."""
        referral = self._person_found(referral_id)
        if referral.state != "withdrawn":
            refusal = self._portal_attempt(referral._withdraw)
            if refusal:
                return self._person_page(referral, errors={"": refusal})
        return self._portal_done(f"{PERSONS}/{referral.id}?done=withdrawn")

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _person_found(self, referral_id):
        self._partner_members()
        return self._portal_found(REFERRAL, referral_id, SIDE)

    def _person_sent(self, referral, post):
        """Go where one reads what becomes of it; openings add that the person is proposed."""
        return self._portal_done(f"{PERSONS}/{referral.id}?done=sent")

    def _person_member(self, members, member_id):
        """Return as whom the person refers: the row chosen among their own, or the only one."""
        chosen = members.filtered(lambda member: str(member.id) == member_id)
        return chosen or members[:1]

    def _person_offices(self, members):
        """Return for whom the person may write, as options of a select."""
        return [
            (one.id, " · ".join(filter(None, (one.employer_id.name, one.unit_id.name))))
            for one in members
        ]

    def _person_notice(self, member):
        # sudo: what the office publishes for the persons it follows
        notices = request.env["employer.privacy.notice"].sudo()
        return notices._in_force("persons", request.env.lang, member.company_id)

    def _person_form(self, members, typed, errors=None):
        title = request.env._("Refer a person")
        values = {
            "title": title,
            "crumbs": [(request.env._("Persons you referred"), PERSONS), (title, None)],
            "typed": typed,
            "errors": errors or {},
            "members": self._person_offices(members),
            "notice": self._person_notice(members[0]).text,
            "channels": self._person_channels(),
            "action": PERSONS + "/new",
        }
        status = 422 if errors else 200
        return self._portal_page("employer_engagement.portal_referral_new", values, status=status)

    def _person_page(self, referral, typed=None, errors=None, done=None):
        row = referral._portal_page_values()
        values = {
            "title": row["person"],
            "crumbs": [(request.env._("Persons you referred"), PERSONS), (row["number"], None)],
            "row": row,
            "officer": referral.tutor_id if referral.state == "taken_on" else None,
            "typed": typed or row["profile"],
            "errors": errors or {},
            "done": self._person_done(done),
            "channels": self._person_channels(),
            "action": f"{PERSONS}/{referral.id}",
        }
        status = 422 if errors else 200
        return self._portal_page("employer_engagement.portal_referral", values, status=status)

    def _person_channels(self):
        """Return how a person may have agreed, as options of a select."""
        return (
            request.env["employer.consent"]._fields["channel"]._description_selection(request.env)
        )

    def _person_done(self, done):
        """Return the sentence for what was just done; the address says which."""
        sentences = {
            "sent": request.env._(
                "Thank you: we have it. You will read here what we can do, and who the tutor is."
            ),
            "saved": request.env._("Saved."),
            "withdrawn": request.env._("You withdrew it. Name and profile are deleted."),
        }
        return sentences.get(done)
