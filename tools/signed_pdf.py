# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The pages of a document to sign: numbered once, and later joined with the signature sheet."""

from io import BytesIO

from reportlab.pdfgen import canvas

from odoo.tools.pdf import PdfReader, PdfWriter

FOOTER_SIZE = 8
FOOTER_HEIGHT = 24  # points above the lower edge, inside the margin


def number_pages(pdf: bytes, footer: str) -> bytes:
    """Return `pdf` with a line at the foot of each page.

    It is drawn afterwards: Debian's wkhtmltopdf loses headers and footers.

    :param footer: a text with `%(page)s` and `%(pages)s`
    """
    pages = _pages(pdf)
    writer = PdfWriter()
    for number, page in enumerate(pages, 1):
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        line = _line(footer % {"page": number, "pages": len(pages)}, width, height)
        page.merge_page(_pages(line)[0])
        writer.add_page(page)
    return _written(writer)


def page_count(pdf: bytes) -> int:
    """Return how many pages `pdf` has."""
    return len(_pages(pdf))


def join(document: bytes, sheet: bytes, name: str) -> bytes:
    """Return the pages of `document`, then those of `sheet`.

    The exact bytes of `document` travel inside as an attachment of that `name`: joined pages are
    written anew, and what was signed are those bytes.
    """
    writer = PdfWriter()
    for page in [*_pages(document), *_pages(sheet)]:
        writer.add_page(page)
    writer.add_attachment(name, document)
    return _written(writer)


def _pages(pdf):
    return list(PdfReader(BytesIO(pdf), strict=False).pages)


def _line(text, width, height):
    buffer = BytesIO()
    drawing = canvas.Canvas(buffer, pagesize=(width, height))
    drawing.setFont("Helvetica", FOOTER_SIZE)
    drawing.drawCentredString(width / 2, FOOTER_HEIGHT, text)
    drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def _written(writer):
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
