# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
import uuid

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.employer_engagement.tools.emails import split_emails
from odoo.addons.employer_engagement.tools.identifiers import normalise_vat
from odoo.addons.employer_engagement.tools.phones import split_phones
from odoo.addons.employer_engagement.tools.typed_number import typed_number

from .link import EmployerLinkPages

PAGE = "/engagement/companies"
#: What a visitor may type, in the order of the page, and how long it may be.
FIELDS = {
    "company_name": 120,
    "vat_number": 20,
    "zip": 10,
    "place": 80,
    "contact_name": 80,
    "phone": 40,
    "email": 120,
    "need": 1500,
    "positions": 4,
}
MAX_POSITIONS = 500
#: A field no person sees: whoever fills it is a machine.
TRAP = "company_fax"
KEY = re.compile(r"[0-9a-f-]{36}")


class EmployerCompaniesPage(EmployerLinkPages):
    """The public page where a company tells us what it needs: no account, no script.

    Opening it changes nothing. What arrives is filed by `employer.inbound` in sudo, after
    everything was checked here; the answer is the same whether we know the company or not.
    """

    @http.route(PAGE, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_companies(self, lang=None, **_kwargs):
        """Show what the office offers and the form."""
        office = self._companies_office(lang)
        return self._companies_form(office, {"form_key": str(uuid.uuid4())}, {})

    @http.route(
        PAGE + "/thanks", type="http", auth="public", methods=["GET"], readonly=True, sitemap=False
    )
    def employer_companies_thanks(self, lang=None, **_kwargs):
        """Say that it arrived and what happens next."""
        office = self._companies_office(lang)
        values = {"company": office, "switch": self._page_switch(PAGE + "/thanks")}
        return self._page("employer_engagement.companies_thanks", values)

    @http.route(PAGE, type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_companies_send(self, lang=None, **post):
        """File the form, or show it again with what was typed and what is wrong."""
        office = self._companies_office(lang)
        typed = {name: post.get(name, "").strip()[: FIELDS[name] + 1] for name in FIELDS}
        typed.update(
            form_key=post.get("form_key", ""),
            consent=post.get("consent") == "yes",
            notice_id=post.get("notice_id", ""),
        )
        inbound = request.env["employer.inbound"]
        if post.get(TRAP) or inbound._is_sent(typed["form_key"]):
            return self._companies_thank()
        notice = self._companies_notice(office)
        errors, form = self._companies_check(typed, notice)
        if errors:
            return self._companies_form(office, typed, errors, status=422)
        visitor = inbound._visitor(request.httprequest.remote_addr)
        if inbound._is_too_often(visitor):
            errors = {
                "": request.env._("You have written several times already. Please call us instead.")
            }
            return self._companies_form(office, typed, errors, status=429)
        form.update(visitor_hash=visitor, notice_id=notice.id, lang=request.env.lang)
        where = {"zip_code": form["zip"], "place": form["place"]}
        target = inbound._page_office(inbound._page_offices(), **where)
        # sudo: the visitor has no rights at all; every value was checked above
        inbound.sudo()._file_page(form, target)
        return self._companies_thank()

    # ---- the page

    def _companies_office(self, lang):
        """Set the language and return the office that speaks on the page, in sudo.

        :raise NotFound: when no office publishes it
        """
        request.update_context(lang=self._page_lang(lang))
        inbound = request.env["employer.inbound"]
        office = inbound._page_office(inbound._page_offices())
        if not office:
            raise NotFound()
        return office.with_env(request.env(su=True))

    def _companies_notice(self, office):
        # sudo: what is published on the page
        notices = request.env["employer.privacy.notice"].sudo()
        return notices._in_force("companies", request.env.lang, office)

    def _companies_form(self, office, typed, errors, status=200):
        values = {
            "company": office,
            "typed": typed,
            "errors": errors,
            "first_error": next(iter(errors), None),
            "notice": self._companies_notice(office),
            "trap": TRAP,
            "action": f"{PAGE}?lang={(request.env.lang or 'en')[:2]}",
            "switch": self._page_switch(PAGE),
        }
        return self._page("employer_engagement.companies_page", values, status=status)

    def _companies_thank(self):
        """Send the browser on, so that a reload sends nothing again."""
        language = (request.env.lang or "en")[:2]
        return request.redirect(f"{PAGE}/thanks?lang={language}", code=303)

    # ---- what was typed

    def _companies_check(self, typed, notice):
        """Return ({field: what is wrong}, {values for `employer.inbound`})."""
        errors = {}
        for name, length in FIELDS.items():
            if len(typed[name]) > length:
                errors[name] = request.env._("Please write at most %s characters.", length)
        if not typed["company_name"]:
            errors["company_name"] = request.env._("Write the name of your company.")
        if not typed["contact_name"]:
            errors["contact_name"] = request.env._("Write whom we may ask for.")
        emails, phones = split_emails(typed["email"]), split_phones(typed["phone"])
        if typed["email"] and not emails:
            errors["email"] = request.env._(
                "This is no e-mail address: it looks like name@company.it."
            )
        if typed["phone"] and not phones:
            errors["phone"] = request.env._("This is no phone number: write its digits.")
        if not typed["email"] and not typed["phone"]:
            errors["phone"] = request.env._("Write a phone number or an e-mail address, or both.")
        if typed["zip"] and not re.fullmatch(r"\d{5}", typed["zip"]):
            errors["zip"] = request.env._("A postcode has five digits.")
        positions = self._companies_positions(typed, errors)
        vat = self._companies_vat(typed, errors)
        if not typed["consent"] or typed["notice_id"] != str(notice.id):
            errors["consent"] = request.env._("Please read the privacy notice and tick the box.")
        form = {
            "company_name": typed["company_name"],
            "vat_number": vat,
            "sender_name": typed["contact_name"],
            "email_from": emails[0] if emails else False,
            "phone": typed["phone"],
            "zip": typed["zip"],
            "place": typed["place"],
            "excerpt": typed["need"],
            "positions": positions,
            "form_key": typed["form_key"] if KEY.fullmatch(typed["form_key"]) else False,
        }
        order = [*FIELDS, "consent"]
        return {name: errors[name] for name in order if name in errors}, form

    def _companies_positions(self, typed, errors):
        if not typed["positions"]:
            return 0
        positions = typed_number(typed["positions"], MAX_POSITIONS)
        if positions is None:
            errors["positions"] = request.env._("Write a number up to %s.", MAX_POSITIONS)
        return positions or 0

    def _companies_vat(self, typed, errors):
        if not typed["vat_number"]:
            return False
        try:
            return normalise_vat(typed["vat_number"])
        except ValueError:
            errors["vat_number"] = request.env._(
                "This VAT number cannot be right: it has 11 digits. You may leave it out."
            )
            return False
