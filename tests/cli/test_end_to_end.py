"""The whole way, once: the real studio in worker processes, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

from locvid.model.errors import ExitCode

LINES = {
    "hello": "Good morning, everyone. My name is Maya, and I have a small surprise for you.",
    "bye": "Maybe you remember the promise we made before summer. We kept it, every bit of it.",
}


def test_a_script_becomes_a_verified_film(shell, project):
    script = project / "film.yaml"
    text = script.read_text()
    text = text.replace("Good morning, everyone.", LINES["hello"])
    text = text.replace("See you tomorrow.", LINES["bye"])
    script.write_text(text)

    said = shell.render("--json", "--jobs", "2", langs="en", generator="studio")
    assert said.code is ExitCode.OK, said.err
    (film,) = json.loads(said.out)["films"]
    assert film["outcome"] == "pass"
    assert abs(film["sync"]["offset_ms"]) <= 60
    words = sum(len(line.split()) for line in LINES.values())
    assert words / 4 < film["seconds"] < words
    manifest = json.loads(Path(film["manifest"]).read_text())
    voices = {line["voice"] for shot in manifest["shots"] for line in shot["provenance"]["lines"]}
    assert len(voices) == 1, "a cast member has one voice"
    captions = Path(film["srt"]).read_text(encoding="utf-8").replace("\n", " ")
    assert "a small surprise" in captions

    again = shell.render("--json", langs="en", generator="studio")
    assert again.code is ExitCode.OK
    (unchanged,) = json.loads(again.out)["films"]
    assert unchanged["rendered"] is False
    assert unchanged["files"] == film["files"]

    checked = shell("check", film["film"], "--script", "film.yaml", "--lang", "en", "--json")
    assert checked.code is ExitCode.OK
    assert json.loads(checked.out)["verdict"]["outcome"] == "pass"
