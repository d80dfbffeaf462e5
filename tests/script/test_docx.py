"""Scripts as Word documents: what only an archive of XML can hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from film_formats import FILM, outcome, said, word_film, zipped

from locvid.model.errors import InvalidInput
from locvid.script.reading import read_script


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(zipped({"word/media/image1.png": b"\0" * 80_000_000}))
    error = outcome(read_script, path)
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
    path.write_bytes(zipped({"word/document.xml": evil.encode(encoding)}))
    error = outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert "entities" in str(error)
    assert "secret" not in str(error)


def test_speech_in_the_picture_column_is_not_lost_in_silence(tmp_path: Path) -> None:
    document = word_film()
    document.tables[0].rows[1].cells[0].add_paragraph("Jon: And one more thing.")
    path = tmp_path / "film.docx"
    document.save(str(path))
    error = outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert "belongs under Sound" in str(error)
    assert error.where.line == 2


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
    path.write_bytes(zipped({"word/document.xml": body.encode()}))
    assert said(read_script(path)) == said(read_script(FILM / "film.yaml"))
