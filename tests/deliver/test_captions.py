"""Captions: nothing lost, within the profile's limits, timed by the words, broken at phrases."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import LIMITS

from locvid.deliver.captions import MINIMUM_SAMPLES, Caption, captions
from locvid.deliver.sound import spans
from locvid.deliver.srt import srt
from locvid.deliver.vtt import vtt
from locvid.model.deliverable import ShotFiles
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.model.profile import Profile
from locvid.model.take import WordSpan
from locvid.model.verdict import Gate
from locvid.typeset.columns import normalised, width

PROFILE = Profile(
    name="test",
    video=VideoFormat(160, 96, Fraction(25)),
    crf=23,
    x264_preset="veryfast",
    audio_bitrate=160_000,
    loudness_lufs=-16,
    true_peak_dbtp=-1,
    caption_chars=42,
    caption_lines=2,
    caption_seconds=7.0,
    score=False,
    gate=Gate("EBU R37", -40, 60, 0.3, 0.1, 60, 0.2),
    limits=LIMITS,
)
ENGLISH = Locale("en-US", "en", "US")


def shot(texts, words=(), seconds=10.0):
    frames = round(seconds * 25)
    return ShotFiles("s", Path("p"), {}, frames, frames * 1920, tuple(words), tuple(texts), {})


def evenly(text, line=0, start_s=0.5, word_s=0.4):
    """Word spans one after the other."""
    begin, length = round(start_s * SAMPLE_RATE), round(word_s * SAMPLE_RATE)
    return [
        WordSpan(word, line, begin + i * length, begin + (i + 1) * length)
        for i, word in enumerate(text.split())
    ]


def made(*shots, locale=ENGLISH, profile=PROFILE):
    return captions(spans(shots, profile.video), locale, profile)


def check_limits(cues, profile=PROFILE):
    for cue in cues:
        assert 1 <= len(cue.lines) <= profile.caption_lines
        assert all(line and width(line) <= profile.caption_chars for line in cue.lines)
        assert 0 < cue.end - cue.start <= profile.caption_seconds * SAMPLE_RATE
    for before, after in itertools.pairwise(cues):
        assert before.end <= after.start


def test_a_short_line_is_one_caption_while_it_is_spoken():
    text = "Try it today, and tell us what you think."
    (cue,) = made(shot([text], evenly(text), 6))
    assert cue.lines == (text,)
    assert cue.start == SAMPLE_RATE // 2
    assert cue.end >= (0.5 + 9 * 0.4) * SAMPLE_RATE


def test_a_long_sentence_breaks_into_two_balanced_lines():
    text = "Today we are launching a faster, simpler version, ready for global teams."
    (cue,) = made(shot([text], evenly(text)))
    assert cue.lines == (
        "Today we are launching a faster,",
        "simpler version, ready for global teams.",
    )


def test_sentences_start_their_own_captions():
    first = "Everything that your whole team needs every day is now in one single place."
    second = "And nobody has to read the manual anymore."
    text = f"{first} {second}"
    cues = made(shot([text], evenly(text, word_s=0.3)))
    assert [" ".join(cue.lines) for cue in cues] == [first, second]
    spoken = evenly(text, word_s=0.3)
    assert cues[1].start == next(word.start for word in spoken if word.text == "And")


def test_articles_stay_with_their_nouns():
    text = "The people in the marketing department saw the numbers of the quarter"
    (cue,) = made(shot([text], evenly(text)))
    assert len(cue.lines) == 2
    assert cue.lines[0].split()[-1] not in ("the", "in", "of")


def test_written_numbers_take_their_time_from_the_spoken_words_around_them():
    spoken = (
        "we have one thousand two hundred and fifty customers. They are happy with what we do now."
    )
    written = "We have 1,250 customers. They are happy with what we do now, all of them, we think."
    cues = made(
        shot([written], evenly(spoken, word_s=0.3)), profile=replace(PROFILE, caption_lines=1)
    )
    assert cues[0].lines == ("We have 1,250 customers.",)
    they = next(word for word in evenly(spoken, word_s=0.3) if word.text == "They")
    assert cues[1].start == they.start


def test_lines_of_a_dialogue_follow_each_other():
    words = evenly("Is it ready?", 0) + evenly("It was ready yesterday.", 1, start_s=2.5)
    cues = made(shot(["Is it ready?", "It was ready yesterday."], words))
    assert [cue.lines for cue in cues] == [("Is it ready?",), ("It was ready yesterday.",)]
    assert cues[0].end <= cues[1].start == round(2.5 * SAMPLE_RATE)


def test_without_word_times_lines_share_the_shot():
    cues = made(shot(["One line here.", "Another line is there."], seconds=4))
    assert cues[0].start == 0
    assert cues[1].start > SAMPLE_RATE
    check_limits(cues)


def test_a_quick_word_stays_long_enough_to_be_read():
    cues = made(shot(["No!"], [WordSpan("No", 0, 4800, 9600)], 3))
    assert cues[0].end - cues[0].start >= MINIMUM_SAMPLES


def test_captions_of_later_shots_are_placed_in_the_film():
    cues = made(shot(["One."], seconds=2), shot(["Two."], [WordSpan("Two", 0, 480, 9600)], 2))
    assert cues[1].start == 2 * SAMPLE_RATE + 480
    assert cues[0].end <= 2 * SAMPLE_RATE


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (
            "ja",
            "本日、より速く、よりシンプルな新しいバージョンを発表します。世界中のチームのために。",
        ),
        ("zh", "今天,我们推出一个更快、更简单的版本,为全球团队做好了准备。请现在就来试一试吧!"),
    ],
)
def test_wide_characters_count_twice_and_lines_begin_as_they_may(tag, text):
    cues = made(shot([text]), locale=Locale(tag, tag, ""))
    check_limits(cues)
    assert "".join(line for cue in cues for line in cue.lines) == text
    for cue in cues:
        for line in cue.lines:
            assert line[0] not in "、。,!ーョッ"


def test_japanese_breaks_between_phrases_not_in_words():
    text = "もうマニュアルを読む必要はありません。本当です、書いたのは私ですから。"
    lines = [
        line for cue in made(shot([text]), locale=Locale("ja", "ja", "")) for line in cue.lines
    ]
    assert lines == [
        "もうマニュアルを読む",
        "必要はありません。",
        "本当です、",
        "書いたのは私ですから。",
    ]


def test_right_to_left_lines_are_marked():
    text = "نطلق اليوم نسخة أسرع وأبسط، جاهزة للفرق حول العالم!"
    cues = made(shot([text]), locale=Locale("ar-EG", "ar", "EG", right_to_left=True))
    for cue in cues:
        for line in cue.lines:
            assert line[0] == line[-1] == "\u200f"
    check_limits(cues)


def test_french_punctuation_stays_with_its_word():
    text = "Vous avez besoin de tout ce que nous avons fait pour vous ici ; « vraiment tout » !"
    lines = [line for cue in made(shot([text])) for line in cue.lines]
    assert not any(line[0] in ";!»" or line[-1] == "«" for line in lines)


def test_a_word_longer_than_a_line_is_torn_not_lost():
    text = "x" * 200
    cues = made(shot([text]))
    check_limits(cues)
    assert "".join(line for cue in cues for line in cue.lines) == text


TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), max_size=300
)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=3),
    word_s=st.floats(0.01, 1.5),
    timed=st.booleans(),
    chars=st.integers(12, 50),
    lines=st.integers(1, 3),
)
def test_any_text_is_shown_whole_and_within_limits(texts, word_s, timed, chars, lines):
    profile = replace(PROFILE, caption_chars=chars, caption_lines=lines)
    words, at = [], 0.1
    for index, text in enumerate(texts):
        if timed:
            words += evenly(text, index, at, word_s)
            at += len(text.split()) * word_s
    cues = made(shot(texts, words, at + 20), profile=profile)
    check_limits(cues, profile)
    shown = "".join(line for cue in cues for line in cue.lines).replace(" ", "")
    assert shown == "".join(normalised(text) for text in texts).replace(" ", "")


CUES = (
    Caption(0, SAMPLE_RATE, ("Is {this} <b>bold</b>", "& safe -->?")),
    Caption(3600 * SAMPLE_RATE, 3601 * SAMPLE_RATE + 24, ("¿Qué?",)),
)


def test_srt_is_plain_text():
    # What nobody sees keeps <b> from being taken for markup.
    assert srt(CUES).replace("\u2060", "") == (
        "1\n00:00:00,000 --> 00:00:01,000\nIs {this} <b>bold</b>\n& safe -->?\n\n"
        "2\n01:00:00,000 --> 01:00:01,000\n¿Qué?\n\n"
    )


def test_vtt_escapes_what_would_be_markup():
    assert vtt(CUES) == (
        "WEBVTT\n\n"
        "1\n00:00:00.000 --> 00:00:01.000\n"
        "Is {this} &lt;b&gt;bold&lt;/b&gt;\n&amp; safe --&gt;?\n\n"
        "2\n01:00:00.000 --> 01:00:01.000\n¿Qué?\n\n"
    )


def test_no_captions_are_empty_files():
    assert srt(()) == ""
    assert vtt(()) == "WEBVTT\n\n"


def test_backslashes_are_no_line_breaks():
    written = srt((Caption(0, SAMPLE_RATE, (r"Open C:\New and \n",)),))
    assert written.splitlines()[2].replace("\u2060", "") == r"Open C:\New and \n"


def test_control_characters_are_white_space():
    (cue,) = made(shot(["One\x00two\r\n\tthree\u00a0!"], seconds=3))
    assert cue.lines == ("One two three\u00a0!",)


def test_a_caption_that_was_said_quickly_stays_as_long_as_it_takes_to_read():
    text = "Extraordinarily complicated circumstances"
    (cue,) = made(shot([text], evenly(text, word_s=0.4), 6))
    assert cue.end - cue.start == pytest.approx(len(text) / 20 * SAMPLE_RATE, abs=SAMPLE_RATE / 25)
    # Of words that are heard as well, 23 characters a second are read in Arabic, 20 in English.
    (faster,) = made(shot([text], evenly(text, word_s=0.4), 6), locale=Locale("ar", "ar", ""))
    assert faster.end < cue.end


def test_captions_end_two_frames_before_the_cut():
    cues = made(shot(["One."], [WordSpan("One", 0, 0, 2 * SAMPLE_RATE)], 2), shot(["Two."]))
    assert cues[0].end == 2 * SAMPLE_RATE - 2 * 1920
    assert cues[1].start == 2 * SAMPLE_RATE


def test_a_short_pause_between_captions_is_closed_and_a_long_one_stays():
    first, second = "One thing is ready.", "And so is the other."

    def cues(pause_s):
        later = evenly(second, 1, start_s=0.5 + 4 * 0.5 + pause_s, word_s=0.5)
        return made(shot([first, second], evenly(first, word_s=0.5) + later))

    before, after = cues(0.3)
    assert after.start - before.end == 2 * 1920
    before, after = cues(1.5)
    assert after.start - before.end > SAMPLE_RATE


@pytest.mark.parametrize(
    ("tag", "text", "columns"),
    [
        ("ja", "本日、より速く、よりシンプルな新しいバージョンを発表します。", 26),
        ("ko", "오늘 우리는 전 세계 팀을 위해 준비된 더 빠르고 간단한 새 버전을 출시합니다.", 32),
        ("zh", "今天我们发布一个更快、更简单的全新版本，已经为世界各地的团队做好了准备。", 32),
        ("th", "วันนี้เราเปิดตัวเวอร์ชันใหม่ที่เร็วกว่าและใช้ง่ายกว่าเดิมสำหรับทีมงานทั่วโลก", 35),
    ],
)
def test_lines_are_as_long_as_the_language_allows(tag, text, columns):
    cues = made(shot([text]), locale=Locale(tag, tag, ""))
    assert max(width(line) for cue in cues for line in cue.lines) <= columns
    check_limits(cues)


INTERRUPTED, INTERRUPTS = (
    "We could move the launch to Monday, and then —",
    "Monday? No, the posters are printed.",
)


def overlapping(both_s: float) -> tuple[str, str, list[WordSpan]]:
    """Two lines, the second of which begins ``both_s`` before the first has ended."""
    first = evenly(INTERRUPTED.replace(" —", ""))
    begins_s = first[-1].end / SAMPLE_RATE - both_s
    return INTERRUPTED, INTERRUPTS, first + evenly(INTERRUPTS, 1, begins_s)


def test_who_breaks_in_shares_a_caption_with_the_interrupted() -> None:
    one, other, words = overlapping(0.6)
    cues = made(shot((one, other), words))
    both = [cue for cue in cues if cue.lines[0].startswith("-")]
    assert [cue.lines for cue in both] == [("-and then —", f"-{INTERRUPTS}")]
    breaks_in = next(word.start for word in words if word.line == 1)
    assert both[0].start <= breaks_in
    assert both[0].end >= next(word.end for word in words if word.line == 1)
    for a, b in itertools.pairwise(cues):
        assert a.end < b.start
    shown = " ".join(" ".join(cue.lines) for cue in cues).replace("-", "")
    assert normalised(shown) == f"{one} {other}"


@pytest.mark.parametrize(("locale", "mark"), [("fr-FR", "- "), ("de-DE", "-")])
def test_the_hyphen_is_the_language_s(locale: str, mark: str) -> None:
    one, other, words = overlapping(0.6)
    cues = made(shot((one, other), words), locale=Locale(locale, locale[:2], locale[3:]))
    (both,) = [cue for cue in cues if cue.lines[0].startswith("-")]
    assert all(line.startswith(mark) and line[len(mark)] != " " for line in both.lines)


def test_a_touch_is_no_interruption_and_one_row_holds_one_speaker() -> None:
    one, other, words = overlapping(0.1)
    touching = made(shot((one, other), words))
    assert not any(line.startswith("-") for cue in touching for line in cue.lines)
    one, other, words = overlapping(0.6)
    narrow = made(shot((one, other), words), profile=replace(PROFILE, caption_lines=1))
    assert not any(line.startswith("-") for cue in narrow for line in cue.lines)
    for a, b in itertools.pairwise(narrow):
        assert a.end < b.start


def test_three_who_cut_each_other_short_lose_no_word() -> None:
    texts = ("I think that we should wait and —", "No —", "Listen to me for once.")
    words = evenly("I think that we should wait and", 0)
    words += evenly("No", 1, words[-1].end / SAMPLE_RATE - 0.3)
    words += evenly("Listen to me for once.", 2, words[-1].end / SAMPLE_RATE - 0.2)
    cues = made(shot(texts, words))
    shown = normalised(" ".join(" ".join(cue.lines) for cue in cues).replace("-", ""))
    assert shown == " ".join(texts)
    for a, b in itertools.pairwise(cues):
        assert a.end < b.start
