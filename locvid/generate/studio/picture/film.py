"""The picture of a shot, frame by frame: room, camera and whoever has the turn to speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath, View
from locvid.generate.studio.picture.group import group_frames, view_of
from locvid.generate.studio.picture.layer import raster
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.performance import pose_track
from locvid.generate.studio.picture.pose import PoseTrack
from locvid.generate.studio.picture.presenter import Presenter, load
from locvid.generate.studio.picture.screen import Screen
from locvid.generate.studio.picture.setting import furnish
from locvid.generate.studio.picture.things import add_things
from locvid.generate.studio.timeline.model import Timeline
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Frame
from locvid.presets.deliveries import emotion
from locvid.presets.library import PresetLibrary

_FACING_DEG, _GLANCE = 6.0, 0.12
"""How far two people in a dialogue turn to each other, in degrees of yaw and units of gaze."""


_NOBODY, _SILENT = "", "calm"
"""Who is seen in a shot without speech, and the emotion of its camera."""


@dataclass(slots=True)
class _SetUp:
    """One speaker's camera set-up: the reverse shots of a dialogue differ in all of this.

    ``figure`` is the speaker with how they move; None where nobody is in the picture.
    """

    side: int
    camera: CameraPath
    backdrop: Backdrop
    light: Light
    figure: tuple[Presenter, PoseTrack] | None


def frames(
    timeline: Timeline,
    prompt: PerformancePrompt,
    video: VideoFormat,
    library: PresetLibrary,
    screen: Screen | None = None,
) -> Iterator[Frame]:
    """Draw a shot: ``timeline.frame_count`` frames, uint8 [height, width, 4] in BGRA order.

    A frame is valid until the next one is asked for. The picture cuts at the first frame of each
    turn, but where the timeline has marks: then all who stand on them are in it. The same
    arguments give the same pixels. Raises InvalidInput where a preset is missing or wrong.
    ``screen`` are the texts over the picture.
    """
    if timeline.marks:
        camera = _camera(0, timeline, prompt, video, library)
        yield from group_frames(camera, timeline, prompt, video, library, screen)
        return
    set_ups: dict[str, _SetUp] = {}
    picture, surface = raster(video.width, video.height)
    canvas = surface.getCanvas()
    for frame, speaker in enumerate(_faces(timeline, video)):
        if speaker not in set_ups:
            set_ups[speaker] = _set_up(speaker, timeline, prompt, video, library)
        shot = set_ups[speaker]
        view = shot.camera.at(frame)
        shot.backdrop.copy_to(picture, view, frame)
        if shot.figure is not None:
            presenter, poses = shot.figure
            pose = poses[frame]
            if shot.side:
                pose = replace(
                    pose,
                    yaw=pose.yaw - _FACING_DEG * shot.side,
                    gaze_x=max(-1.0, min(1.0, pose.gaze_x - _GLANCE * shot.side)),
                )
            canvas.save()
            canvas.translate(view.x, view.y)
            canvas.scale(view.scale, view.scale)
            presenter.draw(canvas, pose, shot.light)
            canvas.restore()
        shot.backdrop.draw_front(canvas, view, frame)
        if screen is not None:
            screen.draw(canvas, frame)
        yield picture


def screen_of(
    timeline: Timeline, prompt: PerformancePrompt, video: VideoFormat, library: PresetLibrary
) -> Screen | None:
    """The texts of the shot, clear of the faces wherever the camera sees them; None without any.

    Raises InvalidInput where one does not fit.
    """
    if not prompt.screen:
        return None
    if timeline.marks:
        camera = _camera(0, timeline, prompt, video, library)

        def together(frame: int) -> Sequence[View]:
            view = camera.at(frame)
            return [view_of(mark, view, camera.rest, video) for mark in timeline.marks]

        return Screen(prompt, video, timeline.frame_count, together, library)
    faces = list(_faces(timeline, video))
    cameras = {
        speaker: _camera(_side(speaker, timeline), timeline, prompt, video, library)
        for speaker in dict.fromkeys(faces)
    }
    return Screen(
        prompt,
        video,
        timeline.frame_count,
        (lambda frame: [cameras[faces[frame]].at(frame)]) if timeline.turns else None,
        library,
    )


def _faces(timeline: Timeline, video: VideoFormat) -> Iterator[str]:
    """Who is in the picture, frame by frame: the turn that holds the frame's first sample.

    Nobody, where nobody speaks.
    """
    if not timeline.turns:
        yield from repeat(_NOBODY, timeline.frame_count)
        return
    turns = iter(timeline.turns)
    turn = next(turns)
    following = next(turns, None)
    for frame in range(timeline.frame_count):
        while following is not None and video.sample_of_frame(frame) >= following.start:
            turn, following = following, next(turns, None)
        yield turn.speaker


def _side(speaker: str, timeline: Timeline) -> int:
    """The first to speak stands on the left and looks to the right, the next one the other way."""
    order = list(dict.fromkeys(turn.speaker for turn in timeline.turns))
    return 0 if len(order) <= 1 else (-1, 1)[order.index(speaker) % 2]


def _camera(
    side: int,
    timeline: Timeline,
    prompt: PerformancePrompt,
    video: VideoFormat,
    library: PresetLibrary,
) -> CameraPath:
    first = timeline.turns[0].emotion if timeline.turns else _SILENT
    energy = emotion(first, library).camera_energy
    return CameraPath(prompt.camera, video, timeline.frame_count, side, energy)


def _set_up(
    speaker: str,
    timeline: Timeline,
    prompt: PerformancePrompt,
    video: VideoFormat,
    library: PresetLibrary,
) -> _SetUp:
    side = _side(speaker, timeline)
    camera = _camera(side, timeline, prompt, video, library)
    stage, scene = furnish(
        prompt.setting, library, video, camera, timeline, prompt.seed, mirrored=side > 0
    )
    add_things(scene, stage, library)
    figure = None
    if speaker != _NOBODY:
        person = next(person for person in prompt.speakers if person.id == speaker)
        presenter = load(person.presenter, library)
        presenter.prepare(camera.closest_scale, camera.lowest)
        figure = presenter, pose_track(timeline, speaker, video, prompt, library)
    return _SetUp(side, camera, Backdrop(stage, scene), scene.light, figure)
