# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..common.turn import take_turn
from .event_registration import GROUP_USER


class EventRegistration(models.Model):
    """The seats of an organisation at a workshop as its own people see and change them."""

    _inherit = "event.registration"

    unit_id = fields.Many2one(
        "res.partner",
        compute="_compute_unit_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        groups=GROUP_USER,
        help="Whose people of the portal see this seat, where they see one unit alone.",
    )

    @api.depends("partner_id")
    def _compute_unit_id(self):
        """Propose the unit the contact belongs to; what was chosen stays."""
        for seat in self:
            parent = seat.partner_id.parent_id
            seat.unit_id = seat.unit_id or (parent.is_operating_unit and parent)

    @api.model
    def _portal_domain(self, members):
        """Return which seats these people of organisations see: those of their organisations, and
        who sees a unit alone those of the unit and of its people. Who stands on the phone list
        was not invited yet."""
        units = members.filtered("unit_id")
        colleagues = units.search(units._domain_of()) if units else units
        theirs = Domain("employer_id", "in", units.employer_id.ids) & Domain(
            "partner_id", "in", colleagues.partner_id.ids
        )
        return Domain("is_to_call", "=", False) & (members._domain_of() | theirs)

    def _portal_values(self):
        """Return what the page of a workshop shows, one dict a person of the organisation."""
        states = {
            "draft": self.env._("Invited, has not answered"),
            "open": self.env._("Has a seat"),
            "done": self.env._("Was there"),
            "cancel": self.env._("Does not come"),
        }
        return [
            {
                "id": seat.id,
                "name": seat.name or seat.email,
                "seen": seat.state,
                "state": states[seat.state],
                "can_accept": seat.state in ("draft", "cancel") and seat._may_be_changed(),
                "can_cancel": seat.state in ("draft", "open") and seat._may_be_changed(),
            }
            for seat in self
        ]

    def _may_be_changed(self):
        """Return whether its people may still say whether they come."""
        self.ensure_one()
        return self.event_id._portal_takes_people()

    def _seat_of(self, person):
        """Return the registration among these of `person`: the same contact, else the same name at
        the same address, which colleagues may share.

        :param person: a dict with `partner`, or `name` and `email`
        """
        partner = person.get("partner")
        if partner:
            return self.filtered(lambda seat: seat.partner_id == partner)[:1]
        asked = (person["name"].casefold(), email_normalize(person["email"]))
        return self.filtered(
            lambda seat: ((seat.name or "").casefold(), email_normalize(seat.email or "")) == asked
        )[:1]

    def _portal_answer(self, answer, seen=None):
        """Note whether this person comes; the same answer again changes nothing.

        :param answer: `coming` or `declined`
        :param seen: the state the page showed
        :raise UserError: when the workshop has begun or was called off, or a colleague said
            otherwise meanwhile
        :raise ValidationError: when no seat is left
        """
        self.ensure_one()
        take_turn(self.event_id)  # the last seat goes to one
        if not self._may_be_changed():
            raise UserError(self.env._("Nobody can register for this workshop any more."))
        is_said = self.state in (("open", "done") if answer == "coming" else ("cancel",))
        if seen and seen != self.state and not is_said:
            raise UserError(self.env._("A colleague of yours told us meanwhile: look at it again."))
        if answer == "coming" and self.state in ("draft", "cancel"):
            self.action_workshop_coming()
        elif answer == "declined" and self.state in ("draft", "open"):
            self.action_workshop_declined()
