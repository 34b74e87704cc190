# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import html2plaintext, plaintext2html

from .employer_vacancy_portal_asks import ASK_FIELDS

#: What a company may write of a vacancy, and how long or how large it may be.
TEXTS = {"name": 120, "place": 120, "shifts": 200, "collective_agreement": 120, "description": 4000}
NUMBERS = {"positions": 500, "weekly_hours": 60, "pay_from": 1_000_000, "pay_to": 1_000_000}
DATES = ("start_date", "deadline_date")
CHOICES = ("kind", "contract_family", "pay_period")
RECORDS = ("occupation_id", "unit_id")
PORTAL_FIELDS = (*TEXTS, *NUMBERS, *DATES, *CHOICES, *RECORDS, *ASK_FIELDS)
REQUIRED = ("name", "kind", "positions")
#: ISCO-08 sub-major groups are offered, but for those of the armed forces: no office places there.
OFFERED = [("level", "=", 2), ("code", "not =like", "0%")]


class EmployerVacancy(models.Model):
    """The form of the portal: what was typed, read field by field through one list."""

    _inherit = "employer.vacancy"

    @api.model
    def _portal_options(self, units):
        """Return {field: [(value, label)]} of what may be chosen.

        :param units: [(id, name)] of the places of work of the company
        """
        options = {name: self._fields[name]._description_selection(self.env) for name in CHOICES}
        occupations = self.env["employer.occupation"].search(OFFERED)
        by_name = sorted((one.name, one.id) for one in occupations)
        options["occupation_id"] = [(record_id, name) for name, record_id in by_name]
        options["unit_id"] = units
        return {**options, **self._portal_ask_options()}

    def _portal_typed(self):
        """Return what the form shows of this vacancy, as if it had been typed."""
        self.ensure_one()
        typed = {name: self[name] or "" for name in (*TEXTS, *CHOICES)}
        typed["description"] = _plain(self.description)
        typed.update({name: f"{self[name]:g}" if self[name] else "" for name in NUMBERS})
        typed.update({name: fields.Date.to_string(self[name]) or "" for name in DATES})
        typed.update({name: str(self[name].id or "") for name in RECORDS})
        return {**typed, **self._portal_typed_asks()}

    @api.model
    def _portal_read(self, typed, units):
        """Return ({field: value}, {field: what is wrong}) of what was typed.

        `_portal_vals` makes of the values what can be written.

        :param units: as in `_portal_options`
        """
        values, errors = self._portal_read_asks(typed)
        for name, length in TEXTS.items():
            values[name] = typed.get(name) or False
            if len(typed.get(name) or "") > length:
                errors[name] = self.env._("Please write at most %s characters.", length)
            elif unlawful := self._unlawful_advice(typed.get(name)):
                errors[name] = unlawful
        values["description"] = values["description"] and plaintext2html(values["description"])
        for name, largest in NUMBERS.items():
            values[name] = self._portal_number(typed.get(name), largest)
            if values[name] is None:
                errors[name] = self.env._("Write a number up to %s.", largest)
        for name in DATES:
            values[name] = self._portal_date(typed.get(name))
            if values[name] is None:
                errors[name] = self.env._("Write a date.")
        options = self._portal_options(units)
        for name in (*CHOICES, *RECORDS):
            by_text = {str(value): value for value, _label in options[name]}
            values[name] = by_text.get(typed.get(name), False)
        errors.update(
            {
                name: self.env._("This is needed.")
                for name in REQUIRED
                if not values[name] and name not in errors
            }
        )
        return self._portal_whole(values, errors), errors

    @api.model
    def _portal_whole(self, values, errors):
        """Check what only makes sense together, and return the values."""
        if errors.keys().isdisjoint({"pay_from", "pay_to"}) and (
            0 < values["pay_to"] < values["pay_from"]
        ):
            errors["pay_to"] = self.env._("It must be at least where the pay begins.")
        if "positions" not in errors:
            values["positions"] = int(values["positions"])
        return values

    def _portal_vals(self, values):
        """Return what to write of `values` read from the form, on this vacancy or a new one.

        How the office laid out a description nobody changed stays.
        """
        vals = {name: value for name, value in values.items() if name != "asked"}
        vals["requirement_ids"] = self._portal_requirements(values["asked"], values["name"])
        if self and _plain(vals["description"]) == _plain(self.description):
            del vals["description"]
        return vals

    @api.model
    def _portal_number(self, text, largest):
        """Return the number, 0 for nothing typed, None for no number or one too large."""
        try:
            number = float((text or "0").replace(",", "."))
        except ValueError:
            return None
        return number if 0 <= number <= largest else None

    @api.model
    def _portal_date(self, text):
        """Return the date, False for nothing typed, None for no date."""
        try:
            return fields.Date.to_date(text) if text else False
        except ValueError:
            return None


def _plain(text):
    return html2plaintext(text or "").strip()
