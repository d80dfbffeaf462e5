"""A complete MiniMax-H3 folder with random weights, about 2 MB: every part real, every part tiny.

Both partitions are there: ``transformer`` for text and pictures, ``transformer_ref`` for
references. The conditioner has as many layers as the pipeline reads, each of a few numbers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

SAMPLE_RATE = 32_000
_HIDDEN = 16
_WORDS = 320


def write_tiny_h3(folder: Path) -> Path:
    """Write the folder and return it."""
    import torch
    from diffusers import MiniMaxH3Blocks, MiniMaxH3Scheduler

    torch.manual_seed(0)
    tokenizer = _tokenizer()
    pipeline = MiniMaxH3Blocks().init_pipeline()
    pipeline.update_components(
        text_encoder=_text_encoder(tokenizer),
        tokenizer=tokenizer,
        processor=_processor(tokenizer),
        vae=_video_vae(),
        audio_vae=_audio_vae(),
        transformer=_transformer(),
        transformer_ref=_transformer(),
        scheduler=MiniMaxH3Scheduler(shift=12.0),
        audio_scheduler=MiniMaxH3Scheduler(shift=3.0),
    )
    target = folder / "minimax-h3-tiny"
    pipeline.save_pretrained(str(target), overwrite_modular_index=True)
    return target


def _tokenizer() -> Any:
    """Every byte is a token, with the marks around pictures that the presentation needs."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import Qwen2Tokenizer

    words = sorted(ByteLevel.alphabet())
    made = Qwen2Tokenizer(vocab={word: at for at, word in enumerate(words)}, merges=[])
    marks = ("vision_start", "vision_end", "image_pad", "video_pad")
    made.add_special_tokens({"additional_special_tokens": [f"<|{mark}|>" for mark in marks]})
    return made


def _processor(tokenizer: Any) -> Any:
    from transformers import Qwen2VLImageProcessor, Qwen3VLProcessor, Qwen3VLVideoProcessor

    size = {"shortest_edge": 32 * 32, "longest_edge": 64 * 64}
    return Qwen3VLProcessor(
        image_processor=Qwen2VLImageProcessor(patch_size=16, merge_size=2, size=size),
        tokenizer=tokenizer,
        video_processor=Qwen3VLVideoProcessor(patch_size=16, merge_size=2, size=size),
    )


def _text_encoder(tokenizer: Any) -> Any:
    from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

    def token(mark: str) -> int:
        return int(tokenizer.convert_tokens_to_ids(f"<|{mark}|>"))

    text = {
        "vocab_size": _WORDS, "hidden_size": _HIDDEN, "intermediate_size": 16, "head_dim": 8,
        "num_hidden_layers": 51, "num_attention_heads": 2, "num_key_value_heads": 1,
        "rope_scaling": {"rope_type": "default", "mrope_section": [2, 1, 1],
                         "mrope_interleaved": True},
    }  # fmt: skip
    vision = {
        "depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "patch_size": 16,
        "out_hidden_size": _HIDDEN, "num_position_embeddings": 16, "deepstack_visual_indexes": [0],
    }  # fmt: skip
    return Qwen3VLForConditionalGeneration(
        Qwen3VLConfig(
            text_config=text,
            vision_config=vision,
            image_token_id=token("image_pad"),
            video_token_id=token("video_pad"),
            vision_start_token_id=token("vision_start"),
            vision_end_token_id=token("vision_end"),
        )
    )


def _transformer() -> Any:
    from diffusers import MiniMaxH3Transformer3DModel

    return MiniMaxH3Transformer3DModel(
        num_attention_heads=2,
        attention_head_dim=16,
        hidden_size=16,
        num_layers=2,
        num_refiner_layers=1,
        ffn_dim=16,
        in_channels=4,
        audio_in_channels=4,
        text_dim=_HIDDEN,
        freq_dim=16,
        time_embed_hidden_dim=16,
        time_embed_dim=16,
        rope_freq_dim=2,
    )


def _video_vae() -> Any:
    from diffusers import AutoencoderKLMiniMaxH3

    return AutoencoderKLMiniMaxH3(
        latent_channels=4,
        block_out_channels=(4, 4, 4, 4, 4, 4),
        layers_per_block=1,
        norm_num_groups=2,
        decoder_num_layers=1,
        decoder_num_attention_heads=2,
        decoder_attention_head_dim=16,
        decoder_ffn_mult=1,
        latents_mean=(0.0,) * 4,
        latents_std=(1.0,) * 4,
    )


def _audio_vae() -> Any:
    from diffusers import AutoencoderKLMiniMaxH3Audio

    return AutoencoderKLMiniMaxH3Audio(
        encoder_dim=2,
        latent_dim=64,
        latent_channels=4,
        num_attention_heads=2,
        decoder_dim=128,
        resblock_kernel_sizes=(3,),
        resblock_dilation_sizes=((1, 3, 5),),
        sampling_rate=SAMPLE_RATE,
        latents_mean=[0.0] * 4,
        latents_std=[1.0] * 4,
    )
