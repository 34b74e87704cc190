# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date, format_datetime

from .employer_agreement import FORCE_STATES
from .employer_agreement_version import WRITING

#: States in which the other side may be reminded that it is its turn.
REMINDED = ("negotiation", "to_sign", "active")


class EmployerAgreement(models.Model):
    """What an agreement asks for next: what is promised and missing, its end, a reminder.

    Its end is announced in steps (notice days of the type: three months, one month, the day after)
    until it is renewed or somebody lets it end (`is_not_renewed`). The other side is reminded by
    hand, at most once in the hours of rule R6; `reminded_datetime` says when.
    """

    _inherit = "employer.agreement"

    commitment_gap = fields.Integer(
        string="Missing",
        compute="_compute_commitment_gap",
        help="What was promised and has not come yet, once it is in force; promises for a target "
        "group apart.",
    )
    behind_count = fields.Integer(string="Promises behind", compute="_compute_commitment_gap")
    is_not_renewed = fields.Boolean(
        string="Let it end",
        copy=False,
        tracking=True,
        help="Nobody is reminded to renew it any more.",
    )
    reminded_datetime = fields.Datetime(string="Last reminder", readonly=True, copy=False)
    next_step = fields.Char(string="Next step", compute="_compute_next_step")

    # ---- computed

    @api.depends_context("uid")
    @api.depends("state", "commitment_ids.gap", "commitment_ids.behind_date")
    def _compute_commitment_gap(self):
        Commitment = self.env["employer.commitment"]
        in_force = self.filtered(lambda one: one.state in FORCE_STATES)
        ours = Domain("agreement_id", "in", in_force.ids)
        gaps = dict(Commitment._read_group(ours, ["agreement_id"], ["gap:sum"]))
        behind = Domain("status", "in", ["behind", "missed"])
        counts = dict(Commitment._read_group(ours & behind, ["agreement_id"], ["__count"]))
        for agreement in self:
            agreement.commitment_gap = gaps.get(agreement._origin, 0)
            agreement.behind_count = counts.get(agreement._origin, 0)

    @api.depends_context("lang")
    @api.depends(
        "state", "is_ending_soon", "is_not_renewed", "behind_count", "renewal_ids.state", "end_date"
    )
    def _compute_next_step(self):
        preparing = {
            "draft": self.env._("Agree on the text"),
            "negotiation": self.env._("Send it to sign"),
            "to_sign": self.env._("Get the signatures"),
        }
        for agreement in self:
            active = agreement.state == "active" and agreement._active_step()
            agreement.next_step = preparing.get(agreement.state) or active

    def _active_step(self):
        """Return the next step of an active agreement in words, empty where there is none."""
        renewal = self.renewal_ids.filtered(lambda one: one.state in WRITING)[:1]
        if renewal:
            return self.env._("Sign the renewal %s", renewal.name)
        if self.is_ending_soon and not self.is_not_renewed and not self._is_renewed():
            return self.env._("Renew it or let it end")
        if self.behind_count:
            return self.env._("Ask for what is behind (%s)", self.behind_count)
        return ""

    def _is_renewed(self):
        return "active" in self.renewal_ids.mapped("state")

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"reminded_datetime"}

    # ---- the end

    def action_let_end(self):
        """Decide that these agreements are not renewed: nobody is reminded any more."""
        self.write({"is_not_renewed": True})

    def action_plan_renewal(self):
        """Take back that these agreements are let end."""
        self.write({"is_not_renewed": False})

    # ---- what is promised

    def action_view_commitments(self):
        """Open what this agreement promises."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "employer_engagement.employer_commitment_action"
            ),
            "domain": [("agreement_id", "=", self.id)],
            "context": {},
        }

    # ---- the reminder

    def action_remind(self):
        """Write to the other side that it is its turn, at most once in the hours of rule R6.

        :return: a notification that says to whom
        :raise UserError: too soon, nobody to write to, or nothing to remind of
        """
        self.ensure_one()
        self.lock_for_update()  # two clicks are one mail
        partner = self._check_reminder()
        template = self.env.ref("employer_engagement.mail_template_agreement_reminder")
        template.send_mail(
            self.id,
            email_layout_xmlid="mail.mail_notification_light",
            email_values={"recipient_ids": [fields.Command.set(partner.ids)]},
        )
        # sudo: when it was sent is the server's to say
        self.sudo().reminded_datetime = fields.Datetime.now()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Reminder sent to %s.", partner.display_name),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _check_reminder(self):
        """Return whom to remind.

        :raise UserError: too soon after the last one, nobody to write to, nothing to remind of
        """
        partner = (self.contact_id | self.employer_id.main_contact_id | self.partner_id).filtered(
            "email"
        )[:1]
        if self.state not in REMINDED:
            raise UserError(
                self.env._("“%s” waits for nothing from the other side now.", self.display_name)
            )
        if not partner:
            raise UserError(
                self.env._(
                    "Nobody of %s has an e-mail address. Write one on the contact person first.",
                    self.employer_id.display_name,
                )
            )
        again = self._reminder_again()
        if again and again > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(name)s was reminded on %(last)s. The next reminder may go on %(next)s.",
                    name=self.employer_id.display_name,
                    last=format_datetime(self.env, self.reminded_datetime, dt_format="short"),
                    next=format_datetime(self.env, again, dt_format="short"),
                )
            )
        return partner

    def _reminder_again(self):
        """Return when the next reminder may go; nothing before the first."""
        if not self.reminded_datetime:
            return False
        hours = self.env["employer.rule"]._parameter(
            "R6", "reminder_hours", company=self.company_id
        )
        return self.reminded_datetime + timedelta(hours=hours)

    def _reminder_words(self):
        """Return the sentence of the reminder, in the language of the mail."""
        self.ensure_one()
        end = format_date(self.env, self.end_date) if self.end_date else ""
        if self.state == "negotiation":
            return self.env._("We are waiting for your remarks on the text of the agreement.")
        if self.state == "to_sign":
            return self.env._("The agreement is ready and waits for your signature.")
        if self.is_ending_soon:
            return self.env._("The agreement ends on %s. Shall we renew it?", end)
        return self.env._(
            "We would like to see with you what the agreement foresees and is still missing."
        )
