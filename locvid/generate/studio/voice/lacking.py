"""What the voices cannot say as it is asked for: languages within a line, sounds of a lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from locvid.generate.studio.voice.choose import FIRST, LAST, engine_for
from locvid.model.errors import InvalidInput
from locvid.model.performance import PerformancePrompt
from locvid.phonetics.espeak import synthesize
from locvid.phonetics.espeak_codes import phones_of_voice
from locvid.phonetics.inventory import base_phones
from locvid.phonetics.nearest import nearest
from locvid.phonetics.pieces import Piece, pieces, voice_of
from locvid.phonetics.tags import english_name


def remarks(prompt: PerformancePrompt) -> tuple[str, ...]:
    """A sentence for every pronunciation with sounds that the voice of ``prompt`` lacks.

    Raises InvalidInput where words are in a language that no voice here speaks.
    """
    found: dict[str, None] = {}
    for line in prompt.lines:
        for piece in pieces(line.said):
            _check_language(piece, prompt)
            for phone, instead in _replaced(piece, prompt):
                found[
                    f"the voice has no '{phone}' for '{piece.text}' /{piece.ipa}/: "
                    f"it says '{instead}'"
                ] = None
    where = f"[{prompt.locale}] shot '{prompt.shot}'"
    return tuple(f"{where}: {sentence}" for sentence in found)


def _check_language(piece: Piece, prompt: PerformancePrompt) -> None:
    if not piece.tag or piece.ipa:
        return
    try:
        synthesize("", voice_of(piece.tag))
    except InvalidInput as error:
        raise InvalidInput(
            f"no voice speaks {english_name(piece.tag)}: '{piece.text}' in shot '{prompt.shot}'",
            locale=prompt.locale.tag,
            hint="mark another language, or give the words in a lexicon.csv",
        ) from error


def _replaced(piece: Piece, prompt: PerformancePrompt) -> Iterator[tuple[str, str]]:
    """Sounds of a pronunciation that the voice lacks, with what it says in their place."""
    if not piece.ipa:
        return
    has = _sounds(piece.tag, prompt)
    for phone in dict.fromkeys(base_phones(piece.ipa)):
        if has and phone not in has:
            yield phone, nearest(phone, has)


def _sounds(tag: str, prompt: PerformancePrompt) -> frozenset[str]:
    """Base phones of the voice; empty where it does not tell."""
    engine = engine_for(prompt.locale.language).name
    if engine == FIRST:
        from locvid.generate.studio.voice.kokoro_model import vocabulary
        from locvid.generate.studio.voice.tokens import phones_of

        return frozenset(phone for symbol in vocabulary() for phone in phones_of(symbol))
    if engine == LAST:
        return phones_of_voice(voice_of(tag) if tag else prompt.locale.tag)
    return frozenset()
