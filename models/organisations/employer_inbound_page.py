# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hmac, mute_logger

from odoo.addons.employer_engagement.tools.names import normalise_name

from .res_config_settings_inbound import PAGE_LIMIT, PAGE_LIMIT_MINUTES, PARAMETER


class EmployerInbound(models.Model):
    """What the public page for companies brings.

    A company we know: a contact and a note on its open scouting; its name or domain alone: a
    suggestion; else an organisation and its scouting. The visitor reads the same answer each
    time. All of it runs in sudo, called by the controller with values it has checked.
    """

    _inherit = "employer.inbound"

    @api.model
    def _page_offices(self):
        """Return the offices that publish the page and have a privacy notice to show, in sudo."""
        # sudo: a stranger may know which offices invite companies
        published = self.env["res.company"].sudo().search([("employer_page_published", "=", True)])
        notices = self.env["employer.privacy.notice"].sudo()
        return published.filtered(lambda one: notices._in_force("companies", self.env.lang, one))

    @api.model
    def _page_office(self, offices, **where):
        """Return the office a form goes to: its area's, else the default of the settings."""
        area = self.env["employer.area"]._find(offices, **where)
        default = self.env["ir.config_parameter"].sudo().get_param(PARAMETER + "page_company_id")
        chosen = offices.filtered(lambda one: str(one.id) == default)
        return area.company_id or chosen or offices[:1]

    # ------------------------------------------------------------
    # HOW OFTEN
    # ------------------------------------------------------------

    @api.model
    def _visitor(self, address):
        """Return what we keep of the address a form comes from: a keyed hash, for some hours."""
        return hmac(self.env(su=True), "employer_engagement.visitor", address or "")

    @api.model
    def _is_too_often(self, visitor):
        """Return whether this visitor sent as many forms as the settings allow."""
        parameter = self.env["ir.config_parameter"].sudo().get_param
        limit = int(parameter(PARAMETER + "page_limit", PAGE_LIMIT))
        minutes = int(parameter(PARAMETER + "page_limit_minutes", PAGE_LIMIT_MINUTES))
        since = fields.Datetime.subtract(fields.Datetime.now(), minutes=minutes)
        mine = Domain("visitor_hash", "=", visitor)
        sent = self.sudo().search_count(mine & Domain("received_at", ">", since), limit=limit)
        # sudo: how many, nothing else; what became a protected contact counts like any other form
        contacts = self.env["employer.interaction"].sudo()
        sent += contacts.search_count(mine & Domain("create_date", ">", since), limit=limit)
        return sent >= limit

    @api.model
    def _is_sent(self, form_key):
        """Return whether this very form arrived already: a double click sends it twice."""
        same = Domain("form_key", "=", form_key)
        contacts = self.env["employer.interaction"].sudo()  # sudo: whether, as above
        return bool(self.sudo().search_count(same, limit=1) or contacts.search_count(same, limit=1))

    # ------------------------------------------------------------
    # FILING
    # ------------------------------------------------------------

    @api.model
    def _file_page(self, form, company):
        """File a checked form in an office; the same form twice is filed once.

        :param form: values of our fields, with `visitor_hash`, `form_key` and `notice_id`
        """
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.sudo().with_company(company)._file_page_once(form, company)
        except UniqueViolation:
            return  # the other click was faster

    @api.model
    def _file_page_once(self, form, company):
        address = (form.get("email_from") or "").casefold()
        vals = {
            **form,
            "name": self.env._("%s, from our page", form["company_name"]),
            "channel": "web",
            "email_from": address or False,
            "company_id": company.id,
        }
        if self._divert_person(address, self._form_letter(vals)):
            return
        known, contact = self._known_company(form, address, company)
        suggested = known if len(known) > 1 else self._similar_companies(form, address, company)
        if len(known) == 1:
            inbound = self._file_known({**vals, "contact_id": contact.id}, known)
            inbound._note_on_thread()
            return
        owner = self._default_owner(company, zip_code=form.get("zip"), place=form.get("place"))
        if suggested:
            owner = suggested.user_id[:1] or owner
            self.create({**vals, "suggested_ids": [(6, 0, suggested.ids)], "user_id": owner.id})
            return
        self.create({**vals, "user_id": owner.id})._make_employer(self._employer_vals(form))

    @api.model
    def _known_company(self, form, address, company):
        """Return (organisations, contact person) with the VAT number or address of a form."""
        employers, contact = self.env["employer.organisation"]._find_by_address(address, company)
        if form.get("vat_number"):
            same = employers.search(
                Domain("company_id", "=", company.id)
                & (
                    Domain("vat_number", "=", form["vat_number"])
                    | Domain("fiscal_code", "=", form["vat_number"])
                )
            )
            employers = same or employers.filtered(lambda one: not one.vat_number)
        return employers, contact

    @api.model
    def _similar_companies(self, form, address, company):
        """Return the organisations of the same mail domain or, spelled alike, the same name."""
        found = self.env["employer.organisation"]._find_by_domain(address, company)
        key = normalise_name(form["company_name"])
        if not key:
            return found
        return found | found.search(
            Domain("company_id", "=", company.id)
            & (Domain("match_name", "=", key) | Domain("match_sign", "=", key))
        )

    @api.model
    def _employer_vals(self, form):
        """Return the values of a new organisation, as the form says.

        Where the ERP has a contact with its VAT number, that one is taken as it is: a stranger
        must not overwrite what the ERP knows of it.
        """
        vals = {"name": form["company_name"], "vat_number": form.get("vat_number") or False}
        if self.env["employer.organisation"]._partners_by_vat([vals]):
            return vals
        return {
            **vals,
            "phone": form.get("phone") or False,
            "email": form.get("email_from") or False,
            "zip": form.get("zip") or False,
            "city": form.get("place") or False,
        }

    def _note_on_thread(self):
        """Say on the record what the form said; nobody is written to but the followers here."""
        self.ensure_one()
        self._thread().message_post(body=self._page_words(), message_type="notification")

    def _page_words(self):
        self.ensure_one()
        lines = [self.name, self.excerpt, self.sender_name, self.phone, self.email_from]
        return "\n".join(filter(None, lines))

    @api.model
    def _form_letter(self, vals):
        """Return a form as a letter, for who follows a person (see *people*)."""
        return {
            "address": vals["email_from"],
            "subject": vals["name"],
            "text": vals.get("excerpt"),
            "channel": "web",
            "attachments": [],
            "trace": {name: vals.get(name) for name in ("form_key", "visitor_hash")},
        }
