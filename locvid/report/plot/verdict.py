"""The picture of one verdict: its checks, the correlation over offsets, and the film along time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from locvid.model.verdict import Check, Gate, Outcome, Verdict
from locvid.report.plot.rows import (
    EXPECTED,
    ROW_HEIGHT,
    SEEN,
    Row,
    draw_row,
    stretches,
)
from locvid.report.plot.sheet import CENTRE, RIGHT, Sheet, has_glyphs
from locvid.verify.traces import Traces

WIDTH = 1800
_MARGIN = 40.0
_HEAD = 96.0
_CHECK_HEIGHT = 25.0
_PANEL = 320.0
_MOST_CHECKS = 24
_CURVE_WIDTH = 620.0
_INK, _FAINT, _GRID = 0xFF1F2937, 0xFF6B7280, 0xFFE5E7EB
_ALLOWED, _INTERVAL = 0xFFDCFCE7, 0x60EA580C
_COLOUR = {
    Outcome.PASS: 0xFF16A34A,
    Outcome.FAIL: 0xFFDC2626,
    Outcome.CANNOT_TELL: 0xFFCA8A04,
    Outcome.WARN: 0xFFCA8A04,
}


def draw_verdict(name: str, verdict: Verdict, gate: Gate, traces: Traces, target: Path) -> None:
    """Write the picture of ``verdict`` on the file called ``name`` as a PNG to ``target``.

    Raises InvalidInput where ``target`` cannot be written.
    """
    parts = stretches(traces)
    shown = _most_telling(verdict)
    panel = max(_PANEL, _CHECK_HEIGHT * len(shown) + 20)
    top = _HEAD + panel + 60
    sheet = Sheet(WIDTH, int(top + ROW_HEIGHT * len(parts) + 40))
    _head(sheet, name, verdict)
    _checks(sheet, shown)
    _correlation(sheet, verdict, gate, traces, _PANEL)
    _legend(sheet, top - 40)
    for number, (start_s, end_s) in enumerate(parts):
        width = WIDTH - 2 * _MARGIN
        draw_row(sheet, traces, Row(start_s, end_s, _MARGIN, top + number * ROW_HEIGHT, width))
    if not all(has_glyphs(word.text) for word in traces.words):
        note = "This machine has no font for some of the words: their phones are shown instead."
        sheet.text((_MARGIN, sheet.height - 30), note, 13, _FAINT)
    sheet.save(target)


def _head(sheet: Sheet, name: str, verdict: Verdict) -> None:
    sheet.text((_MARGIN, 26), name, 26, bold=True)
    colour = _COLOUR[verdict.outcome]
    sheet.text((WIDTH - _MARGIN, 22), verdict.outcome, 30, colour, bold=True, align=RIGHT)
    sheet.text((WIDTH - _MARGIN, 62), f"gate {verdict.gate}", 14, _FAINT, align=RIGHT)
    sheet.text((_MARGIN, 62), f"aligned by {verdict.aligner}", 14, _FAINT)


def _most_telling(verdict: Verdict) -> list[Check]:
    """All checks where they are few; else those of shots that passed are the first to go."""
    if len(verdict.checks) <= _MOST_CHECKS:
        return list(verdict.checks)
    ordered = sorted(verdict.checks, key=lambda c: bool(c.shot) and c.outcome is Outcome.PASS)
    left_out = len(verdict.checks) - _MOST_CHECKS
    rest = Check("…", Outcome.PASS, f"and {left_out} more", shot="shots")
    return [*ordered[:_MOST_CHECKS], rest]


def _checks(sheet: Sheet, checks: Sequence[Check]) -> None:
    room = WIDTH - 2 * _MARGIN - _CURVE_WIDTH - 300
    for number, check in enumerate(checks):
        top = _HEAD + 10 + number * _CHECK_HEIGHT
        sheet.dot((_MARGIN + 7, top + 10), 6, _COLOUR[check.outcome])
        sheet.text((_MARGIN + 24, top), f"{check.shot or 'film'} · {check.name}", 14, bold=True)
        doubt = "" if check.outcome is Outcome.PASS else f"{check.outcome}: "
        _write(sheet, (_MARGIN + 270, top), doubt + check.reason, room)


def _write(sheet: Sheet, at: tuple[float, float], words: str, room: float) -> None:
    """One line: smaller where it is long, and cut off where that does not help."""
    for size in (14, 12, 11):
        if sheet.text(at, words, size, room=room):
            return
    for kept in range(len(words) - 1, 0, -1):
        if sheet.text(at, f"{words[:kept].rstrip()}…", 11, room=room):
            return


def _correlation(sheet: Sheet, verdict: Verdict, gate: Gate, traces: Traces, height: float) -> None:
    """The curve over offsets with the gate's limits, the estimate and its interval."""
    left, right = WIDTH - _MARGIN - _CURVE_WIDTH, WIDTH - _MARGIN
    top, bottom = _HEAD + 30, _HEAD + height - 10
    reach = float(traces.lags_ms[-1])
    high = max(float(np.max(traces.correlation)), 0.1) * 1.1
    low = min(float(np.min(traces.correlation)), -0.05) * 1.1

    def x(offset_ms: float) -> float:
        # A gate may be wider than the curve.
        shown = min(max(offset_ms, -reach), reach)
        return left + (shown + reach) / (2 * reach) * (right - left)

    def y(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    title = "Correlation of lips and sound over offset"
    written = sheet.text((left, _HEAD), title, 14, bold=True)
    sheet.text((left + written + 10, _HEAD + 1), "green: allowed · red: 95 % interval", 13, _FAINT)
    sheet.box((x(gate.earliest_ms), top), (x(gate.latest_ms), bottom), _ALLOWED)
    whole = next((c.sync for c in verdict.checks if c.sync is not None and not c.shot), None)
    if whole is not None:
        sheet.box((x(whole.low_ms), top), (x(whole.high_ms), bottom), _INTERVAL)
    for tick in range(-int(reach), int(reach) + 1, 100):
        sheet.line([(x(tick), top), (x(tick), bottom)], _GRID)
        label = f"{tick:+d}" if tick else "0 ms"
        sheet.text((x(tick), bottom + 4), label, 12, _FAINT, align=CENTRE)
    for fifth in range(int(np.ceil(low * 5)), int(high * 5) + 1):
        level = y(fifth / 5)
        sheet.line([(left, level), (right, level)], _GRID)
        sheet.text((left - 6, level - 8), f"{fifth / 5:.1f}", 12, _FAINT, align=RIGHT)
    sheet.line(
        [
            (x(float(lag)), y(float(value)))
            for lag, value in zip(traces.lags_ms, traces.correlation, strict=True)
        ],
        _INK,
        2.5,
    )
    sheet.text((left, bottom + 22), "sound early", 12, _FAINT)
    sheet.text((right, bottom + 22), "sound late", 12, _FAINT, align=RIGHT)


def _legend(sheet: Sheet, top: float) -> None:
    left = _MARGIN
    for colour, words in (
        (EXPECTED, "lips as the words want them (shaded: closed for p b m)"),
        (SEEN, "lips as they are seen"),
    ):
        sheet.line([(left, top + 10), (left + 36, top + 10)], colour, 3)
        left += 44
        left += sheet.text((left, top), words, 14) + 36
