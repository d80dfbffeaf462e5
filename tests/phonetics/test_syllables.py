"""Syllables counted from spelling against counts made by ear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.localize.locales import resolve
from locvid.phonetics.syllables import count

WORDS = {
    "en": "cat 1, name 1, names 1, wanted 2, moved 1, changes 2, apple 2, table 2, idea 3, "
    "media 3, nation 2, create 2, beautiful 3, somewhere 2, it's 1, yes 1, beyond 2, USA 3, the 1",
    "fr": "nous 1, lançons 2, table 1, équipe 2, simples 1, théâtre 2, création 3, aujourd'hui 3, "
    "qui 1, langue 1, maïs 2, l'ami 2, oiseau 2",
    "es": "hoy 1, día 2, país 2, ciudad 2, guía 2, queso 2, teatro 3, versión 2, cuatro 2, león 2",
    "pt": "não 1, cliente 3, história 3, qualidade 4, mãe 1, coração 3, país 2, água 2, dia 2",
    "it": "città 2, più 1, chiesa 2, famiglia 3, poeta 3, guerra 2, aiuto 3",
    "de": "Heute 2, schnellere 3, Theater 3, Nation 2, Bäume 2, Europa 3, Ihre 2, Knopf 1",
    "nl": "huis 1, mooi 1, nieuwe 2, België 3, eenvoudig 3, zee 1",
    "pl": "nie 1, świecie 2, dzień 1, książka 2, proszę 2, wszyscy 2",
    "tr": "güneş 2, saat 2, kullanıcı 4",
    "ru": "сегодня 3, всё 1, мир 1, версия 3",
    "uk": "їжак 2, Україна 4",
    "el": "και 1, γλώσσα 2, μαΐου 3",
    "hi": "नमस्ते 3, हम 1, भारत 2, संस्करण 3, लड़का 2, क्या 1",
    "ko": "안녕하세요 5, 버전 2",
    "zh": "世界 2, 你好 2",
    "ja": "きょう 2, バージョン 4, がっこう 4, しんぶん 4",
    "ta": "வணக்கம் 3, மொழி 2",
    "am": "ሰላም 3",
    "vi": "ngôn 1, người 1, Việt 1",
    "fi": "päivä 2, suomi 2",
}
CASES = [
    (language, *pair.rsplit(" ", 1))
    for language, listed in WORDS.items()
    for pair in listed.split(", ")
]


@pytest.mark.parametrize(("language", "word", "syllables"), CASES)
def test_words(language: str, word: str, syllables: str) -> None:
    assert count(word, resolve(language)[0]) == int(syllables)


@pytest.mark.parametrize(
    ("language", "text", "by_ear"),
    [
        ("en", "Something changed when the engineers noticed the machine had stopped.", 15),
        ("en", "We created eight media libraries, and the people there loved reading.", 20),
        (
            "fr",
            "Choisissez une langue, écrivez votre message et appuyez deux fois sur le bouton.",
            22,
        ),
        ("es", "Los ingenieros vieron que la máquina había dejado de funcionar aquel día.", 26),
        ("de", "Der Wetterbericht versprach Sonne, aber alle brachten einen Regenschirm mit.", 21),
        ("it", "La storia della città comincia più di duemila anni fa.", 18),
        ("pt", "Nossos clientes queriam um serviço simples e confiável.", 19),
        ("ja", "本日、より速く、よりシンプルな新しいバージョンを発表します。", 34),
        ("zh", "今天我们推出一个更快更简单的版本。", 15),
        ("hi", "हमारे ग्राहक एक सरल और भरोसेमंद सेवा चाहते थे।", 19),
        ("ar", "توقعت النشرة الجوية شمسا ولكن الجميع أحضروا مظلة", 24),
        ("th", "พยากรณ์อากาศบอกว่าแดดออกแต่ทุกคนนำร่มมา", 15),
        ("he", "התחזית הבטיחה שמש אבל כולם הביאו מטריה", 17),
        ("ja", "LTX-2 で 3 つの動画", 15),
    ],
)
def test_sentences_are_within_a_sixth(language: str, text: str, by_ear: int) -> None:
    assert count(text, resolve(language)[0]) == pytest.approx(by_ear, rel=1 / 6)


def test_numbers_are_longer_than_they_look() -> None:
    english = resolve("en")[0]
    assert 5 <= count("2024", english) <= 8
    assert count("7", english) in (1, 2)


@pytest.mark.parametrize("text", ["", "...", "?! —", "🎉🎉", " \n"])
def test_nothing_to_say_has_no_syllables(text: str) -> None:
    assert count(text, resolve("en")[0]) == 0


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=60), st.sampled_from(["en", "fr", "pt", "ja", "hi", "ar", "de", "sv"]))
def test_any_text_has_a_count_that_grows_with_it(text: str, language: str) -> None:
    locale = resolve(language)[0]
    once = count(text, locale)
    assert 0 <= once <= 2 * len(text)
    assert count(f"{text} banana", locale) >= once + 2


@pytest.mark.parametrize(
    ("text", "morae"),
    [
        ("昨日録音したものはすべて", 15),
        ("彼女は手紙を開け、二度読んで", 15),
        ("十分後に出発します", 13),
        ("1998年", 14),
        ("3400人以上", 13),
        ("15パーセント", 8),
        ("090", 6),
    ],
)
def test_kanji_and_figures_have_the_morae_of_their_readings(text: str, morae: int) -> None:
    assert abs(count(text, resolve("ja")[0]) - morae) <= 1
