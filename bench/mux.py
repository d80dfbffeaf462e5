"""What the muxer adds to the offset of sound and picture: flash and click through the real one.

    python bench/mux.py

Three joined shots, each with a white picture and a click of one millisecond at the moment at which
it appears, are delivered at every frame rate, with the loudness and the audio bit rate of every
packaged profile. The files are read as verify reads them; what is printed is the sound's lateness
in milliseconds, that of the worst of the three clicks. Exit code 1 at 2 ms and more.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from locvid.deliver.film import assemble
from locvid.deliver.shot import write_shot
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.performance import DurationRange, PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.script import Camera
from locvid.model.take import AMBIENCE, DIALOGUE, FOREGROUND, MIDGROUND, Frame, Take
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.presets.profiles import profile
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.decode import pictures, sound

RATES = (
    Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30),
    Fraction(50), Fraction(60000, 1001), Fraction(60),
)  # fmt: skip
LIMIT_MS = 2.0
FLASH, FRAMES = 20, (37, 41, 50)
ENGLISH = Locale("en-US", "en", "US")


def main() -> int:
    library = PresetLibrary()
    names = library.names("profiles")
    worst = 0.0
    print(f"{'profile':12}" + "".join(f"{float(rate):>9.3f}" for rate in RATES) + "  fps")
    for name in names:
        row = []
        for rate in RATES:
            small = replace(profile(name, library), video=VideoFormat(160, 96, rate))
            with tempfile.TemporaryDirectory() as folder:
                film = delivered(small, library, Path(folder))
                row.append(added_ms(film))
                suffix = film.suffix
        worst = max(worst, *(abs(ms) for ms in row))
        print(f"{name:12}" + "".join(f"{ms:+9.2f}" for ms in row) + f"  {suffix}", flush=True)
    print(f"largest added offset: {worst:.2f} ms (limit {LIMIT_MS:.0f} ms)")
    return int(worst >= LIMIT_MS)


def delivered(chosen: Profile, library: PresetLibrary, folder: Path) -> Path:
    """A finished film of three shots."""
    prompt = PerformancePrompt(
        script="bench",
        shot="",
        locale=ENGLISH,
        market=market_for(ENGLISH, library)[0],
        speakers=(),
        lines=(),
        setting="",
        setting_description="",
        camera=Camera(),
        soundscape=(),
        duration=DurationRange(1, 1, 1),
        lip_sync="",
        seed=0,
    )
    shots = [
        write_shot(take(chosen.video, frames), prompt, chosen, folder / str(number))
        for number, frames in enumerate(FRAMES)
    ]
    return assemble(
        shots,
        title="Flash and click",
        locale=ENGLISH,
        source_tag=ENGLISH.tag,
        profile=chosen,
        destination=folder / "film",
        manifest={},
        write_stems=False,
    ).film


def take(video: VideoFormat, frames: int) -> Take:
    """Grey, but for one white picture whose first sample is a click; faint noise throughout."""
    samples = video.sample_of_frame(frames)
    voice = np.random.default_rng(1).normal(0, 0.002, (samples, 2)).astype(np.float32)
    click = video.sample_of_frame(FLASH)
    voice[click : click + SAMPLE_RATE // 1000] += 0.5

    def shown() -> Iterator[Frame]:
        for number in range(frames):
            yield np.full((video.height, video.width, 4), 255 if number == FLASH else 16, np.uint8)

    silence = np.zeros_like(voice)
    stems = {DIALOGUE: voice, FOREGROUND: silence, MIDGROUND: silence, AMBIENCE: silence}
    return Take(video, frames, samples, shown(), stems, (), {"generator": "bench"})


def added_ms(film: Path) -> float:
    """How late the click is that is furthest from its flash, in ms."""
    flashes = [shown.start_s for shown in pictures(film) if shown.picture.luma.mean() > 128]
    if len(flashes) != len(FRAMES):
        raise SystemExit(f"{len(flashes)} flashes were delivered of {len(FRAMES)}")
    loud = np.abs(sound(film))
    late = []
    for flash_s in flashes:
        first = max(round((flash_s - 0.1) * ALIGN_RATE), 0)
        near = loud[first : first + ALIGN_RATE // 5]
        click = first + int(np.argmax(near > 0.5 * near.max()))
        late.append((click / ALIGN_RATE - flash_s) * 1000)
    return max(late, key=abs)


if __name__ == "__main__":
    sys.exit(main())
