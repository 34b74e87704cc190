# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.http import request

from odoo.addons.employer_engagement.tools.typed_number import typed_number

from .portal_base import done_at, listed_at, shown_at
from .portal_partner import REFERRAL, SIDE, EmployerPortalPartner

OPENINGS = "/my/engagement/openings"
PROPOSALS = "/my/engagement/proposals"
RESULTS = "/my/engagement/results"
DISPATCH = "employer.dispatch"
PROPOSAL = "employer.proposal"
#: Persons a partner may choose from on an opening; older ones are found under their own page.
MAX_CHOICES = 200


class EmployerPortalOpenings(EmployerPortalPartner):
    """The openings sent to a partner, whom it proposes for them, what became of it, its figures."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_opening_count" in counters:
            values["engagement_opening_count"] = self._portal_count(
                DISPATCH, SIDE, request.env[DISPATCH]._portal_waiting()
            )
        return values

    # ------------------------------------------------------------
    # OPENINGS
    # ------------------------------------------------------------

    @listed_at(OPENINGS)
    def engagement_openings(self, **asked):
        """List the openings sent to the partner."""
        title = request.env._("Openings sent to you")
        return self._partner_list(
            DISPATCH,
            OPENINGS,
            "employer_engagement.portal_dispatches",
            title,
            asked,
        )

    @shown_at(OPENINGS + "/<int:dispatch_id>")
    def engagement_opening(self, dispatch_id, done=None, **_kwargs):
        """Show an opening, whom one proposed for it, and the form that proposes."""
        return self._opening_page(self._opening_found(dispatch_id), done=done)

    @done_at(OPENINGS + "/<int:dispatch_id>/propose")
    def engagement_opening_propose(self, dispatch_id, referral=None, note=None, **_post):
        """Propose a person referred; each is taken, whether we know the person or not."""
        dispatch = self._opening_found(dispatch_id)
        if not referral:
            errors = {"referral": request.env._("Choose a person, or refer a new one.")}
            return self._opening_page(dispatch, note=note, errors=errors)
        person = self._portal_found(REFERRAL, referral, SIDE)
        refusal = self._opening_propose(dispatch, person, note)
        if refusal:
            return self._opening_page(dispatch, note=note, errors={"": refusal})
        return self._portal_done(f"{OPENINGS}/{dispatch.id}?done=proposed")

    @done_at(OPENINGS + "/<int:dispatch_id>/nobody")
    def engagement_opening_nobody(self, dispatch_id, nobody_note=None, **_post):
        """Say that one has nobody for it: that helps the office too."""
        dispatch = self._opening_found(dispatch_id)
        acting = self._portal_acting(dispatch, dispatch.user_id)
        members = self._members(SIDE)
        refusal = self._portal_attempt(lambda: acting._portal_nobody(members, nobody_note))
        if refusal:
            return self._opening_page(dispatch, errors={"": refusal})
        return self._portal_done(f"{OPENINGS}/{dispatch.id}?done=nobody")

    # ------------------------------------------------------------
    # PROPOSALS AND FIGURES
    # ------------------------------------------------------------

    @listed_at(PROPOSALS)
    def engagement_proposals(self, **asked):
        """List whom the partner proposed, and what became of it."""
        title = request.env._("Persons you proposed")
        return self._partner_list(
            PROPOSAL,
            PROPOSALS,
            "employer_engagement.portal_proposals",
            title,
            asked,
        )

    @shown_at(RESULTS)
    def engagement_results(self, **_kwargs):
        """Show the partner's own figures, by year."""
        members = self._partner_members("dispatch")
        title = request.env._("Your figures")
        # sudo: nobody here has a right; the domain says what is theirs
        rows = request.env[PROPOSAL].sudo()._portal_results(members)
        values = {"rows": rows, "title": title, "crumbs": [(title, None)]}
        return self._portal_page("employer_engagement.portal_partner_results", values)

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _partner_list(self, model, url, template, title, asked):
        """Return a list page of the partner's side, for those who use openings."""
        members = self._partner_members("dispatch")
        records = request.env[model]
        sortings = getattr(records, "_portal_sortings", dict)()
        filters = records._portal_filters()
        listing = self._portal_listing(model, SIDE, url, asked, sortings, filters)
        rows = listing["records"]._portal_rows(members)
        return self._portal_list_page(template, title, listing, rows)

    def _opening_found(self, dispatch_id):
        self._partner_members("dispatch")
        return self._portal_found(DISPATCH, dispatch_id, SIDE)

    def _opening_propose(self, dispatch, referral, note):
        """Propose under the officer of the opening; return why not, if it was refused."""
        acting = self._portal_acting(dispatch, dispatch.user_id)
        person = referral.with_env(acting.env)
        return self._portal_attempt(lambda: acting._portal_propose(person, note))

    def _opening_page(self, dispatch, note=None, errors=None, done=None):
        members = self._members(SIDE)
        row = dispatch._portal_page_values(members)
        proposals = request.env[PROPOSAL].sudo()  # sudo: within the domain of who asks
        own = proposals._portal_domain(members)
        values = {
            "title": row["name"],
            "crumbs": [(request.env._("Openings sent to you"), OPENINGS), (row["name"], None)],
            "row": row,
            "proposals": dispatch.proposal_ids.filtered_domain(own)._portal_values(),
            "officer": dispatch.user_id,
            "choices": self._opening_choices(dispatch) if row["can_propose"] else [],
            "note": note,
            "errors": errors or {},
            "done": self._opening_done(done),
            "action": f"{OPENINGS}/{dispatch.id}",
        }
        status = 422 if errors else 200
        return self._portal_page("employer_engagement.portal_dispatch", values, status=status)

    def _opening_choices(self, dispatch):
        """Return whom the partner may propose here, as options: those not proposed here yet."""
        # sudo: nobody here has a right; the domain says what is theirs
        referrals = request.env[REFERRAL].sudo()
        members = self._members(SIDE)._for(dispatch.organisation_id)
        found = referrals.search(referrals._portal_domain(members), limit=MAX_CHOICES)
        free = (found - dispatch.proposal_ids.referral_id).filtered(
            lambda one: one._is_proposable()
        )
        return sorted(
            (
                (one.id, f"{one.identity_ids.first_name} {one.identity_ids.last_name}")
                for one in free
            ),
            key=lambda option: option[1].casefold(),
        )

    def _opening_done(self, done):
        sentences = {
            "proposed": request.env._("Thank you: we look at it, and you read here what comes."),
            "taken": request.env._(
                "Thank you: we have the person. It could not be proposed here any more: the time "
                "is over, or no place is left."
            ),
            "nobody": request.env._("Thank you for telling us."),
        }
        return sentences.get(done)

    def _person_sent(self, referral, post):
        """Who was referred from an opening is proposed for it at once."""
        opening = typed_number(post.get("opening"))
        if opening and "dispatch" in self._partner_features():
            dispatch = self._portal_found(DISPATCH, opening, SIDE)
            done = "taken" if self._opening_propose(dispatch, referral, None) else "proposed"
            return self._portal_done(f"{OPENINGS}/{dispatch.id}?done={done}")
        return super()._person_sent(referral, post)
