# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import SQL

from .common_matrix import MatrixCase

#: Who acts on the portal: (owner of the chain whose records are theirs, side). Nothing of the
#: chain belongs to the unit of `in_unit`.
ON_PORTAL = {
    "admin": ("own", "employer"),
    "colleague": ("own", "employer"),
    "in_unit": ("own", "employer"),
    "former": ("own", "employer"),
    "other_company": ("team", "employer"),
    "partner": ("own", "partner"),
    "other_partner": ("team", "partner"),
}
LINKS = ("right_link", "another_link", "expired_link")
PERSONS = ("nobody", "employee", *ON_PORTAL, *LINKS)
#: Whose records each may be told of: the chain's owners (`AccessChain`).
OWNERS = {
    **{who: (owner,) for who, (owner, _side) in ON_PORTAL.items()},
    "right_link": ("own",),
}
#: A token nobody issued.
UNKNOWN = "A" * 43
#: What each personal link is about.
ACTS = {
    "answer": "employer.preselection",
    "not_now": "employer.organisation",
    "outcome": "employer.internship",
    "presence": "employer.internship.month",
    "sign": "employer.agreement",
    "vacancy": "employer.vacancy",
    "workshop": "event.registration",
}


class PortalCase(MatrixCase):
    """The chain as companies and partners meet it, and all who may ask for it.

    `cls.logins` are the accounts, by person; `cls.ids` what strangers ask for, by its name in an
    address; `cls.tokens` the personal links, by person and act.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_stage()
        cls.logins = {"employee": cls.users["employee"].login}
        for who, (owner, side) in ON_PORTAL.items():
            cls.logins[who] = cls._portal_user(who, cls.organisations[owner, side])
        cls.tokens = {
            "right_link": cls._links(cls.records["own"]),
            "another_link": cls._links(cls.records["team"]),
            "expired_link": cls._links(cls.records["own"], days=-1),
        }
        cls.ids = cls._targets()
        cls.env.flush_all()

    @classmethod
    def _portal_user(cls, who, organisation):
        """Invite a person of an organisation; the former colleague left again."""
        login = f"ee_{who}"
        partners = cls.env["res.partner"]
        of_company = {"parent_id": organisation.partner_id.id}
        contact = partners.create({"name": who, "email": f"{login}@example.com", **of_company})
        unit = partners
        if who == "in_unit":
            unit = partners.create(
                {"name": "Unit", "type": "other", "is_operating_unit": True, **of_company}
            )
        new_test_user(cls.env, login, groups="base.group_portal", partner_id=contact.id)
        cls.env["employer.portal.member"].create(
            {
                "name": who,
                "employer_id": organisation.id,
                "partner_id": contact.id,
                "role": "colleague" if who in ("colleague", "in_unit", "former") else "admin",
                "unit_id": unit.id,
                "may_sign": who not in ("colleague", "in_unit"),
                "active": who != "former",
            }
        )
        return login

    @classmethod
    def _make_partners(cls, made, owner):
        """Give what was sent to and came from a partner organisation to one that is only that."""
        company = made["employer.organisation"]
        company.write({"is_employer": True, "is_partner_organisation": False})
        partner = cls.env["employer.organisation"].create(
            {
                "name": f"Partner {owner}",
                "is_employer": False,
                "is_partner_organisation": True,
                "user_id": company.user_id.id,
            }
        )
        cls.env.flush_all()
        for model in ("employer.dispatch", "employer.referral"):
            cls.env.cr.execute(
                SQL(
                    "UPDATE %s SET organisation_id = %s WHERE id = %s",
                    SQL.identifier(made[model]._table),
                    partner.id,
                    made[model].id,
                )
            )
        cls.env.invalidate_all()
        return {(owner, "employer"): company, (owner, "partner"): partner}

    @classmethod
    def _set_stage(cls):
        """Bring what is shown into the state in which it is shown."""
        features = cls.env["ir.model.data"].search(
            [
                ("module", "=", "employer_engagement"),
                ("model", "=", "res.groups"),
                ("name", "=like", "employer_engagement_feature_%"),
            ]
        )
        group = cls.env.ref("employer_engagement.employer_engagement_group_user")
        group.implied_ids = [Command.link(feature.res_id) for feature in features]
        cls.office.employer_page_published = True
        notice = {"purpose": "companies", "version": "matrix", "lang": "en_US", "text": "Read me"}
        cls.env["employer.privacy.notice"].create({**notice, "valid_from": "2020-01-01"})
        cls.organisations = {}
        for owner in ("own", "team"):
            made = cls.records[owner]
            cls.organisations.update(cls._make_partners(made, owner))
            made["employer.candidacy"].interview_datetime = "2099-01-08 09:00:00"
            cls._set_state(made["employer.candidacy"], "sent")
            cls._set_state(made["employer.preselection"], "sent")
            cls.env.cr.execute(
                SQL(
                    "UPDATE employer_internship SET state = 'ended', end_kind = 'term',"
                    " actual_end_date = planned_end_date WHERE id = %s",
                    made["employer.internship"].id,
                )
            )
            agreement = made["employer.agreement"]
            cls._set_state(agreement, "to_sign")
            agreement.agreement_type_id.signing_way = "link"
            cls.env.cr.execute(
                SQL(
                    "UPDATE employer_signature SET voided_at = now() WHERE agreement_id = %s",
                    agreement.id,
                )
            )
            cls.env.invalidate_all()
            cls.env["employer.agreement.document"]._keep(
                agreement, "original", b"%PDF-1.4 " + owner.encode(), "original.pdf"
            )
            employer = ("employer_id", "=", made["employer.organisation"].id)
            made["event.registration"] = cls.env["event.registration"].search([employer], limit=1)
            made["event.event"] = made["event.registration"].event_id
            made["event.registration"].state = "open"
            made["material"] = cls.env["ir.attachment"].create({"name": "x.txt", "raw": b"x"})
            made["event.event"].material_ids = made["material"]
        cls._verify_guide()

    @classmethod
    def _verify_guide(cls):
        """Every company may read it: it is nobody's."""
        values = {"name": "May I hire?", "code": "read_by_all", "audience": "employer"}
        language = cls.records["own"]["employer.language"]
        cls.guide = cls.env["employer.guide"].create({**values, "language_id": language.id})
        cls.env.cr.execute(
            SQL(
                "UPDATE employer_guide SET state = 'verified', review_date = '2099-12-31'"
                " WHERE id = %s",
                cls.guide.id,
            )
        )

    @classmethod
    def _links(cls, made, days=5):
        """Return {act: token} of new links to the records of `made`."""
        officer = made["employer.preselection"].user_id
        links = cls.env["employer.access.link"].with_user(officer).sudo()
        tokens = {}
        for act, model in ACTS.items():
            link, address = links._issue(made[model], act, made["contact"], days=days)
            link.sent_at = cls.env.cr.now()
            if act == "sign":
                link.party = "employer"
            tokens[act] = address.rpartition("/")[2]
        return tokens

    def _token(self, row, who):
        """Return the token `who` has for the address of a row.

        Another's link is one for the same act on another's record where the address names a
        record as well, else one for another act.
        """
        if who not in self.tokens or "{token}" not in row["ask"]:
            return UNKNOWN
        act = row["ask"].split("/")[2].replace("-", "_")
        if who == "another_link" and row["ask"].count("{") == 1:
            act = next(other for other in ACTS if other != act)
        return self.tokens[who][act]

    @classmethod
    def _targets(cls):
        made = cls.records["own"]
        ids = {
            model.removeprefix("employer.").rpartition("event.")[2]: records[:1].id
            for model, records in made.items()
        }
        another = cls.records["team"]
        ids.update(
            message=made["mail.message"][:1].id,
            attachment=made["ir.attachment"][:1].id,
            company=made["res.partner"].id,
            company_of_another=another["res.partner"].id,
            contact_of_another=another["contact"].id,
            pipelines_dialog=cls.env["employer.pipelines.export"].create({}).id,
            stipends_dialog=cls.env["employer.stipend.export"].create({}).id,
            year_dialog=cls.env["employer.year.page"].create({"year": 2026}).id,
            country=cls.env.ref("base.it").id,
            verified_guide=cls.guide.id,
            follower=made["employer.organisation"].message_follower_ids[:1].id,
        )
        return {name.replace(".", "_"): number for name, number in ids.items()}
