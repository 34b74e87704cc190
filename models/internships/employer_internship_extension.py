# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.calendar_months import exceeds

from .employer_internship_rules import PERIOD_RULES


class EmployerInternshipExtension(models.Model):
    """An extension of an internship (R2): asked in time, with reasons and the person's consent."""

    _name = "employer.internship.extension"
    _description = "Extension"
    _inherit = ["employer.record.mixin"]
    _order = "request_date, id"

    internship_id = fields.Many2one(
        "employer.internship", required=True, index=True, ondelete="cascade"
    )
    request_date = fields.Date(string="Asked on", required=True, default=fields.Date.context_today)
    months = fields.Integer(required=True, default=3)
    reason = fields.Text(required=True)
    is_person_agreed = fields.Boolean(string="The person agrees")
    previous_end_date = fields.Date(string="Previous end date", readonly=True)
    new_end_date = fields.Date(string="New end date", readonly=True)
    communication_due_date = fields.Date(string="Compulsory notice due by", readonly=True)
    communication_date = fields.Date(string="Compulsory notice sent on")
    communication_protocol = fields.Char(string="Notice protocol")
    company_id = fields.Many2one(related="internship_id.company_id", store=True, index=True)

    _check_months = models.Constraint("CHECK(months > 0)", "An extension lasts at least one month.")

    @api.model_create_multi
    def create(self, vals_list):
        """Check R2 and keep the end before and after, as it stood on the day of the request.

        :raise UserError: when the internship is not under way, or R2 is not met
        """
        extensions = self.browse()
        for vals in vals_list:
            internship = self.env["employer.internship"].browse(vals["internship_id"])
            previous = internship.planned_end_date
            extension = super().create([{**vals, "previous_end_date": previous}])
            extension._check_internship()
            extension.write(
                {
                    "new_end_date": internship.planned_end_date,
                    "communication_due_date": internship._communication_due("extension", previous),
                }
            )
            extension._check_terms()
            extensions |= extension
        for internship in extensions.internship_id:
            internship._settle_requests("extension")
        return extensions

    def write(self, vals):
        result = super().write(vals)
        if {"months", "request_date", "is_person_agreed"} & vals.keys():
            self._check_terms()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_notified(self):
        for extension in self.filtered("communication_date"):
            raise UserError(
                self.env._(
                    "The extension of %(internship)s was notified on %(day)s and stays. "
                    "End the internship instead.",
                    internship=extension.internship_id.display_name,
                    day=extension.internship_id._day(extension.communication_date),
                )
            )

    def _check_internship(self):
        internship = self.internship_id
        if internship.state not in ("running", "suspended"):
            raise UserError(
                self.env._(
                    "%(internship)s is not running: before it starts change its months, "
                    "after its end reopen it.",
                    internship=internship.display_name,
                )
            )

    def _check_terms(self):
        """Apply R2 to these extensions, and R1, R6 and R7 to the days they add.

        That an internship has no agreement at all was settled, or remarked, at its start.
        """
        for extension in self:
            internship = extension.internship_id
            codes = [code for code in PERIOD_RULES if code != "R6" or internship.agreement_id]
            internship._enforce_terms(codes)
            breaches = [("R2", sentence) for sentence in extension._breaches()]
            self.env["employer.rule"]._enforce(internship, breaches, extension.request_date)

    def _breaches(self):
        """Return the sentences of what R2 does not allow."""
        self.ensure_one()
        checks = (self._breach_count(), self._breach_notice(), self._breach_total())
        sentences = [sentence for sentence in checks if sentence]
        if not self.is_person_agreed:
            sentences.append(self.env._("the person's consent to the extension is not recorded."))
        return sentences

    def _breach_count(self):
        scheme = self.internship_id.scheme_id
        if len(self.internship_id.extension_ids) > scheme.extension_count:
            return self.env._(
                "%(scheme)s allows %(count)s extensions.",
                scheme=scheme.name,
                count=scheme.extension_count,
            )
        if scheme.extension_months and self.months > scheme.extension_months:
            return self.env._(
                "an extension of %(scheme)s lasts at most %(months)s months.",
                scheme=scheme.name,
                months=scheme.extension_months,
            )
        return None

    def _breach_notice(self):
        notice = self.internship_id.scheme_id.extension_notice_days
        if not self.previous_end_date:
            return None
        days = (self.previous_end_date - self.request_date).days
        return days < notice and self.env._(
            "it was asked %(days)s days before the end; at least %(notice)s are needed.",
            days=days,
            notice=notice,
        )

    def _breach_total(self):
        internship = self.internship_id
        maximum = internship.scheme_id.maximum_months
        end = internship.base_end_date
        if not (maximum and end and exceeds(internship.start_date, end, maximum)):
            return None
        return self.env._(
            "with it the internship would last until %(end)s, over %(months)s months.",
            end=internship._day(end),
            months=maximum,
        )
