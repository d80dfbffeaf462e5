"""The generator behind ``--generator server``: shots made by engines on other machines."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib.metadata import version as installed_version
from math import ceil
from typing import TYPE_CHECKING, Any

from locvid.generate.base import NO_PROPS, Capabilities, Props
from locvid.generate.length import allowed_frames
from locvid.generate.server.settings import ServerSettings, is_secret
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.family import Grid, ModelFamily
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt, Speaker
from locvid.model.take import AMBIENCE, DIALOGUE, FOREGROUND, MIDGROUND, Frame, Take
from locvid.presets.library import PresetLibrary
from locvid.presets.models import family

if TYPE_CHECKING:
    from locvid.generate.server.api import VideoServer
    from locvid.generate.server.decode import Source
    from locvid.generate.server.jobs import Jobs
    from locvid.generate.server.work import Made

_ANY_GRID = Grid(fps=24, frame_step=1, frame_rest=0, size_step=16)
_SEEDS = 2**31
"""Engines keep seeds in 32-bit integers; a prompt's has 48 bits."""


class ServerGenerator:
    """Speaks ``POST /v1/videos``; see ``settings`` for what it has to be told."""

    name = "server"

    def __init__(self, library: PresetLibrary, settings: ServerSettings | None = None) -> None:
        """``settings`` stand in for those of the environment."""
        self._library = library
        self._told = settings

    @property
    def version(self) -> str:
        """locvid's version and what is asked of the model; not where it runs."""
        settings = self._settings
        asked = json.dumps([settings.family, settings.model, settings.params], sort_keys=True)
        return f"{installed_version('locvid')}+{hashlib.sha256(asked.encode()).hexdigest()[:12]}"

    def available(self) -> Availability:
        """Whether a server is named and one answers."""
        settings = self._settings
        if not settings.urls:
            return Availability(
                False, "no server is named", "set LOCVID_SERVER_URLS=http://host:port"
            )
        reasons = []
        with self._servers() as servers:
            for server in servers:
                reason = server.reachable()
                if not reason:
                    return READY
                reasons.append(f"{server.name}: {reason}")
        return Availability(
            False, "; ".join(reasons), "start the engine, or correct LOCVID_SERVER_URLS"
        )

    def capabilities(self) -> Capabilities:
        """Those of the model family that is served."""
        served = self._family
        return Capabilities(
            languages=None,
            longest_shot_s=served.limits.longest_s,
            dialogue=True,
            dialect=served.name,
            portrait=True,
        )

    def perform(
        self, prompt: PerformancePrompt, video: VideoFormat, props: Props = NO_PROPS
    ) -> Take:
        """Have the shot made, wait for it, and hand it over as a stream.

        Raises InvalidInput where the request cannot be served, MissingDependency where the
        servers fail.
        """
        from locvid.generate.server import decode
        from locvid.generate.server.jobs import Jobs
        from locvid.generate.server.work import Order, make

        if props.write is None:
            raise InvalidInput("the generator 'server' needs the prompt as text")
        settings = self._settings
        fields = self._request(prompt, video, props.write(prompt))
        # The order in which shots are made must not matter, nor how often one was made before.
        shown = _portrait(prompt)
        seal = shown.portrait.sha256 if shown and shown.portrait else ""
        key = _digest([self.version, fields, seal, video.width, video.height, str(video.fps)])
        picture = props.project / shown.portrait.file if shown and shown.portrait else None
        jobs = Jobs(settings.folder, settings.timeout_s)
        with self._servers() as servers:
            order = Order(key, fields, picture)
            made = make(order, servers, jobs, settings, decode.examine, props.report)
        source = decode.examine(made.video)
        if not source.has_sound:
            jobs.forget(key)
            raise MissingDependency(
                f"the model that {made.server} serves makes no sound",
                hint="serve a joint audio-video model such as LTX-2",
            )
        frame_count = allowed_frames(source.frames_in(video), prompt.length, video)
        sample_count = video.sample_of_frame(frame_count)
        dialogue, lacking = decode.sound(made.video, source, sample_count)
        quiet = decode.silence(sample_count)
        return Take(
            format=video,
            frame_count=frame_count,
            sample_count=sample_count,
            frames=_until_used(decode.frames(made.video, source, video, frame_count), jobs, key),
            # A joint model gives one mix; it is not taken apart.
            stems={DIALOGUE: dialogue, FOREGROUND: quiet, MIDGROUND: quiet, AMBIENCE: quiet},
            provenance={
                **self._provenance(prompt, fields, made, source),
                "consistency": [f"portrait of {shown.id}"] if shown else [],
                "samples_of_silence_added": lacking,
            },
        )

    @property
    def _settings(self) -> ServerSettings:
        return self._told or ServerSettings.of(os.environ)

    @property
    def _family(self) -> ModelFamily:
        return family(self._settings.family, self._library)

    @contextmanager
    def _servers(self) -> Iterator[list[VideoServer]]:
        from locvid.generate.server.api import VideoServer

        settings = self._settings
        if not settings.urls:
            raise InvalidInput(
                "no video server is named", hint="set LOCVID_SERVER_URLS=http://host:port"
            )
        with ExitStack() as stack:
            yield [
                stack.enter_context(closing(VideoServer(url, settings))) for url in settings.urls
            ]

    def _request(self, prompt: PerformancePrompt, video: VideoFormat, text: str) -> dict[str, Any]:
        """Fields as both engines name them; ``generate_sound`` is read by vLLM-Omni only."""
        settings, served = self._settings, self._family
        grid = served.grid or _ANY_GRID
        wanted_s = prompt.duration.natural_s
        if served.limits.longest_s is not None:
            wanted_s = min(wanted_s, served.limits.longest_s)
        clip_s = max(wanted_s, served.limits.shortest_s)
        if served.limits.lengths_s:
            clip_s = served.limits.clip_s(wanted_s)
        width, height = grid.side(video.width), grid.side(video.height)
        fields: dict[str, Any] = {
            "prompt": text,
            "size": f"{width}x{height}",
            "width": width,
            "height": height,
            "fps": grid.fps,
            "num_frames": grid.frames(clip_s),
            # Only where an engine does not know the number of frames; all want it as text.
            "seconds": str(max(1, ceil(clip_s))),
            "seed": prompt.seed % _SEEDS,
            "generate_sound": True,
        }
        if settings.model:
            fields["model"] = settings.model
        return fields | dict(settings.params)

    def _provenance(
        self,
        prompt: PerformancePrompt,
        fields: dict[str, Any],
        made: Made,
        source: Source,
    ) -> dict[str, object]:
        return {
            "generator": self.name,
            "version": self.version,
            "family": self._settings.family,
            "server": made.server,
            "job": made.job,
            "model": made.model or self._settings.model,
            "resumed": made.resumed,
            "seed": prompt.seed,
            "request": {
                name: value
                for name, value in fields.items()
                if name != "prompt" and not is_secret(name)
            },
            "prompt": fields["prompt"],
            "made": {
                "width": source.width,
                "height": source.height,
                "fps": str(source.fps),
                "seconds": round(float(source.seconds), 3),
            },
            "stems": "one mix; the model does not separate them",
        }


def _portrait(prompt: PerformancePrompt) -> Speaker | None:
    """Whose picture the shot can start from: nobody's where it shows several people."""
    if len(prompt.speakers) != 1 or prompt.speakers[0].portrait is None:
        return None
    return prompt.speakers[0]


def _until_used(frames: Iterator[Frame], jobs: Jobs, key: str) -> Iterator[Frame]:
    """``frames``; the file and the note of the job go when the last one was taken."""
    yield from frames
    jobs.forget(key)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]
