# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .employer_merge_links import Link
from .employer_organisation_merge import MANAGER

#: The ERP's contact gets a VAT number it lacked; kept with the values the survivor took.
CONTACT_VAT = "vat"


class EmployerMerge(models.Model):
    """That one organisation was merged into another of its office: what moved, who, when; undone?

    Everything that points at the merged one moves to the survivor (`employer.merge.links`), the
    values chosen in the dialog are written on the survivor, the merged one is archived with a link
    to it. The contact of the ERP is shared with the rest of the ERP: it is never merged or deleted,
    its invoices stay; its people and units move only where that was ticked, and never while another
    office uses the contact. Managers merge any two, officers two they own both; other officers
    propose it (`employer.duplicate`). Undone by a manager or by who did it: every row that still
    points at the survivor goes back, what was changed or deleted since stays and is named.
    Read by officers of the office, written by the server alone.
    """

    _name = "employer.merge"
    _description = "Merge of organisations"
    _order = "id desc"

    survivor_id = fields.Many2one(
        "employer.organisation",
        string="Stays",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    merged_id = fields.Many2one(
        "employer.organisation",
        string="Merged into it",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    state = fields.Selection(
        [("done", "Merged"), ("undone", "Undone")], required=True, readonly=True, default="done"
    )
    user_id = fields.Many2one(
        "res.users", string="Merged by", readonly=True, default=lambda self: self.env.user
    )
    merged_at = fields.Datetime(
        string="Merged at", readonly=True, default=fields.Datetime.now, required=True
    )
    undone_by_id = fields.Many2one("res.users", string="Undone by", readonly=True)
    undone_at = fields.Datetime(string="Undone at", readonly=True)
    moved_people = fields.Boolean(string="People and units moved", readonly=True)
    moved_words = fields.Text(string="What moved", readonly=True)
    kept_words = fields.Text(string="What stayed, and why", readonly=True)
    moved = fields.Json(readonly=True)
    written = fields.Json(readonly=True)

    @api.depends("survivor_id", "merged_id")
    def _compute_display_name(self):
        for merge in self:
            names = (merge.merged_id.display_name or "", merge.survivor_id.display_name or "")
            merge.display_name = " → ".join(names)

    # ------------------------------------------------------------
    # MERGING
    # ------------------------------------------------------------

    @api.model
    def _merge(self, survivor, merged, vals=None, move_people=False):
        """Merge one organisation into another; return the record of it.

        :param vals: values of the merged one that the survivor takes, as written
        :raise UserError: they are not two active organisations of one office
        :raise AccessError: the user owns not both and is no manager
        """
        self._check_two(survivor, merged)
        if not (survivor | merged)._may_merge():
            raise AccessError(
                self.env._("Managers merge any two organisations, officers two of their own.")
            )
        if move_people and not self._people_may_move(merged):
            raise UserError(
                self.env._(
                    "Another office uses the contact “%s” too: its people and units stay with it.",
                    merged.partner_id.display_name,
                )
            )
        # sudo: the server archives, moves and records; the right to merge was checked
        merged.sudo().with_context(tracking_disable=True).write(
            {"active": False, "merged_into_id": survivor.id}
        )
        self.env.flush_all()  # its numbers are free before the survivor takes them
        written = self._write_chosen(survivor, vals or {})
        moved = self._move_links(survivor, merged)
        if move_people:
            moved.append(self._move_people(survivor, merged))
        self.env.flush_all()
        self.env.invalidate_all()
        merge = self.sudo().create(  # sudo: as above
            {
                "survivor_id": survivor.id,
                "merged_id": merged.id,
                "company_id": survivor.company_id.id,
                "user_id": self.env.uid,
                "moved_people": move_people,
                "moved": [entry for entry in moved if entry["ids"] or entry["both"]],
                "written": written,
                "moved_words": self._moved_words(moved, written),
            }
        )
        merge._tell()
        self.env["employer.duplicate"].sudo().search(  # sudo: pairs are the server's
            [
                ("first_id", "in", (survivor | merged).ids),
                ("second_id", "in", (survivor | merged).ids),
            ]
        ).unlink()
        return merge.sudo(False)

    def _check_two(self, survivor, merged):
        """Lock both, and refuse what is no pair to merge."""
        survivor.ensure_one()
        merged.ensure_one()
        if survivor == merged or survivor.company_id != merged.company_id:
            raise UserError(self.env._("Choose two organisations of the same office."))
        self.env.flush_all()
        ids = sorted((survivor.id, merged.id))
        self.env.cr.execute(
            SQL("SELECT id FROM employer_organisation WHERE id = ANY(%s) FOR UPDATE", ids)
        )
        gone = (survivor | merged).filtered(lambda one: not one.active)
        if gone:
            raise UserError(self.env._("“%s” is archived: restore it first.", gone[0].display_name))

    @api.model
    def _people_may_move(self, merged):
        """Return whether only this office deals with the contact."""
        # sudo: only whether another office has it is read
        return not merged.sudo().search_count(
            [
                ("partner_id", "=", merged.partner_id.id),
                ("company_id", "!=", merged.company_id.id),
            ],
            limit=1,
        )

    def _write_chosen(self, survivor, vals):
        """Write the chosen values; return {field: [before, after]}."""
        before, vat = self._plain(survivor, vals), survivor.partner_id.vat
        if vals:
            survivor.write(vals)
        after = self._plain(survivor, vals)
        written = {name: [before[name], after[name]] for name in vals}
        if survivor.partner_id.vat != vat:
            written[CONTACT_VAT] = [vat, survivor.partner_id.vat]
        return written

    def _plain(self, organisation, names):
        """Return values as JSON keeps them and a write takes them."""
        plain = {}
        for name in names:
            if name == CONTACT_VAT:
                plain[name] = organisation.partner_id.vat
                continue
            field = organisation._fields[name]
            value = field.convert_to_write(organisation[name], organisation)
            is_json = isinstance(value, str | int | float | bool) or value is None
            plain[name] = value if is_json else str(value)
        return plain

    def _move_links(self, survivor, merged):
        """Move what points at the merged one or at its contact; return the entries."""
        Links, company = self.env["employer.merge.links"], survivor.company_id
        entries = []
        for kinds, source, target in (
            (Links._organisation_links(), merged, survivor),
            (Links._contact_links(), merged.partner_id, survivor.partner_id),
        ):
            for link, ids in Links._find(kinds, source, company):
                own = [one for one in ids if self._is_itself(link, one, survivor)]
                entries.append(self._move_entry(link, sorted(set(ids) - set(own)), source, target))
                if own:
                    entries.append(self._move_entry(link, own, source, target.browse()))
        return entries + self._break_circles(survivor)

    def _is_itself(self, link, res_id, survivor):
        """Return whether the survivor pointed at the merged one: it cannot point at itself."""
        return link.kind == "one" and link.model == survivor._name and res_id == survivor.id

    def _move_entry(self, link, ids, source, target):
        moved, both = (
            self.env["employer.merge.links"]._move(link, ids, source, target) if ids else ([], [])
        )
        return {
            "link": list(link),
            "ids": moved,
            "both": both,
            "left": len(ids) - len(moved) - len(both),
            "source": [source._name, source.id],
            "target": [target._name, target.id],
        }

    def _break_circles(self, survivor):
        """Clear a link by which the survivor would now stand above itself."""
        entries = []
        for field in survivor._fields.values():
            above = field.type == "many2one" and field.comodel_name == survivor._name
            # sudo: the right to merge was checked
            if above and field.store and survivor.sudo()._has_cycle(field.name):
                link = Link("one", survivor._name, field.name)
                other = survivor[field.name]
                entries.append(self._move_entry(link, survivor.ids, other, other.browse()))
        return entries

    def _move_people(self, survivor, merged):
        """Put people and units under the survivor's contact, as the ERP does it."""
        people = merged.partner_id.with_context(active_test=False).child_ids
        people.write({"parent_id": survivor.partner_id.id})
        return {
            "link": list(Link("one", "res.partner", "parent_id")),
            "ids": people.ids,
            "both": [],
            "left": 0,
            "source": ["res.partner", merged.partner_id.id],
            "target": ["res.partner", survivor.partner_id.id],
        }

    # ------------------------------------------------------------
    # UNDOING
    # ------------------------------------------------------------

    def action_open_survivor(self):
        """Open the organisation that stayed."""
        self.ensure_one()
        return self.survivor_id._open_action()

    def action_undo(self):
        """Take the merge back: what still points at the survivor goes back, the rest is named.

        :raise AccessError: neither a manager nor who merged them
        :raise UserError: undone already, or the survivor was merged further
        """
        self.ensure_one()
        self._check_undo()
        survivor, merged = self.survivor_id, self.merged_id
        kept = self._take_values_back(survivor)
        # sudo: the server restores what it archived; the right to undo was checked
        merged.sudo().with_context(tracking_disable=True).write(
            {"active": True, "merged_into_id": False}
        )
        for entry in reversed(self.sudo().moved or []):  # sudo: as above
            kept += self._put_back(entry)
        self.env.flush_all()
        self.env.invalidate_all()
        self.sudo().write(  # sudo: as above
            {
                "state": "undone",
                "undone_by_id": self.env.uid,
                "undone_at": fields.Datetime.now(),
                "kept_words": "\n".join(kept) or self.env._("Everything went back."),
            }
        )
        self._tell()
        return True

    def _check_undo(self):
        """Refuse to undo what is not this user's, not there any more, or built upon."""
        if not (self.user_id == self.env.user or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("A merge is undone by who did it, or by a manager."))
        (self.survivor_id | self.merged_id).check_access("write")
        self._check_names()
        if self.state != "done":
            raise UserError(self.env._("“%s” is undone already.", self.display_name))
        if self.survivor_id.merged_into_id:
            raise UserError(
                self.env._(
                    "“%(survivor)s” was itself merged into “%(other)s”: undo that merge first.",
                    survivor=self.survivor_id.display_name,
                    other=self.survivor_id.merged_into_id.display_name,
                )
            )

    def _check_names(self):
        """Let only a manager bring back what opens names to whom they are no longer for.

        :raise UserError: naming the survivor
        """
        survivor = self.survivor_id
        if self.env.user.has_group(MANAGER) or survivor.user_id == self.merged_id.user_id:
            return
        if self.env["employer.handover"]._named_persons(survivor):
            raise UserError(
                self.env._(
                    "Persons work at “%s”, whose owner has changed since the merge and may open "
                    "their names: ask a manager to undo it.",
                    survivor.display_name,
                )
            )

    def _take_values_back(self, survivor):
        """Restore the values nobody changed since; return sentences on the others."""
        written = self.sudo().written or {}  # sudo: as above
        now = self._plain(survivor, written)
        kept = [name for name, (_before, after) in written.items() if now[name] != after]
        vals = {name: before for name, (before, _after) in written.items() if name not in kept}
        if CONTACT_VAT in vals:
            survivor.partner_id.vat = vals.pop(CONTACT_VAT)
        if vals:
            survivor.write(vals)
        self.env.flush_all()  # its numbers are free before the merged one is active again
        return [
            self.env._(
                "%(field)s of “%(survivor)s” stays: it was changed since.",
                field=self._label(name),
                survivor=survivor.display_name,
            )
            for name in kept
        ]

    @api.model
    def _label(self, name):
        """Return the label of a field of the organisation, or of its contact's VAT number."""
        model = "res.partner" if name == CONTACT_VAT else "employer.organisation"
        return self.env[model]._fields[name]._description_string(self.env)

    def _put_back(self, entry):
        """Point rows at the merged one again; return a sentence on those that stay."""
        link = Link(*entry["link"])
        if link.model not in self.env or link.field not in self.env[link.model]._fields:
            return []
        # sudo: the right to undo was checked
        source, target = (
            self.env[model].sudo().browse(res_id or ())
            for model, res_id in (entry["source"], entry["target"])
        )
        ids = entry["ids"]
        if link.model == "res.partner":
            people = source.browse(ids).exists().filtered(lambda one: one.parent_id == target)
            people.sudo(False).write({"parent_id": source.id})
            back = people.ids
        else:
            Links = self.env["employer.merge.links"]
            back, had = Links._move(link, ids, target, source) if ids else ([], [])
            back = sorted({*back, *had})
            if entry["both"]:
                Links._add_many(link, entry["both"], source)
        stay = len(ids) - len(back)
        return (
            [
                self.env._(
                    "%(number)d of %(model)s (%(field)s): changed or deleted since.",
                    number=stay,
                    model=self.env["ir.model"]._get(link.model).name,
                    field=self.env[link.model]._fields[link.field]._description_string(self.env),
                )
            ]
            if stay
            else []
        )

    # ------------------------------------------------------------
    # WORDS
    # ------------------------------------------------------------

    @api.model
    def _count_rows(self, merged):
        """Return {model: number of rows that would move}, in two queries."""
        Links, company = self.env["employer.merge.links"], merged.company_id
        counts = {}
        for links, source in (
            (Links._organisation_links(), merged),
            (Links._contact_links(), merged.partner_id),
        ):
            for link, ids in Links._find(links, source, company):
                counts.setdefault(link.model, set()).update(ids)
        return {model: len(ids) for model, ids in counts.items()}

    @api.model
    def _count_words(self, counts):
        """Return [(name of the model, number)] by name."""
        names = self.env["ir.model"].sudo()  # sudo: names of models, nothing else
        return sorted((names._get(model).name, number) for model, number in counts.items())

    def _moved_words(self, moved, written):
        """Return what moved, a line for each kind of record, and which values were taken."""
        counts = {}
        for entry in moved:
            ids = {*entry["ids"], *entry["both"]}
            if ids:
                counts.setdefault(entry["link"][1], set()).update(ids)
        lines = [
            f"{name}: {number}"
            for name, number in self._count_words(
                {model: len(ids) for model, ids in counts.items()}
            )
        ]
        labels = {self._label(name) for name in written}
        if labels:
            lines.append(self.env._("Values taken: %s", ", ".join(sorted(labels))))
        left = sum(entry["left"] for entry in moved)
        if left:
            lines.append(self.env._("Left behind, as the survivor had the same: %d", left))
        return "\n".join(lines)

    def _tell(self):
        """Say in both chatters what happened."""
        for merge in self:
            names = {
                "merged": merge.merged_id.display_name,
                "survivor": merge.survivor_id.display_name,
            }
            if merge.state == "done":
                words = self.env._("“%(merged)s” was merged into “%(survivor)s”.", **names)
            else:
                words = self.env._("“%(merged)s” is apart from “%(survivor)s” again.", **names)
            for organisation in (merge.survivor_id, merge.merged_id):
                organisation.message_post(body=words)

    def _open_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
