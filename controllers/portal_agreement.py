# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import request

from .portal_base import EmployerPortal, done_at, listed_at, shown_at
from .signing import MAX_NAME, send_document

URL = "/my/engagement/agreements"
MODEL = "employer.agreement"
#: Companies and partner organisations alike.
SIDE = None
ENDED = ("expired", "terminated")


class EmployerPortalAgreements(EmployerPortal):
    """Agreements on the portal: read, download, what was promised and kept, sign where one may."""

    def _prepare_home_portal_values(self, counters):
        """Count the agreements that wait for the signature of who asks."""
        values = super()._prepare_home_portal_values(counters)
        if "engagement_agreement_count" in counters:
            signers = self._members(SIDE).filtered("may_sign")
            waits = request.env[MODEL]._portal_waits_domain()
            values["engagement_agreement_count"] = self._portal_count(
                MODEL, SIDE, waits & Domain("employer_id", "in", signers.employer_id.ids)
            )
        return values

    @listed_at(URL)
    def portal_agreements(self, **asked):
        """Show the agreements of the organisation, to sign, in force and past."""
        env = request.env
        waits = env[MODEL]._portal_waits_domain()
        listing = self._portal_listing(
            MODEL,
            SIDE,
            URL,
            asked,
            {
                "newest": {"label": env._("Newest"), "order": "start_date desc, id desc"},
                "ends": {"label": env._("Ends first"), "order": "end_date, id"},
            },
            {
                "all": {"label": env._("All"), "domain": Domain.TRUE},
                "sign": {"label": env._("To sign"), "domain": waits},
                "active": {"label": env._("In force"), "domain": [("state", "=", "active")]},
                "ended": {
                    "label": env._("No longer in force"),
                    "domain": [("state", "in", ENDED)],
                },
            },
        )
        return self._portal_list_page(
            "employer_engagement.portal_agreements",
            env._("Agreements"),
            listing,
            listing["records"]._portal_values(),
        )

    @shown_at(URL + "/<int:agreement_id>")
    def portal_agreement(self, agreement_id, signed=None, **_params):
        """Show one agreement: what was agreed, promised and kept, its file, the form to sign."""
        agreement = self._portal_found(MODEL, agreement_id, SIDE)
        return self._portal_agreement_page(agreement, is_signed=bool(signed))

    @shown_at(URL + "/<int:agreement_id>/file/<any(original,final,received):kind>")
    def portal_agreement_file(self, agreement_id, kind, download=None, **_params):
        """Send a file of the agreement, byte for byte as it was kept."""
        agreement = self._portal_found(MODEL, agreement_id, SIDE)
        document = agreement._portal_files().filtered(lambda one: one.kind == kind)
        if not document:
            raise NotFound()
        return send_document(document, as_attachment=bool(download) or kind == "received")

    @done_at(URL + "/<int:agreement_id>/sign")
    def portal_agreement_sign(self, agreement_id, role=None, confirm=None, sha256=None, **_post):
        """Sign in the name of the organisation; twice is once."""
        agreement = self._portal_found(MODEL, agreement_id, SIDE)
        member = self._members(SIDE)._for(agreement.employer_id)
        role = (role or "").strip()[:MAX_NAME]
        errors = self._portal_agreement_errors(agreement, member, role, confirm)
        if not errors:
            refused = self._portal_attempt(
                lambda: agreement._portal_sign(member, request.env.user, role, sha256)
            )
            errors = {"": refused} if refused else {}
        own = agreement._portal_signature().user_id == request.env.user
        if errors and not own:
            return self._portal_agreement_page(agreement, errors=errors, role=role, status=422)
        return self._portal_done(f"{URL}/{agreement.id}?signed=1")

    def _portal_agreement_errors(self, agreement, member, role, confirm):
        """Return {field: what stands against signing}."""
        env = request.env
        signature = agreement._portal_signature()
        if signature:
            words = env._(
                "%(name)s has signed for your organisation already.", name=signature.person_name
            )
            return {"": words}
        if not agreement._portal_may_sign(member):
            return {"": env._("You cannot sign this agreement here: please ask the office.")}
        errors = {}
        if not role:
            errors["role"] = env._("Type your role.")
        if not confirm:
            errors["confirm"] = env._(
                "Tick the box that says you have read the document and sign it."
            )
        return errors

    def _portal_agreement_page(
        self, agreement, *, errors=None, role=None, is_signed=False, status=200
    ):
        env = request.env
        members = self._members(SIDE)
        row = agreement._portal_page_values(members)
        signature = agreement._portal_signature()
        values = {
            "agreement": row,
            "title": row["title"],
            "crumbs": [(env._("Agreements"), URL), (row["number"], None)],
            "url": f"{URL}/{agreement.id}",
            "errors": errors or {},
            "done": is_signed and signature and env._("Your signature is recorded."),
            "signer": members._for(agreement.employer_id).name,
            "role": request.env.user.partner_id.function if role is None else role,
            "max_name": MAX_NAME,
        }
        return self._portal_page("employer_engagement.portal_agreement", values, status=status)
