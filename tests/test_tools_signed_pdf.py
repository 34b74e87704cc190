# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from io import BytesIO

from pdfminer.high_level import extract_text
from reportlab.pdfgen import canvas

from odoo.tools.pdf import PdfReader

from odoo.addons.employer_engagement.tools import signed_pdf


def pdf(*texts):
    buffer = BytesIO()
    drawing = canvas.Canvas(buffer)
    for text in texts:
        drawing.drawString(72, 700, text)
        drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def pages(data):
    return extract_text(BytesIO(data)).split("\f")[:-1]


def test_each_page_says_which_of_how_many():
    numbered = signed_pdf.number_pages(pdf("first", "second"), "A-1 · %(page)s / %(pages)s")
    assert signed_pdf.page_count(numbered) == 2
    for number, (text, page) in enumerate(zip(("first", "second"), pages(numbered), strict=True)):
        assert text in page
        assert f"A-1 · {number + 1} / 2" in page


def test_the_final_file_holds_both_and_the_exact_bytes():
    document, sheet = pdf("agreement", "more"), pdf("signatures")
    final = signed_pdf.join(document, sheet, "A-1.pdf")
    assert [text.split()[0] for text in pages(final)] == ["agreement", "more", "signatures"]
    root = PdfReader(BytesIO(final)).trailer["/Root"]
    name, holder = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert name == "A-1.pdf"
    assert holder.get_object()["/EF"]["/F"].get_object().get_data() == document
