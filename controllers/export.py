# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import tempfile

from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_workbook(file, name):
    """Return the answer that streams a workbook from its temporary file."""
    length = file.seek(0, 2)
    file.seek(0)
    response = request.make_response(
        wrap_file(request.httprequest.environ, file),
        headers=[
            ("Content-Type", XLSX),
            ("Content-Length", length),
            ("Content-Disposition", content_disposition(clean_filename(name))),
            ("Cache-Control", "no-store"),
        ],
    )
    response.direct_passthrough = True
    return response


class EmployerExport(http.Controller):
    """Downloads of workbooks: written to a temporary file and streamed from there."""

    # not readonly: names that leave are written to the register of disclosures
    @http.route("/employer_engagement/pipelines/<int:export_id>.xlsx", type="http", auth="user")
    def employer_pipelines(self, export_id):
        """Send the workbook "Pipelines" of a dialog this user filled in."""
        options = self._own("employer.pipelines.export", export_id)
        file = tempfile.TemporaryFile()  # noqa: SIM115  the server closes it once sent
        request.env["employer.pipelines"]._write_workbook(file, options)
        name = f"pipelines_{options.date_from}_{options.date_to}.xlsx"
        return send_workbook(file, name)

    # not readonly: figures that were never counted are counted for the file
    @http.route("/employer_engagement/year/<int:page_id>.xlsx", type="http", auth="user")
    def employer_year(self, page_id):
        """Send the year on one page that this user made."""
        page = self._own("employer.year.page", page_id)
        file = tempfile.TemporaryFile()  # noqa: SIM115  the server closes it once sent
        page.env["employer.year.workbook"]._write_workbook(file, page)
        name = f"{page.company_id.name} {page.year} ({page.reference_date}).xlsx"
        return send_workbook(file, name)

    # not readonly: names that leave are written to the register of disclosures
    @http.route("/employer_engagement/stipends/<int:export_id>.xlsx", type="http", auth="user")
    def employer_stipends(self, export_id):
        """Send the file of stipends of a dialog this user filled in."""
        export = self._own("employer.stipend.export", export_id)
        file = tempfile.TemporaryFile()  # noqa: SIM115  the server closes it once sent
        export._write_workbook(file)
        return send_workbook(file, f"stipends_{export.payer}_{export.month:%Y-%m}.xlsx")

    @http.route(
        "/employer_engagement/import/<int:import_id>/refused.xlsx",
        type="http",
        auth="user",
        readonly=True,
    )
    def employer_import_refused(self, import_id):
        """Send the rows an import refused, each with its reasons, to be mended and imported."""
        record = request.env["employer.import"].browse(import_id).exists()
        if not record or not record.has_access("read"):
            raise NotFound()
        file = tempfile.TemporaryFile()  # noqa: SIM115  the server closes it once sent
        record._write_refused(file)
        return send_workbook(file, f"{record.name.rpartition('.')[0]} - refused.xlsx")

    def _own(self, model, record_id):
        """Return a dialog's record if this user made it."""
        record = request.env[model].browse(record_id).exists()
        if not record or not record.has_access("read") or record.create_uid != request.env.user:
            raise NotFound()
        return record
