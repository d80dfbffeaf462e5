"""Lengths are foreseen from spelling: quickly, and for every writing."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from locvid.direct.duration import phrases, spoken
from locvid.generate.studio.voice.g2p.written import written_clauses
from locvid.localize.locales import resolve
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.presets.timing import timing_for

LIBRARY = PresetLibrary()
MARKET = market_for(resolve("en-US")[0], LIBRARY)[0]

# What the studio's warm-female voice took when the presets were made, by bench/fit.py.
HEARD = [
    ("en", "Everything you recorded yesterday is already waiting for you in that folder.", 4.3),
    ("fr", "Tout ce que vous avez enregistré hier vous attend déjà dans le dossier partagé.", 4.4),
    ("es", "Todo lo que grabaste ayer ya te espera en la carpeta compartida.", 3.9),
    ("de", "Alles, was Sie gestern aufgenommen haben, liegt im gemeinsamen Ordner bereit.", 4.9),
    ("it", "Tutto quello che avete registrato ieri vi aspetta già nella cartella condivisa.", 4.5),
    ("pt", "Tudo o que você gravou ontem já está esperando na pasta compartilhada.", 4.3),
    ("ja", "昨日録音したものはすべて、もう共有フォルダーに入っています。", 5.2),
    ("hi", "कल आपने जो कुछ भी रिकॉर्ड किया था, वह साझा फ़ोल्डर में पहले से मौजूद है।", 5.8),
    ("zh", "你昨天录下的所有内容已经在共享文件夹里了。", 4.3),
]  # fmt: skip


def seconds(language: str, text: str, voice: str = "warm-female", emphasis: str = "none") -> float:
    locale = resolve(language)[0]
    market = market_for(locale, LIBRARY)[0]
    timing = timing_for(locale, LIBRARY)
    return spoken(text, locale, market, timing, voice, emphasis).at(1.0, 1.0)


@pytest.mark.parametrize(("language", "text", "heard_s"), HEARD)
def test_lines_last_about_as_long_as_they_were_heard(
    language: str, text: str, heard_s: float
) -> None:
    assert seconds(language, text) == pytest.approx(heard_s, rel=0.15)


def test_voices_differ_and_emphasis_takes_time() -> None:
    text = "A sentence that is neither short nor long."
    assert seconds("en", text, "deep-male") != seconds("en", text)
    assert seconds("en", text, emphasis="sentence-final") > seconds("en", text)
    assert seconds("en", text, voice="a voice of the team") > 0


def test_a_faster_rate_shortens_speech_and_not_pauses() -> None:
    locale = resolve("en")[0]
    market = market_for(locale, LIBRARY)[0]
    length = spoken("One, two. Three.", locale, market)
    assert length.pauses_s == pytest.approx(market.comma_pause_s + market.sentence_pause_s)
    assert length.at(2.0, 1.0) == pytest.approx(length.speech_s / 2 + length.pauses_s)
    assert length.at(1.0, 0.0) == length.speech_s


def test_a_language_without_timing_keeps_to_the_pace_of_its_market() -> None:
    locale = resolve("tr")[0]
    market = market_for(locale, LIBRARY)[0]
    assert timing_for(locale, LIBRARY) is None
    slow = replace(market, syllables_per_second=market.syllables_per_second / 2)
    text = "Merhaba, bugün nasılsınız?"
    assert spoken(text, locale, slow).speech_s == 2 * spoken(text, locale, market).speech_s


def test_a_project_may_have_timing_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "presets" / "timing"
    folder.mkdir(parents=True)
    (folder / "tr.yaml").write_text("description: Turkish\nsyllable_ms: 200\nline_ms: 100\n")
    locale = resolve("tr")[0]
    timing = timing_for(locale, PresetLibrary(tmp_path))
    market = market_for(locale, LIBRARY)[0]
    assert spoken("Merhaba", locale, market, timing).speech_s == pytest.approx(0.7)


def test_ten_thousand_lines_take_two_seconds_at_most() -> None:
    cases = [
        (text, locale, market_for(locale, LIBRARY)[0], timing_for(locale, LIBRARY), "warm-female")
        for language, text, _ in HEARD
        for locale in resolve(language)[:1]
    ]
    started = time.process_time()
    for number in range(1000):
        spoken(*cases[number % len(cases)])
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is it.", "wait—what", "wait — what", "one -- two", "Ja - nein", "well-known",
        "— No, he said. — Yes.", "so, — yes", "5–10 days; or more", "One. Two: three… four?",
    ],
)  # fmt: skip
def test_the_plan_pauses_where_the_voices_do(text: str) -> None:
    between = written_clauses(text)[:-1]
    planned = [pause_s for _, pause_s in phrases(text, MARKET)[:-1]]
    assert planned == [
        MARKET.sentence_pause_s if clause.ends_sentence else MARKET.comma_pause_s
        for clause in between
    ]
