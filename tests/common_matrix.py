# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import csv
import re

from odoo.tools import SQL, file_open

from .access_chain import AccessChain

DATA = "employer_engagement/tests/data/"
#: What a mark looks like; it survives escaping, JSON and a change of case.
MARK = re.compile(r"zq\d{5}zq")
#: Texts with a meaning the code relies on: these keep what they say.
MEANT = {
    "code",
    "counterpart_role",
    "document_language",
    "domain",
    "fiscal_code",
    "host_code",
    "indicator",
    "key",
    "lang",
    "member",
    "mimetype",
    "model",
    "reference",
    "res_model",
    "sha256",
    "store_fname",
    "token_hash",
    "vat_number",
    "zip",
    "zip_prefixes",
}
ID_BEYOND = 900_000_000


def read_table(name):
    """Return the rows of a table of `data/` written by hand, tab-separated."""
    with file_open(f"{DATA}{name}.tsv", "r") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


class MatrixCase(AccessChain):
    """The chain with a mark of its own in every text of every record.

    `cls.marks` says of each mark whose record, which model and which field it stands in: what a
    page, a file, a mail or an answer tells is known by the marks in it, whoever wrote it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.marks = {}
        cls._add_partners()
        cls.env.flush_all()
        shared = set(cls.vocabularies.values())
        for owner, made in cls.records.items():
            for record in made.values():
                if record not in shared and record and type(record)._auto:
                    cls._mark(owner, record)
        cls.env.invalidate_all(flush=False)

    @classmethod
    def _add_partners(cls):
        """Give each company a contact; messages and files stand on what has a chatter."""
        for made in cls.records.values():
            company = made["employer.organisation"].partner_id
            made["res.partner"] = company
            made["contact"] = cls.env["res.partner"].create(
                {
                    "name": "Contact",
                    "parent_id": company.id,
                    "type": "contact",
                    "email": f"c{company.id}@example.com",
                }
            )
            threads = [record for record in made.values() if "message_ids" in record._fields]
            values = [{"model": one._name, "res_id": one.id, "body": "x"} for one in threads]
            made["mail.message"] = cls.env["mail.message"].create(values)
            files = [
                {"name": "x.txt", "raw": b"x", "res_model": one._name, "res_id": one.id}
                for one in threads
            ]
            made["ir.attachment"] = cls.env["ir.attachment"].create(files)

    @classmethod
    def _mark(cls, owner, records):
        """Write a mark into every stored text of `records`, past the ORM: no guard is asked."""
        texts = [
            field
            for field in records._fields.values()
            if field.type in ("char", "text", "html") and field.column_type and field.store
            if field.name not in MEANT and not field.company_dependent
        ]
        for record in records:
            changes = []
            for field in texts:
                mark = f"zq{len(cls.marks):05d}zq"
                cls.marks[mark] = (owner, records._name, field.name)
                value = SQL("jsonb_build_object('en_US', %s)", mark) if field.translate else mark
                changes.append(SQL("%s = %s", SQL.identifier(field.name), value))
            if changes:
                table, columns = SQL.identifier(records._table), SQL(", ").join(changes)
                cls.env.cr.execute(SQL("UPDATE %s SET %s WHERE id = %s", table, columns, record.id))

    def _told(self, text):
        """Return {(owner, model, field)} of the marks in `text`."""
        return {self.marks[mark] for mark in set(MARK.findall(text.lower())) & self.marks.keys()}
