# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.inbound_mail import (
    is_automatic,
    true_sender,
    zip_specificity,
)


@pytest.mark.parametrize(
    ("email_from", "reply_to", "sender"),
    [
        ("Anna <Info@Rossi.it>", None, "info@rossi.it"),
        ("Anna <info@rossi.it>", "other@rossi.it", "info@rossi.it"),
        (
            '"Per conto di: rossi@pec.it" <posta-certificata@pec.aruba.it>',
            "x@pec.it",
            "rossi@pec.it",
        ),
        ("<posta-certificata@legalmail.it>", "rossi@legalmail.it", "rossi@legalmail.it"),
        ("<posta-certificata@legalmail.it>", None, "posta-certificata@legalmail.it"),
        ("nobody", None, ""),
        (None, None, ""),
    ],
)
def test_who_truly_wrote(email_from, reply_to, sender):
    assert true_sender(email_from, reply_to) == sender


@pytest.mark.parametrize(
    ("header", "value", "is_machine"),
    [
        ("Auto-Submitted", "auto-replied", True),
        ("Auto-Submitted", "auto-generated; x=1", True),
        ("Auto-Submitted", "no", False),
        ("Precedence", "Bulk", True),
        ("Precedence", "normal", False),
        ("X-Ricevuta", "avvenuta-consegna", True),
        ("x-autoreply", "yes", True),
        ("X-Other", "yes", False),
    ],
)
def test_a_machine_is_told_by_its_headers(header, value, is_machine):
    message = EmailMessage()
    message["From"] = "info@rossi.it"
    message[header] = value
    assert is_automatic(message) is is_machine


@pytest.mark.parametrize(
    ("sender", "is_machine"),
    [("MAILER-DAEMON@x.it", True), ("postmaster@x.it", True), ("noreply@x.it", False)],
)
def test_a_machine_is_told_by_its_address(sender, is_machine):
    assert is_automatic({}, sender) is is_machine


@pytest.mark.parametrize(
    ("prefixes", "zip_code", "digits"),
    [
        ("201", "20121", 3),
        ("201, 20121", "20121", 5),
        ("20121", "201", 0),
        ("", "20121", 0),
        ("201", None, 0),
    ],
)
def test_the_longest_prefix_counts(prefixes, zip_code, digits):
    assert zip_specificity(prefixes, zip_code) == digits


@given(st.text())
def test_nothing_breaks_them(text):
    assert true_sender(text, text) == true_sender(text, text).casefold()
    is_automatic({"From": text})
    zip_specificity(text, text)
