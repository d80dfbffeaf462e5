"""What every exchange format promises: nothing is lost on the way to the translator and back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from locvid import plugins
from locvid.localize.exchange.base import Batch, Budget, Exchange, State, Unit, protected_in
from locvid.localize.exchange.files import GROUP, exchange, read_batch
from locvid.localize.text import caption
from locvid.model.errors import InvalidInput

FORMATS = plugins.names(GROUP)
RELAXED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
BATCH = Batch(
    "film.yaml",
    "en-US",
    "fr",
    (
        Unit(
            "hook/1",
            "Acme Cloud & Acme: “it's <fast>”.",
            "Acme Cloud & Acme : « c'est <rapide> ».",
            State.NEEDS_REVIEW,
            "maya",
            "office, close-up",
            Budget(4.2, 22, 25, 84),
            ("Acme Cloud", "Acme"),
            "film.pictures/hook.jpg",
        ),
        Unit("hook/2", "=SUM(1) [fr: et cetera] and so on \\[", "- 'voilà'", State.REVIEWED, "jon"),
        Unit("talk/1", "Not yet."),
    ),
)

_WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="¦"), max_size=30
).map(caption)


@st.composite
def units(draw: st.DrawFn, number: int = 1) -> Unit:
    source = draw(_WORDS.filter(bool))
    terms = tuple(word for word in source.split() if draw(st.booleans()))
    target = draw(_WORDS)
    states = [State.TRANSLATED, State.REVIEWED, State.NEEDS_REVIEW] if target else [State.NEW]
    budget = st.builds(
        Budget,
        st.floats(0.1, 99).map(lambda s: round(s, 2)),
        st.integers(0, 99),
        st.integers(0, 99),
        st.integers(1, 999),
    )
    return Unit(
        id=f"shot-é/{number}",
        source=source,
        target=target,
        state=draw(st.sampled_from(states)),
        speaker=draw(st.sampled_from(["", "maya", "玲奈"])),
        context=draw(_WORDS),
        budget=draw(st.none() | budget),
        protected=protected_in(source, terms),
        picture=draw(st.sampled_from(["", "film.pictures/shot-é.jpg"])),
    )


def test_separators_of_unicode_are_no_rows_of_a_po_file(tmp_path: Path) -> None:
    words = "a\u2028b\x85c\u2029d"
    batch = Batch("film.yaml", "en", "fr", (Unit("a/1", words, words, State.TRANSLATED),))
    assert there_and_back(exchange("po"), batch, tmp_path) == batch


@pytest.fixture(params=FORMATS)
def format_(request: pytest.FixtureRequest) -> Exchange:
    return exchange(request.param)


def there_and_back(format_: Exchange, batch: Batch, folder: Path) -> Batch:
    path = folder / f"film.fr{format_.suffix}"
    path.write_bytes(format_.write(batch))
    return read_batch(path)


def test_a_batch_comes_back_as_it_went(format_: Exchange, tmp_path: Path) -> None:
    back = there_and_back(format_, BATCH, tmp_path)
    assert back == BATCH
    assert all(unit.line for unit in back.units)


@RELAXED
@given(unit=units())
@example(unit=Unit("a/1", "'=x' \\N \"q\" {\\an8}", "\\n %s", State.TRANSLATED, context="a: b"))
def test_any_words_come_back_as_they_went(format_: Exchange, tmp_path: Path, unit: Unit) -> None:
    batch = replace(BATCH, units=(unit,))
    assert there_and_back(format_, batch, tmp_path) == batch


@RELAXED
@given(data=st.binary(max_size=300))
@example(data=b"\xd0\xcf\x11\xe0old word")
@example(data=b'<?xml version="1.0"?><xliff/>')
@example(data=b'msgid "a"\nmsgstr "b"\n')
@example(data=b'msgid "unclosed\n')
@example(data=b"locvid translation,a,b,c\nid,source,target\n,x,y\n")
def test_any_bytes_are_a_batch_or_a_sentence(
    format_: Exchange, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / f"any{format_.suffix}"
    path.write_bytes(data)
    refused: InvalidInput | None = None
    try:
        format_.read(path)
    except InvalidInput as error:
        refused = error
    assert refused is None or (refused.where is not None and refused.where.file == path)


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
def test_entities_in_xliff_are_refused(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    format_ = exchange(name)
    text = format_.write(BATCH).decode().split("?>", 1)[1]
    for entity in (f'SYSTEM "{secret.as_uri()}"', '"lol"'):
        evil = f"<!DOCTYPE x [<!ENTITY e {entity}>]>" + text.replace("Not yet.", "&e;")
        path = tmp_path / f"evil{format_.suffix}"
        path.write_text(evil)
        with pytest.raises(InvalidInput, match="document type"):
            format_.read(path)


def test_a_zip_bomb_from_a_translator_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "film.fr.docx"
    path.write_bytes(exchange("docx").write(BATCH))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * 80_000_000)
    with pytest.raises(InvalidInput, match="would unpack to more"):
        read_batch(path)


def test_all_problems_of_a_file_are_told_in_one_go(tmp_path: Path) -> None:
    text = exchange("xliff").write(BATCH).decode()
    path = tmp_path / "bad.xlf"
    path.write_text(text.replace('state="final"', 'state="done"').replace(' id="talk/1"', ""))
    with pytest.raises(InvalidInput) as caught:
        read_batch(path)
    assert "state 'done'" in str(caught.value)
    assert "needs an 'id'" in str(caught.value)


def test_words_that_stay_are_marked_for_the_translators_tools() -> None:
    assert b'<mrk mtype="protected">Acme Cloud</mrk>' in exchange("xliff").write(BATCH)
    assert b'translate="no">Acme Cloud</mrk>' in exchange("xliff2").write(BATCH)
    assert "keep: Acme Cloud ¦ Acme" in exchange("po").write(BATCH).decode()


def test_word_shows_the_picture_of_a_shot_once() -> None:
    picture = bytes(cv2.imencode(".jpg", np.zeros((27, 48, 3), np.uint8))[1])
    units = tuple(replace(BATCH.units[0], id=f"hook/{number}") for number in (1, 2))
    data = exchange("docx").write(
        replace(BATCH, units=units, pictures={"film.pictures/hook.jpg": picture})
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert [archive.read(name) for name in held] == [picture]
        assert archive.read("word/document.xml").count(b"<pic:pic") == 1


def test_a_document_with_its_picture_comes_back(tmp_path: Path) -> None:
    picture = bytes(cv2.imencode(".jpg", np.zeros((27, 48, 3), np.uint8))[1])
    batch = replace(BATCH, pictures={"film.pictures/hook.jpg": picture})
    assert there_and_back(exchange("docx"), batch, tmp_path) == BATCH
