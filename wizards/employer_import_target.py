# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import models


class EmployerImportTarget(models.AbstractModel):
    """What the rows of a sheet become: the part of an import that knows the model.

    A kind of sheet inherits this, names its columns, plans rows (`_plan`, which also is the whole
    dry run), carries the plan out (`_apply`) and takes it back (`_undo`). Each gets a batch of
    `employer.import.line` of one sheet and leaves every one with its next status.
    """

    _name = "employer.import.target"
    _description = "Kind of sheet of an import"

    def _label(self):
        """Return the name of this kind of sheet."""
        raise NotImplementedError

    def _columns(self):
        """Return the `column_mapping.Column` this kind knows."""
        raise NotImplementedError

    def _column_labels(self):
        """Return the label of every key of `_columns`."""
        raise NotImplementedError

    def _fits(self, keys):
        """Return whether a sheet with columns of these meanings is of this kind."""
        raise NotImplementedError

    def _plan(self, lines):
        """Decide what to do with the rows and why not; write nothing but the plan."""
        raise NotImplementedError

    def _apply(self, lines):
        """Do what is planned."""
        raise NotImplementedError

    def _undo(self, lines):
        """Take back what was done; a row that cannot be taken back is kept, with the reason."""
        raise NotImplementedError

    # ---- shared

    def _shape_reasons(self, line):
        """Return why the shape of a row makes it unreadable: cut, or cells beyond the headings."""
        width = len(line.sheet_id.column_ids)
        cells = len(line.raw)
        if line.sheet_id.is_text and cells < width:
            return [
                self.env._(
                    "The row is cut: %(cells)s cells where the headings are %(width)s.",
                    cells=cells,
                    width=width,
                )
            ]
        if any(cell not in (None, "") for cell in line.raw[width:]):
            return [
                self.env._(
                    "The row has %(cells)s cells where the headings are %(width)s: "
                    "is a separator too many?",
                    cells=cells,
                    width=width,
                )
            ]
        return []

    def _used_by(self, records, ignore=()):
        """Return what else refers to records: id → labels of the models that do.

        :param ignore: (model, field) pairs that do not count
        """
        # sudo: only whether something exists is read, also where the user may not look
        used = defaultdict(set)
        for model, field in self._referring_fields(records._name):
            if (model, field) in ignore:
                continue
            groups = (
                self.env[model]
                .sudo()
                .with_context(active_test=False)
                ._read_group([(field, "in", records.ids)], [field])
            )
            for (record,) in groups:
                used[record.id].add(model)
        self._add_documents(records, used)
        labels = self.env["ir.model"].sudo()
        return {
            res_id: sorted({labels._get(model).name for model in models})
            for res_id, models in used.items()
        }

    def _referring_fields(self, comodel):
        """Return every stored relation of another model to `comodel`, as (model, field)."""
        return [
            (name, field.name)
            for name, model in self.env.registry.items()
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.store
            and field.type in ("many2one", "many2many")
            and field.comodel_name == comodel
            and not (name == comodel and field.name in ("commercial_partner_id", "id"))
        ]

    def _add_documents(self, records, used):
        """Add what refers by model and id: activities, files, messages somebody wrote."""
        where = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        written = ("comment", "email", "email_outgoing")
        for model, domain in (
            ("mail.activity", where),
            ("ir.attachment", [*where, ("res_field", "=", False)]),
            (
                "mail.message",
                [
                    ("model", "=", records._name),
                    ("res_id", "in", records.ids),
                    ("message_type", "in", written),
                ],
            ),
        ):
            # sudo: as above, only existence is read
            found = self.env[model].sudo().search_fetch(domain, ["res_id"])
            for document in found:
                used[document.res_id].add(model)
