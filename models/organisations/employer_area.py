# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.employer_engagement.tools.inbound_mail import zip_specificity


class EmployerArea(models.Model):
    """Who takes care of the companies of an area: what arrives from there is theirs.

    A line fits when everything it names fits; of several the one that names most, then the one
    with the longest postcode, then the first. Everyone with a role reads them, managers edit.
    """

    _name = "employer.area"
    _description = "Area"
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    zip_prefixes = fields.Char(
        string="Postcodes", help="Whole postcodes or how they begin, for example: 20151, 2016"
    )
    places = fields.Char(
        string="Districts or towns", help="Separated by commas, for example: Municipio 8, Rho"
    )
    economic_activity_id = fields.Many2one(
        "employer.economic.activity", string="Economic activity", ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", string="Officer", domain="[('share', '=', False)]", check_company=True
    )
    team_id = fields.Many2one(
        "employer.team",
        check_company=True,
        help="Without an officer: the member with the fewest letters to look at.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)

    @api.constrains("zip_prefixes", "places", "economic_activity_id", "user_id", "team_id")
    def _check_says_something(self):
        for area in self:
            if not (area.user_id or area.team_id):
                raise ValidationError(
                    self.env._("Say who takes care of “%s”: an officer or a team.", area.name)
                )
            if not (area.zip_prefixes or area.places or area.economic_activity_id):
                raise ValidationError(
                    self.env._(
                        "Say what belongs to “%s”: postcodes, districts or an economic activity.",
                        area.name,
                    )
                )

    @api.model
    def _find(self, companies, *, zip_code=None, place=None, activity=None):
        """Return the area of `companies` that fits best, maybe none."""
        # sudo: whose area a stranger's company lies in; nothing of it is shown to them
        areas = self.sudo().search([("company_id", "in", companies.ids)])
        fitting = [
            (score, area) for area in areas if (score := area._score(zip_code, place, activity))
        ]
        return max(fitting, key=lambda one: one[0], default=(0, areas.browse()))[1]

    def _score(self, zip_code, place, activity):
        """Return how closely the line fits, as a tuple to compare; () if it does not fit."""
        self.ensure_one()
        digits = zip_specificity(self.zip_prefixes, zip_code)
        named = [
            (self.zip_prefixes, digits),
            (self.places, self._names_place(place)),
            (self.economic_activity_id, self._holds_activity(activity)),
        ]
        if any(asked and not fits for asked, fits in named):
            return ()
        return (sum(bool(asked) for asked, _fits in named), digits)

    def _names_place(self, place):
        words = {word.strip().casefold() for word in (self.places or "").split(",")}
        return (place or "").strip().casefold() in words - {""}

    def _holds_activity(self, activity):
        """Return whether `activity` is the one of this line, or below it."""
        while activity:
            if activity == self.economic_activity_id:
                return True
            activity = activity.parent_id
        return False

    @api.model
    def _owner(self, company, **where):
        """Return (officer, team) of who takes care of what comes from there, in sudo.

        :param where: as `_find`; without an area that fits, the office's own default
        """
        area = self._find(company, **where)
        user = area.user_id or self._free_member(area.team_id) or company.employer_inbound_user_id
        return user.filtered("active"), area.team_id

    @api.model
    def _free_member(self, team):
        """Return the member of `team` with the fewest letters waiting."""
        members = team.member_ids.filtered("active")
        waiting = dict(
            self.env["employer.inbound"]
            .sudo()
            ._read_group(
                [("user_id", "in", members.ids), ("state", "=", "new")], ["user_id"], ["__count"]
            )
        )
        return min(members, key=lambda one: (waiting.get(one, 0), one.id), default=members)
