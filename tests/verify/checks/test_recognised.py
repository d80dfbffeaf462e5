"""Was the line said, and in the language? Decided by what a recogniser reads, whoever it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from verify.checks.test_checks import film, heard

from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.verdict import Outcome
from locvid.verify.checks import recognised as step
from locvid.verify.checks.language import check_language
from locvid.verify.checks.words import check_words

TEXT = "Le bateau part demain matin pour la petite ville."


@dataclass
class Told:
    """A recogniser that reads what the test says."""

    text: str = TEXT
    likely: Mapping[str, float] | None = None
    known: bool = True
    name: str = "told"
    version: str = "1"
    asked: int = 0

    def available(self) -> Availability:
        return READY

    def knows(self, language: str) -> bool:
        return self.known

    def read(self, samples: np.ndarray, language: str) -> str:
        self.asked += 1
        return self.text

    def languages(self, samples: np.ndarray) -> Mapping[str, float]:
        return self.likely or {"fr": 0.97, "en": 0.03}


SPOKEN = film(texts=[TEXT], heard=[heard(TEXT, 2.4)])


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        ("le bateau part demain matin, pour la petite ville", Outcome.PASS),
        ("Le gâteau part demain matin pour la petite ville.", Outcome.PASS),
        ("Le gâteau sort demain soir dans la petite vie.", Outcome.WARN),
        ("Merci d'avoir regardé cette vidéo !", Outcome.FAIL),
        ("", Outcome.FAIL),
    ],
)
def test_words(read: str, outcome: Outcome) -> None:
    check, details = check_words(SPOKEN, Told(read))
    assert check.outcome is outcome, check.reason
    assert details["heard"] == read
    if "gâteau" in read:
        assert {"wanted": "bateau", "heard": "gâteau"} in details["differing"]
        assert "'gâteau' for 'bateau'" in check.reason


@pytest.mark.parametrize(
    ("likely", "outcome"),
    [
        ({"fr": 0.6, "ca": 0.4}, Outcome.PASS),
        ({"fr": 0.3, "de": 0.7}, Outcome.WARN),
        ({"fr": 0.01, "de": 0.95}, Outcome.FAIL),
    ],
)
def test_language(likely: Mapping[str, float], outcome: Outcome) -> None:
    assert check_language(SPOKEN, Told(likely=likely), False).outcome is outcome


def test_where_the_words_are_right_another_language_is_only_an_accent() -> None:
    german = Told(likely={"fr": 0.01, "de": 0.95})
    assert check_language(SPOKEN, german, words_are_right=True).outcome is Outcome.WARN


def test_neighbours_are_never_failed_for_one_another() -> None:
    norwegian = replace(SPOKEN, locale=Locale("nb-NO", "nb", "NO"))
    assert check_language(norwegian, Told(likely={"da": 0.99}), False).outcome is Outcome.WARN


def test_long_films_are_read_in_parts_that_fit() -> None:
    spans = [(second * 16_000, (second + 5) * 16_000) for second in range(0, 60, 5)]
    lines = [replace(heard(TEXT, 2.4), span=span) for span in spans]
    told = Told()
    check_words(film(texts=[TEXT] * 12, heard=lines), told)
    assert told.asked == 3


def test_without_a_model_the_checks_are_not_made_and_it_is_said_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from locvid.verify.recognise import whisper

    monkeypatch.setattr(whisper, "_PACKAGES", ("no_such_package",))
    monkeypatch.delenv(whisper.VARIABLE, raising=False)
    details: dict[str, Any] = {}
    checks, not_made = step.recognised(SPOKEN, "whisper", details)
    assert checks == []
    assert details == {}
    assert [missing["check"] for missing in not_made] == ["words", "language"]
    assert all("locvid[recognise]" in missing["how_to_get_it"] for missing in not_made)


def test_a_model_that_cannot_be_loaded_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("faster_whisper")
    from locvid.verify.recognise import whisper

    monkeypatch.setenv(whisper.VARIABLE, "/no/such/model")
    _, not_made = step.recognised(SPOKEN, "whisper", {})
    assert "/no/such/model" in not_made[0]["reason"]


def test_a_language_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "load_recogniser", lambda name: Told(known=False))
    checks, not_made = step.recognised(SPOKEN, "told", {})
    assert checks == []
    assert "does not know 'fr'" in not_made[0]["reason"]


def test_an_unknown_recogniser_is_an_error() -> None:
    with pytest.raises(InvalidInput, match="recogniser"):
        step.recognised(SPOKEN, "whimper", {})
