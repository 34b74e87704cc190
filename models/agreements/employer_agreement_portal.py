# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, html2plaintext, is_html_empty

from ..common.told_day import told_day
from .employer_agreement import FORCE_STATES

#: From *to sign* on: what is being written, or was refused, is the office's.
SHOWN = ("to_sign", *FORCE_STATES)


class EmployerAgreement(models.Model):
    """What an organisation sees of its agreements in the portal, and how it signs there.

    The people of the organisation (`employer.portal.member`) read them from *to sign* on; those of
    one unit read the agreements that cover it. Nobody without an account has a line here.
    """

    _inherit = "employer.agreement"

    @api.model
    def _portal_domain(self, members):
        """Return which agreements these people of organisations may read."""
        return Domain("state", "in", SHOWN) & Domain.OR(
            Domain("employer_id", "=", member.employer_id.id) & self._portal_unit_domain(member)
            for member in members
        )

    @api.model
    def _portal_unit_domain(self, member):
        """Return the domain of what covers the unit of `member`; all, without one."""
        if not member.unit_id:
            return Domain.TRUE
        return Domain("unit_ids", "=", False) | Domain("unit_ids", "in", member.unit_id.ids)

    @api.model
    def _portal_search(self, words):
        """Return the domain of what `words` look for: number, title or type."""
        return Domain.OR(
            Domain(name, "ilike", words) for name in ("name", "title", "agreement_type_id.name")
        )

    # ---- what a template gets

    def _portal_values(self):
        """Return what a list shows, one dict an agreement."""
        return [
            {
                "id": agreement.id,
                "number": agreement.name,
                "title": agreement.title or agreement.agreement_type_id.name,
                "organisation": agreement.employer_id.name,
                "period": agreement._portal_period(),
                "is_to_sign": agreement._portal_waits(),
                "status": agreement._portal_status(),
            }
            for agreement in self
        ]

    def _portal_page_values(self, members):
        """Return what the page of one agreement shows.

        :param members: those of the reader, for whether they may sign
        """
        self.ensure_one()
        return {
            **self._portal_values()[0],
            "type": self.agreement_type_id.name,
            "units": self.unit_ids.mapped("name"),
            "ended": self._portal_ended(),
            "officer": self._portal_officer(),
            "commitments": self.commitment_ids._portal_values(),
            "signatures": self._portal_signatures(),
            "files": [document.kind for document in self._portal_files()],
            "sha256": self._document("original").sha256,
            **self._portal_languages(),
            "signs_by_link": self.agreement_type_id._signs_by_link(),
            "may_sign": self._portal_may_sign(members),
        }

    def _portal_status(self):
        """Return in plain words where the agreement stands, as the organisation sees it."""
        self.ensure_one()
        env = self.env
        if self.state == "to_sign":
            missing = self._missing_parties()
            if "employer" in missing:
                return env._("Waits for your signature")
            return env._("Signed by you, the office signs next") if missing else env._("Signed")
        if self.state == "active":
            if self.is_ending_soon:
                return env._("In force, ends soon")
            return env._("In force")
        if self.state == "expired":
            return env._("Ended on its last day")
        if self.replaced_by_id:
            return env._("Replaced by a newer version")
        return env._("Ended early")

    def _portal_period(self):
        """Return from when to when it is in force, or nothing before it has dates."""
        if not (self.start_date and self.end_date):
            return False
        return self.env._(
            "from %(start)s to %(end)s",
            start=told_day(self.env, self.start_date),
            end=told_day(self.env, self.end_date),
        )

    def _portal_ended(self):
        """Return the day it ended early, or nothing; why is between the office and who ended it."""
        return self.state == "terminated" and self.termination_date

    def _portal_officer(self):
        """Return whom to ask at the office, as stands in every mail of theirs."""
        user = self.user_id
        return user and {"name": user.name, "phone": user.phone, "email": user.email}

    def _portal_signatures(self):
        """Return in sentences who signed for whom and when; from where stays with the office."""
        parties = {"employer": self.employer_id.name, "office": self.company_id.name}
        return [
            self.env._(
                "Signed for %(party)s: %(who)s, %(day)s",
                party=parties[signature.party],
                who=", ".join(filter(None, (signature.person_name, signature.person_role))),
                day=told_day(self.env, self._local_time(signature.signed_at).date()),
            )
            for signature in self._signatures()
        ]

    def _portal_files(self):
        """Return the documents that may be downloaded: with all signatures, else the text."""
        self.ensure_one()
        text = self._document("final") or self._document("original")
        return text | self._document("received")

    # ---- its language

    def _portal_languages(self):
        """Return in which language the document is, and its text in that of the reader."""
        languages = dict(self._fields["document_language"]._description_selection(self.env))
        own = "it" if (self.env.lang or "").startswith("it") else "en"
        is_foreign = own != self.document_language
        return {
            "hreflang": self.document_language,
            "foreign": is_foreign and languages[self.document_language],
            "courtesy": is_foreign and self._portal_courtesy(own),
        }

    def _portal_courtesy(self, language):
        """Return the text in `language`, for information; nothing where nobody wrote it.

        Only while the type still says in the language of the document what was fixed there: who
        reads it must read what is signed.
        """
        kind, name = self.agreement_type_id, f"body_{language}"
        texts = [kind[f"template_{name}"], *self.clause_ids.mapped(name)]
        is_own = not is_html_empty(self.draft_body)
        if is_own or not self.body or any(is_html_empty(text) for text in texts):
            return False
        is_same = _words(self._render_body()) == _words(self.body)
        return is_same and self._render_body(language)

    # ---- signing

    def _portal_waits(self):
        """Return whether a text waits for the signature of the organisation."""
        self.ensure_one()
        is_waiting = self.state == "to_sign" and self._document("original")
        return bool(is_waiting) and "employer" in self._missing_parties()

    @api.model
    def _portal_waits_domain(self):
        """Return the domain of what `_portal_waits`."""
        return (
            Domain("state", "=", "to_sign")
            & Domain("document_ids", "any", [("kind", "=", "original"), ("voided_at", "=", False)])
            & Domain(
                "signature_ids", "not any", [("party", "=", "employer"), ("voided_at", "=", False)]
            )
        )

    def _portal_signature(self):
        """Return the signature of the organisation, if it has signed."""
        return self._signatures().filtered(lambda one: one.party == "employer")

    def _portal_may_sign(self, members):
        """Return whether one of `members` may sign here for the organisation."""
        signers = members.filtered("may_sign").employer_id
        by_link = self.agreement_type_id._signs_by_link()
        return self._portal_waits() and by_link and self.employer_id in signers

    def _portal_sign(self, member, user, role, sha256):
        """Record that a person who may sign for the organisation signs the text they were shown.

        :param member: their row at the organisation; its name signs
        :param user: their account
        :param role: what they are there, as typed
        :param sha256: of the document on the page they signed
        :raise UserError: when nothing waits for it, or the text is another one by now
        """
        self.ensure_one()
        # a second signature at the same moment waits here and begins again: then it is told
        self.env.execute_query(
            SQL("UPDATE employer_agreement SET id = id WHERE id = %s RETURNING id", self.id)
        )
        self._check_may_be_signed("employer")
        self._check_by_link()
        if sha256 != self._document("original").sha256:
            raise UserError(
                self.env._("The document has changed since you opened this page. Read it again.")
            )
        where = self.env["employer.access.link"]._from_where()
        return self._sign(
            "employer",
            way="portal",
            person_name=member.name,
            person_role=role,
            user_id=user.id,
            from_ip=where["used_ip"],
            from_agent=where["used_agent"],
        )


def _words(text):
    return html2plaintext(text).split()
