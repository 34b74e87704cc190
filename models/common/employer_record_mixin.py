# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError

#: What a record hangs on: record rules read them, directly or through the computed office.
LINKS = {
    "agreement_id",
    "candidate_id",
    "company_id",
    "course_id",
    "employer_id",
    "enrolment_id",
    "hire_id",
    "import_id",
    "internship_id",
    "participation_id",
    "preselection_id",
    "scouting_id",
    "sheet_id",
    "vacancy_id",
}


class _History:
    """What the context of an import holds: no client can send it, as it is no JSON."""

    def __repr__(self):
        return "HISTORY"


#: Context of what an import writes (or takes back) of the past: no guard asks for the present, no
#: reminder is planned, no mail or chatter is written.
HISTORY = {"employer_history": _History(), "tracking_disable": True}


class EmployerRecordMixin(models.AbstractModel):
    """What no client may write, whichever way it comes in (RPC, import, a form of its own).

    Fields the server computes stay the server's: rights rest on some of them (the office of a
    row, the vacancy of a candidacy), rules on others (the planned end of an internship). And a
    record moves only to where its user may write: Odoo judges record rules before a write, so
    what changes a link is judged once more after it.
    """

    _name = "employer.record.mixin"
    _description = "What clients may not write"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            computed = self._computed_names()
            vals_list = [
                {name: value for name, value in vals.items() if name not in computed}
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self._refuse_names(self._computed_names(), vals)
        result = super().write(vals)
        if LINKS & vals.keys():
            self.check_access("write")
        return result

    @api.model
    def _is_history(self):
        """Return whether an import writes (or takes back) facts of the past.

        Then no guard asks for the present and no reminder is planned. Only the server may say so:
        a client's context does not, not even where the server goes on with it in sudo.
        """
        return self.env.su and isinstance(self.env.context.get("employer_history"), _History)

    @api.model
    def _computed_names(self):
        """Return the names of the stored fields that the server alone computes."""
        return {
            name
            for name, field in self._fields.items()
            if field.store and field.compute and field.readonly and not field.inverse
        }

    @api.model
    def _refuse_names(self, names, vals):
        """Refuse to write fields that are the server's.

        :raise UserError: naming them
        """
        written = sorted(names & vals.keys())
        if written:
            labels = [self._fields[name]._description_string(self.env) for name in written]
            raise UserError(
                self.env._(
                    "%(fields)s of “%(record)s” is kept by the server and not written by hand: "
                    "use the buttons, or correct what it follows from.",
                    fields=", ".join(labels),
                    record=self[:1].display_name,
                )
            )
