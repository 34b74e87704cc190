# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.employer_engagement.tools.mail_domains import own_domains
from odoo.addons.employer_engagement.tools.names import normalise_name
from odoo.addons.employer_engagement.tools.phones import national_digits

#: Fewer digits are an extension: no sign that two are one.
MIN_DIGITS = 6
#: So many possible duplicates are named on a form.
SHOWN = 5


class EmployerOrganisation(models.Model):
    """Which other organisation of the office this one may be: shown on the form while it is typed.

    Compared are mail domains (without providers), every phone of the organisation, its units and
    its people, the name without legal form and accents (trigrams, threshold of the office), the
    name on the sign, and one's VAT number with the other's fiscal code. What many organisations of
    the office share (a consultant's phone) says nothing. The keys are stored; `match_due` says that
    `employer.duplicate` has not looked at them yet.
    """

    _inherit = "employer.organisation"

    match_name = fields.Char(
        compute="_compute_match_name",
        store=True,
        index="trigram",
        export_string_translation=False,
        help="The name without legal form, accents and signs, to find duplicates.",
    )
    match_sign = fields.Char(
        compute="_compute_match_name",
        store=True,
        export_string_translation=False,
        help="The name on the sign, as the name.",
    )
    match_domains = fields.Char(
        compute="_compute_match_domains",
        store=True,
        export_string_translation=False,
        help="Mail domains of the organisation, its units and its people; certified mail apart.",
    )
    match_due = fields.Boolean(
        compute="_compute_match_due",
        store=True,
        export_string_translation=False,
        help="Something changed since duplicates were last looked for.",
    )
    duplicate_words = fields.Html(
        string="Maybe the same as", compute="_compute_duplicate_words", sanitize=False
    )

    _match_due_idx = models.Index("(company_id) WHERE match_due")

    # ------------------------------------------------------------
    # KEYS
    # ------------------------------------------------------------

    @api.depends("name", "trade_name")
    def _compute_match_name(self):
        for organisation in self:
            organisation.match_name = normalise_name(organisation.name) or False
            organisation.match_sign = normalise_name(organisation.trade_name) or False

    @api.depends(
        "partner_id.email", "partner_id.child_ids.email", "partner_id.child_ids.child_ids.email"
    )
    def _compute_match_domains(self):
        for organisation in self:
            partner = organisation.partner_id
            partners = partner | partner.child_ids | partner.child_ids.child_ids
            organisation.match_domains = " ".join(own_domains(partners.mapped("email"))) or False

    @api.depends(
        "match_name",
        "match_sign",
        "match_domains",
        "phone_digits",
        "vat_number",
        "fiscal_code",
        "active",
        "company_id",
    )
    def _compute_match_due(self):
        self.match_due = True

    # ------------------------------------------------------------
    # THE BANNER
    # ------------------------------------------------------------

    @api.depends("name", "trade_name", "email", "phone", "vat_number", "fiscal_code", "company_id")
    def _compute_duplicate_words(self):
        for organisation in self:
            found = organisation.active and organisation._possible_duplicates()
            rows = [
                Markup(
                    '<li><a href="/odoo/employers/%(id)s" target="_blank">%(name)s</a> %(why)s</li>'
                )
                % {"id": other.id, "name": other.display_name, "why": f"({why})"}
                for other, why in found or ()
            ]
            organisation.duplicate_words = (
                Markup('<ul class="mb-0">%s</ul>') % Markup().join(rows) if rows else False
            )

    def _possible_duplicates(self):
        """Return [(organisation, why)] of the same office that may be this one, likeliest first.

        Works on what a form holds before it is saved; what was said to be another is left out.
        One query, whatever the office's size.
        """
        self.ensure_one()
        keys = self._match_keys()
        if not any(keys.values()):
            return []
        rows = self.env.execute_query_dict(self._match_query(keys))
        rows = self._without_shared(rows, keys)[:SHOWN]
        others = {
            other.id: other
            for other in self.browse(row["id"] for row in rows)._filtered_access("read")
        }
        Duplicate = self.env["employer.duplicate"]
        return [
            (others[row["id"]], Duplicate._reason_words(row)) for row in rows if row["id"] in others
        ]

    def _match_keys(self):
        """Return what this organisation is compared by, as the form holds it now."""
        partner = self.partner_id
        partners = partner | partner.child_ids | partner.child_ids.child_ids
        phones = [*partners.mapped("phone"), self.phone]
        digits = {national_digits(phone) for phone in phones if phone}
        return {
            "name": normalise_name(self.name),
            "sign": normalise_name(self.trade_name),
            "domains": own_domains([*partners.mapped("email"), self.email]),
            "phones": sorted(number for number in digits if len(number) >= MIN_DIGITS),
            "numbers": [number for number in (self.vat_number, self.fiscal_code) if number],
        }

    def _match_query(self, keys):
        """Return the query of the office's active organisations that share a key with this one."""
        self.env["employer.organisation"].flush_model()
        self.env["employer.mail.provider"].flush_model()
        self.env["employer.duplicate"].flush_model()
        company = self.company_id or self.env.company
        names = [key for key in (keys["name"], keys["sign"]) if key]
        return SQL(
            """
            WITH mine AS (
                SELECT ARRAY(
                    SELECT unnest(%(domains)s::text[]) EXCEPT
                    SELECT domain FROM employer_mail_provider WHERE active
                ) AS domains
            ), other AS (
                SELECT o.id,
                    %(similarity)s AS similarity,
                    COALESCE(o.match_name = ANY(%(names)s), FALSE)
                        OR COALESCE(o.match_sign = ANY(%(names)s), FALSE) AS same_name,
                    COALESCE(o.vat_number = ANY(%(numbers)s), FALSE)
                        OR COALESCE(o.fiscal_code = ANY(%(numbers)s), FALSE) AS same_number,
                    ARRAY(SELECT unnest(string_to_array(o.match_domains, ' '))
                          INTERSECT SELECT unnest(mine.domains)) AS domains,
                    ARRAY(SELECT unnest(string_to_array(o.phone_digits, ' '))
                          INTERSECT SELECT unnest(%(phones)s::text[])) AS phones
                FROM employer_organisation o, mine
                WHERE o.active AND o.company_id = %(company)s AND o.id != %(self)s
                AND NOT EXISTS (
                    SELECT 1 FROM employer_duplicate d WHERE d.state = 'not_same'
                    AND d.first_id = LEAST(o.id, %(self)s)
                    AND d.second_id = GREATEST(o.id, %(self)s)
                )
            )
            SELECT * FROM other
            WHERE similarity >= %(threshold)s OR same_name OR same_number
                OR domains != '{}' OR phones != '{}'
            ORDER BY same_number DESC,
                cardinality(domains) + cardinality(phones) + similarity DESC, id
            LIMIT 50
            """,
            company=company.id,
            self=self._origin.id or 0,
            names=names,
            numbers=keys["numbers"],
            domains=keys["domains"],
            phones=keys["phones"],
            similarity=self._similarity_sql(keys["name"]),
            threshold=company.employer_duplicate_similarity / 100,
        )

    def _similarity_sql(self, name):
        """Return how alike the names are, 0 to 1; a database without trigrams knows equal ones."""
        if not self.pool.has_trigram:
            return SQL("CASE WHEN o.match_name = %s THEN 1.0 ELSE 0.0 END", name)
        return SQL("COALESCE(similarity(o.match_name, %s), 0)", name)

    def _without_shared(self, rows, keys):
        """Drop rows found by a domain, phone or sign alone that too many organisations have."""
        limit = (self.company_id or self.env.company).employer_duplicate_shared
        threshold = (self.company_id or self.env.company).employer_duplicate_similarity / 100
        counts = {}
        for row in rows:
            for value in (*row["domains"], *row["phones"]):
                counts[value] = counts.get(value, 1) + 1
        signs = 1 + sum(row["same_name"] and row["similarity"] < threshold for row in rows)
        kept = []
        for row in rows:
            row["domains"] = [one for one in row["domains"] if counts[one] <= limit]
            row["phones"] = [one for one in row["phones"] if counts[one] <= limit]
            alike = row["similarity"] >= threshold
            row["similarity"] = row["similarity"] if alike else 0
            row["same_name"] = row["same_name"] and (alike or signs <= limit)
            if alike or any(row[key] for key in ("same_name", "same_number", "domains", "phones")):
                kept.append(row)
        return kept
