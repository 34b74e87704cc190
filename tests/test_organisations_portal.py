# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form, new_test_user, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestPortalMember(EngagementCase):
    """Who acts for an organisation on the portal: invited, entered, removed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Member = cls.env["employer.portal.member"]
        cls.chef = cls.env["res.partner"].create(
            {"name": "Chef", "parent_id": cls.employer.partner_id.id, "email": "chef@alfa.test"}
        )

    def _invite(self, person=None, employer=None, **vals):
        members = self.Member.with_user(self.users["officer"])
        return members._invite(employer or self.employer, person or self.chef, **vals)

    def _portal_invite(self, ruler, name, email, **vals):
        stranger = self.Member.with_user(self.stranger)
        vals = {"role": "colleague", "may_sign": False, **vals}
        member = stranger._portal_invite(ruler, {"name": name, "email": email}, **vals)
        return member.with_env(self.env)

    def _mails_to(self, address):
        return self.env["mail.mail"].search([("email_to", "ilike", address)])

    def test_the_dialog_invites_a_contact(self):
        dialog = self.as_role("employer.portal.invite", "officer").with_context(
            default_employer_id=self.employer.id
        )
        with Form(dialog) as form:
            self.assertEqual(form.role, "admin", "the first one invites the others")
            form.partner_id = self.chef
            self.assertEqual((form.name, form.email), ("Chef", "chef@alfa.test"))
        form.save().action_invite()
        member = self.employer.portal_member_ids
        self.assertEqual((member.partner_id, member.role), (self.chef, "admin"))
        user = self.chef.user_ids
        self.assertTrue(user.has_group("base.group_portal"))
        self.assertEqual(member.access, "invited")
        self.assertEqual(self.Member._of(user), member)
        with Form(dialog) as form:
            self.assertEqual(form.role, "colleague", "there is an administrator now")
            form.partner_id = self.chef

    def test_only_a_row_opens_the_organisation(self):
        """A contact of the company, also one with an account, is nobody without a row."""
        user = new_test_user(self.env, "ee_chef", groups="base.group_portal")
        user.partner_id.parent_id = self.employer.partner_id
        self.assertFalse(self.Member._of(user))
        member = self._invite(user.partner_id)
        self.assertEqual(self.Member._of(user), member)
        member.action_remove()
        self.assertFalse(self.Member._of(user))
        self.assertEqual(member.access, "left")
        self.assertEqual(self._invite(user.partner_id), member, "the same row again")
        self.assertEqual(self.Member._of(user), member)
        self.employer.active = False
        self.assertFalse(self.Member._of(user))

    def test_an_account_is_kept_and_used_again(self):
        """A consultant of two companies has one account; a third person's name is not told."""
        first = self._invite({"name": "Anna", "email": "Anna@Studio.test"})
        second = self._invite({"name": "A.", "email": "anna@studio.test"}, self.employer_2)
        self.assertEqual(first.partner_id, second.partner_id)
        self.assertEqual(first.partner_id.parent_id, self.employer.partner_id)
        self.assertEqual((first.name, second.name), ("Anna", "A."))
        self.assertEqual(self.Member._of(first.partner_id.user_ids), first | second)

    def test_who_has_entered_reads_for_whom_and_who_has_not_gets_the_link(self):
        member = self._invite()
        user = self.chef.user_ids
        before = len(self._mails_to("chef@alfa.test"))
        user.with_user(user)._update_last_login()
        self.env.invalidate_all()
        self.assertEqual(member.access, "entered")
        self._invite(self.chef, self.employer_2)
        mails = self._mails_to("chef@alfa.test")
        self.assertEqual(len(mails), before + 1)
        self.assertIn("You can now act for Officina Beta", mails.sorted("id")[-1].subject)

    def test_somebody_of_the_office_is_not_invited(self):
        colleague = self.users["reader"]
        colleague.login = "reader@office.test"
        for person in (colleague.partner_id, {"name": "R", "email": "reader@office.test"}):
            with self.assertRaises(UserError):
                self._invite(person)
        with self.assertRaises(UserError):
            self._invite({"name": "R", "email": "no address"})

    def test_so_many_a_day(self):
        parameters = self.env["employer.rule.parameter"]
        parameters.search([("key", "=", "invitations_a_day")]).ensure_one().value = 2
        self._invite()
        self._invite({"name": "B", "email": "b@alfa.test"})
        with self.assertRaises(UserError):
            self._invite({"name": "C", "email": "c@alfa.test"})
        with self.assertRaises(UserError):
            self.employer.portal_member_ids[0].action_invite()
        self._invite({"name": "C", "email": "c@beta.test"}, self.employer_2)
        self.employer.portal_member_ids.invited_at = "2020-01-01 00:00:00"
        self._invite({"name": "C", "email": "c@alfa.test"})

    def test_who_is_removed_loses_the_links_of_this_organisation(self):
        member = self._invite()
        links = self.env["employer.access.link"]
        mine = links._issue(self.employer, "not_now", self.chef, days=9)[0]
        on_record = links._issue(self._agreement(), "sign", self.chef, days=9)[0]
        other = links._issue(self.employer_2, "not_now", self.chef, days=9)[0]
        member.with_user(self.users["officer"]).action_remove()
        self.assertEqual((mine | on_record).mapped("state"), ["revoked", "revoked"])
        self.assertEqual(other.state, "open")

    def test_units_apart(self):
        unit = self._unit(self.employer)
        member = self._invite(unit_id=unit.id)
        mine = self._vacancy(unit_id=unit.id)
        whole = self._vacancy()
        foreign = self._vacancy(employer_id=self.employer_2.id)
        vacancies = self.env["employer.vacancy"]
        both = [("id", "in", (mine | whole | foreign).ids)]
        self.assertEqual(vacancies.search(member._domain_of() & Domain(both)), mine)
        self.assertFalse(vacancies.search(member._domain_of(unit=None)))
        member.unit_id = False
        self.assertEqual(vacancies.search(member._domain_of() & Domain(both)), mine | whole)
        self.assertFalse(vacancies.search(self.Member.browse()._domain_of()))
        with self.assertRaises(ValidationError):
            member.unit_id = self._unit(self.employer_2)

    def test_whose_row_it_is_does_not_change(self):
        member = self._invite().with_user(self.users["officer"])
        member.may_sign = True
        for vals in (
            {"employer_id": self.employer_2.id},
            {"partner_id": self.office.partner_id.id},
        ):
            with self.assertRaises(UserError):
                member.write(vals)
        with self.assertRaises(AccessError):
            member.with_user(self.users["reader"]).action_invite()
        with self.assertRaises(AccessError):
            member.with_user(self.stranger).read(["name"])

    def test_nobody_who_invites_learns_of_an_account(self):
        """Neither that there was one, nor the address it has elsewhere, nor opens a closed one."""
        ruler = self._invite(role="admin", may_sign=True)
        user = new_test_user(
            self.env, "anna@studio.test", groups="base.group_portal", email="private@anna.test"
        )
        user.with_user(user)._update_last_login()
        self.env["res.users.log"].search([("create_uid", "=", user.id)]).flush_recordset()
        self.env.cr.execute(
            "UPDATE res_users_log SET create_date = create_date - interval '1 day'"
            " WHERE create_uid = %s",
            [user.id],
        )
        self.env.invalidate_all()
        rows = []
        for name, email in (("Anna", "anna@studio.test"), ("Bice", "bice@alfa.test")):
            member = self._portal_invite(ruler, name, email)
            row = member._portal_values(ruler)[0]
            self.assertEqual((row.pop("name"), row.pop("email")), (name, email))
            row.pop("id")
            rows.append(row)
        self.assertEqual(*rows)
        closed = new_test_user(self.env, "old@studio.test", groups="base.group_portal")
        closed.active = False
        with self.assertRaises(UserError):
            self._portal_invite(ruler, "Old", "old@studio.test")
        self.assertFalse(closed.active)

    def test_an_invitation_from_the_portal_changes_nobody_who_is_in(self):
        """A unit's administrator neither takes the organisation's place nor writes on and on."""
        ruler = self._invite(role="admin")
        head = self._portal_invite(ruler, "Head", "head@alfa.test", role="admin")
        unit = self._unit(self.employer)
        of_unit = self._invite({"name": "U", "email": "u@alfa.test"}, role="admin", unit_id=unit.id)
        for one, member in ((of_unit, head), (head, head)):
            with self.assertRaises(UserError):
                self._portal_invite(one, "X", "head@alfa.test", unit_id=unit.id)
            self.assertEqual(
                (member.name, member.role, member.unit_id.id), ("Head", "admin", False)
            )
        for act in (head._portal_again, head._portal_again):
            with self.assertRaises(UserError):
                act()
        head.action_remove()
        with self.assertRaises(UserError):
            self._portal_invite(of_unit, "Head", "head@alfa.test")
        head.invited_at = "2020-01-01 00:00:00"
        head.action_restore()
        head._portal_again()

    def test_who_may_not_sign_lets_nobody_sign(self):
        ruler = self._invite(role="admin")
        with self.assertRaises(UserError):
            self._portal_invite(ruler, "B", "b@alfa.test", may_sign=True)
        with self.assertRaises(UserError):
            ruler._portal_write({"may_sign": True}, ruler)
        other = self._portal_invite(ruler, "B", "b@alfa.test", role="admin")
        self.assertFalse((ruler | other).filtered("may_sign"))
        shown = [one["may_let_sign"] for one in (ruler | other)._portal_values(ruler)]
        self.assertEqual(shown, [False, False], "no box to tick")
        ruler.may_sign = True
        other._portal_write({"may_sign": True}, ruler)
        other._portal_write({"role": "colleague", "may_sign": True}, other)
        self.assertTrue(other.may_sign)
        (shown,) = other._portal_values(ruler)
        self.assertTrue(shown["may_let_sign"])
        ruler.may_sign = False
        (shown,) = other._portal_values(ruler)
        self.assertTrue(shown["may_let_sign"], "it may be taken away")

    def test_units_and_accounts_are_changed_by_nobody_else(self):
        """The ERP's own address book of the portal: also who left has it."""
        former = new_test_user(self.env, "former@alfa.test", groups="base.group_portal")
        company = self.employer.partner_id
        former.partner_id.parent_id = company
        unit = self._unit(self.employer)
        address = self.env["res.partner"].create(
            {"name": "X", "email": "new@alfa.test", "parent_id": company.id, "type": "delivery"}
        )
        member = self._invite({"name": "New", "email": "new@alfa.test"})
        self.assertNotEqual(member.partner_id, address, "an address anybody of them may change")
        owned = company.create({"name": "Y", "parent_id": company.id, "type": "other"})
        new_test_user(self.env, "y@alfa.test", groups="base.group_portal", partner_id=owned.id)

        def may_edit(partner):
            return partner.with_user(former).sudo()._can_be_edited_by_current_customer()

        self.assertTrue(may_edit(former.partner_id) and may_edit(address))
        for partner in (unit, owned, member.partner_id):
            self.assertFalse(may_edit(partner), partner.name)
