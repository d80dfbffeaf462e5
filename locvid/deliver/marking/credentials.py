"""Signs a finished film with a C2PA manifest that says how it was made.

The manifest goes into the file after everything else: whatever changes a byte later is seen. It
holds no time: the clock of a machine proves nothing, and without it the same film signed with the
same key has the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from locvid.deliver.marking.identity import Identity
from locvid.deliver.marking.repeatable import without_chance
from locvid.deliver.marking.source_type import SourceType
from locvid.media.credentials import OFFLINE, TYPES, load, read_signature
from locvid.model.errors import LocvidError

WATERMARK_ASSERTION = "app.locvid.watermark"
"""Label of the assertion with the watermark's payload, which leads back from a copy without a
manifest to this one."""

_HEAD_BYTES = 1 << 20
"""The manifest stands right after the first box of a file."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a manifest says; ``watermark`` is the identifier in the sound, None without one."""

    title: str
    locale: str
    source_type: SourceType
    version: str
    watermark: str | None


def sign_film(film: Path, statement: Statement, identity: Identity) -> str:
    """Put a signed manifest into ``film`` (mp4 or mov), and return its identifier.

    Raises MissingDependency without the library, OSError where there is no room, LocvidError when
    it fails or when what it wrote does not hold when it is read back; the film is then as it was.
    """
    library = load()
    kind = TYPES.get(film.suffix.lower())
    if kind is None:
        raise LocvidError(
            f"a {film.suffix} file cannot carry a C2PA manifest",
            hint=f"those that can: {', '.join(TYPES)}; or turn it off with --no-sign",
        )
    identifier = _identifier(film, statement, identity)
    signed_film = film.with_name(f"{film.stem}.signed{film.suffix}")
    calls: list[tuple[bytes, bytes]] = []

    def signed(data: bytes) -> bytes:
        calls.append((data, identity.sign(data)))
        return calls[-1][1]

    try:
        algorithm = library.C2paSigningAlg[identity.algorithm.upper()]
        context = library.Context(library.Settings.from_dict(OFFLINE))
        with (
            library.Signer.from_callback(signed, algorithm, identity.chain.decode()) as signer,
            library.Builder(json.dumps(_definition(statement, identifier, kind)), context) as built,
            film.open("rb") as source,
            signed_film.open("w+b") as target,
        ):
            kept = _Kept(target)
            try:
                store = built.sign(signer, kind, source, kept)
            except library.C2paError:
                # A full disk reaches the library as trouble of some kind; the system knows which.
                if kept.trouble is not None:
                    raise kept.trouble from None
                raise
            _rewrite(target, store, without_chance(store, *calls[-1], identity.sign))
        _check(signed_film)
        os.replace(signed_film, film)
    except library.C2paError as error:
        raise LocvidError(
            f"the film cannot be signed: {str(error).splitlines()[0]}",
            hint="a certificate for C2PA must be for signing (digitalSignature, with an extended "
            "key usage such as emailProtection) and not be its own issuer",
        ) from error
    finally:
        signed_film.unlink(missing_ok=True)
    return identifier


class _Kept:
    """A file that keeps what went wrong when it was written to."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.trouble: OSError | None = None
        self.read, self.seek, self.tell = file.read, file.seek, file.tell

    def write(self, data: bytes) -> int:
        """As the file's own."""
        try:
            return self._file.write(data)
        except OSError as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        """As the file's own."""
        try:
            self._file.flush()
        except OSError as error:
            self.trouble = error
            raise


def _identifier(film: Path, statement: Statement, identity: Identity) -> str:
    """A name for the manifest that follows from all that goes into it.

    C2PA wants the form of a random UUID; these are bits of a hash in that form.
    """
    content = hashlib.sha256(identity.chain)
    content.update(repr(statement).encode())
    with film.open("rb") as stream:
        content.update(hashlib.file_digest(stream, "sha256").digest())
    return str(UUID(bytes=content.digest()[:16], version=4))


def _definition(statement: Statement, identifier: str, kind: str) -> Mapping[str, object]:
    made_by = {"name": "locvid", "version": statement.version}
    assertions: list[Mapping[str, object]] = [
        {
            "label": "c2pa.actions.v2",
            "data": {
                "actions": [
                    {
                        "action": "c2pa.created",
                        "digitalSourceType": statement.source_type.uri,
                        "softwareAgent": made_by,
                        "description": f"AI-generated performance of a script in "
                        f"{statement.locale}: picture, voice and sound",
                    }
                ]
            },
        }
    ]
    if statement.watermark is not None:
        assertions.append(
            {"label": WATERMARK_ASSERTION, "data": {"track": 1, "id": statement.watermark}}
        )
    return {
        "label": f"urn:c2pa:{identifier}",
        "instance_id": f"xmp:iid:{identifier}",
        "claim_generator_info": [made_by],
        "title": statement.title,
        "format": kind,
        "assertions": assertions,
    }


def _rewrite(target: BinaryIO, store: bytes, other: bytes) -> None:
    """Replace a manifest store in a written file by one of the same length."""
    target.seek(0)
    at = target.read(_HEAD_BYTES + len(store)).find(store)
    if at < 0 or len(store) != len(other):
        raise LocvidError("the manifest is not where c2pa-python usually writes it")
    target.seek(at)
    target.write(other)


def _check(film: Path) -> None:
    """Read back what was written, as any reader would."""
    found = read_signature(film)
    if found is None or found.state not in ("valid", "trusted"):
        reasons = "; ".join(found.problems) if found else "no manifest is found"
        raise LocvidError(f"the signature just written does not hold: {reasons}")
