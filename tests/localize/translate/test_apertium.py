"""Apertium, where it is installed; without it, what the user is told."""

from __future__ import annotations

import shutil

import pytest

from locvid.localize.locales import resolve
from locvid.localize.translate.base import Passage, load_translator
from locvid.model.errors import InvalidInput, MissingDependency

EN, ES, JA = resolve("en")[0], resolve("es")[0], resolve("ja")[0]
installed = pytest.mark.skipif(
    shutil.which("apertium") is None, reason="needs Debian's apertium and apertium-eng-spa"
)


@installed
def test_english_to_spanish():
    passages = [Passage("a.1", "The house is white."), Passage("a.2", "I have a dog.")]
    found = load_translator("apertium").translate(passages, EN, ES)
    assert [one.text for one in found] == ["La casa es blanca.", "Tengo un perro."]


@installed
def test_a_pair_that_is_missing_is_named_with_those_there_are():
    with pytest.raises(InvalidInput, match=r"no pair from English .* to Japanese") as failure:
        load_translator("apertium").translate([Passage("a.1", "Hello.")], EN, JA)
    assert "eng-spa" in failure.value.hint


def test_without_the_program_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingDependency, match="apertium is not installed") as failure:
        load_translator("apertium")
    assert "apt install" in failure.value.hint
