# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from ..agreements.employer_agreement import FORCE_STATES
from ..agreements.employer_agreement_version import WRITING
from .employer_today import FEATURES, SOURCES

SOURCES["commitment"] = ("employer.commitment", "check_date", "user_id")
SOURCES["file"] = ("employer.agreement", None, "user_id")
FEATURES["_source_commitments"] = "agreements"
FEATURES["_source_files"] = "agreements"


class EmployerToday(models.Model):
    """Agreements in Today: their end in steps, promises behind, files to follow."""

    _inherit = "employer.today"
    _depends = {
        "employer.agreement": [
            "amends_id",
            "employer_id",
            "is_not_renewed",
            "renewed_from_id",
            "start_date",
            "state",
        ],
        "employer.agreement.type": ["second_notice_days"],
        "employer.commitment": [
            "behind_date",
            "check_date",
            "delivered",
            "gap",
            "group_behind_date",
            "group_delivered",
            "group_gap",
            "kind",
            "quantity",
        ],
        "employer.rule.exception": ["agreement_id", "file_due_date", "signed_date"],
        "employer.signature": ["agreement_id", "voided_at", "way"],
    }

    kind = fields.Selection(
        selection_add=[("commitment", "Promise behind"), ("file", "Signed file to follow")]
    )

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        for name in ("_source_commitments", "_source_files"):
            if self._uses(name):
                sources.append(getattr(self, name)(today))
        return sources

    @api.model
    def _source_agreements(self, today):
        """Agreements that end, one row each: later, then for today, then late after the end.

        The row waits until somebody renews the agreement or lets it end. A renewal being written
        silences the first notice; from the last one on only an active renewal does, or another
        active agreement of the same kind that goes on. An end long past is history.
        """
        return SQL(
            """
            SELECT 5, 'agreement', r.id, 'employer.agreement', r.id,
                   CASE WHEN r.end_date < %(today)s THEN r.end_date
                        WHEN r.end_date - t.second_notice_days <= %(today)s THEN %(today)s
                        ELSE r.end_date - t.second_notice_days END,
                   r.start_date,
                   r.name || ': ' || CASE
                        WHEN r.end_date < %(today)s THEN %(ended)s
                        WHEN r.end_date - t.second_notice_days <= %(today)s THEN %(ends)s
                        ELSE %(announced)s END,
                   r.employer_id, r.contact_id, NULL::integer, r.user_id, r.company_id
              FROM employer_agreement r
              JOIN employer_agreement_type t ON t.id = r.agreement_type_id
             WHERE r.is_not_renewed IS NOT TRUE
               AND (r.state = 'active' AND r.end_date <= %(today)s + t.notice_days
                    OR r.state = 'expired' AND r.end_date >= %(today)s - t.second_notice_days)
               AND NOT EXISTS (SELECT 1 FROM employer_agreement n
                                WHERE n.employer_id = r.employer_id AND n.state = 'active'
                                  AND n.id != r.id
                                  AND (n.renewed_from_id = r.id OR n.amends_id = r.id
                                       OR n.agreement_type_id = r.agreement_type_id
                                       AND n.start_date <= r.end_date + 1
                                       AND n.end_date > r.end_date))
               AND (r.end_date - t.second_notice_days <= %(today)s
                    OR NOT EXISTS (SELECT 1 FROM employer_agreement n
                                    WHERE n.renewed_from_id = r.id AND n.state IN %(writing)s))
            """,
            today=today,
            writing=WRITING,
            announced=self.env._("ends in some months, renew it or let it end"),
            ends=self.env._("ends soon, renew it or let it end"),
            ended=self.env._("has ended, renew it or let it end"),
        )

    @api.model
    def _source_commitments(self, today):
        """Promises of active agreements that are behind; of target groups only for who may see."""
        may = self.env["employer.target.group"]._may_be_counted()
        of_group = SQL("c.%s", SQL.identifier("group_behind_date")) if may else SQL("NULL::date")
        return SQL(
            """
            SELECT 15, 'commitment', c.id, 'employer.agreement', c.agreement_id,
                   GREATEST(COALESCE(c.behind_date, %(of_group)s), c.check_date),
                   COALESCE(c.start_date, g.start_date),
                   k.label || ': ' || CASE WHEN c.target_group_id IS NULL THEN c.delivered
                                           ELSE c.group_delivered END || ' / ' || c.quantity,
                   c.employer_id, g.contact_id, NULL::integer, g.user_id, c.company_id
              FROM employer_commitment c
              JOIN employer_agreement g ON g.id = c.agreement_id
              JOIN (VALUES %(kinds)s) AS k (kind, label) ON k.kind = c.kind
             WHERE g.state = 'active'
               AND COALESCE(c.behind_date, %(of_group)s) <= %(today)s
            """,
            today=today,
            of_group=of_group,
            kinds=SQL(", ").join(
                SQL("(%s, %s)", kind, label)
                for kind, label in self.env["employer.commitment"]
                ._fields["kind"]
                ._description_selection(self.env)
            ),
        )

    @api.model
    def _source_files(self, today):
        """Agreements signed on paper whose file has not come yet (R6), one row each.

        The file has come once it is recorded as a signature, or the agreement is active.
        """
        return SQL(
            """
            SELECT 16, 'file', g.id, 'employer.agreement', g.id, MIN(x.file_due_date),
                   MIN(x.signed_date), g.name || ': ' || %(words)s, g.employer_id, g.contact_id,
                   NULL::integer, g.user_id, g.company_id
              FROM employer_rule_exception x
              JOIN employer_agreement g ON g.id = x.agreement_id
             WHERE x.file_due_date IS NOT NULL
               AND g.state NOT IN %(force)s AND g.state != 'refused'
               AND NOT EXISTS (SELECT 1 FROM employer_signature s
                                WHERE s.agreement_id = g.id AND s.way = 'file'
                                  AND s.voided_at IS NULL)
             GROUP BY g.id
            """,
            words=self.env._("signed, the file is to follow"),
            force=FORCE_STATES,
        )
