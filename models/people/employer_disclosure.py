# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: A paper's button writes its row just before the file is made; this is for a slow printer.
PRINT_MINUTES = 30


class EmployerDisclosure(models.Model):
    """That a person's identity was opened or left the office: who, when, to whom, what.

    The person is one we follow, or one a partner refers and nobody took on yet.
    Written by the server whenever it happens and never edited or deleted but by erasure law.
    The privacy officer reads all; a tutor those of own persons.
    """

    _name = "employer.disclosure"
    _description = "Disclosure"
    _order = "id desc"

    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    referral_id = fields.Many2one(
        "employer.referral", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    kind = fields.Selection(
        [
            ("entered", "Entered by staff"),
            ("entered_protected", "Protected data entered by staff"),
            ("opened", "Opened by staff"),
            ("opened_protected", "Protected data opened by staff"),
            ("exported", "Exported in a file"),
            ("sent", "Sent to a company"),
            ("erased", "Personal data erased"),
        ],
        required=True,
        readonly=True,
    )
    datetime = fields.Datetime(
        string="When", required=True, readonly=True, index=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        string="Who",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    employer_id = fields.Many2one(
        "employer.organisation", string="To", readonly=True, index="btree_not_null"
    )
    what = fields.Char(readonly=True)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, index=True
    )

    _check_person = models.Constraint(
        "CHECK(num_nonnulls(candidate_id, referral_id) = 1)",
        "A row of the register is about one person, or one referral.",
    )

    @api.depends("candidate_id.company_id", "referral_id.company_id")
    def _compute_company_id(self):
        for disclosure in self:
            disclosure.company_id = disclosure._subject().company_id

    def _subject(self):
        """Return the person, or the referral of a person nobody took on yet."""
        self.ensure_one()
        return self.candidate_id or self.referral_id

    @api.model
    def _log(self, persons, kind, employer=None, what=None):
        """Write that the current user did `kind` with the data of each person.

        :param persons: `employer.candidate`, or `employer.referral` of persons not taken on
        :param employer: the organisation the data went to, for what left the office
        :param what: which data, in general words; never the data themselves
        """
        subject = "referral_id" if persons._name == "employer.referral" else "candidate_id"
        # sudo: nobody has the right to write this register but the server
        return self.sudo().create(
            [
                {
                    subject: person.id,
                    "kind": kind,
                    "user_id": self.env.uid,
                    "employer_id": employer.id if employer else False,
                    "what": what,
                }
                for person in persons
            ]
        )

    @api.model
    def _check_exported(self, persons, what):
        """Refuse a paper with names that left no row of this user here, by whatever address it is
        asked.

        :param what: which paper, as `_log` was told
        :raise UserError: naming the way: the paper's own button
        """
        since = fields.Datetime.now() - timedelta(minutes=PRINT_MINUTES)
        # sudo: the user's own rows of the register, which not every role reads
        logged = self.sudo().search(
            [
                ("candidate_id", "in", persons.ids),
                ("user_id", "=", self.env.uid),
                ("kind", "=", "exported"),
                ("what", "=", what),
                ("datetime", ">=", since),
            ]
        )
        if persons - logged.candidate_id.sudo(False):
            raise UserError(self.env._("“%s” is printed with its button: it names persons.", what))

    def write(self, vals):
        if self:
            raise UserError(self.env._("The register of disclosures is never edited."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("The register of disclosures is never deleted."))

    @api.depends("candidate_id.code", "referral_id.name", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for disclosure in self:
            kind = labels.get(disclosure.kind)
            disclosure.display_name = f"{disclosure._subject().display_name}: {kind}"
