"""Lets a machine translate what has no text yet, and writes it into the script for review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from locvid.localize.candidates import shorter
from locvid.localize.exchange.base import State
from locvid.localize.glossary.base import Glossary
from locvid.localize.locales import resolve
from locvid.localize.named import named_glossary
from locvid.localize.review import ReviewBook, source_text
from locvid.localize.text import caption, text_tag
from locvid.localize.translate.base import Passage, Translated, Translator, load_translator
from locvid.media.atomic import replacing
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.script import Line, Script
from locvid.model.word_files import NONE_NAMED, WordFiles
from locvid.phonetics.laughter_places import with_laughter
from locvid.phonetics.pieces import carried_over, marked, unmarked, written_pieces
from locvid.phonetics.tags import english_name
from locvid.run.translation import lines_of, own_key, target_tag
from locvid.script.edit import Place, Wording, with_texts
from locvid.script.reading import read_script

Told = Callable[[str, int, int], None]
"""Takes a language, how many of its lines are done, and of how many."""


@dataclass(slots=True)
class MachineTranslation:
    """What was translated into one language: words by line, and what to look at first.

    ``shorts`` are shorter wordings that the engine offered beside them, for where they do not fit.
    """

    tag: str
    engine: str
    texts: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def has_own_text(line: Line, tag: str) -> bool:
    """Whether ``line`` has a text in ``tag`` itself: fr-FR is none for fr-CA."""
    return own_key(line, tag) is not None


def has_any_text(line: Line, tag: str) -> bool:
    """Whether ``line`` has a text that would be taken for ``tag``: fr-FR is one for fr-CA."""
    return text_tag(line.text, resolve(tag)[0]) is not None


def translate_missing(
    path: Path,
    locales: Sequence[Locale],
    engine: str,
    note: Callable[[str], None],
    named: WordFiles = NONE_NAMED,
) -> None:
    """Translate what a film in ``locales`` lacks, into the script for review, and say which lines.

    Raises as ``translate`` does.
    """
    script = read_script(path)
    source = resolve(script.source)[0]
    wanted = [
        _spelling(locale.tag, script)
        for locale in locales
        if locale.language != source.language
        and not all(has_any_text(line, locale.tag) for _, _, line in lines_of(script))
    ]
    if not wanted:
        return
    note(f"{path}: {engine} translates into {', '.join(wanted)}")
    for done in translate(path, wanted, engine, has_text=has_any_text, named=named):
        for warning in done.warnings:
            note(warning)
        note(
            f"{path}: [{done.tag}] translated by a machine ({done.engine}) and written into the "
            f"script, to be reviewed: {', '.join(done.texts)}"
        )


def _spelling(tag: str, script: Script) -> str:
    """``tag`` as the script's other lines spell it: fr for fr-FR."""
    own = (own_key(line, tag) for _, _, line in lines_of(script))
    return next(filter(None, own), tag)


def translate(
    path: Path,
    wanted: Sequence[str],
    engine: str,
    told: Told | None = None,
    has_text: Callable[[Line, str], bool] = has_own_text,
    named: WordFiles = NONE_NAMED,
) -> tuple[MachineTranslation, ...]:
    """Translate every line of the script at ``path`` that has no text in a ``wanted`` language.

    ``has_text`` decides what a text in a language is; ``named`` is the project's glossary.

    The script keeps its comments and order; each new text is noted as needing review, and
    ``render`` stops at it. Raises InvalidInput and MissingDependency; nothing is written then.
    """
    script = read_script(path)
    source = resolve(script.source)[0]
    translator = load_translator(engine)
    glossary, book = named_glossary(script, named), ReviewBook.beside(path)
    texts: dict[Place, dict[str, str | Wording]] = {}
    made = []
    for tag in dict.fromkeys(target_tag(each, script) for each in wanted):
        done = MachineTranslation(tag, translator.version())
        places, passages = _untranslated(script, source, tag, has_text)
        found = _translated(translator, passages, source, resolve(tag)[0], told)
        for (place, written), passage, offered in zip(places, passages, found, strict=True):
            words = _chosen(offered, passage, tag, glossary, done)
            others = [caption(each) for each in (offered.text, *offered.alternatives)]
            target = resolve(tag)[0]
            short = shorter(words, others, passage.text, target, tag, glossary)
            unmarked_words = words
            words = _marked_again(words, written, passage.id, tag, done)
            done.texts[passage.id] = words
            # Texts in the picture take no time; marks are put back into one wording only.
            if place[1] < 0 or words != unmarked_words:
                short = None
            if short is not None:
                done.shorts[passage.id] = short
            texts.setdefault(place, {})[tag] = Wording(words, short) if short else words
            book.record(tag, written, words, State.NEEDS_REVIEW, done.engine)
        made.append(done)
    if texts:
        text = with_texts(path, texts)
        # The book first: a text that is in the script without it would pass for a person's work.
        book.save(path)
        # A link stays one.
        with replacing(path.resolve() if path.is_symlink() else path) as temporary:
            temporary.write_bytes(text.encode())
    return tuple(made)


def _untranslated(
    script: Script, source: Locale, tag: str, has_text: Callable[[Line, str], bool]
) -> tuple[list[tuple[Place, str]], list[Passage]]:
    """Lines without a text in ``tag``, each with its neighbours as context.

    Each place comes with the source as written; engines get the words without marks.
    """
    lines = list(lines_of(script))
    written = [caption(source_text(line, source)) for _, _, line in lines]
    words = [caption(unmarked(each)) for each in written]
    places, passages = [], []
    for number, (id_, place, line) in enumerate(lines):
        if has_text(line, tag):
            continue
        if not words[number]:
            raise InvalidInput(
                f"line {id_} has no text in the source language {script.source}", line.location
            )
        before = words[number - 1] if number else ""
        after = words[number + 1] if number + 1 < len(words) else ""
        places.append((place, written[number]))
        passages.append(Passage(id_, words[number], before, after))
    return places, passages


def _translated(
    translator: Translator,
    passages: Sequence[Passage],
    source: Locale,
    target: Locale,
    told: Told | None,
) -> list[Translated]:
    if not passages:
        return []
    report = None if told is None else lambda done, of: told(target.tag, done, of)
    return translator.translate(passages, source, target, report)


def _chosen(
    offered: Translated, passage: Passage, tag: str, glossary: Glossary, done: MachineTranslation
) -> str:
    """The best candidate that keeps the glossary; where none does, the best, with a warning."""
    candidates = [caption(text) for text in (offered.text, *offered.alternatives)]
    for words in candidates:
        if not any(glossary.broken(passage.text, words, tag)):
            return words
    for broken in glossary.broken(passage.text, candidates[0], tag):
        done.warnings.append(f"[{tag}] '{passage.id}': {broken.message}")
    return candidates[0]


def _marked_again(words: str, written: str, id_: str, tag: str, done: MachineTranslation) -> str:
    """The marks of the source put around the same words of the translation, where they are.

    Words that were marked as the translation's own language need no mark there.
    """
    language = tag.partition("-")[0]
    original = written_pieces(written)
    foreign = [piece for piece in original if piece.tag and piece.tag.partition("-")[0] != language]
    laughs = any(piece.laughter for piece in original)
    if not foreign and not laughs and unmarked(words) == words:
        return words
    again = carried_over(foreign, words)
    for piece in foreign:
        if piece not in again:
            done.warnings.append(
                f"[{tag}] '{id_}': '{piece.text}' was marked as {english_name(piece.tag)} "
                "and is not in the translation"
            )
    return caption(marked(with_laughter(original, again)))
