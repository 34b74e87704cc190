# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""A signed file that came back: what it holds, who signed it, whether it is what was sent.

A ``.p7m`` (CAdES, the usual Italian digital signature) is an envelope around the file; a signed
PDF (PAdES) is the file with a signature appended. Envelopes are opened, names are read and the
signature is checked against the certificate it brings. Whether that certificate was valid and
trusted is **not** checked: the office does that with its own verifier.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from asn1crypto import cms
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

MAX_ENVELOPES = 5
#: What reading a damaged envelope raises: the library reads its parts only when asked for them.
DAMAGED = (ValueError, TypeError, LookupError, AttributeError, UnsupportedAlgorithm)
_PEM = re.compile(rb"-----BEGIN [^-]+-----(.*?)-----END", re.DOTALL)
_HASHES = {"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


@dataclass(frozen=True)
class Opened:
    """A file freed of its envelopes.

    :param content: the innermost file
    :param signers: names in the certificates, outermost envelope first
    :param is_intact: whether every signature fits its content; None when one cannot be told
    """

    content: bytes
    signers: tuple[str, ...]
    is_intact: bool | None


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def open_envelopes(data: bytes) -> Opened:
    """Return what stands inside the envelopes of `data`; a file without one is its own content."""
    content, signers, verdicts = data, [], []
    for _depth in range(MAX_ENVELOPES):
        signed = _signed_data(content)
        if signed is None:
            break
        content = signed["encap_content_info"]["content"].native
        for name, fits in _signatures(signed, content):
            signers.append(name)
            verdicts.append(fits)
    return Opened(content, tuple(signers), _all(verdicts))


def compare(received: bytes, original: bytes) -> str:
    """Return what `received` is next to the `original` that was sent.

    :return: ``same`` (its bytes, in an envelope or not), ``signed`` (its bytes with a PDF signature
        appended) or ``other`` (another file: a scan, or another text)
    """
    content = open_envelopes(received).content
    if content == original:
        return "same"
    if content.startswith(original) and b"/ByteRange" in content[len(original) :]:
        return "signed"
    return "other"


def is_envelope(data: bytes) -> bool:
    """Return whether `data` is an envelope with a file inside."""
    return _signed_data(data) is not None


def _signed_data(data):
    """Return the signed content of an envelope, None when `data` is none or cannot be read."""
    try:
        info = cms.ContentInfo.load(_binary(data))
        if info["content_type"].native != "signed_data":
            return None
        signed = info["content"]
        inner = signed["encap_content_info"]["content"].native
        certificates, infos = signed["certificates"].native, signed["signer_infos"].native
    except DAMAGED:
        return None
    return signed if isinstance(inner, bytes) and certificates and infos else None


def _binary(data):
    """Return an envelope's bytes, which some programs write in base64."""
    pem = _PEM.search(data[:1_000_000]) if data.startswith(b"-----BEGIN") else None
    if pem:
        return base64.b64decode(pem.group(1))
    return base64.b64decode(data, validate=False) if data[:2] == b"MI" else data


def _signatures(signed, content):
    """Return (name, whether it fits) of each signature; of damaged ones nothing can be told."""
    try:
        certificates = _certificates(signed)
        return [_signature(info, certificates, content) for info in signed["signer_infos"]]
    except DAMAGED:
        return [("?", None)]


def _signature(info, certificates, content):
    certificate = certificates.get(_serial(info))
    return _name(certificate) if certificate else "?", _fits(info, certificate, content)


def _certificates(signed):
    found = [one.chosen for one in signed["certificates"] if one.name == "certificate"]
    return {certificate.serial_number: certificate for certificate in found}


def _serial(info):
    sid = info["sid"]
    return sid.chosen["serial_number"].native if sid.name == "issuer_and_serial_number" else None


def _name(certificate):
    """Return who a certificate is of: first and last name, else its common name."""
    subject = certificate.subject.native
    names = [subject.get("given_name"), subject.get("surname")]
    return " ".join(filter(None, names)) or subject.get("common_name") or "?"


def _fits(info, certificate, content):
    """Return whether a signature is of `content` and made with `certificate`; None: not told."""
    algorithm = _HASHES.get(info["digest_algorithm"]["algorithm"].native)
    if not certificate or not algorithm:
        return None
    digest = hashlib.new(info["digest_algorithm"]["algorithm"].native, content).digest()
    attributes = info["signed_attrs"]
    told = [one["values"][0].native for one in attributes if one["type"].native == "message_digest"]
    if told and told[0] != digest:
        return False
    # Signed are the attributes, as a set; without them the content itself
    message = attributes.untag().dump() if told else content
    return _verify(certificate, info["signature"].native, message, algorithm())


def _verify(certificate, signature, message, algorithm):
    key = load_der_public_key(certificate.public_key.dump())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(algorithm))
        else:
            return None
    except InvalidSignature:
        return False
    return True


def _all(verdicts):
    if False in verdicts:
        return False
    return None if None in verdicts or not verdicts else True
