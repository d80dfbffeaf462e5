"""How long people wait between two lines: the planner foresees it, the studio keeps to it."""

from __future__ import annotations

ANSWER_GAP = 0.8
"""People answer each other sooner than they go on after a sentence of their own (Stivers 2009)."""
SHORTEST_S, LONGEST_S = 0.25, 1.2


def gap_s(sentence_pause_s: float, pause_scale: float, answers: bool) -> float:
    """Seconds between two lines; ``answers`` where another speaker goes on."""
    wanted_s = sentence_pause_s * pause_scale * (ANSWER_GAP if answers else 1.0)
    return min(max(wanted_s, SHORTEST_S), LONGEST_S)
