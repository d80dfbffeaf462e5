"""The marks of one film: what they will say is settled before the sound is mixed, for the sound
carries a part of it, and the signature comes when the file is otherwise finished."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import locvid
from locvid.deliver.marking.credentials import Statement, sign_film
from locvid.deliver.marking.identity import Identity, identity
from locvid.deliver.marking.source_type import SourceType, source_type
from locvid.model.deliverable import ShotFiles
from locvid.model.marking import Marking
from locvid.watermark.code import IDENTIFIER_BITS, Payload


@dataclass(frozen=True, slots=True)
class FilmMarks:
    """``payload`` is None for a film without a watermark, ``signer`` without a signature."""

    source_type: SourceType
    payload: Payload | None
    signer: Identity | None

    def sign(self, film: Path, title: str, locale_tag: str) -> dict[str, object]:
        """Sign ``film`` if that is wanted; returns what the film's own manifest tells of all marks.

        Raises what ``sign_film`` does.
        """
        known_as = self.payload.hexadecimal if self.payload is not None else None
        return {
            "digital_source_type": self.source_type.uri,
            "watermark": {"id": known_as, "version": self.payload.version}
            if self.payload is not None
            else None,
            "c2pa": self._signed(
                film, Statement(title, locale_tag, self.source_type, locvid.__version__, known_as)
            ),
        }

    def _signed(self, film: Path, statement: Statement) -> dict[str, object] | None:
        if self.signer is None:
            return None
        return {
            "manifest": f"urn:c2pa:{sign_film(film, statement, self.signer)}",
            "signer": self.signer.name,
            "algorithm": self.signer.algorithm,
            "development_key": self.signer.development,
        }


def marks_for(
    marking: Marking,
    shots: Sequence[ShotFiles],
    manifest: Mapping[str, object],
    can_be_signed: bool = True,
) -> FilmMarks:
    """What a film of ``shots`` with this ``manifest`` will carry; no signature if it cannot be.

    Raises what ``identity`` does, before any work is done.
    """
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.sha256(text.encode()).digest()
    return FilmMarks(
        source_type([shot.provenance for shot in shots]),
        Payload(int.from_bytes(digest[: IDENTIFIER_BITS // 8], "big"))
        if marking.watermark
        else None,
        identity(marking) if marking.sign and can_be_signed else None,
    )
