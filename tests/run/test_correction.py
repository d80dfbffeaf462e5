"""A constant offset is taken out of a film; whatever else is wrong is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode
from locvid.model.verdict import Check, Drift, Outcome, SyncMeasurement, Verdict
from locvid.run.correction import constant_offset_ms

LATE = SyncMeasurement(110.0, 102.0, 119.0, 0.7, 0.4, 0.0, 9, 10)


def verdict(*checks: Check) -> Verdict:
    failed = any(check.outcome is Outcome.FAIL for check in checks)
    return Verdict(Outcome.FAIL if failed else Outcome.PASS, checks, gate="test")


def sync(outcome: Outcome, shot: str = "", **measured: float) -> Check:
    return Check("lip-sync", outcome, "measured", shot, replace(LATE, **measured))


WHOLE = sync(Outcome.FAIL)
DRIFT = Drift(40.0, 30.0, 50.0, 180.0, 170.0, 190.0, 420.0, 380.0, 460.0, 0.8, 0.3)
SAME = sync(Outcome.FAIL, "hello", offset_ms=121.0, low_ms=100.0, high_ms=140.0)
OTHER = sync(Outcome.PASS, "bye", offset_ms=10.0, low_ms=0.0, high_ms=20.0)
UNSURE = sync(Outcome.CANNOT_TELL, "bye", offset_ms=-300.0, low_ms=-320.0, high_ms=-280.0)


@pytest.mark.parametrize(
    ("checks", "offset_ms"),
    [
        ((WHOLE,), 110.0),
        ((WHOLE, SAME), 110.0),
        ((WHOLE, SAME, UNSURE), 110.0),
        ((Check("loudness", Outcome.WARN, "quiet"), WHOLE), 110.0),
        ((WHOLE, OTHER), None),
        ((sync(Outcome.PASS), SAME), None),
        ((sync(Outcome.CANNOT_TELL),), None),
        ((Check("black", Outcome.FAIL, "dark"), WHOLE), None),
        ((sync(Outcome.FAIL, offset_ms=-210.0),), None),
        ((sync(Outcome.FAIL, offset_ms=-190.0),), -190.0),
        ((replace(WHOLE, sync=replace(LATE, drift=DRIFT)),), None),
        ((replace(WHOLE, sync=replace(LATE, drift=replace(DRIFT, gain=0.0))),), 110.0),
        ((), None),
    ],
)
def test_only_a_constant_offset_is_a_remedy(checks, offset_ms):
    assert constant_offset_ms(verdict(*checks), 200) == offset_ms


def manifest_of(project: Path) -> dict[str, object]:
    return json.loads((project / "out" / "film" / "film.fr-FR.json").read_text())


def test_a_film_is_corrected_and_verified_again(shell, judge, project):
    judge.verdicts = [verdict(WHOLE), verdict(sync(Outcome.PASS, offset_ms=1.0))]
    said = shell.render("--json")
    assert said.code is ExitCode.OK
    assert "the sound is moved 110 ms earlier" in said.err
    assert len(judge.films) == 2
    (film,) = json.loads(said.out)["films"]
    assert film["sync"]["offset_ms"] == 1.0
    assert [shot["attempt"] for shot in film["shots"]] == [0, 0], "no seed was changed"
    assert manifest_of(project)["correction"] == {
        "sound_earlier_ms": 110.0,
        "sound_earlier_samples": 5280,
    }
    assert "(unchanged)" in shell.render().out


def test_a_film_is_corrected_only_once_and_then_retaken(shell, judge, project):
    judge.verdicts = [verdict(WHOLE), verdict(WHOLE)]
    said = shell.render("--json")
    assert said.code is ExitCode.OK
    assert said.err.count("the sound is moved") == 1
    (film,) = json.loads(said.out)["films"]
    assert [shot["attempt"] for shot in film["shots"]] == [1, 1]
    assert manifest_of(project)["correction"] is None, "the new take has its own sound"


def test_a_profile_may_forbid_it(shell, judge, project):
    profile = project / "presets" / "profiles" / "tiny.yaml"
    profile.write_text(profile.read_text() + "checks: {correctable_ms: 0}\n")
    judge.verdicts = [verdict(WHOLE)] * 2
    said = shell.render("--retries", "1")
    assert said.code is ExitCode.GATE_FAILED
    assert "moved" not in said.err


def test_another_seed_is_no_remedy_for_how_a_film_is_mastered(shell, judge):
    judge.verdicts = [verdict(Check("loudness", Outcome.FAIL, "-9.0 LUFS, wanted are -14"))]
    said = shell.render()
    assert said.code is ExitCode.GATE_FAILED
    assert len(judge.films) == 1
    assert "rendering again" not in said.err


def test_a_film_that_fails_is_removed_on_request(shell, judge, project):
    dark = verdict(Check("black", Outcome.FAIL, "the picture is black"))
    judge.verdicts = [dark]
    said = shell.render("--retries", "0", "--on-fail", "drop", "--stems", "--json")
    assert said.code is ExitCode.GATE_FAILED
    assert not (project / "out" / "film").exists()
    (film,) = json.loads(said.out)["films"]
    assert film["dropped"] is True
    assert "were removed" in said.err
    assert "the picture is black" in said.errors[0]


def test_a_film_that_failed_before_is_removed_too_and_others_stay(shell, judge, project):
    judge.verdicts = [verdict(Check("black", Outcome.FAIL, "dark")), verdict()]
    shell.render("--retries", "0", langs="fr,en")
    said = shell.render("--retries", "0", "--on-fail", "drop", langs="fr,en")
    assert said.code is ExitCode.GATE_FAILED
    assert "(removed)" in said.out
    left = {path.name for path in (project / "out" / "film").iterdir()}
    assert left == {f"film.en-US{suffix}" for suffix in (".mp4", ".srt", ".vtt", ".json")}


def test_what_cannot_be_judged_is_never_removed(shell, judge, project):
    doubtful = Verdict(Outcome.CANNOT_TELL, (sync(Outcome.CANNOT_TELL),), gate="test")
    judge.verdicts = [doubtful]
    said = shell.render("--on-fail", "drop")
    assert said.code is ExitCode.GATE_FAILED
    assert (project / "out" / "film" / "film.fr-FR.mp4").exists()


def test_an_unknown_aligner_is_told_before_anything_is_rendered(shell, project):
    said = shell.render("--aligner", "espeak,esprak")
    assert said.code is ExitCode.USAGE
    assert "esprak" in said.errors[0]
    assert not (project / "out").exists()


def test_other_listeners_verify_again_without_rendering(shell, judge):
    shell.render()
    said = shell.render("--recognise")
    assert said.code is ExitCode.OK
    assert len(judge.films) == 2
    assert "to render" not in said.err
