"""From read clauses to the model's tokens and back to phones: which token says what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locvid.generate.studio.voice.g2p.base import Clause
from locvid.phonetics.inventory import PHONES, base_phones
from locvid.phonetics.nearest import nearest

NEAREST = {
    "ʏ": "y", "ʀ": "ʁ", "ħ": "h", "ʑ": "ʒ", "ɭ": "l", "ɫ": "l", "ɱ": "m", "ʉ": "u", "ɵ": "ø",
    "ɘ": "ə", "ɮ": "l", "ɬ": "l", "ɦ": "h", "ʐ": "ʒ", "g": "ɡ", "ɜ̃": "ɜ", "ʕ": "ʔ", "ʎ": "ʎ",
}  # fmt: skip
"""The model's nearest symbol for IPA letters outside its alphabet."""

SPELLED_OUT = {"A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ", "T": "ɾ",
               "S": "s"}  # fmt: skip
"""IPA of the model's own letters."""

STRESS = {"ˈ": 1, "ˌ": 2}


@dataclass(frozen=True, slots=True)
class Token:
    """One symbol to say. ``word`` is −1 between words; ``pause_after`` names the clause's break.

    ``clause`` counts within the run.
    """

    symbol: str
    number: int
    word: int
    clause: int
    is_break: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Clauses spoken in one breath of the model, and the index of their first word."""

    clauses: tuple[Clause, ...]
    first_word: int


def runs(clauses: Sequence[Clause], most_tokens: int, comfortable: int = 220) -> list[Run]:
    """Group clauses into runs of whole sentences near ``comfortable`` symbols.

    A sentence that alone passes ``most_tokens`` is cut between clauses, a clause between words.
    """
    pieces = [piece for clause in clauses for piece in _within(clause, most_tokens - 4)]
    grouped: list[list[Clause]] = []
    length = 0
    for sentence in _sentences(pieces):
        size = sum(len(clause.symbols) + 2 for clause in sentence)
        if grouped and length + size <= comfortable:
            grouped[-1].extend(sentence)
            length += size
            continue
        grouped.append([])
        length = 0
        for clause in sentence:
            if length and length + len(clause.symbols) + 2 > most_tokens:
                grouped.append([])
                length = 0
            grouped[-1].append(clause)
            length += len(clause.symbols) + 2
    result, first_word = [], 0
    for group in grouped:
        result.append(Run(tuple(group), first_word))
        first_word += sum(len(clause.words) for clause in group)
    return result


def tokens(run: Run, vocabulary: Mapping[str, int]) -> tuple[list[Token], list[str]]:
    """Tokens of a run, and the symbols for which the model has none."""
    said: list[Token] = []
    unspoken: list[str] = []
    word_index = run.first_word
    for index, clause in enumerate(run.clauses):
        owner = [-1] * len(clause.symbols)
        for word in clause.words:
            owner[word.start : word.end] = [word_index] * (word.end - word.start)
            word_index += 1
        for symbol, word_of in zip(clause.symbols, owner, strict=True):
            known = symbol if symbol in vocabulary else _nearest(symbol, vocabulary)
            if known in vocabulary:
                number = vocabulary[known]
                said.append(Token(known, number, -1 if known == " " else word_of, index, False))
            else:
                unspoken.append(symbol)
        is_last = index + 1 == len(run.clauses)
        for symbol in (clause.mark or ".") + ("" if is_last else " "):
            said.append(Token(symbol, vocabulary[symbol], -1, index, True))
    return said, unspoken


def _nearest(symbol: str, vocabulary: Mapping[str, int]) -> str:
    """The model's symbol for a sound that its alphabet lacks; ``symbol`` where it is none."""
    if symbol in NEAREST:
        return NEAREST[symbol]
    phones = base_phones(symbol)
    if not phones:
        return symbol
    return nearest(phones[0], [known for known in vocabulary if known in PHONES]) or symbol


def phones_of(symbol: str) -> tuple[str, ...]:
    """Base symbols of a token; none for stress, length, tone, spaces and punctuation."""
    return base_phones(SPELLED_OUT.get(symbol, symbol))


def _sentences(clauses: Sequence[Clause]) -> list[list[Clause]]:
    sentences: list[list[Clause]] = [[]]
    for clause in clauses:
        sentences[-1].append(clause)
        if clause.ends_sentence:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _within(clause: Clause, most: int) -> list[Clause]:
    """The clause, or parts of at most ``most`` symbols cut where a word begins."""
    from dataclasses import replace

    if len(clause.symbols) <= most or len(clause.words) < 2:
        return [clause]
    parts, begin, first = [], 0, 0
    for index, word in enumerate(clause.words):
        if word.end - begin > most and index > first:
            parts.append(_part(clause, first, index, begin, word.start))
            begin, first = word.start, index
    last = _part(clause, first, len(clause.words), begin, len(clause.symbols))
    return [*parts, replace(last, mark=clause.mark, unread=clause.unread)]


def _part(clause: Clause, first: int, after: int, begin: int, end: int) -> Clause:
    from dataclasses import replace

    symbols = clause.symbols[begin:end].rstrip()
    words = tuple(
        replace(word, start=word.start - begin, end=min(word.end - begin, len(symbols)))
        for word in clause.words[first:after]
    )
    return Clause(symbols, words, ",")
