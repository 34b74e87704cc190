# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.calendar_months import month_slices
from odoo.addons.employer_engagement.tools.presence import days_in, working_days

from .employer_internship_papers import PAPERS

#: How the register of disclosures names the papers that bear a person's name.
PROJECT = "Training project"
SHEETS = "Presence sheets to fill in"


class EmployerInternship(models.Model):
    """What is printed for an internship, and what is still to do before it starts.

    The training project and the presence sheets name the person: they are printed by who may open
    that name, and each print is a row in the register of disclosures. Source: R10, DOMAIN.md §2.4.
    """

    _inherit = "employer.internship"

    plan_printed_date = fields.Date(string="Training project printed", copy=False)
    guide_sent_date = fields.Date(
        string="Information sheet sent",
        copy=False,
        help="To the host: what it must file, until when, what it costs.",
    )
    readiness = fields.Integer(
        string="Ready (%)", compute="_compute_readiness", help="Of what is needed before the start."
    )
    readiness_next = fields.Char(string="Next", compute="_compute_readiness")

    @api.depends("plan_printed_date", "guide_sent_date", *PAPERS)
    def _compute_readiness(self):
        steps = self._readiness_steps()
        for internship in self:
            waiting = [word for field, word in steps if not internship[field]]
            internship.readiness = round(100 * (len(steps) - len(waiting)) / len(steps))
            internship.readiness_next = waiting[0] if waiting else False

    def _readiness_steps(self):
        """Return what is needed before the start, in its order, as (field, word)."""
        return [
            ("guide_sent_date", self.env._("send the information sheet")),
            ("plan_printed_date", self.env._("print the training project")),
            *((field, word) for field, word in self._papers() if field != "end_communication_date"),
        ]

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_print_project(self):
        """Print the training projects, for the three signatures.

        :raise AccessError: for who may not open a person's name
        :raise UserError: for a person without personal data, or without dates
        """
        for internship in self:
            internship._check_complete()
        action = self._print_named("report_internship_project_action", PROJECT)
        self.filtered(lambda one: not one.plan_printed_date).write(
            {"plan_printed_date": fields.Date.context_today(self)}
        )
        return action

    def action_print_sheets(self):
        """Print the presence sheets to fill in, a page a month, from last month on.

        :raise AccessError: for who may not open a person's name
        :raise UserError: for a person without personal data, or an internship that is over
        """
        for internship in self:
            internship._check_complete()
            if not internship._sheet_pages():
                raise UserError(
                    self.env._("%s ended: no sheet is to be filled in.", internship.display_name)
                )
        return self._print_named("report_presence_sheet_action", SHEETS)

    def action_send_guide(self):
        """Open the dialog that sends the host its information sheet; sent, it is noted here."""
        self.ensure_one()
        guides = self.env["employer.guide"].search(
            [("scheme_ids", "in", self.scheme_id.ids), ("audience", "=", "employer")]
        )
        return self.env["employer.guide"]._action_send_dialog(
            {
                "default_internship_id": self.id,
                "default_employer_ids": self.employer_id.ids,
                "default_contact_id": self.host_tutor_id.id or self.employer_id.main_contact_id.id,
                "default_guide_id": guides.filtered("is_usable")[:1].id,
            }
        )

    def _print_named(self, xmlid, what):
        persons = self.candidate_id
        self._check_names(persons)
        self.env["employer.disclosure"]._log(persons, "exported", what=what)
        return self.env.ref(f"employer_engagement.{xmlid}").report_action(self)

    def _check_names(self, persons):
        """Return the personal data, sudo, of persons whose name the user may open.

        :raise AccessError: for who may not
        :raise UserError: where none are kept
        """
        self.check_access("read")
        persons._check_entitled(persons._identity_entitlement_domain())
        # sudo: who may open these names was checked above; the caller leaves the trace
        rows_sudo = (
            self.env["employer.candidate.identity"]
            .sudo()
            .search([("candidate_id", "in", persons.ids)])
        )
        for person in persons - rows_sudo.candidate_id.sudo(False):
            raise UserError(
                self.env._(
                    "Enter the personal data of %s first: the paper names the person.", person.code
                )
            )
        return rows_sudo

    def _printed_values(self, what):
        """Return the values of a report that bears names: refused without its print in the
        register of disclosures (`what` says which paper)."""
        return {
            "doc_ids": self.ids,
            "doc_model": self._name,
            "docs": self,
            "names": self._printed_names(what),
            "language": self._office_language(),
            "today": fields.Date.context_today(self),
        }

    def _printed_names(self, what):
        """Return {person id: personal data, sudo} for a report whose print is in the register."""
        rows_sudo = self._check_names(self.candidate_id)
        self.env["employer.disclosure"]._check_exported(self.candidate_id, what)
        return {row.candidate_id.id: row for row in rows_sudo}

    def _office_language(self):
        """Return the language the office's papers are printed in: Italian where it is installed."""
        installed = dict(self.env["res.lang"].get_installed())
        return "it_IT" if "it_IT" in installed else self.env.lang or "en_US"

    def _sheet_pages(self):
        """Return the pages of the presence sheets: a dict a month from last month on.

        :return: dicts of `month` (its first day), `first`, `last` and `days`, a list of (day,
            is it worked, is it suspended)
        """
        self.ensure_one()
        start, end = self.start_date, self._last_day()
        pages = []
        for first, last in month_slices(start, end) if start and end else ():
            if last < self._last_month():
                continue
            worked = set(working_days(first, last, (), self._holidays(first, last)))
            there = set(days_in(first, last, self._away()))
            days = [(day, day in worked, day not in there) for day in days_in(first, last)]
            pages.append(
                {"month": first.replace(day=1), "first": first, "last": last, "days": days}
            )
        return pages
