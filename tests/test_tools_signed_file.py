# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import base64
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import signed_file

DOCUMENT = b"%PDF-1.4 the text that was sent %%EOF\n"


def certificate(name, key):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )


def envelope(content, name="Lia Sole", key=None, encoding=Encoding.DER):
    key = key or KEY
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(certificate(name, key), key, hashes.SHA256())
    return builder.sign(encoding, [pkcs7.PKCS7Options.Binary])


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize("key", [KEY, ec.generate_private_key(ec.SECP256R1())])
def test_an_envelope_says_what_it_holds_and_who_signed(key):
    opened = signed_file.open_envelopes(envelope(DOCUMENT, key=key))
    assert (opened.content, opened.signers, opened.is_intact) == (DOCUMENT, ("Lia Sole",), True)


def test_an_envelope_in_an_envelope_names_both():
    opened = signed_file.open_envelopes(envelope(envelope(DOCUMENT), "Ugo Monti"))
    assert opened.content == DOCUMENT
    assert opened.signers == ("Ugo Monti", "Lia Sole")


@pytest.mark.parametrize("encoding", [Encoding.PEM, "base64"])
def test_an_envelope_written_as_text(encoding):
    data = base64.encodebytes(envelope(DOCUMENT)) if encoding == "base64" else None
    data = data or envelope(DOCUMENT, encoding=encoding)
    assert signed_file.open_envelopes(data).content == DOCUMENT


def test_a_changed_text_does_not_fit_its_signature():
    changed = envelope(DOCUMENT).replace(b"the text", b"THE TEXT")
    opened = signed_file.open_envelopes(changed)
    assert opened.is_intact is False
    assert signed_file.compare(changed, DOCUMENT) == "other"


def test_a_signature_of_another_key_does_not_fit():
    data = envelope(DOCUMENT)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    signed = signed_file._signed_data(data)
    valid = signed["signer_infos"][0]
    assert signed_file._fits(valid, signed["certificates"][0].chosen, DOCUMENT) is True
    wrong = signed_file._signed_data(envelope(DOCUMENT, key=other))["certificates"][0].chosen
    assert signed_file._fits(valid, wrong, DOCUMENT) is False


def test_what_came_back_next_to_what_was_sent():
    pades = DOCUMENT + b"1 0 obj << /ByteRange [0 1 2 3] >> %%EOF"
    cases = {
        "same": (DOCUMENT, envelope(DOCUMENT)),
        "signed": (pades, envelope(pades)),
        "other": (b"scan", DOCUMENT[:-1], DOCUMENT + b"x", DOCUMENT + b"more text", b""),
    }
    for said, files in cases.items():
        assert [signed_file.compare(one, DOCUMENT) for one in files] == [said] * len(files)


def test_a_file_without_an_envelope_is_its_own_content():
    opened = signed_file.open_envelopes(DOCUMENT)
    assert (opened.content, opened.signers, opened.is_intact) == (DOCUMENT, (), None)
    assert not signed_file.is_envelope(DOCUMENT)
    assert signed_file.is_envelope(envelope(DOCUMENT))


@given(st.binary(max_size=200))
def test_no_file_breaks_it(data):
    for noise in (data, b"\x30" + data, b"MI" + data, b"-----BEGIN X-----" + data):
        assert signed_file.open_envelopes(noise).content is not None


@given(st.integers(0, 600), st.binary(min_size=1, max_size=4))
def test_no_damaged_envelope_breaks_it(at, noise):
    damaged = bytearray(ENVELOPE)
    damaged[at : at + len(noise)] = noise
    opened = signed_file.open_envelopes(bytes(damaged))
    assert isinstance(opened.content, bytes)


ENVELOPE = envelope(DOCUMENT)


def test_the_hash_is_of_every_byte():
    assert signed_file.sha256(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")
    assert signed_file.sha256(DOCUMENT) != signed_file.sha256(DOCUMENT[:-1])
