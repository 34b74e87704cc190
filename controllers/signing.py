# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo import fields, http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from odoo.addons.employer_engagement.controllers.link import HEADERS, EmployerLinkPages
from odoo.addons.employer_engagement.tools.drawn_signature import read_drawing

MAX_NAME = 120
PDF = "application/pdf"


def send_document(document, *, as_attachment):
    """Return a response that sends the exact bytes of a document of an agreement."""
    mimetype = document.attachment_id.mimetype
    kind = "attachment" if as_attachment or mimetype != PDF else "inline"
    headers = {
        **HEADERS,
        "Content-Type": mimetype,
        "Content-Disposition": content_disposition(document.name, kind),
        "Content-Security-Policy": "frame-ancestors 'self'",
    }
    return request.make_response(document._content(), headers=list(headers.items()))


class EmployerSigning(EmployerLinkPages):
    """Reading and signing an agreement by personal link.

    GET shows and changes nothing; POST, with the token of the form, signs. Every record behind a
    link is read in sudo only after the link was found by its token.
    """

    @http.route(
        "/engagement/sign/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
    )
    def employer_sign_page(self, token, **params):
        """Show the document and the form, or what was signed, or why not."""
        link, refusal = self._find_to_sign(token)
        if link:
            return self._sign_page(link, token)
        signature = self._signature_of(refusal["link"])
        return self._signed_page(signature, token) if signature else self._refused(refusal)

    @http.route("/engagement/sign/<string:token>", type="http", auth="public", methods=["POST"])
    def employer_sign(self, token, **params):
        """Sign, and go on to the page that says thank you; twice is once."""
        link, refusal = self._find_to_sign(token)
        if not link:
            if self._signature_of(refusal["link"]):
                return request.redirect(f"/engagement/sign/{token}", code=303)
            return self._refused(refusal)
        link = link.with_context(lang=self._lang(link))
        drawing, errors = self._checked(link, params)
        if errors:
            return self._sign_page(link, token, errors=errors, status=422, **params)
        try:
            with request.env.cr.savepoint():
                self._record(link, params, drawing)
        except UserError as error:
            values = {"words": error.args[0], "officer": link.user_id, "company": link.company_id}
            return self._page(
                "employer_engagement.sign_not_now", values, lang=link.lang, status=409
            )
        return request.redirect(f"/engagement/sign/{token}", code=303)

    @http.route(
        "/engagement/sign/<string:token>/<any(document,signed):kind>.pdf",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
    )
    def employer_sign_file(self, token, kind, download=None, **params):
        """Send the exact file that is signed, or the final one to whoever has signed it."""
        link, refusal = self._find_to_sign(token)
        signature = self._signature_of(refusal["link"]) if refusal else None
        if link:
            document = kind == "document" and link._record()._document("original")
        elif signature and not signature.voided_at:
            is_text = kind == "document"
            final = signature.agreement_id._document("final")
            document = signature.document_id if is_text else final
        else:
            document = None
        if not document:
            raise NotFound()
        return send_document(document, as_attachment=bool(download or signature))

    # ---- finding

    def _find_to_sign(self, token):
        """Return the link of this token and why it does not work, as `_find` does.

        Also a link whose text waits no more, whose feature was switched off, or that was shown
        where only mailed ones sign, does not work.
        """
        link, refusal = request.env["employer.access.link"]._find(token, "sign")
        if link:
            agreement = link._record()
            is_waiting = agreement.state == "to_sign" and agreement._document("original")
            signs_by_link = agreement.agreement_type_id._signs_by_link() and link._may_sign()
            if not is_waiting or not signs_by_link:
                return link.browse(), {"reason": "revoked", "link": link}
            if link.party not in agreement._missing_parties():
                return link.browse(), {"reason": "used", "link": link}
        return link, refusal

    def _signature_of(self, link):
        """Return the signature made with a used link, while the link would still work."""
        if not link or not link.used_at or link.expires_at <= fields.Datetime.now():
            return None
        return request.env["employer.signature"].sudo().search([("link_id", "=", link.id)], limit=1)

    # ---- pages

    def _lang(self, link):
        return link.lang or request.env.lang

    def _sign_page(self, link, token, *, errors=(), status=200, name=None, role=None, **params):
        agreement = link._record()
        values = {
            "link": link,
            "agreement": agreement.with_context(lang=self._lang(link)),
            "document": agreement._document("original"),
            "document_url": f"/engagement/sign/{token}/document.pdf",
            "sign_url": f"/engagement/sign/{token}",
            "csrf_token": request.csrf_token(),
            "company": link.company_id,
            "officer": link.user_id,
            "errors": errors,
            "name": link.person_name if name is None else name,
            "role": (link.person_role or "") if role is None else role,
        }
        return self._page("employer_engagement.sign_page", values, lang=link.lang, status=status)

    def _signed_page(self, signature, token):
        link = signature.link_id
        language = "it" if (self._lang(link) or "").startswith("it") else "en"
        is_final = bool(signature.agreement_id._document("final"))
        values = {
            "signature": signature,
            # in the office's time, as on the signature sheet
            "signed_at": signature.agreement_id._moment(signature.signed_at, language),
            "document_url": f"/engagement/sign/{token}/document.pdf",
            "final_url": is_final and f"/engagement/sign/{token}/signed.pdf",
            "company": link.company_id,
            "officer": link.user_id,
        }
        return self._page("employer_engagement.signed_page", values, lang=link.lang)

    # ---- signing

    def _checked(self, link, params):
        """Return the drawing (base64, or False) and the sentences on what is missing or wrong."""
        env = link.env
        errors = []
        if len((params.get("name") or "").strip()) < 2:
            errors.append(env._("Type your first and last name."))
        if not (params.get("role") or "").strip():
            errors.append(env._("Type your role."))
        if not params.get("confirm"):
            errors.append(env._("Tick the box that says you have read the document and sign it."))
        if params.get("sha256") != link._record()._document("original").sha256:
            errors.append(
                env._("The document has changed since you opened this page. Read it again.")
            )
        drawing = bool(params.get("drawing")) and read_drawing(params["drawing"])
        if drawing is None:
            errors.append(
                env._("The drawing could not be read. Clear it, or sign with your name alone.")
            )
        return drawing, errors

    def _record(self, link, params, drawing):
        """Use the link and record the signature of the text it shows."""
        link._use()
        link._record()._sign(
            link.party,
            way="link",
            person_name=params["name"].strip()[:MAX_NAME],
            person_role=params["role"].strip()[:MAX_NAME],
            drawing=drawing,
            link_id=link.id,
            user_id=link.user_id.id,
            from_ip=link.used_ip,
            from_agent=link.used_agent,
        )
