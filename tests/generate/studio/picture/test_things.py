"""The things of cues: drawn where they are heard, of what they sound like, when they touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath
from locvid.generate.studio.picture.setting import furnish
from locvid.generate.studio.picture.things import THINGS, add_things
from locvid.generate.studio.timeline.model import Event
from locvid.generate.studio.timeline.motion import course
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import SoundLayer
from locvid.model.script import Camera
from locvid.model.take import Frame
from locvid.presets.library import PresetLibrary

VIDEO = VideoFormat(640, 360, Fraction(25))
FRAMES = 75


def event(library: PresetLibrary, name: str, at: str, start_s: float, **changes: str) -> Event:
    layer = replace(SoundLayer("effect", name, "normal", at, None, ""), **changes)
    moved = course(layer, library.get("cues", name), np.random.default_rng(1)).from_(
        round(start_s * SAMPLE_RATE)
    )
    start = max(moved.path[0].at, 0)
    return Event(
        name, start, start + moved.length, "normal", moved.path, 5, moved.beats, layer.of, layer.on
    )


@pytest.fixture
def drawn(shot: Callable[..., object], library: PresetLibrary) -> Callable[..., list[Frame]]:
    """Pictures of a room without anybody in front, with events in it."""

    def draw(
        frames: list[int],
        events: tuple[Event, ...],
        setting: str = "studio",
        mirrored: bool = False,
    ) -> list[Frame]:
        camera = CameraPath(Camera("medium-close-up", "static"), VIDEO, FRAMES)
        timeline, _ = shot(setting, Camera("medium-close-up", "static"), FRAMES)
        timeline = replace(timeline, events=events)
        stage, scene = furnish(setting, library, VIDEO, camera, timeline, 7, mirrored)
        add_things(scene, stage, library)
        backdrop = Backdrop(stage, scene)
        found = []
        for frame in frames:
            pixels: Frame = np.zeros((360, 640, 4), dtype=np.uint8)
            backdrop.copy_to(pixels, camera.rest, frame)
            found.append(pixels)
        return found

    return draw


def later(one: Event) -> Event:
    """The same long after the shot: its table is there, but not yet the thing."""
    wait = 100 * SAMPLE_RATE
    return replace(
        one,
        path=tuple(replace(point, at=point.at + wait) for point in one.path),
        beats=tuple(replace(beat, at=beat.at + wait) for beat in one.beats),
    )


def changed(a: Frame, b: Frame) -> np.ndarray:
    return np.abs(a.astype(int) - b)[..., :3].sum(axis=2) > 60


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("at", "side"), [("left", -0.75), ("right", 0.75)])
def test_a_glass_stands_where_it_is_heard(
    drawn: Callable[..., list[Frame]], library: PresetLibrary, at: str, side: float, mirrored: bool
) -> None:
    glass = event(library, "glass-set-down", at, 1.6)
    (without,) = drawn([74], (later(glass),), mirrored=mirrored)
    (with_it,) = drawn([74], (glass,), mirrored=mirrored)
    columns = np.flatnonzero(changed(without, with_it).sum(axis=0) > 8)
    middle = (columns[0] + columns[-1]) / 2 / 320 - 1
    assert middle == pytest.approx(glass.path[0].x, abs=0.06)
    assert np.sign(middle) == np.sign(side)


def test_it_comes_down_and_touches_when_it_is_heard(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    tin = event(library, "tin-set-down", "right", 1.6)
    contact = round(1.6 * 25)
    frames = [*range(contact - 4, contact + 1), 74]
    tops = [
        int(np.flatnonzero(changed(without, with_it)[:, 480:].any(axis=1))[0])
        for without, with_it in zip(
            drawn(frames, (later(tin),)), drawn(frames, (tin,)), strict=True
        )
    ]
    *falling, contact_top, rested = tops
    assert np.all(np.diff([*falling, contact_top]) > 0)
    assert contact_top == pytest.approx(rested, abs=2)


def test_at_rest_nothing_is_drawn_again(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    one, other = drawn([70, 74], (event(library, "cup", "right", 1.0),))
    table = (slice(250, 330), slice(500, 600))
    assert np.array_equal(one[table], other[table])


def test_what_is_under_it_has_its_material(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    tops = {}
    for on in ("wood", "marble", "carpet", "metal"):
        (picture,) = drawn([0], (event(library, "cup", "right", 2.9, on=on),))
        tops[on] = picture[290:306, 500:600, :3].reshape(-1, 3).mean(axis=0)
    assert tops["marble"].min() > 150
    assert tops["wood"][2] > tops["wood"][0] + 30
    for a in tops:
        for b in tops:
            assert a == b or np.abs(tops[a] - tops[b]).max() > 15


def test_a_walker_follows_their_path_and_steps_on_their_beats(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    walker = event(library, "steps", "left", -2.0)
    frames = [20, 50]
    empty = drawn([0], ())[0]
    for frame, picture in zip(frames, drawn(frames, (walker,)), strict=True):
        columns = np.flatnonzero(changed(empty, picture)[60:200].sum(axis=0) > 6)
        share = (frame * 1920 - walker.path[0].at) / (walker.path[-1].at - walker.path[0].at)
        expected = walker.path[0].x + (walker.path[-1].x - walker.path[0].x) * share
        assert (columns[0] + columns[-1]) / 2 / 320 - 1 == pytest.approx(expected, abs=0.12)


def test_a_thing_in_the_middle_stands_in_front(library: PresetLibrary, shot) -> None:
    camera = CameraPath(Camera(), VIDEO, FRAMES)
    timeline, _ = shot("studio", Camera(), FRAMES)
    timeline = replace(timeline, events=(event(library, "cup", "centre", 1.0),))
    stage, scene = furnish("studio", library, VIDEO, camera, timeline, 7, False)
    before = len(scene.front)
    add_things(scene, stage, library)
    assert len(scene.front) == before + 2


@pytest.mark.parametrize("name", THINGS)
def test_every_thing_belongs_to_a_cue(library: PresetLibrary, name: str) -> None:
    used = {library.get("cues", cue).content.get("thing") for cue in library.names("cues")}
    assert name in used


def test_a_thing_that_nobody_can_draw_is_named(
    tmp_path, shot, drawn: Callable[..., list[Frame]]
) -> None:
    folder = tmp_path / "presets" / "cues"
    folder.mkdir(parents=True)
    text = (PresetLibrary().get("cues", "cup").location.file).read_text(encoding="utf-8")
    (folder / "cup.yaml").write_text(text.replace("thing: cup", "thing: cap"), encoding="utf-8")
    camera = CameraPath(Camera(), VIDEO, FRAMES)
    timeline, _ = shot("studio", Camera(), FRAMES)
    library = PresetLibrary(tmp_path)
    timeline = replace(timeline, events=(event(library, "cup", "left", 1.0),))
    stage, scene = furnish("studio", library, VIDEO, camera, timeline, 7, False)
    with pytest.raises(InvalidInput, match="'cap'") as error:
        add_things(scene, stage, library)
    assert "cup" in str(error.value.hint)
