# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.employer_engagement.models.agreements.employer_agreement import FORCE_STATES
from odoo.addons.employer_engagement.tools.calendar_months import exceeds, falls_short
from odoo.addons.employer_engagement.tools.indemnity import Minimums, minimum_indemnity
from odoo.addons.employer_engagement.tools.quota import Bands, base_places, first_excess

#: States in which an internship takes a place: at the host, with its tutors, in a person's week.
BINDING = ("ready", "running", "suspended")
#: Rule -> method that returns what it finds wrong (a sentence) or nothing.
CHECKS = (
    ("R1", "_breach_duration"),
    ("R3", "_breach_allowance"),
    ("R4", "_breach_quota"),
    ("R5", "_breach_host_tutor"),
    ("R5", "_breach_centre_tutor"),
    ("R6", "_breach_agreement"),
    ("R7", "_breach_right_to_work"),
    ("R7_EXPIRY", "_breach_right_unsure"),
    ("R7_PAY", "_breach_pay_told"),
    ("R8", "_breach_overlap"),
    ("R10", "_breach_signatures"),
    ("R10_INSURANCE", "_breach_insurance"),
    ("R11", "_breach_pact"),
    ("R16", "_breach_block"),
)
#: What another period may break.
PERIOD_RULES = ("R1", "R6", "R7")
#: Terms whose change is judged again while the internship is ready or going on, by which rules.
LEGAL_TERMS = {
    "scheme_id": ("R1", "R3", "R6"),
    "months": PERIOD_RULES,
    "start_date": PERIOD_RULES,
    "agreed_end_date": PERIOD_RULES,
    "agreement_id": ("R1", "R6"),
    "unit_id": ("R1", "R6"),
    "weekly_hours": ("R3", "R7", "R8"),
    "monthly_allowance": ("R3",),
    "has_meal": ("R3",),
    "is_public_host": ("R3",),
}


class EmployerInternship(models.Model):
    """The rules of DOMAIN.md §7 on one internship: each check is a method with one sentence."""

    _inherit = "employer.internship"

    # ------------------------------------------------------------------
    # Applying them
    # ------------------------------------------------------------------

    @api.model
    def _rule_number(self, code, key, date):
        """Return the number `key` of rule `code` on `date`; 0 where the rule does not say."""
        rules = self.env["employer.rule"]._in_force(code, date, self.company_id)
        if not rules or rules[0].level == "off":
            return 0
        lines = (rule.parameter_ids._in_force(key, date) for rule in rules)
        return next((line.value for line in lines if line), 0)

    def _breaches(self, codes=None):
        """Return [(rule code, sentence)] of what is wrong now, whatever the rules' levels.

        :param codes: only these rules
        """
        self.ensure_one()
        if not (self.scheme_id and self.start_date and self.planned_end_date):
            return []
        found = [
            (code, getattr(self, method)())
            for code, method in CHECKS
            if codes is None or code in codes
        ]
        return [(code, sentence) for code, sentence in found if sentence]

    def _enforce_rules(self, breaches):
        """Apply the rules as they were on the first day; an import of the past only remarks them.

        :raise UserError: naming the record, the rules broken and the way out
        """
        if self._is_history():
            return
        self.env["employer.rule"]._enforce(self, breaches, self.start_date)

    def _enforce_terms(self, codes=PERIOD_RULES):
        """Judge again what a changed term may break.

        :param codes: rules, as `LEGAL_TERMS` says of the terms changed
        """
        for internship in self.filtered(lambda record: record.state in BINDING):
            internship._enforce_rules(internship._breaches(codes))

    def _check_complete(self):
        if not (self.start_date and self.planned_end_date):
            raise UserError(
                self.env._(
                    "%(internship)s needs its first day and its months before it is ready.",
                    internship=self.display_name,
                )
            )

    @api.depends(
        "state",
        "scheme_id",
        "start_date",
        "planned_end_date",
        "agreement_id",
        "candidate_id",
        "host_tutor_id",
        "tutor_id",
        "monthly_allowance",
        "weekly_hours",
        "has_meal",
        "is_public_host",
        "missing_papers",
    )
    def _compute_rule_notes(self):
        for internship in self:
            lines = []
            if internship.state in ("draft", *BINDING):
                lines = internship._notes()
            internship.rule_notes = "\n".join(lines)

    def _notes(self):
        """Return the sentences of the form's banner, with the rule each comes from."""
        rules = self.env["employer.rule"]
        lines = []
        for code, sentence in self._breaches() + self._breach_notice():
            rule = rules._find(code, self.start_date, self.company_id)
            if rule and rule.level != "off":
                lines.append(f"{rule.code}: {sentence}")
        return lines

    def _day(self, date):
        return format_date(self.env, date)

    # ------------------------------------------------------------------
    # R1, R3: the terms
    # ------------------------------------------------------------------

    def _breach_duration(self):
        scheme, start, end = self.scheme_id, self.start_date, self.base_end_date
        if scheme.minimum_months and falls_short(start, end, scheme.minimum_months):
            return self.env._(
                "%(scheme)s lasts at least %(months)s months; this one ends on %(end)s.",
                scheme=scheme.name,
                months=scheme.minimum_months,
                end=self._day(end),
            )
        if scheme.maximum_months and exceeds(start, end, scheme.maximum_months):
            return self.env._(
                "%(scheme)s lasts at most %(months)s months, extensions included; "
                "this one ends on %(end)s.",
                scheme=scheme.name,
                months=scheme.maximum_months,
                end=self._day(end),
            )
        return None

    def _breach_allowance(self):
        minimum = self._minimum_allowance()
        if self.currency_id.compare_amounts(self.monthly_allowance, minimum) >= 0:
            return None
        return self.env._(
            "the allowance is %(amount)s a month and must be at least %(minimum)s.",
            amount=self.currency_id.format(self.monthly_allowance),
            minimum=self.currency_id.format(minimum),
        )

    def _minimum_allowance(self):
        """Return the least gross amount of a full month; a reduction the rule lacks is none."""
        full = self.scheme_id.minimum_allowance

        def reduced(key):
            return min(self._rule_number("R3", key, self.start_date) or full, full)

        minimums = Minimums(
            full=full,
            meal=reduced("minimum_meal"),
            part_time=reduced("minimum_part_time"),
            public_host=reduced("minimum_public_host"),
            part_time_hours=self._rule_number("R3", "part_time_hours", self.start_date),
        )
        # the law counts hours a day; a plan counts hours a week, of five days
        daily_hours = self.weekly_hours / 5 if self.weekly_hours else None
        return minimum_indemnity(minimums, self.has_meal, daily_hours, self.is_public_host)

    # ------------------------------------------------------------------
    # R4, R5, R8: places
    # ------------------------------------------------------------------

    def _others(self, domain):
        """Return the other binding internships in these days that match `domain`."""
        return self.search(
            Domain("id", "!=", self._origin.id)
            & Domain("state", "in", BINDING)
            & Domain("start_date", "<=", self.planned_end_date)
            & Domain("planned_end_date", ">=", self.start_date)
            & Domain(domain)
        )

    def _excess(self, places, domain):
        """Return the first day with more internships matching `domain` than `places`, or None."""
        periods = [(other.start_date, other.planned_end_date) for other in self._others(domain)]
        return first_excess(places, periods, self.start_date, self.planned_end_date)

    def _breach_quota(self):
        """R4 by counting (a feature); else the host states it in the project it signs (R10)."""
        feature = "employer_engagement.employer_engagement_feature_computed_quota"
        if not self.scheme_id.is_quota_counted or not self.env.user.has_group(feature):
            return None
        headcount = self._headcount()
        if not headcount:
            return self.env._("the quota is not known: the unit has no headcount on the first day.")
        places = base_places(headcount.total, self._quota_bands()) + self._bonus_places(headcount)
        excess = self._excess(
            places - headcount.other_internships,
            [
                ("employer_id", "=", self.employer_id.id),
                ("unit_id", "=", self.unit_id.id),
                ("scheme_id.is_quota_counted", "=", True),
            ],
        )
        return excess and self.env._(
            "on %(day)s the unit would host %(hosted)s internships and has %(places)s places.",
            day=self._day(excess.day),
            hosted=excess.hosted,
            places=max(excess.places, 0),
        )

    def _bonus_places(self, headcount):
        """Return the places the unit has more because it hired; the room of hires knows."""
        return 0

    def _headcount(self):
        """Return the newest headcount of the unit on the first day."""
        return self.env["employer.headcount"].search(
            [
                ("employer_id", "=", self.employer_id.id),
                ("unit_id", "=", self.unit_id.id),
                ("date", "<=", self.start_date),
            ],
            limit=1,
        )

    def _quota_bands(self):
        def number(key):
            return self._rule_number("R4", key, self.start_date)

        return Bands(
            small_max=int(number("staff_small_max")),
            small_places=int(number("quota_small")),
            medium_max=int(number("staff_medium_max")),
            medium_places=int(number("quota_medium")),
            large_percent=number("quota_large_percent"),
        )

    def _tutor_limit(self, who):
        """Return the scheme's limit, else the one of R5 (0: none)."""
        limit = self.scheme_id[f"{who}_limit"]
        return limit or int(self._rule_number("R5", f"{who}_max", self.start_date))

    def _breach_host_tutor(self):
        limit = self._tutor_limit("host_tutor")
        excess = (
            limit
            and self.host_tutor_id
            and self._excess(limit, [("host_tutor_id", "=", self.host_tutor_id.id)])
        )
        return excess and self.env._(
            "the host tutor would follow %(count)s internships on %(day)s; at most %(limit)s.",
            count=excess.hosted,
            day=self._day(excess.day),
            limit=limit,
        )

    def _breach_centre_tutor(self):
        limit = self._tutor_limit("centre_tutor")
        excess = (
            limit and self.tutor_id and self._excess(limit, [("tutor_id", "=", self.tutor_id.id)])
        )
        return excess and self.env._(
            "the centre tutor would follow %(count)s internships on %(day)s; at most %(limit)s.",
            count=excess.hosted,
            day=self._day(excess.day),
            limit=limit,
        )

    def _breach_overlap(self):
        others = self._others([("candidate_id", "=", self.candidate_id.id)])
        hours = sum(others.mapped("weekly_hours")) + self.weekly_hours
        if not others or hours <= self._rule_number("R8", "weekly_hours_max", self.start_date):
            return None
        return self.env._(
            "%(person)s would have %(hours)g hours a week with %(other)s (%(start)s to %(end)s).",
            person=self.candidate_id.display_name,
            hours=hours,
            other=others[0].name,
            start=self._day(others[0].start_date),
            end=self._day(others[0].planned_end_date),
        )

    # ------------------------------------------------------------------
    # R6: the agreement
    # ------------------------------------------------------------------

    def _find_agreement(self):
        """Return the host's agreement that covers the first day (today without one), or none.

        One that has expired since covered the days before.
        """
        if not self.employer_id:
            return self.env["employer.agreement"]
        day = self.start_date or fields.Date.context_today(self)
        agreements = self.env["employer.agreement"].search(
            [("employer_id", "=", self.employer_id.id), ("state", "in", FORCE_STATES)],
            order="end_date desc, id desc",
        )
        return agreements.filtered(lambda agreement: self._is_covered_by(agreement, day))[:1]

    def _is_covered_by(self, agreement, day):
        """Return whether `agreement` allows this internship and is in force on `day`."""
        types = self.scheme_id.agreement_type_ids
        if types and agreement.agreement_type_id not in types:
            return False
        kind = None if types else "internship"
        return agreement._covers(day, None, unit=self.unit_id._origin, kind=kind)

    def _breach_agreement(self):
        if not self.scheme_id.requires_agreement:
            return None
        if not self.agreement_id:
            return self._no_agreement_sentence()
        if not self._is_covered_by(self.agreement_id, self.start_date):
            return self.env._(
                "agreement %(agreement)s is not in force on %(day)s for this scheme and unit.",
                agreement=self.agreement_id.display_name,
                day=self._day(self.start_date),
            )
        uncovered = self.agreement_id._covered_until()
        if uncovered >= self.planned_end_date:
            return None
        return self.env._(
            "agreement %(agreement)s ends on %(end)s, before the internship (%(planned)s): "
            "renew it, or shorten the internship.",
            agreement=self.agreement_id.display_name,
            end=self._day(uncovered),
            planned=self._day(self.planned_end_date),
        )

    def _no_agreement_sentence(self):
        """Return that the host lacks an agreement, with the one it has that does not serve."""
        sentence = self.env._(
            "%(host)s has no agreement that covers it on %(day)s.",
            host=self.employer_id.display_name,
            day=self._day(self.start_date),
        )
        other = self.env["employer.agreement"].search(
            [("employer_id", "=", self.employer_id.id), ("state", "in", FORCE_STATES)],
            order="end_date desc, id desc",
            limit=1,
        )
        if not other:
            return sentence
        return self.env._(
            "%(sentence)s It has %(agreement)s: %(kind)s, until %(end)s.",
            sentence=sentence,
            agreement=other.display_name,
            kind=other.agreement_type_id.name,
            end=self._day(other._last_day()),
        )

    # ------------------------------------------------------------------
    # R7, R11: the person
    # ------------------------------------------------------------------

    def _breach_right_to_work(self):
        """R7, without telling why: papers are protected data."""
        if not self.candidate_id:
            return None
        right = self.candidate_id._right_to_work(self.start_date)
        hours = right["weekly_hours"]
        if right["answer"] in ("no", "from_date"):
            return self.env._("the person may not work on %(day)s.", day=self._day(self.start_date))
        if self._right_over_period()["answer"] == "no":
            return self.env._("the person may not work on every day until the planned end.")
        if right["answer"] == "limited" and hours and self.weekly_hours > hours:
            return self.env._(
                "the person may work %(limit)g hours a week; the plan has %(hours)g.",
                limit=hours,
                hours=self.weekly_hours,
            )
        return None

    def _right_over_period(self):
        return self.candidate_id._right_over_period(self.start_date, self.planned_end_date)

    def _breach_right_unsure(self):
        """Return what must be looked at, but is no "no": to verify, and papers that run out."""
        if not self.candidate_id:
            return None
        if self.candidate_id._right_to_work(self.start_date)["answer"] == "to_verify":
            return self.env._("the right to work on the first day is still to be verified.")
        right = self._right_over_period()
        until = right["until_date"]
        if right["answer"] != "no" and until and until < self.planned_end_date:
            return self.env._(
                "the right to work is known until %(day)s, before the planned end.",
                day=self._day(until),
            )
        return None

    def _breach_pact(self):
        """R11; which of the two is missing, and why, is protected and not told."""
        if not self.scheme_id.requires_pact or not self.candidate_id:
            return None
        # sudo: two dates are compared and only "in order or not" leaves this method
        protected = self.candidate_id.sudo().protected_ids[:1]
        did, pact = protected.did_date, protected.pact_date
        ends = protected.pact_end_date or self.start_date
        if did and pact and did <= pact <= self.start_date <= ends:
            return None
        return self.env._("the service pact is missing.")

    # ------------------------------------------------------------------
    # R9, R10: the papers
    # ------------------------------------------------------------------

    def _breach_signatures(self):
        missing = [
            word
            for field, word in self._papers()
            if field.startswith("plan_signed") and not self[field]
        ]
        return missing and self.env._("missing: %(papers)s.", papers=", ".join(missing))

    def _breach_insurance(self):
        missing = [
            word
            for field, word in self._papers()
            if field.startswith("insurance") and not self[field]
        ]
        return missing and self.env._("missing: %(papers)s.", papers=", ".join(missing))

    def _breach_block(self):
        """R16: nobody starts at a company that is blocked on that day (a feature)."""
        return self.employer_id._block_sentence(self.start_date)

    def _breach_notice(self):
        """Return the breach of R9 at the start, as a list: the notice is missing or came late."""
        due, sent = self.communication_due_date, self.communication_date
        if not due or (sent and sent <= due):
            return []
        if not sent and fields.Date.context_today(self) <= due:
            return []
        sentence = self.env._(
            "the compulsory notice of the start was due by %(day)s.", day=self._day(due)
        )
        return [("R9", sentence)]
