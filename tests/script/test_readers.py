"""What every reader promises, whatever its format: a Script, or an error that names the file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from film_formats import FILM, RELAXED, SUFFIXES, outcome, said
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locvid.model.errors import InvalidInput, Location
from locvid.run.sources import find_scripts
from locvid.script.base import Reader
from locvid.script.reading import known_suffixes, read_script
from locvid.script.write import yaml_text


def test_one_film_is_the_same_script_in_every_format(written: Path) -> None:
    script = read_script(written)
    assert said(script) == said(read_script(FILM / "film.yaml"))
    assert script.name == "film"


def test_files_from_windows_are_the_same_script(written: Path) -> None:
    if written.suffix != ".docx":
        text = written.read_bytes().replace(b"\n", b"\r\n")
        written.write_bytes(b"\xef\xbb\xbf" + text)
    assert said(read_script(written)) == said(read_script(FILM / "film.yaml"))
    if written.suffix != ".docx":
        assert find_scripts([written.parent], written.parent) == (written,)


def test_every_element_knows_its_file_and_line(written: Path) -> None:
    script = read_script(written)
    lines = [line for shot in script.shots for line in shot.lines]
    places = [each.location for each in (*script.cast.values(), *script.shots, *lines)]
    places += [cue.location for shot in script.shots for cue in shot.cues]
    places += [place for line in lines for place in line.text_locations.values()]
    assert all(place is not None and place.file == written and place.line for place in places)
    if written.suffix != ".docx":
        rows = written.read_text("utf-8").splitlines()
        french = lines[0].text_locations["fr"]
        assert "Aujourd'hui" in "".join(rows[french.line - 1 : french.line + 1])
        assert "manual" in rows[lines[2].text_locations["en-US"].line - 1]


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "examples").rglob("*.*")), ids=lambda p: p.name
)
def test_the_examples_are_read(path: Path) -> None:
    # The recipes for CI are YAML, a README is Markdown, and neither is a script.
    other = path.parent.name == "ci" or path.name == "README.md"
    if path.suffix in known_suffixes() and not other:
        assert read_script(path).shots
        assert find_scripts([path.parent], path.parent)


MISTAKES = {
    "jon": ("bob", "'bob' is not in the cast"),
    "close-up": ("closeup", "'framing' cannot be 'closeup'"),
    "fr": ("zz", "language 'zz'"),
    "talk": ("hook", "two shots with the id 'hook'"),
    "soft": ("sotf", "'level' cannot be 'sotf'"),
}


@pytest.mark.parametrize("word", MISTAKES)
def test_a_mistake_is_told_with_its_line_in_every_format(written: Path, word: str) -> None:
    wrong, message = MISTAKES[word]
    if written.suffix == ".csv" and word == "talk":
        pytest.skip("rows with the same shot are one shot there")
    _misspell(written, word, wrong)
    error = outcome(read_script, written)
    assert isinstance(error, InvalidInput)
    assert message in str(error)
    assert error.where.file == written
    assert error.where.line
    if written.suffix != ".docx":
        rows = written.read_text("utf-8").splitlines()
        assert wrong in "".join(rows[error.where.line - 1 : error.where.line + 1]).lower()


def _misspell(path: Path, word: str, wrong: str) -> None:
    """Replace a word where the film speaks, not where the cast is listed."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        for cell in (cell for row in document.tables[0].rows for cell in row.cells):
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.text = _misspelt(run.text, word, wrong)
        document.save(str(path))
        return
    rows = path.read_text("utf-8").splitlines(keepends=True)
    head = next(n for n, row in enumerate(rows) if "jon" in row and "deep-male" in row)
    head = head if path.suffix != ".csv" else head + 1
    path.write_text(
        "".join(rows[: head + 1] + [_misspelt(row, word, wrong) for row in rows[head + 1 :]]),
        encoding="utf-8",
    )


def _misspelt(row: str, word: str, wrong: str) -> str:
    row = re.sub(rf"\b{word.upper()}\b", wrong.upper(), row)
    return re.sub(rf"\b{word}\b", wrong, row)


def test_yaml_written_from_any_format_reads_as_the_same_script(written: Path) -> None:
    script = read_script(written)
    again = written.with_name("again.yaml")
    again.write_text(yaml_text(script), encoding="utf-8")
    assert said(read_script(again)) == said(script)


@settings(RELAXED, max_examples=20)
@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
    title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    time=st.none() | st.floats(0, 3600),
)
@example(text="a\n\n b: #c\n", title="no", time=1e-05)
@example(text="x\u2028y\ufeff", title="12:30", time=0.0)
def test_any_words_survive_being_written_as_yaml(
    tmp_path: Path, text: str, title: str, time: float | None
) -> None:
    script = read_script(FILM / "film.yaml")
    shot = script.shots[0]
    cues = (replace(shot.cues[0], time_s=time),)
    line = replace(shot.lines[0], text={"en-US": "A " + text, "no": text + " B"})
    script = replace(
        script,
        title="T " + title.strip(),
        shots=(replace(shot, lines=(line,), cues=cues), script.shots[1]),
    )
    script = replace(script, title=unicodedata.normalize("NFC", script.title).strip())
    path = tmp_path / "any.yaml"
    path.write_bytes(yaml_text(script).encode())
    assert said(read_script(path)) == said(script)


def test_folders_give_up_their_scripts_but_no_other_files(tmp_path: Path) -> None:
    for suffix in SUFFIXES[:-1]:
        folder = tmp_path / suffix[1:]
        folder.mkdir()
        (folder / f"{suffix[1:]}{suffix}").write_bytes((FILM / f"film{suffix}").read_bytes())
    (tmp_path / "README.md").write_text("# A script\n\n    locvid: 1\n\nlocvid: 1\n")
    (tmp_path / "captions.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nlocvid: yes\n")
    (tmp_path / "terms.csv").write_text("term,fr\nlocvid,locvid\n")
    found = find_scripts([tmp_path], tmp_path)
    assert sorted(path.suffix for path in found) == sorted(SUFFIXES[:-1])


def test_suffixes_are_lower_case_and_lead_to_the_reader(reader: Reader) -> None:
    assert reader.suffixes
    for suffix in reader.suffixes:
        assert suffix.startswith(".")
        assert suffix == suffix.lower()
        assert suffix in known_suffixes()


def test_a_missing_file_is_one_clear_error(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / f"gone{reader.suffixes[0]}"
    with pytest.raises(InvalidInput) as caught:
        reader.read(path)
    assert caught.value.where is not None
    assert caught.value.where.file == path


@pytest.mark.parametrize(
    ("name", "text", "message", "hint"),
    [
        ("film.csv", "shot,speaker,en\none,maya,Hello\n", "no head", "cast.NAME.voice"),
        ("film.fountain", "Title: Film\n\nINT. CAFE\n\nMAYA\nHi\n", "no 'Locvid'", "'Cast:'"),
        ("film.fountain", "INT. CAFE\n\nMAYA\nHi\n", "needs 'Key: value'", "'Locvid: 1'"),
    ],
)
def test_a_script_without_a_head_is_told_how_to_write_one(
    tmp_path: Path, name: str, text: str, message: str, hint: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=message) as caught:
        read_script(tmp_path / name)
    assert caught.value.where == Location(tmp_path / name, 1)
    assert hint in (caught.value.hint or "")


def test_a_folder_and_a_name_that_is_nothing_are_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="is a folder"):
        read_script(tmp_path)
    with pytest.raises(InvalidInput, match="there is no script and no folder"):
        read_script(tmp_path / "nothing")


HEAD = """locvid: 1
source: en-US
setting: office
cast: {maya: {presenter: maya, voice: warm-female}}
"""


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("film.srt", "1\n00:00:00,000 --> 00:00:00,000\n{head}\n2\n00:00:01,000 --> 00:00:02,000\n"
         "Hello.\n3\n00:00:03,000 --> 00:00:04,000\nThere are 7.\n"),
        ("film.vtt", "WEBVTT\n\nNOTE\n{head}\n00:01.000 --> 00:02.000 align:start\nHello.\n"
         "00:03.000 --> 00:04.000\nThere are 7.\n"),
    ],
)  # fmt: skip
def test_times_are_never_words_even_where_an_empty_line_is_missing(
    tmp_path: Path, name: str, rows: str
) -> None:
    path = tmp_path / name
    path.write_text(rows.format(head=HEAD), encoding="utf-8")
    said_there = [dict(shot.lines[0].text) for shot in read_script(path).shots]
    assert said_there == [{"en-US": "Hello."}, {"en-US": "There are 7."}]


def test_a_name_in_decomposed_letters_is_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    decomposed = unicodedata.normalize("NFD", HEAD.replace("maya: {", "josé: {"))
    path.write_text(
        f"{decomposed}shots: [{{id: a, speaker: jos\u00e9, text: {{en: Hello}}}}]\n",
        encoding="utf-8",
    )
    assert read_script(path).shots[0].lines[0].speaker == "jos\u00e9"


def test_two_spaces_keep_what_is_said_open_in_fountain(tmp_path: Path) -> None:
    path = tmp_path / "film.fountain"
    path.write_text(
        "Locvid: 1\nSource: en\nCast:\n    maya: {presenter: maya, voice: warm-female}\n"
        "    jon: {presenter: jon, voice: warm-male}\n\nINT. OFFICE\n\n"
        "MAYA\nHello.\n  \nAnd welcome.\n[fr] Bonjour.\n  \nJON\nHi.\n\nShe leaves.\n",
        encoding="utf-8",
    )
    lines = read_script(path).shots[0].lines
    assert [dict(line.text) for line in lines] == [
        {"en": "Hello. And welcome.", "fr": "Bonjour."}, {"en": "Hi."},
    ]  # fmt: skip


def test_markup_and_entities_of_markdown_are_read_as_their_words(tmp_path: Path) -> None:
    path = tmp_path / "film.md"
    path.write_text(
        f"---\n{HEAD}---\n## one\n\n**Maya:** Rock &amp; <b>roll</b>\\!<br>5 \\* 3 <x>\n",
        encoding="utf-8",
    )
    assert read_script(path).shots[0].lines[0].text["en-US"] == "Rock & roll! 5 * 3 <x>"


def test_a_dash_of_a_dialogue_is_no_minus_and_a_minus_no_dash(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    cues = ("-5 degrees today.", "-5 apples.\n-10 pears.", "- Hello.")
    timed = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, 1)
    )
    head = f"0\n00:00:00,000 --> 00:00:00,000\n{HEAD}\n"
    path.write_text(head + timed + "\n", encoding="utf-8")
    said_there = [shot.lines[0].text["en-US"] for shot in read_script(path).shots]
    assert said_there == ["-5 degrees today.", "5 apples. 10 pears.", "Hello."]
