"""The real whisperx, with a small model that never heard the voice it is tested on.

``models/es`` was made by ``bench/make_align_model.py`` from espeak-ng and SVOX Pico; the speech
here is Kokoro's, whose word times are exact.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import soxr
from align.speech import SPANISH, spoken
from prompts import LIBRARY, line, market

from locvid.generate.studio.voice.choose import engine_for
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.whisperx import WhisperxAligner
from locvid.verify.align.whisperx_model import VARIABLE

pytest.importorskip("whisperx", reason="whisperx is not installed: pip install 'locvid[gpu]'")
pytestmark = pytest.mark.gpu

TEXTS = (
    "El puerto estaba tranquilo, y una niebla fina cubría la bahía.",
    "Conserve su billete hasta que haya salido de la estación.",
)


@pytest.fixture(scope="module")
def aligner(model_folder: Path) -> WhisperxAligner:
    return WhisperxAligner(model_folder)


def test_words_of_another_engine_begin_where_they_sound(aligner: WhisperxAligner) -> None:
    errors_ms = []
    voice = LIBRARY.get("voices", "warm-female").content
    for text in TEXTS:
        said = engine_for("es").speak(line(text), SPANISH.locale, market("es-ES"), voice)
        sound = np.pad(soxr.resample(said.samples, SAMPLE_RATE, ALIGN_RATE), ALIGN_RATE // 2)
        found = aligner.align(sound.astype(np.float32), text, SPANISH.locale)
        assert len(found.words) == len(said.words)
        errors_ms += [
            abs(word.start / ALIGN_RATE - 0.5 - true.start / SAMPLE_RATE) * 1000
            for word, true in zip(found.words, said.words, strict=True)
        ]
    assert np.median(errors_ms) < 80
    assert np.percentile(errors_ms, 95) < 200


def test_numbers_are_spelled_out(aligner: WhisperxAligner) -> None:
    text = "Tiene 25 casas y 3,5 metros."
    found = aligner.align(spoken(text, "es"), text, SPANISH.locale)
    words = {word.text: (word.end - word.start) / ALIGN_RATE for word in found.words}
    assert list(words) == text.split()
    # veinticinco and tres coma cinco take their time
    assert words["25"] > 2 * words["y"]
    assert words["3,5"] > 2 * words["y"]


def test_results_alone_are_written_to_stdout(
    aligner: WhisperxAligner, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MissingDependency):
        aligner.align(SPANISH.sound(), SPANISH.text, Locale("bg-BG", "bg", "BG"))
    assert capsys.readouterr().out == ""


def test_a_language_without_a_model_says_how_to_give_one(aligner: WhisperxAligner) -> None:
    with pytest.raises(MissingDependency, match=r"no alignment model for the language 'bg'") as it:
        aligner.align(SPANISH.sound(), SPANISH.text, Locale("bg-BG", "bg", "BG"))
    assert VARIABLE in (it.value.hint or "")


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    with pytest.raises(InvalidInput) as caught:
        WhisperxAligner(tmp_path).align(SPANISH.sound(), SPANISH.text, SPANISH.locale)
    assert str(tmp_path / "es") in str(caught.value)


def test_the_folder_is_named_by_the_environment(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(model_folder))
    assert WhisperxAligner().align(SPANISH.sound(), SPANISH.text, SPANISH.locale).words
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    state = WhisperxAligner().available()
    assert not state.ok
    assert "nowhere" in state.reason


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "whisperx", None)
    monkeypatch.setattr(
        "locvid.verify.align.whisperx.find_spec", lambda name: None if name == "whisperx" else 1
    )
    state = WhisperxAligner().available()
    assert not state.ok
    assert "locvid[gpu]" in state.how_to_get_it
