# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

from odoo.addons.employer_engagement.tools.person_names import without_names

#: Models about a person with rights of their own, stricter or by their own rules.
OWN_RIGHTS = {
    "employer.candidate.barrier",
    "employer.candidate.identity",
    "employer.candidate.permit",
    "employer.candidate.protected",
    "employer.interaction",
}


class EmployerCandidate(models.Model):
    """Files and messages of a person obey the same rights as the name.

    They often *are* the name: a passport, a signed project. So whoever may read the row of
    personal data (entitled, and opened it) reads the messages on the person, and the files on
    the person or on any record about the person, such as an internship; nobody else does, over
    any way in. Authors keep what they wrote. Where no personal data were entered, it is the
    person's own team.
    """

    _inherit = "employer.candidate"

    # a domain that passed by the rights on messages would ask texts and files that are closed
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    # ---- whose files the user may read

    def _filter_files_open(self):
        """Return the persons whose files and messages the current user may read now."""
        if self.env.su:
            return self
        identity = self.env["employer.candidate.identity"]
        rows = [("candidate_id", "in", self.ids)]
        # sudo: only whether there are personal data at all
        named = identity.sudo().search(rows).candidate_id.ids
        opened = (
            identity.search(rows).candidate_id if identity.has_access("read") else self.browse()
        )
        if not identity.has_access("create"):
            return opened
        return opened | self.filtered(lambda one: one.id not in named)._among(
            self._own_team_domain()
        )

    @api.model
    @ormcache()
    def _person_paths(self):
        """Return {model: field that leads to the person} of the records about one person."""
        paths = {self._name: "id"}
        for name, model in self.env.registry.items():
            field = model._fields.get("candidate_id")
            if (
                name.startswith("employer.")
                and name not in OWN_RIGHTS
                and not (model._abstract or model._transient)
                and model._auto
                and getattr(field, "comodel_name", None) == self._name
            ):
                paths[name] = "candidate_id"
        return paths

    @api.model
    def _persons_of(self, model, ids):
        """Return {record id: person} of records about persons, in sudo: ask nothing but rights."""
        path = self._person_paths().get(model)
        # sudo: whose record it is decides who may read its files
        records = self.env[model].sudo().with_context(active_test=False).browse(ids).exists()
        if path == "id":
            return {record.id: record for record in records}
        return {record.id: record[path] for record in records if record[path]}

    @api.model
    def _closed_documents(self, ids_by_model):
        """Return the (model, id) of documents about persons whose files are closed to the user.

        :param ids_by_model: {model of `_person_paths`: record ids}
        """
        persons = {
            (model, record_id): person
            for model, ids in ids_by_model.items()
            for record_id, person in self._persons_of(model, ids).items()
        }
        everyone = self.browse({person.id for person in persons.values()})
        open_ids = set(everyone._filter_files_open().ids)
        return {key for key, person in persons.items() if person.id not in open_ids}

    # ---- no name where everybody reads

    @api.model
    def _without_names(self, model, record_id, text):
        """Return `text` about a document with the person's names replaced by the code.

        Only what the server writes, or who may open the name: for anybody else, to see which of
        many words become the code would be a way to learn it.
        """
        if not text or not record_id or model not in self._person_paths():
            return text
        person_sudo = self._persons_of(model, [record_id]).get(record_id)
        if not person_sudo or not self._may_write_name(person_sudo):
            return text
        # sudo: the names are looked for to be taken out
        identity = self._row_of(person_sudo)
        if not identity:
            return text
        names = f"{identity.first_name} {identity.last_name}"
        return without_names(str(text), names, person_sudo.code)

    @api.model
    def _may_write_name(self, person):
        """Return whether the current user, with or without sudo, may open the person's name."""
        return self.env.uid == SUPERUSER_ID or person._may_be_told(self.env.uid)

    @api.model
    def _row_of(self, person):
        return person._row_sudo("employer.candidate.identity")

    # ---- messages stay among who may open the name

    def _get_mail_thread_data_attachments(self):
        return super(EmployerCandidate, self.sudo(False))._get_mail_thread_data_attachments()

    def message_post(self, *, partner_ids=None, **kwargs):
        """Post for the colleagues who may open the name; to the person one writes directly.

        :raise UserError: for recipients outside
        """
        partners = self.env["res.partner"].sudo().browse(partner_ids or [])
        if kwargs.get("outgoing_email_to") or any(one.partner_share for one in partners):
            raise UserError(
                self.env._(
                    "Messages on a person reach colleagues of the team only. Write to the person "
                    "or to a company directly, and log the contact here."
                )
            )
        return super().message_post(partner_ids=partner_ids, **kwargs)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Colleagues follow a person; the person's own contact among followers would be a name."""
        partners = self.env["res.partner"].sudo().browse(partner_ids or [])
        inside = partners.filtered(lambda partner: not partner.partner_share)
        return super()._message_subscribe(inside.ids, subtype_ids, customer_ids)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Tell only who may open this person's name: a notification carries the text."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if (msg_vals or {}).get("message_type", message.message_type) == "user_notification":
            return recipients
        return [one for one in recipients if one.get("uid") and self._may_be_told(one["uid"])]

    def _may_be_told(self, uid):
        person = self.with_user(uid)
        return person._among(person._identity_entitlement_domain()) == self
