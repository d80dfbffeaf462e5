"""A complete LTX-2 folder with random weights, about 1 MB: every part real, every part tiny.

Built from the libraries' own configurations, so ``from_pretrained`` reads it as it reads a released
checkpoint. The picture is noise and the voice a hum; counts, rates and paths are what is tested.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

SAMPLE_RATE = 24_000
"""Hz of the tiny vocoder; the released LTX-2 vocoder has the same."""

_HIDDEN = 8
_MEL_BINS = 8
_TEXT_LAYERS = 2


def write_tiny_ltx2(folder: Path, distilled: bool = True) -> Path:
    """Write the folder and return it; the name says whether the weights pass for distilled ones."""
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, LTX2Pipeline

    torch.manual_seed(0)
    pipeline = LTX2Pipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_video_vae(),
        audio_vae=_audio_vae(),
        text_encoder=_text_encoder(),
        tokenizer=_tokenizer(),
        connectors=_connectors(),
        transformer=_transformer(),
        vocoder=_vocoder(),
    )
    target = folder / ("ltx-2-tiny-distilled" if distilled else "ltx-2-tiny-dev")
    pipeline.save_pretrained(target)
    return target


def write_gguf(model: Path, target: Path, keep: bool) -> Path:
    """A copy of ``model`` in ``target`` with its transformer as a GGUF file of 8 bits (Q8_0).

    ``keep`` leaves the safetensors beside it. The names of its tensors are those of diffusers.
    """
    import shutil

    import gguf
    from safetensors.numpy import load_file

    shutil.copytree(model, target)
    (stored,) = (target / "transformer").glob("*.safetensors")
    writer = gguf.GGUFWriter(str(stored.with_name("tiny-Q8_0.gguf")), "ltxv")
    kind = gguf.GGMLQuantizationType.Q8_0
    for name, tensor in load_file(stored).items():
        if tensor.ndim == 2 and tensor.shape[1] % 32 == 0:
            writer.add_tensor(name, gguf.quants.quantize(tensor, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    if not keep:
        stored.unlink()
    return target


def _video_vae() -> Any:
    from diffusers import AutoencoderKLLTX2Video

    return AutoencoderKLLTX2Video(
        latent_channels=8,
        block_out_channels=(8, 8, 8),
        down_block_types=("LTX2VideoDownBlock3D",) * 3,
        decoder_block_out_channels=(8, 8, 8),
        layers_per_block=(1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        spatio_temporal_scaling=(True, True, True),
        decoder_spatio_temporal_scaling=(True, True, True),
        decoder_inject_noise=(False, False, False, False),
        downsample_type=("temporal", "spatiotemporal", "spatiotemporal"),
        upsample_type=("spatiotemporal", "spatiotemporal", "temporal"),
        upsample_residual=(False, False, False),
        upsample_factor=(1, 1, 1),
        patch_size=8,
        decoder_causal=False,
        spatial_compression_ratio=32,
        temporal_compression_ratio=8,
    )


def _audio_vae() -> Any:
    from diffusers import AutoencoderKLLTX2Audio

    return AutoencoderKLLTX2Audio(
        base_channels=4,
        ch_mult=(1, 1, 1),
        num_res_blocks=1,
        resolution=32,
        latent_channels=2,
        mel_bins=_MEL_BINS,
    )


def _vocoder() -> Any:
    from diffusers.pipelines.ltx2 import LTX2Vocoder

    # 16 kHz in hops of 160 samples is 100 mel frames a second; 240 samples each make 24 kHz.
    return LTX2Vocoder(
        in_channels=2 * _MEL_BINS,
        hidden_channels=16,
        upsample_kernel_sizes=[12, 11, 8, 4],
        upsample_factors=[6, 5, 4, 2],
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
        output_sampling_rate=SAMPLE_RATE,
    )


def _transformer() -> Any:
    from diffusers import LTX2VideoTransformer3DModel

    return LTX2VideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=4,
        audio_cross_attention_dim=8,
        num_layers=2,
        caption_channels=_HIDDEN,
        rope_double_precision=False,
        rope_type="split",
    )


def _connectors() -> Any:
    from diffusers.pipelines.ltx2 import LTX2TextConnectors

    return LTX2TextConnectors(
        caption_channels=_HIDDEN,
        text_proj_in_factor=_TEXT_LAYERS + 1,
        video_connector_num_attention_heads=2,
        video_connector_attention_head_dim=4,
        video_connector_num_layers=1,
        video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=2,
        audio_connector_attention_head_dim=4,
        audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None,
        connector_rope_base_seq_len=32,
        rope_double_precision=False,
        rope_type="split",
    )


def _text_encoder() -> Any:
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    text = {
        "vocab_size": 300, "hidden_size": _HIDDEN, "intermediate_size": 16, "head_dim": 4,
        "num_hidden_layers": _TEXT_LAYERS, "num_attention_heads": 2, "num_key_value_heads": 1,
    }  # fmt: skip
    vision = {
        "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 1,
        "num_attention_heads": 2, "image_size": 28, "patch_size": 14,
    }  # fmt: skip
    return Gemma3ForConditionalGeneration(
        Gemma3Config(text_config=text, vision_config=vision, mm_tokens_per_image=4)
    )


def _tokenizer() -> Any:
    """Every byte is a token: no text of any language is unknown."""
    from transformers import GemmaTokenizer

    words = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "\N{LOWER ONE EIGHTH BLOCK}"]
    words += [f"<0x{byte:02X}>" for byte in range(256)]
    vocabulary = {word: number for number, word in enumerate(words)}
    return GemmaTokenizer(vocab=vocabulary, merges=[], model_max_length=1024)
