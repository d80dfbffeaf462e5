from __future__ import annotations

import contextlib
import io
import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.model.errors import ExitCode, InvalidInput, LocvidError
from locvid.report.base import Place, Results
from locvid.report.films import read_film, read_films
from locvid.report.github import GithubReport
from locvid.report.html.report import HtmlReport
from locvid.report.junit import JunitReport


def test_films_come_in_order_and_know_their_files(films, out):
    assert [film.name for film in films] == ["film.ar-EG", "film.en-US", "film.fr-FR"]
    for film in films:
        assert film.file == out / "film" / f"{film.name}.mp4"
        assert film.file.stat().st_size == film.record.files[film.file.name][0]


def test_a_folder_without_films_is_told_in_one_sentence(shell, project):
    said = shell("report", ".")
    assert said.code is ExitCode.USAGE
    assert len(said.errors) == 1
    assert "there are no finished films in" in said.err
    assert "there is no film and no folder" in shell("report", "nowhere").err


@pytest.mark.parametrize("key", ["run", "delivery", "profile", "shots", "locale", "script"])
def test_a_manifest_that_was_cut_off_is_named(films, key):
    content = json.loads(films[0].manifest.read_text())
    del content[key]
    films[0].manifest.write_text(json.dumps(content))
    with pytest.raises(InvalidInput) as error:
        read_film(films[0].manifest)
    assert str(films[0].manifest) in str(error.value)


def test_a_manifest_cannot_point_outside_its_folder(films):
    text = films[0].manifest.read_text().replace('"film.ar-EG.mp4"', '"../../secret.mp4"')
    films[0].manifest.write_text(text)
    with pytest.raises(InvalidInput, match="not the manifest of a finished"):
        read_film(films[0].manifest)


def test_two_films_of_one_name_do_not_get_mixed(films, out):
    other = out / "other"
    other.mkdir()
    (other / films[0].manifest.name).write_bytes(films[0].manifest.read_bytes())
    with pytest.raises(InvalidInput, match="same name"):
        read_films([out])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def paths(content, path=()):
    """Where anything is in a JSON document."""
    if path:
        yield path
    if isinstance(content, dict | list):
        inside = content.items() if isinstance(content, dict) else enumerate(content)
        for key, value in inside:
            yield from paths(value, (*path, key))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_manifest_gives_reports_or_one_error(rendered, tmp_path_factory, data):
    content = json.loads((rendered / "film" / "film.fr-FR.json").read_text())
    relevant = [path for path in paths(content) if path[0] != "presets"]
    *way, last = data.draw(st.sampled_from(relevant))
    at = content
    for key in way:
        at = at[key]
    at[last] = data.draw(JSON)
    folder = tmp_path_factory.mktemp("damaged")
    file = folder / "film.fr-FR.json"
    file.write_text(json.dumps(content))
    where = Place(folder / "report", folder, io.StringIO(), {})
    with contextlib.suppress(LocvidError):
        results = Results((read_film(file),))
        JunitReport().write(results, where)
        assert GithubReport().write(results, where).read_text()
        shutil.copy(rendered / "film" / "film.fr-FR.mp4", folder)
        HtmlReport().write(results, Place(folder / "page", folder, io.StringIO(), {}))
