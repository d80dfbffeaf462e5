"""Examines every swappable part and the programs they need: what can be used here, what cannot."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from locvid.model.availability import READY, Availability
from locvid.presets.library import PresetLibrary

GROUPS = (
    "locvid.readers",
    "locvid.translators",
    "locvid.generators",
    "locvid.separators",
    "locvid.voices",
    "locvid.aligners",
    "locvid.recognisers",
    "locvid.executors",
    "locvid.picture_codecs",
    "locvid.sound_codecs",
    "locvid.containers",
    "locvid.outputs",
    "locvid.reports",
)

_NEEDED = frozenset(
    {
        ("readers", "yaml"),
        ("generators", "studio"),
        ("voices", "kokoro"),
        ("voices", "espeak"),
        ("aligners", "espeak"),
        ("executors", "local"),
        ("containers", "mp4"),
        ("programs", "ffmpeg"),
        ("libraries", "c2pa-python"),
    }
)
"""What a plain ``locvid render`` uses."""

_UNREGISTERED = Availability(False, "it is not registered", "reinstall locvid")


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: ``needed`` where a plain render does not work without it."""

    kind: str
    name: str
    needed: bool
    availability: Availability


def examine() -> tuple[Finding, ...]:
    """Ask every registered part, built in or plugged in, whether it can be used here."""
    from locvid.media import credentials, ffmpeg

    found = [
        ("programs", "ffmpeg", ffmpeg.available()),
        ("libraries", "c2pa-python", credentials.available()),
    ]
    for group in GROUPS:
        kind = group.removeprefix("locvid.")
        points = sorted(entry_points(group=group), key=lambda point: point.name)
        found += [(kind, point.name, _ask(point)) for point in points]
    registered = {(kind, name) for kind, name, _ in found}
    found += [(kind, name, _UNREGISTERED) for kind, name in sorted(_NEEDED - registered)]
    return tuple(
        Finding(kind, name, (kind, name) in _NEEDED, answer) for kind, name, answer in found
    )


def _ask(point: EntryPoint) -> Availability:
    try:
        # A generator is made with presets, everything else with nothing.
        arguments = (PresetLibrary(),) if point.group == "locvid.generators" else ()
        part = point.load()(*arguments)
        # What needs nothing but locvid itself has no such question: readers, reports.
        answer = part.available() if hasattr(part, "available") else READY
    except Exception as error:
        # A broken plug-in must not keep the doctor from examining the others.
        return Availability(
            False, f"{type(error).__name__}: {error}", "reinstall the package that provides it"
        )
    assert isinstance(answer, Availability)
    return answer
