# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.agreement_text import BLANK, long_date

from ..common.employer_target_group import PROTECTED

#: Kinds in the words of a document; a kind without words goes by its label.
DOCUMENT_KINDS = {
    "it": {
        "vacancy": "Posizioni offerte",
        "internship": "Tirocini ospitati",
        "hire": "Assunzioni",
        "workshop": "Posti occupati a incontri e laboratori",
    },
    "en": {
        "vacancy": "Positions offered",
        "internship": "Internships hosted",
        "hire": "Hires",
        "workshop": "Seats taken at meetings and workshops",
    },
}
DOCUMENT_LINES = {
    "it": "%(kind)s: %(quantity)s, dal %(start)s al %(end)s",
    "en": "%(kind)s: %(quantity)s, from %(start)s to %(end)s",
}


class EmployerCommitment(models.Model):
    """What an organisation promised in an agreement: how many of what, in which period, for whom.

    `delivered` is counted from the chain: each room adds the facts it holds to
    `_delivered_facts()` and to what `_compute_delivered` depends on. `gap` is what is still
    missing, never negative. Both are stored, and counted again each night for what time changes.
    The figures of a promise made for a target group are stored apart (`group_*`): only who may see
    protected data reads, searches, groups or exports them.
    """

    _name = "employer.commitment"
    _description = "Commitment"
    _inherit = ["employer.record.mixin"]
    _order = "due_date, id"
    _check_company_auto = True

    agreement_id = fields.Many2one(
        "employer.agreement", required=True, index=True, ondelete="cascade", check_company=True
    )
    employer_id = fields.Many2one(related="agreement_id.employer_id", store=True, index=True)
    agreement_state = fields.Selection(related="agreement_id.state", string="Agreement is")
    kind = fields.Selection(
        [
            ("vacancy", "Positions offered"),
            ("internship", "Internships"),
            ("hire", "Hires"),
            ("workshop", "Workshop seats"),
        ],
        required=True,
        default="internship",
    )
    quantity = fields.Integer(string="Promised", required=True, default=1)
    target_group_id = fields.Many2one(
        "employer.target.group", string="Target group", ondelete="restrict"
    )
    start_date = fields.Date(string="Start date", help="Empty: from the agreement's first day.")
    end_date = fields.Date(string="End date", help="Empty: to the agreement's last day.")
    delivered = fields.Integer(
        compute="_compute_delivered",
        store=True,
        help="Counted from the work. 0 for a promise that is for a target group.",
    )
    gap = fields.Integer(
        compute="_compute_delivered",
        store=True,
        help="Still missing. 0 for a promise that is for a target group.",
    )
    group_delivered = fields.Integer(
        string="Delivered of the group", compute="_compute_delivered", store=True, groups=PROTECTED
    )
    group_gap = fields.Integer(
        string="Gap of the group", compute="_compute_delivered", store=True, groups=PROTECTED
    )
    is_group_hidden = fields.Boolean(
        string="Figure by group hidden",
        compute="_compute_is_group_hidden",
        help="Figures by target group are for who may see protected data.",
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(end_date >= start_date)", "A commitment's period must end after it begins."
    )
    _check_quantity = models.Constraint(
        "CHECK(quantity > 0)", "A commitment promises at least one."
    )

    @api.depends_context("uid")
    @api.depends("target_group_id")
    def _compute_is_group_hidden(self):
        hidden = not self.env["employer.target.group"]._may_be_counted()
        for commitment in self:
            commitment.is_group_hidden = hidden and bool(commitment.target_group_id)

    @api.depends(
        "kind",
        "quantity",
        "target_group_id",
        "start_date",
        "end_date",
        "agreement_id.employer_id",
        "agreement_id.state",
        "agreement_id.start_date",
        "agreement_id.end_date",
        "agreement_id.termination_date",
        "employer_id.registration_ids.active",
        "employer_id.registration_ids.attendance",
        "employer_id.registration_ids.event_id.date_begin",
    )
    def _compute_delivered(self):
        delivered = self._delivered()
        for commitment in self:
            number = delivered.get(commitment.id, 0)
            gap = max(commitment.quantity - number, 0)
            is_open = not commitment.target_group_id
            commitment.delivered, commitment.gap = (number, gap) if is_open else (0, 0)
            commitment.group_delivered = 0 if is_open else number
            commitment.group_gap = 0 if is_open else gap

    @api.depends("kind", "quantity", "agreement_id.name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for commitment in self:
            commitment.display_name = self.env._(
                "%(agreement)s: %(quantity)s × %(kind)s",
                agreement=commitment.agreement_id.name,
                quantity=commitment.quantity,
                kind=kinds.get(commitment.kind),
            )

    # ------------------------------------------------------------------
    # Delivered
    # ------------------------------------------------------------------

    def _delivered(self):
        """Return {commitment id: how many were delivered}, counted in one query per kind."""
        return {
            commitment.id: sum(number for _day, number in facts)
            for commitment, facts in self._facts_by_commitment()
        }

    def _delivered_days(self):
        """Return {commitment: day it was delivered in full}; without those still behind."""
        days = {}
        for commitment, facts in self._facts_by_commitment():
            total = 0
            for day, number in sorted(facts):
                total += number
                if total >= commitment.quantity:
                    days[commitment] = day
                    break
        return days

    def _facts_by_commitment(self):
        """Yield (commitment, its dated facts within its period as (day, number))."""
        # what is archived never counts, whatever the list that asks shows
        for kind, commitments in self.with_context(active_test=True).grouped("kind").items():
            facts = commitments._delivered_facts(kind)
            for commitment in commitments:
                counted = [
                    (day, number)
                    for employer, day, number, group_ids in facts
                    if commitment._counts(employer, day, group_ids)
                ]
                yield commitment, counted

    def _counts(self, employer, day, group_ids):
        """Return whether a fact keeps this promise: same employer, in its period, for its group."""
        self.ensure_one()
        start = self.start_date or self.agreement_id.start_date
        end = self.end_date or self.agreement_id._last_day()
        return bool(
            employer == self.employer_id._origin
            and start
            and end
            and start <= day <= end
            and (not self.target_group_id or self.target_group_id._origin.id in group_ids)
        )

    def _delivered_facts(self, kind):
        """Return what the employers of these commitments delivered of `kind`.

        Rooms extend it with what they hold. Vacancies and workshop seats have no
        person, so they never count for a target group.

        :return: list of (employer, day, number, target group ids of the person)
        """
        if kind != "workshop":
            return []
        registrations = self.env["event.registration"].search_fetch(
            [
                ("employer_id", "in", self.employer_id.ids),
                ("attendance", "in", ("attended", "walk_in")),
            ],
            ["employer_id", "event_id"],
        )
        return [
            (registration.employer_id, registration.event_id.date_begin.date(), 1, ())
            for registration in registrations
        ]

    def _renewal_vals(self, start, end):
        """Return the same promise for the period of a renewal."""
        self.ensure_one()
        return {
            "kind": self.kind,
            "quantity": self.quantity,
            "target_group_id": self.target_group_id.id,
            "start_date": start if self.start_date else False,
            "end_date": end if self.end_date else False,
        }

    def _amendment_vals(self):
        """Return the same promise for a new version; what was delivered before it still counts."""
        self.ensure_one()
        start = self.start_date or self.agreement_id.start_date
        return self._renewal_vals(start, self.end_date) | {"start_date": start}

    def _document_line(self, language):
        """Return the promise as a line of the document; special categories are never named."""
        self.ensure_one()
        label = dict(self._fields["kind"]._description_selection(self.env)).get(self.kind)
        start = self.start_date or self.agreement_id.start_date
        end = self.end_date or self.agreement_id.end_date
        line = DOCUMENT_LINES[language] % {
            "kind": DOCUMENT_KINDS[language].get(self.kind, label),
            "quantity": self.quantity,
            "start": long_date(start, language) or BLANK,
            "end": long_date(end, language) or BLANK,
        }
        group = self.target_group_id
        return line if not group or group.is_special_category else f"{line} ({group.name})"
