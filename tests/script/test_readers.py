"""What every reader promises, whatever its format: a Script, or an error that names the file."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from locvid import plugins
from locvid.documents.source import MAX_BYTES
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Line, Script
from locvid.run.sources import find_scripts
from locvid.script.base import Reader
from locvid.script.reading import GROUP, known_suffixes, read_script
from locvid.script.write import yaml_text

FILM = Path(__file__).parent / "film"
"""One film in every text format; ``written`` makes the one in Word."""
SUFFIXES = [".yaml", ".md", ".fountain", ".srt", ".vtt", ".csv", ".docx"]
READERS = plugins.names(GROUP)
RELAXED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    loaded: Reader = plugins.load(GROUP, request.param)()
    return loaded


@pytest.fixture(params=SUFFIXES)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the film in one format."""
    path = tmp_path / f"film{request.param}"
    if request.param == ".docx":
        word_film().save(str(path))
    else:
        path.write_bytes((FILM / path.name).read_bytes())
    return path


def word_film() -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph("Faster: simpler", style="Title")
    document.add_paragraph("Locvid: 1\nSource: en-US\nProfile: social\nSetting: office")
    document.add_paragraph("cast.maya.presenter: maya\ncast.maya.voice: warm-female")
    document.add_paragraph("cast.maya.persona: calm, credible founder")
    document.add_paragraph("cast.jon.presenter: jon\ncast.jon.voice: deep-male")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "PICTURE", "SOUND"
    for picture, sound in (
        (
            "SHOT: hook\nMaya at her desk.\nCAMERA: close-up, slow-push-in",
            "SFX: keyboard (soft, left); door (1.5 s)\n"
            "MAYA (confident, pace: calm): Today: a faster & simpler version, "
            "ready for global teams.\n"
            "[fr] Aujourd'hui : une version plus rapide, prête pour les équipes.\n"
            "[ja] 本日、より速く、よりシンプルに。",
        ),
        (
            "SHOT: talk\nSETTING: cafe\nLENGTH: min: 4s, max: 9.5s\nCAMERA: slow-push-in",
            "MAYA: Everything is now in one place.\n[fr] Tout est au même endroit.\n"
            "JON (amused): And nobody has to read the manual.\n"
            "[fr] Et plus personne ne lit le manuel.\n"
            "[fr short] Personne ne lit le manuel.",
        ),
    ):
        cells = table.add_row().cells
        cells[0].text = picture
        for number, row in enumerate(sound.split("\n")):
            if number:
                cells[1].add_paragraph(row)
            else:
                cells[1].text = row
    return document


def said(script: Script) -> Script:
    """What a script says, without where it says it and the name of its file."""
    here = Location(Path("any"))

    def line(each: Line) -> Line:
        return replace(each, location=here, text_locations={})

    return replace(
        script,
        name="",
        location=here,
        cast={id_: replace(member, location=here) for id_, member in script.cast.items()},
        shots=tuple(
            replace(
                shot,
                location=here,
                lines=tuple(map(line, shot.lines)),
                cues=tuple(replace(cue, location=here) for cue in shot.cues),
            )
            for shot in script.shots
        ),
    )


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
    # The recipes for CI are YAML, and no scripts.
    if path.suffix in known_suffixes() and path.parent.name != "ci":
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
    error = _outcome(read_script, written)
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


def test_binary_huge_and_misencoded_files_are_one_sentence(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / f"bad{reader.suffixes[0]}"
    for data in (b"\x7fELF\x00" * 99, b"---\ncaf\xe9", b"-" * (MAX_BYTES + 1), b"PK\x03\x04junk"):
        path.write_bytes(data)
        error = _outcome(reader.read, path)
        assert isinstance(error, InvalidInput)
        assert "\n" not in str(error)


def _zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    word_film().save(data)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(data) as there,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in there.namelist():
            archive.writestr(name, parts.get(name) or there.read(name))
        for name in set(parts) - set(there.namelist()):
            archive.writestr(name, parts[name])
    return out.getvalue()


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(_zipped({"word/media/image1.png": b"\0" * 80_000_000}))
    error = _outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert "would unpack to more" in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities_in_word_are_refused(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    evil = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "evil.docx"
    path.write_bytes(_zipped({"word/document.xml": evil.encode(encoding)}))
    error = _outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert "entities" in str(error)
    assert "secret" not in str(error)


def test_speech_in_the_picture_column_is_not_lost_in_silence(tmp_path: Path) -> None:
    document = word_film()
    document.tables[0].rows[1].cells[0].add_paragraph("Jon: And one more thing.")
    path = tmp_path / "film.docx"
    document.save(str(path))
    error = _outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert "belongs under Sound" in str(error)
    assert error.where.line == 2


def test_a_member_of_the_cast_speaks_in_fountain_without_capitals(tmp_path: Path) -> None:
    path = tmp_path / "film.fountain"
    text = (FILM / "film.fountain").read_text("utf-8")
    path.write_text(text.replace("JON (O.S.)", "Jon (O.S.)"), encoding="utf-8")
    assert said(read_script(path)) == said(read_script(FILM / "film.yaml"))


def test_the_only_member_of_the_cast_needs_no_name(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text(
        "1\n00:00:00,000 --> 00:00:00,000\nlocvid: 1\nsource: en\nsetting: office\n"
        "cast: {maya: {presenter: maya, voice: warm-female}}\n\n"
        "2\n00:00:01,000 --> 00:00:02,000\nRemember: we\nopen at 10:30.\n[fr] On ouvre.\n"
    )
    (line,) = read_script(path).shots[0].lines
    assert (line.speaker, line.text) == (
        "maya",
        {"en": "Remember: we open at 10:30.", "fr": "On ouvre."},
    )


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.md", "# Title\n", 1, "no front matter"),
        ("a.md", "---\nlocvid: 1\n", 1, "never ends"),
        ("a.md", "---\nlocvid: 1\n---\nHello\n", 4, "belongs to no shot"),
        ("a.md", "---\nlocvid: 1\n---\n# a\n\n    code\n", 6, "block of code"),
        ("a.md", "---\nlocvid: 1\nshots: []\n---\n# a\n", 3, "not a key of the head"),
        ("a.md", "---\nlocvid: 1\nsorce: en\n---\n# a\n", 3, "did you mean 'source'?"),
        ("a.fountain", "FADE IN:\n\nINT. OFFICE\n", 1, "unknown key"),
        ("a.fountain", "Locvid: 1\n\nMAYA\nHello\n", 3, "belongs to no scene"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", 1, "no head"),
        ("a.srt", "hello\n\n1\n0:0:9,0 --> 0:0:1,0\nHi\n", 1, "no time above 'hello'"),
        ("a.vtt", "WEBVTT\n\n00:09.000 --> 00:01.000\nHi\n", 3, "ends before it begins"),
        ("a.csv", "locvid,1\na,b\n", 1, "no row that names the columns"),
        ("a.csv", "locvid,1\nshot,speeker,en\n", 2, "did you mean 'speaker'?"),
        ("a.csv", "locvid,1\nlocvid,1\nshot,en\n", 2, "stands twice"),
        ("a.csv", 'locvid,1\nshot,en\na,"x\n', 3, "not valid CSV"),
        ("a.csv", "locvid,1\nshot,en\na,b,c\n", 3, "more cells than there are columns"),
    ],
)
def test_what_is_wrong_with_the_form_of_a_format(
    tmp_path: Path, name: str, text: str, line: int, message: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    error = _outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert message in f"{error.message} {error.hint}"
    assert f"{path}:{line}" in str(error)


def test_tracked_changes_in_word_are_read_as_accepted(tmp_path: Path) -> None:
    data = io.BytesIO()
    word_film().save(data)
    with zipfile.ZipFile(data) as archive:
        body = archive.read("word/document.xml").decode()
    run = "<w:r><w:t>MAYA: Everything is now in one place.</w:t></w:r>"
    assert run in body
    body = body.replace(
        run,
        "<w:r><w:t xml:space='preserve'>MAYA: </w:t></w:r>"
        "<w:del w:id='1'><w:r><w:t>Nothing</w:t></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>Everything is now in one place.</w:t></w:r></w:ins>",
    )
    path = tmp_path / "film.docx"
    path.write_bytes(_zipped({"word/document.xml": body.encode()}))
    assert said(read_script(path)) == said(read_script(FILM / "film.yaml"))


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


@RELAXED
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe\x00")
@example(data=b"\xef\xbb\xbf")
@example(data=b"!!binary |\n  aGk=")
@example(data=b"? [a]\n: b")
@example(data=b"<<: {a: b}")
@example(data=b"%YAML 9.9\n---\na")
@example(data=b"a: \xed\xa0\x80")
def test_any_bytes_give_a_script_or_a_sentence(reader: Reader, tmp_path: Path, data: bytes) -> None:
    _script_or_sentence(reader, tmp_path, data)


@RELAXED
@given(text=st.text(max_size=300))
@example(text="\x85\u2028\u2029'")
@example(text='"\\ud800"')
def test_any_text_gives_a_script_or_a_sentence(reader: Reader, tmp_path: Path, text: str) -> None:
    _script_or_sentence(reader, tmp_path, text.encode("utf-8", "surrogatepass"))


def _script_or_sentence(reader: Reader, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"any{reader.suffixes[0]}"
    path.write_bytes(data)
    outcome = _outcome(reader.read, path)
    if isinstance(outcome, InvalidInput):
        assert outcome.message
        assert outcome.where is not None
        assert outcome.where.file == path


def _outcome(read: Callable[[Path], Script], path: Path) -> Script | InvalidInput:
    """Anything else that is raised fails the test."""
    try:
        return read(path)
    except InvalidInput as error:
        return error


# Documents that are nearly scripts: the right keys with wrong values, and the other way round.
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2_000)
    | st.floats()
    | st.sampled_from(["maya", "en", "fr", "office", "close-up", "1", "../x", "", "Hello", "🎉"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "locvid",
                    "source",
                    "cast",
                    "shots",
                    "id",
                    "text",
                    "lines",
                    "speaker",
                    "sound",
                    "cue",
                    "time",
                    "setting",
                    "camera",
                    "delivery",
                    "presenter",
                    "voice",
                    "en",
                    "no",
                ]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)
_SCRIPT = {
    "locvid": 1,
    "source": "en",
    "cast": {"maya": {"presenter": "maya", "voice": "warm-female"}},
    "shots": [{"id": "a", "setting": "office", "speaker": "maya", "text": {"en": "Hello"}}],
}


@RELAXED
@given(
    key=st.sampled_from(["source", "cast", "shots", "title", "camera", "delivery", "setting"]),
    value=_VALUES,
)
def test_a_script_with_one_value_replaced(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "near.yaml"
    # JSON is YAML, so this needs no writer that could go wrong in its own way.
    path.write_text(json.dumps({**_SCRIPT, key: value}), encoding="utf-8")
    script = _outcome(read_script, path)
    if isinstance(script, InvalidInput):
        assert script.where is not None
        assert script.where.line is not None
        return
    assert all(line.speaker in script.cast for shot in script.shots for line in shot.lines)
    assert all(shot.setting and shot.lines for shot in script.shots)
    assert all("/" not in shot.id and not shot.id.startswith(".") for shot in script.shots)
