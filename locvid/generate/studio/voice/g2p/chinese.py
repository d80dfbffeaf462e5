"""Mandarin by jieba's words and pypinyin's readings, in the symbols that the model was trained on.

Sounds of pinyin are those of pinyin-to-ipa, with affricates and tones respelled as misaki does
(https://github.com/hexgrad/misaki, Apache-2.0), which made the training texts.
"""

from __future__ import annotations

import re
import unicodedata

from locvid.generate.studio.voice.g2p.base import Clause, ReadWord
from locvid.generate.studio.voice.g2p.english import EnglishReader
from locvid.generate.studio.voice.g2p.written import MARKS, MOST_WORDS

_RESPELLED = {
    # affricates are one symbol
    "ts": "ʦ", "tɕ": "ʨ", "ʈʂ": "ꭧ",
    # the vowel of si and shi
    "ɹ̩": "ɨ", "ɻ̩": "ɨ",
    # tones: third, second, fourth, first
    "˧˩˧": "↓", "˧˥": "↗", "˥˩": "↘", "˥": "→",
    # the sign of a vowel that makes no syllable of its own
    "\u032f": "",
}  # fmt: skip
_HANZI = re.compile(r"[\u3400-\u9fff]+")


class ChineseReader:
    """Reads hanzi in either form, Arabic digits, and Latin words as English."""

    def __init__(self) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.ERROR)
        self._cut = jieba.lcut
        self._english = EnglishReader(british=False)

    def __call__(self, text: str) -> tuple[Clause, ...]:
        """Read a line, clause by clause."""
        import cn2an

        clauses: list[Clause] = []
        words: list[str] = []
        for token in self._cut(cn2an.transform(unicodedata.normalize("NFC", text), "an2cn")):
            mark = next((MARKS[sign] for sign in token if sign in MARKS), "")
            if mark and words:
                clauses.append(self._clause(words, mark))
                words = []
            elif any(sign.isalnum() for sign in token):
                if len(words) == MOST_WORDS:
                    clauses.append(self._clause(words, ","))
                    words = []
                words.append(token)
        if words:
            clauses.append(self._clause(words, ""))
        return tuple(clauses)

    def _clause(self, words: list[str], mark: str) -> Clause:
        symbols, placed, unread = "", [], []
        for word in words:
            read = self._word(word)
            if not read:
                unread.append(word)
                continue
            symbols += " " if symbols else ""
            placed.append(ReadWord(word, len(symbols), len(symbols) + len(read)))
            symbols += read
        return Clause(symbols, tuple(placed), mark, tuple(unread))

    def _word(self, word: str) -> str:
        if _HANZI.fullmatch(word):
            return _mandarin(word)
        return self._english.symbols([word])[0]


def _mandarin(word: str) -> str:
    """The symbols of a word in hanzi; empty where one of them has no known reading."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
    try:
        return "".join(_sounds(syllable) for syllable in syllables)
    except ValueError:
        return ""


def _sounds(syllable: str) -> str:
    """The symbols of a syllable in pinyin with the number of its tone, as in ``shi4``."""
    from pinyin_to_ipa import pinyin_to_ipa

    sounds = "".join(pinyin_to_ipa(syllable)[0])
    for written, symbol in _RESPELLED.items():
        sounds = sounds.replace(written, symbol)
    return sounds
