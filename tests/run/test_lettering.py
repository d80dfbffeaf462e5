"""What cannot be drawn or read is told before anything is rendered."""

from __future__ import annotations

import re

import pytest

from locvid.model.errors import ExitCode

SCREEN = """\
    screen:
      - {kind: title-card, text: {fr: "Lancement 🚀", en: Launch}}
      - {kind: call-to-action, text: {fr: "Essayez 囍", en: Try}}
"""


def with_screen(project, screen):
    path = project / "film.yaml"
    path.write_text(path.read_text().replace("    speaker:", f"{screen}    speaker:", 1))


def test_every_missing_character_is_named_with_its_line(shell, project):
    with_screen(project, SCREEN)
    said = shell("plan", "--langs", "fr,en", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "no font has '🚀' (U+1F680 ROCKET), which the title-card of" in said.err
    assert "'囍' (U+56CD" in said.err
    assert "presets/fonts/" in said.err
    assert "[en" not in said.err


def test_a_font_of_the_project_is_enough(shell, project, tmp_path):
    from pathlib import Path

    cjk = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    if not cjk.is_file():
        pytest.skip("needs the Debian package fonts-noto-cjk")
    with_screen(project, '    screen: [{kind: title-card, text: {fr: "囍", en: x}}]\n')
    (project / "presets" / "fonts").mkdir()
    (project / "presets" / "fonts" / "cjk.ttc").write_bytes(cjk.read_bytes())
    assert shell("plan", "--langs", "fr", "--generator", "pattern").code is ExitCode.OK


def test_a_text_without_room_is_told(shell, project):
    words = "mot " * 45
    with_screen(project, f'    screen: [{{kind: lower-third, text: {{fr: "{words}", en: x}}}}]\n')
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "the lower-third has no room for" in said.err


def test_an_unknown_kind_is_told(shell, project):
    with_screen(project, "    screen: [{kind: lower-thrid, text: {fr: x}}]\n")
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert "there is no screen preset 'lower-thrid'" in said.err
    assert "lower-third" in said.err


def test_burned_captions_are_checked_too(shell, project):
    path = project / "film.yaml"
    path.write_text(path.read_text().replace("fr: ", "fr: 🚀 ", 1))
    assert shell("plan", "--langs", "fr", "--generator", "pattern").code is ExitCode.OK
    said = shell("plan", "--langs", "fr", "--generator", "pattern", "--burn-captions")
    assert "which the burned-in caption of" in said.err
    assert said.code is ExitCode.USAGE


def test_captions_that_nobody_can_read_in_the_time_are_told(shell, project):
    path = project / "film.yaml"
    path.write_text(path.read_text().replace("À demain.", "Jawohl" + "!" * 90))
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.OK
    assert re.search(
        r"film\.yaml:19: \[fr-FR\] the captions of 'bye' line 1 go by 3\.\d s too fast: "
        r"30 of their 96 characters can be read",
        said.err,
    )
    assert "condense them, 'fr: {text: …, caption: …}', or give it a calmer pace" in said.err


def test_a_condensed_caption_is_shown_and_the_whole_text_is_said(shell, judge, project):
    path = project / "film.yaml"
    long = "Jawohl" + "!" * 90
    path.write_text(
        path.read_text().replace("fr: À demain.", f"fr: {{text: '{long}', caption: Oui.}}")
    )
    said = shell.render()
    assert said.code is ExitCode.OK, said.err
    assert "too fast" not in said.err
    captions = (project / "out" / "film" / "film.fr-FR.srt").read_text("utf-8")
    assert "Oui." in captions
    assert "Jawohl" not in captions
    path.write_text(path.read_text().replace("caption: Oui.", "caption: '" + "i" * 80 + "'"))
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert "shorten its 'caption' in 'fr'" in said.err


def test_a_text_that_is_gone_before_it_is_read_is_told(shell, project):
    text = '{fr: "Disponible partout dans le monde", en: x}'
    screen = f"    screen: [{{kind: title-card, from: 0.1, until: 0.6, text: {text}}}]\n"
    with_screen(project, screen)
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.OK
    assert "the title-card of 'hello' is seen for 0.5 s" in said.err
    assert "reading it takes 1.9 s" in said.err


def test_a_source_changed_under_a_text_in_the_picture_is_noticed(shell, judge, project):
    with_screen(project, "    screen: [{kind: title-card, text: {fr: Lancement, en: Launch}}]\n")
    path = project / "film.yaml"
    assert shell.render().code is ExitCode.OK
    path.write_text(path.read_text().replace("Launch", "Farewell"))
    said = shell("plan", "--langs", "fr", "--generator", "pattern")
    assert said.code is ExitCode.USAGE
    assert "a text in the picture needs review: the source has changed since" in said.err
    path.write_text(path.read_text().replace("Lancement", "Adieu"))
    assert shell("plan", "--langs", "fr", "--generator", "pattern").code is ExitCode.OK
