"""``locvid plan`` shows how every line fits, before anything is made."""

from __future__ import annotations

import json

from locvid.model.errors import ExitCode

SCRIPT = """\
locvid: 1
source: en-US
setting: office
length: {max: 5s}
cast: {maya: {presenter: maya, voice: warm-female}}
shots:
  - id: hook
    speaker: maya
    text:
      en:
        text: Today we are launching a version that is faster, simpler, and kinder to all of you.
        short: Today we are launching a faster version.
      fr: >-
        Nous lançons aujourd'hui une version plus rapide, plus simple et bien plus agréable à
        utiliser pour tout le monde.
  - id: end
    length: 6s
    speaker: maya
    text: {en: Try it., fr: Essayez-la.}
"""


def test_rows_for_what_fits_and_for_what_does_not(shell, project):
    (project / "film.yaml").write_text(SCRIPT, encoding="utf-8")
    said = shell("plan", "film.yaml", "--langs", "en-US,fr-FR", "--json")
    assert said.code is ExitCode.USAGE
    content = json.loads(said.out)
    rows = {(row["locale"], row["shot"]): row for row in content["fit"]}
    english = rows["en-US", "hook"]
    assert (english["wording"], english["overflow_s"]) == ("short", 0)
    assert english["text"] == "Today we are launching a faster version."
    assert english["shot_maximum_s"] == 5
    assert rows["en-US", "end"]["shot_length_s"] == 6
    french = rows["fr-FR", "hook"]
    assert french["overflow_s"] > 0.5
    assert french["overflow_syllables"] > 3
    assert (french["file"].endswith("film.yaml"), french["file_line"]) == (True, 13)
    assert [film["locale"] for film in content["films"]] == ["en-US"]
    error = content["errors"][0]
    assert (error["locale"], error["line"]) == ("fr-FR", 13)

    table = shell("plan", "film.yaml", "--langs", "en-US,fr-FR")
    assert table.code is ExitCode.USAGE
    for words in ("short", "at most 5 s", "held", "syllables too long"):
        assert words in table.out
    assert "film.yaml:13: [fr-FR] the shot 'hook' may last 5 s and takes" in table.err
