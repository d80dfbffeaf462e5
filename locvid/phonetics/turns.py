"""How long people wait between two lines: the planner foresees it, the studio keeps to it."""

from __future__ import annotations

SHORTEST_S, LONGEST_S = 0.25, 1.2
SHORTEST_ANSWER_S = 0.12
"""Shorter gaps than this are not heard as gaps (Heldner & Edlund 2010, J. Phonetics 38)."""

EDGES_S = 0.14
"""Silence that voices put around a line: 0.05 s before its first phone, 0.09 s after its last."""


def gap_s(sentence_pause_s: float, pause_scale: float) -> float:
    """Seconds until somebody goes on after a line of their own."""
    return min(max(sentence_pause_s * pause_scale, SHORTEST_S), LONGEST_S)


def answer_gap_s(answer_pause_s: float, pause_scale: float) -> float:
    """Seconds from the last sound of one to the first of another who answers.

    In conversation 0.2 s is usual (Stivers et al. 2009).
    """
    return min(max(answer_pause_s * pause_scale, SHORTEST_ANSWER_S), LONGEST_S)


def begins_s(share: float | None, lead_s: float, length_s: float) -> float:
    """Seconds into a line of ``length_s`` at which another breaks in.

    Once ``share`` of it is said, else ``lead_s`` before its end, but not in its first third.
    """
    return share * length_s if share is not None else max(length_s - lead_s, length_s / 3)
