from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from locvid.model.errors import InvalidInput, Location
from locvid.report.base import Results
from locvid.report.github import GithubReport, summary


def annotations(results, place):
    GithubReport().write(results, place)
    return place.messages.getvalue().splitlines()


def test_a_film_that_does_not_pass_is_annotated_at_its_script(films, place, tmp_path):
    film = next(film for film in films if film.locale == "en-US")
    film = replace(film, source=tmp_path / "scripts" / "film.yaml")
    where = place("s.md", GITHUB_WORKSPACE=str(tmp_path))
    (line,) = annotations(Results((film,)), where)
    assert line == (
        "::error file=scripts/film.yaml,title=film.en-US%3A cannot tell::sound 12 ms late"
    )


def test_errors_name_their_line_and_cannot_start_another_command(place):
    error = InvalidInput(
        "100 % wrong\n::set-output name=x::y", Location(Path("a,b:c.yaml"), 7), "fr-FR"
    )
    (line,) = annotations(Results((), (error,)), place("s.md"))
    assert line.startswith(
        "::error file=a%2Cb%3Ac.yaml,line=7,title=locvid fr-FR::100 %25 wrong%0A"
    )


def test_the_summary_is_added_to_the_step(films, place, tmp_path):
    step = tmp_path / "step.md"
    step.write_text("### before\n")
    GithubReport().write(Results(films), place(GITHUB_STEP_SUMMARY=str(step)))
    text = step.read_text()
    assert text.startswith("### before\n### locvid: 2 of 3 films pass")
    assert "| film | fr-FR | 2.0 s | +12 ms | -40 … +60 ms | ✅ pass | – open |" in text
    assert "- **film.en-US**: sound 12 ms late" in text


def test_text_of_films_is_no_markup(films, edit):
    def spoil(content):
        content["run"]["verdict"]["checks"][0]["reason"] = "a|b <img src=x> `c`\n# d"

    film = next(film for film in films if film.locale == "en-US")
    told = summary(Results((edit(film, spoil),)))
    assert r"a\|b &lt;img src=x> \`c\` # d" in told


def test_a_summary_stays_below_what_github_takes(films):
    many = tuple(films) * 5000
    text = summary(Results(many))
    assert len(text.encode()) < 1024 * 1024
    assert "more lines" in text
