"""Measures the sound of things: material, space, time, layers, seeds, cost. Needs what was made of

bench/scripts/things.yaml with ``--stems``: python bench/sound.py FOLDER. All but the first table
is measured on the finished file.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np

from locvid.generate.studio.sound.foley.base import foley_of, play_of
from locvid.generate.studio.sound.material import material
from locvid.generate.studio.sound.section import Section
from locvid.generate.studio.timeline.model import Beat, Event
from locvid.media.wav import read
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary
from locvid.verify.decode import stereo
from locvid.verify.things.film import recede, things, told
from locvid.verify.things.movers import mover
from locvid.verify.things.onset import onset_s
from locvid.verify.things.pictures import shots
from locvid.verify.things.timbre import centroid_hz, decay_s, level_db

LIBRARY = PresetLibrary()
ORDER = ("metal", "glass", "ceramic", "marble", "wood", "plastic", "cardboard", "carpet")
"""By rising internal friction: Wildes & Richards 1988, Klatzky et al. 2000 for those they have."""
SEEDS = range(8)


def blow(cue: str, of: str = "", on: str = "", seed: int = 1, size: float = 1.0) -> Samples:
    """One contact, dry."""
    preset = Section.of(LIBRARY.get("cues", cue))
    event = Event(cue, 0, SAMPLE_RATE, "normal", (), seed, (Beat(0),), of, on, size)
    play = play_of(event, preset, partial(material, library=LIBRARY))
    random = np.random.default_rng(seed)
    return foley_of(preset).sound(SAMPLE_RATE, random, preset.section("sound"), play)


def usual(measure: Callable[[Samples], float], **how: str) -> float:
    """The median over seeds."""
    return float(np.median([measure(blow("glass-set-down", seed=seed, **how)) for seed in SEEDS]))


def materials() -> None:
    print("material: a glass of each set down on marble; the glass on each (medians of 8 seeds)")
    print(f"{'':10}    tan φ  decay ms  centroid Hz  cycles  on: decay     Hz      dB")
    cycles: list[float] = []
    for name in ORDER:
        loss = material(name, LIBRARY).loss
        lasts, bright = (usual(measure, of=name, on="marble") for measure in (decay_s, centroid_hz))
        under = [usual(measure, on=name) for measure in (decay_s, centroid_hz, level_db)]
        # Internal friction is what decides how many times a thing swings, whatever its shape.
        cycles.append(lasts * bright)
        print(
            f"{name:10}  {loss:7.4f}  {lasts * 1000:8.0f}  {bright:11.0f}  {cycles[-1]:6.1f}  "
            f"{under[0] * 1000:9.0f}  {under[1]:5.0f}  {under[2]:6.1f}"
        )
    falls = all(a > b for a, b in pairwise(cycles))
    print(f"  decay in cycles falls as internal friction rises: {'yes' if falls else 'NO'}")


def seeds() -> None:
    print("seeds 1 to 6 of a cue: correlation of their sound, spread of centroid and decay")
    for cue in ("glass-set-down", "cup", "box-set-down"):
        sounds = [blow(cue, seed=seed) for seed in range(1, 7)]
        pairs = np.corrcoef([sound.astype(float) for sound in sounds])[np.triu_indices(6, 1)]
        bright, lasts = ([measure(one) for one in sounds] for measure in (centroid_hz, decay_s))
        print(
            f"  {cue:15} r {np.median(pairs):.2f} (at most {pairs.max():.2f}), "
            f"{min(bright):.0f} to {max(bright):.0f} Hz, "
            f"{min(lasts) * 1000:.0f} to {max(lasts) * 1000:.0f} ms"
        )


def away(film: Path) -> None:
    """Ambience hides how much of a far sound is room, so that is measured on the stem."""
    stem = read(film.with_suffix(".midground.wav"))
    for shot in shots(film):
        moving = mover(shot)
        gone = recede(moving, stem) if moving is not None and moving.span < 0.6 else None
        if gone is not None:
            print(
                f"  in the stem from {gone.start_s:.1f} to {gone.end_s:.1f} s: "
                f"{gone.level_db:+.1f} dB, {gone.centroid:.2f} times as bright, "
                f"{gone.wetness_db:+.1f} dB of room"
            )


def layers(film: Path) -> None:
    """Stems against the mix: the film's sound before its gain is not kept, so with that fitted."""
    loudness = json.loads(film.with_suffix(".json").read_text())["delivery"]["stems"]
    total = np.sum([read(film.with_suffix(f".{name}.wav")) for name in loudness], axis=0)
    heard = stereo(film)[: len(total)]
    length = min(len(heard), len(total))
    gain = float((heard[:length] * total[:length]).sum() / np.square(total[:length]).sum())
    off_db = level_db(heard[:length]) - level_db(total[:length] * gain)
    print(f"layers: the sum of the stems against the film's sound, gain fitted: {off_db:+.2f} dB")
    for name, measured in loudness.items():
        print(f"  {name:10} {measured['integrated_lufs']} LUFS, {measured['true_peak_dbtp']} dBTP")


def timed(film: Path) -> None:
    """How far the first sample of each blow is from the timeline's, in the stem."""
    record = json.loads(film.with_suffix(".json").read_text())
    stem = read(film.with_suffix(".foreground.wav"))
    print("time: onset in the foreground stem against the timeline")
    for shot, placed in zip(record["shots"], record["delivery"]["shots"], strict=True):
        for event in shot["provenance"]["events"]:
            if event["contacts"] and event["cue"] != "steps":
                at = placed["start_s"] + event["contacts"][0] / SAMPLE_RATE
                heard = onset_s(stem, at)
                late = "not heard" if heard is None else f"{(heard - at) * 1000:+.2f} ms"
                print(f"  {placed['id']:8} {event['cue']:16} {late}")


def speech(film: Path) -> Iterator[tuple[float, float]]:
    for shot in json.loads(film.with_suffix(".json").read_text())["delivery"]["shots"]:
        for word in shot["words"]:
            yield word["start_s"], word["end_s"]


def cost() -> None:
    """CPU seconds of all sound but the voices, of the launch example's kind of shot."""
    from locvid.generate.studio.sound.mix import perform_sound
    from locvid.generate.studio.timeline.model import Timeline, Turn, Waypoint
    from locvid.model.locale import Locale
    from locvid.model.performance import DurationRange, PerformancePrompt
    from locvid.model.script import Camera
    from locvid.presets.markets import market_for

    locale = Locale("fr-FR", "fr", "FR")
    seconds = 20
    end = seconds * SAMPLE_RATE

    def walk() -> Event:
        path = (Waypoint(0, -1.2, 3.3), Waypoint(6 * SAMPLE_RATE, 1.2, 3.3))
        beats = tuple(Beat(round(index * 26_000)) for index in range(11))
        return Event("steps", 0, 6 * SAMPLE_RATE, "normal", path, 3, beats)

    glass = Event(
        "glass-set-down", end // 2, end // 2 + 60_000, "normal",
        (Waypoint(end // 2, 0.7, 1.8),), 5, (Beat(end // 2),),
    )  # fmt: skip
    print("cost: CPU seconds of sound beside speech, per second of film")
    for setting in ("studio", "office", "cafe"):
        prompt = PerformancePrompt(
            "film", "one", locale, market_for(locale, LIBRARY)[0], (), (), setting, "", Camera(),
            (), DurationRange(1, 1, 1), "", 7,
        )  # fmt: skip
        for what, events in (("ambience alone", ()), ("with steps and a glass", (walk(), glass))):
            timeline = Timeline(
                end, seconds * 25, (), (), frozenset(), (), events, (Turn("maya", 0, end, "calm"),)
            )
            perform_sound(replace(timeline, end=SAMPLE_RATE), {}, prompt, LIBRARY)
            begun = time.process_time()
            perform_sound(timeline, {}, prompt, LIBRARY)
            print(f"  {setting:8} {what:23} {(time.process_time() - begun) / seconds:.4f}")


def main() -> None:
    (film,) = sorted(Path(sys.argv[1]).glob("things/things.*.mp4"))
    materials()
    seeds()
    print("space and time, in the finished file")
    for line in told(things(film, list(speech(film)))):
        print(f"  {line}")
    away(film)
    timed(film)
    layers(film)
    cost()


if __name__ == "__main__":
    main()
