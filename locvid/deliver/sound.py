"""The stems of a film: those of its shots end to end, sample for sample with the picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import numpy as np

from locvid.media.wav import StereoWriter, read, read_blocks
from locvid.model.deliverable import ShotFiles
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.take import AMBIENCE, SCORE, STEMS, Samples
from locvid.watermark.code import Payload
from locvid.watermark.embed import marked

CROSSFADE_SAMPLES = 30 * SAMPLE_RATE // 1000
"""30 ms, half before and half after a cut: no click, and still heard as a cut."""

_HALF = CROSSFADE_SAMPLES // 2


@dataclass(frozen=True, slots=True)
class Span:
    """Where a shot lies in the film: frames and samples, end exclusive."""

    shot: ShotFiles
    first_frame: int
    end_frame: int
    start: int
    end: int


def spans(shots: Sequence[ShotFiles], video: VideoFormat) -> tuple[Span, ...]:
    """Place the shots one after the other.

    Sample positions come from the film's frame count, not from the sum of the shots' samples: at
    30000/1001 fps a shot may be a sample short of its place, and a sum would drift.
    """
    ends = list(accumulate(shot.frame_count for shot in shots))
    starts = [0, *ends[:-1]]
    return tuple(
        Span(shot, first, end, video.sample_of_frame(first), video.sample_of_frame(end))
        for shot, first, end in zip(shots, starts, ends, strict=True)
    )


def words_earlier(span: Span, samples: int) -> Span:
    """``span`` with the times of its words for sound that is ``samples`` earlier."""
    length = span.shot.sample_count
    moved = [
        replace(
            word,
            start=_within(word.start - samples, length),
            end=_within(word.end - samples, length),
        )
        for word in span.shot.words
    ]
    return replace(span, shot=replace(span.shot, words=tuple(moved))) if samples else span


def write_sound(
    placed: Sequence[Span],
    mix: Path,
    stems: dict[str, Path],
    target: Path,
    earlier: int = 0,
    score: Iterator[Samples] | None = None,
    mark: Payload | None = None,
) -> None:
    """Write the sum of all stems to ``mix`` and each stem that ``stems`` names to its path.

    ``target`` is named in errors. What happens in the picture is heard ``earlier`` samples before
    its place (negative: after it); ambience and ``score`` belong to no moment and stay. ``mark``
    goes into the mix alone: stems are material for other films.
    """
    with ExitStack() as opened:
        writers = {
            name: opened.enter_context(StereoWriter(path, target)) for name, path in stems.items()
        }
        mixed = opened.enter_context(StereoWriter(mix, target))
        blocks = _mixed(placed, earlier, score, writers)
        for block in blocks if mark is None else marked(blocks, mark):
            mixed.write(block)


def _mixed(
    placed: Sequence[Span],
    earlier: int,
    score: Iterator[Samples] | None,
    writers: Mapping[str, StereoWriter],
) -> Iterator[Samples]:
    """The sum of all stems, each of which is written on the way where it has a writer."""
    streams = [
        _film_stem(placed, name) if name == AMBIENCE else _moved(_film_stem(placed, name), earlier)
        for name in STEMS
    ]
    names = STEMS if score is None else (*STEMS, SCORE)
    music = _Supply(score) if score is not None else None
    for blocks in zip(*streams, strict=True):
        if music is not None:
            blocks = (*blocks, music.take(len(blocks[0])))
        for name, block in zip(names, blocks, strict=True):
            if name in writers:
                writers[name].write(block)
        yield np.sum(blocks, axis=0, dtype=np.float32)


class _Supply:
    """Blocks of any size, handed out in the sizes that are asked for; silence after their end."""

    def __init__(self, blocks: Iterator[Samples]) -> None:
        self._blocks = blocks
        self._rest = np.zeros((0, 2), np.float32)

    def take(self, count: int) -> Samples:
        """The next ``count`` samples, float32 [count, 2]."""
        while len(self._rest) < count and (block := next(self._blocks, None)) is not None:
            self._rest = np.concatenate([self._rest, block])
        taken, self._rest = self._rest[:count], self._rest[count:]
        return np.pad(taken, ((0, count - len(taken)), (0, 0)))


def _film_stem(placed: Sequence[Span], stem: str) -> Iterator[Samples]:
    """One stem of the whole film; blocks fall on the same positions for every stem."""
    for index, span in enumerate(placed):
        neighbours = (
            (
                _edge(placed[index - 1], stem, tail=True) if index else None,
                _edge(placed[index + 1], stem, tail=False) if index + 1 < len(placed) else None,
            )
            if stem == AMBIENCE
            else None
        )
        at = 0
        for block in _fitted(span, stem):
            if neighbours is not None:
                block = block.copy()
                _blend_head(block, at, neighbours[0])
                _blend_tail(block, at - (span.end - span.start), neighbours[1])
            yield block
            at += len(block)


def _moved(blocks: Iterator[Samples], earlier: int) -> Iterator[Samples]:
    """The same blocks in size and number, their content ``earlier`` samples before its place."""
    rest = np.zeros((max(0, -earlier), 2), np.float32)
    skipped, due = 0, deque[int]()
    for block in blocks:
        due.append(len(block))
        dropped = min(max(0, earlier) - skipped, len(block))
        skipped += dropped
        rest = np.concatenate([rest, block[dropped:]])
        while due and len(rest) >= due[0]:
            size = due.popleft()
            yield rest[:size]
            rest = rest[size:]
    for size in due:
        yield np.pad(rest[:size], ((0, size - len(rest[:size])), (0, 0)))
        rest = rest[size:]


def _within(at: int, length: int) -> int:
    return min(max(at, 0), length)


def _fitted(span: Span, stem: str) -> Iterator[Samples]:
    """The shot's stem, its last sample held for the one that its place may have more."""
    wanted = span.end - span.start
    last = np.zeros((1, 2), np.float32)
    done = 0
    for block in read_blocks(span.shot.stems[stem], stop=min(wanted, span.shot.sample_count)):
        yield block
        last = block[-1:]
        done += len(block)
    if done < wanted:
        yield np.repeat(last, wanted - done, axis=0)


def _edge(span: Span, stem: str, tail: bool) -> Samples:
    """The first or last half crossfade of a shot, reversed: what it would sound like beyond it.

    A shot has no sound outside itself; for ambience its mirror image cannot be told from more.
    """
    count = min(_HALF, span.shot.sample_count)
    start = span.shot.sample_count - count if tail else 0
    return read(span.shot.stems[stem], start, start + count)[::-1]


def _blend_head(block: Samples, at: int, before: Samples | None) -> None:
    """Fade in over the half crossfade after the cut; ``at`` is the block's place in the shot."""
    count = min(_HALF - at, len(block))
    if count <= 0:
        return
    angle = _angles(np.arange(at, at + count), joined=before is not None)
    block[:count] *= np.sin(angle)
    if before is not None:
        tail = before[at : at + count]
        block[: len(tail)] += tail * np.cos(angle[: len(tail)])


def _blend_tail(block: Samples, at: int, after: Samples | None) -> None:
    """The same before the cut, seen from the end; ``at`` is negative."""
    left = -(at + len(block))
    _blend_head(block[::-1], left, None if after is None else after[::-1])


def _angles(distance: np.ndarray[tuple[int], np.dtype[np.int64]], joined: bool) -> Samples:
    """Equal-power fade: from π/4 at a cut, from 0 at the film's ends, to π/2."""
    share = (distance + 0.5) / _HALF
    start = np.pi / 4 if joined else 0.0
    return (start + (np.pi / 2 - start) * share).astype(np.float32)[:, None]
