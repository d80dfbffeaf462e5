"""Checks the pictures and voices that a script names, before any time is spent on them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.generate.base import Capabilities
from locvid.model.errors import InvalidInput, Location
from locvid.model.media import VideoFormat
from locvid.model.script import CastMember, Script

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_VOICE_S = 2.0
"""Shorter samples hold too few sounds for a voice to be told from them."""

_MOST_SAMPLES = 2 * 600 * 48_000
"""Ten minutes of stereo."""

_TALL = 0.85
"""Of the film's width to height; nearer shapes are cut a little instead."""

_SILENT = 10 ** (-50 / 20)
_LOOKED_AT_SIDE = 1024


def check_references(script: Script, able: Capabilities, generator: str) -> None:
    """Raise InvalidInput for a portrait without a face or a voice sample that is too short.

    And for a portrait of a shape that the generator does not take.
    """
    folder = script.location.file.parent
    for member in script.cast.values():
        if member.portrait is not None:
            _check_portrait(folder / member.portrait.file, member.portrait.sha256, member)
            _check_shape(folder / member.portrait.file, member, able, generator)
        if member.voice_sample is not None:
            _check_voice(folder / member.voice_sample.file, member)


def unused(script: Script, able: Capabilities, generator: str) -> Iterator[str]:
    """Warnings about references that the generator has no use for."""
    for member in script.cast.values():
        if member.portrait is not None and not able.portrait:
            yield f"the generator '{generator}' has no use for the portrait of '{member.id}'"
        if member.voice_sample is not None and not able.voice_sample:
            yield f"the generator '{generator}' has no use for the voice sample of '{member.id}'"


def faceless(script: Script, able: Capabilities, generator: str, languages: int) -> Iterator[str]:
    """Warnings about people whom nothing but words describes to a generator that needs a picture.

    The same words make another face every time: told where there is more than one time.
    """
    for member in script.cast.values() if able.portrait else ():
        if member.portrait is not None:
            continue
        shots = sum(any(line.speaker == member.id for line in shot.lines) for shot in script.shots)
        if shots * languages > 1:
            yield (
                f"'{member.id}' has no portrait: '{generator}' draws another face in every shot "
                f"and language (give one in the script: portrait: FILE)"
            )


def shown_otherwise(
    script: Script, able: Capabilities, generator: str, video: VideoFormat
) -> Iterator[str]:
    """Warnings about films larger than the generator makes them, and about portraits too tall."""
    if able.pixels is not None and video.width * video.height > 1.1 * able.pixels:
        share = (able.pixels / (video.width * video.height)) ** 0.5
        yield (
            f"'{generator}' makes pictures of about {share * video.width:.0f}x"
            f"{share * video.height:.0f}, and they are enlarged to {video.width}x{video.height}"
        )
    yield from _too_tall(script, able, video)


def _too_tall(script: Script, able: Capabilities, video: VideoFormat) -> Iterator[str]:
    """Portraits whose shape leaves the sides of the film's picture empty."""
    for member in script.cast.values() if able.portrait else ():
        if member.portrait is None:
            continue
        image = _picture(script.location.file.parent / member.portrait.file)
        if image is not None:
            high, wide = image.shape[:2]
            if wide / high < _TALL * video.width / video.height:
                yield (
                    f"the portrait of '{member.id}' is much taller than the film: its sides may be "
                    f"filled up; a picture of {video.width}:{video.height} is better"
                )


def _check_portrait(file: Path, content: str, member: CastMember) -> None:
    image = _picture(file)
    if image is None:
        raise _problem(member, f"the portrait '{file.name}' is not a picture", "use PNG or JPEG")
    if not _has_face(file, content):
        raise _problem(
            member,
            f"there is no face in the portrait '{file.name}'",
            "use a picture that shows the person's face from the front",
        )


def _check_shape(file: Path, member: CastMember, able: Capabilities, generator: str) -> None:
    image = _picture(file)
    if image is None or able.portrait_sides is None:
        return
    high, wide = image.shape[:2]
    if max(high, wide) > able.portrait_sides * min(high, wide):
        raise _problem(
            member,
            f"the portrait '{file.name}' has {wide} by {high} pixels, and the generator "
            f"'{generator}' takes none with one side more than {able.portrait_sides:g} times the "
            "other",
            "cut it to the person's head and shoulders",
        )


def _picture(file: Path) -> NDArray[np.uint8] | None:
    """uint8 [height, width, 3]; None for what is no picture, or larger than OpenCV decodes."""
    import cv2

    try:
        image: NDArray[np.uint8] | None = cv2.imread(str(file), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return image


@cache
def _has_face(file: Path, _content: str) -> bool:
    """Asked once per file and content."""
    import cv2

    from locvid.verify.face import FaceTracker

    image = _picture(file)
    if image is None:
        return False
    shrink = min(1.0, _LOOKED_AT_SIDE / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    return FaceTracker().find(small) is not None


def _check_voice(file: Path, member: CastMember) -> None:
    import numpy as np
    import soundfile

    try:
        told = soundfile.info(file)
        if told.frames * told.channels > _MOST_SAMPLES:
            # A small file can hold hours of silence: nothing is decoded to find that out.
            raise _problem(
                member,
                f"the voice sample '{file.name}' is much longer than a sample",
                "record 5 to 30 s of quiet speech",
            )
        samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as error:
        raise _problem(
            member, f"the voice sample '{file.name}' is not a sound file", "use WAV, FLAC or MP3"
        ) from error
    seconds = len(samples) / rate
    if seconds < LEAST_VOICE_S:
        raise _problem(
            member,
            f"the voice sample '{file.name}' lasts {seconds:.1f} s, and {LEAST_VOICE_S:.0f} s are "
            "the least that a voice can be told from",
            "record 5 to 30 s of quiet speech",
        )
    if float(np.abs(samples).max()) < _SILENT:
        raise _problem(member, f"the voice sample '{file.name}' is silent", "record it again")


def _problem(member: CastMember, message: str, hint: str) -> InvalidInput:
    where = Location(member.location.file, member.location.line)
    return InvalidInput(f"{message} (cast member '{member.id}')", where, hint=hint)
