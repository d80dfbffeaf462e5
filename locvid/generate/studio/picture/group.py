"""Several people in one picture, each on their mark and turned to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from locvid.generate.studio.picture.backdrop import Backdrop
from locvid.generate.studio.picture.camera import CameraPath, View
from locvid.generate.studio.picture.layer import raster
from locvid.generate.studio.picture.performance import pose_track
from locvid.generate.studio.picture.pose import Pose, PoseTrack
from locvid.generate.studio.picture.presenter import Presenter, load
from locvid.generate.studio.picture.screen import Screen
from locvid.generate.studio.picture.setting import furnish
from locvid.generate.studio.picture.things import add_things
from locvid.generate.studio.timeline.model import Mark, Timeline
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Frame
from locvid.presets.library import PresetLibrary

_FACING_DEG, _FURTHEST_DEG = 16.0, 21.0
"""How far they turn their heads to each other: beyond three quarters a drawing is no longer made
for it, and lips cannot be read."""
_GAZE = 0.85
"""Where their eyes rest, in units of gaze: on the other's face."""


@dataclass(frozen=True, slots=True)
class _Member:
    mark: Mark
    presenter: Presenter
    poses: PoseTrack


def group_frames(
    camera: CameraPath,
    timeline: Timeline,
    prompt: PerformancePrompt,
    video: VideoFormat,
    library: PresetLibrary,
    screen: Screen | None = None,
) -> Iterator[Frame]:
    """Draw a shot of everybody on ``timeline.marks``; otherwise as ``film.frames``."""
    stage, scene = furnish(
        prompt.setting, library, video, camera, timeline, prompt.seed, mirrored=False
    )
    add_things(scene, stage, library)
    backdrop = Backdrop(stage, scene)
    members = [_member(mark, camera, timeline, prompt, video, library) for mark in timeline.marks]
    picture, surface = raster(video.width, video.height)
    canvas = surface.getCanvas()
    for frame in range(timeline.frame_count):
        view = camera.at(frame)
        backdrop.copy_to(picture, view, frame)
        for member in members:
            own = view_of(member.mark, view, camera.rest, video)
            canvas.save()
            canvas.translate(own.x, own.y)
            canvas.scale(own.scale, own.scale)
            member.presenter.draw(canvas, _turned(member.poses[frame], member.mark), scene.light)
            canvas.restore()
        backdrop.draw_front(canvas, view, frame)
        if screen is not None:
            screen.draw(canvas, frame)
        yield picture


def view_of(mark: Mark, view: View, rest: View, video: VideoFormat) -> View:
    """The camera for whoever stands on ``mark``; it moves in on the middle of the group."""
    aside = mark.x * video.width / 2 * view.scale / rest.scale
    return replace(view, x=view.x + aside)


def _member(
    mark: Mark,
    camera: CameraPath,
    timeline: Timeline,
    prompt: PerformancePrompt,
    video: VideoFormat,
    library: PresetLibrary,
) -> _Member:
    person = next(person for person in prompt.speakers if person.id == mark.speaker)
    presenter = load(person.presenter, library)
    presenter.prepare(camera.closest_scale, camera.lowest)
    return _Member(mark, presenter, pose_track(timeline, mark.speaker, video, prompt, library))


def _turned(pose: Pose, mark: Mark) -> Pose:
    yaw = mark.facing * _FACING_DEG + pose.yaw
    return replace(
        pose,
        yaw=max(-_FURTHEST_DEG, min(_FURTHEST_DEG, yaw)),
        gaze_x=max(-1.0, min(1.0, mark.facing * _GAZE + pose.gaze_x)),
    )
