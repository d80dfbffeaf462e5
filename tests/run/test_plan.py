from __future__ import annotations

import dataclasses
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from limits import LIMITS

from locvid.model.errors import Location
from locvid.model.locale import Locale, Market
from locvid.model.media import VideoFormat
from locvid.model.performance import DurationRange, PerformancePrompt, Speaker, SpokenLine
from locvid.model.profile import Profile
from locvid.model.script import Camera, Script
from locvid.model.verdict import Gate, Outcome
from locvid.run.keys import Maker, canonical, changes, digest, parts_of, retake, shot_content
from locvid.run.plan import Known, PlannedFilm, State, plan_film
from locvid.run.record import FilmRecord, ShotRecord

MAKER = Maker("pattern", "1", "0.1.0", "7.1")
PROFILE = Profile(
    name="web",
    video=VideoFormat(1280, 720, Fraction(30000, 1001)),
    crf=20,
    x264_preset="veryfast",
    audio_bitrate=160_000,
    loudness_lufs=-14,
    true_peak_dbtp=-1,
    caption_chars=42,
    caption_lines=2,
    caption_seconds=7,
    score=False,
    gate=Gate("EBU R37", -40, 60, 0.3, 0.1, 60, 0.2),
    limits=LIMITS,
)
MARKET = Market(
    name="fr-FR",
    language_name="French",
    accent="Parisian",
    syllables_per_second=6.8,
    pace_band=(0.9, 1.15),
    comma_pause_s=0.2,
    sentence_pause_s=0.5,
    formality="formal",
    ambience_variant="Europe",
    espeak_voice="fr",
)
FRENCH = Locale("fr-FR", "fr", "FR")
SCRIPT = Script("launch", "Launch", "en-US", "web", {}, (), Location(Path("launch.yaml")))
WORK_PER_SECOND = 2.0


def prompt(shot: str = "hook", text: str = "Bonjour.", seed: int = 1) -> PerformancePrompt:
    line = SpokenLine(
        speaker="maya",
        text=text,
        caption=text,
        emotion="calm",
        pace="natural",
        emphasis="none",
        rate=1.0,
        pitch_semitones=0.0,
        pitch_range=1.0,
        energy_db=0.0,
        pause_scale=1.0,
        instruction="calm",
    )
    return PerformancePrompt(
        script="launch",
        shot=shot,
        locale=FRENCH,
        market=MARKET,
        speakers=(Speaker("maya", "maya", "warm-female", "founder", "a woman"),),
        lines=(line,),
        setting="office",
        setting_description="an office",
        camera=Camera(),
        soundscape=(),
        duration=DurationRange(0.9, 1.0, 1.2),
        lip_sync="lips match",
        seed=seed,
    )


def planned(
    *prompts: PerformancePrompt,
    previous: FilmRecord | None = None,
    stored: frozenset[str] = frozenset(),
    intact: bool = False,
    voice: str = "warm",
    profile: Profile = PROFILE,
) -> PlannedFilm:
    known = Known(previous, intact, stored.__contains__, WORK_PER_SECOND)
    presets = {"voices/warm-female": {"description": voice}}
    return plan_film(
        SCRIPT,
        FRENCH,
        Path("out/launch"),
        prompts,
        profile,
        MAKER,
        lambda _: presets,
        False,
        known,
    )


def record(film: PlannedFilm, **attempts: int) -> FilmRecord:
    shots = {
        shot.prompt.shot: ShotRecord(shot.key, shot.parts, attempts.get(shot.prompt.shot, 0))
        for shot in film.shots
    }
    return FilmRecord(film.key, {}, shots, 2.0, Outcome.PASS, {})


def test_a_first_plan_makes_everything():
    film = planned(prompt("a"), prompt("b"))
    assert (film.state, film.reason) == (State.NEW, "not finished yet")
    assert [(s.state, s.reason) for s in film.shots] == [(State.NEW, "not rendered yet")] * 2
    assert [shot.expected_s for shot in film.shots] == [2.0, 2.0]
    assert film.expected_s == pytest.approx(4.0 + 0.25 * 4.0)
    assert film.file(".mp4") == Path("out/launch/launch.fr-FR.mp4")


def test_a_finished_film_needs_nothing_even_when_the_cache_was_emptied():
    film = planned(prompt("a"))
    again = planned(prompt("a"), previous=record(film), intact=True)
    assert (again.state, again.reason, again.expected_s) == (State.CACHED, "unchanged", 0.0)
    assert again.shots[0].state is State.CACHED


def test_shots_that_are_stored_are_taken_and_the_reason_for_the_others_is_named():
    film = planned(prompt("a"), prompt("b", "Salut."))
    again = planned(
        prompt("a"),
        prompt("b", "Au revoir.", seed=2),
        previous=record(film),
        stored=frozenset({film.shots[0].key}),
        intact=True,
    )
    assert (again.state, again.reason) == (State.CHANGED, "shot b changed")
    assert (again.shots[0].state, again.shots[0].reason) == (State.CACHED, "in the cache")
    assert (again.shots[1].state, again.shots[1].reason) == (State.CHANGED, "text changed")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"voice": "deep"}, "preset voices/warm-female changed"),
        ({"profile": replace(PROFILE, crf=25)}, "encoder settings changed"),
        (
            {"profile": replace(PROFILE, video=VideoFormat(640, 360, Fraction(25)))},
            "video format changed",
        ),
    ],
)
def test_a_changed_circumstance_is_named(change, reason):
    film = planned(prompt())
    again = planned(prompt(), previous=record(film), intact=True, **change)
    assert again.shots[0].reason == reason


def test_what_only_concerns_delivery_keeps_the_shots():
    film = planned(prompt())
    stored = frozenset({film.shots[0].key})
    louder = replace(PROFILE, loudness_lufs=-16)
    again = planned(prompt(), previous=record(film), stored=stored, intact=True, profile=louder)
    assert again.shots[0].state is State.CACHED
    assert (again.state, again.reason) == (State.CHANGED, "shots, profile, marks or checks changed")


def test_an_emptied_cache_and_a_lost_film():
    film = planned(prompt())
    again = planned(prompt(), previous=record(film), intact=False)
    assert (again.state, again.reason) == (State.CHANGED, "its files are gone or were altered")
    assert (again.shots[0].state, again.shots[0].reason) == (State.NEW, "no longer in the cache")


def test_a_shot_starts_from_the_attempt_that_was_good_last_time():
    film = planned(prompt("a"), prompt("b"))
    previous = record(film, b=2)
    good = film.shots[1].job(2).key
    again = planned(prompt("a"), prompt("b"), previous=previous, stored=frozenset({good}))
    assert [shot.attempt for shot in again.shots] == [0, 2]
    assert again.shots[1].state is State.CACHED
    other = planned(prompt("a"), prompt("b", "Autre."), previous=previous)
    assert other.shots[1].attempt == 0


def test_every_attempt_has_a_seed_and_a_key_of_its_own():
    (shot,) = planned(prompt()).shots
    jobs = [shot.job(attempt) for attempt in range(4)]
    assert len({job.key for job in jobs}) == len({job.prompt.seed for job in jobs}) == 4
    assert jobs[0].prompt == shot.prompt
    assert jobs == [shot.job(attempt) for attempt in range(4)]
    assert all(job.prompt.lines == shot.prompt.lines for job in jobs)


def shot_parts(prompt: PerformancePrompt) -> dict[str, str]:
    return parts_of(shot_content(prompt, PROFILE, MAKER, {}))


def test_the_key_does_not_depend_on_the_order_of_the_content():
    content = shot_content(prompt(), PROFILE, MAKER, {})
    assert digest(content) == digest(dict(reversed(content.items())))


def test_whatever_changes_the_key_of_a_shot_is_one_of_its_parts():
    one = shot_content(prompt(), PROFILE, MAKER, {"voices/warm": {"description": "warm"}}, "said")
    named = parts_of(one)
    assert {"text", "delivery", "written prompt", "preset voices/warm"} < named.keys()
    fields = {field.name for field in dataclasses.fields(PerformancePrompt)} - {"lines"}
    assert fields < named.keys()
    other_maker = replace(MAKER, version="2")
    for other in (
        shot_content(prompt(), PROFILE, other_maker, {"voices/warm": {"description": "warm"}}),
        shot_content(prompt("b"), PROFILE, MAKER, {"voices/warm": {"description": "cold"}}),
    ):
        assert digest(other) != digest(one)
        assert changes(parts_of(one), parts_of(other))


def test_the_canonical_form_is_exact():
    assert canonical({"b": (1, Fraction(30000, 1001)), "a": {"é"}}) == (
        '{"a":["é"],"b":[1,"30000/1001"]}'.encode()
    )
    assert canonical([np.float64(1.5), State.NEW]) == b'[1.5,"new"]'


def test_a_seed_that_follows_from_the_text_is_not_called_the_reason():
    before = shot_parts(prompt(text="a", seed=1))
    after = shot_parts(prompt(text="b", seed=2))
    assert changes(before, after) == ("text",)
    reseeded = shot_parts(prompt(text="a", seed=2))
    assert changes(before, reseeded) == ("seed",)


def test_retaking_changes_nothing_but_the_seed():
    assert retake(prompt(), 0) == prompt()
    again = retake(prompt(), 1)
    assert again.seed != prompt().seed
    assert replace(again, seed=prompt().seed) == prompt()
    assert again.seed < 2**63, "seeds fit what generators take"


def test_a_changed_pronunciation_is_the_reason_and_only_where_it_is_used():
    def said(way: str) -> dict[str, str]:
        line = replace(prompt().lines[0], marked=f"[/{way}/: Bonjour].")
        return shot_parts(replace(prompt(), lines=(line,)))

    assert changes(said("bɔ̃ʒuʁ"), said("bɔʒuʁ")) == ("pronunciation",)
    assert "pronunciation" not in shot_parts(prompt())
