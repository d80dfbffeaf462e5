"""Every reader of locvid, as something that files can be thrown at: suffix, good files, attempt.

An attempt goes on with what it has read as a run would. Presets are in ``fuzz_presets``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

LANGUAGE_FILE = b"""\
languages: [fr, '@north']
market_lists: {north: [da-DK, sv-SE]}
output: films
cache_limit: 20 GB
gate: {latest_ms: 45}
stems: yes
"""

Try = Callable[[Path], object]


@dataclass(frozen=True)
class Target:
    """What to break and who reads it; ``suffix`` is that of the file."""

    suffix: str
    seeds: Sequence[bytes]
    attempt: Try


def targets() -> Mapping[str, Target]:
    """By name; every registered reader of scripts and every exchange format is in it."""
    from fuzz_presets import presets

    from locvid import plugins
    from locvid.localize.exchange.files import GROUP
    from locvid.script.reading import known_suffixes

    scripts = {
        f"script{suffix}": Target(suffix, _examples(suffix), _script) for suffix in known_suffixes()
    }
    exchanges = {f"exchange {name}": _exchange(name) for name in plugins.names(GROUP)}
    glossary = b"source,target,locale,note\nAcme,Acme,fr,\nlaunch,lancement,fr,noun\n"
    return {
        **scripts,
        **exchanges,
        **presets(),
        "glossary.csv": Target(".csv", [glossary], _glossary),
        "glossary.tbx": Target(".tbx", [TBX], _glossary),
        "reviews": Target(".json", [REVIEWS], _reviews),
        "captions.srt": Target(".srt", [SRT], _captions),
        "captions.vtt": Target(".vtt", [b"WEBVTT\n\n" + SRT.replace(b",", b".")], _captions),
        "video": Target(".mp4", [_video()], _media),
        "project": Target(".yaml", [LANGUAGE_FILE], _project),
        "manifest": Target(".json", [_manifest()], _record),
        "report": Target(".json", [_manifest()], _film),
        "diff": Target(".json", [_manifest()], _diff),
        "approvals": Target(".json", [APPROVALS], _approvals),
        "cache entry": Target(".json", [b'{"take.json": [12, "ab"]}'], _entry),
        "take": Target(".json", [TAKE], _take),
        "pace": Target(".json", [b'{"studio 320x180@25": 1.5}'], _pace),
        "lock": Target(".json", [b'{"pid": 123456789, "host": "another"}'], _lock),
    }


SRT = """\
1
00:00:01,000 --> 00:00:02,500
<i>Bonjour</i> à tous.

2
00:00:03,000 --> 00:00:04,000
À demain.
""".encode()

TBX = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>launch</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>lancement</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""

REVIEWS = (
    b'{"version": 1, "pairs": [{"locale": "fr", "text": "0123456789abcdef", '
    b'"source": "fedcba9876543210", "state": "needs review"}]}'
)

APPROVALS = json.dumps(
    {
        "locvid_approvals": 1,
        "films": {
            "film.fr-FR": {
                "decision": "approved",
                "sha256": "cd" * 32,
                "note": "good",
                "by": "ann",
                "at": "2026-11-25T12:00:00+00:00",
            }
        },
    }
).encode()

TAKE = json.dumps(
    {
        "format": 1,
        "shot": "hook",
        "picture": "picture.mp4",
        "stems": {"dialogue": "dialogue.wav"},
        "frame_count": 12,
        "sample_count": 23040,
        "words": [{"text": "Bonjour", "line": 0, "start": 0, "end": 9000}],
        "captions": ["Bonjour."],
        "provenance": {"generator": "studio", "notes": ["a note"]},
    }
).encode()


def _exchange(name: str) -> Target:
    from locvid.localize.exchange.base import Batch, State, Unit
    from locvid.localize.exchange.files import exchange

    units = (
        Unit("hook/1", "Acme & <fast>.", "Acme et <rapide>.", State.NEEDS_REVIEW, "maya", "office"),
        Unit("talk/1", "Not yet."),
    )
    format_ = exchange(name)
    return Target(format_.suffix, [format_.write(Batch("film.yaml", "en-US", "fr", units))], _batch)


def _video() -> bytes:
    """A film of four frames."""
    import io

    import av
    import numpy as np

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for level in (0, 80, 160, 240):
            picture = av.VideoFrame.from_ndarray(np.full((32, 32, 3), level, np.uint8))
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return file.getvalue()


def _batch(file: Path) -> None:
    from locvid.localize.exchange.files import read_batch

    read_batch(file)


def _glossary(file: Path) -> None:
    from locvid.localize.glossary.files import glossary_beside

    folder = file.parent / file.suffix[1:]
    folder.mkdir(exist_ok=True)
    (folder / f"glossary{file.suffix}").write_bytes(file.read_bytes())
    glossary_beside(folder / "film.yaml", "en-US").broken("the launch", "le lancement", "fr")


def _reviews(file: Path) -> None:
    from locvid.localize.review import ReviewBook

    file.with_name("film.translations.json").write_bytes(file.read_bytes())
    book = ReviewBook.beside(file.with_name("film.yaml"))
    book.state("fr", "Hello", "Bonjour")
    book.save(file.with_name("other.yaml"))


def _captions(file: Path) -> None:
    from locvid.media.captions import read_captions
    from locvid.run.words import spoken_sentences

    spoken_sentences(read_captions(file))


def _media(file: Path) -> None:
    from locvid.media.probe import probe

    info = probe(file)
    f"{float(info.seconds)} {[stream.language for stream in info.streams]}".encode()


def _approvals(file: Path) -> None:
    from locvid.run.approvals import read_approvals, standing, write_approvals

    approvals = read_approvals(file)
    standing(approvals, "film.fr-FR", "cd" * 32)
    write_approvals(file.with_name("again.json"), approvals)


def _take(file: Path) -> None:
    from locvid.deliver.shot import read_shot

    folder = file.parent / "shot"
    folder.mkdir(exist_ok=True)
    for name in ("picture.mp4", "dialogue.wav"):
        (folder / name).touch()
    (folder / "take.json").write_bytes(file.read_bytes())
    read_shot(folder)


def _film(file: Path) -> None:
    from locvid.report.films import read_film

    film = read_film(file)
    f"{film.reasons}".encode()


def _examples(suffix: str) -> Sequence[bytes]:
    """Scripts of this format that lie in the source tree."""
    folders = (ROOT / "examples", ROOT / "tests" / "script", ROOT / "bench" / "scripts")
    found = [path for folder in folders for path in sorted(folder.rglob(f"*{suffix}"))]
    small = [path.read_bytes() for path in found if path.stat().st_size < 20_000]
    return small or [b"locvid: 1\nsource: en\n\nHello there.\n"]


def _manifest() -> bytes:
    sync = {"offset_ms": 12.0}
    check = {"name": "lip-sync", "outcome": "pass", "reason": "", "shot": "", "sync": sync}
    run = {
        "version": 1,
        "key": "ab" * 32,
        "files": {"film.fr-FR.mp4": {"bytes": 12, "sha256": "cd" * 32}},
        "shots": {"hook": {"key": "ef" * 32, "parts": {"text": "12"}, "attempt": 0}},
        "seconds": 12.5,
        "verdict": {"outcome": "pass", "checks": [check]},
    }
    shot = {"id": "hook", "attempt": 0, "seed": 1, "prompt": {"lines": [{"text": "Bonjour."}]}}
    files = {"film.mp4": {"bytes": 12, "sha256": "cd" * 32}}
    manifest = {
        "schema": 1,
        "title": "Film",
        "shots": [shot],
        "delivery": {"seconds": 12.5, "files": files},
        "run": run,
    }
    return json.dumps(manifest, indent=1).encode()


def _script(file: Path) -> None:
    from locvid.script.reading import read_script

    read_script(file)


def _project(file: Path) -> None:
    from locvid.run.settings.project_file import read_project
    from locvid.run.settings.resolve import resolve

    read_project(file)
    named = file.with_name("locvid.yaml")
    named.write_bytes(file.read_bytes())
    resolve({}, {}, file.parent, lambda: file.parent)


def _record(file: Path) -> None:
    """Read what the last run left, and go on as a run does with a film that is unchanged."""
    from types import SimpleNamespace

    from locvid.run.film_run import needs_work
    from locvid.run.plan import State
    from locvid.run.record import read_record
    from locvid.run.result import FilmResult

    record = read_record(file)
    if record is None:
        return
    record.intact(file.parent)
    film: Any = SimpleNamespace(state=State.CACHED, previous=record)
    needs_work(film, 2)
    result = FilmResult(film, record, rendered=False)
    f"{result.reasons} {(result.sync or {}).get('offset_ms', 0):+.0f}".encode()


def _diff(file: Path) -> None:
    from locvid.report.changes import as_data, as_table
    from locvid.run.comparison import compare, read_manifest

    good = file.with_name("good.json")
    good.write_bytes(_manifest())
    for one, other in ((file, good), (good, file)):
        changed = compare(read_manifest(one), read_manifest(other))
        json.dumps(as_data(changed), ensure_ascii=False).encode()
        as_table(changed)


def _entry(file: Path) -> None:
    from locvid.run.store import ENTRY, Store
    from locvid.run.upkeep import survey

    store = Store(file.parent / "cache")
    key = "ab" * 32
    store.folder(key).mkdir(parents=True, exist_ok=True)
    (store.folder(key) / ENTRY).write_bytes(file.read_bytes())
    survey(store)
    store.has(key)
    store.find(key)


def _pace(file: Path) -> None:
    from fractions import Fraction

    from locvid.model.media import VideoFormat
    from locvid.run.pace import Pace

    video = VideoFormat(320, 180, Fraction(25))
    pace = Pace(file, "studio")
    f"{pace.of(video):.0f}".encode()
    pace.measured(video, 1.0, 1.0)


def _lock(file: Path) -> None:
    from locvid.run.lock import locked

    (file.parent / ".locvid.lock").write_bytes(file.read_bytes())
    with locked(file.parent):
        pass
