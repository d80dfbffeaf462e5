"""Models of transformers, through the real classes, with models that are made here."""

from __future__ import annotations

import json

import pytest
from localize.translate.conftest import PAIRS

from locvid.localize.locales import resolve
from locvid.localize.translate.base import Passage, load_translator
from locvid.model.errors import InvalidInput, MissingDependency

pytestmark = pytest.mark.gpu
pytest.importorskip("torch", reason="needs the extra gpu")

EN, FR, DE, SW = (resolve(tag)[0] for tag in ("en", "fr", "de", "sw"))


def passages() -> list[Passage]:
    return [Passage(f"line.{number}", text) for number, text in enumerate(PAIRS, start=1)]


@pytest.mark.parametrize("target", [FR, DE])
def test_it_translates_into_the_language_that_is_asked_for(m2m_model, target):
    engine = load_translator(f"transformers:{m2m_model}")
    told = []
    found = engine.translate(passages(), EN, target, lambda done, of: told.append((done, of)))
    assert [one.text for one in found] == [other[target.language] for other in PAIRS.values()]
    assert told[-1] == (len(PAIRS), len(PAIRS))


def test_other_wordings_are_offered_and_are_others(m2m_model):
    (found, *_) = load_translator(f"transformers:{m2m_model}").translate(passages(), EN, FR)
    assert found.alternatives
    assert found.text not in found.alternatives


def test_a_language_that_the_model_lacks_is_named(m2m_model):
    engine = load_translator(f"transformers:{m2m_model}")
    made_up = resolve("yue")[0]
    with pytest.raises(InvalidInput, match="does not know Cantonese"):
        engine.translate(passages(), EN, made_up)


def test_a_line_longer_than_the_model_is_refused(m2m_model):
    engine = load_translator(f"transformers:{m2m_model}")
    with pytest.raises(InvalidInput, match=r"line long\.1 is too long"):
        engine.translate([Passage("long.1", "Good morning. " * 60)], EN, FR)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(MissingDependency, match=r"config\.json is missing"):
        load_translator(f"transformers:{tmp_path}")


def test_damaged_weights_are_one_sentence(m2m_model, tmp_path):
    for file in m2m_model.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(MissingDependency, match="cannot be loaded"):
        load_translator(f"transformers:{tmp_path}").translate(passages(), EN, FR)


def test_a_family_that_cannot_be_told_the_language_is_refused(m2m_model, tmp_path):
    transformers = pytest.importorskip("transformers")
    for file in m2m_model.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    config = transformers.BartConfig(
        vocab_size=300, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=1,
        decoder_attention_heads=1, encoder_ffn_dim=8, decoder_ffn_dim=8,
    )  # fmt: skip
    transformers.BartForConditionalGeneration(config).save_pretrained(tmp_path)
    with pytest.raises(InvalidInput, match="of the family 'bart'"):
        load_translator(f"transformers:{tmp_path}").translate(passages(), EN, FR)
    assert json.loads((tmp_path / "config.json").read_text())["model_type"] == "bart"
