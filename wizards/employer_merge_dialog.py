# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date, html2plaintext

#: Types of what is one value.
SCALARS = {"char", "text", "html", "selection", "many2one", "boolean", "integer", "date", "float"}
#: What a merge decides itself.
DECIDED = {"active", "company_id", "partner_id", "merged_into_id", "board_column"}
#: What is taken together, named by its first field.
TOGETHER = (
    ("street", "street2", "zip", "city", "state_id", "country_id"),
    ("next_step", "next_step_date"),
    ("ateco_code", "ateco_edition", "economic_activity_id"),
    ("blocked_until", "blocked_reason"),
)
TEXTS = ("text", "html")


class EmployerMergeDialog(models.TransientModel):
    """Two organisations side by side: which stays, which values stay, what will move.

    Managers merge any two, officers two they own both; the others propose it. Nothing is written
    before the button: `employer.merge` does it and can take it back.
    """

    _name = "employer.merge.dialog"
    _description = "Merge two organisations"

    survivor_id = fields.Many2one("employer.organisation", string="Stays", required=True)
    company_id = fields.Many2one(related="survivor_id.company_id")
    merged_id = fields.Many2one(
        "employer.organisation",
        string="Is merged into it",
        domain="[('id', '!=', survivor_id), ('company_id', '=', company_id)]",
    )
    line_ids = fields.One2many(
        "employer.merge.dialog.line",
        "dialog_id",
        string="What differs",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    move_people = fields.Boolean(string="Its people and units move too")
    people_count = fields.Integer(compute="_compute_what_moves")
    may_move_people = fields.Boolean(compute="_compute_what_moves")
    moving_words = fields.Html(string="What moves", compute="_compute_what_moves", sanitize=False)
    may_merge = fields.Boolean(compute="_compute_may_merge")

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("survivor_id", "merged_id")
    def _compute_line_ids(self):
        for dialog in self:
            rows = dialog._differences() if dialog.survivor_id and dialog.merged_id else []
            dialog.line_ids = [Command.clear(), *(Command.create(row) for row in rows)]

    @api.depends("merged_id")
    def _compute_what_moves(self):
        Merge = self.env["employer.merge"]
        for dialog in self:
            merged = dialog.merged_id
            counts = Merge._count_words(Merge._count_rows(merged)) if merged else []
            rows = [Markup('<li>%s: <span class="fw-bold">%s</span></li>') % row for row in counts]
            dialog.moving_words = (
                Markup('<ul class="mb-0">%s</ul>') % Markup().join(rows)
                if rows
                else self.env._("Nothing points at it.")
            )
            dialog.people_count = len(merged.partner_id.child_ids)
            dialog.may_move_people = bool(merged) and Merge._people_may_move(merged)

    @api.depends("survivor_id", "merged_id")
    @api.depends_context("uid")
    def _compute_may_merge(self):
        for dialog in self:
            dialog.may_merge = (dialog.survivor_id | dialog.merged_id)._may_merge()

    # ------------------------------------------------------------
    # WHAT DIFFERS
    # ------------------------------------------------------------

    def _differences(self):
        """Return the values of the lines: where the other has something else to say."""
        kept, other = self.survivor_id, self.merged_id
        together = {names[0]: names for names in TOGETHER}
        further = {name for names in TOGETHER for name in names[1:]}
        rows = []
        for name in self._field_names():
            names = [one for one in together.get(name, (name,)) if one in kept._fields]
            texts = [self._text(one, names) for one in (kept, other)]
            if name in further or not texts[1] or texts[0] == texts[1]:
                continue
            rows.append(
                {
                    "name": name,
                    "label": kept._fields[name]._description_string(self.env),
                    "kept_text": texts[0],
                    "other_text": texts[1],
                    "choice": self._proposed(kept._fields[name], kept, texts),
                }
            )
        return rows

    def _field_names(self):
        """Return the fields of an organisation, and of its contact, that a user writes."""
        organisation = self.env["employer.organisation"]
        return [
            name
            for name, field in organisation._fields.items()
            if field.type in SCALARS
            and name not in DECIDED
            and not field.readonly
            and not name.startswith(("message_", "activity_", "my_activity_"))
            and (field.store or (field.related or "").startswith("partner_id."))
            and organisation._has_field_access(field, "write")
        ]

    def _proposed(self, field, kept, texts):
        """Return the choice a form begins with: gaps are filled, of texts both stay."""
        if not texts[0]:
            return "other"
        return "both" if field.type in TEXTS else "kept"

    def _text(self, organisation, names):
        """Return the values of fields in words; a no and an empty one say nothing."""
        words = [self._value_text(organisation, organisation._fields[name]) for name in names]
        return ", ".join(filter(None, words))

    def _value_text(self, organisation, field):
        value = organisation[field.name]
        if field.type == "many2one":
            return value.display_name if value else ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "html":
            return html2plaintext(value or "").strip()
        if field.type == "date":
            return format_date(self.env, value) if value else ""
        if field.type == "boolean":
            return self.env._("Yes") if value else ""
        return str(value) if value else ""

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def _action_open(self, first, other):
        """Open the dialog; what more hangs on is proposed to stay."""
        survivor, merged = first, other[:1]
        if merged:
            sizes = [
                sum(self.env["employer.merge"]._count_rows(one).values()) for one in (first, merged)
            ]
            if sizes[1] > sizes[0]:
                survivor, merged = merged, survivor
        dialog = self.create({"survivor_id": survivor.id, "merged_id": merged.id})
        return dialog._open_action()

    def _open_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Are they the same?"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_swap(self):
        """Let the other one stay."""
        self.ensure_one()
        self._check_chosen()
        self.write({"survivor_id": self.merged_id.id, "merged_id": self.survivor_id.id})
        return self._open_action()

    def action_merge(self):
        """Merge them as chosen, and show what moved.

        :raise AccessError: the user owns not both and is no manager
        """
        self.ensure_one()
        self._check_chosen()
        merge = self.env["employer.merge"]._merge(
            self.survivor_id, self.merged_id, self._chosen_values(), self.move_people
        )
        return merge._open_action()

    def action_propose(self):
        """Mark them as duplicates for whoever may merge them."""
        self._decided_pair().action_propose()
        return {"type": "ir.actions.act_window_close"}

    def action_not_same(self):
        """Remember for both that they are two."""
        self._decided_pair().action_not_same()
        return {"type": "ir.actions.act_window_close"}

    def _decided_pair(self):
        self.ensure_one()
        self._check_chosen()
        return self.env["employer.duplicate"]._pair(self.survivor_id | self.merged_id)

    def _check_chosen(self):
        if not self.merged_id:
            raise UserError(self.env._("Choose the organisation that may be the same."))

    def _chosen_values(self):
        """Return what the survivor takes, as written.

        Only fields the dialog offers: a line is the client's.
        """
        kept, other = self.survivor_id, self.merged_id
        offered = set(self._field_names())
        together = {names[0]: names for names in TOGETHER}
        vals = {}
        for line in self.line_ids.filtered(lambda one: one.choice != "kept"):
            if line.name not in offered or (
                line.name == "main_contact_id" and not self.move_people
            ):
                continue
            for name in together.get(line.name, (line.name,)):
                if name in offered:
                    value = self._chosen(line, kept._fields[name], kept, other)
                    vals[name] = kept._fields[name].convert_to_write(value, kept)
        return vals

    def _chosen(self, line, field, kept, other):
        if line.choice == "other":
            return other[field.name]
        if field.type not in TEXTS:
            raise UserError(
                self.env._("“%s” holds one value: keep it or take the other.", line.label)
            )
        if field.type == "html":
            return (kept[field.name] or Markup()) + (other[field.name] or Markup())
        return "\n".join(filter(None, (kept[field.name], other[field.name])))
