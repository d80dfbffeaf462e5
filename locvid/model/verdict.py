"""Pass, fail or cannot tell, with the measurements behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """Three-valued on purpose: weak evidence is neither a pass nor a fail.

    Single checks have a fourth value: what they warn of is worth knowing and decides nothing. A
    whole file passes with warnings.
    """

    PASS = "pass"
    FAIL = "fail"
    CANNOT_TELL = "cannot tell"
    WARN = "warning"


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What is said in ``shot``; lines come in the order in which they begin.

    ``shot`` is empty where nothing is known of shots: the whole file alone is then judged.
    ``speaker`` is the same for all lines of one person, empty where nobody knows. ``overlap_s`` is
    about how long before the end of the line before it begins, in seconds; 0 where it waits.
    ``off_screen``: whoever says it is not in the picture.
    """

    shot: str
    text: str
    speaker: str = ""
    overlap_s: float = 0.0
    off_screen: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """Limits of the lip-sync offset and of the evidence it must rest on.

    Offsets in milliseconds, sound relative to picture: negative is sound early. The other four
    decide "cannot tell": least correlation, least distance of the best peak to the next, widest
    interval, and the largest share of frames without a face.
    """

    name: str
    earliest_ms: float
    latest_ms: float
    min_correlation: float
    min_peak_margin: float
    max_interval_ms: float
    max_missing_faces: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How the offset changes within a film, in milliseconds; positive is sound late.

    ``start_ms`` and ``end_ms`` are the offsets of a straight line at the first and the last word,
    with 95 % intervals; ``slope`` bounds are those of their difference per minute.
    ``correlation`` is that of the curves along the line, ``gain`` what it has before a constant
    offset.
    """

    start_ms: float
    start_low_ms: float
    start_high_ms: float
    end_ms: float
    end_low_ms: float
    end_high_ms: float
    ms_per_minute: float
    low_ms_per_minute: float
    high_ms_per_minute: float
    correlation: float
    gain: float


@dataclass(frozen=True, slots=True)
class SyncMeasurement:
    """The lip-sync offset of a stretch of film, in milliseconds; positive is sound late.

    ``low_ms`` and ``high_ms`` bound the 95 % interval (block bootstrap). ``correlation`` and
    ``peak_margin`` are those of what the sound asks of the lips against the measured aperture.
    ``missing_faces`` is the share of frames without a face, 0…1. ``closures_seen`` of
    ``closures_expected`` bilabials (p b m) had closed lips at the measured offset. The offset
    rests on three kinds of evidence, which are also given one by one: ``phones_ms`` the gestures
    of the text, ``closures_ms`` the moments at which lips meet and part, ``voice_ms`` the level
    of the sound without the text; None where there is none. ``drift`` is None where the stretch
    is too short to tell.
    """

    offset_ms: float
    low_ms: float
    high_ms: float
    correlation: float
    peak_margin: float
    missing_faces: float
    closures_seen: int
    closures_expected: int
    phones_ms: float | None = None
    closures_ms: float | None = None
    voice_ms: float | None = None
    drift: Drift | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a verdict; ``shot`` is empty where it concerns the whole file."""

    name: str
    outcome: Outcome
    reason: str
    shot: str = ""
    sync: SyncMeasurement | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one file: that of the whole file's checks, with those per shot beside.

    ``details`` are measurements of no single check, and under ``not_made`` the checks that could
    not be made, each with the reason and how to get what is missing.
    """

    outcome: Outcome
    checks: tuple[Check, ...]
    aligner: str = ""
    gate: str = ""
    details: dict[str, object] = field(default_factory=dict)
