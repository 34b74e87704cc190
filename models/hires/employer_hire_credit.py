# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class EmployerHire(models.Model):
    """R12: which internship a hire is credited to, and what its origin is then.

    A hire that came to file before its internship, or whose first day was corrected, is linked
    afterwards.
    """

    _inherit = "employer.hire"

    @api.depends("candidate_id", "employer_id", "start_date")
    def _compute_proposed(self):
        for hire in self:
            internship = self._last_internship(hire.candidate_id, hire.start_date, hire.employer_id)
            credited = internship.hire_ids.filtered("active") - hire._origin
            hire.proposed_internship_id = not credited and internship

    @api.model
    def _last_internship(self, candidate, day, employer=None):
        """Return the internship that a hire on `day` follows, or none.

        The last of that person at that host with start ≤ first day ≤ actual end + window; one
        that goes on has no end yet.

        :param employer: the host; None for any
        Source: DESIGN.md §5, R12.
        """
        internships = self.env["employer.internship"]
        if not candidate or not day:
            return internships
        rule = self.env["employer.rule"]._find("R12", day)
        if not rule or rule.level == "off":
            return internships
        window = int(self.env["employer.rule"]._parameter("R12", "window_days", day))
        domain = (
            Domain("candidate_id", "=", candidate.id)
            & Domain("state", "in", ("running", "suspended", "ended"))
            & Domain("start_date", "<=", day)
            & (
                Domain("actual_end_date", "=", False)
                | Domain("actual_end_date", ">=", day - timedelta(days=window))
            )
        )
        if employer is not None:
            domain &= Domain("employer_id", "=", employer.id)
        return internships.search(domain, order="start_date desc, id desc", limit=1)

    @api.model
    def _propose_origin(self, candidate, day, employer, candidacy=None):
        """Return the origin that what is on file tells, False when it tells nothing."""
        if self._last_internship(candidate, day, employer):
            return "internship_here"
        if self._last_internship(candidate, day):
            return "internship_elsewhere"
        return "direct" if candidacy else False

    @api.constrains("internship_id", "origin", "candidate_id", "employer_id", "contract_ids")
    def _check_internship(self):
        for hire in self:
            hire._check_internship_party()
            hire._check_internship_choice()

    def _check_internship_party(self):
        """Refuse an internship of somebody else, or at a host that the origin denies."""
        internship = self.internship_id
        if not internship:
            return
        here = internship.employer_id == self.employer_id
        origin = "internship_here" if here else "internship_elsewhere"
        if internship.candidate_id != self.candidate_id:
            raise ValidationError(
                self.env._(
                    "%(internship)s is another person's: choose an internship of %(person)s.",
                    internship=internship.name,
                    person=self.candidate_id.display_name,
                )
            )
        if self.origin != origin:
            labels = dict(self._fields["origin"]._description_selection(self.env))
            raise ValidationError(
                self.env._(
                    "%(internship)s took place at %(host)s: the origin of this hire is then "
                    "“%(origin)s”.",
                    internship=internship.name,
                    host=internship.employer_id.display_name,
                    origin=labels[origin],
                )
            )

    def _check_internship_choice(self):
        """R12: ask why, when another internship than the proposed one is credited, or none."""
        proposed = self.proposed_internship_id
        if proposed and proposed != self.internship_id and not self.internship_choice_reason:
            raise ValidationError(
                self.env._(
                    "R12: a hire of %(person)s at %(employer)s is credited to %(internship)s, the "
                    "last one within the window. Choose it, or say why not.",
                    person=self.candidate_id.display_name,
                    employer=self.employer_id.display_name,
                    internship=proposed.name,
                )
            )

    def action_credit_internship(self):
        """Credit these hires to the internship that R12 proposes, where there is one."""
        for hire in self.filtered("proposed_internship_id"):
            internship = hire.proposed_internship_id
            vals = {"internship_id": internship.id, "origin": "internship_here"}
            if internship.candidacy_id and not hire.candidacy_id:
                vals["candidacy_id"] = internship.candidacy_id.id
            hire.write(vals)
