"""What a video should say, and in which language: from a script, a text or captions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.verdict import ExpectedLine
from locvid.run.direction import (
    Project,
    localized,
    performed,
    resolve_locales,
)

if TYPE_CHECKING:
    from locvid.media.captions import Cue
    from locvid.presets.library import PresetLibrary

_LONGEST_GAP_S = 1.5
_LONGEST_LINE = 240
_SENTENCE_END = re.compile(r"[.!?…。！？؟।॥]['\"”’»)\]」』）】]*$")
_SENTENCE = re.compile(
    r"(?:\[[^\]]*\]|[^\[])*?(?:[。！？][」』）”’]*|[.!?…؟।॥]['\"”’»)\]]*(?=\s))|(?s:.)+$"
)
_SHORTEST_SENTENCE = 12
"""Letters: less is too little to be found by itself, or an abbreviation."""
_NOT_SAID = re.compile(
    r"\[[^\]]*\]|\([^)]*\)|（[^）]*）|［[^］]*］|♪[^♪]*♪?|^\s*[-–—]\s*", re.MULTILINE
)
_DASHED = re.compile(r"\s*[-–—]\s*\S")
_WHO_SPEAKS = re.compile(r"^[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ .'-]{1,30}:\s*", re.MULTILINE)
_TAG_IN_NAME = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Words:
    """Lines in spoken order, their language, and what was assumed."""

    lines: tuple[ExpectedLine, ...]
    locale: Locale
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the words are to come from; at most one of project, text and captions.

    Without any, captions are looked for beside the video and in it. ``tag`` is empty where the
    language has to be found out, too. ``library`` says how figures are read aloud.
    """

    library: PresetLibrary
    project: Project | None = None
    text: str = ""
    captions: Path | None = None
    tag: str = ""


def words_for(video: Path, source: Source, beside: Path | None = None) -> Words:
    """The words of ``video``; raises InvalidInput where there are none or the language is open.

    Captions are looked for beside the file ``beside``, where ``video`` is only a part of it.
    """
    if source.project is not None:
        locale, notes = _locale(video, source.tag, None)
        warnings = localized(source.project, locale).warnings
        lines = performed(source.project, locale)
        return Words(lines, locale, (*notes, *warnings))
    if source.text:
        locale, notes = _locale(video, source.tag, None)
        lines = tuple(
            ExpectedLine("", _said(written, locale, source)) for written in sentences(source.text)
        )
        return Words(lines, locale, notes)
    return _from_captions(video, source, beside or video)


def _from_captions(video: Path, source: Source, beside: Path) -> Words:
    from locvid.media.captions import caption_tracks, read_captions, read_track

    file = source.captions or _beside(beside, source.tag)
    if file is not None:
        locale, notes = _locale(video, source.tag, file)
        if source.captions is None:
            notes = (*notes, f"taking the words from the captions in {file}")
        return Words(_lines(read_captions(file), locale, source), locale, notes)
    tracks = caption_tracks(video)
    if not tracks:
        raise InvalidInput(
            f"nothing says what is spoken in {video}",
            hint="give --script, --text or --captions, or put captions beside it",
        )
    locale, notes = _locale(video, source.tag, None)
    number = _track_in(locale, tracks, video)
    return Words(
        _lines(read_track(video, number), locale, source),
        locale,
        (*notes, f"taking the words from the caption track of {video}"),
    )


def _locale(video: Path, tag: str, captions: Path | None) -> tuple[Locale, tuple[str, ...]]:
    """The language as given, or as the names of the files or the tracks of the video have it."""
    if not tag:
        tag, origin = _found_tag(video, captions)
        (locale,), _ = resolve_locales((tag,))
        note = f"taking the language of {video} to be {locale.tag}, as {origin} says"
        return locale, (note,)
    (locale,), assumed = resolve_locales((tag,))
    return locale, assumed


def _found_tag(video: Path, captions: Path | None) -> tuple[str, str]:
    from locvid.media.probe import probe
    from locvid.phonetics.tags import canonical

    for file in (video, captions):
        if file is not None and (tag := tag_in_name(file)):
            return tag, f"the name {file.name}"
    for kind in ("audio", "subtitle"):
        stream = probe(video).first(kind)
        if stream is not None and (found := canonical(stream.language)):
            return found, f"its {kind} track"
    raise InvalidInput(f"nothing says which language {video} speaks", hint="add --lang TAG")


def tag_in_name(file: Path) -> str:
    """The language tag before the suffix, as in ``film.fr-FR.mp4``; empty where there is none."""
    from locvid.phonetics.tags import canonical

    written = file.stem.rpartition(".")[2] if "." in file.stem else ""
    # Three letters are a language as well, but far more often a word: film.one.mp4.
    return (canonical(written) or "") if _TAG_IN_NAME.fullmatch(written) else ""


def _beside(video: Path, tag: str) -> Path | None:
    """A caption file of the same name, or the one of that name and language."""
    from locvid.media.captions import SUFFIXES

    for suffix in SUFFIXES:
        if (same := video.with_name(video.stem + suffix)).is_file():
            return same
    named = [
        file
        for suffix in SUFFIXES
        for file in sorted(video.parent.glob(f"{_literal(video.stem)}.*{suffix}"))
        if tag_in_name(file) and (not tag or _language(tag_in_name(file)) == _language(tag))
    ]
    return named[0] if len(named) == 1 or (named and tag) else None


def _track_in(locale: Locale, tracks: Sequence[tuple[int, str]], video: Path) -> int:
    """The caption track in the language that is spoken, or one whose language nobody wrote down.

    Subtitles in another language are a translation, not what is said.
    """
    for wanted in (locale.language, ""):
        for number, tag in tracks:
            if _language(tag) == wanted:
                return number
    raise InvalidInput(
        f"the captions in {video} are in {', '.join(tag for _, tag in tracks)}, not in {locale}",
        hint="give --script, --text or --captions",
    )


def _language(tag: str) -> str:
    from locvid.phonetics.tags import canonical

    return (canonical(tag) or "").split("-")[0]


def _literal(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _lines(cues: Sequence[Cue], locale: Locale, source: Source) -> tuple[ExpectedLine, ...]:
    lines = spoken_sentences(cues)
    if not lines:
        raise InvalidInput("the captions hold nothing that is said")
    return tuple(ExpectedLine("", _said(line, locale, source)) for line in lines)


def _said(written: str, locale: Locale, source: Source) -> str:
    """What a voice makes of a written line: figures as the market reads them, marks as meant.

    Captions of strangers may hold brackets that are none.
    """
    from locvid.localize.saying import say
    from locvid.phonetics.pieces import BadMark, Piece, marked

    try:
        said = say(written, locale, source.library)
    except BadMark:
        said = say(marked((Piece(written),)), locale, source.library)
    return said.marked or said.spoken


def spoken_sentences(cues: Sequence[Cue]) -> list[str]:
    """Cues joined to sentences, without what is written but not said.

    That is: sounds and remarks in brackets, lyrics, dashes and names before what somebody says.
    """
    from locvid.localize.text import spoken

    sentences: list[str] = []
    until_s = float("-inf")
    for cue in (part for whole in cues for part in _by_speaker(whole)):
        said = spoken(_WHO_SPEAKS.sub("", _NOT_SAID.sub(" ", cue.text)))
        if not any(sign.isalnum() for sign in said):
            continue
        goes_on = (
            bool(sentences)
            and cue.start_s - until_s <= _LONGEST_GAP_S
            and not _SENTENCE_END.search(sentences[-1])
            and len(sentences[-1]) + len(said) <= _LONGEST_LINE
        )
        if goes_on:
            wide = unicodedata.east_asian_width(sentences[-1][-1]) in "WF"
            sentences[-1] += said if wide else f" {said}"
        else:
            sentences.append(said)
        until_s = cue.end_s
    return sentences


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, short ones with the one before: each is listened for by itself,
    so that it makes no difference how long anybody is silent, or who speaks, between them.
    """
    found: list[str] = []
    for piece in _SENTENCE.findall(text.strip()):
        short = min(_letters(piece), _letters(found[-1]) if found else 0) < _SHORTEST_SENTENCE
        if found and short:
            found[-1] += piece
        else:
            found.append(piece)
    return [piece.strip() for piece in found]


def _letters(text: str) -> int:
    """Letters; a sign of Chinese or Japanese says more than one of an alphabet."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text if sign.isalnum())


def _by_speaker(cue: Cue) -> list[Cue]:
    """A cue for each row, where dashes say that two speak and the first is cut short.

    The second comes a little later than a sentence of the first could go on.
    """
    rows = cue.text.split("\n")
    cut_short = any(not _SENTENCE_END.search(row.rstrip()) for row in rows[:-1])
    if not cut_short or not all(_DASHED.match(row) for row in rows):
        return [cue]
    late_s = cue.end_s + _LONGEST_GAP_S * 1.01
    return [replace(cue, text=rows[0], end_s=cue.start_s)] + [
        replace(cue, text=row, start_s=late_s, end_s=cue.end_s) for row in rows[1:]
    ]
