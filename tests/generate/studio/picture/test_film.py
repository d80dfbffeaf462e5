from collections.abc import Callable, Iterator
from fractions import Fraction

import cv2
import numpy as np
import pytest

from locvid.generate.studio.picture import film
from locvid.generate.studio.picture.camera import FRAMINGS, CameraPath
from locvid.generate.studio.picture.layer import raster
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter import load
from locvid.generate.studio.picture.setting import ROOMS
from locvid.model.media import VideoFormat
from locvid.model.script import Camera
from locvid.model.take import Frame
from locvid.presets.library import PresetLibrary


def drawn(pictures: Iterator[Frame]) -> list[Frame]:
    return [picture.copy() for picture in pictures]


def test_as_many_frames_as_the_timeline_says(
    shot: Callable[..., object], video: VideoFormat, library: PresetLibrary
) -> None:
    pictures = drawn(film.frames(*shot(frames=5), video, library))
    assert len(pictures) == 5
    assert {picture.shape for picture in pictures} == {(video.height, video.width, 4)}
    assert pictures[0].dtype == np.uint8
    assert all(picture[..., 3].min() == 255 for picture in pictures)


@pytest.mark.parametrize("setting", ROOMS)
def test_the_same_shot_gives_the_same_pixels(
    setting: str, shot: Callable[..., object], library: PresetLibrary
) -> None:
    video = VideoFormat(180, 320, Fraction(25))
    case = shot(setting, Camera("medium", "slow-push-in"), frames=3)
    first, second = (drawn(film.frames(*case, video, library)) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_the_picture_cuts_with_the_turn(
    shot: Callable[..., object],
    video: VideoFormat,
    library: PresetLibrary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str, float]] = []

    class Listener:
        def __init__(self, name: str) -> None:
            self.name = name

        def prepare(self, scale: float, lowest: float) -> None:
            assert scale > 0
            assert lowest > 0

        def draw(self, canvas: object, pose: Pose, light: Light) -> None:
            seen.append((self.name, light.key_side))

    monkeypatch.setattr(film, "load", lambda name, _: Listener(name))
    case = shot("cafe", frames=12, speakers=("maya", "jon", "maya"))
    pictures = drawn(film.frames(*case, video, library))
    assert [name for name, _ in seen] == ["maya"] * 4 + ["jon"] * 4 + ["maya"] * 4
    # The reverse shot sees the room, and its light, from the other side.
    assert seen[0][1] == -seen[4][1]
    same = np.abs(pictures[2].astype(int) - pictures[3]).mean()
    cut = np.abs(pictures[3].astype(int) - pictures[4]).mean()
    assert cut > 10 * same + 1


def test_speakers_of_a_dialogue_turn_to_each_other(
    shot: Callable[..., object],
    video: VideoFormat,
    library: PresetLibrary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    yaws: list[float] = []

    class Listener:
        def prepare(self, scale: float, lowest: float) -> None:
            assert scale > 0
            assert lowest > 0

        def draw(self, canvas: object, pose: Pose, light: Light) -> None:
            yaws.append(pose.yaw)

    monkeypatch.setattr(film, "load", lambda name, _: Listener())
    monkeypatch.setattr(film, "pose_track", lambda timeline, *_: [Pose()] * timeline.frame_count)
    drawn(film.frames(*shot("cafe", frames=4, speakers=("maya", "jon")), video, library))
    assert yaws[0] > 0 > yaws[-1]


@pytest.mark.parametrize("person", ["maya", "jon", "amara"])
def test_no_head_is_cropped_whatever_it_does(
    person: str, video: VideoFormat, library: PresetLibrary
) -> None:
    presenter = load(person, library)
    presenter.prepare(0.5)
    for framing in FRAMINGS:
        path = CameraPath(Camera(framing, "slow-push-in"), video, 500)
        view = path.at(499)
        for pose in (Pose(pitch=-8, breath=1.0), Pose(yaw=12, roll=6), Pose(yaw=-12, roll=-6)):
            pixels, surface = raster(video.width, video.height)
            canvas = surface.getCanvas()
            canvas.translate(view.x, view.y)
            canvas.scale(view.scale, view.scale)
            presenter.draw(canvas, pose, Light())
            alpha = pixels[..., 3]
            assert alpha[0].max() == 0
            chin = int(view.y + 150 * view.scale)
            assert alpha[:chin, [0, -1]].max() == 0
            assert alpha[int(view.y), int(view.x)] == 255
            assert alpha[-1, int(view.x)] > 0


@pytest.mark.parametrize("person", ["maya", "jon", "amara"])
@pytest.mark.parametrize("framing", ["close-up", "wide"])
def test_what_is_never_drawn_is_never_seen(
    person: str, framing: str, library: PresetLibrary
) -> None:
    video = VideoFormat(960, 540, Fraction(25))
    path = CameraPath(Camera(framing, "slow-pull-out"), video, 500)

    def seen(frame: int, **known: float) -> np.ndarray:
        presenter = load(person, library)
        presenter.prepare(path.closest_scale, **known)
        pixels, surface = raster(video.width, video.height)
        canvas, view = surface.getCanvas(), path.at(frame)
        canvas.translate(view.x, view.y)
        canvas.scale(view.scale, view.scale)
        presenter.draw(canvas, Pose(breath=1.0, posture=1.0), Light())
        return pixels

    for frame in (0, 499):
        cut, whole = seen(frame, lowest=path.lowest), seen(frame)
        # Edges fall on other pixels of a picture of another height; what they enclose does not.
        apart = cv2.absdiff(cv2.blur(cut, (5, 5)), cv2.blur(whole, (5, 5)))
        assert apart.max() <= 12
