# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.signed_file import sha256

#: What makes an attachment the file it is.
IDENTITY = {
    "access_token",
    "checksum",
    "company_id",
    "datas",
    "db_datas",
    "mimetype",
    "name",
    "public",
    "raw",
    "res_field",
    "res_id",
    "res_model",
    "store_fname",
    "type",
    "url",
}
OWNERS = ("employer.agreement", "employer.signature")


class IrAttachment(models.Model):
    """Files of a signed agreement stay as they are: content, name, place and existence.

    For everyone and every way in, the chatter (which deletes as superuser) included. A move of the
    file store, which writes the same bytes again, passes.
    """

    _inherit = "ir.attachment"

    def write(self, vals):
        if IDENTITY & vals.keys():
            for attachment in self._signed_files():
                attachment._refuse_change(vals)
        return super().write(vals)

    def _refuse_change(self, vals):
        """Refuse values that are not those the file has.

        :raise UserError: naming the file
        """
        kept = self.with_context(bin_size=False)
        for name in IDENTITY & vals.keys():
            before, after = kept[name], vals[name]
            if name == "raw":
                after = after.encode() if isinstance(after, str) else after or b""
                is_same = sha256(before or b"") == sha256(after)
            elif name == "datas":
                after = after.encode() if isinstance(after, str) else after or b""
                is_same = (before or b"") == after
            else:
                field = self._fields[name]
                is_same = field.convert_to_write(before, self) == (after or False)
            if not is_same:
                raise UserError(
                    self.env._("“%s” belongs to a signed agreement and never changes.", self.name)
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed_files(self):
        for attachment in self._signed_files():
            raise UserError(
                self.env._(
                    "“%s” belongs to a signed agreement and is never deleted.", attachment.name
                )
            )

    def _signed_files(self):
        """Return those of these attachments that a document or a signature keeps."""
        # sudo: whoever holds an attachment may not see the agreement; the guard holds all the same
        ours = self.sudo().filtered(lambda one: one.res_model in OWNERS)
        if not ours:
            return self.browse()
        drawings = ours.filtered(lambda one: one.res_model == "employer.signature")
        kept = (
            self.env["employer.agreement.document"]
            .sudo()
            .search([("attachment_id", "in", (ours - drawings).ids)])
        )
        return drawings | kept.attachment_id
