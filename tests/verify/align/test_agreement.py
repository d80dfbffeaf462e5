"""Two aligners that disagree are believed less."""

from __future__ import annotations

import numpy as np
import pytest
from align.speech import ENGLISH

from locvid.model.errors import InvalidInput
from locvid.model.verdict import Outcome
from locvid.verify.align.agreement import disagreement_ms
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, Alignment
from locvid.verify.hearing import HeardLine, check_speech, load_aligners

PHONES = "ðəhɑɹbəwəzkwaɪət"


def found(phones: str, later_ms: float = 0.0, score: float = 0.4, least: float = 0.2) -> Alignment:
    """Phones of 80 ms, all of them later by so much."""
    step, late = ALIGN_RATE * 80 // 1000, round(later_ms * ALIGN_RATE / 1000)
    timed = tuple(
        AlignedPhone(phone, late + step * n, late + step * (n + 1))
        for n, phone in enumerate(phones)
    )
    return Alignment(timed, (), score if phones else 0.0, "told", "1", least)


def heard(*alignments: Alignment) -> HeardLine:
    return HeardLine((0, 2 * ALIGN_RATE), alignments)


def test_the_distance_is_that_of_the_same_phones() -> None:
    assert disagreement_ms([found(PHONES), found(PHONES, 30)]) == pytest.approx(30, abs=0.1)
    assert disagreement_ms([found(PHONES), found(PHONES[1:], 80 + 30)]) == pytest.approx(
        30, abs=0.1
    )


def test_one_aligner_cannot_disagree() -> None:
    assert heard(found(PHONES)).disagreement_ms is None
    assert heard(found(PHONES)).score == pytest.approx(2.0)


def test_agreement_keeps_the_score_and_disagreement_lowers_it() -> None:
    scores = [heard(found(PHONES), found(PHONES, ms)).score for ms in (20, 80, 120, 200)]
    assert scores[0] == pytest.approx(2.0)
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0.0


def test_an_aligner_that_finds_nothing_takes_its_half() -> None:
    assert heard(found(PHONES), found("")).score == pytest.approx(1.0)


def test_scores_count_by_each_aligners_own_measure() -> None:
    strict, mild = found(PHONES, score=0.6, least=0.6), found(PHONES, score=0.1, least=0.1)
    assert heard(strict, mild).score == pytest.approx(1.0)


def test_the_verdict_says_how_far_apart_they_are() -> None:
    agreed = check_speech([heard(found(PHONES), found(PHONES, 20))])
    assert agreed.outcome is Outcome.PASS
    assert "aligners 20 ms apart" in agreed.reason
    opposed = check_speech([heard(found(PHONES), found(PHONES, 140))])
    assert opposed.outcome is Outcome.CANNOT_TELL
    assert "aligners 140 ms apart" in opposed.reason


def test_several_may_be_named_in_one_go() -> None:
    with pytest.raises(InvalidInput, match="named twice"):
        load_aligners(["espeak,espeak"])
    with pytest.raises(InvalidInput, match="no aligner called 'esprak'"):
        load_aligners(["esprak"])
    with pytest.raises(InvalidInput, match="no aligner was named"):
        load_aligners([" ,"])
    assert [aligner.name for aligner in load_aligners(["espeak"])] == ["espeak"]


@pytest.mark.extra
def test_two_that_share_nothing_agree_on_the_right_text_only() -> None:
    pytest.importorskip("pocketsphinx", reason="pocketsphinx is not installed")
    pytest.importorskip("unicode_rbnf", reason="unicode-rbnf is not installed")
    aligners = load_aligners(["espeak, pocketsphinx"])
    sound = ENGLISH.sound()
    right, wrong = (
        heard(*(aligner.align(sound, text, ENGLISH.locale) for aligner in aligners))
        for text in (ENGLISH.text, ENGLISH.other)
    )
    assert right.disagreement_ms is not None
    assert right.disagreement_ms < 45
    assert right.score > 1 > wrong.score
    assert np.isfinite(wrong.score)
