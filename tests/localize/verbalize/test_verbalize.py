"""Beyond single cases: whole sentences, other presets, languages without one, odd figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.localize.locales import resolve
from locvid.localize.verbalize import reads, verbalized
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary

PACKAGED = PresetLibrary()


def say(text: str, tag: str, library: PresetLibrary = PACKAGED) -> str:
    return verbalized(text, resolve(tag)[0], library)


def test_a_sentence_is_read_as_a_whole():
    assert say("Ab 3. Mai kostet es 12,50 € – 20 % weniger als 2025.", "de-DE") == (
        "Ab drittem Mai kostet es zwölf Euro fünfzig – zwanzig Prozent weniger als "
        "zweitausendfünfundzwanzig."
    )


def test_text_without_figures_is_left_alone():
    text = "Plain words, nothing else: no figures."
    assert say(text, "en-US") == text


def test_an_invalid_date_is_no_date():
    assert "November" not in say("2026-13-45", "en-US")


def test_a_region_takes_the_reading_of_its_language():
    assert say("20 %", "fr-CA") == "vingt pour cent"


def test_a_language_without_a_preset_is_left_to_the_voice():
    assert not reads(resolve("nl-NL")[0], PACKAGED)
    assert say("20 %", "nl-NL") == "20 %"


def test_a_project_may_say_it_otherwise(tmp_path):
    folder = tmp_path / "presets" / "readings"
    folder.mkdir(parents=True)
    (folder / "de-DE.yaml").write_text("description: Ours\nextends: de\nat: bei\n")
    assert say("info@locvid.de", "de-DE", PresetLibrary(tmp_path)) == "info bei locvid Punkt D E"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("description: x\nextends: de\ndecimel: Komma\n", "unknown key 'decimel'"),
        ("description: x\nextends: de\nabbreviations: [a]\n", "'abbreviations' that is no mapping"),
        ("description: x\n", "lacks the key 'numerals'"),
        ("description: x\nextends: de\npercent: '{amount} Prozent'\n", "'{amount}' in 'percent'"),
        ("description: x\nextends: de\npercent: '{number Prozent'\n", "that is no template"),
        ("description: x\nextends: de\npercent: '{number.x}'\n", "'{number.x}' in 'percent'"),
        ("description: x\nextends: de\nclock: {whole: '{hour}'}\n", "'clock' without 'other'"),
        ("description: x\nextends: de\ncurrencies: {EUR: []}\n", "no list of one or two names"),
    ],
)
def test_a_wrong_preset_is_named(tmp_path, content, message):
    folder = tmp_path / "presets" / "readings"
    folder.mkdir(parents=True)
    (folder / "de-DE.yaml").write_text(content)
    with pytest.raises(InvalidInput, match=message) as failure:
        say("20 %", "de-DE", PresetLibrary(tmp_path))
    assert failure.value.where is not None


def test_a_rule_set_that_cldr_lacks_is_named(tmp_path):
    folder = tmp_path / "presets" / "readings"
    folder.mkdir(parents=True)
    (folder / "de-DE.yaml").write_text(
        "description: x\nextends: de\nnumerals: {plain: spellout-numberin}\n"
    )
    with pytest.raises(InvalidInput, match="no rule set 'spellout-numberin'") as failure:
        say("20 %", "de-DE", PresetLibrary(tmp_path))
    assert failure.value.hint == "did you mean 'spellout-numbering'?"


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(alphabet="0123456789.,:%€$-–/ hapmº²@w年月\u00a0", max_size=24),
    tag=st.sampled_from(["en-US", "fr-FR", "de-DE", "es-MX", "it-IT", "pt-BR", "hi-IN", "zh-CN"]),
)
def test_no_figure_is_left_and_nothing_breaks(text, tag):
    assert not any(sign.isdigit() and sign != "²" for sign in say(text, tag))
