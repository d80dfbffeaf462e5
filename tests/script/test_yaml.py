"""A person who writes a script sees what is wrong with it, where, and what to do."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
import yaml
from yaml_scripts import HEAD, SHOT, line_of, read, refused

from locvid.documents.source import MAX_BYTES
from locvid.model.errors import InvalidInput
from locvid.model.script import Camera, Cue, Delivery
from locvid.script.form import MAX_LINE_CHARS
from locvid.script.reading import read_script
from locvid.script.write import yaml_text


def test_the_launch_example_is_read() -> None:
    script = read_script(Path(__file__).parents[2] / "examples/launch/script.yaml")
    assert [shot.id for shot in script.shots] == ["hook", "talk", "close"]
    assert script.shots[0].cues[0].name == "keyboard"
    assert script.shots[1].lines[1].speaker == "jon"
    assert script.shots[1].lines[1].delivery.emotion == "amused"
    assert script.cast["maya"].voice == "warm-female"


def test_shortest_script_gets_the_defaults(tmp_path: Path) -> None:
    script = read(tmp_path, HEAD + SHOT)
    shot = script.shots[0]
    assert (script.name, script.title, script.profile) == ("film", "film", "web")
    assert shot.camera == Camera()
    assert shot.lines[0].delivery == Delivery()
    assert shot.lines[0].text == {"en": "Hello", "fr": "Bonjour"}
    assert shot.location.line == 7
    assert shot.lines[0].text_locations["fr"].line == 10


def test_defaults_are_inherited_key_by_key(tmp_path: Path) -> None:
    script = read(
        tmp_path,
        HEAD
        + textwrap.dedent("""\
        setting: cafe
        camera: {framing: wide, move: slow-push-in}
        delivery: {emotion: warm, pace: brisk}
        shots:
          - id: one
            camera: {move: static}
            delivery: {pace: slow, pauses: long}
            lines:
              - {speaker: maya, text: {en: Hello}}
              - {speaker: jon, delivery: {emotion: sad}, text: {en: Goodbye}}
          - {id: two, setting: office, speaker: jon, text: {en: Well}}
        """),
    )
    one, two = script.shots
    assert (one.setting, two.setting) == ("cafe", "office")
    assert one.camera == Camera("wide", "static")
    assert two.camera == Camera("wide", "slow-push-in")
    assert one.lines[0].delivery == Delivery("warm", "slow", "long")
    assert one.lines[1].delivery == Delivery("sad", "slow", "long")
    assert two.lines[0].delivery == Delivery("warm", "brisk")


def test_a_shot_sounds_in_the_room_of_its_setting_or_in_another(tmp_path: Path) -> None:
    shots = "shots:\n" + "".join(
        f"  - {{id: {id_}, setting: office, {room}speaker: maya, text: {{en: Hello}}}}\n"
        for id_, room in (("a", ""), ("b", "room: bathroom, "))
    )
    assert [shot.room for shot in read(tmp_path, HEAD + shots).shots] == ["", "bathroom"]
    script = read(tmp_path, HEAD + "room: tunnel\n" + shots)
    assert [shot.room for shot in script.shots] == ["tunnel", "bathroom"]
    assert [shot.room for shot in read(tmp_path, yaml_text(script)).shots] == ["tunnel", "bathroom"]


def test_a_cue_says_what_how_loud_where_and_when(tmp_path: Path) -> None:
    sound = (
        "    sound:\n      - {cue: keyboard, level: soft, at: left, time: 1.5}\n      - cue: cup\n"
    )
    cues = read(tmp_path, HEAD + SHOT + sound).shots[0].cues
    assert (cues[0].name, cues[0].level, cues[0].at, cues[0].time_s) == (
        "keyboard",
        "soft",
        "left",
        1.5,
    )
    assert (cues[1].level, cues[1].at, cues[1].time_s) == (Cue("").level, Cue("").at, None)
    assert cues[1].location is not None
    assert cues[1].location.line == 13


@pytest.mark.parametrize(
    ("tag", "written", "text"),
    [
        ("no", "no: Ja, nå begynner vi.", "Ja, nå begynner vi."),
        ("en", "en: yes", "yes"),
        ("en", "en: 12:30", "12:30"),
        ("en", "en: 0x10", "0x10"),
        ("en", "en: 2026-11-22", "2026-11-22"),
        ("ar", "ar: مرحبا بالعالم", "مرحبا بالعالم"),
        ("he", "he: שלום, this is mixed 2 ways", "שלום, this is mixed 2 ways"),
    ],
)
def test_words_are_taken_as_written(tmp_path: Path, tag: str, written: str, text: str) -> None:
    script = read(tmp_path, HEAD + SHOT.replace("{en: Hello, fr: Bonjour}", f"\n      {written}"))
    assert script.shots[0].lines[0].text == {tag: text}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    script = read(tmp_path, b"\xef\xbb\xbf" + (HEAD + SHOT).replace("\n", "\r\n").encode())
    assert script.shots[0].location.line == 7


def test_anchors_may_be_used_for_what_repeats(tmp_path: Path) -> None:
    text = HEAD + SHOT.replace("text:", "camera: &near {framing: close-up}\n    text:")
    text += "  - {id: two, setting: office, camera: *near, speaker: jon, text: {en: Hi}}\n"
    assert read(tmp_path, text).shots[1].camera.framing == "close-up"


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ("    speaker: maya", "    spekaer: maya", 9, "unknown key 'spekaer' in shot", "'speaker'"),
        ("    speaker: maya", "    speaker: mia", 9, "'mia' is not in the cast", "maya"),
        ("{en: Hello", "{english: Hello", 10, "no language 'english'", "'en'"),
        ("{en: Hello", "{jp: Hello", 10, "no language 'jp'", "'ja'"),
        ("{en: Hello", "{en: 7, EN: Hello", 10, "'EN' and 'en' are one language", ""),
        ("{en: Hello", "{en: '?! …'", 10, "has nothing to say", "word"),
        ("{en: Hello", "{en: 🎉🎉", 10, "has nothing to say", "word"),
        ("{en: Hello", "{en: '[laugh]'", 10, "has nothing to say", "word"),
        ("{en: Hello, fr: Bonjour}", "\n      en: [laugh] So", 11, "not valid YAML", "in quotes"),
        ("{en: Hello", "{en: ''", 10, "'text en' is empty", ""),
        ("{en: Hello", "{en: ", 10, "'text en' is empty", ""),
        ("{en: Hello", "{en: [Hello]", 10, "must be text, not a list", ""),
        ("{en: Hello, fr: Bonjour}", "Hello", 10, "must map language tags to values", ""),
        ("{en: Hello, fr: Bonjour}", "{}", 10, "'text' is empty", ""),
        ("  - id: hook", "  - id: ../hook", 7, "'../hook' cannot be used as 'id'", ""),
        ("  - id: hook", "  - id: a/b", 7, "no spaces, slashes", ""),
        ("  - id: hook", "  - id: a\u202eb", 7, "cannot be used as 'id'", ""),
        ("  - id: hook", "  - id: .hook", 7, "does not begin with", ""),
        ("  - id: hook", "  - id: a b", 7, "no spaces, slashes", ""),
        ("  - id: hook", "  - id: " + "x" * 65, 7, "65 characters; at most 64", "shorten"),
        ("    setting: office", "", 7, "shot 'hook' has no 'setting'", "top of the script"),
        ("    setting: office", "    setting:", 8, "'setting' is empty", ""),
        ("    speaker: maya", "    camera: {move: slow-push}", 9, "'move' cannot be", "push-in"),
        ("    speaker: maya", "    camera: wide", 9, "must have keys and values", "framing"),
        ("    setting: office", "    setting: office\n    sound: keyboard", 9, "a list", "- "),
        ("    setting: office", "    setting: office\n    sound: [keyboard]", 9, "'sound'", "cue"),
        ("    setting: office", "    sound: [{cue: a, time: soon}]", 8, "a number from 0", ""),
        ("    setting: office", "    sound: [{cue: a, time: -1}]", 8, "a number from 0", ""),
        ("    setting: office", "    sound: [{cue: a, time: .nan}]", 8, "a number from 0", ""),
        ("    speaker: maya\n", "", 7, "the shot has no 'speaker'", "cast"),
        ("    speaker: maya", "    lines: []", 7, "too much", ""),
        ("locvid: 1", "locvid: 2", 1, "version 2; this locvid reads version 1", ""),
        ("locvid: 1\n", "", 1, "the script has no 'locvid'", "version"),
        ("source: en", "source: zzzzzzz", 2, "no language 'zzzzzzz'", "BCP-47"),
        ("voice: warm-female", "vioce: warm-female", 4, "unknown key 'vioce'", "'voice'"),
        ("shots:", "shots: 5\nx:", 6, "'shots' must be a list", ""),
        ("shots:", "shots: []\nx:", 6, "'shots' is an empty list", ""),
        ("    setting: office", "    setting: a\n    setting: b", 9, "twice, first in line 8", ""),
        ("    setting: office", "    setting: !!python/name:os.system x", 8, "YAML tag", ""),
        ("    setting: office", "    setting: *nowhere", 8, "'*nowhere' has no anchor", ""),
        ("    setting: office", "    setting: &a [*a]", 8, "refers to itself", ""),
        ("    setting: office", "    [a]: b", 8, "a key must be", ""),
        ("    setting: office", "\tsetting: office", 8, "not valid YAML", "tabs"),
        ("    setting: office", "    setting: 'office", 8, "not valid YAML", "never closed"),
        ("    setting: office", "    setting: {a} b", 8, "not valid YAML", "begins with { in"),
        ("    setting: office", '    setting: "a" b', 8, "not valid YAML", "in single quotes"),
        ("    setting: office", "    setting: @a", 8, "not valid YAML", "begin with @"),
        ("    setting: office", "   setting: office", 8, "not valid YAML", "indent the line"),
        ("    setting: office", "    setting: a: b", 8, "not valid YAML", "quotes"),
        ("    setting: office", '    setting: "a\\x01b"', 8, "control character", ""),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str, hint: str
) -> None:
    good = HEAD + SHOT
    assert old in good
    error = refused(tmp_path, good.replace(old, new, 1))
    said = f"{error.message} {error.hint or ''}"
    assert message in error.message
    assert hint in said
    assert f"film.yaml:{line}" in f"{error.where} {error.message}"


def test_one_misspelt_key_is_one_mistake(tmp_path: Path) -> None:
    error = refused(tmp_path, (HEAD + SHOT).replace("speaker:", "spekaer:"))
    assert error.message == "unknown key 'spekaer' in shot"
    assert error.hint == "did you mean 'speaker'?"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = (HEAD + SHOT).replace("speaker: maya", "speaker: mia").replace("fr: Bon", "xyzzy: Bon")
    text += "  - {id: Hook, setting: office, speaker: jon, text: {en: '!'}}\n"
    error = refused(tmp_path, text)
    assert line_of(error) == 9
    for told in ("'mia' is not in", "'xyzzy'", "two shots with the id 'Hook'", "nothing to say"):
        assert told in error.message
    assert "film.yaml:11: " in error.message
    assert error.hint == "4 problems to solve in film.yaml"


def test_many_mistakes_are_counted_not_all_spelled_out(tmp_path: Path) -> None:
    shots = "".join(f"  - {{id: s{n}, wrong{n}: 1}}\n" for n in range(500))
    error = refused(tmp_path, HEAD + "shots:\n" + shots)
    assert len(error.message) < 5_000
    assert "more" in error.message


def test_long_text_is_refused_and_the_limit_named(tmp_path: Path) -> None:
    fits = SHOT.replace("Hello", "a" * MAX_LINE_CHARS)
    assert len(read(tmp_path, HEAD + fits).shots[0].lines[0].text["en"]) == MAX_LINE_CHARS
    error = refused(tmp_path, HEAD + SHOT.replace("Hello", "word " * 2_000 + "end"))
    assert "10003 characters; at most 2000 are allowed" in error.message
    assert line_of(error) == 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"# nothing\n", "is empty"),
        (b"---\n...\n", "'script' is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("locvid: 1".encode("utf-16"), "UTF-16"),
        ("titel: Füße".encode("latin-1"), "byte 0xfc"),
        (b"hello", "'script' must have keys and values"),
        (b"- a\n- b\n", "'script' must have keys and values"),
        (b"a: 1\n---\nb: 2\n", "second one"),
        (b"a: \x07", "not valid YAML"),
        (b"[" * 100_000, "nested more than"),
        (b"{a: " * 100_000, "nested more than"),
        (b"- " * 100_000, "nested more than"),
    ],
)
def test_files_that_are_no_script(tmp_path: Path, data: bytes, message: str) -> None:
    assert message in refused(tmp_path, data).message


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    error = refused(tmp_path, "\n".join(rows))
    assert "the aliases stand for more than" in error.message
    assert line_of(error) is not None


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, b"#" * (MAX_BYTES + 1))
    assert "larger than 5 MB" in error.message


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"no file 'gone\.yaml'"):
        read_script(tmp_path / "gone.yaml")
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(InvalidInput, match="is a folder"):
        read_script(tmp_path / "folder.yaml")
    with pytest.raises(InvalidInput, match=r"suffix '\.mp4'"):
        read_script(tmp_path / "film.mp4")
    with pytest.raises(InvalidInput, match="holds a control character"):
        read_script(tmp_path / "a\0b.yaml")


@pytest.mark.parametrize("name", ["a b.yaml", "l'été.yaml", "映画.yml", 'q"uote.YAML'])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, HEAD + SHOT, name).name == Path(name).stem


def test_without_libyaml_it_works_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(tmp_path, HEAD + SHOT)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(tmp_path, HEAD + SHOT) == with_libyaml
    error = refused(tmp_path, HEAD + SHOT.replace("setting: office", "setting: a: b"))
    assert "not valid YAML" in error.message
    assert line_of(error) == 8
    assert line_of(refused(tmp_path, HEAD + SHOT.replace("office", "a\x07b"))) == 8
