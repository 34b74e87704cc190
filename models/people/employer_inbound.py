# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.emails import split_emails


class EmployerInbound(models.Model):
    """A person we follow may write to the address for companies.

    Then neither organisation nor contact nor message comes of it: the text becomes a contact
    *about that person*, its files with it, both seen by the person's team alone, and whoever
    follows the person finds a step in Today that says so by code. So nothing is lost and nothing
    is open. A private address counts in whatever office it stands, even where a company uses it
    too: better a company's letter with the tutor than a person's letter on the board.
    """

    _inherit = "employer.inbound"

    @api.model
    def _divert_person(self, address, letter):
        persons = self._persons_with_address(address)
        if not persons:
            return super()._divert_person(address, letter)
        self._hand_to_tutor(persons[0], letter)
        return True

    @api.model
    def _persons_with_address(self, address):
        """Return the persons with this private address, the one last worked with first, in sudo."""
        if not address:
            return self.env["employer.candidate"]
        # sudo: a person must be known to be protected; no name is read, nothing shown to anyone
        identities_sudo = (
            self.env["employer.candidate.identity"]
            .sudo()
            .search(
                Domain("email", "ilike", address) | Domain("partner_id.email", "ilike", address)
            )
            .filtered(
                lambda one: (
                    address in split_emails(one.email)
                    or address in split_emails(one.partner_id.email)
                )
            )
        )
        return identities_sudo.candidate_id.sorted("write_date", reverse=True)

    @api.model
    def _hand_to_tutor(self, person, letter):
        """Write what a person wrote where the person's team alone reads it, and tell the tutor."""
        # sudo: the gateway writes for the person's team; whoever triggers it reads nothing of it
        person_sudo = person.sudo()
        company = person_sudo.company_id
        tutor = person_sudo.tutor_id or person_sudo.team_id.leader_id
        tutor = tutor or person_sudo.team_id.member_ids[:1]
        note = (
            self.env["employer.interaction"]
            .sudo()
            .with_company(company)
            .create(
                {
                    "candidate_id": person.id,
                    "company_id": company.id,
                    "team_id": person_sudo.team_id.id,
                    "channel": letter["channel"],
                    "direction": "in",
                    "outcome": "reached",
                    "summary": "\n".join(filter(None, (letter["subject"], letter["text"]))),
                    "user_id": tutor.id,
                    **letter.get("trace", {}),
                }
            )
        )
        self._keep_files(note, letter["attachments"])
        person_sudo.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Wrote to the address for companies: see the contacts"),
            user_id=(tutor or company.employer_inbound_user_id or self.env.user).id,
        )

    @api.model
    def _keep_files(self, note, attachments):
        """Keep the files of a letter with the protected contact.

        :param attachments: as the gateway parses them (name, content, …), or `ir.attachment`
        """
        if isinstance(attachments, models.BaseModel):
            attachments.write({"res_model": note._name, "res_id": note.id})
            return
        self.env["ir.attachment"].sudo().create(
            [
                {
                    "name": name,
                    "raw": content if isinstance(content, bytes) else str(content).encode(),
                    "res_model": note._name,
                    "res_id": note.id,
                }
                for name, content, *_info in attachments
            ]
        )

    def _identify_person(self, person):
        """It was a person we follow: nothing of the letter stays here.

        :param person: the `employer.candidate`, chosen by code
        """
        self.ensure_one()
        self.check_access("write")
        person.check_access("read")
        # sudo: the right to decide on this letter was judged; it leaves everyone's sight
        inbound_sudo = self.sudo()
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "=", self.id)])
        )
        letter = {
            "subject": inbound_sudo.name,
            "text": inbound_sudo.excerpt,
            "channel": inbound_sudo.channel,
            "attachments": files,
        }
        whole = inbound_sudo.message_ids.filtered(lambda one: one.message_type == "email")
        if whole:
            letter["text"] = self._letter({"body": whole[-1].body})["text"]
        self._hand_to_tutor(person, letter)
        made = inbound_sudo._made_records()
        inbound_sudo.unlink()
        made._delete()
