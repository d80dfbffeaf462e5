"""Several languages in one utterance of espeak-ng."""

from __future__ import annotations

import numpy as np

from locvid.phonetics.espeak import synthesize
from locvid.phonetics.espeak_pieces import Voice, synthesize_pieces
from locvid.phonetics.pieces import pieces

FRENCH = Voice("fr-fr", "fr", "f2")


def said(carried: str) -> tuple[str, list[str]]:
    speech, text = synthesize_pieces(pieces(carried), FRENCH)
    assert [at for at, _ in speech.phones] == sorted(at for at, _ in speech.phones)
    assert speech.samples.dtype == np.int16
    words = [text[start : start + length] for _, start, length in speech.words]
    return "".join(name for _, name in speech.phones), words


def test_every_part_has_the_sounds_of_its_language() -> None:
    phones, words = said("Une [en-US: cloud native] pour [/ɡɪt/: Git], oui.")
    own = "".join(name for _, name in synthesize("cloud native", "en-us").phones)
    assert own in phones
    assert "ɡˈɪt" in phones
    assert phones.endswith("wˈi")
    assert words == ["Une", "cloud", "native", "pour", "Git", "oui"]


def test_a_respelling_is_read_and_the_word_stays() -> None:
    phones, words = said("J'aime [=coubernétisse: Kubernetes]")
    assert "kubɛʁnetˈis" in phones
    assert words[-1] == "Kubernetes"


def test_an_elided_article_is_no_letter_of_the_alphabet() -> None:
    phones, _ = said("d'[en-US: open source]")
    assert phones.startswith("dˈoʊ")


def test_punctuation_between_parts_is_a_pause_and_nothing_else_is() -> None:
    plain, _ = synthesize_pieces(pieces("Oui [en-US: yes] non"), FRENCH)
    paused, _ = synthesize_pieces(pieces("Oui [en-US: yes], non"), FRENCH)
    assert 0.1 < (paused.samples.size - plain.samples.size) / plain.sample_rate < 0.4
    within = [[name for _, name in each.phones[1:-2]].count("") for each in (plain, paused)]
    assert within == [0, 1]


def test_the_same_parts_give_the_same_samples() -> None:
    parts = pieces("Une [en-US: cloud native] pour [/ɡɪt/: Git].")
    one, other = (synthesize_pieces(parts, FRENCH)[0] for _ in range(2))
    assert np.array_equal(one.samples, other.samples)
    assert one.phones == other.phones


def test_a_part_without_a_sound_keeps_its_place_in_the_text() -> None:
    speech, text = synthesize_pieces(pieces("Oui [en-US: ···] [/ɡɪt/: Git] non"), FRENCH)
    words = [text[start : start + length] for _, start, length in speech.words]
    assert "···" in text
    assert words == ["Oui", "Git", "non"]
