# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

#: Days after which an upload that names persons and was never imported is deleted.
FORGOTTEN_DAYS = 30


class EmployerImport(models.Model):
    """An import that holds names of persons: its importer's alone, and kept no longer than needed.

    From the upload on, only who uploaded it (and the privacy officer) sees it, its sheets and rows
    (record rules on `holds_persons`). Once imported its file is deleted and the cells that tell who
    a person is are blanked; refused rows keep theirs, to be mended, until the undo.
    """

    _inherit = "employer.import"

    holds_persons = fields.Boolean(
        string="Names persons",
        readonly=True,
        copy=False,
        help="Only who uploaded it and the privacy officer see it. The file is deleted once "
        "imported.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # the record rules rest on who uploaded it: that is not for a client to say
            vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_names(set() if self.env.su else {"holds_persons"}, vals)
        if "file" in vals and not self.env.su:
            self.check_access("write")
            # sudo: the user was just checked; who uploaded a file is for the server to say
            self.sudo().user_id = self.env.user
        return super().write(vals)

    @api.model
    def _may_import_persons(self):
        """Return whether the user may bring in names of persons."""
        return self.env.su or any(
            self.env.user.has_group(f"employer_engagement.employer_engagement_group_{group}")
            for group in ("manager", "identity")
        )

    def _check_may_import_persons(self):
        """Refuse whom the design does not let bring in names.

        :raise AccessError: naming who may
        """
        if not self._may_import_persons():
            raise AccessError(
                self.env._(
                    "A list of persons, internships or hires is imported by a manager, or by who "
                    "may see names of persons. Ask one of them, and hand over the file in a safe "
                    "way."
                )
            )

    def _check_kinds(self):
        """Refuse what persons follow from to who may not bring them in, nor take them back."""
        if any(sheet._target()._is_about_persons() for sheet in self.sheet_ids.filtered("target")):
            self._check_may_import_persons()

    def action_check(self):
        self._check_kinds()
        return super().action_check()

    def action_import(self):
        self._check_kinds()
        return super().action_import()

    def action_undo(self):
        self._check_kinds()
        return super().action_undo()

    def _read_sheets(self):
        self.sudo().holds_persons = False  # sudo: the flag is the server's; the sheets set it again
        return super()._read_sheets()

    def _move_to(self, state):
        result = super()._move_to(state)
        if self.holds_persons and state in ("imported", "undone"):
            self._delete_file()
        if self.holds_persons and state == "undone":
            self.sheet_ids.filtered("is_persons")._forget_persons()
        return result

    @api.autovacuum
    def _gc_forgotten_uploads(self):
        """Delete uploads that name persons and were never imported: a list nobody needs."""
        since = fields.Datetime.now() - timedelta(days=FORGOTTEN_DAYS)
        self.search(
            [
                ("holds_persons", "=", True),
                ("state", "in", ("draft", "checking", "checked")),
                ("write_date", "<", since),
            ]
        ).unlink()

    def _delete_file(self):
        """Delete the uploaded file: what is still needed of it stands in the rows."""
        # sudo: the file of an import the user may write, checked by `_move_to`
        self.env["ir.attachment"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("res_field", "=", "file"),
            ]
        ).unlink()
        self.invalidate_recordset(["file"])
