"""Can its captions be read in the time that they are shown?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from locvid.media.captions import Cue, caption_tracks, read_captions, read_track
from locvid.model.verdict import Check
from locvid.phonetics.tags import canonical
from locvid.typeset.reading import (
    caption_columns_per_second,
    caption_reading_s,
    characters,
    missing_reading_s,
)
from locvid.verify.checks.base import Observed, graded

CAPTIONS = "captions"
_TOLD = 3
_QUOTED = 40


def check_captions(film: Observed) -> Sequence[Check]:
    """Warns of captions that are gone before they are read, as the guides for captions have it.

    They are those beside the film, of the same name, else those in it in the language that is
    spoken. There is no check where there are none: whether a film needs them is not its question.
    """
    language = film.locale.language
    cues = _cues(film.file, language)
    if not cues:
        return ()
    lacking = [(missing_reading_s(_lines(cue), _shown_s(cue), language), cue) for cue in cues]
    fast = [(missing_s, cue) for missing_s, cue in lacking if missing_s]
    limit = caption_columns_per_second(language)
    per_second = f"{characters(limit, language)} characters a second"
    if not fast:
        most = max(caption_reading_s(_lines(cue), language) / _shown_s(cue) for cue in cues)
        reason = f"they use at most {most:.0%} of the {per_second} that can be read"
        return (graded(CAPTIONS, reason, False, False),)
    told = "; ".join(_told(missing_s, cue) for missing_s, cue in fast[:_TOLD])
    more = f" and {len(fast) - _TOLD} more" if len(fast) > _TOLD else ""
    reason = (
        f"{len(fast)} of {len(cues)} go by too fast for {per_second}: {told}{more}; condense them "
        "or let their lines be spoken more slowly"
    )
    return (graded(CAPTIONS, reason, False, True),)


def _cues(film: Path, language: str) -> Sequence[Cue]:
    beside = film.with_suffix(".srt")
    if beside.is_file():
        return read_captions(beside) if beside.stat().st_size else ()
    for number, tag in caption_tracks(film):
        if (canonical(tag) or "").partition("-")[0] == language:
            return read_track(film, number)
    return ()


def _told(missing_s: float, cue: Cue) -> str:
    words = " ".join(cue.text.split())
    quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
    return f"'{quoted}' at {cue.start_s:.1f} s by {missing_s:.1f} s"


def _lines(cue: Cue) -> list[str]:
    return cue.text.splitlines()


def _shown_s(cue: Cue) -> float:
    return max(cue.end_s - cue.start_s, 0.001)
