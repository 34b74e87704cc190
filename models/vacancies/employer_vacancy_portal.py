# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.employer_engagement.tools.occupation_title import best_occupation

from ..common.plain_number import plain_number
from ..common.told_day import told_day

#: Why a company may say that a vacancy closes; *through us* is what our own records say.
PORTAL_REASONS = (
    "filled_unknown",
    "filled_elsewhere",
    "no_candidates",
    "withdrawn",
    "other",
)


class EmployerVacancy(models.Model):
    """A vacancy as its company sees it on the portal, opens, changes and closes it there.

    What a company opens is a *need* the office has to check (`portal_to_check`, a row of Today);
    until it is opened the company may change it. All of it in sudo, under the officer, called by
    the portal's controllers after `_portal_domain` said that it is theirs.
    """

    _inherit = "employer.vacancy"

    portal_partner_id = fields.Many2one(
        "res.partner",
        string="Opened on the portal by",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    portal_to_check = fields.Boolean(
        string="To check",
        readonly=True,
        copy=False,
        help="The company opened it on the portal and nobody looked at it yet.",
    )
    portal_key = fields.Char(readonly=True, copy=False, export_string_translation=False)

    _portal_key_uniq = models.UniqueIndex(
        "(portal_key) WHERE portal_key IS NOT NULL", "This vacancy was sent already."
    )

    def _entering_vals(self, stage):
        entering = super()._entering_vals(stage)
        if stage.kind != "need" and self.portal_to_check:
            entering["portal_to_check"] = False
        return entering

    # ------------------------------------------------------------
    # WHAT THE COMPANY SEES
    # ------------------------------------------------------------

    @api.model
    def _portal_domain(self, members):
        return members._domain_of()

    @api.model
    def _portal_search(self, term):
        return (
            Domain("name", "ilike", term)
            | Domain("reference", "ilike", term)
            | Domain("place", "ilike", term)
        )

    def _portal_values(self):
        """Return what a list shows, one dict a vacancy."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        reasons = dict(self._fields["close_reason"]._description_selection(self.env))
        return [
            {
                "id": vacancy.id,
                "reference": vacancy.reference,
                "name": vacancy.name,
                "employer": vacancy.employer_id.name,
                "unit": vacancy.unit_id.name,
                "kind": kinds[vacancy.kind],
                "stage": vacancy.stage_kind,
                "stage_label": vacancy._portal_stage(),
                "reason": reasons.get(vacancy.close_reason),
                "positions": vacancy.positions,
                "place": vacancy.place,
            }
            for vacancy in self
        ]

    def _portal_page_values(self):
        """Return what the page of one vacancy shows."""
        self.ensure_one()
        contracts = dict(self._fields["contract_family"]._description_selection(self.env))
        periods = dict(self._fields["pay_period"]._description_selection(self.env))
        return {
            **self._portal_values()[0],
            "occupation": self.occupation_id.name,
            "contract": contracts.get(self.contract_family),
            "weekly_hours": self.weekly_hours and plain_number(self.env, self.weekly_hours),
            "shifts": self._shift_words(),
            "asks": self._portal_asks(),
            "pay": self._portal_pay(periods),
            "collective_agreement": self.collective_agreement,
            "description": self.description,
            "start": told_day(self.env, self.start_date),
            "deadline": told_day(self.env, self.deadline_date),
            "since": told_day(self.env, self.stage_since),
            "missing": self.missing_items,
            "officer": self.user_id.name,
            "phone": self.user_id.phone,
            "email": self.user_id.email,
            "may_change": self._portal_may_change(),
            "may_close": self.stage_kind in ("need", "open"),
            "may_confirm": self._portal_is_asked(),
            "closes": told_day(self.env, self.closing_date),
        }

    def _portal_stage(self):
        """Return where it stands, in the company's words."""
        return {
            "need": self.env._("The office is checking it"),
            "open": self.env._("Open: we look for persons"),
            "filled": self.env._("Filled"),
            "closed": self.env._("Closed"),
        }[self.stage_kind]

    def _portal_pay(self, periods):
        """Return the pay in words, or nothing."""
        amounts = [
            format_amount(self.env, amount, self.currency_id)
            for amount in (self.pay_from, self.pay_to)
            if amount
        ]
        return amounts and f"{' – '.join(amounts)} / {periods.get(self.pay_period, '')}"

    def _portal_is_asked(self):
        """Return whether we ask if the job is still open: nothing moves, or it closed for that."""
        is_expired = self.stage_kind == "closed" and self.close_reason == "expired"
        return bool(self.closing_date) or is_expired

    def _portal_may_change(self):
        return self.portal_to_check and self.stage_kind == "need"

    # ------------------------------------------------------------
    # WHAT THE COMPANY DOES
    # ------------------------------------------------------------

    @api.model
    def _portal_submit(self, member, values, form_key, former=None):
        """Make a need of what `member` of a company wrote, and tell the officer.

        :param values: as `_portal_read` returns them
        :param former: the vacancy it was begun from: what the form has no field for comes along
        :return: the vacancy
        :raise ValidationError: words that ask for what no job may ask for (R13)
        """
        employer = member.employer_id
        origin = self._portal_origin(member, form_key)
        vacancies = self.with_company(employer.company_id)
        if former and former.employer_id == employer:
            vacancy = former.with_env(vacancies.env)._portal_copy(origin, values)
        else:
            vals = self._portal_vals(values)
            vals["occupation_id"] = vals["occupation_id"] or self._portal_occupation(values)
            vacancy = vacancies.create({**vals, **origin})
        told = vacancy.with_context(lang=vacancy.user_id.lang or self.env.lang)
        words = told.env._("The company opened this vacancy on the portal.")
        told._company_says(words, member.partner_id)
        return vacancy

    @api.model
    def _portal_origin(self, member, form_key):
        """Return what the server says of a vacancy that `member` of a company opens."""
        employer = member.employer_id
        is_theirs = member.partner_id.commercial_partner_id == employer.partner_id
        return {
            "employer_id": employer.id,
            "company_id": employer.company_id.id,
            "user_id": employer.user_id.id,
            "team_id": employer.team_id.id,
            "contact_id": (is_theirs and member.partner_id.id) or employer.main_contact_id.id,
            "stage_id": self._first_stage("need").id,
            "portal_partner_id": member.partner_id.id,
            "portal_to_check": True,
            "portal_key": form_key or False,
        }

    def _portal_copy(self, origin, values):
        """Return a vacancy like this one, as `values` change it."""
        self.ensure_one()
        is_same = values["name"] == self.name
        job = self.occupation_id.id if is_same else self._portal_occupation(values)
        vacancy = self.copy({**origin, "occupation_id": job})
        vacancy._portal_write(values)
        return vacancy

    @api.model
    def _portal_occupation(self, values):
        """Return the id of the occupation that the title says, where the company chose none."""
        return best_occupation(values["name"], self.env["employer.occupation"]._spoken_words())

    def _portal_write(self, values):
        """Change what the office has not opened yet.

        :raise UserError: the office looked at it meanwhile
        """
        self.ensure_one()
        if not self._portal_may_change():
            raise UserError(
                self.env._(
                    "The office looked at “%s” meanwhile: please tell us what changes.", self.name
                )
            )
        # the form offers groups of trades: what the title or the office said is finer and stays
        kept = {} if values["occupation_id"] else {"occupation_id": self.occupation_id.id}
        self.write({**self._portal_vals(values), **kept})

    def _portal_close(self, reason, member):
        """Close it with the company's reason, and tell the officer.

        :raise UserError: it is closed already, or for none of the reasons offered
        """
        self.ensure_one()
        if self.stage_kind not in ("need", "open"):
            raise UserError(self.env._("“%s” is closed already.", self.name))
        if reason not in PORTAL_REASONS:
            raise UserError(self.env._("Choose why it closes."))
        self.write({"stage_id": self._first_stage("closed").id, "close_reason": reason})
        told = self.with_context(lang=self.user_id.lang or self.env.lang)
        labels = dict(self._fields["close_reason"]._description_selection(told.env))
        words = told.env._("The company closed this vacancy: %s.", labels[reason])
        told._company_says(words, member.partner_id)

    def _portal_confirm(self, member):
        """Note that the company says the job is still open, and tell the officer; twice is once.

        :raise UserError: it was closed meanwhile, for another reason than that nothing moved
        """
        self.ensure_one()
        if not self._portal_is_asked():
            if self.stage_kind in ("need", "open"):
                return
            raise UserError(
                self.env._("“%s” was closed meanwhile: open the same again if you need.", self.name)
            )
        told = self.with_context(lang=self.user_id.lang or self.env.lang)
        told._answer_open("open", member.partner_id)

    @api.model
    def _portal_reasons(self):
        """Return [(value, label)] of the reasons a company may give."""
        labels = dict(self._fields["close_reason"]._description_selection(self.env))
        labels["filled_unknown"] = self.env._("Filled")  # by whom, the office's records say
        return [(reason, labels[reason]) for reason in PORTAL_REASONS]
