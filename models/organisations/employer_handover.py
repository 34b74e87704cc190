# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import LazyTranslate, format_date

from odoo.addons.employer_engagement.models.common.employer_rule import MANAGER

from .employer_campaign_member import WAITING

_lt = LazyTranslate(__name__)

OFFICER = "employer_engagement.employer_engagement_group_officer"
#: Nobody is mailed for each single record that changes hands: the colleague is told once.
QUIETLY = {"mail_auto_subscribe_no_notify": True, "mail_activity_quick_update": True}


class EmployerHandover(models.Model):
    """What one officer handed over to a colleague: which records, who had each, until when.

    active → returned (the night after its last day, by itself) or undone; *for good* it stays as
    it is and may still be undone. Written by the server alone, when the dialog is confirmed;
    officers read what they gave or got, managers and privacy officers everything: the owner of
    a vacancy or of an employer may open names of persons (DESIGN.md, section 6), so what gives
    access to names changes hands by a manager's act only, and stands here.
    """

    _name = "employer.handover"
    _description = "Hand-over"
    _inherit = ["employer.record.mixin", "mail.thread"]
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    from_user_id = fields.Many2one(
        "res.users",
        string="From",
        readonly=True,
        index="btree_not_null",
        help="Empty: from several.",
    )
    to_user_id = fields.Many2one("res.users", string="To", required=True, readonly=True, index=True)
    until_date = fields.Date(
        string="Until", readonly=True, help="The last day; goes back by itself the day after."
    )
    state = fields.Selection(
        [
            ("active", "Until a date"),
            ("final", "For good"),
            ("returned", "Gone back"),
            ("undone", "Undone"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    reason = fields.Char(readonly=True)
    line_ids = fields.One2many("employer.handover.line", "handover_id", readonly=True)
    line_count = fields.Integer(string="Records", compute="_compute_line_count")
    names_count = fields.Integer(
        string="Persons whose names go along",
        readonly=True,
        help="Persons selected or in an internship there: their names are for the new owner now.",
    )
    ended_at = fields.Datetime(string="Gone back at", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)

    @api.depends("line_ids")
    def _compute_line_count(self):
        counts = dict(
            self.env["employer.handover.line"]._read_group(
                [("handover_id", "in", self.ids)], ["handover_id"], ["__count"]
            )
        )
        for handover in self:
            handover.line_count = counts.get(handover._origin, 0)

    # ------------------------------------------------------------
    # WHAT MOVES (hooks of later rooms)
    # ------------------------------------------------------------

    @api.model
    def _kinds(self):
        """Return {kind: (label, model, domain of what is still alive)}; each has a `user_id`."""
        waiting = Domain("campaign_state", "=", "running") & Domain("state", "in", WAITING)
        return {
            "organisation": (_lt("Organisations"), "employer.organisation", Domain.TRUE),
            "scouting": (
                _lt("Open scouting"),
                "employer.scouting",
                Domain("stage_kind", "=", "open"),
            ),
            "letter": (_lt("Letters to look at"), "employer.inbound", Domain("state", "=", "new")),
            "campaign": (_lt("Employers to reach"), "employer.campaign.member", waiting),
            "activity": (
                _lt("Planned activities"),
                "mail.activity",
                Domain("res_model", "=like", "employer.%"),
            ),
        }

    @api.model
    def _named_persons(self, records):
        """Return {record id: ids of persons whose name its owner may open} of `records`."""
        return {}

    @api.model
    def _movable(self, owners, employers=None):
        """Return {kind: records} that `owners` have, as far as the user may write them.

        :param employers: only these and what hangs on them, each with what its own owner has
        """
        found = {}
        kinds = sorted(self._kinds().items(), key=lambda kind: kind[1][1] == "mail.activity")
        for kind, (_label, model, alive) in kinds:
            domain = alive & Domain("user_id", "in", owners.ids)
            if model == "mail.activity" and employers is not None:
                domain &= self._on_records(found)
            elif employers is not None:
                domain &= self._of_employers(model, employers)
            records = self.env[model].search(domain)
            if employers is not None and "employer_id" in records._fields:
                records = records.filtered(lambda one: one.user_id == one.employer_id.user_id)
            found[kind] = records._filtered_access("write")
        return found

    @api.model
    def _of_employers(self, model, employers):
        """Return the domain of what hangs on `employers`; a workshop has many and none of them."""
        if model == "employer.organisation":
            return Domain("id", "in", employers.ids)
        has_employer = "employer_id" in self.env[model]._fields
        return Domain("employer_id", "in", employers.ids) if has_employer else Domain.FALSE

    @api.model
    def _on_records(self, found):
        """Return the domain of the activities on the records that were `found`."""
        return Domain.OR(
            Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
            for records in found.values()
        )

    # ------------------------------------------------------------
    # HANDING OVER
    # ------------------------------------------------------------

    @api.model
    def _hand_over(self, moves, to_user, until_date=None, reason=None):
        """Give the records of `moves` ({kind: records}) to a colleague, and tell them.

        One hand-over for each office. The caller has looked at what the user may give.

        :return: the hand-overs
        :raise UserError: nothing to give, or a colleague who may not have it
        """
        by_office = self._by_office(moves)
        if not by_office:
            raise UserError(self.env._("There is nothing to hand over: choose at least one line."))
        self._check_receiver(to_user, by_office)
        self._check_until(until_date)
        handovers = self.browse()
        for office, records in by_office.items():
            vals = self._prepare_handover(office, records, to_user, until_date, reason)
            # sudo: nobody writes hand-overs but the server, once the dialog was judged
            handover_sudo = self.sudo().create(vals)
            for of_model in records:
                self._reassign(of_model, to_user)
            handover_sudo._tell_receiver()
            handovers |= handover_sudo.sudo(self.env.su)
        return handovers

    def _by_office(self, moves):
        """Return {office: [records, one item a model]} of `moves`."""
        by_office = defaultdict(list)
        for records in moves.values():
            for office, of_office in self._offices(records).items():
                by_office[office].append(of_office)
        return by_office

    def _offices(self, records):
        """Return {office: records}; an activity is of the office of what it is about."""
        if records._name != "mail.activity":
            return records.grouped("company_id")
        offices = defaultdict(records.browse)
        for model, activities in records.grouped("res_model").items():
            parents = {one.id: one for one in self.env[model].browse(activities.mapped("res_id"))}
            for activity in activities:
                offices[parents[activity.res_id].company_id] |= activity
        return offices

    @api.model
    def _check_receiver(self, to_user, offices):
        """Refuse colleagues who do not work as officers in every office concerned.

        :raise UserError: naming the office
        """
        for office in offices:
            if office not in to_user.sudo().company_ids or not to_user.sudo().has_group(OFFICER):
                raise UserError(
                    self.env._(
                        "%(user)s is no officer of %(office)s: choose a colleague of that office.",
                        user=to_user.name,
                        office=office.name,
                    )
                )

    @api.model
    def _check_until(self, until_date):
        if until_date and until_date < fields.Date.context_today(self):
            raise UserError(self.env._("The last day of a hand-over cannot be in the past."))

    def _prepare_handover(self, office, records, to_user, until_date, reason):
        owners = self.env["res.users"].union(*(of_model.user_id for of_model in records))
        persons = set().union(
            *(ids for of_model in records for ids in self._named_persons(of_model).values())
        )
        lines = [
            {"res_model": of_model._name, "res_id": one.id, "user_id": one.user_id.id}
            for of_model in records
            for one in of_model
        ]
        return {
            "name": f"{', '.join(owners.mapped('name'))} → {to_user.name}",
            "from_user_id": owners.id if len(owners) == 1 else False,
            "to_user_id": to_user.id,
            "until_date": until_date,
            "state": "active" if until_date else "final",
            "reason": reason,
            "names_count": len(persons),
            "company_id": office.id,
            "line_ids": [fields.Command.create(line) for line in lines],
        }

    @api.model
    def _reassign(self, records, user):
        # sudo: who gives what was judged before; the way back passes here without a user
        records.sudo().with_context(**QUIETLY).write({"user_id": user.id})

    @api.model
    def _check_owner_change(self, records):
        """Refuse a new owner for what gives access to names, unless a manager decides.

        :raise UserError: naming the records
        """
        if self.env.su or self.env.user.has_group(MANAGER):
            return
        named = self._named_persons(records)
        if named:
            raise UserError(
                self.env._(
                    "Persons were selected for or work at %(records)s: its owner may open their "
                    "names. Ask a manager to hand it over.",
                    records=", ".join(records.browse(named).mapped("display_name")),
                )
            )

    # ------------------------------------------------------------
    # GOING BACK
    # ------------------------------------------------------------

    def action_undo(self):
        """Give everything back at once to who had it.

        :raise UserError: not among who gave and who got it, over already, or names at stake
        """
        for handover in self:
            handover._check_undo()
        self.sudo()._give_back("undone")  # sudo: judged just now; nobody writes hand-overs
        return True

    def _check_undo(self):
        self.ensure_one()
        if self.state not in ("active", "final"):
            raise UserError(self.env._("“%s” has gone back already.", self.name))
        if self.env.user.has_group(MANAGER):
            return
        concerned = self.from_user_id | self.to_user_id | self.create_uid
        if self.env.user not in concerned:
            raise UserError(
                self.env._("Only who gave or got “%s” may undo it, or a manager.", self.name)
            )
        for records in self._lent().values():
            self._check_owner_change(records)

    def _lent(self):
        """Return {model: records that are still with the colleague}; done activities stay done."""
        self.ensure_one()
        lent = {}
        for model, lines in self.line_ids.grouped("res_model").items():
            records = self.env[model].with_context(active_test=model == "mail.activity")
            lent[model] = records.search(
                [("id", "in", lines.mapped("res_id")), ("user_id", "=", self.to_user_id.id)]
            )
        return lent

    def _give_back(self, state):
        """Give back what is still with the colleague; for sudo.

        What was handed on in the meantime comes back later to whom it belonged; what belonged to
        somebody who left the office stays.
        """
        for handover in self:
            lines = handover.line_ids.grouped("res_model")
            for model, records in handover._lent().items():
                handover._give_back_records(lines[model], records)
            handover.write({"state": state, "ended_at": fields.Datetime.now()})
            handover._tell_back()

    def _give_back_records(self, lines, records):
        """Give `records` of one model back to whom `lines` name, if they still work here."""
        self.ensure_one()
        ids = set(records.ids)
        for user, of_user in lines.grouped("user_id").items():
            if user.active and self.company_id in user.company_ids:
                self._reassign(records.browse(ids & set(of_user.mapped("res_id"))), user)
        self._hand_back_later(lines.filtered(lambda line: line.res_id not in ids))

    def _hand_back_later(self, lines):
        """Let what the colleague lent on go back to who had it before the colleague."""
        self.ensure_one()
        later = self.line_ids.search(
            [
                ("handover_id", ">", self.id),
                ("handover_id.state", "=", "active"),
                ("user_id", "=", self.to_user_id.id),
                ("res_model", "in", lines.mapped("res_model")),
                ("res_id", "in", lines.mapped("res_id")),
            ]
        )
        owners = {(line.res_model, line.res_id): line.user_id for line in lines}
        for line in later:
            line.user_id = owners.get((line.res_model, line.res_id), line.user_id)

    @api.model
    def _cron_give_back(self):
        """Give back what was lent until yesterday or before, in every office, one a commit."""
        domain = [("state", "=", "active"), ("until_date", "<", fields.Date.context_today(self))]
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=self.search_count(domain))
        for handover in self.search(domain, order="until_date desc, id desc").try_lock_for_update():
            handover._give_back("returned")
            if not commit_progress(1):
                break

    # ------------------------------------------------------------
    # TELLING
    # ------------------------------------------------------------

    def _tell_receiver(self):
        """Tell the colleague what came, how much of each and until when; for sudo."""
        self.ensure_one()
        handover = self.with_context(lang=self.to_user_id.lang)
        until = handover.until_date and handover.env._(
            "Until %s; the day after it goes back by itself.",
            format_date(handover.env, handover.until_date),
        )
        sentence = until or handover.env._("For good.")
        handover._notify(
            self.to_user_id,
            handover.env._("Handed over to you: %s", handover.name),
            [sentence, handover.reason, *handover._counts_in_words()],
        )

    def _tell_back(self):
        """Tell both sides that it went back; for sudo."""
        self.ensure_one()
        for user in self.to_user_id | self.line_ids.user_id:
            handover = self.with_context(lang=user.lang)
            handover._notify(
                user,
                handover.env._("Hand-over ended: %s", handover.name),
                [handover.reason, *handover._counts_in_words()],
            )

    def _notify(self, user, subject, lines):
        body = Markup("<p>%s</p>") % Markup("<br/>").join(line for line in lines if line)
        self.message_notify(partner_ids=user.partner_id.ids, subject=subject, body=body)

    def _counts_in_words(self):
        """Return how many records of each kind, as text lines in the language at hand."""
        self.ensure_one()
        lang = self.env.lang or "en_US"
        labels = {model: label._translate(lang) for label, model, _alive in self._kinds().values()}
        return [
            f"{labels[model]}: {len(lines)}"
            for model, lines in self.line_ids.grouped("res_model").items()
            if model in labels
        ]
