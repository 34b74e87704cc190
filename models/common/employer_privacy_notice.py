# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: What somebody agreed to; it never changes once it could be agreed to.
FROZEN = {"purpose", "version", "lang", "text", "valid_from", "company_id"}


class EmployerPrivacyNotice(models.Model):
    """One version, in one language, of what we tell people before they give us their data.

    A draft has no first day; from its first day on it is shown and can only be followed by a
    newer version, because what was agreed to must be shown as it was. Everyone with a role reads
    them, managers and the privacy officer write them.
    """

    _name = "employer.privacy.notice"
    _description = "Privacy notice"
    _order = "purpose, lang, valid_from desc, id desc"
    _rec_names_search = ["version"]

    purpose = fields.Selection(
        [
            ("companies", "Public page for companies"),
            ("persons", "Paper for the persons we follow"),
        ],
        string="Shown on",
        required=True,
        default="companies",
    )
    version = fields.Char(required=True, copy=False, help="For example 2026-1.")
    lang = fields.Selection(
        [
            ("it_IT", "Italiano"),
            ("en_US", "English"),
            ("fr_FR", "Français"),
            ("ar_001", "العربية"),
        ],
        string="Language",
        required=True,
        default="it_IT",
    )
    text = fields.Html(required=True)
    valid_from = fields.Date(
        string="Valid from", copy=False, help="Empty: a draft, which nobody sees."
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: of every office without one of its own."
    )

    _version_uniq = models.UniqueIndex(
        "(purpose, lang, version, COALESCE(company_id, 0))",
        "This version exists already in this language: give the new one another name.",
    )

    @api.depends("version", "lang", "purpose")
    def _compute_display_name(self):
        purposes = dict(self._fields["purpose"]._description_selection(self.env))
        for notice in self:
            parts = (purposes.get(notice.purpose), notice.version, notice.lang)
            notice.display_name = " · ".join(part for part in parts if part)

    def write(self, vals):
        if FROZEN & vals.keys():
            self._refuse_shown()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shown(self):
        self._refuse_shown()

    def _refuse_shown(self):
        """Refuse to touch what was shown already.

        :raise UserError: naming the notice and the way out
        """
        today = fields.Date.context_today(self)
        shown = self.filtered(lambda one: one.valid_from and one.valid_from <= today)
        if shown:
            raise UserError(
                self.env._(
                    "“%s” is in force or was: whoever agreed, agreed to this text. "
                    "Duplicate it, change the copy and give it a later first day.",
                    shown[0].display_name,
                )
            )

    @api.model
    def _in_force(self, purpose, lang, company, date=None):
        """Return the notice to show on `date`: the office's own first, then the newest.

        Without one in `lang` it is the one in another language: better than none at all.
        """
        date = date or fields.Date.context_today(self)
        notices = self.search(
            Domain("purpose", "=", purpose)
            & Domain("company_id", "in", (company.id, False))
            & Domain("valid_from", "<=", date)
        )
        return notices.sorted(
            lambda one: (one.lang == lang, bool(one.company_id), one.valid_from, one.id),
            reverse=True,
        )[:1]
