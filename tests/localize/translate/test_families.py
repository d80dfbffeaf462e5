"""How each family of models is told its languages, with the tokenizers of transformers."""

from __future__ import annotations

import json

import pytest

from locvid.localize.locales import resolve
from locvid.localize.translate.families import family_of
from locvid.model.errors import InvalidInput

pytestmark = pytest.mark.gpu
transformers = pytest.importorskip("transformers", reason="needs the extra gpu")

MARKETS = (
    "en-US fr-FR de-DE es-MX it-IT pt-BR ja-JP zh-CN hi-IN nl-NL pl-PL ru-RU ar-EG ko-KR tr-TR "
    "sw fa nb et"
)


def locale(tag: str):
    return resolve(tag)[0]


def test_nllb_takes_the_standard_variety_and_the_script():
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    tokenizer = transformers.NllbTokenizer()
    told = {}
    for tag in [*MARKETS.split(), "zh-TW", "sr-Latn"]:
        family = family_of(tokenizer, "m2m_100")
        if tag == "sr-Latn":
            # Serbian is there in Cyrillic only.
            with pytest.raises(InvalidInput, match="does not know"):
                family(tokenizer, locale("en"), locale(tag))
            continue
        prefix, arguments = family(tokenizer, locale("en"), locale(tag))
        told[tag] = tokenizer.convert_ids_to_tokens(arguments["forced_bos_token_id"])
        assert prefix == ""
    assert tokenizer.src_lang == "eng_Latn"
    assert set(told.values()) <= set(FAIRSEQ_LANGUAGE_CODES)
    assert [told[tag] for tag in ("fr-FR", "ar-EG", "zh-CN", "zh-TW", "fa", "sw", "et", "nb")] == [
        "fra_Latn", "arb_Arab", "zho_Hans", "zho_Hant", "pes_Arab", "swh_Latn", "est_Latn",
        "nob_Latn",
    ]  # fmt: skip


def test_madlad_reads_the_target_from_the_text():
    tokenizer = transformers.T5Tokenizer(
        vocab=[("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("<2fr>", -1.0), ("<2de>", -1.0)]
    )
    family = family_of(tokenizer, "t5")
    assert family(tokenizer, locale("en"), locale("fr-CA")) == ("<2fr> ", {})
    with pytest.raises(InvalidInput, match="does not know Japanese") as failure:
        family(tokenizer, locale("en"), locale("ja"))
    assert "de, fr" in failure.value.hint


def marian(pieces, tmp_path, **options):
    words = {"</s>": 0, "<unk>": 1, "<pad>": 2, ">>fra<<": 3, ">>pt_br<<": 4, "▁a": 5}
    (tmp_path / "vocab.json").write_text(json.dumps(words), encoding="utf-8")
    return transformers.MarianTokenizer(
        str(pieces), str(pieces), str(tmp_path / "vocab.json"), **options
    )


def test_marian_for_several_targets_takes_a_first_token(pieces, tmp_path):
    tokenizer = marian(pieces, tmp_path)
    family = family_of(tokenizer, "marian")
    assert family(tokenizer, locale("en"), locale("fr")) == (">>fra<< ", {})
    with pytest.raises(InvalidInput, match="does not know German"):
        family(tokenizer, locale("en"), locale("de"))


def test_marian_for_one_pair_refuses_another(pieces, tmp_path):
    tokenizer = marian(pieces, tmp_path, source_lang="en", target_lang="fr")
    tokenizer.supported_language_codes = []
    family = family_of(tokenizer, "marian")
    assert family(tokenizer, locale("en-GB"), locale("fr")) == ("", {})
    with pytest.raises(InvalidInput, match="does not know German"):
        family(tokenizer, locale("en"), locale("de"))
