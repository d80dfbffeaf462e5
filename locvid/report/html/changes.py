"""What is different in a film since the page was made before, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from locvid.report.films import FinishedFilm
from locvid.report.html.history import Before
from locvid.run.keys import changes

_NEW, _SAME, _CHANGED = "new", "same", "changed"


def change(film: FinishedFilm, told: Mapping[str, Any], before: Before | None) -> dict[str, Any]:
    """``kind`` (new, same, changed) and ``what``: rows of subject, before and after.

    ``told`` are the film's details now. When the page is only made again and no film was rendered
    in between, what it said of the same film still stands.
    """
    if before is None:
        return {"kind": _NEW, "what": []}
    if before.is_same(film):
        kept = before.listed.get("change")
        if film.rendered is None and isinstance(kept, dict):
            return kept
        return {"kind": _SAME, "what": []}
    try:
        rows = [*_shots(told, before.told), *_measures(film, told, before)]
    except (AttributeError, LookupError, TypeError, ValueError):
        # An older page that was edited, or is of another version.
        return {"kind": _NEW, "what": []}
    rows = rows or [_row("made again; nothing that it is made of has changed")]
    return {"kind": _CHANGED, "what": rows}


def _shots(now: Mapping[str, Any], then: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    parts, old = now["parts"], then.get("parts", {})
    lines, spoken = _lines(now), _lines(then)
    for shot in parts:
        if shot not in old:
            yield _row(f"shot {shot}: new", "", lines.get(shot, ""))
            continue
        if spoken.get(shot) != lines.get(shot):
            yield _row(f"shot {shot}: text", spoken.get(shot, ""), lines.get(shot, ""))
        others = [
            name for name in changes(old[shot], parts[shot]) if name not in ("text", "duration")
        ]
        if others:
            yield _row(f"shot {shot}: {', '.join(others)}")
    for shot in old:
        if shot not in parts:
            yield _row(f"shot {shot}: gone", spoken.get(shot, ""), "")


def _measures(
    film: FinishedFilm, told: Mapping[str, Any], before: Before
) -> Iterator[dict[str, str]]:
    then = before.listed
    if then.get("outcome") != film.record.outcome.value:
        yield _row("verdict", str(then.get("outcome")), film.record.outcome.value)
    rows = (
        ("length", then.get("seconds"), film.record.seconds, "{:.1f} s"),
        ("offset", _offset(then.get("sync")), _offset(film.sync), "{:+.0f} ms"),
        (
            "loudness",
            then.get("loudness", {}).get("integrated_lufs"),
            told["loudness"].get("integrated_lufs"),
            "{:.1f} LUFS",
        ),
    )
    for subject, old, new, form in rows:
        one, other = _written(old, form), _written(new, form)
        if one != other:
            yield _row(subject, one, other)


def _lines(told: Mapping[str, Any]) -> dict[str, str]:
    return {
        shot["id"]: "\n".join(line["text"] for line in shot["lines"])
        for shot in told.get("shots", ())
    }


def _offset(sync: Mapping[str, Any] | None) -> float | None:
    return None if sync is None else float(sync["offset_ms"])


def _written(value: float | None, form: str) -> str:
    return "none" if value is None else form.format(value)


def _row(subject: str, before: str = "", after: str = "") -> dict[str, str]:
    return {"subject": subject, "before": before, "after": after}
