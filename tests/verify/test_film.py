"""What a person would notice: good films pass, shifted ones fail, wrong sound never passes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.verdict import Check, Gate, Outcome, Verdict
from locvid.verify.film import ExpectedLine, verify

GERMAN = Locale("de-DE", "de", "DE")
LINES = (
    ExpectedLine("one", "Bitte halten Sie den blauen Knopf gedrückt, bis die Lampe grün wird."),
    ExpectedLine(
        "one", "Danach öffnet sich die Klappe von selbst, und der Apparat beginnt zu arbeiten."
    ),
)


def sync(verdict: Verdict) -> Check:
    return next(check for check in verdict.checks if check.name == "lip-sync" and not check.shot)


def reasons(verdict: Verdict) -> str:
    return "; ".join(f"{check.outcome}: {check.reason}" for check in verdict.checks)


def shifted(sound: NDArray[np.float32], by_ms: int) -> NDArray[np.float32]:
    by = by_ms * SAMPLE_RATE // 1000
    silence = np.zeros(abs(by), np.float32)
    kept = (
        np.concatenate([silence, sound[:-by]]) if by > 0 else np.concatenate([sound[-by:], silence])
    )
    return np.asarray(kept, np.float32)


def test_a_film_of_the_studio_passes(film, gate: Gate) -> None:
    told: list[float] = []
    verdict = verify(film.file, LINES, GERMAN, gate, progress=told.append)
    assert verdict.outcome is Outcome.PASS, reasons(verdict)
    measured = sync(verdict).sync
    assert measured is not None
    assert abs(measured.offset_ms) <= 25
    assert measured.low_ms <= measured.offset_ms <= measured.high_ms
    assert measured.missing_faces == 0
    assert measured.closures_seen >= 0.8 * measured.closures_expected > 0
    assert told == sorted(told)
    assert told[-1] == 1.0
    curves = verdict.details["curves"]
    assert isinstance(curves, dict)
    asked, seen = (
        np.array([float(value.replace("-", "nan")) for value in curves[name].split()])
        for name in ("expected", "seen")
    )
    assert len(asked) / curves["rate_hz"] == pytest.approx(len(film.sound) / SAMPLE_RATE, abs=0.1)
    known = np.isfinite(seen)
    assert known.mean() > 0.95
    assert np.corrcoef(asked[known], seen[known])[0, 1] > 0.4


@pytest.mark.parametrize("by_ms", [120, -120])
def test_shifted_sound_fails(film, gate: Gate, with_sound, tmp_path: Path, by_ms: int) -> None:
    file = with_sound(film.file, shifted(film.sound, by_ms), tmp_path / "late.mp4")
    verdict = verify(file, LINES, GERMAN, gate)
    assert verdict.outcome is Outcome.FAIL, reasons(verdict)
    measured = sync(verdict).sync
    assert measured is not None
    assert abs(measured.offset_ms - by_ms) <= 30


def test_another_lines_sound_does_not_pass(film, gate: Gate, with_sound, tmp_path: Path) -> None:
    half = len(film.sound) // 2
    swapped = np.concatenate([film.sound[half:], film.sound[:half]])
    verdict = verify(with_sound(film.file, swapped, tmp_path / "x.mp4"), LINES, GERMAN, gate)
    assert verdict.outcome is not Outcome.PASS


def test_another_text_does_not_pass(film, gate: Gate) -> None:
    lines = [ExpectedLine("one", "Wir sehen uns morgen wieder, wenn die Sonne scheint, am Fluss.")]
    verdict = verify(film.file, lines, GERMAN, gate)
    assert sync(verdict).outcome is Outcome.CANNOT_TELL, reasons(verdict)


def test_noise_does_not_pass(film, gate: Gate, with_sound, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, len(film.sound)).astype(np.float32)
    verdict = verify(with_sound(film.file, noise, tmp_path / "n.mp4"), LINES, GERMAN, gate)
    assert verdict.outcome is not Outcome.PASS


def test_no_sound_fails_and_says_so(film, gate: Gate, with_sound, tmp_path: Path) -> None:
    verdict = verify(with_sound(film.file, None, tmp_path / "mute.mp4"), LINES, GERMAN, gate)
    assert verdict.outcome is Outcome.FAIL
    assert sync(verdict).reason == "the file has no sound"


def test_silence_fails(film, gate: Gate, with_sound, tmp_path: Path) -> None:
    silent = np.zeros_like(film.sound)
    verdict = verify(with_sound(film.file, silent, tmp_path / "s.mp4"), LINES, GERMAN, gate)
    assert verdict.outcome is Outcome.FAIL
    assert "silent" in reasons(verdict)


def test_no_face_cannot_be_told(film, gate: Gate, write_film, tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    frames = (rng.integers(60, 90, (90, 160, 3), np.uint8) for _ in range(25 * 3))
    write_film(tmp_path / "wall.mp4", frames, film.sound[: 3 * SAMPLE_RATE])
    verdict = verify(tmp_path / "wall.mp4", LINES, GERMAN, gate)
    assert verdict.outcome is Outcome.CANNOT_TELL
    assert "no face" in sync(verdict).reason


def test_a_black_picture_fails(film, gate: Gate, write_film, tmp_path: Path) -> None:
    frames = (np.zeros((90, 160, 3), np.uint8) for _ in range(50))
    write_film(tmp_path / "black.mp4", frames, film.sound[: 2 * SAMPLE_RATE])
    verdict = verify(tmp_path / "black.mp4", LINES, GERMAN, gate)
    assert verdict.outcome is Outcome.FAIL
    assert "black" in reasons(verdict)


@pytest.mark.parametrize("content", [b"", b"not a film at all", bytes(4096)])
def test_an_unreadable_file_is_one_sentence(gate: Gate, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.mp4"
    file.write_bytes(content)
    with pytest.raises(InvalidInput) as raised:
        verify(file, LINES, GERMAN, gate)
    assert "\n" not in str(raised.value)


def test_a_truncated_file_never_passes(film, gate: Gate, tmp_path: Path) -> None:
    file = tmp_path / "cut.mp4"
    content = film.file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(InvalidInput, match="readable"):
        verify(file, LINES, GERMAN, gate)


def test_a_film_in_which_nobody_speaks_has_no_lip_sync_to_fail(film, gate: Gate) -> None:
    verdict = verify(film.file, (), GERMAN, gate)
    checks = {check.name: check for check in verdict.checks}
    assert checks["lip-sync"].outcome is Outcome.PASS
    assert checks["lip-sync"].sync is None
    assert "nobody speaks" in checks["lip-sync"].reason
    assert not checks.keys() & {"speech", "faces", "pace"}


def test_an_unknown_aligner_is_an_error(film, gate: Gate) -> None:
    with pytest.raises(InvalidInput, match="aligner"):
        verify(film.file, LINES, GERMAN, gate, aligners=("esprak",))
