"""Texts come, stay and go in the picture, and leave the rest of it as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np

from locvid.generate.studio.picture import film
from locvid.generate.studio.picture.screen import Screen
from locvid.model.locale import Locale
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.screen import Moment, ShownText
from locvid.model.script import Camera
from locvid.model.take import Frame
from locvid.presets.library import PresetLibrary

VIDEO = VideoFormat(320, 180, Fraction(25))
NAME = ShownText("lower-third", "Maya Lopez\nFounder", Moment(0.2), Moment(1.0), "")


def drawn(
    case: tuple[object, PerformancePrompt], library: PresetLibrary, *texts: ShownText
) -> tuple[list[Frame], Screen | None]:
    timeline, prompt = case
    prompt = replace(prompt, screen=texts)
    screen = film.screen_of(timeline, prompt, VIDEO, library)
    pictures = film.frames(timeline, prompt, VIDEO, library, screen)
    return [picture.copy() for picture in pictures], screen


def test_a_text_is_seen_from_its_first_to_its_last_moment(
    shot: Callable[..., object], library: PresetLibrary
) -> None:
    case = shot(frames=30)
    bare, nothing = drawn(case, library)
    titled, screen = drawn(case, library, NAME)
    assert nothing is None
    assert screen is not None
    changed = [not np.array_equal(a, b) for a, b in zip(bare, titled, strict=True)]
    assert changed == [5 <= frame < 25 for frame in range(30)]
    (told,) = screen.provenance()
    assert (told["first_frame"], told["end_frame"]) == (5, 25)
    # Only what it says that it covers is covered.
    left, top, right, bottom = (
        float(told[key]) * side  # type: ignore[arg-type]
        for key, side in zip(("left", "top", "right", "bottom"), (320, 180) * 2, strict=True)
    )
    rows, columns = np.nonzero((bare[15] != titled[15]).any(axis=-1))
    assert top - 3 <= rows.min() <= rows.max() <= bottom + 3
    assert left - 3 <= columns.min() <= columns.max() <= right + 3


def test_the_same_text_gives_the_same_pixels(
    shot: Callable[..., object], library: PresetLibrary
) -> None:
    case = shot(frames=12, camera=Camera("close-up", "slow-push-in"))
    first, second = (drawn(case, library, NAME)[0] for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_two_texts_at_a_time_do_not_cover_each_other(
    shot: Callable[..., tuple[object, PerformancePrompt]], library: PresetLibrary
) -> None:
    call = ShownText("call-to-action", "Try it", Moment(0), Moment(0, True), "")
    _, screen = drawn(shot(frames=30), library, NAME, call, replace(call, text="Now"))
    assert screen is not None
    boxes = [item.placed.box for item in screen._items]
    assert not any(a.meets(b) for a in boxes for b in boxes if a is not b)


def test_a_right_to_left_name_stands_on_the_right(
    shot: Callable[..., tuple[object, PerformancePrompt]], library: PresetLibrary
) -> None:
    timeline, prompt = shot(frames=30)
    arabic = replace(prompt, locale=Locale("ar-EG", "ar", "EG", right_to_left=True))
    _, screen = drawn((timeline, arabic), library, replace(NAME, text="مايا لوبيز"))
    assert screen is not None
    assert float(screen.provenance()[0]["left"]) > 0.5  # type: ignore[arg-type]
