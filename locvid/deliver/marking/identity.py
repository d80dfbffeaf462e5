"""Whose key signs: the user's, or the development key that anybody can make.

The private key stays inside this object: it has no name in its representation, is not pickled and
is never handed to the library that writes manifests, which only calls ``sign``.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.errors import InvalidInput, Location, MissingDependency
from locvid.model.marking import DEVELOPMENT_SIGNER, PASSPHRASE_VARIABLE, Marking

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.x509 import Certificate

HOW_TO_GET_IT = "pip install 'c2pa-python>=0.38,<0.39' cryptography, or render with --no-sign"

_MOST_BYTES = 1 << 20
"""Keys and chains are a few kilobytes."""

_CURVES = {"secp256r1": ("es256", 32), "secp384r1": ("es384", 48), "secp521r1": ("es512", 66)}


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A key and the certificates that belong to it, the signer's own first.

    ``algorithm`` is its name in C2PA. RSA-PSS has a random salt; all other signatures repeat.
    """

    name: str
    algorithm: str
    chain: bytes
    development: bool
    _key: PrivateKeyTypes

    @property
    def repeats(self) -> bool:
        """Whether a signature over the same content is the same."""
        return not self.algorithm.startswith("ps")

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the certificates: another signer makes another film."""
        return hashlib.sha256(self.chain).hexdigest()

    def sign(self, data: bytes) -> bytes:
        """The signature over ``data``, in the form of COSE (RFC 9053)."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

        key = self._key
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return key.sign(data)
        digest = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}[
            self.algorithm[-3:]
        ]
        if isinstance(key, rsa.RSAPrivateKey):
            salted = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
            return key.sign(data, salted, digest)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        # RFC 6979: no random number, so that the same film gets the same bytes.
        coded = key.sign(data, ec.ECDSA(digest, deterministic_signing=True))
        size = _CURVES[key.curve.name][1]
        return b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(coded))


def identity(marking: Marking) -> Identity:
    """The signer that ``marking`` asks for.

    Raises InvalidInput where the files are no key and certificate that belong together and are
    valid today, MissingDependency without the library.
    """
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        raise MissingDependency("cryptography is not installed", hint=HOW_TO_GET_IT) from error
    if marking.key is None and marking.certificate is None:
        return _development()
    if marking.key is None or marking.certificate is None:
        raise InvalidInput(
            "a film is signed with a key and its certificate; only one of them is given",
            hint="give both --sign-key and --sign-certificate, or neither",
        )
    return _given(marking.key, marking.certificate)


def _given(key_file: Path, certificate_file: Path) -> Identity:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificates

    passphrase = os.environ.get(PASSPHRASE_VARIABLE)
    # What goes wrong inside is not told on: a parser's message could quote the key.
    try:
        key = load_pem_private_key(_read(key_file), passphrase.encode() if passphrase else None)
    except TypeError:
        raise InvalidInput(
            "the key is encrypted and there is no passphrase, or the other way round",
            where=Location(key_file),
            hint=f"put the passphrase into the variable {PASSPHRASE_VARIABLE}",
        ) from None
    except ValueError:
        raise InvalidInput(
            "this is not a private key in PEM form, or the passphrase is wrong",
            where=Location(key_file),
        ) from None
    except UnsupportedAlgorithm:
        raise _unknown_kind(key_file) from None
    try:
        chain = load_pem_x509_certificates(_read(certificate_file))
        own = chain[0]
        public_key = own.public_key()
    except (ValueError, UnsupportedAlgorithm):
        raise InvalidInput(
            "there is no certificate in PEM form in this file, or it is for another kind of key",
            where=Location(certificate_file),
        ) from None
    if public_key != key.public_key():
        raise InvalidInput(
            "the first certificate does not belong to the key",
            where=Location(certificate_file),
            hint="the signer's own certificate comes first, then those that vouch for it",
        )
    now = datetime.now(UTC)
    if not own.not_valid_before_utc <= now <= own.not_valid_after_utc:
        raise InvalidInput(
            f"the certificate is valid from {own.not_valid_before_utc:%Y-%m-%d} to "
            f"{own.not_valid_after_utc:%Y-%m-%d} only",
            where=Location(certificate_file),
        )
    return Identity(_name(own), _algorithm(key, key_file), _pem(chain), False, key)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput(
            f"the file to sign with cannot be read: {error.strerror}", where=Location(file)
        ) from error
    if len(content) > _MOST_BYTES:
        raise InvalidInput("this is no key and no certificate", where=Location(file))
    return content


def _algorithm(key: PrivateKeyTypes, file: Path) -> str:
    """C2PA's name for what the key can do (C2PA specification 2.2, 13.2)."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        return "ps256"
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name][0]
    raise _unknown_kind(file)


def _unknown_kind(file: Path) -> InvalidInput:
    return InvalidInput(
        "C2PA does not know this kind of key",
        where=Location(file),
        hint="Ed25519, P-256, P-384, P-521 and RSA from 2048 bits on are known",
    )


def _name(certificate: Certificate) -> str:
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(kind)
        if found:
            return str(found[0].value)
    return certificate.subject.rfc4514_string()


def _pem(chain: list[Certificate]) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in chain)


def _development() -> Identity:
    """A key made from a sentence that everybody knows, and a chain made with it.

    It shows that a film is what left the renderer, to those who trust how they got it; it proves
    nothing about who rendered. The same on every machine, so that the same film is, too, and there
    is nothing that could be stolen.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def made(what: str) -> Ed25519PrivateKey:
        seed = hashlib.sha256(f"{DEVELOPMENT_SIGNER}, public, of no worth: {what}".encode())
        return Ed25519PrivateKey.from_private_bytes(seed.digest())

    def named(name: str) -> x509.Name:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "locvid (development, not trusted)"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )

    root, own = made("root"), made("signer")
    issuer = named("locvid development root")
    root_id = x509.SubjectKeyIdentifier.from_public_key(root.public_key())

    def certificate(
        name: x509.Name, key: Ed25519PrivateKey, number: int, *extensions: tuple[object, bool]
    ) -> Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(number)
            .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2056, 1, 1, tzinfo=UTC))
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)  # type: ignore[arg-type]
        return builder.sign(root, None)

    chain = [
        certificate(
            named(DEVELOPMENT_SIGNER),
            own,
            2,
            (x509.BasicConstraints(False, None), True),
            (_usage(signs_content=True), True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False),
            (x509.SubjectKeyIdentifier.from_public_key(own.public_key()), False),
            (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(root_id), False),
        ),
        certificate(
            issuer,
            root,
            1,
            (x509.BasicConstraints(True, 0), True),
            (_usage(signs_content=False), True),
            (root_id, False),
        ),
    ]
    return Identity(DEVELOPMENT_SIGNER, "ed25519", _pem(chain), True, own)


def _usage(signs_content: bool) -> object:
    """What a signer's certificate, or else a root's, may be used for."""
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=signs_content,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_content,
        crl_sign=not signs_content,
        encipher_only=False,
        decipher_only=False,
    )
