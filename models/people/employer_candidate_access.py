# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

# where the rows with rights of their own hang on a person
ROWS = {
    "employer.candidate.identity": "identity_ids",
    "employer.candidate.protected": "protected_ids",
}


class EmployerCandidate(models.Model):
    """Who may open whose name or protected data, and the only ways to do it.

    The record rules of the identity and protected rows are the single source: rules of groups
    say who is entitled, a global rule asks for a fresh row in the register of disclosures.
    """

    _inherit = "employer.candidate"

    can_open_identity = fields.Boolean(compute="_compute_can_open", export_string_translation=False)
    can_open_protected = fields.Boolean(
        compute="_compute_can_open", export_string_translation=False
    )

    @api.depends_context("uid")
    def _compute_can_open(self):
        identity = self._among(self._who_may("employer.candidate.identity"))
        protected = self._among(self._who_may("employer.candidate.protected"))
        for person in self:
            person.can_open_identity = person._origin in identity
            person.can_open_protected = person._origin in protected

    def action_open_identity(self):
        """Open who this person is and leave a trace of it (an `opened` disclosure).

        :return: the window on the personal data
        :raise AccessError: when the user is not entitled to this person's name
        """
        self.ensure_one()
        self.check_access("read")
        identity_sudo = self._row_sudo("employer.candidate.identity")
        if not identity_sudo:
            return self._action_enter("employer.candidate.identity")
        self._check_entitled(self._identity_entitlement_domain())
        self.env["employer.disclosure"]._log(self, "opened")
        return self._window(identity_sudo, self.env._("Personal data of %s", self.code))

    def action_open_protected(self):
        """Open this person's protected data and leave a trace of it.

        :return: the window on the protected data, to be filled where there are none yet
        :raise AccessError: when the person is not of the user's team
        """
        self.ensure_one()
        self.check_access("read")
        protected_sudo = self._row_sudo("employer.candidate.protected")
        if not protected_sudo:
            return self._action_enter("employer.candidate.protected")
        self._check_entitled(self._entitlement_domain("employer.candidate.protected"))
        self.env["employer.disclosure"]._log(self, "opened_protected")
        return self._window(protected_sudo, self.env._("Protected data of %s", self.code))

    def _action_enter(self, model):
        """Return the empty form of data not entered yet, to who may enter them."""
        if not self.env[model].has_access("create") or not self.has_access("write"):
            raise UserError(self.env._("Nothing is kept here about %s yet.", self.code))
        return {
            "type": "ir.actions.act_window",
            "name": self.env[model]._description,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_candidate_id": self.id},
        }

    def _window(self, record, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    # ---- who may open what

    @api.model
    def _identity_entitlement_domain(self):
        """Return the domain of the persons whose name the current user may open (DESIGN.md §6)."""
        return self._entitlement_domain("employer.candidate.identity")

    @api.model
    def _entitlement_domain(self, model):
        """Return the domain of the persons whose `model` row the group rules give to this user."""
        allowed = self._allowed_rows(model)
        return Domain.FALSE if allowed.is_false() else Domain(ROWS[model], "any", allowed)

    @api.model
    def _allowed_rows(self, model):
        """Return the domain of the rows of `model` that the rules of the groups give to this user.

        The rules of the groups say who may open; the global rule adds that it was opened. Read
        from the rules themselves, so that screen, search and records never disagree.
        """
        rules = self.env["ir.rule"].sudo(False)._get_rules(model).sudo()
        context = self.env["ir.rule"]._eval_context()
        return Domain.OR(Domain(safe_eval(r.domain_force, context)) for r in rules if r.groups)

    @api.model
    def _who_may(self, model):
        """Return the entitlement domain, with own persons that have no such row yet."""
        domain = self._entitlement_domain(model)
        if self.env[model].has_access("create"):
            domain |= Domain(ROWS[model], "=", False) & self._own_team_domain()
        return domain

    @api.model
    def _own_team_domain(self):
        """Return the domain of the persons the current user or the user's team follows."""
        return Domain("tutor_id", "=", self.env.uid) | Domain(
            "team_id.member_ids", "in", self.env.user.ids
        )

    def _among(self, domain):
        """Return those of `self` in an entitlement domain; searched: caches are cut by rules."""
        # sudo: the domain is the user's entitlement; nothing but the yes or no is used
        persons_sudo = self.sudo().with_context(active_test=False)
        return persons_sudo.search(Domain("id", "in", self.ids) & domain).sudo(self.env.su)

    def _row_sudo(self, model):
        """Return the person's row of `model` in sudo, for the caller to check before showing it."""
        self.ensure_one()
        # sudo: one's cached rows are cut by record rules and would look missing
        return self.env[model].sudo().search([("candidate_id", "=", self.id)], limit=1)

    def _check_entitled(self, domain):
        """Refuse persons outside an entitlement domain.

        :raise AccessError: naming the code and the way out
        """
        if self._among(domain) != self:
            raise AccessError(
                self.env._(
                    "You may not open the data of %(person)s: names are for the person's own team, "
                    "and for the officer of the company that selected or hosts the person. "
                    "Ask the person's tutor.",
                    person=", ".join(self.mapped("code")),
                )
            )

    # ---- search by name

    @api.model
    def _search_display_name(self, operator, value):
        """A person is found by code; by name only by who may open that name (and sees the code)."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        domain = super()._search_display_name(operator, value)
        if operator in ("ilike", "like") and isinstance(value, str) and value.strip():
            domain |= self._search_by_name(value)
        return domain

    @api.model
    def _search_by_name(self, text):
        """Return the domain of persons so named whom the user may open."""
        entitled = self._identity_entitlement_domain()
        if entitled.is_false():
            return Domain.FALSE
        names = Domain.AND(
            Domain("first_name", "ilike", word) | Domain("last_name", "ilike", word)
            for word in text.split()
        )
        # sudo: `entitled` holds the rules of the personal data, and only codes come back
        persons_sudo = self.sudo().with_context(active_test=False)
        return Domain(
            "id", "in", persons_sudo._search(entitled & Domain("identity_ids", "any", names))
        )
