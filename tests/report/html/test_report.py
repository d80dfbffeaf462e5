"""The folder of the review page, without a browser."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

import pytest

from locvid.model.errors import InvalidInput
from locvid.report.base import Results
from locvid.report.html.report import HtmlReport, script
from locvid.run.approvals import Approval, Decision


def told(folder, name):
    """The arguments that a script of the page calls it with."""
    text = (folder / name).read_text()
    return json.loads("[" + text[text.index("(") + 1 : text.rindex(")")] + "]")


@pytest.fixture
def page(place, tmp_path):
    def make(*films, **more):
        HtmlReport().write(Results(films, **more), place("review"))
        return tmp_path / "review"

    return make


def test_the_folder_holds_everything_and_asks_the_network_for_nothing(films, page):
    folder = page(*films)
    text = "".join(path.read_text() for path in folder.rglob("*.*") if path.suffix in PLAIN)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    (data,) = told(folder, "data.js")
    for film in data["films"]:
        for key in ("video", "poster", "detail"):
            assert (folder / film[key]).is_file(), key
        assert (folder / film["video"]).stat().st_size == film_size(films, film["name"])
    for link in re.findall(r'(?:src|href)="([^"#]+)"', (folder / "index.html").read_text()):
        assert (folder / link).is_file(), link


PLAIN = {".html", ".js", ".css"}


def film_size(films, name):
    return next(film.file.stat().st_size for film in films if film.name == name)


def test_details_tell_sound_words_lips_captions_fit_and_prompts(films, page):
    folder = page(*films)
    listed = next(f for f in told(folder, "data.js")[0]["films"] if f["locale"]["tag"] == "fr-FR")
    name, detail = told(folder, listed["detail"])
    assert name == "film.fr-FR"
    assert len(detail["peaks"]) == pytest.approx(2.0 * detail["peaks_hz"], abs=3)
    # A tone of 0.3, with the root taken: 0.55 of 63 levels.
    assert detail["peaks"][20] in "efghijklmn"
    assert detail["curves"]["expected"] == "0 40 90 40 0"
    assert [cue["text"] for cue in detail["captions"]] == ["Bonjour à tous.", "À demain."]
    hello, bye = detail["shots"]
    assert [word[0] for word in hello["words"]] == ["Bonjour", "à", "tous."]
    assert bye["words"][0][1] == pytest.approx(1.0)
    assert hello["prompt"]["market"]["language_name"] == "French"
    assert listed["fit"] == ["short", "short"]
    assert listed["borrowed"] == ["someone"]
    assert hello["sound"] == "the take's own sound hisses"


def test_a_change_is_told_with_what_it_was_before(films, page, edit):
    film = next(film for film in films if film.locale == "fr-FR")
    (folder, first) = (page(film), film.sha256)
    assert told(folder, "data.js")[0]["films"][0]["change"] == {"kind": "new", "what": []}

    def change(content):
        content["shots"][0]["prompt"]["lines"][0]["caption"] = "Salut à tous."
        content["run"]["shots"]["hello"]["parts"]["text"] = "another"
        content["run"]["shots"]["bye"]["parts"]["camera"] = "another"
        content["run"]["verdict"]["outcome"] = "fail"
        with film.file.open("ab") as stream:
            stream.write(bytes(8))
        bytes_now = film.file.read_bytes()
        content["run"]["files"]["film.fr-FR.mp4"] = {
            "bytes": len(bytes_now),
            "sha256": hashlib.sha256(bytes_now).hexdigest(),
        }

    changed = edit(film, change)
    (listed,) = told(page(changed), "data.js")[0]["films"]
    assert listed["change"]["kind"] == "changed"
    rows = {row["subject"]: (row["before"], row["after"]) for row in listed["change"]["what"]}
    assert rows == {
        "shot hello: text": ("Bonjour à tous.", "Salut à tous."),
        "shot bye: camera": ("", ""),
        "verdict": ("pass", "fail"),
    }
    # What the older version needed is gone, and the page knows only files that are there.
    assert not list(folder.rglob(f"*{first[:8]}*"))

    (again,) = told(page(changed), "data.js")[0]["films"]
    assert again["change"] == listed["change"], "only the page was made again"
    (unchanged,) = told(page(replace(changed, rendered=False)), "data.js")[0]["films"]
    assert unchanged["change"]["kind"] == "same", "a run has found it unchanged"


@pytest.mark.parametrize("damage", [{"parts": {"hello": 1}}, {"shots": [1]}])
def test_an_older_page_that_was_edited_counts_as_none(films, page, edit, damage):
    film = films[0]
    folder = page(film)
    (script,) = (folder / "films").glob("*.js")
    name, told_of_it = told(folder, script.relative_to(folder))
    script.write_text(f"Review.detail({json.dumps(name)}, {json.dumps({**told_of_it, **damage})});")

    def change(content):
        with film.file.open("ab") as stream:
            stream.write(bytes(8))
        now = film.file.read_bytes()
        facts = {"bytes": len(now), "sha256": hashlib.sha256(now).hexdigest()}
        content["run"]["files"][film.file.name] = facts

    (listed,) = told(page(edit(film, change)), "data.js")[0]["films"]
    assert listed["change"] == {"kind": "new", "what": []}


def test_an_unchanged_film_is_not_decoded_again(films, page, monkeypatch):
    folder = page(*films)
    before = {path: path.stat().st_mtime_ns for path in (folder / "media").iterdir()}
    monkeypatch.setattr("locvid.report.html.details.waveform", lambda film: 1 / 0)
    page(*films)
    assert {path: path.stat().st_mtime_ns for path in (folder / "media").iterdir()} == before


def test_a_folder_with_other_files_is_refused(films, place, tmp_path):
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "thesis.doc").write_text("years of work")
    with pytest.raises(InvalidInput, match="holds other files"):
        HtmlReport().write(Results(films), place("review"))
    assert [path.name for path in (tmp_path / "review").iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("spoil", [lambda f: f.unlink(), lambda f: f.write_bytes(b"else")])
def test_a_film_that_is_gone_or_altered_is_not_shown_for_approval(films, page, spoil):
    spoil(films[0].file)
    with pytest.raises(InvalidInput, match="gone or is not the one") as error:
        page(*films)
    assert str(films[0].file) in str(error.value)


def test_names_of_films_cannot_leave_the_folder(films, page, edit, tmp_path):
    spoilt = edit(films[0], lambda content: content.update(script="../../../évil name<"))
    folder = page(spoilt)
    (listed,) = told(folder, "data.js")[0]["films"]
    for key in ("video", "poster", "detail"):
        assert re.fullmatch(r"(media|films)/[A-Za-z0-9.-]+", listed[key])
        assert (folder / listed[key]).is_file()


def test_text_cannot_end_the_script_that_carries_it():
    text = "</script><!--\u2028\u2029 'x'"
    written = script("Review.list", {"text": text})
    assert "<" not in written
    assert "\u2028" not in written
    assert "\u2029" not in written
    assert json.loads(written[len("Review.list(") : -3])["text"] == text


def test_warnings_are_counted_for_the_list_and_what_was_not_checked_is_told(films, page, edit):
    def warn(content):
        verdict = content["run"]["verdict"]
        verdict["checks"] += [
            {"name": "pace", "outcome": "warning", "reason": "fast", "shot": "", "sync": None}
        ] * 2
        missing = {"check": "words", "reason": "no recogniser", "how_to_get_it": "pip install it"}
        verdict["details"]["not_made"] = [missing]

    folder = page(edit(films[0], warn))
    (listed,) = told(folder, "data.js")[0]["films"]
    assert listed["warnings"] == 2
    _, detail = told(folder, listed["detail"])
    assert detail["not_made"][0]["how_to_get_it"] == "pip install it"


def test_decisions_travel_with_the_page(films, page):
    yes = Approval(Decision.APPROVED, films[0].sha256, "good", "Ann", "2026-11-25T10:00:00+00:00")
    (data,) = told(page(*films, approvals={films[0].name: yes}), "data.js")
    assert data["approvals"]["films"][films[0].name]["note"] == "good"
