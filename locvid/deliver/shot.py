"""One performed shot on disk: the encoded picture, one WAV per stem, and take.json.

take.json is written last; a folder without it is no shot.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from locvid.deliver.codecs.base import picture_codec
from locvid.deliver.picture import encode
from locvid.media.atomic import replacing, storage_errors, write_json
from locvid.media.wav import BLOCK, write_blocks
from locvid.model.deliverable import ShotFiles
from locvid.model.errors import InvalidInput, LocvidError
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.take import STEMS, Frame, Samples, Take, WordSpan

FORMAT = 1
"""Version of take.json; a reader refuses others."""

_RECORD = "take.json"
_PICTURE = "picture"


def write_shot(
    take: Take,
    prompt: PerformancePrompt,
    profile: Profile,
    folder: Path,
    on_frame: Callable[[int], None] | None = None,
) -> ShotFiles:
    """Consume ``take`` and write it to ``folder``; ``on_frame`` gets the number of frames done.

    Raises LocvidError if the take is not what it says it is, InvalidInput where ``folder`` cannot
    be written, MissingDependency without ffmpeg. Whatever is raised, no take.json is left.
    """
    _check(take, profile)
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _RECORD).unlink(missing_ok=True)
        for leftover in folder.glob(".*.*"):
            leftover.unlink()
    picture = folder / f"{_PICTURE}.{picture_codec(profile.video_codec).carrier}"
    with replacing(picture) as temporary:
        encode(_exact(take, on_frame), profile, temporary, picture)
    stems = {name: folder / f"{name}.wav" for name in STEMS}
    for name, path in stems.items():
        with replacing(path) as temporary:
            write_blocks(temporary, _blocks(take.stems[name]), path)
    shot = ShotFiles(
        shot=prompt.shot,
        picture=picture,
        stems=stems,
        frame_count=take.frame_count,
        sample_count=take.sample_count,
        words=take.words,
        captions=tuple(line.caption for line in prompt.lines),
        provenance=take.provenance,
    )
    write_json(folder / _RECORD, _record(shot))
    return shot


def read_shot(folder: Path) -> ShotFiles:
    """The shot in ``folder``; raises InvalidInput if it is not complete."""
    record = folder / _RECORD
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InvalidInput(f"{folder} holds no finished shot") from error
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{record} cannot be read") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InvalidInput(f"{record} is not of format {FORMAT}")
    try:
        shot = _shot(folder, content)
    except (LookupError, TypeError, AttributeError) as error:
        raise InvalidInput(f"{record} is not whole") from error
    for path in (shot.picture, *shot.stems.values()):
        if not path.is_file():
            raise InvalidInput(f"{folder} holds no finished shot: {path.name} is missing")
    return shot


def _shot(folder: Path, content: Mapping[str, Any]) -> ShotFiles:
    return ShotFiles(
        shot=content["shot"],
        picture=folder / content["picture"],
        stems={name: folder / file for name, file in content["stems"].items()},
        frame_count=content["frame_count"],
        sample_count=content["sample_count"],
        words=tuple(WordSpan(**word) for word in content["words"]),
        captions=tuple(content["captions"]),
        provenance=content["provenance"],
    )


def _record(shot: ShotFiles) -> Mapping[str, object]:
    return {
        "format": FORMAT,
        "shot": shot.shot,
        "picture": shot.picture.name,
        "stems": {name: path.name for name, path in shot.stems.items()},
        "frame_count": shot.frame_count,
        "sample_count": shot.sample_count,
        "words": [
            {"text": word.text, "line": word.line, "start": word.start, "end": word.end}
            for word in shot.words
        ],
        "captions": list(shot.captions),
        "provenance": dict(shot.provenance),
    }


def _check(take: Take, profile: Profile) -> None:
    """Refuse a take that contradicts itself or the profile before any time is spent on it."""
    if take.format != profile.video:
        raise LocvidError(f"the take is {take.format}, the profile wants {profile.video}")
    expected = take.format.sample_of_frame(take.frame_count)
    if take.frame_count < 1 or take.sample_count != expected:
        raise LocvidError(
            f"the take has {take.frame_count} frames but {take.sample_count} samples, "
            f"not {expected}"
        )
    for name in STEMS:
        stem = take.stems.get(name)
        if stem is None or stem.shape != (take.sample_count, 2):
            shape = "missing" if stem is None else f"of shape {stem.shape}"
            raise LocvidError(f"the {name} stem of the take is {shape}")
        if not np.isfinite(stem).all():
            raise LocvidError(f"the {name} stem of the take holds samples that are no numbers")


def _exact(take: Take, on_frame: Callable[[int], None] | None) -> Iterator[Frame]:
    """The take's frames, checked one by one; exactly ``frame_count`` of them."""
    shape = (take.format.height, take.format.width, 4)
    done = 0
    for frame in take.frames:
        if frame.shape != shape or frame.dtype != np.uint8:
            raise LocvidError(f"frame {done} is {frame.dtype} {frame.shape}, not uint8 {shape}")
        if done == take.frame_count:
            raise LocvidError(f"the take yields more than its {take.frame_count} frames")
        yield frame
        done += 1
        if on_frame is not None:
            on_frame(done)
    if done != take.frame_count:
        raise LocvidError(f"the take yields {done} frames, not its {take.frame_count}")


def _blocks(stem: Samples) -> Iterable[Samples]:
    return (stem[start : start + BLOCK] for start in range(0, len(stem), BLOCK))
