"""Mandarin by jieba's words and misaki's pinyin table, as the model was trained."""

from __future__ import annotations

import re
import unicodedata

from locvid.generate.studio.voice.g2p.base import Clause, ReadWord
from locvid.generate.studio.voice.g2p.english import EnglishReader
from locvid.generate.studio.voice.g2p.written import MARKS, MOST_WORDS

_NON_SYLLABIC = "\u032f"
_HANZI = re.compile(r"[\u3400-\u9fff]+")


class ChineseReader:
    """Reads hanzi in either form, Arabic digits, and Latin words as English."""

    def __init__(self) -> None:
        import logging

        import jieba
        from misaki.zh import ZHG2P

        jieba.setLogLevel(logging.ERROR)
        self._cut = jieba.lcut
        self._romanise = ZHG2P.word2ipa
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
            return str(self._romanise(word)).replace(_NON_SYLLABIC, "")
        return self._english.symbols([word])[0]
