"""Pronunciations in IPA: as people type them, and in the sounds that a voice has."""

from __future__ import annotations

import pytest

from locvid.phonetics import ipa
from locvid.phonetics.espeak import synthesize
from locvid.phonetics.espeak_codes import codes_of
from locvid.phonetics.inventory import PHONES, VOWELS
from locvid.phonetics.nearest import nearest


def test_what_keyboards_have_stands_for_the_letters_of_the_alphabet() -> None:
    assert ipa.tidy(" /'git  ha:b/ ") == "ˈɡit haːb"
    assert ipa.tidy("[nɛːt]") == "nɛːt"


@pytest.mark.parametrize(
    ("written", "strange"), [("kybɛʁnetɛs", ""), ("t͡ʃaʊ̯ ˈn̩ ɑ̃ː", ""), ("ku8", "8"), ("Kat", "K")]
)
def test_what_is_no_sound_is_named(written: str, strange: str) -> None:
    assert ipa.not_ipa(written) == strange


@pytest.mark.parametrize(
    ("sound", "count"), [("kybɛʁnetɛs", 4), ("klaʊd ˈneɪtɪv", 3), ("ˈbʌtn̩", 2), ("pst", 1)]
)
def test_syllables_are_vowels(sound: str, count: int) -> None:
    assert ipa.syllables(sound) == count


def test_every_sound_has_a_nearest_one_of_its_kind() -> None:
    small = frozenset("ptkmnslraiu")
    for phone in PHONES:
        near = nearest(phone, small)
        assert near in small
        assert (near in VOWELS) == (phone in VOWELS)
    assert [nearest(phone, small) for phone in "bdŋzyɛɪ"] == list("ptnsiai")
    assert nearest("x", frozenset("aiu")) == ""


@pytest.mark.parametrize(
    ("sound", "voice", "heard"),
    [
        ("kybɛʁnetɛs", "fr", "kybɛʁnetɛs"),
        ("ˈnaɪki", "de", "nˈaɪki"),
        ("ɡɪt ˈhʌb", "en-us", "ɡɪthˈʌb"),
        ("t͡ʃaʊ", "sv", "tʃˈaʊ"),
        ("y", "ko", "i"),  # Korean has no y
    ],
)
def test_espeak_says_the_sounds_of_a_pronunciation(sound: str, voice: str, heard: str) -> None:
    phones = synthesize(codes_of(sound, voice), voice, codes=True).phones
    said = "".join(name for _, name in phones)
    assert said.replace("ˈ", "") == heard.replace("ˈ", "")
