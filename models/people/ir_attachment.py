# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """Files on a person, or on a record about one, are closed to who may not open the name.

    Whoever uploaded a file keeps it; a name of the person in the file's name becomes the code.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        persons = self.env["employer.candidate"]
        for vals in vals_list:
            if vals.get("name") and vals.get("res_id"):
                vals["name"] = persons._without_names(
                    vals.get("res_model"), vals["res_id"], vals["name"]
                )
        return super().create(vals_list)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or operation == "create":
            return result
        forbidden, error = result or (self.browse(), None)
        closed = (self - forbidden)._closed_files()
        if not closed:
            return result
        forbidden |= closed
        return forbidden, error or (
            lambda: AccessError(
                self.env._(
                    "Files of a person open to who may open the personal data, after opening them "
                    "(button Open personal data)."
                )
            )
        )

    @api.model
    def _search(
        self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False
    ):
        query = super()._search(
            domain, offset, limit, order, active_test=active_test, bypass_access=bypass_access
        )
        persons = self.env["employer.candidate"]
        # who reads no person by code was given none of their files
        if self.env.su or bypass_access or query.is_empty() or not persons.has_access("read"):
            return query
        # sudo: only which of the files found are of persons
        ours = (
            self.sudo()
            .with_context(skip_res_field_check=True)
            .search([("id", "in", query), ("res_model", "in", list(persons._person_paths()))])
        )
        closed = set(ours.sudo(False)._closed_files().ids)
        if not closed:
            return query
        return self.browse(one for one in query if one not in closed)._as_query(bool(order))

    def _closed_files(self):
        """Return those of these files that are of persons whose data the user may not open."""
        persons = self.env["employer.candidate"]
        paths = persons._person_paths()
        by_model = defaultdict(set)
        places = {}
        for file in self.sudo().exists():
            if file.res_model in paths and file.res_id and file.create_uid != self.env.user:
                by_model[file.res_model].add(file.res_id)
                places[file.id] = (file.res_model, file.res_id)
        closed = persons._closed_documents(by_model) if by_model else set()
        return self.browse(one for one, place in places.items() if place in closed)
