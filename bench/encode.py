"""How long ffmpeg alone needs to encode the frames of a finished film: the render's yardstick.

    python bench/encode.py out/launch/launch.fr-FR.mp4 --profile web

The film is decoded to raw BGRA frames in a temporary file; only the encoding of that file is timed,
with the very settings that locvid uses.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

import ffmpeg

from locvid.deliver.picture import encoding, raw_input
from locvid.media.ffmpeg import run
from locvid.model.profile import Profile
from locvid.presets.library import PresetLibrary
from locvid.presets.profiles import profile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("--profile", default="web")
    parser.add_argument("--frames", type=int, default=250, help="measure the first N frames")
    arguments = parser.parse_args()
    chosen = profile(arguments.profile, PresetLibrary())
    print(json.dumps(encoding_time(arguments.film, chosen, arguments.frames)))


def encoding_time(film: Path, chosen: Profile, frames: int) -> dict[str, float]:
    """Wall and CPU seconds for the first ``frames`` frames, and the length of these in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        raw, coded = Path(folder, "frames.bgra"), Path(folder, "coded.mp4")
        decoding = ffmpeg.input(str(film)).video.output(
            str(raw), format="rawvideo", pix_fmt="bgra", vframes=frames
        )
        run(decoding, "decoding the film", film)
        size = chosen.video.width * chosen.video.height * 4
        count, rest = divmod(raw.stat().st_size, size)
        if rest or count == 0:
            raise SystemExit(f"{film} is not of the profile '{chosen.name}'")
        source = ffmpeg.input(str(raw), **raw_input(chosen))
        wall, cpu = time.perf_counter(), child_seconds()
        run(encoding(chosen, source, coded), "encoding the frames", film)
        return {
            "frames": count,
            "video_s": float(count / chosen.video.fps),
            "wall_s": round(time.perf_counter() - wall, 3),
            "cpu_s": round(child_seconds() - cpu, 3),
        }


def child_seconds() -> float:
    """CPU time of the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
