"""The picture of a verdict: it is there, it is readable, and it does not grow without end."""

from __future__ import annotations

import itertools
from pathlib import Path

import cv2
import numpy as np
import pytest

from locvid.model.errors import InvalidInput
from locvid.model.verdict import Check, Gate, Outcome, SyncMeasurement, Verdict
from locvid.report.plot import rows
from locvid.report.plot.files import plot
from locvid.report.plot.rows import EXPECTED, SEEN, spelled, stretches
from locvid.report.plot.verdict import WIDTH, _most_telling, draw_verdict
from locvid.run.checking import Checked
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, AlignedWord
from locvid.verify.traces import Traces

GATE = Gate("EBU R37", -40, 60, 0.38, 0.2, 90, 0.2)
SYNC = SyncMeasurement(12.0, 4.0, 20.0, 0.8, 0.4, 0.0, 3, 3)
VERDICT = Verdict(
    Outcome.PASS,
    (
        Check("lip-sync", Outcome.PASS, "sound 12 ms late", sync=SYNC),
        Check("pace", Outcome.WARN, "slow " * 60),
        Check("lip-sync", Outcome.CANNOT_TELL, "uncertain", "hook"),
    ),
    aligner="told",
    gate="EBU R37",
)


def traces(seconds: int, *words: str) -> Traces:
    at = np.arange(seconds * 100) / 100
    expected = 0.5 + 0.5 * np.sin(2 * np.pi * 3 * at)
    seen = np.where((at > 1) & (at < 2), np.nan, np.roll(expected, 2))
    lags = np.arange(-400, 401, 10)
    second = ALIGN_RATE
    return Traces(
        samples=np.random.default_rng(1).normal(0, 0.1, seconds * second).astype(np.float32),
        words=tuple(AlignedWord(w, n * second, (n + 1) * second) for n, w in enumerate(words)),
        phones=tuple(
            AlignedPhone("bam"[n % 3], n * second // 4, (n + 1) * second // 4)
            for n in range(seconds * 4)
        ),
        expected=expected,
        seen=seen,
        lags_ms=lags,
        correlation=np.exp(-(((lags - 12) / 60) ** 2)),
        cuts_s=(2.5,),
    )


def colours(picture: np.ndarray) -> set[int]:
    flat = picture.reshape(-1, 3).astype(int)
    return set((0xFF000000 | flat[:, 2] << 16 | flat[:, 1] << 8 | flat[:, 0]).tolist())


def test_a_picture_shows_both_curves(tmp_path: Path) -> None:
    target = tmp_path / "film.check.png"
    words = ("Bonjour", "привет", "مرحبا", "本日")
    draw_verdict("film.mp4", VERDICT, GATE, traces(8, *words), target)
    picture = cv2.imread(str(target))
    assert picture.shape[1] == WIDTH
    assert {EXPECTED, SEEN} <= colours(picture)
    assert np.all(picture[:, :20] == 255), "nothing runs over the margin"


def test_a_wide_gate_covers_nothing_but_its_curve(tmp_path: Path) -> None:
    wide = Gate("own", -1000, 1000, 0.38, 0.2, 90, 0.2)
    draw_verdict("film.mp4", VERDICT, wide, traces(4), tmp_path / "wide.png")
    picture = cv2.imread(str(tmp_path / "wide.png"))
    assert 0xFFDCFCE7 in colours(picture)
    assert 0xFFDCFCE7 not in colours(picture[:, : WIDTH // 2])


def test_the_same_verdict_gives_the_same_picture(tmp_path: Path) -> None:
    for name in ("one", "two"):
        draw_verdict("film.mp4", VERDICT, GATE, traces(8, "Hello"), tmp_path / f"{name}.png")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_rows_cover_the_film_and_a_long_film_has_longer_rows() -> None:
    short, long = stretches(traces(20)), stretches(traces(600))
    for parts, seconds in ((short, 20), (long, 600)):
        assert parts[0][0] == 0
        assert parts[-1][1] >= seconds
        assert all(a[1] == b[0] for a, b in itertools.pairwise(parts))
    assert short[0][1] == 6
    assert len(long) == 24


def test_many_shots_do_not_make_the_picture_taller_than_the_film_does(tmp_path: Path) -> None:
    shots = tuple(
        Check("lip-sync", Outcome.FAIL if n == 90 else Outcome.PASS, "measured", f"shot-{n}")
        for n in range(100)
    )
    many = Verdict(Outcome.FAIL, (*VERDICT.checks, *shots), gate="EBU R37")
    draw_verdict("film.mp4", many, GATE, traces(3, "Hello"), tmp_path / "many.png")
    assert cv2.imread(str(tmp_path / "many.png")).shape[0] < 1200
    shown = _most_telling(many)
    assert "shot-90" in [check.shot for check in shown]
    assert shown[-1].reason == f"and {103 - len(shown) + 1} more"


def test_a_word_that_no_font_has_is_shown_by_its_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = traces(4, "𐎀𐎁", "word")
    monkeypatch.setattr(rows, "has_glyphs", lambda words: words.isascii())
    assert spelled(shown.words[0], shown.phones) == "bamb"
    assert spelled(shown.words[1], shown.phones) == "word"


def test_files_of_one_name_do_not_draw_over_one_another(tmp_path: Path) -> None:
    drawn: list[Path] = []
    for folder in ("a", "b", "c"):
        checked = Checked(
            tmp_path / folder / "film.mp4", None, GATE, VERDICT, traces=traces(3, "Hello")
        )
        picture = plot(checked, tmp_path, drawn)
        assert picture is not None
        drawn.append(picture)
    assert len(set(drawn)) == 3
    assert all(picture.is_file() for picture in drawn)
    assert plot(Checked(tmp_path / "x.mp4", gate=GATE, verdict=VERDICT), None) is None


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InvalidInput, match="cannot write"):
        draw_verdict("film.mp4", VERDICT, GATE, traces(3), tmp_path / "file" / "film.png")
