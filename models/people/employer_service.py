# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class EmployerService(models.Model):
    """A service a person received, dated and with hours. *Persons served* counts these persons.

    Tutors write those of their teams' persons. What a course gave (`presence_id`) follows its
    register and is corrected there.
    """

    _name = "employer.service"
    _description = "Service"
    _inherit = ["employer.record.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    participation_id = fields.Many2one(
        "employer.participation",
        index="btree_not_null",
        ondelete="set null",
        domain="[('candidate_id', '=', candidate_id)]",
    )
    kind = fields.Selection(
        [
            ("orientation", "Orientation"),
            ("skills_review", "Skills review"),
            ("matching", "Matching"),
            ("internship_support", "Internship support"),
            ("literacy", "Language and civics"),
            ("training", "Training"),
            ("tutoring", "Tutoring"),
            ("referral", "Referral elsewhere"),
        ],
        required=True,
        default="orientation",
    )
    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    hours = fields.Float()
    user_id = fields.Many2one(
        "res.users", string="Operator", index=True, default=lambda self: self.env.user
    )
    presence_id = fields.Many2one(
        "employer.course.presence",
        string="From the register",
        readonly=True,
        copy=False,
        ondelete="cascade",
        index="btree_not_null",
        help="The session at which the person was present; corrected in its register.",
    )
    note = fields.Char(help="About the service; nothing that tells who the person is.")
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _presence_uniq = models.UniqueIndex(
        "(presence_id) WHERE presence_id IS NOT NULL",
        "A presence at a session is one service.",
    )
    _check_hours = models.Constraint("CHECK(hours >= 0)", "Hours cannot be negative.")

    @api.depends("candidate_id.code", "kind", "date")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for service in self:
            service.display_name = f"{service.candidate_id.code}: {labels.get(service.kind)}"

    @api.constrains("participation_id", "candidate_id")
    def _check_participation(self):
        for service in self:
            if service.participation_id and (
                service.participation_id.candidate_id != service.candidate_id
            ):
                raise ValidationError(
                    self.env._(
                        "The programme of this service is of %(other)s, the service of %(person)s: "
                        "choose the same person.",
                        other=service.participation_id.candidate_id.code,
                        person=service.candidate_id.code,
                    )
                )

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"presence_id"}

    def write(self, vals):
        self._refuse_of_register()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_register(self):
        self._refuse_of_register()

    def _refuse_of_register(self):
        """Refuse to change by hand what a register says.

        :raise UserError: naming the service and the way out
        """
        for service in self.filtered("presence_id") if not self.env.su else ():
            raise UserError(
                self.env._(
                    "“%s” comes from the register of a course: correct the presence there.",
                    service.display_name,
                )
            )
