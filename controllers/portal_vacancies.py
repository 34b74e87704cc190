# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
import uuid

from odoo.fields import Domain
from odoo.http import request

from odoo.addons.employer_engagement.models.vacancies.employer_vacancy_portal_form import (
    PORTAL_FIELDS,
    TEXTS,
)

from .portal_base import EmployerPortal, done_at, listed_at, shown_at

URL = "/my/engagement/vacancies"
IS_OPEN = Domain("stage_kind", "in", ("need", "open"))
KEY = re.compile(r"[0-9a-f-]{36}")
#: So many drafts are shown above the list; whoever has more throws some away.
MAX_DRAFTS = 20


class EmployerPortalVacancies(EmployerPortal):
    """A company's vacancies: the list, one of them, drafts, sending, changing, closing."""

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    @listed_at(URL)
    def employer_portal_vacancies(self, done=None, **asked):
        """List the vacancies, with the drafts above."""
        listing = self._portal_listing(
            "employer.vacancy",
            "employer",
            URL,
            asked,
            {
                "newest": {"label": request.env._("Newest"), "order": "id desc"},
                "name": {"label": request.env._("Title"), "order": "name, id"},
                "start": {"label": request.env._("Start wanted"), "order": "start_date, id"},
            },
            self._vacancies_filters(),
        )
        members = self._members("employer")
        drafts = request.env["employer.vacancy.draft"].sudo()  # sudo: as in `_portal_listing`
        drafts = drafts.search(drafts._portal_domain(members), limit=MAX_DRAFTS)
        words = {
            "deleted": request.env._("The draft was thrown away."),
            "saved": request.env._("The draft is saved. The office does not see it yet."),
        }
        return self._portal_list_page(
            "employer_engagement.portal_vacancies",
            request.env._("Vacancies"),
            listing,
            listing["records"]._portal_values(),
            done=words.get(done),
            drafts=drafts._portal_values(),
            is_several=len(members.employer_id) > 1,
        )

    @shown_at(f"{URL}/<int:vacancy_id>")
    def employer_portal_vacancy(self, vacancy_id, done=None, **_kwargs):
        """Show one vacancy and what may be done with it."""
        vacancy = self._portal_found("employer.vacancy", vacancy_id, "employer")
        words = {
            "sent": request.env._("It has arrived. We check it and call you if something is open."),
            "changed": request.env._("Saved."),
            "open": request.env._("Thank you: we go on looking for somebody for you."),
            "closed": request.env._("Closed. Thank you for telling us."),
        }
        return self._vacancies_show(vacancy, done=words.get(done))

    @shown_at(f"{URL}/new")
    def employer_portal_vacancy_new(self, **_kwargs):
        """Show the empty form; nothing is stored before it is saved or sent."""
        member = self._members_or_none("employer")[:1]
        typed = {"form_key": str(uuid.uuid4()), "kind": "job", "positions": "1"}
        typed["place"] = member.unit_id.city or member.employer_id.city or ""
        return self._vacancies_form(typed)

    @shown_at(f"{URL}/draft/<int:draft_id>")
    def employer_portal_vacancy_draft(self, draft_id, **_kwargs):
        """Show a draft to be finished."""
        draft = self._portal_found("employer.vacancy.draft", draft_id, "employer")
        typed = {**(draft.typed or {}), "form_key": str(uuid.uuid4())}
        return self._vacancies_form(typed, draft=draft)

    @shown_at(f"{URL}/<int:vacancy_id>/edit")
    def employer_portal_vacancy_edit(self, vacancy_id, **_kwargs):
        """Show the form of a vacancy the office has not opened yet."""
        vacancy = self._portal_found("employer.vacancy", vacancy_id, "employer")
        if not vacancy._portal_may_change():
            return self._vacancies_show(vacancy)
        return self._vacancies_form(vacancy._portal_typed(), vacancy=vacancy)

    # ------------------------------------------------------------
    # ACTS
    # ------------------------------------------------------------

    @done_at(f"{URL}/save")
    def employer_portal_vacancy_save(self, act=None, draft=None, **post):
        """Keep what was typed as a draft, or send it to the office."""
        members = self._members_or_none("employer")
        record = request.env["employer.vacancy.draft"].sudo()  # sudo: nothing found yet
        typed = self._vacancies_typed(post)
        sent = self._vacancies_sent(members, typed["form_key"])
        if sent:
            return self._portal_done(f"{URL}/{sent.id}?done=sent")
        if draft:
            record = self._portal_found("employer.vacancy.draft", draft, "employer")
        member = self._vacancies_member(members, typed)
        if act == "send":
            return self._vacancies_send(member, typed, record)
        self._vacancies_keep(member, typed, record)
        return self._portal_done(f"{URL}?done=saved")

    @done_at(f"{URL}/<int:vacancy_id>/edit")
    def employer_portal_vacancy_change(self, vacancy_id, **post):
        """Change a vacancy the office has not opened yet."""
        vacancy = self._portal_found("employer.vacancy", vacancy_id, "employer")
        member = self._members("employer")._for(vacancy.employer_id)
        typed = self._vacancies_typed(post)
        values, errors = vacancy._portal_read(typed, self._vacancies_units(member))
        if not errors:
            values["unit_id"] = self._vacancies_unit(member, typed)
            acting = self._portal_acting(vacancy, vacancy.user_id)
            problem = self._portal_attempt(lambda: acting._portal_write(values))
            errors = {"": problem} if problem else {}
        if errors:
            return self._vacancies_form(typed, vacancy=vacancy, errors=errors, status=422)
        return self._portal_done(f"{URL}/{vacancy.id}?done=changed")

    @done_at(f"{URL}/<int:vacancy_id>/copy")
    def employer_portal_vacancy_copy(self, vacancy_id, **_post):
        """Make a draft of all this vacancy said: the same job once more."""
        vacancy = self._portal_found("employer.vacancy", vacancy_id, "employer")
        drafts = request.env["employer.vacancy.draft"].sudo()  # sudo: of a vacancy of theirs
        typed = {**vacancy._portal_typed(), "start_date": "", "deadline_date": ""}
        typed["employer"] = str(vacancy.employer_id.id)
        draft = drafts._portal_keep(vacancy.employer_id, vacancy.unit_id.id, typed, former=vacancy)
        return self._portal_done(f"{URL}/draft/{draft.id}")

    @done_at(f"{URL}/<int:vacancy_id>/close")
    def employer_portal_vacancy_close(self, vacancy_id, reason=None, **_post):
        """Close a vacancy with the company's reason."""
        vacancy = self._portal_found("employer.vacancy", vacancy_id, "employer")
        member = self._members("employer")._for(vacancy.employer_id)
        acting = self._portal_acting(vacancy, vacancy.user_id)
        problem = self._portal_attempt(lambda: acting._portal_close(reason, member))
        if problem:
            return self._vacancies_show(vacancy, errors={"reason": problem}, status=409)
        return self._portal_done(f"{URL}/{vacancy.id}?done=closed")

    @done_at(f"{URL}/<int:vacancy_id>/open")
    def employer_portal_vacancy_open(self, vacancy_id, **_post):
        """Say that the job is still there."""
        vacancy = self._portal_found("employer.vacancy", vacancy_id, "employer")
        member = self._members("employer")._for(vacancy.employer_id)
        acting = self._portal_acting(vacancy, vacancy.user_id)
        problem = self._portal_attempt(lambda: acting._portal_confirm(member))
        if problem:
            return self._vacancies_show(vacancy, errors={"": problem}, status=409)
        return self._portal_done(f"{URL}/{vacancy.id}?done=open")

    @done_at(f"{URL}/draft/<int:draft_id>/delete")
    def employer_portal_vacancy_draft_delete(self, draft_id, **_post):
        """Throw a draft away."""
        self._portal_found("employer.vacancy.draft", draft_id, "employer").unlink()
        return self._portal_done(f"{URL}?done=deleted")

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_vacancy_count" in counters:
            values["engagement_vacancy_count"] = self._portal_count(
                "employer.vacancy", "employer", IS_OPEN
            )
        return values

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _vacancies_filters(self):
        return {
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
            "open": {"label": request.env._("Open now"), "domain": IS_OPEN},
            "over": {"label": request.env._("Filled or closed"), "domain": ~IS_OPEN},
        }

    def _vacancies_typed(self, post):
        """Return what was typed of the fields a company may write."""
        typed = {
            name: (post.get(name) or "").strip()[: TEXTS.get(name, 120) + 1]
            for name in PORTAL_FIELDS
        }
        key = post.get("form_key") or ""
        typed["form_key"] = key if KEY.fullmatch(key) else ""
        typed["employer"] = post.get("employer") or ""
        return typed

    def _vacancies_sent(self, members, form_key):
        """Return the vacancy this form was sent as already: a double click sends once."""
        vacancies = request.env["employer.vacancy"].sudo()  # sudo: as in `_portal_found`
        if not form_key:
            return vacancies
        domain = vacancies._portal_domain(members) & Domain("portal_key", "=", form_key)
        return vacancies.search(domain, limit=1)

    def _vacancies_member(self, members, typed):
        """Return as whom the person writes: of the organisation chosen, if it is theirs."""
        chosen = members.filtered(lambda one: str(one.employer_id.id) == typed["employer"])
        return (chosen or members)[0]

    def _vacancies_units(self, member):
        """Return [(id, name)] of the places of work this person may choose."""
        if member.unit_id:
            return [(member.unit_id.id, member.unit_id.name)]
        return member.employer_id._portal_units()

    def _vacancies_unit(self, member, typed):
        """Return the id of the place of work: the person's own, or the one chosen."""
        if member.unit_id:
            return member.unit_id.id
        known = {str(record_id): record_id for record_id, _name in self._vacancies_units(member)}
        return known.get(typed["unit_id"], False)

    def _vacancies_keep(self, member, typed, draft):
        """Keep a draft; the same form once more is the same draft."""
        if not draft and typed["form_key"]:
            draft = draft.search(
                draft._portal_domain(member) & Domain("form_key", "=", typed["form_key"])
            )
        draft._portal_keep(member.employer_id, self._vacancies_unit(member, typed), typed)

    def _vacancies_send(self, member, typed, draft):
        """Send the form to the office, or show it again with what is wrong."""
        vacancies = request.env["employer.vacancy"].sudo()  # sudo: nobody here may create
        values, errors = vacancies._portal_read(typed, self._vacancies_units(member))
        if not errors:
            values["unit_id"] = self._vacancies_unit(member, typed)
            acting = self._portal_acting(vacancies, member.employer_id.user_id)
            made = []

            def send():
                former = draft.former_id
                made.append(acting._portal_submit(member, values, typed["form_key"], former))
                draft.unlink()

            problem = self._portal_attempt(send)
            errors = {"": problem} if problem else {}
        if errors:
            return self._vacancies_form(typed, draft=draft, errors=errors, status=422)
        return self._portal_done(f"{URL}/{made[0].id}?done=sent")

    def _vacancies_form(self, typed, draft=None, vacancy=None, errors=None, status=200):
        """Return the page with the form: new, of a draft, or of a vacancy not opened yet."""
        members = self._members_or_none("employer")
        member = self._vacancies_member(members, {"employer": typed.get("employer", "")})
        if vacancy:
            member = members._for(vacancy.employer_id)
        title = request.env._("Open a vacancy")
        if vacancy:
            title = request.env._("Change “%s”", vacancy.name)
        values = {
            "title": title,
            "crumbs": [(request.env._("Vacancies"), URL), (title, None)],
            "errors": errors or {},
            "typed": typed,
            "draft": draft.id if draft else None,
            "vacancy": vacancy.id if vacancy else None,
            "options": request.env["employer.vacancy"]
            .sudo()
            ._portal_options(self._vacancies_units(member)),
            "employers": [] if vacancy else [(one.id, one.name) for one in members.employer_id],
            "own_unit": member.unit_id.name,
        }
        template = "employer_engagement.portal_vacancy_form"
        return self._portal_page(template, values, status=status)

    def _vacancies_show(self, vacancy, done=None, errors=None, status=200):
        values = {
            "title": vacancy.name,
            "crumbs": [(request.env._("Vacancies"), URL), (vacancy.reference, None)],
            "done": done,
            "errors": errors or {},
            "vacancy": vacancy._portal_page_values(),
            "reasons": vacancy._portal_reasons(),
        }
        return self._portal_page("employer_engagement.portal_vacancy", values, status=status)
