# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from odoo.addons.employer_engagement.tools.emails import is_pec, split_emails

READER = "employer_engagement.employer_engagement_group_user"
FEATURE = "employer_engagement.employer_engagement_feature_bulletin"
REPORT = "employer_engagement.report_bulletin"
#: What a bulletin that went out no longer changes.
FROZEN = {
    "attachment_id",
    "company_id",
    "date",
    "intro",
    "lang",
    "name",
    "recipient_ids",
    "vacancy_ids",
}


class EmployerBulletin(models.Model):
    """The open vacancies of an office on a few pages: for the wall, and for partners by mail.

    draft → sent, or dropped (and back). The server prepares a draft every so many days (setting
    of the office) for whoever did the last one; somebody reads it and sends it. What went out is
    kept as PDF and changes no more. An employer is named only where it agreed. A feature. Every
    role reads, officers write.
    """

    _name = "employer.bulletin"
    _description = "Bulletin of vacancies"
    _inherit = ["employer.transition.mixin", "employer.wording.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _transitions = {"draft": ("sent", "dropped"), "dropped": ("draft",)}

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    date = fields.Date(required=True, default=fields.Date.context_today, copy=False)
    state = fields.Selection(
        [("draft", "To be read"), ("sent", "Sent"), ("dropped", "Not sent")],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self.env.company.partner_id.lang or self.env.lang or "en_US",
    )
    intro = fields.Text(string="Words at the top")
    vacancy_ids = fields.Many2many(
        "employer.vacancy",
        string="Vacancies",
        check_company=True,
        default=lambda self: self._open_vacancies(self.env.company),
    )
    vacancy_count = fields.Integer(compute="_compute_vacancy_count")
    recipient_ids = fields.Many2many(
        "employer.organisation",
        string="By mail to",
        check_company=True,
        default=lambda self: self._usual_recipients(self.env.company),
        help="Organisations that receive the bulletin; each gets a mail of its own.",
    )
    unreachable_words = fields.Char(
        string="Without an address",
        compute="_compute_unreachable_words",
        help="They have no e-mail, only a PEC, or asked for no mails for now.",
    )
    attachment_id = fields.Many2one("ir.attachment", string="File", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="Officer",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This number of a bulletin exists already."
    )

    @api.depends("vacancy_ids")
    def _compute_vacancy_count(self):
        for bulletin in self:
            bulletin.vacancy_count = len(bulletin.vacancy_ids)

    @api.depends("recipient_ids.main_contact_id.email", "recipient_ids.email")
    def _compute_unreachable_words(self):
        for bulletin in self:
            missing = bulletin.recipient_ids.filtered(lambda one: not one._bulletin_contact())
            bulletin.unreachable_words = ", ".join(missing.mapped("display_name"))

    @api.constrains("intro")
    def _check_lawful_wording(self):
        for bulletin in self:
            bulletin._refuse_unlawful(bulletin.intro)

    @api.model
    def _open_vacancies(self, company):
        """Return the vacancies of `company` that may stand in a bulletin today, by occupation.

        Not those where nothing moves: nobody knows whether the job is still there.
        """
        today = fields.Date.context_today(self)
        if not self.env.user.has_group(FEATURE):
            return self.env["employer.vacancy"]
        found = self.env["employer.vacancy"].search(
            Domain("company_id", "=", company.id)
            & Domain("stage_kind", "=", "open")
            & Domain("is_in_bulletin", "=", True)
            & Domain("is_stale", "=", False)
            & (Domain("deadline_date", "=", False) | Domain("deadline_date", ">=", today))
        )
        return found.sorted(by_occupation)

    @api.model
    def _usual_recipients(self, company):
        if not self.env.user.has_group(FEATURE):
            return self.env["employer.organisation"]
        return self.env["employer.organisation"].search(
            [("company_id", "=", company.id), ("receives_bulletin", "=", True)]
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        sequences = self.env["ir.sequence"]
        for vals in vals_list:
            company_id = vals.get("company_id") or self.env.company.id
            number = sequences.with_company(company_id).next_by_code("employer.bulletin")
            vals.update(name=number or "/", attachment_id=False)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_names({"attachment_id", "name"}, vals)
        if FROZEN & vals.keys() and "sent" in self.mapped("state"):
            raise UserError(
                self.env._(
                    "“%s” went out and stays as it was read: make the next one.",
                    self.filtered(lambda one: one.state == "sent")[:1].name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for bulletin in self.filtered(lambda one: one.state == "sent"):
            raise UserError(self.env._("“%s” went out and is kept.", bulletin.name))

    def _guard_transition(self, target, vals):
        if target == "sent" and not vals.get("attachment_id"):
            raise UserError(self.env._("Send “%s” with its button: it keeps the file.", self.name))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_refresh(self):
        """Take the vacancies that are open now, and the usual recipients."""
        for bulletin in self:
            bulletin.write(
                {
                    "vacancy_ids": [Command.set(self._open_vacancies(bulletin.company_id).ids)],
                    "recipient_ids": [Command.set(self._usual_recipients(bulletin.company_id).ids)],
                }
            )

    def action_print(self):
        """Show the pages: the file that went out, else as they stand now."""
        self.ensure_one()
        if self.attachment_id:
            return {
                "type": "ir.actions.act_url",
                "url": f"/web/content/{self.attachment_id.id}?download=true",
                "target": "download",
            }
        return self.env.ref("employer_engagement.report_bulletin_action").report_action(self)

    def action_send(self):
        """Keep the file, send it to each recipient and leave a trace that is no contact.

        :raise UserError: without vacancies
        """
        for bulletin in self:
            if not bulletin.vacancy_ids:
                raise UserError(
                    self.env._("“%s” has no vacancies: choose some first.", bulletin.name)
                )
            # sudo: the file is the server's; the right to write the bulletin is judged below
            bulletin.check_access("write")
            bulletin.sudo().write({"attachment_id": bulletin._keep_file().id, "state": "sent"})
            bulletin._send_mails()

    def action_drop(self):
        """Do not send this one."""
        self.write({"state": "dropped"})

    def action_restore(self):
        """Take up again one that was not to be sent."""
        self.write({"state": "draft"})

    # ------------------------------------------------------------
    # WHAT GOES OUT
    # ------------------------------------------------------------

    def _lines(self):
        """Return what the pages and the mail say of each vacancy, in the language of `self`."""
        self.ensure_one()
        return [vacancy._bulletin_line() for vacancy in self.vacancy_ids.sorted(by_occupation)]

    def _lines_html(self):
        """Return the vacancies as the mail shows them, in the language of `self`."""
        return self.env["ir.qweb"]._render("employer_engagement.bulletin_lines", {"one": self})

    def _keep_file(self):
        """Return the pages as a file of this bulletin."""
        self.ensure_one()
        # sudo: the report reads the office's letterhead; the vacancies are those chosen
        reports_sudo = self.env["ir.actions.report"].sudo()
        content, kind = reports_sudo._render_qweb_pdf(REPORT, self.ids)
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": f"{self.name.replace('/', '-')}.{kind}",
                    "raw": content,
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        )

    def _send_mails(self):
        """Send one mail to each organisation that has an address."""
        self.ensure_one()
        template = self.env.ref("employer_engagement.mail_template_bulletin")
        traces = []
        for organisation in self.recipient_ids:
            contact = organisation._bulletin_contact()
            if not contact:
                continue
            template.send_mail(
                self.id,
                email_values={
                    "recipient_ids": [Command.link(contact.id)],
                    "attachment_ids": [Command.link(self.attachment_id.id)],
                },
            )
            traces.append(self._trace_vals(organisation, contact))
        self.env["employer.interaction"].create(traces)

    def _trace_vals(self, organisation, contact):
        return {
            "employer_id": organisation.id,
            "contact_id": False if contact == organisation.partner_id else contact.id,
            "channel": "mail",
            "direction": "out",
            "outcome": "sent",
            "is_mass_mail": True,
            "summary": self.display_name,
        }

    # ------------------------------------------------------------
    # THE NIGHTLY JOB
    # ------------------------------------------------------------

    @api.model
    def _cron_prepare(self):
        """Prepare the next draft of each office that sent one, after its days."""
        if self.env.ref(FEATURE) not in self.env.ref(READER).all_implied_ids:
            return
        today = fields.Date.context_today(self)
        for (company,) in self._read_group([], ["company_id"]):
            last = self.search([("company_id", "=", company.id)], limit=1)
            days = company.employer_bulletin_days
            if last and last.state != "draft" and last.date + timedelta(days=days) <= today:
                last._prepare_next()

    def _prepare_next(self):
        """Make the draft that follows this one, where anything is open and its officer is here."""
        self.ensure_one()
        bulletins = self.with_company(self.company_id)
        vacancies = bulletins._open_vacancies(self.company_id)
        if vacancies and self.user_id.active:
            bulletins.create(
                {
                    "company_id": self.company_id.id,
                    "user_id": self.user_id.id,
                    "lang": self.lang,
                    "intro": self.intro,
                    "vacancy_ids": [Command.set(vacancies.ids)],
                    "recipient_ids": [Command.set(self._usual_recipients(self.company_id).ids)],
                }
            )


def by_occupation(vacancy):
    """Return the key by which the pages are read: like jobs stand together."""
    return vacancy.occupation_id.code or "", vacancy.name, vacancy.id


def usual_address(partner):
    """Return the first address of `partner` that is no certified one."""
    return next((one for one in split_emails(partner.email) if not is_pec(one)), False)
