"""What the list of the page says of a film, and what it is filtered and sorted by."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from locvid.model.verdict import Outcome
from locvid.report.films import FinishedFilm
from locvid.report.html.names import FilmPaths

_USUAL_FPS = 25.0


def summary(
    film: FinishedFilm, paths: FilmPaths, told: dict[str, Any], changed: dict[str, Any]
) -> dict[str, Any]:
    """A film in one row, as plain JSON; ``told`` are its details."""
    locale, loudness = film.content["locale"], told["loudness"]
    video = film.content["profile"].get("video") or {}
    return {
        "name": film.name,
        "script": film.script,
        "title": str(film.content.get("title") or film.script),
        "source": str(film.content.get("source", "")),
        "locale": {
            "tag": locale["tag"],
            "name": locale.get("name", ""),
            "native": locale.get("native_name", ""),
            "rtl": bool(locale.get("right_to_left")),
        },
        "file": film.file.name,
        "sha256": film.sha256,
        "video": paths.video,
        "poster": told["shots"][0]["picture"] if told["shots"] else "",
        "detail": paths.detail,
        "text": " ".join(line["text"] for shot in told["shots"] for line in shot["lines"]),
        "seconds": film.record.seconds,
        "size": [video.get("width", 16), video.get("height", 9)],
        "fps": _fps(video.get("fps")),
        "outcome": film.record.outcome.value,
        "reasons": [] if film.record.outcome is Outcome.PASS else list(film.reasons),
        "sync": film.sync,
        "gate": {
            "name": film.gate.get("name", ""),
            "earliest_ms": film.gate["earliest_ms"],
            "latest_ms": film.gate["latest_ms"],
        },
        "loudness": {
            "integrated_lufs": loudness.get("integrated_lufs"),
            "target_lufs": loudness.get("target_lufs"),
        },
        "fit": [_fit(shot) for shot in told["shots"]],
        "borrowed": sorted(
            {line["voice"] for shot in told["shots"] for line in shot["voices"] if line["borrowed"]}
        ),
        "warnings": sum(check["outcome"] == Outcome.WARN for check in film.checks),
        "retakes": sum(shot["attempt"] > 0 for shot in told["shots"]),
        "change": changed,
    }


def _fps(written: object) -> float:
    """Frames a second, which a manifest has as a fraction; 25 where it does not say."""
    try:
        fps = float(Fraction(str(written)))
    except (ValueError, ZeroDivisionError, OverflowError):
        return _USUAL_FPS
    return fps if 1 <= fps <= 1000 else _USUAL_FPS


def _fit(shot: dict[str, Any]) -> str:
    """Whether a shot lasts as long as the market's pace allows: short, inside or long."""
    seconds, allowed = shot["seconds"], shot["range"]
    if seconds < allowed["minimum_s"]:
        return "short"
    return "long" if seconds > allowed["maximum_s"] else "inside"
