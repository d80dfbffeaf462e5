"""One file for several languages: one picture, a sound track and captions for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ffmpeg

from locvid.deliver.containers.base import container
from locvid.deliver.mux import iso_639_3
from locvid.deliver.outputs.base import Programme
from locvid.deliver.picture import BITEXACT
from locvid.deliver.provenance import append_xmp, printable, tags
from locvid.media.ffmpeg import run
from locvid.media.probe import probe
from locvid.model.availability import READY, Availability
from locvid.model.profile import Profile

SEVERAL = "mul"
"""ISO 639-2 for content in several languages."""


class MultiAudio:
    """Nothing is coded again: picture, sound and captions are those of the films."""

    name = "multi-audio"
    fewest = 2
    most: int | None = None
    one_picture = True
    needs_stems = False

    def ending(self, profile: Profile) -> str:
        """In the container of the films."""
        return f".multi-audio.{profile.container}"

    def available(self) -> Availability:
        """Whatever made the films can join them."""
        return READY

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """The first language is the one that is played where a viewer has chosen none."""
        file = container(programme.profile.container)
        inputs = [ffmpeg.input(str(version.file.absolute())) for version in programme.versions]
        streams = [inputs[0].video, *(each.audio for each in inputs)]
        options: dict[str, object] = {}
        captioned = 0
        for number, (version, source) in enumerate(zip(programme.versions, inputs, strict=True)):
            code, name = iso_639_3(version.locale), version.language
            # ffmpeg-python takes an option once: a stream is named by its kind, then by its place.
            options[f"metadata:s:a:{number}"] = f"language={code}"
            options[f"metadata:s:{1 + number}"] = f"title={name}"
            options[f"disposition:a:{number}"] = "default" if number == 0 else "0"
            if probe(version.file).first("subtitle") is not None:
                streams.append(source["s:0"])
                options[f"metadata:s:s:{captioned}"] = f"language={code}"
                options[f"metadata:s:{1 + len(inputs) + captioned}"] = f"title={name}"
                options[f"disposition:s:{captioned}"] = "0"
                captioned += 1
        languages = ", ".join(version.locale.tag for version in programme.versions)
        told = tags(programme.title, programme.source_tag, languages, programme.source_type)
        options |= {
            f"metadata:g:{i}": f"{key}={value}" for i, (key, value) in enumerate(told.items())
        }
        shots: Any = programme.versions[0].delivery["shots"]
        for number, shot in enumerate(shots):
            options[f"metadata:c:{number}"] = f"title={printable(shot['id'])}"
        graph = ffmpeg.output(
            *streams,
            str(path),
            format=file.muxer,
            c="copy",
            map_chapters=0,
            **{"metadata:s:v:0": f"language={SEVERAL}"},
            **file.options(programme.profile),
            **options,
            **BITEXACT,
        )
        run(graph, "joining the languages", target)
        if file.has_boxes:
            append_xmp(path, programme.title, SEVERAL, programme.source_type)
