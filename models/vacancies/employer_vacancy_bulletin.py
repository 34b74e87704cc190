# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.tools import format_amount, format_date, html2plaintext

FEATURE = "employer_engagement.employer_engagement_feature_bulletin"


class EmployerVacancy(models.Model):
    """What the bulletin says of a vacancy: the job and its tasks; the employer if it agreed."""

    _inherit = "employer.vacancy"

    # Not copied: who lacks the feature could copy no vacancy, and a consent is for one job
    is_in_bulletin = fields.Boolean(
        string="In the bulletin", default=True, copy=False, groups=FEATURE, help="While it is open."
    )
    is_named_in_bulletin = fields.Boolean(
        string="Employer may be named",
        copy=False,
        groups=FEATURE,
        help="The employer agreed to stand in the bulletin with its name; its description stands "
        "there only then, as it may tell who it is.",
    )

    def _bulletin_line(self, is_named=None):
        """Return (title, [facts], [requirements], text) of this vacancy, in the user's language.

        :param is_named: whether the employer stands there; if not given, as the bulletin has it
        """
        self.ensure_one()
        named = self.is_named_in_bulletin if is_named is None else is_named
        facts = [
            self._label("kind"),
            self.place,
            self.start_date
            and self.env._("from %(date)s", date=format_date(self.env, self.start_date)),
            self.contract_family and self._label("contract_family"),
            self.weekly_hours
            and self.env._("%(hours)s hours a week", hours=f"{self.weekly_hours:g}"),
            self._shift_words(),
            self._pay_words(),
            self.collective_agreement
            and f"CCNL {self.collective_agreement.removeprefix('CCNL').strip()}",
            self.deadline_date
            and self.env._("answer by %(date)s", date=format_date(self.env, self.deadline_date)),
        ]
        return {
            "title": self.name,
            "occupation": self.occupation_id.name,
            "reference": self.reference,
            "positions": self._free_positions(),
            "employer": self.employer_id.display_name if named else False,
            "facts": [fact for fact in facts if fact],
            "requirements": [one._bulletin_words() for one in self.requirement_ids],
            "text": html2plaintext(self.description or "") if named else "",
        }

    def _free_positions(self):
        """Return how many places are still to be filled; the room *lists* knows who fills them."""
        self.ensure_one()
        return self.positions

    def _label(self, name):
        """Return the label of the value of a selection field, in the user's language."""
        self.ensure_one()
        return dict(self._fields[name]._description_selection(self.env)).get(self[name])

    def _pay_words(self):
        if not self.pay_from:
            return False
        amounts = [format_amount(self.env, self.pay_from, self.currency_id)]
        if self.pay_to and self.pay_to != self.pay_from:
            amounts.append(format_amount(self.env, self.pay_to, self.currency_id))
        return f"{' – '.join(amounts)} / {(self._label('pay_period') or '').lower()}"
