"""The film of one locale: shots joined, sound mastered, captions, manifest, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from locvid.deliver.captions import captions
from locvid.deliver.codecs.base import sound_codec
from locvid.deliver.containers.base import container
from locvid.deliver.loudness import Mastering, master
from locvid.deliver.marking.film import marks_for
from locvid.deliver.mux import mux
from locvid.deliver.outputs.base import Programme, Version, output
from locvid.deliver.placing import contents, listed, place, remove_replaced, workshop
from locvid.deliver.provenance import append_xmp, tags
from locvid.deliver.sound import Span, spans, words_earlier, write_sound
from locvid.deliver.srt import srt
from locvid.deliver.vtt import vtt
from locvid.media.atomic import storage_errors, write_json
from locvid.media.loudness import measure
from locvid.model.deliverable import Deliverable, ShotFiles
from locvid.model.errors import LocvidError
from locvid.model.locale import Locale
from locvid.model.marking import USUAL_MARKING, Marking
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile
from locvid.model.screen import Lettering
from locvid.model.take import SCORE, STEMS, Samples


def assemble(
    shots: Sequence[ShotFiles],
    *,
    title: str,
    locale: Locale,
    source_tag: str,
    profile: Profile,
    destination: Path,
    manifest: Mapping[str, object],
    write_stems: bool,
    earlier: int = 0,
    score: Iterator[Samples] | None = None,
    lettering: Lettering | None = None,
    marking: Marking = USUAL_MARKING,
) -> Deliverable:
    """Make the film of ``locale`` from its shots, in their order.

    ``destination`` is the path without suffix (``out/launch/launch.fr-FR``). The profile's outputs
    are made of the film and stand beside it. The manifest is ``manifest`` with a ``delivery``
    entry: lengths, loudness, sizes and SHA-256 of the files; it is written last. Stems are float
    WAV before gain and limiter; their sum is the mix, but for its watermark. ``earlier`` moves the
    sound, but for ambience and music, and the captions by so many samples at 48 kHz against the
    picture (negative: later). ``score`` yields music as long as the film. With ``lettering`` the
    captions are drawn into the picture, and the film has no track of them. ``marking`` says which
    marks of its origin the film gets.
    Raises InvalidInput where the destination cannot be written, MissingDependency without ffmpeg
    or what a signature needs, LocvidError when ffmpeg or signing fails; nothing appears at the
    destination then.
    """
    if not shots:
        raise LocvidError(f"there are no shots to assemble for {locale}")
    placed = spans(shots, profile.video)
    stem_names = STEMS if score is None else (*STEMS, SCORE)
    outputs = {name: output(name) for name in profile.outputs}
    write_stems = write_stems or any(each.needs_stems for each in outputs.values())
    paths = _paths(destination, profile.container, stem_names if write_stems else ())
    paths |= {name: _suffixed(destination, each.ending(profile)) for name, each in outputs.items()}
    has_boxes = container(profile.container).has_boxes
    marks = marks_for(marking, shots, manifest, can_be_signed=has_boxes)
    with workshop(destination) as folder, storage_errors(destination):
        made = {name: folder / path.name for name, path in paths.items()}
        stems = {name: made[name] for name in stem_names if name in made}
        write_sound(placed, folder / "mix.wav", stems, paths["film"], earlier, score, marks.payload)
        sound = folder / f"sound.{sound_codec(profile.audio_codec).carrier}"
        mastering = master(folder / "mix.wav", placed[-1].end, profile, sound, paths["film"])
        heard = [words_earlier(span, earlier) for span in placed]
        cues = captions(heard, locale, profile)
        made["srt"].write_text(srt(cues), encoding="utf-8")
        made["vtt"].write_text(vtt(cues), encoding="utf-8")
        pictured, track = placed, _track(made, profile) if cues else None
        if lettering is not None:
            from locvid.deliver.burn import burned

            pictured = burned(placed, cues, locale, profile, lettering, folder, paths["film"])
            track = None
        mux(
            pictured,
            sound,
            track,
            tags(title, source_tag, locale.tag, marks.source_type),
            locale,
            profile,
            made["film"],
            paths["film"],
        )
        if has_boxes:
            append_xmp(made["film"], title, locale.tag, marks.source_type)
        marked = marks.sign(made["film"], title, locale.tag)
        facts = _delivery(heard, profile, mastering, len(cues)) | _loudness_of(stems, paths)
        version = Version(
            locale,
            paths["film"].name,
            made["film"],
            made["vtt"],
            facts,
            {name: paths[name].name for name in stems},
        )
        programme = Programme(title, source_tag, profile, (version,), marks.source_type)
        for name, each in outputs.items():
            each.make(programme, made[name], paths[name])
        files = contents({paths[name].name: path for name, path in made.items()})
        record = {**manifest, "marking": marked, "delivery": {**facts, "files": files}}
        # Without its manifest a film counts as unfinished: the old one goes first.
        manifest_path = _suffixed(destination, ".json")
        before = listed(manifest_path)
        manifest_path.unlink(missing_ok=True)
        for name, path in paths.items():
            place(made[name], path, aside=folder / f"replaced.{name}")
        remove_replaced(destination.parent, destination.name, before - files.keys())
        write_json(manifest_path, record)
    return Deliverable(
        locale=locale.tag,
        film=paths["film"],
        srt=paths["srt"],
        vtt=paths["vtt"],
        manifest=manifest_path,
        seconds=float(placed[-1].end_frame / profile.video.fps),
        stems={name: paths[name] for name in stem_names if name in paths},
        files=tuple(destination.parent / name for name in files),
    )


def _paths(destination: Path, suffix: str, stems: Sequence[str]) -> dict[str, Path]:
    """Final names of all files but the manifest; ``suffix`` is the film's."""
    endings = {"film": f".{suffix}", "srt": ".srt", "vtt": ".vtt"}
    endings |= {name: f".{name}.wav" for name in stems}
    return {name: _suffixed(destination, ending) for name, ending in endings.items()}


def _track(made: Mapping[str, Path], profile: Profile) -> Path:
    """The captions that go into the film: in the form of its container where that is written."""
    return made["vtt" if container(profile.container).captions == "webvtt" else "srt"]


def _suffixed(destination: Path, ending: str) -> Path:
    # with_suffix would take the region of launch.fr-FR for a suffix.
    return destination.with_name(destination.name + ending)


def _delivery(
    placed: Sequence[Span],
    profile: Profile,
    mastering: Mastering,
    caption_count: int,
) -> dict[str, object]:
    after, before = mastering.after, mastering.before
    return {
        "seconds": float(placed[-1].end_frame / profile.video.fps),
        "frames": placed[-1].end_frame,
        "fps": str(profile.video.fps),
        "samples": placed[-1].end,
        "captions": caption_count,
        "captions_burned_in": profile.burn_captions,
        "shots": [
            {
                "id": span.shot.shot,
                "first_frame": span.first_frame,
                "frames": span.shot.frame_count,
                "start_s": span.start / SAMPLE_RATE,
                "seconds": (span.end - span.start) / SAMPLE_RATE,
                "words": [
                    {
                        "text": word.text,
                        "line": word.line,
                        "start_s": round((span.start + word.start) / SAMPLE_RATE, 3),
                        "end_s": round((span.start + word.end) / SAMPLE_RATE, 3),
                    }
                    for word in span.shot.words
                ],
            }
            for span in placed
        ],
        "loudness": {
            "target_lufs": profile.loudness_lufs,
            "integrated_lufs": after.integrated_lufs,
            "limit_dbtp": profile.true_peak_dbtp,
            "true_peak_dbtp": after.true_peak_dbtp,
            "mix_integrated_lufs": before.integrated_lufs,
            "mix_true_peak_dbtp": before.true_peak_dbtp,
            "gain_db": round(mastering.gain_db, 3),
            "limiter_dbtp": mastering.ceiling_dbtp,
        },
    }


def _loudness_of(stems: Mapping[str, Path], paths: Mapping[str, Path]) -> dict[str, object]:
    """Loudness and peak of each stem that is written, as it is: before gain and limiter."""
    if not stems:
        return {}
    measured = {name: measure(file, paths["film"]) for name, file in stems.items()}
    return {
        "stems": {
            name: {
                "integrated_lufs": loudness.integrated_lufs,
                "true_peak_dbtp": loudness.true_peak_dbtp,
            }
            for name, loudness in measured.items()
        }
    }
