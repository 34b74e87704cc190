# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL


class EmployerToday(models.Model):
    """Agreements that wait for a signature: whose, since when, when last reminded."""

    _inherit = "employer.today"
    _depends = {
        "employer.agreement": ["state", "user_id", "employer_id", "contact_id"],
        "employer.agreement.type": ["waiting_days"],
        "employer.access.link": ["act", "res_model", "res_id", "sent_at"],
        "employer.company.mail": ["res_model", "res_id", "sent_at"],
        "employer.signature": ["agreement_id", "party", "signed_at", "voided_at"],
        "employer.milestone": ["res_model", "res_id", "milestone", "date", "cancelled_at"],
    }

    kind = fields.Selection(selection_add=[("to_sign", "Signature missing")])

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_to_sign"):
            sources.append(self._source_to_sign())
        return sources

    @api.model
    def _source_to_sign(self):
        """Agreements to sign; due the days the type waits after the last reminder.

        A reminder is a link that was mailed, or the mail to who signs on the portal. What the
        organisation has signed is the office's to sign, or to make active, from that day on. Once
        both have signed and a rule still forbids to make it active, that is what waits.
        """
        return SQL(
            """
            SELECT 17, 'to_sign', r.id, 'employer.agreement', r.id,
                   COALESCE(
                       s.employer_date,
                       COALESCE(l.sent_at::date, m.date, r.write_date::date) + t.waiting_days
                   ),
                   COALESCE(m.date, r.write_date::date),
                   r.name || ' · '
                       || CASE WHEN s.employer AND s.office THEN %(signed)s
                               WHEN s.employer THEN %(office)s
                               WHEN s.office THEN %(employer)s
                               ELSE %(both)s END
                       || CASE WHEN l.sent_at IS NULL THEN ''
                               ELSE ' · ' || %(sent)s || to_char(l.sent_at, ' DD/MM/YYYY') END,
                   r.employer_id, r.contact_id, NULL::integer, r.user_id, r.company_id
              FROM employer_agreement r
              JOIN employer_agreement_type t ON t.id = r.agreement_type_id
              LEFT JOIN LATERAL (
                   SELECT COALESCE(BOOL_OR(party = 'employer'), FALSE) AS employer,
                          COALESCE(BOOL_OR(party = 'office'), FALSE) AS office,
                          MAX(signed_at::date) FILTER (WHERE party = 'employer') AS employer_date
                     FROM employer_signature
                    WHERE agreement_id = r.id AND voided_at IS NULL) s ON TRUE
              LEFT JOIN LATERAL (
                   SELECT MAX(date) AS date
                     FROM employer_milestone
                    WHERE res_model = 'employer.agreement' AND res_id = r.id
                      AND milestone = 'to_sign' AND cancelled_at IS NULL) m ON TRUE
              LEFT JOIN LATERAL (
                   SELECT MAX(sent_at) AS sent_at
                     FROM (SELECT sent_at FROM employer_access_link
                            WHERE res_model = 'employer.agreement' AND res_id = r.id
                              AND act = 'sign'
                            UNION ALL
                           SELECT sent_at FROM employer_company_mail
                            WHERE res_model = 'employer.agreement' AND res_id = r.id) told
                    WHERE sent_at >= m.date) l ON TRUE
             WHERE r.state = 'to_sign'
            """,
            signed=self.env._("signed by both, to be made active"),
            office=self.env._("the office has to sign"),
            employer=self.env._("the organisation has to sign"),
            both=self.env._("nobody has signed"),
            sent=self.env._("last sent on"),
        )
