"""A glossary keeps names as they are and terms as the market says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.glossary.base import Glossary
from locvid.localize.glossary.files import glossary_beside
from locvid.model.errors import InvalidInput

CSV = """\
term,translate,fr,fr-CA,de,ja
Acme Cloud,no,,,Acme Clouds,
cloud native|cloud natives,,natif du cloud|natifs du cloud,infonuagique native,Cloud-nativ,クラウド
"""
TBX_2 = """\
<?xml version="1.0"?>
<martif type="TBX-Basic" xml:lang="en"><text><body>
  <termEntry id="c1">
    <descrip type="subjectField">do not translate</descrip>
    <langSet xml:lang="en"><tig><term>Acme Cloud</term></tig></langSet>
    <langSet xml:lang="de"><tig><term>Acme Clouds</term></tig></langSet>
  </termEntry>
  <termEntry id="c2">
    <langSet xml:lang="en-US">
      <ntig><termGrp><term>cloud native</term></termGrp></ntig>
      <tig><term>cloud natives</term></tig>
    </langSet>
    <langSet xml:lang="fr">
      <tig><term>natif du cloud</term></tig><tig><term>natifs du cloud</term></tig>
      <tig><term>cloud natif</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    </langSet>
    <langSet xml:lang="fr-CA"><tig><term>infonuagique native</term></tig></langSet>
    <langSet xml:lang="de"><tig><term>Cloud-nativ</term></tig></langSet>
    <langSet xml:lang="ja"><tig><term>クラウド</term></tig></langSet>
  </termEntry>
</body></text></martif>
"""
TBX_3 = (
    TBX_2.replace("<martif ", '<tbx xmlns="urn:iso:std:iso:30042:ed-2" ')
    .replace("</martif>", "</tbx>")
    .replace("termEntry", "conceptEntry")
    .replace("langSet", "langSec")
    .replace("<tig>", "<termSec>")
    .replace("</tig>", "</termSec>")
    .replace("<ntig><termGrp>", "<termSec>")
    .replace("</termGrp></ntig>", "</termSec>")
)


def load(folder: Path, text: str, name: str = "glossary.csv") -> Glossary:
    (folder / name).write_text(text, encoding="utf-8")
    return glossary_beside(folder / "film.yaml", "en-US")


@pytest.fixture(params=["csv", "tbx 2008", "tbx 2019"])
def glossary(request: pytest.FixtureRequest, tmp_path: Path) -> Glossary:
    if request.param == "csv":
        return load(tmp_path, CSV)
    return load(tmp_path, TBX_2 if request.param == "tbx 2008" else TBX_3, "glossary.tbx")


@pytest.mark.parametrize(
    ("source", "text", "tag"),
    [
        ("Try Acme Cloud now.", "Essayez Acme Cloud.", "fr"),
        ("Try Acme Cloud now.", "Acme Cloudを試して。", "ja"),
        ("The Acme Cloud team", "Das Team des Acme Clouds", "de"),
        ("A Cloud Native team.", "Une équipe native : NATIFS DU CLOUD.", "fr-FR"),
        ("Cloud natives!", "Infonuagique native !", "fr-CA"),
        ("a cloud native team", "クラウドネイティブなチーム", "ja"),
        ("a cloud native team", "un equipo nativo", "es"),
        ("a cloudnative team", "une équipe", "fr"),
        ("acme clouds gather", "des nuages", "fr"),
    ],
)
def test_texts_that_keep_the_glossary(glossary: Glossary, source: str, text: str, tag: str) -> None:
    assert list(glossary.broken(source, text, tag)) == []


@pytest.mark.parametrize(
    ("source", "text", "tag", "term"),
    [
        ("Try Acme Cloud now.", "Essayez le nuage Acme.", "fr", "Acme Cloud"),
        ("Try Acme Cloud now.", "Essayez acme cloud.", "fr", "Acme Cloud"),
        ("Try Acme Cloud now.", "Essayez Acme Clouds.", "fr", "Acme Cloud"),
        ("a cloud native team", "une équipe cloud natif", "fr", "cloud native"),
        ("a cloud native team", "une équipe natif du cloud", "fr-CA", "cloud native"),
    ],
)
def test_texts_that_break_it_are_told_with_the_entry(
    glossary: Glossary, source: str, text: str, tag: str, term: str
) -> None:
    (broken,) = glossary.broken(source, text, tag)
    assert f"'{term}'" in broken.message
    assert "glossary." in broken.message


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Acme,no,\nacme,,Cime\n", "'acme' stays as it is in line 2 but is translated in line 3"),
        ("cloud,,nuage\nCloud,,nue\n", "'nuage' in 'fr' in line 2 but 'nue' in line 3"),
        ("Acme,no,Cime\n", "stays as it is in line 2, and in line 2 'fr' says 'Cime'"),
        ("Acme,perhaps,\n", "'translate' cannot be 'perhaps'"),
        (",,nuage\n", "the row has no term"),
        ("a,b,c,d,e\n", "more cells than there are columns"),
    ],
)
def test_contradictions_name_both_lines(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, "term,translate,fr\n" + rows)
    assert message in str(caught.value)


def test_all_problems_of_a_glossary_are_told_in_one_go(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, "term,translate,frr-XQ-1\nAcme,perhaps,\n,no,\n")
    assert "3 problems" in str(caught.value.hint)


def test_the_same_entry_twice_is_no_contradiction(tmp_path: Path) -> None:
    assert len(load(tmp_path, "term,fr\ncloud,nuage\ncloud,nuage|nuages\n").entries) == 2


def test_without_a_glossary_there_is_nothing_to_keep(tmp_path: Path) -> None:
    assert glossary_beside(tmp_path / "film.yaml", "en").entries == ()


def test_two_glossaries_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "glossary.tbx").write_text(TBX_2)
    with pytest.raises(InvalidInput, match="two glossaries"):
        load(tmp_path, CSV)


def test_entities_in_tbx_are_refused(tmp_path: Path) -> None:
    evil = TBX_2.replace("<martif", '<!DOCTYPE m [<!ENTITY e "lol">]><martif', 1)
    with pytest.raises(InvalidInput, match="document type"):
        load(tmp_path, evil, "glossary.tbx")
