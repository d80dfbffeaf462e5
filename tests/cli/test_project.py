"""A project with a locvid.yaml, as its user sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from locvid.model.errors import ExitCode
from locvid.model.verdict import Check, Outcome, Verdict
from locvid.run.selection import excerpt_name

PROJECT = """\
languages: '@both'
market_lists:
  both: [fr, en]
generator: pattern
output: films
"""

FAILED = Verdict(Outcome.FAIL, (Check("lip-sync", Outcome.FAIL, "too late"),), gate="test")
UNJUDGED = Verdict(
    Outcome.CANNOT_TELL, (Check("lip-sync", Outcome.CANNOT_TELL, "no face"),), gate="test"
)


@pytest.fixture
def configured(project: Path) -> Path:
    (project / "locvid.yaml").write_text(PROJECT)
    return project


def films(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.mp4"))


def test_a_plain_render_makes_what_the_project_says(shell, judge, configured):
    assert shell("render").code is ExitCode.OK
    assert films(configured / "films") == ["film/film.en-US.mp4", "film/film.fr-FR.mp4"]


def test_flags_and_variables_beat_the_file(shell, judge, configured):
    shell.variables["LOCVID_OUTPUT"] = "elsewhere"
    assert shell("render", "--langs", "fr").code is ExitCode.OK
    assert films(configured) == ["elsewhere/film/film.fr-FR.mp4"]
    said = shell("config", "--json")
    settings = json.loads(said.out)["settings"]
    assert settings["output"]["where"] == "LOCVID_OUTPUT"
    assert settings["languages"]["value"] == ["fr", "en"]
    assert settings["languages"]["where"] == "locvid.yaml:1"
    assert settings["seed"] == {
        "value": 0, "from": "default", "where": "default",
        "variable": "LOCVID_SEED", "flag": "--seed",
    }  # fmt: skip


def test_config_is_a_table_for_people(shell, configured):
    said = shell("config")
    assert said.code is ExitCode.OK
    rows = {line.split()[0]: line for line in said.out.splitlines()}
    assert "locvid.yaml:5" in rows["output"]
    assert "fr, en" in rows["languages"]


def test_config_of_a_folder_that_is_not_there_is_an_error(shell):
    said = shell("config", "nowhere")
    assert (said.code, said.out) == (ExitCode.USAGE, "")
    assert "there is no folder 'nowhere'" in said.err


def test_limits_are_shown_with_their_units(shell):
    shown = {row.split()[0]: row.split()[1:3] for row in shell("config").out.splitlines()}
    assert shown["time_limit"] == ["120", "min"]
    assert shown["file_limit"] == ["17.2", "GB"]
    assert shown["address"][0] == "–"


def test_a_misspelt_key_is_told_with_its_line_by_every_command(shell, configured):
    (configured / "locvid.yaml").write_text(PROJECT.replace("output", "ouput"))
    for command in ("render", "plan", "config"):
        said = shell(command)
        assert said.code is ExitCode.USAGE
        assert "locvid.yaml:5" in said.errors[0]
        assert "did you mean 'output'?" in said.err


def test_presets_of_the_project_hold_for_scripts_in_its_folders(shell, judge, configured):
    (configured / "scripts").mkdir()
    shutil.move(configured / "film.yaml", configured / "scripts")
    said = shell("render", "scripts/film.yaml", "--langs", "fr")
    assert said.code is ExitCode.OK, said.err


def test_the_gate_of_the_project_goes_by_a_name_of_its_own(shell, judge, configured):
    (configured / "locvid.yaml").write_text(PROJECT + "gate: {latest_ms: 45}\n")
    assert shell("render", "--langs", "fr").code is ExitCode.OK
    manifest = json.loads((configured / "films/film/film.fr-FR.json").read_text())
    assert manifest["profile"]["gate"]["latest_ms"] == 45
    assert manifest["profile"]["gate"]["name"] == "test with latest_ms 45"


def test_one_shot_is_joined_where_the_others_are_made(shell, judge, configured):
    shell("render", "--langs", "fr")
    script = configured / "film.yaml"
    script.write_text(script.read_text().replace("À demain.", "À bientôt."))
    said = shell("render", "--langs", "fr", "--shot", "bye")
    assert said.code is ExitCode.OK
    assert "1 shot to render" in said.err
    assert films(configured / "films") == ["film/film.fr-FR.mp4"]
    manifest = json.loads((configured / "films/film/film.fr-FR.json").read_text())
    assert manifest["shots"][1]["prompt"]["lines"][0]["text"] == "À bientôt."


def test_one_shot_alone_makes_a_film_of_its_own_and_is_not_made_twice(shell, judge, configured):
    said = shell("render", "--langs", "fr", "--only", "bye")
    assert said.code is ExitCode.OK
    assert films(configured / "films") == ["film/only-bye/film.fr-FR.mp4"]
    assert "1 shot to render" in shell("render", "--langs", "fr").err


def test_a_shot_that_does_not_exist_is_told(shell, configured):
    said = shell("render", "--only", "by")
    assert said.code is ExitCode.USAGE
    assert "did you mean 'bye'?" in said.err


def test_changed_leaves_out_what_is_made_and_does_not_judge_it_again(shell, judge, configured):
    judge.verdicts = [UNJUDGED]
    assert shell("render", "--langs", "fr").code is ExitCode.GATE_FAILED
    said = shell("render", "--changed", "--json")
    assert said.code is ExitCode.OK
    assert [film["locale"] for film in json.loads(said.out)["films"]] == ["en-US"]
    assert json.loads(shell("plan", "--changed", "--json").out)["films"] == []


def test_the_first_error_ends_the_run_where_that_is_wanted(shell, judge, configured):
    judge.verdicts = [UNJUDGED]
    said = shell("render", "--fail-fast")
    assert said.code is ExitCode.GATE_FAILED
    assert len(films(configured / "films")) == 1
    judge.verdicts = [UNJUDGED]
    shell("cache", "prune", "--limit", "0")
    shutil.rmtree(configured / "films")
    assert shell("render", "--keep-going").code is ExitCode.GATE_FAILED
    assert len(films(configured / "films")) == 2


def test_whoever_checks_and_what_becomes_of_a_film_may_stand_in_the_file(shell, judge, configured):
    shell("render", "--langs", "fr", "--recognise")
    assert films_planned(shell, "--langs", "fr") == {"fr-FR": "changed"}
    same = films_planned(shell, "--langs", "fr", "--recognise")
    assert same == {"fr-FR": "cached"}, "a film is as it is planned by whoever checked it"
    more = "aligner: espeak\nrecognise: yes\non_fail: drop\nretries: 0\n"
    more += "report: junit=reports/films.xml\n"
    (configured / "locvid.yaml").write_text(PROJECT + more)
    assert films_planned(shell, "--langs", "fr") == {"fr-FR": "cached"}
    judge.verdicts = [FAILED, FAILED]
    assert shell("render", "--langs", "en").code is ExitCode.GATE_FAILED
    assert films(configured / "films") == ["film/film.fr-FR.mp4"]
    assert "<testsuites" in (configured / "reports" / "films.xml").read_text()
    assert shell("render", "--langs", "en", "--on-fail", "keep").code is ExitCode.GATE_FAILED
    assert len(films(configured / "films")) == 2


def test_stale_translations_may_be_allowed_in_the_file(shell, judge, configured):
    shell("export", "film.yaml", "--langs", "fr")
    script = configured / "film.yaml"
    script.write_text(script.read_text().replace("Good morning", "Good evening"))
    assert "--allow-stale" in shell("plan", "--langs", "fr").err
    (configured / "locvid.yaml").write_text(PROJECT + "allow_stale: yes\n")
    assert shell("plan", "--langs", "fr").code is ExitCode.OK
    assert "--allow-stale" in shell("plan", "--langs", "fr", "--no-allow-stale").err


def test_prompt_export_and_check_read_the_file(shell, configured):
    (configured / "locvid.yaml").write_text(PROJECT + "seed: 5\n")
    prompts = json.loads(shell("prompt", "film.yaml", "--json").out)["prompts"]
    assert {prompt["locale"]["tag"] for prompt in prompts} == {"fr-FR", "en-US"}
    own = json.loads(shell("prompt", "film.yaml", "--json", "--seed", "0").out)["prompts"]
    assert prompts[0]["seed"] != own[0]["seed"]
    said = shell("export", "film.yaml")
    assert [Path(line).name for line in said.out.split()] == ["film.fr.xlf"]
    (configured / "locvid.yaml").write_text("profile: nowhere\n")
    said = shell("check", "film.mp4", "--text", "Hello")
    assert "no profile preset 'nowhere'" in said.err


def films_planned(shell, *more):
    films = json.loads(shell("plan", *more, "--json").out)["films"]
    return {film["locale"]: film["state"] for film in films}


def test_a_script_that_is_named_in_two_ways_is_one_script(shell, project):
    said = shell(
        "plan", str(project), "film.yaml", "presets/../film.yaml", "--langs", "fr", "--json"
    )
    assert said.code is ExitCode.OK, said.err
    assert [film["script"] for film in json.loads(said.out)["films"]] == ["film"]


def test_two_long_selections_of_shots_are_two_folders():
    shots = [f"shot-{number}-{'x' * 40}" for number in range(4)]
    names = {
        excerpt_name(shots),
        excerpt_name([*shots[:3], "shot-other"]),
        excerpt_name(["日" * 64]),
    }
    assert len(names) == 3
    assert max(len(name.encode()) for name in names) < 255


def test_a_film_of_one_shot_stands_in_nobodys_way(shell, judge, project):
    assert shell.render("--only", "bye").code is ExitCode.OK
    alone = shell("report", "--format", "json=one.json")
    assert alone.code is ExitCode.OK, "where there is no other it counts"
    assert shell.render().code is ExitCode.OK
    for command in (
        ("report", "--format", "json=all.json"),
        ("approve", "out"),
        ("package", "--as", "otio"),
    ):
        said = shell(*command)
        assert said.code is ExitCode.OK, said.err
    (film,) = json.loads((project / "all.json").read_text())["films"]
    assert Path(film["film"]) == project / "out/film/film.fr-FR.mp4"
    assert shell.render("--require-approved").code is ExitCode.OK


def test_what_a_killed_run_left_beside_a_film_is_taken_away(shell, judge, project):
    film = project / "out" / "film"
    (film / ".film.fr-FR.sound.partial").mkdir(parents=True)
    (film / ".film.fr-FR.sound.partial" / "hello.dialogue.wav").write_bytes(b"RIFF")
    (film / ".film.fr-FR.x1.json").write_text("{")
    (film / ".film.de-DE.partial").mkdir()
    assert shell.render().code is ExitCode.OK
    assert [path.name for path in film.glob(".*")] == [".film.de-DE.partial"]
