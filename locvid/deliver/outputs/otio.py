"""The timeline for editing programs: OpenTimelineIO, with shots, words and stems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from locvid.deliver.outputs.base import Programme, Version
from locvid.model.availability import READY, Availability
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile


class Otio:
    """One timeline per language: a clip per shot, its words as markers, a track per stem."""

    name = "otio"
    fewest = 1
    most: int | None = None
    one_picture = False
    needs_stems = True

    def ending(self, profile: Profile) -> str:
        """The library's own format, which its other adapters start from."""
        return ".otio"

    def available(self) -> Availability:
        """Needs the library."""
        if find_spec("opentimelineio") is not None:
            return READY
        return Availability(False, "OpenTimelineIO is not installed", "pip install 'locvid[otio]'")

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """A timeline, or a collection of timelines where there are several languages."""
        import opentimelineio as otio

        timelines = [_timeline(version, programme) for version in programme.versions]
        content = timelines[0]
        if len(timelines) > 1:
            content = otio.schema.SerializableCollection(programme.title, timelines)
        path.write_text(content.to_json_string() + "\n", encoding="utf-8")


def _timeline(version: Version, programme: Programme) -> Any:
    import opentimelineio as otio

    kinds = otio.schema.TrackKind
    rate = float(programme.video.fps)
    timeline = otio.schema.Timeline(f"{programme.title} ({version.locale.tag})")
    timeline.metadata["locvid"] = {
        "ai_generated": True,
        "language": version.language,
        "locale": version.locale.tag,
        "source": programme.source_tag,
    }
    shots: Any = version.delivery["shots"]
    frames, samples = (int(str(version.delivery[key])) for key in ("frames", "samples"))
    film = _media(version.name, _range(0, frames, rate))
    picture = otio.schema.Track("picture", kind=kinds.Video)
    picture.extend([_shot(shot, film, rate) for shot in shots])
    timeline.tracks.append(picture)
    sounds = version.stems or {"mix": version.name}
    for name, file in sounds.items():
        whole = _range(0, samples, SAMPLE_RATE)
        clip = otio.schema.Clip(name, _media(file, whole), whole)
        timeline.tracks.append(otio.schema.Track(name, [clip], kind=kinds.Audio))
    return timeline


def _shot(shot: Mapping[str, Any], film: Any, rate: float) -> Any:
    """A clip of the film. Its markers are placed as the film's time counts."""
    import opentimelineio as otio

    return otio.schema.Clip(
        shot["id"],
        film.clone(),
        _range(shot["first_frame"], shot["frames"], rate),
        markers=_markers(shot["words"]),
    )


def _markers(words: Sequence[Mapping[str, Any]]) -> list[Any]:
    import opentimelineio as otio

    return [
        otio.schema.Marker(
            word["text"],
            _range(
                round(word["start_s"] * SAMPLE_RATE),
                round((word["end_s"] - word["start_s"]) * SAMPLE_RATE),
                SAMPLE_RATE,
            ),
            metadata={"locvid": {"line": word["line"]}},
        )
        for word in words
    ]


def _media(file: str, available: Any) -> Any:
    """A file by its URL from the timeline's own folder."""
    from urllib.parse import quote

    import opentimelineio as otio

    return otio.schema.ExternalReference(quote(file), available)


def _range(start: int, length: int, rate: float) -> Any:
    import opentimelineio as otio

    time = otio.opentime.RationalTime
    return otio.opentime.TimeRange(time(start, rate), time(length, rate))
