"""How a film says that a computer made it, and what a reader finds of that in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEVELOPMENT_SIGNER = "locvid development key"
"""Name in the certificate of the key that signs where the user gives none: anybody can make it, so
it proves nothing about who signed."""

PASSPHRASE_VARIABLE = "LOCVID_SIGN_PASSPHRASE"
"""Opens an encrypted private key. Only this variable, never a file or a flag, can hold it."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What is to be done to every film; both marks are on unless somebody turns them off.

    ``key`` and ``certificate`` are PEM files, both None for the development key. Only their paths
    are kept here: the key is read by the process that signs and goes no further.
    """

    sign: bool = True
    watermark: bool = True
    key: Path | None = None
    certificate: Path | None = None


USUAL_MARKING = Marking()


@dataclass(frozen=True, slots=True)
class Signature:
    """The C2PA manifest of a file as its reader judges it.

    ``state`` is ``trusted`` (valid, by a signer on the reader's list), ``valid`` (unchanged since
    it was signed, by a signer that nobody vouches for) or ``invalid``, with ``problems``.
    ``source_type`` is the last word of the IPTC term, ``development`` says that the signer is
    locvid's public development key. ``identifier`` is that of the manifest.
    """

    state: str
    signer: str
    source_type: str
    generator: str
    identifier: str
    development: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundMark:
    """The watermark found in the sound.

    ``identifier`` is what it says of the film, as hexadecimal digits, None where it is too damaged
    to be read. ``strength`` is how far the pattern stands out, in standard deviations of chance;
    ``false_alarm`` bounds the probability of such a find in sound without a watermark.
    """

    version: int | None
    identifier: str | None
    strength: float
    false_alarm: float


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in a file; None where there is nothing. ``notes`` is what was not looked for.

    ``source_type`` is the IPTC term in the file's own metadata.
    """

    signature: Signature | None = None
    sound: SoundMark | None = None
    source_type: str | None = None
    notes: tuple[str, ...] = ()
