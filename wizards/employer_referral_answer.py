# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerReferralAnswer(models.TransientModel):
    """Answer a partner that referred a person: taken on, not now, elsewhere.

    Who was taken on becomes a person, with the partner's profile and the consent it recorded, or
    is one the user follows already. For whom holds the referral alone.
    """

    _name = "employer.referral.answer"
    _description = "Answer a referral"

    referral_id = fields.Many2one("employer.referral", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="referral_id.company_id")
    match_ids = fields.Many2many(related="referral_id.match_ids")
    has_other_match = fields.Boolean(related="referral_id.has_other_match")
    answer = fields.Selection(
        [("taken_on", "Taken on"), ("not_now", "Not now"), ("elsewhere", "Elsewhere")],
        required=True,
        default="taken_on",
    )
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Is",
        compute="_compute_candidate_id",
        store=True,
        readonly=False,
        help="Empty: a new person.",
    )
    tutor_id = fields.Many2one(
        "res.users",
        compute="_compute_tutor_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', tutor_ids)]",
    )
    tutor_ids = fields.Many2many(
        "res.users",
        string="Tutors of the team",
        compute="_compute_tutor_ids",
        export_string_translation=False,
    )
    programme_id = fields.Many2one(
        "employer.programme",
        domain="[('company_id', '=', company_id)]",
        help="Empty: the ordinary service.",
    )
    job_notes = fields.Text(
        string="Job notes",
        compute="_compute_job_notes",
        store=True,
        readonly=False,
        help="Everybody reads them: leave nothing in them that tells who the person is.",
    )
    reply = fields.Text(
        string="Words to the partner",
        help="The partner reads them: why not now, or where the person is helped.",
    )

    @api.depends("referral_id")
    def _compute_candidate_id(self):
        for dialog in self:
            dialog.candidate_id = dialog.match_ids[:1]

    @api.depends("referral_id")
    def _compute_tutor_ids(self):
        """The team of who answers: to another team one hands the referral itself."""
        for dialog in self:
            team = dialog.referral_id.sudo().team_id  # sudo: who is in the user's own team
            dialog.tutor_ids = (team.member_ids | self.env.user).filtered("active")

    @api.depends("candidate_id")
    def _compute_tutor_id(self):
        for dialog in self:
            dialog.tutor_id = dialog.candidate_id.tutor_id or self.env.user

    @api.depends("referral_id")
    def _compute_job_notes(self):
        for dialog in self:
            profile = dialog._profile()
            words = (profile.wanted, profile.languages)
            dialog.job_notes = profile._without_names("\n".join(filter(None, words))) or False

    def _profile(self):
        """Return what the partner said of the person, to whom holds the referral."""
        referral = self.referral_id
        if not referral or not referral._is_held_by_user():
            return self.env["employer.referral.identity"].sudo()
        # sudo: who holds the referral may open its data; entering a person leaves the trace
        return referral.sudo().identity_ids[:1]

    def action_confirm(self):
        """Give the answer; the partner reads it on its portal.

        :return: the person taken on, in a form; else nothing
        :raise UserError: when words to the partner or the person's data are missing
        """
        self.ensure_one()
        self.referral_id._check_held()
        if self.answer != "taken_on":
            if not self.reply:
                raise UserError(
                    self.env._("Tell the partner in a few words why, or where the person may go.")
                )
            self.referral_id._settle(self.answer, reply=self.reply)
            return self._close()
        person = self.candidate_id or self._enter_person()
        person._check_entitled(person._identity_entitlement_domain())
        self._record_yes(person)
        self.referral_id._settle("taken_on", candidate=person, reply=self.reply)
        self._close()
        return {
            "type": "ir.actions.act_window",
            "res_model": person._name,
            "res_id": person.id,
            "views": [(False, "form")],
        }

    def _close(self):
        self.unlink()  # the words of the profile stay nowhere but in their own rows
        return {"type": "ir.actions.act_window_close"}

    def _enter_person(self):
        """Enter the person the partner means, as New person does, and what it says of work."""
        profile = self._profile()
        if not profile:
            raise UserError(
                self.env._("Whom “%s” means was deleted: ask the partner.", self.referral_id.name)
            )
        names = ("first_name", "last_name", "birth_date", "fiscal_code", "phone", "email")
        intake = self.env["employer.candidate.intake"].create(
            {
                **{name: profile[name] for name in (*names, "safe_hours")},
                "company_id": self.company_id.id,
                "tutor_id": (self.tutor_id or self.env.user).id,
                "team_id": self.referral_id.team_id.id,
                "referrer_id": self.referral_id.organisation_id.id,
                "programme_id": self.programme_id.id,
            }
        )
        person = self.env["employer.candidate"].browse(intake.action_enter()["res_id"])
        person.write({**profile._job_facts(), "job_notes": self.job_notes})
        return person

    def _record_yes(self, person):
        """Record the yes to being proposed that the partner heard.

        Who told us no, or took a yes back, is asked by the tutor: a partner's word undoes neither.
        """
        profile = self._profile()
        last = person.consent_ids._latest("proposal")
        is_newer = not last or last._asked_date() < profile.consent_date
        if profile.may_be_proposed and is_newer and not (last and last._is_end()):
            self.env["employer.consent"].create(self._consent_values(person, profile))

    def _consent_values(self, person, profile):
        """Return the person's yes to being proposed, as the partner recorded it."""
        noon = datetime.combine(profile.consent_date, time(12))
        return {
            "candidate_id": person.id,
            "kind": "proposal",
            "answer": "yes",
            "asked_datetime": min(noon, fields.Datetime.now()),
            "channel": profile.consent_channel,
            "asked_by_id": self.referral_id.organisation_id.id,
        }
