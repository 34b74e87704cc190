# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from .common import EngagementCase

NAME = "Zaffiri"


@tagged("post_install", "-at_install")
class TestPeopleFiles(EngagementCase):
    """Files and messages of a person open to who may open the name, after opening it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person("Ada", NAME)
        cls.env["employer.disclosure"].flush_model()
        cls.message = cls.person.message_post(body="Is looking for a flat")
        cls.file = cls._file(cls.person)
        cls.env["employer.disclosure"].flush_model()

    @classmethod
    def _file(cls, record, name="passport.pdf"):
        return cls.env["ir.attachment"].create(
            {"name": name, "raw": b"%PDF", "res_model": record._name, "res_id": record.id}
        )

    def _sees(self, record, user):
        """Return whether `user` reads `record`: found by search, and read, which must agree."""
        self.env.invalidate_all()
        found = record.with_user(user).search([("id", "in", record.ids)])
        has_access = record.with_user(user).has_access("read")
        self.assertEqual(bool(found), has_access)
        return has_access

    def _open(self, user, person=None):
        (person or self.person).with_user(user).action_open_identity()

    def test_own_tutor_reads_after_opening(self):
        tutor = self.users["tutor"]
        for record in (self.message, self.file):
            self.assertFalse(self._sees(record, tutor), "not opened yet")
        self._open(tutor)
        for record in (self.message, self.file):
            self.assertTrue(self._sees(record, tutor))

    def test_everybody_else_reads_nothing(self):
        for user in (
            *(self.users[role] for role in ("reader", "officer", "manager", "employee")),
            self.officer_2,
            self.tutor_2,
            self.stranger,
            self.other_officer,
        ):
            with self.subTest(user=user.login):
                self.assertFalse(self._sees(self.message, user))
                self.assertFalse(self._sees(self.file, user))

    def test_no_domain_asks_what_is_closed(self):
        self.person.message_post(body="Is looking for a flat", message_type="comment")
        for field in ("message_ids", "website_message_ids"):
            domain = [("id", "=", self.person.id), (f"{field}.body", "ilike", "a flat")]
            for role in ("reader", "officer", "manager"):
                with self.subTest(field=field, role=role):
                    self.assertFalse(self.as_role(self.person, role).search(domain))
            tutor = self.person.with_user(self.users["tutor"])
            self.assertFalse(tutor.search(domain), "not opened yet")
        self._open(self.users["tutor"])
        for field in ("message_ids", "website_message_ids"):
            domain = [("id", "=", self.person.id), (f"{field}.body", "ilike", "a flat")]
            self.assertTrue(tutor.search(domain))

    def test_no_domain_asks_what_stands_in_a_file(self):
        candidacy, tutor = self._list(self.person).candidacy_ids, self.users["tutor"]
        activity = candidacy.activity_schedule("mail.mail_activity_data_todo", user_id=tutor.id)
        file = self.env["ir.attachment"].create(
            {
                "name": "card.txt",
                "raw": b"Code RSSMRA80A01F205X",
                "res_model": candidacy._name,
                "res_id": candidacy.id,
            }
        )
        self.assertIn("RSSMRA80A01F205X", file.index_content)
        activity.action_feedback("Here it is", attachment_ids=file.ids)
        self.assertEqual(candidacy.message_ids[0].attachment_ids, file)
        candidacy.message_post(body="Look", message_type="comment", attachment_ids=file.ids)
        for path in ("message_ids", "website_message_ids", "activity_ids"):
            domain = [
                ("id", "=", candidacy.id),
                (f"{path}.attachment_ids.index_content", "ilike", "rssmra80a01"),
            ]
            self.env.invalidate_all()
            for role in ("reader", "officer", "tutor"):
                with self.subTest(path=path, role=role):
                    found = self.as_role(candidacy, role).with_context(active_test=False)
                    self.assertFalse(found.search(domain))
            with self.subTest(path=path):
                # the server finds it, and a done activity keeps no file
                self.assertEqual(bool(candidacy.search(domain)), path != "activity_ids")

    def test_privacy_officer_reads_after_opening(self):
        privacy = self.users["privacy"]
        self.assertFalse(self._sees(self.file, privacy))
        self._open(privacy)
        self.assertTrue(self._sees(self.file, privacy))

    def test_an_opening_of_yesterday_no_longer_counts(self):
        tutor = self.users["tutor"]
        self._open(tutor)
        self.env.cr.execute(
            SQL(
                "UPDATE employer_disclosure SET datetime = datetime - INTERVAL '13 hours'"
                " WHERE candidate_id = %s",
                self.person.id,
            )
        )
        self.assertFalse(self._sees(self.file, tutor))

    def test_without_personal_data_it_is_the_own_team(self):
        nameless = self.env["employer.candidate"].create(
            {"team_id": self.team.id, "tutor_id": self.users["tutor"].id}
        )
        file = self._file(nameless)
        self.assertTrue(self._sees(file, self.users["tutor"]))
        for user in (self.tutor_2, self.users["officer"], self.users["reader"]):
            self.assertFalse(self._sees(file, user))

    def test_authors_keep_what_they_wrote(self):
        tutor = self.users["tutor"]
        person = self.person.with_user(tutor)
        message = person.message_post(body="Spoke with the landlord")
        file = self.env["ir.attachment"].with_user(tutor)
        file = file.create({"name": "a.pdf", "res_model": person._name, "res_id": person.id})
        self.assertTrue(self._sees(message, tutor))
        self.assertTrue(self._sees(file, tutor))

    def test_a_file_on_an_internship_is_of_its_person(self):
        internship = self.env["employer.internship"].create(
            {
                "candidate_id": self.person.id,
                "employer_id": self.employer.id,
                "scheme_id": self.env["employer.internship.scheme"].search([], limit=1).id,
                "no_candidacy_reason": "asked for by the host",
            }
        )
        file = self._file(internship, "project.pdf")
        plain = internship.message_post(body="The host called")
        with_file = internship.message_post(body="The project", attachment_ids=file.ids)
        officer, tutor = self.users["officer"], self.users["tutor"]
        internship.message_subscribe((officer.partner_id | tutor.partner_id).ids)
        told = internship.message_post(
            body="Signed", attachment_ids=file.ids, subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(told.notification_ids.res_partner_id, tutor.partner_id)
        self.assertTrue(self._sees(plain, officer))
        for record in (file, with_file):
            self.assertFalse(self._sees(record, officer))
        # the officer of the host may open the name once it is running
        self.env.cr.execute(
            SQL(
                "UPDATE employer_internship SET state = 'running', start_date = '2026-01-01'"
                " WHERE id = %s",
                internship.id,
            )
        )
        self.env.invalidate_all()
        self._open(officer)
        for record in (file, with_file):
            self.assertTrue(self._sees(record, officer))
        self.assertFalse(self._sees(file, self.officer_2))

    def test_who_may_write_a_record_does_not_move_its_file_away(self):
        hire = self.env["employer.hire"].create(
            {
                "candidate_id": self.person.id,
                "employer_id": self.employer.id,
                "origin": "unknown",
                "contract_ids": [(0, 0, {"family": "open_ended", "start_date": "2026-01-01"})],
            }
        )
        file = self._file(hire).with_user(self.users["officer"])
        with self.assertRaises(AccessError):
            file.write({"res_model": "employer.organisation", "res_id": self.employer.id})
        with self.assertRaises(AccessError):
            file.unlink()

    def test_a_follower_who_may_not_open_the_name_is_not_told(self):
        officer, tutor = self.users["officer"], self.users["tutor"]
        self.person.message_subscribe((officer.partner_id | tutor.partner_id).ids)
        message = self.person.message_post(
            body="Personal", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(message.notification_ids.res_partner_id, tutor.partner_id)

    def test_nobody_outside_follows_or_is_written_to(self):
        contact = self.env["res.partner"].create({"name": NAME, "email": "ada@example.com"})
        self.person.message_subscribe(contact.ids)
        self.assertNotIn(contact, self.person.message_partner_ids)
        with self.assertRaisesRegex(UserError, "colleagues of the team"):
            self.person.message_post(body="Hello", partner_ids=contact.ids)

    def test_a_notice_of_assignment_still_arrives(self):
        new_tutor = new_test_user(self.env, "ee_new", groups="base.group_user")
        self.person.message_notify(partner_ids=new_tutor.partner_id.ids, body="It is yours")
        message = self.env["mail.message"].search(
            [("model", "=", self.person._name), ("message_type", "=", "user_notification")]
        )
        self.assertTrue(message.with_user(new_tutor).has_access("read"))

    def test_names_in_activities_and_file_names_become_the_code(self):
        code = self.person.code
        activity = self.person.activity_schedule(
            "mail.mail_activity_data_call",
            summary=f"Call ada {NAME} about papers",
            note=f"<p>{NAME} is well; adaptable</p>",
        )
        self.assertEqual(activity.summary, f"Call {code} about papers")
        self.assertIn(f"{code} is well; adaptable", activity.note)
        activity.summary = "Visit Ada"
        self.assertEqual(activity.summary, f"Visit {code}")
        self.assertEqual(
            self._file(self.person, f"passport_{NAME}.pdf").name, f"passport_{code}.pdf"
        )
        other = self.employer.activity_schedule("mail.mail_activity_data_call", summary=NAME)
        self.assertEqual(other.summary, NAME)

    def test_what_was_said_when_it_was_done_stands_in_the_closed_message_alone(self):
        tutor = self.users["tutor"]
        activity = self.person.activity_schedule("mail.mail_activity_data_todo", user_id=tutor.id)
        message_id = activity.with_user(tutor).action_feedback("Sleeps at a friend's")
        self.assertFalse(activity.feedback)
        message = self.env["mail.message"].browse(message_id)
        self.assertIn("Sleeps at", message.body)
        self.assertFalse(self._sees(message, self.users["reader"]))

    def test_no_message_waits_in_the_open(self):
        for record in (self.person, self._list(self.person).candidacy_ids):
            with self.assertRaisesRegex(UserError, "sent at once"):
                self.env["mail.scheduled.message"].create(
                    {
                        "model": record._name,
                        "res_id": record.id,
                        "author_id": self.env.user.partner_id.id,
                        "body": "Sleeps at a friend's",
                        "scheduled_date": "2100-01-01 08:00:00",
                    }
                )

    def test_which_words_become_the_code_tells_nobody_the_name(self):
        list_ = self._list(self.person)
        words = f"Ada Bea Cleo {NAME} Turchesi"
        for user, told in (
            (self.users["officer"], words),
            (self.users["tutor"], f"{self.person.code} Bea Cleo {self.person.code} Turchesi"),
        ):
            with self.subTest(user=user.login):
                candidacy = list_.candidacy_ids.with_user(user)
                activity = candidacy.activity_schedule(
                    "mail.mail_activity_data_todo", summary=words, user_id=user.id
                )
                self.assertEqual(activity.summary, told)
                file = candidacy.env["ir.attachment"].create(
                    {"name": words, "res_model": candidacy._name, "res_id": candidacy.id}
                )
                self.assertEqual(file.name, told)

    def test_rights_cost_the_same_for_many_files(self):
        tutor = self.users["tutor"]
        self._open(tutor)
        many = self.env["ir.attachment"].union(*(self._file(self.person) for _one in range(20)))

        def cost(files):
            self.env.invalidate_all()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            files.with_user(tutor).search([("id", "in", files.ids)])
            return self.env.cr.sql_log_count - before

        cost(many)
        self.assertLessEqual(cost(many), cost(self.file))
