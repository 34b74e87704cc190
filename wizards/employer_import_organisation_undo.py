# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from .employer_import_organisation import CONTACT_FIELDS
from .employer_import_target import plain_value, snapshot


class EmployerImportOrganisation(models.AbstractModel):
    """How an import of organisations is taken back."""

    _inherit = "employer.import.organisation"

    def _undo(self, lines):
        record = lines.import_id
        self = self.with_company(record.company_id).with_context(tracking_disable=True)
        self._undo_updates(lines.filtered(lambda line: line.action == "update"))
        self._undo_created(lines.filtered(lambda line: line.action in ("create", "adopt")))
        lines.filtered(lambda line: line.status == "done").status = "undone"
        self.env.flush_all()

    def _undo_created(self, lines):
        """Remove what the import made, unless something was built on it or changed since."""
        organisations = self._records(lines).exists()
        used = self._used_by(organisations)
        removable = lines.browse()
        for line in lines:
            organisation = self._records(line) & organisations
            reasons = self._keep_reasons(line, organisation, used)
            if reasons:
                self._keep(line, reasons)
            else:
                removable |= line
        # sudo: officers cannot delete organisations; these are checked to be untouched since their
        # own import made them
        (self._records(removable) & organisations).sudo().unlink()
        self._undo_contacts(removable)

    def _keep_reasons(self, line, organisation, used):
        """Return why an organisation made by an import must stay."""
        if not organisation:
            return []
        reasons = self._built_upon_reasons(used.get(organisation.id))
        now = snapshot(organisation, self._own_fields())
        later = [
            field for field, value in line.after["organisation"].items() if now[field] != value
        ]
        if line.action == "create":
            contact = snapshot(organisation.partner_id, CONTACT_FIELDS)
            later += [
                field
                for field in CONTACT_FIELDS
                if contact[field] != line.after["partner"][field] and field not in later
            ]
        if later:
            reasons.append(self._later_words(later))
        return reasons

    def _undo_contacts(self, lines):
        """Delete the contacts the import made that nobody else uses; give adopted ones back."""
        made = lines.filtered(lambda line: line.action == "create").partner_id.with_env(self.env)
        made = made.exists()
        used = self._used_by(made, ignore=[("employer.import.line", "partner_id")])
        for line in lines:
            partner = line.partner_id.with_env(self.env).exists()
            if not partner:
                continue
            if line.action == "create" and partner.id in used:
                words = self.env._(
                    "The contact stays, it is used by: %s.", ", ".join(used[partner.id])
                )
                line.reasons = words
            elif line.action == "adopt":
                self._give_back(line, partner)
        (made - made.browse(used)).unlink()

    def _give_back(self, line, partner):
        """Restore what the import filled in on an adopted contact, if nobody changed it since."""
        after, before = line.after["partner"], line.before
        vals = {
            field: before[field]
            for field, value in after.items()
            if before[field] != value and plain_value(partner, field) == value
        }
        if vals:
            partner.write(vals)
