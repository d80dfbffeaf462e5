"""A tiny translation model: real classes, a vocabulary trained here, four lines learnt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PAIRS = {
    "Good morning.": {"fr": "Bonjour à tous.", "de": "Guten Morgen."},
    "The office is open.": {"fr": "Le bureau est ouvert.", "de": "Das Büro ist offen."},
    "We have a new version.": {"fr": "Nous avons une nouvelle version.",
                               "de": "Wir haben eine neue Version."},
    "It is simpler.": {"fr": "C'est plus simple.", "de": "Es ist einfacher."},
}  # fmt: skip
"""English lines with their translations."""


@pytest.fixture(scope="session")
def pieces(tmp_path_factory) -> Path:
    """A sentencepiece model of the lines above."""
    sentencepiece = pytest.importorskip("sentencepiece", reason="needs the extra gpu")
    folder = tmp_path_factory.mktemp("pieces")
    corpus = folder / "corpus.txt"
    lines = [text for line, others in PAIRS.items() for text in (line, *others.values())]
    corpus.write_text("\n".join(lines * 4), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(folder / "spm"), vocab_size=64, minloglevel=2,
        bos_id=-1, unk_id=0, eos_id=1, pad_id=2,
    )  # fmt: skip
    return folder / "spm.model"


@pytest.fixture(scope="session")
def m2m_model(pieces, tmp_path_factory) -> Path:
    """A folder with an M2M-100 of one layer that has learnt the lines above by heart."""
    torch = pytest.importorskip("torch", reason="needs the extra gpu")
    transformers = pytest.importorskip("transformers", reason="needs the extra gpu")
    folder = tmp_path_factory.mktemp("m2m")
    (folder / "vocab.json").write_text(json.dumps(_vocabulary(pieces)), encoding="utf-8")
    tokenizer = transformers.M2M100Tokenizer(str(folder / "vocab.json"), str(pieces))
    torch.manual_seed(0)
    model = transformers.M2M100ForConditionalGeneration(
        transformers.M2M100Config(
            vocab_size=max(tokenizer.lang_code_to_id.values()) + 1, d_model=64,
            encoder_layers=1, decoder_layers=1,
            encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=96,
            decoder_ffn_dim=96, dropout=0.0, attention_dropout=0.0, activation_dropout=0.0,
            encoder_layerdrop=0.0, decoder_layerdrop=0.0, max_position_embeddings=64,
            decoder_start_token_id=tokenizer.eos_token_id,
        )
    )  # fmt: skip
    _learn(model, tokenizer, torch)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _vocabulary(pieces: Path) -> dict[str, int]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    named = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    return {
        piece: index
        for index, piece in enumerate(special + [one for one in named if one not in special])
    }


def _learn(model, tokenizer, torch) -> None:
    optimizer = torch.optim.Adam(model.parameters(), lr=4e-3)
    batches = []
    for target in ("fr", "de"):
        tokenizer.src_lang, tokenizer.tgt_lang = "en", target
        batches.append(
            tokenizer(
                list(PAIRS), text_target=[others[target] for others in PAIRS.values()],
                return_tensors="pt", padding=True,
            )
        )  # fmt: skip
    for batch in batches:
        batch["labels"][batch["labels"] == tokenizer.pad_token_id] = -100
    model.train()
    for _ in range(120):
        for batch in batches:
            optimizer.zero_grad()
            model(**batch).loss.backward()
            optimizer.step()
