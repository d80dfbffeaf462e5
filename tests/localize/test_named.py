"""The glossary and the lexicon of a script: named by it, named by its project, or beside it."""

from __future__ import annotations

import pytest

from locvid.model.errors import ExitCode

GLOSSARY = "term,fr\nmorning,{}\n"
LEXICON = "word,locale,ipa,respelling\nBonjour,fr,,{}\n"


def plan(shell, *more):
    return shell("plan", "--langs", "fr-FR", "--generator", "pattern", *more)


def named(project, *keys):
    path = project / "film.yaml"
    path.write_text(
        path.read_text().replace("profile: tiny\n", "profile: tiny\n" + "\n".join(keys))
    )


def said(shell):
    """What the voice is told to say."""
    return shell("prompt", "film.yaml", "--langs", "fr-FR", "--json").out


def test_a_script_names_its_glossary_and_its_lexicon(shell, project):
    (project / "words").mkdir()
    (project / "words" / "terms.csv").write_text(GLOSSARY.format("matinée"))
    (project / "words" / "names.tsv").write_text(LEXICON.format("bonne jour").replace(",", "\t"))
    # What lies beside it does not count then.
    (project / "glossary.csv").write_text(GLOSSARY.format("soir"))
    (project / "lexicon.csv").write_text(LEXICON.format("autre chose"))
    named(project, "glossary: words/terms.csv", "lexicon: words/names.tsv", "")
    refused = plan(shell)
    assert refused.code is ExitCode.USAGE
    assert "film.yaml:" in refused.err
    assert "matinée" in refused.err
    assert "soir" not in refused.err
    (project / "words" / "terms.csv").write_text(GLOSSARY.format("Bonjour"))
    assert plan(shell).code is ExitCode.OK
    assert "bonne jour" in said(shell)


def test_a_project_names_them_for_scripts_that_name_none(shell, project):
    (project / "terms.csv").write_text(GLOSSARY.format("matinée"))
    (project / "names.csv").write_text(LEXICON.format("bonne jour"))
    (project / "locvid.yaml").write_text("glossary: terms.csv\nlexicon: names.csv\n")
    refused = plan(shell)
    assert refused.code is ExitCode.USAGE
    assert "matinée" in refused.err
    assert "bonne jour" in said(shell)
    (project / "own.csv").write_text(GLOSSARY.format("Bonjour"))
    named(project, "glossary: own.csv", "")
    assert plan(shell).code is ExitCode.OK
    assert "bonne jour" in said(shell)


def test_translators_are_held_to_the_glossary_that_the_project_names(shell, project):
    (project / "terms.csv").write_text(GLOSSARY.format("matinée"))
    (project / "locvid.yaml").write_text("glossary: terms.csv\n")
    exported = shell("export", "film.yaml", "--langs", "fr", "--format", "po", "--no-pictures")
    assert exported.code is ExitCode.OK
    refused = shell("import", "translations/film.fr.po")
    assert refused.code is ExitCode.USAGE
    assert "matinée" in refused.err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("glossary: terms.csv", "film.yaml:5: glossary: there is no file 'terms.csv'"),
        ("lexicon: ../lexicon.csv", "film.yaml:5: "),
        ("glossary: glossary.pdf", "'glossary.pdf' is no glossary"),
        ("lexicon: lexicon.tbx", "'lexicon.tbx' is no lexicon"),
        ("lexicon: wrong.csv", "wrong.csv:2: "),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_place(shell, project, written, said):
    for name in ("glossary.pdf", "lexicon.tbx"):
        (project / name).write_text("x")
    (project / "wrong.csv").write_text("word,locale,ipa,respelling\nBonjour,xx,,a\n")
    named(project, written, "")
    refused = plan(shell)
    assert refused.code is ExitCode.USAGE
    assert said in refused.err


def test_what_a_project_names_has_to_be_there(shell, project):
    (project / "locvid.yaml").write_text("seed: 3\nlexicon: names.csv\n")
    refused = plan(shell)
    assert refused.code is ExitCode.USAGE
    assert "locvid.yaml:2: there is no lexicon '" in refused.err
    (project / "locvid.yaml").unlink()
    shell.variables["LOCVID_GLOSSARY"] = "terms.csv"
    assert "LOCVID_GLOSSARY: there is no glossary '" in plan(shell).err
