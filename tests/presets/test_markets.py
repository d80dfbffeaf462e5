"""Every locale gets a market, and a warning where it is not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locvid.localize.locales import resolve
from locvid.model.errors import InvalidInput
from locvid.phonetics import espeak
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import GENERIC, market_for, parse_market

LIBRARY = PresetLibrary()
PROMISED = (
    *("en-US", "en-GB", "fr-FR", "fr-CA", "es-ES", "es-MX", "de-DE", "it-IT", "pt-BR", "pt-PT"),
    *("ja-JP", "zh-CN", "hi-IN", "nl-NL", "pl-PL", "ru-RU", "ar-EG", "ko-KR", "tr-TR"),
)


@pytest.mark.parametrize("tag", PROMISED)
def test_a_promised_market_is_its_own(tag: str) -> None:
    market, warnings = market_for(resolve(tag)[0], LIBRARY)
    assert market.name == tag
    assert not warnings
    assert 4 <= market.syllables_per_second <= 7
    assert market.pace_band[0] < 1 < market.pace_band[1]
    assert 0 < market.comma_pause_s < market.sentence_pause_s


@pytest.mark.parametrize("name", LIBRARY.names("markets"))
def test_every_packaged_market_can_be_read(name: str) -> None:
    assert parse_market(LIBRARY.get("markets", name)).name == name
    assert name == GENERIC or resolve(name)[0].tag == name


@pytest.mark.parametrize(
    ("tag", "market"),
    [
        ("en-AU", "en-GB"),
        ("es-AR", "es-MX"),
        ("fr-CH", "fr-FR"),
        ("de-AT", "de-DE"),
        ("pt-AO", "pt-PT"),
        ("zh-Hant-TW", "zh-CN"),
    ],
)
def test_another_region_of_the_language_stands_in(tag: str, market: str) -> None:
    found, warnings = market_for(resolve(tag)[0], LIBRARY)
    assert found.name == market
    assert len(warnings) == 1
    assert tag in warnings[0]
    assert market in warnings[0]


def test_a_language_without_a_market_gets_the_generic_one_under_its_own_name() -> None:
    market, warnings = market_for(resolve("sv-SE")[0], LIBRARY)
    assert market.name == GENERIC
    assert (market.language_name, market.espeak_voice) == ("Swedish", "sv")
    assert "Sweden" in market.accent
    assert "generic" in warnings[0]


BASE = """\
language_name: French
accent: Swiss accent
syllables_per_second: 6.5
pace_band: [0.9, 1.1]
comma_pause_s: 0.2
sentence_pause_s: 0.5
formality: formal
ambience_variant: europe
espeak_voice: fr-ch
"""


def test_a_project_may_bring_its_own_market(
    project: Callable[[str, str, str], PresetLibrary],
) -> None:
    market, warnings = market_for(resolve("fr-CH")[0], project("markets", "fr-CH", BASE))
    assert (market.name, market.espeak_voice, market.notes) == ("fr-CH", "fr-ch", "")
    assert not warnings


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("accent: Swiss accent\n", "", "'accent' in the markets preset 'fr-CH' is missing"),
        ("Swiss accent", "[a]", "'accent' in the markets preset 'fr-CH' must be text"),
        ("6.5", "fast", "must be a number"),
        ("6.5", "yes", "must be a number"),
        ("6.5", "99", "must be from 1 to 15, not 99"),
        ("6.5", ".nan", "must be a number"),
        ("[0.9, 1.1]", "0.9", "must be a list of two numbers"),
        ("[0.9, 1.1]", "[1.1, 0.9]", "the lower number first"),
        ("formality:", "formallity:", "unknown key 'formallity'"),
    ],
)
def test_a_wrong_preset_names_file_and_key(
    project: Callable[[str, str, str], PresetLibrary], old: str, new: str, message: str
) -> None:
    library = project("markets", "fr-CH", BASE.replace(old, new))
    with pytest.raises(InvalidInput) as caught:
        market_for(resolve("fr-CH")[0], library)
    assert message in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.file.name == "fr-CH.yaml"


@pytest.mark.parametrize("name", LIBRARY.names("markets"))
def test_espeak_knows_the_voice_that_a_market_names(name: str) -> None:
    voice = parse_market(LIBRARY.get("markets", name)).espeak_voice
    assert espeak.phonemes("1", voice).strip()
