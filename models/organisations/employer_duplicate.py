# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_list

from .employer_organisation_match import MIN_DIGITS


class EmployerDuplicate(models.Model):
    """Two organisations of one office that may be one: found by the server, decided by people.

    `possible` pairs are found (see `employer.organisation` for what is compared) when the list is
    opened, after an import and every night, and vanish when nothing speaks for them any more. An
    officer may propose a pair to be merged; *not the same* is remembered for both for good, until
    it is taken back. Merging is `employer.merge`. Officers read the pairs of their office; only
    the server writes them.
    """

    _name = "employer.duplicate"
    _description = "Possible duplicate"
    _order = "state desc, score desc, id"

    first_id = fields.Many2one(
        "employer.organisation", string="One", required=True, readonly=True, ondelete="cascade"
    )
    second_id = fields.Many2one(
        "employer.organisation",
        string="The other",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    state = fields.Selection(
        [
            ("not_same", "Not the same"),
            ("possible", "Possible"),
            ("proposed", "Proposed to be merged"),
        ],
        required=True,
        readonly=True,
        default="possible",
    )
    same_number = fields.Boolean(readonly=True)
    same_name = fields.Boolean(string="Same name or sign", readonly=True)
    similarity = fields.Float(
        string="Likeness of the names", readonly=True, aggregator=False, help="0 to 1"
    )
    domains = fields.Char(string="Same mail domain", readonly=True)
    phones = fields.Char(string="Same phone", readonly=True)
    score = fields.Float(readonly=True, aggregator=False, help="How much speaks for it.")
    reason = fields.Char(string="Why", compute="_compute_reason")
    first_owner_id = fields.Many2one(
        related="first_id.user_id", store=True, string="Owner of the one"
    )
    second_owner_id = fields.Many2one(
        related="second_id.user_id", store=True, string="Owner of the other"
    )
    first_city = fields.Char(related="first_id.city", string="Town of the one")
    second_city = fields.Char(related="second_id.city", string="Town of the other")
    decided_by_id = fields.Many2one("res.users", string="Said by", readonly=True)
    decided_date = fields.Date(string="Said on", readonly=True)

    _pair_uniq = models.UniqueIndex(
        "(first_id, second_id)", "These two organisations are in the list already."
    )
    _check_order = models.Constraint(
        "CHECK(first_id < second_id)", "A pair names the older organisation first."
    )

    @api.depends("first_id", "second_id")
    def _compute_display_name(self):
        for pair in self:
            names = (pair.first_id.display_name or "", pair.second_id.display_name or "")
            pair.display_name = " / ".join(names)

    @api.depends("same_number", "same_name", "similarity", "domains", "phones")
    def _compute_reason(self):
        for pair in self:
            pair.reason = self._reason_words(
                {
                    "same_number": pair.same_number,
                    "same_name": pair.same_name,
                    "similarity": pair.similarity,
                    "domains": (pair.domains or "").split(),
                    "phones": (pair.phones or "").split(),
                }
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def action_open_list(self):
        """Look at what changed since the last time, and open the possible duplicates."""
        self.check_access("read")
        # sudo: pairs are the server's; only those of the user's offices are looked for
        self.sudo()._refresh(self.env.companies)
        return self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_duplicate_action"
        )

    def action_compare(self):
        """Open the two side by side, to merge them or to propose it."""
        self.ensure_one()
        return (self.first_id | self.second_id).action_compare()

    def action_not_same(self):
        """Remember for both that they are two.

        :raise AccessError: the user may not write one of them
        """
        self._decide("not_same")

    def action_possible(self):
        """Take back what was said of the pair.

        :raise AccessError: the user may not write one of them
        """
        self._decide("possible")

    def action_propose(self):
        """Propose to whoever may merge them that the pair is one.

        :raise AccessError: the user may not write one of them
        """
        self._decide("proposed")

    def _decide(self, state):
        (self.first_id | self.second_id).check_access("write")
        # sudo: pairs are the server's; the user may write both organisations
        self.sudo().write(
            {
                "state": state,
                "decided_by_id": state != "possible" and self.env.uid,
                "decided_date": state != "possible" and fields.Date.context_today(self),
            }
        )

    @api.model
    def _pair(self, organisations):
        """Return the pair of two organisations of one office, made if need be.

        :raise UserError: they are not two of one office
        """
        if len(organisations) != 2 or len(organisations.company_id) != 1:
            raise UserError(self.env._("Choose two organisations of the same office."))
        first, second = organisations.sorted("id")
        organisations.check_access("read")
        # sudo: as above, read rights were checked
        pair = self.sudo().search([("first_id", "=", first.id), ("second_id", "=", second.id)])
        pair = pair or self.sudo().create(
            {"first_id": first.id, "second_id": second.id, "company_id": first.company_id.id}
        )
        return pair.sudo(False)

    # ------------------------------------------------------------
    # FINDING
    # ------------------------------------------------------------

    @api.model
    def _reason_words(self, found):
        """Return what speaks for a pair, in words.

        :param found: same_number, same_name, similarity, domains and phones
        """
        words = []
        if found["same_number"]:
            words.append(self.env._("same VAT number or fiscal code"))
        if found["domains"]:
            words.append(self.env._("same mail domain %s", ", ".join(found["domains"])))
        if found["phones"]:
            words.append(self.env._("same phone %s", ", ".join(found["phones"])))
        if found["same_name"]:
            words.append(self.env._("same name or sign"))
        elif found["similarity"]:
            words.append(self.env._("names alike by %d %%", round(found["similarity"] * 100)))
        return format_list(self.env, words) if words else ""

    @api.model
    def _cron_refresh(self):
        """Look at everything again: thresholds and the list of providers may have changed."""
        self._refresh(None, everything=True)

    @api.model
    def _refresh(self, companies, everything=False):
        """Find the pairs of the organisations that changed (or of all), set-based.

        A few statements an office, whatever its size; pairs somebody decided on keep what was said.

        :param companies: the offices; None is every one
        """
        self.env["employer.organisation"].flush_model()
        self.env["employer.mail.provider"].flush_model()
        self.flush_model()
        organisations = self.env["employer.organisation"].with_context(active_test=False)
        domain = Domain("company_id", "in", companies.ids) if companies else Domain.TRUE
        due = Domain.TRUE if everything else Domain("match_due", "=", True)
        offices = organisations._read_group(domain & due, ["company_id"])
        for (company,) in offices:
            known = self._refresh_company(company, everything)
            self.env.cr.execute(
                SQL(
                    """
                    DELETE FROM employer_duplicate d USING employer_organisation a,
                        employer_organisation b
                    WHERE a.id = d.first_id AND b.id = d.second_id AND d.company_id = %s
                    AND (d.state = 'possible' AND NOT (d.id = ANY(%s)) AND (%s)
                        OR d.state != 'not_same' AND NOT (a.active AND b.active))
                    """,
                    company.id,
                    known,
                    SQL("TRUE") if everything else SQL("a.match_due OR b.match_due"),
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE employer_organisation SET match_due = FALSE "
                    "WHERE company_id = %s AND match_due",
                    company.id,
                )
            )
        self.env["employer.organisation"].invalidate_model(["match_due"])
        self.invalidate_model()

    def _refresh_company(self, company, everything):
        """Write the pairs of an office's organisations that are due; return their ids."""
        due = SQL("TRUE") if everything else SQL("match_due")
        self._set_names_apart(company, due)
        rows = self.env.execute_query(
            SQL(
                """
                WITH o AS MATERIALIZED (
                    SELECT id, match_name, match_sign, match_domains, phone_digits, vat_number,
                        fiscal_code, %(due)s AS due
                    FROM employer_organisation WHERE active AND company_id = %(company)s
                ), word AS (
                    SELECT id, due, kind, value,
                        COUNT(*) OVER (PARTITION BY kind, value) AS sharing
                    FROM (%(words)s) words
                ), sign AS (
                    SELECT a.id AS one, b.id AS other, a.kind, a.value, 0.0 AS similarity
                    FROM word a JOIN word b USING (kind, value)
                    WHERE a.id != b.id AND a.due AND a.sharing <= %(shared)s
                    UNION ALL %(alike)s
                )
                INSERT INTO employer_duplicate (
                    first_id, second_id, company_id, state, same_number, same_name, similarity,
                    domains, phones, score, first_owner_id, second_owner_id,
                    create_uid, create_date, write_uid, write_date
                )
                SELECT LEAST(one, other), GREATEST(one, other), %(company)s, 'possible',
                    bool_or(sign.kind = 'number'), bool_or(sign.kind = 'name'), MAX(similarity),
                    string_agg(DISTINCT value, ' ') FILTER (WHERE sign.kind = 'domain'),
                    string_agg(DISTINCT value, ' ') FILTER (WHERE sign.kind = 'phone'),
                    COUNT(DISTINCT sign.kind) + MAX(similarity), MAX(a.user_id), MAX(b.user_id),
                    %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
                FROM sign
                JOIN employer_organisation a ON a.id = LEAST(one, other)
                JOIN employer_organisation b ON b.id = GREATEST(one, other)
                GROUP BY 1, 2
                ON CONFLICT (first_id, second_id) DO UPDATE SET
                    same_number = EXCLUDED.same_number, same_name = EXCLUDED.same_name,
                    similarity = EXCLUDED.similarity, domains = EXCLUDED.domains,
                    phones = EXCLUDED.phones, score = EXCLUDED.score
                RETURNING id
                """,
                company=company.id,
                due=due,
                words=self._words_sql(),
                shared=company.employer_duplicate_shared,
                alike=self._alike_sql(everything),
                uid=self.env.uid,
            )
        )
        return [row[0] for row in rows]

    def _words_sql(self):
        """Return the SELECT of what may be shared: (id, due, kind, value) of the rows of `o`."""
        return SQL(
            """
            SELECT id, due, 'domain' AS kind, value
            FROM o, unnest(string_to_array(match_domains, ' ')) value
            WHERE NOT EXISTS (SELECT 1 FROM employer_mail_provider p
                              WHERE p.domain = value AND p.active)
            UNION SELECT id, due, 'phone', value
            FROM o, unnest(string_to_array(phone_digits, ' ')) value
            WHERE length(value) >= %s
            UNION SELECT id, due, 'number', value
            FROM o, unnest(ARRAY[vat_number, fiscal_code]) value WHERE value IS NOT NULL
            UNION SELECT id, due, 'name', value
            FROM o, unnest(ARRAY[match_name, match_sign]) value WHERE value IS NOT NULL
            """,
            MIN_DIGITS,
        )

    def _alike_sql(self, everything):
        """Return the rows of names that are alike, by trigrams, from the names set apart."""
        if not self.pool.has_trigram:
            return SQL("SELECT 0, 0, '', '', 0.0 WHERE FALSE")
        return SQL(
            """
            SELECT a.id, b.id, 'alike', '', similarity(a.name, b.name)
            FROM employer_duplicate_name a
            JOIN employer_duplicate_name b ON a.name %% b.name AND %(once)s
            WHERE a.due
            """,
            once=SQL("a.id < b.id") if everything else SQL("a.id != b.id"),
        )

    def _set_names_apart(self, company, due):
        """Put the office's names into a table of their own, for this transaction.

        A trigram index built at once over them alone is ten times faster than the one of the
        organisations, where each new name waits in a list that every search reads.
        """
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS employer_duplicate_name"))
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMPORARY TABLE employer_duplicate_name ON COMMIT DROP AS
                SELECT id, match_name AS name, %s AS due FROM employer_organisation
                WHERE active AND company_id = %s AND match_name IS NOT NULL
                """,
                due,
                company.id,
            )
        )
        if self.pool.has_trigram:
            self.env.cr.execute(
                SQL("CREATE INDEX ON employer_duplicate_name USING gin (name gin_trgm_ops)")
            )
            self.env.cr.execute(SQL("ANALYZE employer_duplicate_name"))
            self.env.cr.execute(
                SQL(
                    "SELECT set_config('pg_trgm.similarity_threshold', %s, TRUE)",
                    str(company.employer_duplicate_similarity / 100),
                )
            )
