from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import ExitCode

HEAD = """\
locvid: 1
title: T
source: en-US
profile: tiny
cast:
  maya: {presenter: maya, voice: warm-female, persona: p}
"""
SHOT = "  - {id: a, setting: office, speaker: maya, text: {fr: %s}}\n"


def bomb() -> bytes:
    """Nine levels of ten aliases each: a gigabyte if they are followed."""
    lines = ["a0: &a0 [x]"]
    for level in range(1, 10):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]")
    return ("locvid: 1\n" + "\n".join(lines)).encode()


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "not utf-8": "locvid: 1\ntitle: caf\xe9\n".encode("latin-1"),
    "malformed": b"locvid: 1\ntitle: [unclosed\n",
    "alias bomb": bomb(),
    "huge": b"locvid: 1\ntitle: " + b"x" * (5 * 1024 * 1024) + b"\n",
    "not a mapping": b"- locvid\n- 1\n",
    "another version": b"locvid: 2\n",
    "wrong type": (HEAD + "shots: 7\n").encode(),
    "unknown key": (HEAD + "shotz:\n" + SHOT % "Bonjour.").encode(),
    "unknown speaker": (HEAD + "shots:\n" + (SHOT % "Salut.").replace("maya", "mia")).encode(),
    "unknown preset": (HEAD + "shots:\n" + (SHOT % "Salut.").replace("office", "ofice")).encode(),
    "duplicate shot": (HEAD + "shots:\n" + SHOT % "Un." + SHOT % "Deux.").encode(),
    "punctuation only": (HEAD + "shots:\n" + SHOT % '"… !?"').encode(),
    "emoji only": (HEAD + "shots:\n" + SHOT % '"🎉🎉"').encode(),
    "no text": (HEAD + "shots:\n" + (SHOT % "Hallo.").replace("fr:", "de:")).encode(),
    "too long": (HEAD + "shots:\n" + SHOT % ("a" * 10_000)).encode(),
    "deep": b"locvid: " + b"[" * 20_000,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_script_gets_one_clear_sentence(name, shell, project):
    (project / "bad.yaml").write_bytes(BAD[name])
    said = shell("render", "bad.yaml", "--langs", "fr", "--generator", "pattern", "--quiet")
    assert said.code is ExitCode.USAGE
    assert said.out == ""
    assert len(said.errors) == 1
    assert "bad.yaml" in said.errors[0]
    assert "Traceback" not in said.err
    assert "internal" not in said.err
    assert not (project / "out" / "bad").exists()


COMMAND_LINES = {
    "missing file": ("render", "nothing.yaml", "--langs", "fr"),
    "unknown language": ("render", "film.yaml", "--langs", "klingonese"),
    "no language": ("render", "film.yaml"),
    "no script in the folder": ("render", "presets", "--langs", "fr"),
    "unknown profile": ("render", "film.yaml", "--langs", "fr", "--profile", "wep"),
    "unknown generator": ("render", "film.yaml", "--langs", "fr", "--generator", "studioo"),
    "unknown option": ("render", "film.yaml", "--lang", "fr"),
    "unknown command": ("rendre", "film.yaml"),
    "not a number": ("render", "film.yaml", "--langs", "fr", "--seed", "many"),
    "nothing to check against": ("check", "film.mp4", "--lang", "fr"),
    "no video": ("check", "film.mp4", "--lang", "fr", "--text", "Bonjour"),
    "no video at all": ("check", "film.yaml", "--lang", "fr", "--text", "Bonjour"),
    "unknown kind of preset": ("presets", "voyces"),
    "unknown preset": ("presets", "voices", "warm"),
    "unsupported suffix": ("render", "film.txt", "--langs", "fr"),
    "a null byte": ("render", "fi\0lm.yaml", "--langs", "fr"),
    "a long name": ("render", "x" * 5000 + ".yaml", "--langs", "fr"),
}


@pytest.mark.parametrize("name", COMMAND_LINES)
def test_a_wrong_command_line_gets_one_clear_sentence(name, shell, project):
    (project / "film.txt").write_text("words")
    said = shell(*COMMAND_LINES[name])
    assert said.code is ExitCode.USAGE
    assert said.out == ""
    assert len(said.errors) == 1
    assert "Traceback" not in said.err


def test_an_output_folder_that_is_a_file(shell, project):
    (project / "out").write_text("in the way")
    said = shell.render()
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert str(project / "out") in said.errors[0]
    assert (project / "out").read_text() == "in the way"


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody can write to")
@pytest.mark.parametrize("option", ["--out", "--cache"])
def test_a_folder_that_cannot_be_written(shell, option):
    said = shell.render(option, "/sys/kernel/locvid")
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert "/sys/kernel" in said.errors[0]


def test_a_full_disk_is_told_in_one_sentence(shell, judge, monkeypatch):
    import errno

    from locvid.run.store import Store

    def full(self, key):
        raise OSError(errno.ENOSPC, "No space left on device", str(self.root))

    monkeypatch.setattr(Store, "writing", full)
    said = shell.render()
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert "No space left on device" in said.errors[0]


def test_no_ffmpeg_is_a_missing_dependency(shell, monkeypatch):
    from locvid.media import ffmpeg

    monkeypatch.setenv("LOCVID_FFMPEG", "no-such-program")
    ffmpeg._found.cache_clear()
    try:
        said = shell.render()
    finally:
        monkeypatch.undo()
        ffmpeg._found.cache_clear()
    assert said.code is ExitCode.MISSING
    assert len(said.errors) == 1
    assert "no-such-program" in said.errors[0]


NAMES = ["with space", 'quote\'s "two"', "ünï çødé 漢字", "-dash", "..dots", "100%", "a;b&c|d"]


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_works(name, shell, judge, project):
    (project / "film.yaml").rename(project / f"{name}.yaml")
    said = shell.render(f"./{name}.yaml")
    assert said.code is ExitCode.OK, said.err
    assert (project / "out" / name / f"{name}.fr-FR.mp4").is_file()


@pytest.mark.parametrize("tag", ["../../etc", "fr/../..", "<fr>"])
def test_a_language_is_never_a_path(tag, shell, project):
    said = shell("render", "film.yaml", "--langs", tag)
    assert len(said.errors) == 1
    assert {path.name for path in project.iterdir()} <= {"film.yaml", "presets", "out"}


def test_two_scripts_of_one_name_are_refused(shell, project):
    for folder in ("a", "b"):
        (project / folder).mkdir()
        (project / folder / "film.yaml").write_bytes((project / "film.yaml").read_bytes())
    (project / "film.yaml").unlink()
    said = shell.render()
    assert said.code is ExitCode.USAGE
    assert "same name" in said.errors[0]


def test_one_bad_script_does_not_keep_the_others_back(shell, judge, project):
    (project / "bad.yaml").write_text("locvid: 1\n")
    said = shell.render()
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert (project / "out" / "film" / "film.fr-FR.mp4").is_file()


@pytest.mark.parametrize(
    ("arguments", "told", "hint"),
    [
        (("plan", "--bogus"), "No such option: --bogus", "see locvid plan --help"),
        (("cache", "prune", "--bogus"), "No such option: --bogus", "see locvid cache prune --help"),
        (("rendre",), "No such command 'rendre'", "see locvid --help"),
        (("approve",), "name films to decide on", "see locvid approve --help"),
        (("export", "film.yaml"), "say which languages it goes into", "see locvid export --help"),
        (
            ("render", "--time-limit", "3 moons"),
            "Invalid value for '--time-limit': '3 moons' is not a time",
            "see locvid render --help",
        ),
        (
            ("render", "--on-fail", "explode"),
            "Invalid value for '--on-fail': 'explode' is not one of",
            "see locvid render --help",
        ),
    ],
)
def test_a_wrong_command_line_says_where_to_read_on(arguments, told, hint, shell):
    said = shell(*arguments)
    assert said.code is ExitCode.USAGE
    assert said.err.startswith(f"error: {told}")
    assert said.err.endswith(f"  hint: {hint}\n")
