# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import email_normalize

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .about_record import names_about, open_about
from .turn import take_turn

# 32 random bytes: nobody guesses one, so its plain SHA-256 says nothing about it either.
TOKEN_BYTES = 32
USER_AGENT_LENGTH = 300


class EmployerAccessLink(models.Model):
    """A personal link: one person, one act, one record; no account, no password.

    Issued (`_issue`) by whoever may write the record → opened (changes nothing) → used once
    (`_use`), or expired, or revoked (`action_revoke`). The address holds a random token of which
    only the SHA-256 is stored: nobody, we included, can read an issued link again; a resend is a
    new token (`_reissue`). Officers read them in their offices; only the server writes.
    """

    _name = "employer.access.link"
    _description = "Personal link"
    _inherit = ["employer.post.mixin"]
    _order = "id desc"
    _rec_name = "person_name"
    _post_limit = "link_posts_an_hour"

    act = fields.Selection(
        [("sign", "Sign"), ("not_now", "Not now")], string="What it lets do", required=True
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Contact", readonly=True, ondelete="set null"
    )
    person_name = fields.Char(string="Who", required=True, readonly=True)
    person_email = fields.Char(string="Email", readonly=True)
    person_role = fields.Char(string="Role", readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Issued by", readonly=True, default=lambda self: self.env.user
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    token_hash = fields.Char(required=True, readonly=True, copy=False, groups="base.group_system")
    issued_at = fields.Datetime(
        string="Issued", required=True, readonly=True, default=fields.Datetime.now
    )
    sent_at = fields.Datetime(string="Last sent", readonly=True)
    expires_at = fields.Datetime(string="Expires", required=True, readonly=True)
    used_at = fields.Datetime(string="Used", readonly=True)
    used_ip = fields.Char(string="From address", readonly=True)
    used_agent = fields.Char(string="With browser", readonly=True)
    revoked_at = fields.Datetime(string="Revoked", readonly=True)
    about = fields.Char(compute="_compute_about", compute_sudo=True)
    state = fields.Selection(
        [("open", "Open"), ("used", "Used"), ("expired", "Expired"), ("revoked", "Revoked")],
        compute="_compute_state",
    )

    _token_uniq = models.UniqueIndex("(token_hash)", "This personal link exists already.")

    @api.depends("expires_at", "used_at", "revoked_at")
    def _compute_state(self):
        now = fields.Datetime.now()
        for link in self:
            if link.used_at:
                link.state = "used"
            elif link.revoked_at:
                link.state = "revoked"
            else:
                is_over = link.expires_at and link.expires_at <= now
                link.state = "expired" if is_over else "open"

    @api.depends("res_model", "res_id")
    def _compute_about(self):
        """Name the record each is about."""
        names = names_about(self)
        for link in self:
            link.about = names[link]

    # ---- issue, send again, revoke

    @api.model
    def _issue(self, record, act, person, *, days):
        """Issue a link to `person` for one act on `record`, which the user must be able to write.

        :param person: a `res.partner`, or a dict of `name`, and if known `email`, `role`, `lang`
            and `partner_id`
        :param days: how long it works, a setting of the act
        :return: (link, address); the address is known here alone: mail it, show it, forget it
        """
        record.ensure_one()
        record.check_access("write")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        # sudo: nobody writes links but the server; the right to write the record was judged above
        link = self.sudo().create(
            {
                **self._person_vals(person),
                "act": act,
                "res_model": record._name,
                "res_id": record.id,
                "company_id": record.company_id.id,
                "user_id": self.env.uid,
                "token_hash": self._hash(token),
                "expires_at": fields.Datetime.now() + timedelta(days=days),
            }
        )
        return link, link._address(token)

    def _reissue(self, *, days):
        """Give the same person a new address for the same act; the old one stops working.

        :return: the new address
        :raise UserError: when the link was used or revoked
        """
        self.ensure_one()
        self._record().check_access("write")
        if self.used_at or self.revoked_at:
            raise UserError(
                self.env._(
                    "The link of %s was used or revoked. Issue a new one.",
                    self.person_name,
                )
            )
        token = secrets.token_urlsafe(TOKEN_BYTES)
        # sudo: nobody writes links but the server; the right to write the record was judged above
        self.sudo().write(
            {
                "token_hash": self._hash(token),
                "expires_at": fields.Datetime.now() + timedelta(days=days),
            }
        )
        return self._address(token)

    def action_revoke(self):
        """Make these links stop working from now on; a used one stays used."""
        for link in self:
            link._record().check_access("write")
        self._revoke()

    def action_open_record(self):
        """Open what the link is about."""
        return open_about(self)

    def _revoke(self):
        living = self.sudo().filtered(lambda link: not link.used_at and not link.revoked_at)
        living.revoked_at = fields.Datetime.now()

    @api.model
    def _of(self, records):
        """Return every link to `records`."""
        # sudo: the caller has checked the records they belong to
        return self.sudo().search(self._domain_about(records))

    @api.model
    def _domain_about(self, records):
        """Return the domain of the links about `records`."""
        return Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)

    @api.model
    def _open_domain(self):
        """Return the domain of the links that work now."""
        return (
            Domain("used_at", "=", False)
            & Domain("revoked_at", "=", False)
            & Domain("expires_at", ">", fields.Datetime.now())
        )

    @api.model
    def _count_open(self, records):
        """Return {record id: how many links about it work now}, in one query."""
        # sudo: a number, for whoever may read the record
        return dict(
            self.sudo()._read_group(
                self._domain_about(records) & self._open_domain(), ["res_id"], ["__count"]
            )
        )

    @api.model
    def _action_view(self, domain):
        """Return the action that shows the links in `domain`."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_access_link_action"
        )
        return {**action, "domain": list(domain)}

    # ---- a mail that holds the address

    def _mail_now(self, subject, body, **values):
        """Mail an address to the person, at once: nothing of a mail with a token in it is kept.

        :param values: further values of the `mail.mail`
        :raise UserError: when there is no email address or the mail does not leave
        """
        self.ensure_one()
        if not email_normalize(self.person_email):
            raise UserError(
                self.env._(
                    "%s has no valid email address. Show the link instead.", self.person_name
                )
            )
        # sudo: the caller judged the right to the record; users need not be able to write mails
        mail = (
            self.env["mail.mail"]
            .sudo()
            .create(
                {
                    "subject": subject,
                    "body_html": body,
                    "email_from": self.user_id.email_formatted or self.company_id.email_formatted,
                    "email_to": self.person_email,
                    "auto_delete": True,
                    **values,
                }
            )
        )
        try:
            mail.send(raise_exception=True)
            reason = mail.exists() and self.env._("it waits in the queue")
        except (MailDeliveryException, OSError) as error:
            reason = str(error)
        if reason:
            raise UserError(
                self.env._(
                    "The mail did not leave, and no link was issued: %s. Show the link and send it "
                    "yourself, or ask the administrator.",
                    reason,
                )
            )
        self.sudo().sent_at = fields.Datetime.now()  # its own server field

    def _is_ours(self):
        """Return whether the address it was made for is one of us."""
        self.ensure_one()
        address = email_normalize(self.person_email)
        # sudo: whether a colleague has this address, whoever may read colleagues
        users = self.env["res.users"].sudo()
        ours = [("share", "=", False), ("partner_id.email_normalized", "=", address)]
        return bool(address) and bool(users.search_count(ours, limit=1))

    # ---- what a page asks

    @api.model
    def _find(self, token, act):
        """Return what a page needs of the link with this token: opening it changes nothing.

        What is sent through it is counted: too much within an hour is refused.

        :return: (link, refusal): the link in sudo and False while it works; else an empty link
            and a dict with the `reason` (unknown, expired, used, revoked, too_many) and, of a
            known one, the `link` in sudo, for whom to ask and what was done
        """
        link = self.sudo()._by_token(token, act)
        if not link or not link._record().exists():
            return link.browse(), {"reason": "unknown", "link": link.browse()}
        if link.state != "open":
            return link.browse(), {"reason": link.state, "link": link}
        if request and request.httprequest.method == "POST":
            if not link._count_post():
                return link.browse(), {"reason": "too_many", "link": link}
            take_turn(link._record())
        return link, False

    @api.model
    def _by_token(self, token, act):
        """Return the link of this token and act; the time it takes tells of the hash alone."""
        hashed = self._hash(token or "")
        return self.search([("token_hash", "=", hashed), ("act", "=", act)])

    def _use(self):
        """Mark the link used, and write when and from where.

        Two requests at once: the second fails on the row, is repeated and finds it used.

        :raise UserError: when it does not work any more
        """
        self.ensure_one()
        if self.state != "open":
            raise UserError(self.env._("This link does not work any more."))
        # sudo: whoever holds the link has no account; the token was checked (`_find`)
        self.sudo().write({"used_at": fields.Datetime.now(), **self._from_where()})

    @api.model
    def _from_where(self):
        """Return the address and browser of this request, as stored on links and signatures."""
        if not request:
            return {"used_ip": False, "used_agent": False}
        agent = request.httprequest.user_agent.string or ""
        return {
            "used_ip": request.httprequest.remote_addr,
            "used_agent": agent[:USER_AGENT_LENGTH],
        }

    # ---- machinery

    def _record(self):
        """Return the record the link is about, with the rights of this environment."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def _address(self, token):
        path = self.act.replace("_", "-")
        return f"{self._record().get_base_url()}/engagement/{path}/{token}"

    @api.model
    def _hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _person_vals(self, person):
        """Return the fields that say who the link is for."""
        if isinstance(person, models.BaseModel):
            person = {
                "partner_id": person.id,
                "name": person.name,
                "email": person.email,
                "role": person.function,
                "lang": person.lang,
            }
        return {
            "partner_id": person.get("partner_id"),
            "person_name": person["name"],
            "person_email": person.get("email"),
            "person_role": person.get("role"),
            "lang": person.get("lang"),
        }
