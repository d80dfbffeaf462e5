"""The film along time, a few seconds a row: sound, words, phones, and the lips as they should be
and as they were seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from locvid.report.plot.sheet import CENTRE, Sheet, has_glyphs
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, AlignedWord
from locvid.verify.curves import RATE
from locvid.verify.traces import Traces

ROW_HEIGHT = 214
EXPECTED, SEEN = 0xFF2563EB, 0xFFEA580C
_INK, _FAINT, _GRID, _SOUND, _CLOSED = 0xFF1F2937, 0xFF6B7280, 0xFFE5E7EB, 0xFF94A3B8, 0x302563EB
_WORDS, _WAVE, _PHONES, _LIPS, _AXIS = 0, 24, 92, 114, 192
_WAVE_HEIGHT, _LIPS_HEIGHT = 64, 76
_LEAST_S, _MOST_ROWS = 6.0, 24


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of film on the sheet, and where it stands: pixels of its left and upper edge."""

    start_s: float
    end_s: float
    left: float
    top: float
    width: float

    def x(self, second: float) -> float:
        """Where a moment of the film is."""
        return self.left + (second - self.start_s) / (self.end_s - self.start_s) * self.width


def stretches(traces: Traces) -> list[tuple[float, float]]:
    """Start and end in seconds of every row; long films get longer rows, not more than 24."""
    seconds = len(traces.samples) / ALIGN_RATE
    row_s = max(_LEAST_S, seconds / _MOST_ROWS)
    count = max(1, int(np.ceil(seconds / row_s - 0.01)))
    return [(number * row_s, (number + 1) * row_s) for number in range(count)]


def draw_row(sheet: Sheet, traces: Traces, row: Row) -> None:
    """Everything in one row."""
    _axis(sheet, row)
    for cut_s in traces.cuts_s:
        if row.start_s <= cut_s < row.end_s:
            x, top = row.x(cut_s), row.top
            sheet.line([(x, top + _WAVE), (x, top + _AXIS)], _FAINT, 1.5)
            sheet.text((x + 4, top + _LIPS), "cut", 11, _FAINT)
    _wave(sheet, traces, row)
    for phone in traces.phones:
        _phone(sheet, phone, row)
    for word in traces.words:
        _word(sheet, word, traces.phones, row)
    _curve(sheet, traces.expected, row, EXPECTED)
    _curve(sheet, traces.seen, row, SEEN)


def spelled(word: AlignedWord, phones: tuple[AlignedPhone, ...]) -> str:
    """A word as it is written or, where no font has its letters, its phones."""
    if has_glyphs(word.text):
        return word.text
    middles = ((phone.ipa, (phone.start + phone.end) / 2) for phone in phones)
    return "".join(ipa for ipa, middle in middles if word.start <= middle < word.end)


def _axis(sheet: Sheet, row: Row) -> None:
    bottom = row.top + _AXIS
    step = 0.5 if row.end_s - row.start_s <= 10 else 1.0
    for tick in np.arange(np.ceil(row.start_s / step), row.end_s / step + 1e-6) * step:
        x = row.x(float(tick))
        whole = abs(tick - round(tick)) < 1e-6
        sheet.line([(x, row.top + _WAVE), (x, bottom)], _GRID)
        if whole:
            sheet.text((x, bottom + 2), f"{tick:.0f} s", 12, _FAINT, align=CENTRE)
    sheet.line([(row.left, bottom), (row.left + row.width, bottom)], _FAINT)


def _wave(sheet: Sheet, traces: Traces, row: Row) -> None:
    loudest = float(np.abs(traces.samples).max()) or 1.0
    middle = row.top + _WAVE + _WAVE_HEIGHT / 2
    edges = np.linspace(row.start_s, row.end_s, int(row.width) + 1) * ALIGN_RATE
    for column, (first, last) in enumerate(pairwise(edges)):
        part = traces.samples[int(first) : int(last)]
        if len(part):
            high, low = (float(value) / loudest * _WAVE_HEIGHT / 2 for value in _extremes(part))
            x = row.left + column
            sheet.box((x, middle - high - 0.5), (x + 1, middle - low + 0.5), _SOUND)


def _extremes(part: NDArray[np.float32]) -> tuple[float, float]:
    return float(part.max()), float(part.min())


def _phone(sheet: Sheet, phone: AlignedPhone, row: Row) -> None:
    start_s, end_s = phone.start / ALIGN_RATE, phone.end / ALIGN_RATE
    if not (row.start_s <= start_s < row.end_s):
        return
    left, right = row.x(start_s), row.x(min(end_s, row.end_s))
    if phone.ipa in "pbm":
        sheet.box((left, row.top + _LIPS), (right, row.top + _LIPS + _LIPS_HEIGHT), _CLOSED)
    sheet.line([(left, row.top + _PHONES), (left, row.top + _PHONES + 18)], _GRID)
    middle = ((left + right) / 2, row.top + _PHONES)
    sheet.text(middle, phone.ipa, 13, _INK, align=CENTRE, room=max(right - left, 11))


def _word(sheet: Sheet, word: AlignedWord, phones: tuple[AlignedPhone, ...], row: Row) -> None:
    start_s = word.start / ALIGN_RATE
    if not (row.start_s <= start_s < row.end_s):
        return
    left = row.x(start_s)
    right = min(row.x(word.end / ALIGN_RATE), row.left + row.width)
    sheet.line([(left, row.top + _WORDS + 2), (left, row.top + _WAVE + _WAVE_HEIGHT)], _GRID, 1.5)
    room = max(right - left - 3, 8)
    words, at = spelled(word, phones), (left + 4, row.top + _WORDS)
    for size in (15, 12, 10):
        if sheet.text(at, words, size, room=room):
            return
    for kept in range(len(words) - 1, 2, -1):
        if sheet.text(at, f"{words[:kept]}…", 10, room=room):
            return


def _curve(sheet: Sheet, curve: NDArray[np.float64], row: Row, colour: int) -> None:
    """A curve on its own scale, broken where it is not known."""
    known = curve[~np.isnan(curve)]
    if len(known) == 0:
        return
    low, high = np.percentile(known, [1, 99.5])
    span = max(float(high - low), 1e-9)
    bottom = row.top + _LIPS + _LIPS_HEIGHT - 4
    points: list[tuple[float, float]] = []
    first, last = int(row.start_s * RATE), min(int(row.end_s * RATE) + 1, len(curve))
    for index in range(first, last):
        value = float(curve[index])
        if np.isnan(value):
            sheet.line(points, colour, 2)
            points = []
            continue
        share = min(max((value - float(low)) / span, 0.0), 1.0)
        points.append((row.x(index / RATE), bottom - share * (_LIPS_HEIGHT - 8)))
    sheet.line(points, colour, 2)
