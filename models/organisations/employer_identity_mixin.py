# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import RedirectWarning, ValidationError
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools import ateco
from odoo.addons.employer_engagement.tools.identifiers import normalise_fiscal_code, normalise_vat


class KnownOrganisation(RedirectWarning, ValidationError):
    """A refusal that opens the organisation it speaks of.

    A `ValidationError` for whoever catches it (an import says it of its row), a dialog with a
    button for the screen: the web client knows it by `static/src/known_organisation`.
    """

    def __init__(self, message, action, button):
        Exception.__init__(self, message, action, button, None)

    def __str__(self):
        return self.args[0]


class EmployerIdentityMixin(models.AbstractModel):
    """Who an organisation is: one contact of the ERP, and its numbers in one spelling.

    Used by `employer.organisation` alone, kept apart from what the office does with it.
    The ERP's contact is adopted, never duplicated; its name and choices are respected.
    """

    _name = "employer.identity.mixin"
    _description = "Identity of an organisation"
    _inherit = ["employer.record.mixin"]

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._normalise(vals) for vals in vals_list]
        self._check_numbers_free(vals_list)
        self._adopt_or_create_partners(vals_list)
        organisations = super().create(vals_list)
        organisations._mark_partners()
        organisations._fill_industry()
        return organisations

    def write(self, vals):
        vals = self._normalise(vals)
        self._check_numbers_free([vals], self)
        industries = {organisation: organisation._industry() for organisation in self}
        result = super().write(vals)
        if {"is_employer", "is_partner_organisation", "active", "partner_id"} & set(vals):
            self._mark_partners()
        if {"ateco_code", "ateco_edition", "economic_activity_id"} & set(vals):
            self._fill_industry(industries)
        if vals.get("vat_number"):
            self._fill_partner_vat()
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        self._mark_partners(partners)
        return result

    def copy_data(self, default=None):
        """A copy is another organisation: without the numbers and the contact of this one."""
        copies = super().copy_data(default)
        for organisation, vals in zip(self, copies, strict=True):
            vals.update(dict.fromkeys(("vat_number", "fiscal_code", "partner_id"), False))
            vals.update(default or {})
            vals.setdefault("name", self.env._("%s (copy)", organisation.name))
        return copies

    # ------------------------------------------------------------
    # NUMBERS
    # ------------------------------------------------------------

    def _normalise(self, vals):
        """Return `vals` with VAT number, fiscal code and ATECO code in their one spelling.

        :raise ValidationError: naming the field, the rule broken and the way out
        """
        vals = dict(vals)
        for field, normalise in (
            ("vat_number", normalise_vat),
            ("fiscal_code", normalise_fiscal_code),
            ("ateco_code", ateco.parse),
        ):
            if field in vals and isinstance(vals[field], str):
                vals[field] = vals[field].strip() or False
            if vals.get(field):
                try:
                    vals[field] = normalise(vals[field])
                except ValueError as error:
                    raise ValidationError(self._number_error(field, vals, str(error))) from error
        return vals

    def _number_error(self, field, vals, reason):
        """Return the sentence for a number that cannot be, by the reason of the tools."""
        lengths = {
            "vat_number": self.env._("it has 11 digits"),
            "fiscal_code": self.env._("it has 11 digits, or 16 characters for a sole trader"),
        }
        rules = {
            "length": lengths.get(field, ""),
            "format": self.env._("it holds a character that cannot be there"),
            "check_digit": self.env._("its check digit does not fit, so one character is wrong"),
            "section": self.env._("a section letter alone tells no division"),
        }
        if field == "ateco_code":
            rules["format"] = self.env._("it is written like 56, 56.1, 56.10 or 56.10.11")
        return self.env._(
            "%(field)s “%(value)s” of “%(record)s” cannot be right: %(rule)s. "
            "Correct it, or leave the field empty and note it until you know.",
            field=self._fields[field]._description_string(self.env),
            value=vals[field],
            record=vals.get("name") or ", ".join(self.mapped("display_name")),
            rule=rules.get(reason, reason),
        )

    def _check_numbers_free(self, vals_list, among=None):
        """Refuse a VAT number or fiscal code another organisation of the office has.

        Archived ones count too, and so does the ERP's contact of another organisation. The unique
        indexes refuse what is active; here the message names the other one and opens it.

        :raise KnownOrganisation: a `ValidationError` with a button
        """
        among = among or self.browse()
        numbers = {
            vals[field]: field
            for vals in vals_list
            for field in ("fiscal_code", "vat_number")
            if vals.get(field)
        }
        if not numbers:
            return
        companies = {vals["company_id"] for vals in vals_list if vals.get("company_id")}
        ours = self.with_context(active_test=False).search(
            [
                ("company_id", "in", list(companies or (among.company_id or self.env.company).ids)),
                ("id", "not in", among.ids),
                ("merged_into_id", "not in", among.ids),  # it has their numbers by right
                *self._numbers_domain(numbers),
            ],
            order="active desc, id",
            limit=1,
        )
        if ours:
            raise self._known_error(numbers, ours)
        if not among:
            self._check_contacts_free(
                [vals["vat_number"] for vals in vals_list if self._needs_contact(vals)]
            )

    @api.model
    def _needs_contact(self, vals):
        """Return whether a new organisation may be found a contact by its VAT number."""
        return vals.get("vat_number") and not vals.get("partner_id")

    @api.model
    def _numbers_domain(self, numbers):
        """Return the domain of who has one of the numbers, on itself or on its contact."""
        spellings = [spelling for one in numbers for spelling in (one, f"IT{one}")]
        return Domain.OR(
            [
                Domain("vat_number", "in", list(numbers)),
                Domain("fiscal_code", "in", list(numbers)),
                Domain("partner_id.vat", "in", spellings),
            ]
        )

    @api.model
    def _known_error(self, numbers, other):
        """Return the error that names an organisation with one of the numbers.

        :param numbers: {number: field it is to be written to}
        """
        on_contact = (other.partner_id.vat or "").removeprefix("IT")
        same = {other.vat_number, other.fiscal_code} & numbers.keys()
        other = other.merged_into_id or other
        number = min(same or {on_contact})
        labels = {
            "field": self._fields[numbers[number]]._description_string(self.env),
            "value": number,
            "other": other.display_name,
        }
        if not same:
            words = self.env._(
                "%(field)s %(value)s stands on the contact of “%(other)s” already: "
                "open that organisation instead of making a second one.",
                **labels,
            )
        elif other.active:
            words = self.env._(
                "%(field)s %(value)s belongs to “%(other)s” already: "
                "open that organisation instead of making a second one.",
                **labels,
            )
        else:
            words = self.env._(
                "%(field)s %(value)s belongs to “%(other)s” already, which is archived: "
                "open and restore that organisation instead of making a second one.",
                **labels,
            )
        return KnownOrganisation(words, other._open_action(), self.env._("Open it"))

    @api.model
    def _check_contacts_free(self, numbers):
        """Refuse to make a further contact where the ERP has several with the VAT number."""
        by_number = self._contacts_by_vat(numbers)
        several = {number: same for number, same in by_number.items() if len(same) > 1}
        for number, contacts in several.items():
            raise KnownOrganisation(
                self.env._(
                    "The ERP has several contacts with the VAT number %(number)s: %(names)s. "
                    "Choose one of them as the contact of this organisation.",
                    number=number,
                    names=", ".join(f"“{contact.display_name}”" for contact in contacts[:5]),
                ),
                {
                    "type": "ir.actions.act_window",
                    "name": self.env._("Contacts with this number"),
                    "res_model": "res.partner",
                    "views": [(False, "list"), (False, "form")],
                    "domain": [("id", "in", contacts.ids)],
                },
                self.env._("Show them"),
            )

    def _open_action(self):
        """Return the action that opens this organisation, archived or not."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "current",
        }

    # ------------------------------------------------------------
    # THE CONTACT OF THE ERP
    # ------------------------------------------------------------

    @api.model
    def _adopt_or_create_partners(self, vals_list):
        """Give every vals a `partner_id`: its own, the ERP's contact with its VAT, or a new one."""
        known = self._partners_by_vat(vals_list)
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner = partner or known.get(vals.get("vat_number"), partner)
            if partner:
                self._adopt_partner(vals, partner)
            else:
                vals["partner_id"] = self.env["res.partner"].create(self._partner_values(vals)).id

    @api.model
    def _adopt_partner(self, vals, partner):
        """Deal with the contact's commercial entity; its name stays what the ERP says."""
        vals["partner_id"] = partner.commercial_partner_id.id
        if partner != partner.commercial_partner_id:
            vals.setdefault("main_contact_id", partner.id)
        vals.pop("name", None)

    @api.model
    def _partner_values(self, vals):
        if not vals.get("name"):
            raise ValidationError(
                self.env._("An organisation needs a name, or a contact of the ERP to take it from.")
            )
        values = {"name": vals["name"], "is_company": True}
        if vals.get("vat_number"):
            values["vat"] = f"IT{vals['vat_number']}"
        return values

    @api.model
    def _partners_by_vat(self, vals_list):
        """Return {VAT number: the one company contact of the ERP that has it and is free}."""
        numbers = [vals["vat_number"] for vals in vals_list if self._needs_contact(vals)]
        contacts = self._contacts_by_vat(numbers)
        return {number: same for number, same in contacts.items() if len(same) == 1}

    @api.model
    def _contacts_by_vat(self, numbers):
        """Return {VAT number: company contacts of the ERP that have it and are free}."""
        if not numbers:
            return {}
        spellings = {spelling: number for number in numbers for spelling in (number, f"IT{number}")}
        partners = self.env["res.partner"].search([("vat", "in", list(spellings))])
        found = partners.filtered(lambda one: one == one.commercial_partner_id)
        taken = self.with_context(active_test=False).search([("partner_id", "in", found.ids)])
        return (found - taken.partner_id).grouped(lambda one: spellings[one.vat])

    def _mark_partners(self, partners=None):
        """Mark the contacts as what they are to any office."""
        partners = partners or self.partner_id
        # sudo: another office may deal with the same contact, and its flags belong to all of
        # them; only the two flags are written, on contacts of organisations the user may write.
        every = self.sudo().search([("partner_id", "in", partners.ids)]).grouped("partner_id")
        for partner in partners.sudo().exists():
            same = every.get(partner, self.browse())
            flags = {
                field: any(same.mapped(field))
                for field in ("is_employer", "is_partner_organisation")
            }
            partner.write({key: value for key, value in flags.items() if partner[key] != value})

    def _industry(self):
        self.ensure_one()
        return self.economic_activity_id.industry_id

    def _fill_industry(self, before=None):
        """Give the contact the industry of the activity, unless the ERP chose one itself.

        :param before: {organisation: industry our activity gave until now}
        """
        for organisation in self:
            ours = (before or {}).get(organisation, self.env["res.partner.industry"])
            partner, industry = organisation.partner_id, organisation._industry()
            if industry and partner.industry_id in (ours, ours.browse()):
                partner.industry_id = industry

    def _fill_partner_vat(self):
        """A VAT number learnt later also helps the ERP, if it has none for this contact."""
        for organisation in self.filtered("vat_number"):
            if not organisation.partner_id.vat:
                organisation.partner_id.vat = f"IT{organisation.vat_number}"
