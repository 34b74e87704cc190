# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

#: Characters of a message that stand on the record; the whole is in the thread.
EXCERPT = 1500
#: What came in and what was made of it: the buttons archive and delete by it, in sudo.
SERVER_FIELDS = {
    "channel",
    "company_id",
    "company_name",
    "contact_id",
    "email_from",
    "employer_id",
    "excerpt",
    "form_key",
    "interaction_id",
    "lang",
    "made_employer",
    "name",
    "notice_id",
    "phone",
    "place",
    "positions",
    "received_at",
    "scouting_id",
    "sender_name",
    "suggested_ids",
    "vat_number",
    "visitor_hash",
    "zip",
}


class EmployerInbound(models.Model):
    """A company wrote to us, by mail, certified mail or the public page: until somebody looked.

    new → looked at (`done`) or not for us (`dismissed`), both undone by a click. From a known
    address the message stands on the open scouting or the organisation, and is a contact; from
    an unknown one it stays here, seen by officers alone, until one of them said who it is: it
    may be a person. Only the server makes them; officers of the office decide.
    """

    _name = "employer.inbound"
    _description = "They wrote to us"
    _inherit = ["employer.transition.mixin", "mail.thread"]
    _order = "received_at desc, id desc"
    _primary_email = "email_from"
    _check_company_auto = True
    _transitions = {"new": ("done", "dismissed"), "done": ("new",), "dismissed": ("new",)}

    name = fields.Char(string="Subject", required=True, readonly=True)
    channel = fields.Selection(
        [("mail", "E-mail"), ("pec", "PEC"), ("web", "Public page")], required=True, readonly=True
    )
    received_at = fields.Datetime(
        string="Received", required=True, readonly=True, default=fields.Datetime.now, index=True
    )
    state = fields.Selection(
        [("new", "To look at"), ("done", "Looked at"), ("dismissed", "Not for us")],
        required=True,
        default="new",
        index=True,
    )
    due_date = fields.Date(string="Look at it by", default=fields.Date.context_today, copy=False)
    user_id = fields.Many2one("res.users", string="Officer", index=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )

    # Who wrote, in their words
    email_from = fields.Char(string="From", readonly=True)
    sender_name = fields.Char(string="Who wrote", readonly=True)
    excerpt = fields.Text(string="Message", readonly=True)
    company_name = fields.Char(string="Company, as written", readonly=True)
    vat_number = fields.Char(string="VAT number, as written", readonly=True)
    phone = fields.Char(readonly=True)
    zip = fields.Char(string="Postcode", readonly=True)
    place = fields.Char(string="District or town", readonly=True)
    positions = fields.Integer(readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    notice_id = fields.Many2one(
        "employer.privacy.notice",
        string="Privacy notice read",
        readonly=True,
        ondelete="restrict",
    )
    form_key = fields.Char(
        readonly=True, copy=False, groups="base.group_system", export_string_translation=False
    )
    visitor_hash = fields.Char(
        readonly=True, copy=False, groups="base.group_system", export_string_translation=False
    )

    # Who it is
    employer_id = fields.Many2one(
        "employer.organisation", readonly=True, index=True, ondelete="set null", check_company=True
    )
    scouting_id = fields.Many2one(
        "employer.scouting",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    contact_id = fields.Many2one(
        "res.partner", string="Contact person", readonly=True, ondelete="set null"
    )
    interaction_id = fields.Many2one(
        "employer.interaction", string="Contact logged", readonly=True, ondelete="set null"
    )
    suggested_ids = fields.Many2many("employer.organisation", string="It may be", readonly=True)
    made_employer = fields.Boolean(
        readonly=True,
        export_string_translation=False,
        help="The organisation and its scouting were made from this message.",
    )
    is_open_question = fields.Boolean(
        string="Who is it?", compute="_compute_is_open_question", search="_search_is_open_question"
    )

    _form_key_uniq = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL", "This form was sent already."
    )
    _visitor_idx = models.Index("(visitor_hash, received_at) WHERE visitor_hash IS NOT NULL")

    @api.depends("employer_id.to_identify")
    def _compute_is_open_question(self):
        for inbound in self:
            employer = inbound.employer_id
            inbound.is_open_question = not employer or employer.to_identify

    def _search_is_open_question(self, operator, value):
        if operator != "in":
            return NotImplemented
        return ["|", ("employer_id", "=", False), ("employer_id.to_identify", "=", True)]

    @api.model
    def _computed_names(self):
        """The letter and what was made of it are the server's; officers say whose it is to do."""
        return super()._computed_names() | SERVER_FIELDS

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_done(self):
        """It was looked at; what the page brought becomes a contact now that somebody read it."""
        self.check_access("write")
        # sudo: the right to write was judged; the contact is the owner's, not the reader's
        self.sudo().filtered(lambda one: not one.is_open_question)._log_interaction()
        self.filtered(lambda one: one.state == "new").state = "done"

    def action_dismiss(self):
        """Not for us: what was made of it goes to the archive, and no figure knows of it."""
        self.state = "dismissed"
        # sudo: the right to write was judged by the write above
        self.sudo()._made_records_active(active=False)

    def action_reopen(self):
        """Look at it again; what was archived comes back."""
        # sudo: as above
        self.state = "new"
        self.sudo()._made_records_active(active=True)

    def action_identify(self):
        """Open the dialog that says who wrote."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who is it?"),
            "res_model": "employer.inbound.identify",
            "view_mode": "form",
            "target": "new",
            "context": {"default_inbound_id": self.id},
        }

    def action_open_record(self):
        """Open the record on which the message stands."""
        self.ensure_one()
        record = self._thread()
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def action_log_contact(self):
        """Open the dialog that logs an answer to them.

        :raise UserError: as long as nobody knows who they are
        """
        self.ensure_one()
        if not self.employer_id:
            raise UserError(self.env._("Say first who wrote “%s”.", self.name))
        return (self.scouting_id or self.employer_id).action_log_contact()

    # ------------------------------------------------------------
    # WHO IT IS
    # ------------------------------------------------------------

    def _identify_as(self, employer):
        """It was `employer`: message, files and the contact go there; what was made goes away."""
        self.ensure_one()
        self.check_access("write")
        employer.check_access("write")
        made = self._made_records()
        # sudo: right to write both sides was judged; officers delete no organisations, but what
        # a machine made of a letter a minute ago goes with the question it answered
        inbound_sudo = self.sudo()
        inbound_sudo.write(
            {
                "employer_id": employer.id,
                "scouting_id": employer._open_scouting().id,
                "contact_id": inbound_sudo._contact_at(employer).id,
                "made_employer": False,
                "suggested_ids": [(5,)],
            }
        )
        inbound_sudo._move_thread()
        inbound_sudo._log_interaction()
        made._delete()

    def _identify_new(self, vals):
        """It is a company we did not know: name it and go on with its scouting."""
        self.ensure_one()
        self.check_access("write")
        # sudo: right to write was judged; `made_employer` and the links are the server's
        inbound_sudo = self.sudo()
        if not inbound_sudo.employer_id:
            inbound_sudo._make_employer(vals)
        else:
            self.employer_id.write({**vals, "to_identify": False})
        self.employer_id.to_identify = False
        self.scouting_id.name = self.employer_id.name
        if not self.employer_id.email and self.email_from:
            self.employer_id.email = self.email_from
        inbound_sudo.suggested_ids = [(5,)]
        inbound_sudo._move_thread()
        inbound_sudo._log_interaction()

    def _make_employer(self, vals):
        """Make an organisation and its scouting, with a next step today for the owner."""
        self.ensure_one()
        today = self._received_on()
        employer = self.env["employer.organisation"].create(
            {
                "company_id": self.company_id.id,
                "user_id": self.user_id.id,
                **vals,
            }
        )
        scouting = self.env["employer.scouting"].create(
            {
                "employer_id": employer.id,
                "user_id": self.user_id.id,
                "source": "inbound",
                "need": False if employer.to_identify else self.excerpt,
                "expected_positions": self.positions,
                "next_step": self.env._("They wrote: answer"),
                "next_step_date": today,
            }
        )
        self.write({"employer_id": employer.id, "scouting_id": scouting.id, "made_employer": True})

    def _made_records(self):
        """Return the organisations made from these messages, as long as nothing else came."""
        made = self.filtered("made_employer").employer_id
        others = self.search([("employer_id", "in", made.ids), ("id", "not in", self.ids)])
        return made - others.employer_id

    def _made_records_active(self, active):
        for inbound in self.filtered("made_employer"):
            inbound.scouting_id.active = active
            inbound.employer_id.active = active

    def _contact_at(self, employer):
        """Return the person who wrote, among those of `employer`; a new one if need be."""
        self.ensure_one()
        if not self.email_from or not (self.sender_name or employer.email):
            return self.env["res.partner"]
        _employers, contact = employer._find_by_address(self.email_from, self.company_id)
        partner = employer.partner_id
        if contact and contact.commercial_partner_id == partner.commercial_partner_id:
            return contact if contact != partner else contact.browse()
        return contact.create(
            {
                "name": self.sender_name or self.email_from,
                "email": self.email_from,
                "phone": self.phone,
                "parent_id": partner.id,
                "type": "contact",
            }
        )

    # ------------------------------------------------------------
    # MACHINERY
    # ------------------------------------------------------------

    def _thread(self):
        """Return the record on which the message stands: ours, until we know who wrote."""
        self.ensure_one()
        known = self.employer_id and not self.employer_id.to_identify
        return (known and (self.scouting_id or self.employer_id)) or self

    def _move_thread(self):
        """Move message and files to the record they belong to."""
        self.ensure_one()
        thread = self._thread()
        if thread == self:
            return
        self.message_change_thread(thread)
        self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)]
        ).write({"res_model": thread._name, "res_id": thread.id})

    def _received_on(self):
        """Return the day it came, where its officer is."""
        self.ensure_one()
        zone = self.user_id.tz or self.env.user.tz
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), self.received_at
        ).date()

    def _log_interaction(self):
        """They wrote: a contact of that day, with whoever takes care of them."""
        for inbound in self.filtered(lambda one: one.employer_id and not one.interaction_id):
            inbound.interaction_id = self.env["employer.interaction"].create(
                {
                    "employer_id": inbound.employer_id.id,
                    "scouting_id": inbound.scouting_id.id,
                    "contact_id": inbound.contact_id.id,
                    "date": inbound._received_on(),
                    "channel": inbound.channel,
                    "direction": "in",
                    "outcome": "reached",
                    "summary": "\n".join(filter(None, (inbound.name, inbound.excerpt))),
                    "user_id": inbound.user_id.id,
                }
            )

    @api.model
    def _answered(self, employers):
        """Whoever answered has looked: nothing of these organisations waits any more."""
        if not employers:
            return
        # sudo: writing to a company or logging a call is the answer, whoever looks after the mail
        waiting_sudo = self.sudo().search(
            [("employer_id", "in", employers.ids), ("state", "=", "new")]
        )
        waiting_sudo.filtered(lambda one: not one.is_open_question)._log_interaction()
        waiting_sudo.state = "done"

    @api.autovacuum
    def _gc_visitors(self):
        """Forget from where forms came: it served to count those of the last hours."""
        yesterday = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        self.search(
            [("visitor_hash", "!=", False), ("received_at", "<", yesterday)], limit=1000
        ).visitor_hash = False
        self.env["employer.interaction"].search(
            [("visitor_hash", "!=", False), ("create_date", "<", yesterday)], limit=1000
        ).write({"visitor_hash": False, "form_key": False})
