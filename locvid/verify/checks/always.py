"""The checks that are cheap enough to be made of every film, in the order of the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.model.errors import LocvidError
from locvid.model.verdict import Check
from locvid.verify.checks.base import FilmCheck, Observed, adjusted
from locvid.verify.checks.black import check_black
from locvid.verify.checks.captions import check_captions
from locvid.verify.checks.clipping import check_clipping
from locvid.verify.checks.faces import check_faces
from locvid.verify.checks.frozen import check_frozen
from locvid.verify.checks.loudness import check_loudness
from locvid.verify.checks.pace import check_pace
from locvid.verify.checks.silence import check_silence

ALWAYS: tuple[FilmCheck, ...] = (
    check_black,
    check_frozen,
    check_faces,
    check_silence,
    check_clipping,
    check_loudness,
    check_pace,
    check_captions,
)

NotMade = dict[str, str]
"""A check that could not be made: ``check``, ``reason``, ``how_to_get_it``."""


def make(checks: Sequence[FilmCheck], film: Observed) -> tuple[list[Check], list[NotMade]]:
    """Make ``checks`` of ``film``: their findings, and what could not be made and why."""
    made: list[Check] = []
    not_made: list[NotMade] = []
    for check in checks:
        try:
            findings = check(film)
        except LocvidError as error:
            name = getattr(check, "__name__", type(check).__name__).removeprefix("check_")
            not_made.append(
                {"check": name, "reason": error.message, "how_to_get_it": error.hint or ""}
            )
            continue
        made += [adjusted(finding, film.demands.limits.strict) for finding in findings]
    return made, not_made
