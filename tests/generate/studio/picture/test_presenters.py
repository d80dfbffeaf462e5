"""Every presenter: complete, sharp, quick, and with lips that a face tracker can follow."""

import hashlib
import time
from dataclasses import replace

import cv2
import numpy as np
import pytest

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.pose import Pose
from locvid.generate.studio.picture.presenter import load
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary
from locvid.verify.face import FaceTracker
from locvid.verify.lips import aperture_of

PRESENTERS = ("amara", "jon", "maya")
GREY = 0xFFB8C0C6
OPEN, CLOSED = Pose(jaw=0.98, wide=0.25), Pose(press=1.0)


@pytest.fixture(scope="module")
def presenters():
    library = PresetLibrary()
    return {name: load(name, library) for name in PRESENTERS}


def frame(presenter, pose, size=(480, 400), scale=1.0, light=Light(), matrix=None):  # noqa: B008
    """BGR pixels of the head in the middle of a grey picture."""
    height, width = size
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(
        width, height, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    surface = skia.Surface.MakeRasterDirect(info, pixels, width * 4)
    canvas = surface.getCanvas()
    canvas.clear(GREY)
    canvas.translate(width / 2, height * 0.42)
    canvas.scale(scale, scale)
    if matrix is not None:
        canvas.concat(matrix)
    presenter.prepare(scale)
    presenter.draw(canvas, pose, light)
    return pixels[..., :3].copy()


def apertures(presenter, poses):
    tracker = FaceTracker()
    found = []
    for pose in poses:
        picture = frame(presenter, pose)
        landmarks = tracker.follow(picture)
        if landmarks is None:
            landmarks = tracker.find(picture)
        assert landmarks is not None, f"no face in {pose}"
        found.append(aperture_of(landmarks))
    return np.array(found)


@pytest.mark.parametrize("name", PRESENTERS)
def test_a_face_tracker_follows_the_lips(presenters, name):
    at = np.arange(40) / 25
    jaw = np.clip(0.45 + 0.5 * np.sin(14.5 * at) + 0.2 * np.sin(25.8 * at), 0.0, 1.0)
    poses = [
        Pose(
            jaw=float(opening),
            press=1.0 if opening < 0.02 else 0.0,
            wide=0.4 + 0.4 * float(np.sin(7.7 * second)),
            smile=0.3,
            yaw=6.0 * float(np.sin(1.8 * second)),
            pitch=3.0 * float(np.sin(2.7 * second)),
            roll=3.0 * float(np.sin(1.2 * second)),
        )
        for opening, second in zip(jaw, at, strict=True)
    ]
    assert np.corrcoef(apertures(presenters[name], poses), jaw)[0, 1] > 0.9


@pytest.mark.parametrize("name", PRESENTERS)
def test_closed_lips_measure_closed_and_open_ones_open(presenters, name):
    assert apertures(presenters[name], [CLOSED] * 3)[-1] < 0.03
    assert apertures(presenters[name], [replace(CLOSED, smile=0.7)] * 3)[-1] < 0.03
    assert apertures(presenters[name], [OPEN] * 3)[-1] > 0.2


@pytest.mark.parametrize("name", PRESENTERS)
def test_a_face_is_found_in_every_pose(presenters, name):
    extremes = [(-16, 0, 0), (16, 0, 0), (0, 10, 0), (0, -10, 0), (12, 6, 7), (-12, -6, -7)]
    for yaw, pitch, roll in extremes:
        pose = Pose(yaw=yaw, pitch=pitch, roll=roll, blink_left=1.0, blink_right=1.0)
        assert FaceTracker().find(frame(presenters[name], pose)) is not None


@pytest.mark.parametrize("name", PRESENTERS)
def test_the_same_pose_gives_the_same_pixels(presenters, name):
    pose = Pose(jaw=0.4, yaw=5.0, roll=-2.0, smile=0.6)
    again = load(name, PresetLibrary())
    digests = {
        hashlib.sha256(frame(one, pose).tobytes()).hexdigest() for one in (presenters[name], again)
    }
    assert len(digests) == 1


@pytest.mark.parametrize("name", PRESENTERS)
def test_every_channel_of_the_pose_is_seen(presenters, name):
    plain = frame(presenters[name], Pose())
    for channel in Pose.__dataclass_fields__:
        base = Pose(jaw=0.4) if channel in ("tongue", "wide") else Pose()
        moved = replace(base, **{channel: 0.9})
        reference = frame(presenters[name], base) if base != Pose() else plain
        assert np.abs(frame(presenters[name], moved).astype(int) - reference).max() > 8, channel


def test_presenters_differ_in_more_than_colour(presenters):
    edges = []
    for name in PRESENTERS:
        grey = cv2.cvtColor(frame(presenters[name], Pose()), cv2.COLOR_BGR2GRAY)
        edges.append(cv2.Canny(grey, 60, 120) > 0)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert (edges[one] & edges[other]).sum() < 0.5 * min(edges[one].sum(), edges[other].sum())


@pytest.mark.parametrize("name", PRESENTERS)
def test_nothing_is_drawn_outside_the_design_space(presenters, name):
    whole = frame(presenters[name], Pose(), size=(1600, 1000), scale=1.0)
    background = np.array([0xC6, 0xC0, 0xB8])
    drawn = (np.abs(whole.astype(int) - background) > 2).any(axis=2)
    rows, columns = np.nonzero(drawn.any(axis=1))[0], np.nonzero(drawn.any(axis=0))[0]
    top, bottom = rows[0] - 672, rows[-1] - 672
    assert -200 < top < -160
    # A body down to the hip, for upright framings: as far as this picture reaches.
    assert bottom > 900
    assert columns[0] - 500 >= -430
    assert columns[-1] - 500 <= 430
    assert drawn[672:, 500].all()


@pytest.mark.parametrize("name", PRESENTERS)
def test_the_key_light_models_the_face(presenters, name):
    def sides(key_side):
        picture = frame(presenters[name], Pose(), light=Light(key_side=key_side)).astype(float)
        return picture[230:260, 130:165].mean(), picture[230:260, 235:270].mean()

    left, right = sides(-0.9)
    assert left > right + 5
    left, right = sides(0.9)
    assert right > left + 5


def test_a_warm_light_tints_the_figure(presenters):
    neutral = frame(presenters["maya"], Pose()).astype(float)
    warm = frame(presenters["maya"], Pose(), light=Light(tint=(1.0, 0.94, 0.8))).astype(float)
    face = slice(120, 260), slice(140, 260)
    ratio = warm[face].mean(axis=(0, 1)) / neutral[face].mean(axis=(0, 1))
    assert ratio[0] < ratio[1] < ratio[2]


@pytest.mark.parametrize("name", PRESENTERS)
def test_a_frame_is_cheap(presenters, name):
    """Loose against a busy machine; the benchmark has the figures."""
    presenter = presenters[name]
    pixels = np.zeros((720, 1280, 4), np.uint8)
    info = skia.ImageInfo.Make(
        1280, 720, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    canvas = skia.Surface.MakeRasterDirect(info, pixels, 1280 * 4).getCanvas()
    canvas.translate(640, 300)
    presenter.prepare(1.0)
    presenter.draw(canvas, Pose(), Light())
    times = []
    for step in range(20):
        start = time.process_time()
        presenter.draw(canvas, Pose(yaw=step % 7 - 3.0, jaw=step / 20), Light())
        times.append(time.process_time() - start)
    assert np.median(times) < 0.025


def broken(tmp_path, change):
    folder = tmp_path / "presets" / "presenters"
    folder.mkdir(parents=True)
    text = PresetLibrary().get("presenters", "maya").location.file.read_text(encoding="utf-8")
    (folder / "mine.yaml").write_text(change(text), encoding="utf-8")
    return PresetLibrary(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("skin:", "skim:", "no 'skim'"),
        ('iris: "#8a5a33"', "iris: brown", "eyes.iris"),
        ("style: bob", "style: mohawk", "no hair style 'mohawk'"),
        ("style: blazer", "style: 7", "clothes.style"),
        ("neck: 55", "neck: wide", "face.neck"),
        ("radius: 4", "radios: 4", "no 'radios'"),
    ],
)
def test_a_broken_preset_is_named_with_its_key(tmp_path, old, new, message):
    library = broken(tmp_path, lambda text: text.replace(old, new))
    with pytest.raises(InvalidInput, match=message):
        load("mine", library)


def test_a_missing_part_is_named(tmp_path):
    library = broken(
        tmp_path, lambda text: "\n".join(line for line in text.split("\n") if "hair:" not in line)
    )
    with pytest.raises(InvalidInput, match="lacks 'hair'"):
        load("mine", library)
