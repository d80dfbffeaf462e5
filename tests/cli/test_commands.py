from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from locvid.cli.app import run
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode

COMMANDS = (
    "render",
    "plan",
    "prompt",
    "check",
    "presets",
    "models",
    "diff",
    "config",
    "cache",
    "doctor",
    "schema",
    "version",
    "translate",
    "export",
    "import",
    "convert",
    "init",
)


def test_help_names_every_command_and_imports_nothing_heavy():
    """Not a matter of milliseconds, which differ, but of what is loaded."""
    code = (
        "import sys; sys.argv = ['locvid', '--help']\n"
        "from locvid.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: print('\\n'.join(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    for command in COMMANDS:
        assert f"  {command} " in printed
    loaded = set(printed.splitlines())
    assert not loaded & {"numpy", "rich", "yaml", "av", "cv2", "skia", "langcodes", "ffmpeg"}


def test_a_plan_loads_nothing_that_speaks_or_draws(tmp_path):
    (tmp_path / "film.yaml").write_text(
        "locvid: 1\nsource: en-US\ncast: {maya: {presenter: maya, voice: warm-female}}\n"
        "shots: [{id: a, setting: office, speaker: maya, text: {ja: 本日、発表します。}}]\n",
        encoding="utf-8",
    )
    code = (
        "import sys; sys.argv = 'locvid plan film.yaml --langs ja --cache cache'.split()\n"
        "from locvid.cli.app import main\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, *sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    code_and_modules = ran.stdout.splitlines()[-1].split()
    assert code_and_modules[0] == "0"
    assert not set(code_and_modules) & {"numpy", "scipy", "skia", "cv2", "av", "onnxruntime"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(shell, command):
    said = shell(command, "--help")
    assert said.code is ExitCode.OK
    assert said.out.startswith(f"Usage: locvid {command}")
    assert said.err == ""


def test_nothing_asked_for_shows_help(shell):
    said = shell()
    assert said.code is ExitCode.USAGE
    assert "Commands:" in said.out


def test_version(shell):
    from locvid import __version__

    assert shell("version").out == f"locvid {__version__}\n"
    assert shell("--version").out == f"locvid {__version__}\n"
    assert shell("--version").code is ExitCode.OK


def test_the_schema_is_json_and_accepts_the_example(shell, project):
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    schema = json.loads(shell("schema").out)
    jsonschema.validate(yaml.safe_load((project / "film.yaml").read_text()), schema)


def test_presets_are_listed_and_shown_with_the_projects_own(shell, project):
    everything = shell("presets")
    assert everything.code is ExitCode.OK
    assert "warm-female" in everything.out
    profiles = json.loads(shell("presets", "profiles", "--json").out)["presets"]
    assert {"web", "tiny"} <= {preset["name"] for preset in profiles}
    shown = shell("presets", "profiles", "tiny")
    assert "width: 320" in shown.out
    assert str(project) in shown.out
    as_json = json.loads(shell("presets", "profiles", "tiny", "--json").out)
    assert as_json["content"]["width"] == 320


def test_the_prompt_holds_the_verbatim_line(shell):
    said = shell("prompt", "film.yaml", "--langs", "fr")
    assert said.code is ExitCode.OK
    assert "Bonjour à tous." in said.out
    assert "'fr' names no territory" in said.err
    (first, second) = json.loads(shell("prompt", "film.yaml", "-l", "fr", "--json").out)["prompts"]
    assert first["lines"][0]["text"] == "Bonjour à tous."
    assert first["paragraph"] in said.out
    assert first["seed"] != second["seed"]


def test_the_doctor_finds_everything_that_a_render_needs(shell):
    said = shell("doctor", "--json")
    parts = json.loads(said.out)["parts"]
    needed = {(part["kind"], part["name"]): part["ok"] for part in parts if part["needed"]}
    assert said.code is (ExitCode.OK if all(needed.values()) else ExitCode.MISSING)
    assert ("programs", "ffmpeg") in needed
    assert ("generators", "studio") in needed
    assert all(part["how_to_get_it"] for part in parts if not part["ok"])


def test_the_doctor_says_how_to_get_what_is_missing(shell, monkeypatch):
    from locvid.media import ffmpeg

    monkeypatch.setenv("LOCVID_FFMPEG", "no-such-program")
    ffmpeg._found.cache_clear()
    try:
        said = shell("doctor")
    finally:
        monkeypatch.undo()
        ffmpeg._found.cache_clear()
    assert said.code is ExitCode.MISSING
    assert "no-such-program" in said.out
    assert "imageio-ffmpeg" in said.out
    assert said.errors == ["error: rendering is not possible without ffmpeg"]


def test_the_plan_makes_nothing(shell, project):
    said = shell("plan", "--langs", "fr,en", "--generator", "pattern")
    assert said.code is ExitCode.OK
    assert "not rendered yet" in said.out
    assert "Expected time" in said.out
    assert not (project / "out").exists()
    assert not shell.cache.exists()


def test_json_is_all_there_is_on_stdout(shell, judge):
    said = shell.render("--json")
    assert json.loads(said.out)["schema"] == 1
    assert "rendered" in said.err


def test_quiet_says_nothing(shell, judge):
    said = shell.render("--quiet")
    assert (said.code, said.out, said.err) == (ExitCode.OK, "", "")


def test_errors_are_in_the_json_too(shell, judge):
    said = shell.render("--json", langs="pl,fr")
    content = json.loads(said.out)
    assert content["exit_code"] == said.code == ExitCode.USAGE
    assert [film["locale"] for film in content["films"]] == ["fr-FR"]
    (error,) = content["errors"]
    assert error["locale"] == "pl-PL"
    assert error["file"].endswith("film.yaml")


def test_the_table_is_not_folded_in_a_pipe(shell, judge, project):
    (project / "film.yaml").rename(project / f"{'long-' * 30}name.yaml")
    said = shell.render()
    assert said.code is ExitCode.OK
    (row,) = [line for line in said.out.splitlines() if line.startswith("fr-FR")]
    name = f"{'long-' * 30}name"
    assert row.split() == ["fr-FR", f"out/{name}/{name}.fr-FR.mp4", "2.0", "s", "+12", "ms", "pass"]


def test_a_folder_means_the_scripts_below_it(shell, judge, project):
    (project / "film.yaml").rename(project / "one.yaml")
    deeper = project / "campaign" / "spring"
    deeper.mkdir(parents=True)
    script = (project / "one.yaml").read_text().replace("profile: tiny", "profile: small")
    (deeper / "two.yaml").write_text(script)
    own = deeper / "presets" / "profiles"
    own.mkdir(parents=True)
    tiny = (project / "presets" / "profiles" / "tiny.yaml").read_text()
    (own / "small.yaml").write_text(tiny)
    hidden = project / ".drafts"
    hidden.mkdir()
    (hidden / "three.yaml").write_text(script)
    (project / "notes.yaml").write_text("title: not a script\n")
    said = shell("plan", ".", "--langs", "fr", "--generator", "pattern", "--json")
    assert said.code is ExitCode.OK, said.err
    films = json.loads(said.out)["films"]
    assert sorted(film["script"] for film in films) == ["one", "two"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_progress_on_a_terminal(judge, shell, variables):
    out, err = io.StringIO(), Terminal()
    code = run(
        ["render", "--langs", "fr,pl", "--generator", "pattern"],
        Environment(out, err, {"LOCVID_CACHE": str(shell.cache), **variables}, shell.folder),
    )
    assert code is ExitCode.USAGE
    shown = err.getvalue()
    coloured = any(f"\x1b[{colour}" in shown for colour in ("1;31m", "31m", "33m", "38;"))
    assert coloured is (variables == {})
    assert ("\r" in shown) is ("TERM" not in variables), "bars are redrawn"
    assert "film fr-FR" in shown or "TERM" in variables
    assert "error:" in shown
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_shell_completion(shell_name):
    completed = subprocess.run(
        [sys.executable, "-m", "locvid"],
        env={
            "_LOCVID_COMPLETE": f"complete_{shell_name}",
            "_TYPER_COMPLETE_ARGS": "locvid re",
            "COMP_WORDS": "locvid re",
            "COMP_CWORD": "1",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
        capture_output=True,
        text=True,
    )
    assert "render" in completed.stdout
    assert completed.stderr == ""
