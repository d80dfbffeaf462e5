"""How well the sound watermark survives, how rarely chance looks like it, and what it costs.

python bench/watermark.py [--clips FOLDER] [--recognise] [--visqol CLIPS]

Clips are the shots and films of two scripts in up to eight languages, spoken and mixed by the
studio (no pictures); FOLDER keeps them for another time. --recognise has Whisper-base read some of
them with and without the mark; --visqol scores some with ViSQOL's audio mode (pip install
visqol-python; minutes a clip).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import ffmpeg
import numpy as np

from locvid.media import ffmpeg as runner
from locvid.media.loudness import measure
from locvid.media.wav import read, write_blocks
from locvid.model.media import SAMPLE_RATE
from locvid.watermark.code import Payload
from locvid.watermark.detect import MOST_FALSE_ALARMS, Found, levels, strongest
from locvid.watermark.embed import marked

ROOT = Path(__file__).parents[1]
SCRIPTS = {
    ROOT / "bench/scripts/held-out.yaml": "en,fr,es,de,it,pt,ja,nl",
    ROOT / "examples/launch/script.yaml": "en,fr,es,de,ja",
}
PEAK = 0.7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=Path, default=Path(tempfile.mkdtemp()))
    parser.add_argument("--recognise", action="store_true")
    parser.add_argument("--visqol", type=int, default=0)
    chosen = parser.parse_args()
    clips = dict(all_clips(chosen.clips))
    seconds = sum(map(len, clips.values())) / SAMPLE_RATE
    print(f"{len(clips)} clips, {seconds:.0f} s")
    films = {name: mark(clip, name) for name, clip in clips.items()}
    survival(films)
    alarms(clips)
    change(clips, films)
    cost(clips)
    if chosen.recognise:
        recognised(clips, films)
    if chosen.visqol:
        scored(clips, films, chosen.visqol)


def all_clips(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Every shot, and all shots of a script in a language as one film; stereo, peak at PEAK."""
    from locvid.generate.studio.generator import StudioGenerator
    from locvid.run.direction import open_project, prompts_for, resolve_locales

    folder.mkdir(parents=True, exist_ok=True)
    for script, languages in SCRIPTS.items():
        project = open_project(script)
        generator = StudioGenerator(project.library)
        for locale in resolve_locales(tuple(languages.split(",")))[0]:
            film = []
            for prompt in prompts_for(project, locale, 0)[0]:
                name = f"{script.parent.name}-{prompt.shot}-{locale.tag}"
                kept = folder / f"{name}.npy"
                if not kept.exists():
                    take = generator.perform(prompt, project.profile.video)
                    np.save(kept, sum(take.stems.values()))
                film.append(np.load(kept))
                yield name, normal(film[-1])
            yield f"{script.parent.name}-{locale.tag}", normal(np.concatenate(film))


def normal(sound: np.ndarray) -> np.ndarray:
    return (sound * (PEAK / np.abs(sound).max())).astype(np.float32)


def payload_of(name: str) -> Payload:
    return Payload(int(hashlib.sha256(name.encode()).hexdigest()[:8], 16))


def mark(clip: np.ndarray, name: str) -> np.ndarray:
    return np.concatenate(list(marked(blocks(clip), payload_of(name))))


def blocks(sound: np.ndarray) -> list[np.ndarray]:
    return [sound[at : at + SAMPLE_RATE] for at in range(0, len(sound), SAMPLE_RATE)]


def coded(suffix: str, **options: object) -> Callable[[np.ndarray], np.ndarray]:
    """Through a coder and back."""

    def change(sound: np.ndarray) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            wav, small, back = (Path(folder, name) for name in ("a.wav", f"b.{suffix}", "c.wav"))
            write_blocks(wav, [sound])
            runner.run(ffmpeg.input(str(wav)).output(str(small), **options), "coding", small)
            decoded = ffmpeg.input(str(small)).output(
                str(back), ar=SAMPLE_RATE, ac=2, acodec="pcm_f32le"
            )
            runner.run(decoded, "decoding", back)
            return read(back)

    return change


def noisy(decibel: float) -> Callable[[np.ndarray], np.ndarray]:
    def change(sound: np.ndarray) -> np.ndarray:
        noise = np.random.default_rng(1).normal(size=sound.shape)
        level = np.sqrt((sound**2).mean()) * 10 ** (decibel / 20)
        return (sound + level * noise).astype(np.float32)

    return change


def down(sound: np.ndarray) -> np.ndarray:
    return np.repeat(sound.mean(axis=1, keepdims=True), 2, axis=1)


ATTACKS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "none": lambda sound: sound,
    "AAC 128 kbit/s": coded("m4a", acodec="aac", audio_bitrate=128_000),
    "AAC 96 kbit/s": coded("m4a", acodec="aac", audio_bitrate=96_000),
    "AAC 64 kbit/s": coded("m4a", acodec="aac", audio_bitrate=64_000),
    "Opus 64 kbit/s": coded("ogg", acodec="libopus", audio_bitrate=64_000),
    "Opus 32 kbit/s": coded("ogg", acodec="libopus", audio_bitrate=32_000),
    "MP3 96 kbit/s": coded("mp3", acodec="libmp3lame", audio_bitrate=96_000),
    "AAC 96, then Opus 64": lambda sound: ATTACKS["Opus 64 kbit/s"](
        ATTACKS["AAC 96 kbit/s"](sound)
    ),
    "44.1 kHz, 16 bit": coded("wav", ar=44_100, acodec="pcm_s16le"),
    "mono": down,
    "12 dB quieter": lambda sound: sound * np.float32(0.25),
    "first 1.3 s cut off": lambda sound: sound[62_345:],
    "noise at -20 dB": noisy(-20),
    "mono, 44.1 kHz, AAC 64": lambda sound: coded(
        "m4a", acodec="aac", audio_bitrate=64_000, ac=1, ar=44_100
    )(down(sound)),
}


def look(sound: np.ndarray) -> Found:
    found = strongest(levels(blocks(sound.mean(axis=1))))
    assert found is not None
    return found


def survival(films: dict[str, np.ndarray]) -> None:
    print(f"\n{'attack':26}{'found':>9}{'read':>9}{'strength least / median':>26}")
    for name, attack in ATTACKS.items():
        found = {clip: look(attack(film)) for clip, film in films.items()}
        there = [each.false_alarm <= MOST_FALSE_ALARMS for each in found.values()]
        right = [each.payload == payload_of(clip) for clip, each in found.items()]
        strengths = [each.strength for each in found.values()]
        print(
            f"{name:26}{sum(there):4}/{len(films)}{sum(right):6}/{len(films)}"
            f"{min(strengths):14.1f} / {np.median(strengths):.1f}",
            flush=True,
        )


def alarms(clips: dict[str, np.ndarray]) -> None:
    """Sound without a mark: the clips, also coded; noise of three colours; notes and drums."""
    print(f"\n{'without a mark':26}{'found':>9}{'strongest':>12}{'by chance in':>16}")
    kinds: dict[str, Iterator[np.ndarray]] = {
        "the clips": iter(clips.values()),
        "the clips, AAC 64 kbit/s": map(ATTACKS["AAC 64 kbit/s"], clips.values()),
        "noise": (noise(seed) for seed in range(150)),
        "music-like": (music(seed) for seed in range(40)),
    }
    for name, sounds in kinds.items():
        found = [look(sound) for sound in sounds]
        wrong = sum(each.false_alarm <= MOST_FALSE_ALARMS for each in found)
        least = min(each.false_alarm for each in found)
        strongest_of_all = max(each.strength for each in found)
        print(
            f"{name:26}{wrong:4}/{len(found):<4}{strongest_of_all:12.1f}{least:16.1g}", flush=True
        )


def noise(seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    count = 8 * SAMPLE_RATE
    spectrum = np.fft.rfft(random.normal(size=(count, 2)), axis=0)
    slope = np.maximum(np.arange(len(spectrum)), 20)[:, None] ** (-0.5 * (seed % 3))
    return normal(np.fft.irfft(spectrum * slope, count, axis=0))


def music(seed: int) -> np.ndarray:
    """Chords with a beat: plucked harmonics on a scale, a bass drum, a hi-hat."""
    random = np.random.default_rng(1000 + seed)
    count = 8 * SAMPLE_RATE
    sound = np.zeros(count)
    beat = round(SAMPLE_RATE * 60 / random.integers(70, 160))
    for start in range(0, count, beat // 2):
        time_s = np.arange(min(SAMPLE_RATE, count - start)) / SAMPLE_RATE
        for note in random.choice([0, 2, 4, 5, 7, 9, 11, 12, 16, 19], 3, replace=False):
            pitch = 220 * 2 ** (note / 12)
            wave = sum(np.sin(2 * np.pi * n * pitch * time_s) / n for n in range(1, 20))
            sound[start : start + len(time_s)] += 0.1 * np.exp(-3 * time_s) * wave
        hat = random.normal(size=len(time_s)) * np.exp(-60 * time_s)
        drum = np.sin(2 * np.pi * 50 * time_s) * np.exp(-12 * time_s)
        sound[start : start + len(time_s)] += 0.1 * hat + 0.6 * drum
    return normal(np.stack([sound, sound], axis=1))


def change(clips: dict[str, np.ndarray], films: dict[str, np.ndarray]) -> None:
    """What the mark adds, against the sound; and the loudness, with and without."""
    ratios, segments, louder, peaks = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, clip in clips.items():
            added = films[name] - clip
            ratios.append(10 * np.log10((clip**2).sum() / (added**2).sum()))
            size = len(clip) // 960 * 960
            signal, extra = (
                (part[:size].reshape(-1, 960 * 2) ** 2).mean(axis=1) for part in (clip, added)
            )
            heard = signal > 1e-6
            segments.append(np.mean(10 * np.log10(signal[heard] / (extra[heard] + 1e-12))))
            told = []
            for number, sound in enumerate((clip, films[name])):
                wav = Path(folder, f"{number}.wav")
                write_blocks(wav, [sound])
                told.append(measure(wav, wav))
            louder.append(told[1].integrated_lufs - told[0].integrated_lufs)
            peaks.append(told[1].true_peak_dbtp - told[0].true_peak_dbtp)
    whole, pieces = np.median(ratios), np.median(segments)
    print(
        f"\nsound over mark, median {whole:.1f} dB (least {min(ratios):.1f}), "
        f"in pieces of 20 ms {pieces:.1f} dB\n"
        f"loudness changes by {min(louder):+.1f} to {max(louder):+.1f} LU, "
        f"true peak by {min(peaks):+.1f} to {max(peaks):+.1f} dB"
    )


def cost(clips: dict[str, np.ndarray]) -> None:
    longest = max(clips.values(), key=len)
    seconds = len(longest) / SAMPLE_RATE
    for what, work in (
        ("putting it in", lambda: sum(map(len, marked(blocks(longest), Payload(1))))),
        ("looking for it", lambda: look(longest)),
    ):
        begun = time.process_time()
        for _ in range(3):
            work()
        spent_ms = (time.process_time() - begun) * 1000 / 3
        print(f"{what}: {spent_ms / seconds:.1f} CPU ms a second of sound")


def recognised(clips: dict[str, np.ndarray], films: dict[str, np.ndarray]) -> None:
    sys.path[:0] = [str(ROOT / "tests")]
    from recogniser import edits, normalised, transcribe

    differ = letters = 0
    for name in [name for name in clips if "garden" in name]:
        language = name.split("-")[-2]
        one, other = (
            normalised(transcribe(sound.mean(axis=1), language), language)
            for sound in (clips[name], films[name])
        )
        differ, letters = differ + edits(one, other), letters + len(one)
    print(f"Whisper-base reads {differ} of {letters} characters otherwise with the mark")


def scored(clips: dict[str, np.ndarray], films: dict[str, np.ndarray], count: int) -> None:
    from visqol import VisqolApi

    judge = VisqolApi()
    judge.create(mode="audio")
    print("\nViSQOL (4.73 is the same)  marked  AAC 160 kbit/s  AAC 96 kbit/s")
    others = [coded("m4a", acodec="aac", audio_bitrate=rate) for rate in (160_000, 96_000)]
    for name in [name for name in clips if "hook" in name][:count]:
        clip = clips[name][: 6 * SAMPLE_RATE]
        versions = [films[name], *(other(clip) for other in others)]
        scores = [
            judge.measure_from_arrays(
                clip.mean(axis=1).astype(float),
                version[: len(clip)].mean(axis=1).astype(float),
                SAMPLE_RATE,
            ).moslqo
            for version in versions
        ]
        print(f"{name:26}{scores[0]:7.3f}{scores[1]:16.3f}{scores[2]:15.3f}", flush=True)


if __name__ == "__main__":
    main()
