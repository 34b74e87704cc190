# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter, defaultdict

from odoo import api, fields, models

from ..tools.office_values import colleague_key, match_colleague, read_text


class EmployerImportColleague(models.Model):
    """A colleague as the file spells them, and the user they are: chosen on the import's form.

    All spellings of one name are one line ("Ferrari L.", "ferrari l."). The user is proposed by
    as the office chose at an earlier import, else by surname and initial when only one of the
    office fits, who may have left since; left empty, the
    rows are imported without an officer, and the form says so.
    """

    _name = "employer.import.colleague"
    _description = "Colleague in an imported file"
    _inherit = ["employer.record.mixin"]
    _order = "row_count desc, id"

    import_id = fields.Many2one(
        "employer.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    key = fields.Char(required=True, readonly=True)
    name = fields.Char(string="In the file", readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Who it is",
        context={"active_test": False},
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Empty: the rows get no officer. Who has left since can be chosen too.",
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)

    _key_uniq = models.UniqueIndex("(import_id, key)", "This colleague is there already.")

    @api.constrains("user_id")
    def _check_user(self):
        for colleague in self:
            colleague.import_id._check_colleague(colleague.user_id)

    @api.model
    def _refresh(self, record, cells):
        """Bring the colleagues of an import in line with its file; what was chosen stays.

        :param record: the import
        :param cells: every cell that names a colleague
        """
        spellings = defaultdict(Counter)
        for cell in cells:
            if colleague_key(cell):
                spellings[colleague_key(cell)][read_text(cell)] += 1
        # sudo: which colleagues there are is said by the file alone; the user was checked
        colleagues = record.sudo().colleague_ids
        known = {one.key: one for one in colleagues}
        colleagues.filtered(lambda one: one.key not in spellings).unlink()
        proposals = self._proposals([key for key in spellings if key not in known])
        new = []
        for key, counter in spellings.items():
            vals = {"name": ", ".join(counter), "row_count": counter.total()}
            if key in known:
                known[key].write(vals)
            else:
                user_id = proposals.get(key, False)
                new.append({"import_id": record.id, "key": key, "user_id": user_id, **vals})
        self.sudo().create(new)

    @api.model
    def _proposals(self, keys):
        """Return {key: user id}: as chosen at an earlier import, else the only user called so."""
        if not keys:
            return {}
        # sudo: who a colleague is, also from an import that only its importer may read
        chosen_before = self.sudo().search_fetch(
            [
                ("company_id", "=", self.env.company.id),
                ("key", "in", keys),
                ("user_id", "!=", False),
            ],
            ["key", "user_id"],
            order="id",
        )
        users = (
            self.env["res.users"]
            .with_context(active_test=False)
            .search([("share", "=", False), ("company_ids", "in", self.env.company.id)])
        )
        names = users.mapped("name")
        proposals = {one.key: one.user_id.id for one in chosen_before}
        for key in (key for key in keys if key not in proposals):
            found = users.browse([users[index].id for index in match_colleague(key, names)])
            active = found.filtered("active")
            chosen = active or found
            if len(chosen) == 1:
                proposals[key] = chosen.id
        return proposals
