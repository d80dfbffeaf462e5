from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath
from locvid.generate.studio.picture.layer import Layer
from locvid.generate.studio.picture.setting import ROOMS, furnish, guests, person
from locvid.generate.studio.picture.setting.guests import Guest
from locvid.generate.studio.picture.setting.street import METRE
from locvid.generate.studio.picture.setting.trees import Crown
from locvid.generate.studio.timeline.wind import Wind
from locvid.model.errors import InvalidInput
from locvid.model.media import VideoFormat
from locvid.model.script import Camera
from locvid.model.take import Frame
from locvid.presets.library import PresetLibrary

VIDEO = VideoFormat(320, 180, Fraction(25))


class Room:
    """A room without anybody in it."""

    def __init__(
        self,
        shot: Callable[..., object],
        library: PresetLibrary,
        setting: str,
        camera: Camera,
        video: VideoFormat = VIDEO,
        frames: int = 200,
        seed: int = 7,
        mirrored: bool = False,
    ) -> None:
        timeline, _ = shot(setting, camera, frames)
        self.path = CameraPath(camera, video, frames)
        self.video = video
        self.stage, self.scene = furnish(
            setting, library, video, self.path, timeline, seed, mirrored
        )
        self.backdrop = Backdrop(self.stage, self.scene)

    def picture(self, frame: int) -> Frame:
        pixels: Frame = np.zeros((self.video.height, self.video.width, 4), dtype=np.uint8)
        self.backdrop.copy_to(pixels, self.path.at(frame), frame)
        return pixels


@pytest.mark.parametrize("setting", ROOMS)
def test_every_corner_is_painted_from_every_view(
    setting: str, shot: Callable[..., object], video: VideoFormat, library: PresetLibrary
) -> None:
    for framing, move in (
        ("wide", "slow-pull-out"),
        ("wide", "slow-pan-left"),
        ("close-up", "static"),
    ):
        room = Room(shot, library, setting, Camera(framing, move), video)
        for frame in (0, 199):
            assert room.picture(frame)[..., 3].min() == 255


@pytest.mark.parametrize("setting", ROOMS)
def test_a_resting_camera_sees_a_room_that_rests(
    setting: str, shot: Callable[..., object], library: PresetLibrary
) -> None:
    room = Room(shot, library, setting, Camera("medium", "static"))
    first = room.picture(0)
    still = np.ones(first.shape[:2], dtype=bool)
    for item in room.scene.items:
        if isinstance(item, Layer):
            continue
        for frame in range(0, 60, 4):
            place = room.backdrop.place_of(room.path.rest, item, frame)
            if place is not None:
                left, top, right, bottom = (2 * edge for edge in place)
                still[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2] = False
    assert still.mean() > 0.15
    for frame in range(4, 60, 4):
        assert np.array_equal(room.picture(frame)[still], first[still])


@pytest.mark.parametrize("setting", ROOMS)
def test_drawing_only_what_changed_equals_drawing_all(
    setting: str, shot: Callable[..., object], library: PresetLibrary
) -> None:
    room = Room(shot, library, setting, Camera("medium", "static"))
    for frame in range(0, 40, 8):
        partly = room.picture(frame)
    whole = Room(shot, library, setting, Camera("medium", "static")).picture(32)
    assert np.array_equal(partly, whole)


@pytest.mark.parametrize("setting", ROOMS)
def test_something_is_alive(
    setting: str, shot: Callable[..., object], library: PresetLibrary
) -> None:
    room = Room(shot, library, setting, Camera("medium", "static"))
    first, later = room.picture(0), room.picture(50)
    assert np.abs(first.astype(int) - later).max() > 4


@pytest.mark.parametrize("setting", ROOMS)
def test_the_seed_moves_what_lives_but_not_the_room(
    setting: str, shot: Callable[..., object], library: PresetLibrary
) -> None:
    layers = [
        list(Room(shot, library, setting, Camera(), seed=seed).scene.items) for seed in (1, 2)
    ]
    for a, b in zip(*layers, strict=True):
        if isinstance(a, Layer):
            assert a.same_as(b)


def test_a_reverse_shot_shows_the_room_mirrored(
    shot: Callable[..., object], library: PresetLibrary
) -> None:
    straight = Room(shot, library, "studio", Camera("wide", "static"))
    reverse = Room(shot, library, "studio", Camera("wide", "static"), mirrored=True)
    a = straight.picture(0)[:, :, :3].astype(int)
    b = reverse.picture(0)[:, ::-1, :3].astype(int)
    assert np.abs(a - b).mean() < 0.5 * np.abs(a - b[:, ::-1]).mean()
    assert straight.scene.light.key_side == -reverse.scene.light.key_side


@pytest.mark.parametrize("setting", ["nature", "street"])
def test_trees_bend_with_the_wind_that_is_heard(
    setting: str, shot: Callable[..., object], library: PresetLibrary
) -> None:
    frames = 750
    room = Room(shot, library, setting, Camera(), frames=frames, seed=7)
    wind = Wind(7, frames / 25)
    blows = [wind.at(frame / 25) for frame in range(0, frames, 5)]
    crowns = [item for item in room.scene.items if isinstance(item, Crown)]
    assert len(crowns) == 2
    for crown in crowns:
        leans = [crown.lean(frame) for frame in range(0, frames, 5)]
        assert np.corrcoef(leans, blows)[0, 1] > 0.75


def test_a_fuller_cafe_shows_more_people(tmp_path: Path, shot: Callable[..., object]) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    pictures = []
    for crowd in (0, 0.5, 1):
        (folder / "bar.yaml").write_text(f"picture: {{room: cafe}}\ncrowd: {crowd}\n")
        room = Room(shot, PresetLibrary(tmp_path), "bar", Camera("wide", "static"))
        pictures.append(room.picture(0).astype(int))
    empty, usual, full = pictures
    some, many = (np.abs(each - empty).max(axis=2) > 24 for each in (usual, full))
    assert 0.02 < some.mean() < 0.75 * many.mean()


@pytest.mark.parametrize("crowd", ["packed", "2", "true"])
def test_a_crowd_that_is_no_share_is_refused(
    crowd: str, tmp_path: Path, shot: Callable[..., object]
) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    (folder / "bar.yaml").write_text(f"picture: {{room: cafe}}\ncrowd: {crowd}\n")
    with pytest.raises(InvalidInput, match="'crowd'"):
        Room(shot, PresetLibrary(tmp_path), "bar", Camera())


def test_a_setting_without_a_picture_is_refused(
    tmp_path: Path, shot: Callable[..., object]
) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    (folder / "void.yaml").write_text("description: nothing\n")
    (folder / "barn.yaml").write_text("picture: {room: ofice}\n")
    library = PresetLibrary(tmp_path)
    with pytest.raises(InvalidInput, match="no 'picture' section"):
        Room(shot, library, "void", Camera())
    with pytest.raises(InvalidInput, match="'ofice'") as caught:
        Room(shot, library, "barn", Camera())
    assert caught.value.hint == "did you mean 'office'?"


def test_a_setting_of_ones_own_takes_the_rest_from_the_room(
    tmp_path: Path, shot: Callable[..., object]
) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    (folder / "bistro.yaml").write_text("picture: {room: cafe, wall: '#335577', cars: ['#ffffff']}")
    library = PresetLibrary(tmp_path)
    own = Room(shot, library, "bistro", Camera("wide", "static")).picture(0).astype(int)
    plain = Room(shot, library, "cafe", Camera("wide", "static")).picture(0).astype(int)
    assert np.abs(own - plain).max() > 60


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        ("{room: cafe, wall: brown}", "wall must be a colour"),
        ("{room: cafe, wal: '#112233'}", "has no 'wal'"),
        ("{room: cafe, seed: many}", "seed must be a number"),
        ("{room: studio, backdrop: ['#112233']}", "backdrop must have 3 entries"),
        ("{room: studio, light: {key_side: left}}", "light.key_side must be a number"),
        ("{room: office, books: '#112233'}", "books must be a list"),
    ],
)
def test_a_wrong_value_is_named(
    picture: str, message: str, tmp_path: Path, shot: Callable[..., object]
) -> None:
    folder = tmp_path / "presets" / "settings"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(f"picture: {picture}\n")
    with pytest.raises(InvalidInput, match=message) as caught:
        Room(shot, PresetLibrary(tmp_path), "own", Camera())
    assert caught.value.where is not None


def test_guests_move_now_and_then_each_at_a_time_of_their_own(
    shot: Callable[..., object], library: PresetLibrary
) -> None:
    room = Room(shot, library, "cafe", Camera("wide", "static"), frames=400)
    guests = [item for item in room.scene.items if isinstance(item, Guest)]
    moving = np.array(
        [[guest.bounds(frame) is not None for frame in range(400)] for guest in guests]
    )

    assert len(guests) == 4
    assert moving.any(axis=1).all()
    assert 0.03 < moving.mean() < 0.4
    assert len({row.tobytes() for row in moving}) == 4


@pytest.mark.parametrize("framing", ["wide", "close-up"])
def test_a_guest_sits_behind_something_that_hides_the_lower_body(
    framing: str,
    shot: Callable[..., object],
    video: VideoFormat,
    library: PresetLibrary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pictures = []
    for coat in ("#ff0000", "#0000ff"):
        monkeypatch.setattr(person, "_COATS", (coat,))
        room = Room(shot, library, "cafe", Camera(framing, "static"), video)
        assert any(isinstance(item, Guest) for item in room.scene.items)
        pictures.append(room.picture(0).astype(int))
    red, blue = pictures
    # What differs is what is seen of coats: all of it above the front edge of the tables.
    stage = room.stage
    seen = np.abs(red - blue)[..., :3].max(axis=2) > 20
    edge = (guests.TABLE_BELOW_EYES_M * METRE / 3.3 + 3 * stage.softness(3.3)) * stage.unit
    assert seen.sum() > 0.01 * seen.size
    assert not seen[round(stage.horizon + edge) :].any()
