# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.emails import is_pec, split_emails

#: What a notification of the ERP's mails says, in our words.
DELIVERIES = {
    "ready": "queued",
    "process": "queued",
    "bounce": "bounced",
    "exception": "failed",
    "canceled": "failed",
}


class EmployerCompanyMail(models.Model):
    """A mail to a company that nobody pressed "send" for: it waits here to be gathered.

    waiting → sent, or dropped (and back); `delivery` says what became of what was sent. What waits
    for one organisation leaves in one mail, at most one in `employer_mail_days`, sooner only when a
    deadline presses; never to a PEC, never while the company asked for none. Rooms put mails in by
    `organisation._mail_later`. Officers see those of their office, send now or drop; only the
    server makes and changes them.
    """

    _name = "employer.company.mail"
    _description = "Mail to a company"
    _inherit = ["employer.transition.mixin"]
    _order = "deadline, id"
    _rec_name = "subject"
    _check_company_auto = True
    _transition_field = "state"
    _transitions = {"waiting": ("sent", "dropped"), "dropped": ("waiting",)}

    employer_id = fields.Many2one(
        "employer.organisation",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="To",
        readonly=True,
        ondelete="set null",
        help="Empty: the main contact person, else the organisation.",
    )
    subject = fields.Char(required=True, readonly=True)
    body = fields.Html(required=True, readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    deadline = fields.Date(readonly=True, help="The day on which it is of no use any more.")
    user_id = fields.Many2one("res.users", string="Signed by", readonly=True, index=True)
    res_model = fields.Char(string="Model", readonly=True)
    res_id = fields.Many2oneReference(string="About", model_field="res_model", readonly=True)
    company_id = fields.Many2one(
        related="employer_id.company_id", store=True, index=True, precompute=True
    )
    state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Sent"), ("dropped", "Dropped")],
        required=True,
        default="waiting",
        readonly=True,
        index=True,
    )
    sent_at = fields.Datetime(string="Sent on", readonly=True)
    sent_to = fields.Char(string="Sent to", readonly=True)
    notification_id = fields.Many2one(
        "mail.notification", readonly=True, ondelete="set null", groups="base.group_system"
    )
    delivery = fields.Selection(
        [
            ("queued", "On its way"),
            ("sent", "Sent"),
            ("bounced", "Came back"),
            ("failed", "Did not leave"),
        ],
        compute="_compute_delivery",
        compute_sudo=True,
    )
    failure = fields.Char(string="Why not", compute="_compute_delivery", compute_sudo=True)
    address = fields.Char(compute="_compute_address")
    problem = fields.Selection(
        [
            ("none", "No e-mail address"),
            ("pec", "Only a PEC: write it yourself"),
            ("paused", "They asked for none for now"),
        ],
        string="Cannot go",
        compute="_compute_address",
    )
    send_date = fields.Date(string="Goes out on", compute="_compute_send_date")

    @api.depends(
        "contact_id.email",
        "employer_id.main_contact_id.email",
        "employer_id.email",
        "employer_id.pec",
        "employer_id.mail_paused_until",
        "employer_id.portal_member_ids.active",
    )
    def _compute_address(self):
        for mail in self:
            employer = mail.employer_id
            texts = (*mail._readers().mapped("email"), employer.email)
            found = [address for text in texts for address in split_emails(text)]
            usual = [address for address in found if not is_pec(address)]
            mail.address = usual[0] if usual else False
            if usual:
                mail.problem = "paused" if employer and employer._is_mail_paused() else False
            else:
                mail.problem = "pec" if found or employer.pec else "none"

    def _readers(self):
        """Return the persons it may go to, in order; nobody who was removed meanwhile."""
        people = self.contact_id | self.employer_id.main_contact_id
        return people - self.employer_id._former_among(people)

    def _reader(self):
        """Return whose address it goes to: the links in it are theirs."""
        self.ensure_one()
        people = self._readers().filtered(lambda one: self.address in split_emails(one.email))
        return people[:1] or self.employer_id.partner_id

    @api.depends("state", "notification_id.notification_status")
    def _compute_delivery(self):
        """Tell of what was sent what the mail itself tells: left, failed, came back."""
        for mail in self:
            told = mail.notification_id
            mail.delivery = mail.state == "sent" and DELIVERIES.get(
                told.notification_status, "sent"
            )
            is_lost = mail.delivery in ("bounced", "failed")
            mail.failure = is_lost and told.format_failure_reason()

    @api.depends("state", "deadline", "employer_id", "problem")
    def _compute_send_date(self):
        today = fields.Date.context_today(self)
        free = self._free_dates(self.employer_id)
        for mail in self:
            if mail.state != "waiting" or mail.problem:
                mail.send_date = False
                continue
            press = mail.deadline and mail.deadline - timedelta(
                days=mail.company_id.employer_mail_press_days
            )
            # without an earlier mail it goes today, however far its deadline is
            dates = [date for date in (free.get(mail.employer_id, today), press) if date]
            mail.send_date = max(today, min(dates))

    @api.model
    def _free_dates(self, employers):
        """Return {organisation: the day from which it may have an automatic mail again}."""
        last = self.sudo()._read_group(
            [("employer_id", "in", employers.ids), ("state", "=", "sent")],
            ["employer_id"],
            ["sent_at:max"],
        )
        return {
            employer.with_env(self.env): sent.date()
            + timedelta(days=employer.company_id.employer_mail_days)
            for employer, sent in last
        }

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_send_now(self):
        """Send what waits for these organisations at once, whatever the week says.

        :raise UserError: naming the first that cannot go and why
        """
        self.employer_id.check_access("write")
        waiting = self.search(
            [("employer_id", "in", self.employer_id.ids), ("state", "=", "waiting")]
        )
        for mail in waiting.filtered("problem")[:1]:
            raise UserError(
                self.env._(
                    "“%(subject)s” to %(company)s cannot go: %(problem)s.",
                    subject=mail.subject,
                    company=mail.employer_id.display_name,
                    problem=mail._problem_words(),
                )
            )
        waiting._send_by_employer()

    def action_drop(self):
        """Do not send these."""
        self.employer_id.check_access("write")
        # sudo: the right to write the organisation was judged; users write no mail directly
        self.sudo().filtered(lambda one: one.state == "waiting").state = "dropped"

    def action_restore(self):
        """Let dropped ones wait again."""
        self.employer_id.check_access("write")
        # sudo: as above
        self.sudo().filtered(lambda one: one.state == "dropped").state = "waiting"

    @api.model
    def _drop_about(self, record):
        """Drop what waits about `record`: it was said another way. In sudo, by who judged that."""
        waiting = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        self.search([*waiting, ("state", "=", "waiting")]).state = "dropped"

    def action_open_record(self):
        """Open what the mail is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model or "employer.organisation",
            "res_id": self.res_id or self.employer_id.id,
            "views": [(False, "form")],
        }

    def _problem_words(self):
        self.ensure_one()
        return dict(self._fields["problem"]._description_selection(self.env))[self.problem]
