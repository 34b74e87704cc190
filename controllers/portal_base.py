# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from functools import wraps

from psycopg2 import errors
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.employer_engagement.models.common.turn import take_turn
from odoo.addons.employer_engagement.tools.typed_number import typed_number
from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from .link import page_language

#: The two sides of the portal, and what an organisation must be to stand on one.
SIDES = {"employer": "is_employer", "partner": "is_partner_organisation"}
#: Pages of a feature, by the word in their address: off, they do not exist.
FEATURES = ("vacancies", "lists", "internships", "agreements", "workshops", "figures")
PAGE = re.compile("/my/engagement/([a-z]+)")
#: Nothing of a page is kept by anybody, framed by others or told to the next site.
PORTAL_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
#: Longer words are no search.
MAX_SEARCH = 100


def shown_at(*addresses):
    """Return the route of a page that only shows, to whoever has an account."""
    return http.route(
        list(addresses), type="http", auth="user", website=True, methods=["GET"], readonly=True
    )


def listed_at(url):
    """Return the route of a list page and of its further pages."""
    return shown_at(url, f"{url}/page/<int:page>")


def done_at(*addresses):
    """Return the route of an act: posted, with the form's token, by whoever has an account.

    It is counted, and refused to who sends far more than a person does.
    """
    route = http.route(list(addresses), type="http", auth="user", website=True, methods=["POST"])

    def counted(act):
        @wraps(act)
        def act_if_not_too_many(self, *args, **kwargs):
            return self._portal_too_many() or act(self, *args, **kwargs)

        act_if_not_too_many.is_counted = True
        return route(act_if_not_too_many)

    return counted


class EmployerPortal(CustomerPortal):
    """What every page of the portal has in common: who asks, what is theirs, lists, the frame.

    Nobody on the portal has a right on our models. A controller finds a record in sudo inside the
    `_portal_domain` of whoever asks, and a template gets `_portal_values` alone; another's id and
    one that does not exist get the same answer. The server makes one class of all subclasses: a
    name of a helper must stand in one of them only.
    """

    _engagement_per_page = 30

    # ------------------------------------------------------------
    # WHO ASKS
    # ------------------------------------------------------------

    def _members(self, side):
        """Return the rows of `employer.portal.member` of who asks on this side, in sudo.

        :param side: `employer` or `partner`; None: on either
        """
        members = request.env["employer.portal.member"]._of(request.env.user)
        fields = SIDES.values() if side is None else [SIDES[side]]
        return members.filtered(lambda one: any(one.employer_id[field] for field in fields))

    def _members_or_none(self, side):
        """Return the rows as `_members` does.

        :raise NotFound: when there are none: this side does not exist for who asks; or the office
            does not use what the page is about
        """
        members = self._members(side)
        page = PAGE.search(request.httprequest.path)
        if not members or (page and page[1] in FEATURES and page[1] not in self._features_used()):
            raise NotFound()
        return members

    def _features_used(self):
        """Return which of FEATURES the office uses."""
        is_on = request.env["res.users"]._employer_feature_on
        return [name for name in FEATURES if is_on(name)]

    # ------------------------------------------------------------
    # WHAT IS THEIRS
    # ------------------------------------------------------------

    def _portal_found(self, model, record_id, side):
        """Return the record in sudo if it is theirs; for an act, one at a time has it.

        :param record_id: a number, or what a form sent as one
        :raise NotFound: it is another's, hidden, missing, or who asks stands not on this side
        """
        record_id = typed_number(record_id)
        members = self._members_or_none(side)
        # sudo: nobody here has a right; the domain says what is theirs
        records = request.env[model].sudo()
        found = records.search(records._portal_domain(members) & Domain("id", "=", record_id))
        if not found:
            raise NotFound()
        if request.httprequest.method == "POST":
            take_turn(found)
        return found

    def _portal_count(self, model, side, domain):
        """Return how many of theirs are in `domain`: the number on a card of the home page."""
        records = request.env[model].sudo()  # sudo: as in `_portal_found`
        return records.search_count(records._portal_domain(self._members(side)) & domain)

    def _portal_acting(self, record, officer):
        """Return `record`, in sudo, for an act.

        :param officer: who looks after it; without one, the administrator
        """
        officer = officer or request.env.ref("base.user_admin")
        return record.with_user(officer).sudo()

    def _portal_too_many(self):
        """Count an act of who asks; return the page that refuses it when there are too many."""
        member = self._members(None).sorted("id")[:1]
        if not member or member._count_post():
            return None
        title = request.env._("Please wait a little")
        words = request.env._(
            "So much was sent with your account within an hour that we take no more for now."
        )
        values = {"title": title, "crumbs": [(title, None)], "errors": {"": words}}
        return self._portal_page("employer_engagement.portal_too_many", values, status=429)

    def _portal_attempt(self, act):
        """Call `act` and keep nothing of it when it is refused.

        :return: why it was refused in words for who asks, or None when it was done
        """
        try:
            with request.env.cr.savepoint():
                act()
        except AccessError:
            return request.env._("This cannot be done here: please ask the office.")
        except UserError as error:
            return str(error)
        except errors.UniqueViolation:
            return request.env._("Somebody else did this meanwhile: look again.")
        return None

    def _portal_listing(self, model, side, url, asked, sortings=None, filters=None):
        """Return what a list page shows, in a constant number of queries.

        :param asked: page, sortby, filterby and search as the address has them, or does not
        :param sortings: {key: {"label", "order"}}; the first is the default
        :param filters: {key: {"label", "domain"}}; the first is the default
        :return: records (in sudo, of one page), pager, counts {filter: number}, total, and what
            `portal_listing_bar` needs
        """
        members = self._members_or_none(side)
        records = request.env[model].sudo()  # sudo: as in `_portal_found`
        own = records._portal_domain(members)
        sortings = sortings or {"newest": {"label": request.env._("Newest"), "order": "id desc"}}
        filters = filters or {"all": {"label": request.env._("All"), "domain": Domain.TRUE}}
        sortby = asked.get("sortby") if asked.get("sortby") in sortings else next(iter(sortings))
        filterby = (
            asked.get("filterby") if asked.get("filterby") in filters else next(iter(filters))
        )
        search = (asked.get("search") or "").strip()[:MAX_SEARCH]
        if search:
            own &= records._portal_search(search)
        counts = {
            key: records.search_count(own & Domain(filters[key]["domain"])) for key in filters
        }
        pages = pager(
            url=url,
            total=counts[filterby],
            page=typed_number(asked.get("page")) or 1,
            step=self._engagement_per_page,
            url_args={"sortby": sortby, "filterby": filterby, "search": search},
        )
        found = records.search(
            own & Domain(filters[filterby]["domain"]),
            order=sortings[sortby]["order"],
            limit=self._engagement_per_page,
            offset=pages["offset"],
        )
        return {
            "records": found,
            "pager": pages,
            "counts": counts,
            "total": counts[filterby],
            "sortings": sortings,
            "filters": filters,
            "sortby": sortby,
            "filterby": filterby,
            "search": search,
            "has_search": hasattr(type(records), "_portal_search"),
            "url": url,
        }

    # ------------------------------------------------------------
    # THE PAGE
    # ------------------------------------------------------------

    def _portal_list_page(self, template, title, listing, rows, **values):
        """Return the page of a `_portal_listing`.

        :param rows: what it shows of each record
        """
        shown = {key: value for key, value in listing.items() if key != "records"}
        values = {**shown, "rows": rows, "title": title, "crumbs": [(title, None)], **values}
        return self._portal_page(template, values)

    def _portal_page(self, template, values, status=200):
        """Return a page of the portal.

        :param values: what the template shows: of records `_portal_values` alone. The frame reads
            `title`, `crumbs` [(label, url or None)], `done` (a sentence) and `errors`
            {id of the field, or "": sentence}
        """
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "engagement",
            # without a website Odoo's frame does not say it, and a screen reader guesses
            "html_data": {"lang": page_language()},
            "crumbs": [],
            "done": None,
            "errors": {},
            **values,
        }
        response = request.render(template, values)
        response.status_code = status
        response.headers.update(PORTAL_HEADERS)
        return response

    def _portal_done(self, url):
        """Send the browser on after an act: a reload does nothing again."""
        return request.redirect(url, code=303)

    @http.route()
    def home(self, **kw):
        """Show the cards of the sides on which who asks stands, of what the office uses."""
        response = super().home(**kw)
        employers = self._members(None).employer_id
        response.qcontext["html_data"] = {"lang": page_language()}
        response.qcontext["engagement_features"] = self._features_used()
        response.qcontext["engagement_sides"] = [
            side for side, field in SIDES.items() if any(employers.mapped(field))
        ]
        return response
