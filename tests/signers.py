"""Keys and certificates as a certification authority would give them, made on the spot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KINDS = {
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "es256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "es384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "ps256": lambda: rsa.generate_private_key(65537, 2048),
}


def write_signer(
    folder: Path, kind: str = "es256", days: int = 30, password: bytes | None = None
) -> tuple[Path, Path]:
    """A key and its chain as PEM files, for ``Newsroom GmbH``; valid for so many days from now."""
    root, own = ec.generate_private_key(ec.SECP256R1()), KINDS[kind]()
    issuer = _name("Test root")
    key_id = x509.SubjectKeyIdentifier.from_public_key(root.public_key())
    usage = dict.fromkeys(
        (
            "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    now = datetime.now(UTC)

    def certificate(name, key, *extensions):
        builder = x509.CertificateBuilder(
            issuer, name, key.public_key(), x509.random_serial_number(),
            now - timedelta(days=60), now + timedelta(days=days),
        )  # fmt: skip
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(root, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    chain = certificate(
        _name("Newsroom GmbH"),
        own,
        (x509.BasicConstraints(False, None), True),
        (x509.KeyUsage(True, key_cert_sign=False, crl_sign=False, **usage), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(key_id), False),
    ) + certificate(
        issuer,
        root,
        (x509.BasicConstraints(True, 0), True),
        (x509.KeyUsage(False, key_cert_sign=True, crl_sign=True, **usage), True),
        (key_id, False),
    )
    hidden = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    folder.mkdir(exist_ok=True)
    (folder / "key.pem").write_bytes(own.private_bytes(pem, pkcs8, hidden))
    (folder / "chain.pem").write_bytes(chain)
    return folder / "key.pem", folder / "chain.pem"


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Newsroom"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )
