"""What every recogniser promises, and one film that a real one reads."""

from __future__ import annotations

from typing import Any

import pytest

from locvid import plugins
from locvid.model.locale import Locale
from locvid.model.verdict import Gate, Outcome
from locvid.verify.decode import sound
from locvid.verify.film import ExpectedLine, verify

GERMAN = Locale("de-DE", "de", "DE")
TEXTS = (
    "Bitte halten Sie den blauen Knopf gedrückt, bis die Lampe grün wird.",
    "Danach öffnet sich die Klappe von selbst, und der Apparat beginnt zu arbeiten.",
)


@pytest.fixture(params=plugins.names("locvid.recognisers"))
def recogniser(request: pytest.FixtureRequest) -> Any:
    made = plugins.load("locvid.recognisers", request.param)()
    state = made.available()
    if not state.ok:
        assert state.how_to_get_it
        pytest.skip(state.reason)
    return made


def test_it_reads_and_knows_the_language(recogniser: Any, film: Any) -> None:
    samples = sound(film.file)
    assert recogniser.knows("de")
    assert not recogniser.knows("tlh")
    assert "Knopf" in recogniser.read(samples, "de")
    likely = recogniser.languages(samples)
    assert max(likely, key=lambda code: likely[code]) == "de"
    assert all(0 <= share <= 1 for share in likely.values())


def test_a_film_that_says_its_text_passes_and_another_text_is_told_word_by_word(
    film: Any, gate: Gate
) -> None:
    pytest.importorskip("faster_whisper")
    lines = [ExpectedLine("one", text) for text in TEXTS]
    lines[0] = ExpectedLine("one", TEXTS[0].replace("blauen Knopf", "gelben Hebel"))
    verdict = verify(film.file, lines, GERMAN, gate, recogniser="whisper")
    checks = {check.name: check for check in verdict.checks if not check.shot}
    assert checks["language"].outcome is Outcome.PASS
    assert checks["words"].outcome is Outcome.WARN
    assert "'knopf' for 'hebel'" in checks["words"].reason
    details = verdict.details["words"]
    assert isinstance(details, dict)
    assert 0 < details["character_error_rate"] < 0.2
