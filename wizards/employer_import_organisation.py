# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.tools.mail import html_to_inner_content, plaintext2html

from ..tools import office_values, organisation_row
from ..tools.identifiers import normalise_vat
from ..tools.names import same_name
from ..tools.register import Register
from .employer_import_target import plain_value, snapshot

#: Fields the ERP's contact holds: an adopted contact only gets what it lacks.
CONTACT_FIELDS = (
    "name", "street", "zip", "city", "state_id", "country_id", "phone", "email", "website",
)  # fmt: skip
OFFICE_FIELDS = (
    "trade_name", "vat_number", "fiscal_code", "pec", "ateco_code", "size_class", "list_status",
)  # fmt: skip
#: Never taken from another: an import fills them where they are empty.
GAP_FIELDS = ("user_id",)
#: What adopting a contact may also change on it.
PARTNER_EXTRA = ("vat", "industry_id")
#: What a matched organisation is compared by.
FACTS = ("name", "vat_number", "fiscal_code", "zip", "city")


class EmployerImportOrganisation(models.AbstractModel):
    """Sheets of companies: each row finds its organisation, or a contact to adopt, or is new.

    Found by VAT number or fiscal code, else by name and place; a doubt refuses the row. A value
    the list repeats since its last import never overwrites what the office wrote meanwhile.
    """

    _name = "employer.import.organisation"
    _inherit = "employer.import.target"
    _description = "Import of organisations"
    _record_model = "employer.organisation"
    _colleague_columns = ("officer",)

    def _label(self):
        return self.env._("Organisations")

    def _columns(self):
        return organisation_row.COLUMNS

    def _column_labels(self):
        return {
            "name": self.env._("Name"),
            "trade_name": self.env._("Trade name"),
            "vat_number": self.env._("VAT number"),
            "fiscal_code": self.env._("Fiscal code"),
            "street": self.env._("Street and number"),
            "zip": self.env._("Postcode"),
            "city": self.env._("Town"),
            "province": self.env._("Province"),
            "ateco": self.env._("ATECO code"),
            "headcount": self.env._("Staff"),
            "phone": self.env._("Phone"),
            "email": self.env._("E-mail and PEC"),
            "website": self.env._("Website"),
            "list_status": self.env._("Status in the office's list"),
            **self._common_labels(),
        }

    def _fits(self, keys):
        """Return whether a sheet names companies and says at least two more things of a company."""
        company_facts = {"vat_number", "street", "zip", "city", "ateco", "headcount"}
        return "name" in keys and len(company_facts & keys) >= 2

    # ---- plan (the dry run)

    def _plan(self, lines):
        record = lines.import_id
        self = self.with_company(record.company_id)
        rows = {line: organisation_row.read_organisation(line._cells()) for line in lines}
        known = {
            "file": self._file_register(record),
            "office": self._office_register(record.company_id),
            "contacts": self._contact_register(record.company_id, rows.values()),
        }
        numbers = [line.key for line in rows if line.key]
        known["numbers"] = self._first_by_number(record, "organisation", numbers)
        provinces, colleagues = self._provinces(), record._colleague_users()
        updates = {}
        for line, row in rows.items():
            vals = self._values(row, provinces, colleagues)
            line.write({"name": row.values.get("name") or False, "values": vals})
            found = self._place(line, row, vals, known)
            if found:
                updates[line] = found
            if line.action != "refuse":
                known["file"].add(line, row.values)
                known["numbers"].setdefault(line.key, line)
        self._plan_updates(updates)

    def _place(self, line, row, vals, known):
        """Plan a row as refused, adopted or new; return the organisation it is, if it is one."""
        remarks = [self._finding_words(finding) for finding in row.remarks] + self._lookup_remarks(
            row, vals
        )
        line.remarks = "\n".join(remarks) or False
        reasons = self._shape_reasons(line) or [
            self._finding_words(finding) for finding in row.problems
        ]
        found = {key: known[key].find(row.values) for key in ("file", "office", "contacts")}
        reasons += self._repeat_reasons(line, found["file"]) or self._same_number_reasons(
            line, known["numbers"]
        )
        reasons += self._doubt_reasons(found["office"] or found["contacts"])
        if reasons:
            line._refuse(reasons)
        elif found["office"]:
            return found["office"][0]
        elif found["contacts"]:
            contact = found["contacts"][0]
            line._set_plan(
                "adopt",
                remarks=remarks,
                partner_id=contact.id,
                changes=[self._adopt_words(row, contact)],
            )
        else:
            line._set_plan("create", remarks=remarks)
        return None

    def _plan_updates(self, updates):
        """Plan the rows whose organisation exists: what changes, if anything."""
        organisations = self.env["employer.organisation"].browse(
            [organisation.id for organisation in updates.values()]
        )
        organisations.fetch([*CONTACT_FIELDS, *OFFICE_FIELDS, "active", "partner_id"])
        told = self._told_before(organisations)
        adopted = self._adopted_ids(organisations)
        for line, organisation in updates.items():
            if not organisation.active:
                line._refuse([self._archived_words(organisation)])
                continue
            changes, kept = self._changes(
                organisation,
                line.values,
                told.get(organisation.id, {}),
                organisation.id in adopted,
                line.import_id.on_difference,
            )
            line._set_plan(
                "update" if changes else "unchanged",
                res_model=organisation._name,
                res_id=organisation.id,
                name=organisation.name,
                after=changes or False,
                changes=[self._change_words(organisation, *change) for change in changes.items()],
                remarks=[*filter(None, [line.remarks]), *kept],
            )

    # ---- who is known already

    def _file_register(self, record):
        """Return the rows of this import planned so far, but for refused ones."""
        register = Register()
        lines = self.env["employer.import.line"].search_fetch(
            [
                ("import_id", "=", record.id),
                ("status", "in", ("planned", "done")),
                ("action", "!=", "refuse"),
            ],
            ["row", "name", "values"],
        )
        for line in lines:
            register.add(line, line.values)
        return register

    def _office_register(self, company):
        """Return the office's organisations, archived ones too; a merged one is its survivor."""
        register = Register()
        organisations = (
            self.env["employer.organisation"]
            .with_context(active_test=False)
            .search_fetch([("company_id", "=", company.id)], [*FACTS, "merged_into_id"])
        )
        # the survivor's own facts last: they are what a row is compared with
        for organisation in organisations.sorted(lambda one: not one.merged_into_id):
            facts = {field: organisation[field] or "" for field in FACTS}
            register.add(organisation.merged_into_id or organisation, facts)
        return register

    def _contact_register(self, company, rows):
        """Return the companies among the ERP's contacts that rows may mean, not ours already."""
        rows = [row.values for row in rows]
        numbers = {
            row[code] for row in rows for code in ("vat_number", "fiscal_code") if code in row
        }
        spellings = [spelling for number in numbers for spelling in (number, f"IT{number}")]
        towns = {form for row in rows for form in _town_forms(row.get("city"))}
        nearby = fields.Domain.OR(
            [
                [("zip", "in", [row["zip"] for row in rows if row.get("zip")])],
                [("city", "in", list(towns))],
                [("zip", "=", False), ("city", "=", False)],
            ]
        )
        ours = self.env["employer.organisation"].with_context(active_test=False)
        taken = ours._search([("company_id", "=", company.id)]).subselect("partner_id")
        contacts = self.env["res.partner"].search_fetch(
            fields.Domain([("parent_id", "=", False), ("id", "not in", taken)])
            & (
                fields.Domain("vat", "in", spellings)
                | (fields.Domain("is_company", "=", True) & nearby)
            ),
            ["name", "vat", "zip", "city"],
        )
        register = Register()
        for contact in contacts:
            register.add(contact, contact_facts(contact))
        return register

    def _adopted_ids(self, organisations):
        """Return the organisations whose contact was the ERP's before it was ours."""
        lines = self.env["employer.import.line"].search_fetch(
            [
                ("res_model", "=", organisations._name),
                ("res_id", "in", organisations.ids),
                ("action", "=", "adopt"),
                ("status", "=", "done"),
            ],
            ["res_id"],
        )
        older = organisations.filtered(
            # sudo: the day the contact was made, nothing else
            lambda organisation: (
                organisation.partner_id.sudo().create_date < organisation.create_date
            )
        )
        return {*lines.mapped("res_id"), *older.ids}

    # ---- values

    def _provinces(self):
        """Return the Italian provinces by code and by name, in small letters."""
        states = self.env["res.country.state"].search([("country_id", "=", self._italy().id)])
        return {key.casefold(): state for state in states for key in (state.code, state.name)}

    def _italy(self):
        return self.env.ref("base.it")

    def _values(self, row, provinces, colleagues):
        """Return the values of a row by field of the organisation."""
        vals = {
            field: row.values[field]
            for field in (*CONTACT_FIELDS, *OFFICE_FIELDS)
            if row.values.get(field)
        }
        province = provinces.get(row.values.get("province", "").casefold())
        if province:
            vals["state_id"] = province.id
        if province or vals.get("city") or vals.get("zip"):
            vals["country_id"] = self._italy().id
        if vals.get("phone"):
            vals["phone"] = (
                self.env["res.partner"]._phone_format(
                    number=vals["phone"], country=self._italy(), force_format="INTERNATIONAL"
                )
                or vals["phone"]
            )
        officer = colleagues.get(office_values.colleague_key(row.values.get("officer")))
        if officer:
            vals["user_id"] = officer
        if row.values.get("notes"):
            vals["notes"] = str(plaintext2html(row.values["notes"]))
        return vals

    def _changes(self, organisation, vals, told, is_adopted, on_difference):
        """Return what a row changes on its organisation, and in words what it would have.

        :param told: the values of the last import of this organisation: what the list repeats is
            no news, whatever the office wrote meanwhile
        """
        changes, kept = {}, []
        for field, value in vals.items():
            current = plain_value(organisation, field)
            same = current == value or (field == "name" and same_name(current, value))
            if same or told.get(field) == value:
                continue
            if field == "notes":
                # What officers wrote stays: the list's note stands below it, once
                if html_to_inner_content(value) not in html_to_inner_content(current):
                    changes[field] = (current or "") + value
                continue
            is_ours = not (field in GAP_FIELDS or (is_adopted and field in CONTACT_FIELDS))
            if not current or (is_ours and on_difference == "replace"):
                changes[field] = value
            else:
                kept.append(self._kept_words(organisation, field, value))
        return changes, kept

    # ---- apply

    def _apply_batch(self, lines):
        record = lines.import_id
        self = self.with_company(record.company_id).with_context(tracking_disable=True)
        new = lines.filtered(lambda line: line.action in ("create", "adopt"))
        self._create_organisations(record, new)
        for line in lines.filtered(lambda line: line.action == "update"):
            organisation = self._records(line)
            changes = line.after
            line.before = {field: plain_value(organisation, field) for field in changes}
            organisation.write(changes)
            line.after = {field: plain_value(organisation, field) for field in changes}
        lines.status = "done"
        self.env.flush_all()

    def _create_organisations(self, record, lines):
        """Create what is new: contacts first, all at once, then the organisations upon them."""
        self._create_partners(lines.filtered(lambda line: line.action == "create"))
        partners = {line: line.partner_id.with_env(self.env) for line in lines}
        befores = {
            line: snapshot(partner, (*CONTACT_FIELDS, *PARTNER_EXTRA))
            for line, partner in partners.items()
        }
        for line, partner in partners.items():
            gaps = {
                field: value
                for field, value in line.values.items()
                if field in CONTACT_FIELDS and not partner[field]
            }
            if gaps:
                partner.write(gaps)
        organisations = self.env["employer.organisation"].create(
            [self._organisation_vals(record, line) for line in lines]
        )
        self.env.flush_all()
        for line, organisation in zip(lines, organisations, strict=True):
            line.write(
                {
                    "res_model": organisation._name,
                    "res_id": organisation.id,
                    "before": befores[line],
                    "after": {
                        "organisation": snapshot(organisation, self._own_fields()),
                        "partner": snapshot(partners[line], (*CONTACT_FIELDS, *PARTNER_EXTRA)),
                    },
                }
            )

    def _create_partners(self, lines):
        """Create the contacts of the new organisations in one go."""
        organisation = self.env["employer.organisation"]
        partners = self.env["res.partner"].create(
            [
                {**_contact_values(line.values), **organisation._partner_values(line.values)}
                for line in lines
            ]
        )
        for line, partner in zip(lines, partners, strict=True):
            line.partner_id = partner

    def _organisation_vals(self, record, line):
        return {
            **{
                field: value
                for field, value in line.values.items()
                if field in (*OFFICE_FIELDS, "notes")
            },
            "partner_id": line.partner_id.id,
            "company_id": record.company_id.id,
            "user_id": line.values.get("user_id") or record.owner_id.id,
            "team_id": record.team_id.id,
        }


def contact_facts(contact):
    """Return what a contact of the ERP is compared by, its VAT number without the country."""
    try:
        number = normalise_vat(contact.vat or "")
    except ValueError:
        number = contact.vat or ""
    return {
        "name": contact.name or "",
        "vat_number": number,
        "zip": contact.zip or "",
        "city": contact.city or "",
    }


def _town_forms(town):
    """Return a town as contacts may spell it."""
    return {town, town.upper(), town.lower(), town.title()} if town else set()


def _contact_values(values):
    return {field: value for field, value in values.items() if field in CONTACT_FIELDS}
