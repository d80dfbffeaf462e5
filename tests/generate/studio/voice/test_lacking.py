"""What a voice will say otherwise than the lexicon has it is told before it speaks."""

from __future__ import annotations

import pytest
from prompts import LIBRARY, line, prompt

from locvid.generate.studio.generator import StudioGenerator
from locvid.model.errors import InvalidInput

STUDIO = StudioGenerator(LIBRARY)


def test_sounds_that_the_voice_lacks_are_told_with_what_it_says() -> None:
    shot = prompt("ko-KR", line("Kyoto", marked="[/kyːtɔ/: Kyoto]"))
    assert "[ko-KR] shot 'one': the voice has no 'y' for 'Kyoto' /kyːtɔ/: it says 'i'" in (
        STUDIO.remarks(shot)
    )
    kokoro = prompt("fr-FR", line("Brr", marked="[/ʙr/: Brr]"))
    assert STUDIO.remarks(kokoro) == (
        "[fr-FR] shot 'one': the voice has no 'ʙ' for 'Brr' /ʙr/: it says 'b'",
    )


def test_what_can_be_said_is_not_worth_a_word() -> None:
    assert STUDIO.remarks(prompt("fr-FR", line("Oui"))) == ()
    marked = "Une [en-US: cloud native] [/θɪŋ/: thing]"
    assert STUDIO.remarks(prompt("fr-FR", line("Une", marked=marked))) == ()


def test_a_language_without_a_voice_is_refused() -> None:
    shot = prompt("fr-FR", line("Oui", marked="Oui [bo-CN: བོད]"))
    with pytest.raises(InvalidInput, match="no voice speaks Tibetan") as caught:
        STUDIO.remarks(shot)
    assert caught.value.locale == "fr-FR"


def test_a_film_in_a_language_without_a_voice_is_refused_before_it_is_performed() -> None:
    with pytest.raises(InvalidInput, match="no voice here speaks Zulu") as caught:
        STUDIO.remarks(prompt("zu-ZA", line("Sanibonani")))
    assert caught.value.locale == "zu-ZA"
    assert caught.value.hint
