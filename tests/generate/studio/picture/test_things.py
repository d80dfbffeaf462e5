"""The things of cues: drawn where they are heard, of what they sound like, when they touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import ceil

import numpy as np
import pytest

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath
from locvid.generate.studio.picture.layer import raster
from locvid.generate.studio.picture.setting import furnish
from locvid.generate.studio.picture.setting.street import METRE
from locvid.generate.studio.picture.things import THINGS, add_things
from locvid.generate.studio.picture.things.door import Door
from locvid.generate.studio.picture.things.handled import Handled
from locvid.generate.studio.picture.things.laptop import Typing
from locvid.generate.studio.timeline.blocking import marks_of
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


def other(one: Event) -> Event:
    """The same thing made of something else: what differs in the picture is the thing."""
    return replace(one, of="metal" if one.cue != "tin-set-down" else "wood")


def changed(a: Frame, b: Frame) -> np.ndarray:
    return np.abs(a.astype(int) - b)[..., :3].sum(axis=2) > 60


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("at", "side"), [("left", -0.75), ("right", 0.75)])
def test_a_glass_stands_where_it_is_heard(
    drawn: Callable[..., list[Frame]], library: PresetLibrary, at: str, side: float, mirrored: bool
) -> None:
    glass = event(library, "glass-set-down", at, 1.6)
    (metal,) = drawn([74], (other(glass),), mirrored=mirrored)
    (glassy,) = drawn([74], (glass,), mirrored=mirrored)
    columns = np.flatnonzero(changed(metal, glassy).sum(axis=0) > 8)
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
        int(np.flatnonzero(changed(wooden, metal)[:, 480:].any(axis=1))[0])
        for wooden, metal in zip(drawn(frames, (other(tin),)), drawn(frames, (tin,)), strict=True)
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


def items_of(library: PresetLibrary, shot, happens: Event, setting: str = "office") -> list[object]:
    """What one event adds to a room."""
    timeline, _ = shot(setting, Camera("medium-close-up", "static"), FRAMES)
    camera = CameraPath(Camera("medium-close-up", "static"), VIDEO, FRAMES)
    timeline = replace(timeline, events=(happens,))
    stage, scene = furnish(setting, library, VIDEO, camera, timeline, 7, False)
    there = list(scene.items)
    add_things(scene, stage, library)
    return [item for item in scene.items if item not in there]


def test_a_hand_comes_down_on_the_keys_whenever_one_is_heard(library: PresetLibrary, shot) -> None:
    keys = event(library, "keyboard", "left", 0.6)
    _, typing = items_of(library, shot, keys)
    assert isinstance(typing, Typing)
    seconds = [beat.at / SAMPLE_RATE for beat in keys.beats]
    for number, second in enumerate(seconds):
        hand = 1 - number % 2
        assert typing.lift(hand, second) == pytest.approx(0.0, abs=1e-9)
        assert typing.lift(hand, second - 0.02) > 0.0
    assert typing.lift(0, seconds[0]) == pytest.approx(0.0, abs=1e-9)


def test_typing_is_seen_in_the_picture_and_nothing_of_it_after_the_last_key(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    keys = event(library, "keyboard", "left", 0.6)
    first = round(0.6 * 25)
    before, raised, struck = drawn([0, first - 6, first], (keys,), setting="office")
    part = (slice(200, 330), slice(0, 200))
    assert changed(before[part], raised[part]).sum() > 60
    assert changed(before[part], struck[part]).sum() < 20
    one, other = drawn([73, 74], (replace(keys, beats=keys.beats[:3]),), setting="office")
    assert np.array_equal(one[part], other[part])


def test_a_door_moves_while_its_hinge_is_heard_and_is_shut_when_it_thumps(
    drawn: Callable[..., list[Frame]], library: PresetLibrary, shot
) -> None:
    opens = event(library, "door", "right", 0.6)
    _, door = items_of(library, shot, opens)
    assert isinstance(door, Door)
    latch, hinge, stands, shut = (beat.at / SAMPLE_RATE for beat in opens.beats)
    angles = [door.angle(second) for second in np.linspace(hinge, stands, 20)]
    assert angles[0] == 0.0
    assert angles[-1] == pytest.approx(1.0)
    assert np.all(np.diff(angles) > 0)
    assert door.angle(shut - 0.02) > 0.1
    assert door.angle(shut) == 0.0
    frames = [0, ceil(latch * 25), ceil(stands * 25), ceil(shut * 25) - 1, ceil(shut * 25)]
    closed, unlatched, wide, falling, again = drawn(frames, (opens,), setting="office")
    area = [changed(closed, other).sum() for other in (unlatched, wide, falling, again)]
    assert area[1] > 3000
    assert area[1] > area[2] > area[0] > area[3] == 0
    columns = np.flatnonzero(changed(closed, wide).sum(axis=0) > 8)
    middle = (columns[0] + columns[-1]) / 2 / 320 - 1
    assert middle == pytest.approx(opens.path[0].x, abs=0.06)


def test_a_door_and_a_laptop_are_of_their_material(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    for cue, at in (("door", "right"), ("keyboard", "left")):
        wood, metal = (
            drawn([0], (event(library, cue, at, 2.5, of=of),), setting="office")[0]
            for of in ("wood", "metal")
        )
        assert changed(wood, metal).sum() > 100


def test_what_is_only_heard_is_not_drawn(
    drawn: Callable[..., list[Frame]], library: PresetLibrary
) -> None:
    (empty,) = drawn([20], (), setting="office")
    for cue in ("door", "keyboard", "cup"):
        (picture,) = drawn(
            [20], (replace(event(library, cue, "right", 0.6), seen=False),), setting="office"
        )
        assert np.array_equal(empty, picture)


@pytest.mark.parametrize("cue", ["cup", "bottle-set-down", "box-slide"])
@pytest.mark.parametrize("at", ["centre", "near"])
@pytest.mark.parametrize("framing", ["close-up", "wide", "two-shot"])
def test_nothing_comes_before_a_face(
    library: PresetLibrary, shot, cue: str, at: str, framing: str
) -> None:
    happens = event(library, cue, at, 1.4)
    for video in (VIDEO, VideoFormat(360, 640, Fraction(25)), VideoFormat(400, 400, Fraction(25))):
        camera = CameraPath(Camera(framing, "static"), video, FRAMES)
        timeline, _ = shot("office", Camera(framing, "static"), FRAMES)
        marks = marks_of(["maya", "jon"], framing, video)
        timeline = replace(timeline, events=(happens,), marks=marks)
        stage, scene = furnish("office", library, video, camera, timeline, 7, False)
        add_things(scene, stage, library)
        backdrop = Backdrop(stage, scene)
        view = camera.rest
        for frame in range(5, 60, 3):
            pixels, surface = raster(video.width, video.height)
            backdrop.draw_front(surface.getCanvas(), view, frame)
            for aside in [mark.x * video.width / 2 for mark in marks] or [0.0]:
                left, right = (round(view.x + aside + 105 * side * view.scale) for side in (-1, 1))
                low = round(view.y + 150 * view.scale)
                assert not pixels[:low, max(left, 0) : right, 3].any()


@pytest.mark.parametrize("video", [VIDEO, VideoFormat(360, 640, Fraction(25))])
def test_a_thing_at_the_side_is_set_down_by_somebody_who_sits_there(
    library: PresetLibrary, shot, video: VideoFormat
) -> None:
    camera = CameraPath(Camera("medium-close-up", "static"), video, FRAMES)
    timeline, _ = shot("cafe", Camera("medium-close-up", "static"), FRAMES)
    timeline = replace(timeline, events=(event(library, "cup", "left", 1.4),))
    stage, scene = furnish("cafe", library, video, camera, timeline, 7, False)
    without = scene.items.copy()
    add_things(scene, stage, library)
    with_table, moving = (item for item in scene.items if item not in without)
    pictures = []
    for items in (without, [*without, with_table]):
        pixels: Frame = np.zeros((video.height, video.width, 4), dtype=np.uint8)
        Backdrop(stage, replace(scene, items=items)).copy_to(pixels, camera.rest, 0)
        pictures.append(pixels)
    assert isinstance(moving, Handled)
    # Their whole head is in the picture, about as high as the speaker's.
    differs = changed(*pictures)
    head = differs[: round(stage.horizon + 60 * stage.unit)].any(axis=0)
    assert head[: video.width // 3].sum() > 150 * stage.unit
    assert not head[: round(4 * stage.unit)].any()
    # The arm that reaches comes from their shoulder.
    shoulder, *_ = moving.joints(0)
    assert shoulder[0] < video.width / 2 / stage.unit
    # They hold it before, and keep still afterwards.
    assert moving.bounds(2) is None
    assert moving.bounds(34) is not None
    assert moving.bounds(74) is None


def test_an_arm_moves_without_a_jump_and_is_no_longer_than_an_arm(
    library: PresetLibrary, shot
) -> None:
    timeline, _ = shot("cafe", Camera("medium", "static"), FRAMES)
    for cue, at in (("cup", "left"), ("glass-set-down", "right"), ("cup", "centre")):
        timeline = replace(timeline, events=(event(library, cue, at, 1.4),))
        camera = CameraPath(Camera("medium", "static"), VIDEO, FRAMES)
        stage, scene = furnish("cafe", library, VIDEO, camera, timeline, 7, False)
        add_things(scene, stage, library)
        (handled,) = (item for item in (*scene.items, *scene.front) if isinstance(item, Handled))
        joints = np.array([handled.joints(frame) for frame in range(FRAMES)])
        metre = METRE / handled.depth
        limbs = np.hypot(*np.moveaxis(np.diff(joints, axis=1), 2, 0)) / metre
        assert limbs.max() < 0.42
        assert np.hypot(*np.moveaxis(np.diff(joints, axis=0), 2, 0)).max() / metre < 0.09


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


@pytest.mark.parametrize(
    ("setting", "shows"), [("studio", 20), ("office", 20), ("cafe", 8), ("workshop", 0)]
)
def test_the_floor_has_the_material_of_the_steps_where_it_is_seen(
    library: PresetLibrary, shot, setting: str, shows: float
) -> None:
    floors = {}
    for on in ("", "wood", "marble", "carpet"):
        walker = event(library, "steps", "left", -20.0, on=on)
        camera = CameraPath(Camera("wide", "static"), VIDEO, FRAMES)
        timeline, _ = shot(setting, Camera("wide", "static"), FRAMES)
        timeline = replace(timeline, events=(walker,))
        stage, scene = furnish(setting, library, VIDEO, camera, timeline, 7, False)
        add_things(scene, stage, library)
        pixels: Frame = np.zeros((360, 640, 4), dtype=np.uint8)
        Backdrop(stage, scene).copy_to(pixels, camera.rest, 0)
        floors[on] = pixels[352:, 330:480, :3].reshape(-1, 3).mean(axis=0)
    apart = [
        np.abs(floors[a] - floors[b]).max() for a in floors for b in floors if a and b and a != b
    ]
    assert min(apart) > shows if shows else max(apart) == 0
    if shows:
        assert floors["marble"].min() > floors["wood"].max() * 0.9
        assert np.abs(floors["marble"] - floors[""]).max() > 20


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
