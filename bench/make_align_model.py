"""Trains the small character model of the tests: Wav2Vec2ForCTC, Spanish, on synthetic speech.

    python bench/make_align_model.py tests/verify/align/model-es [--cpu-minutes 15]

Speech is made on the way, so nothing is downloaded: espeak-ng in many variants and, where the
package py-nanotts is installed, SVOX Pico, both saying invented words of Spanish spelling, with
random tempo, colour, room, noise and level. Kokoro, on which the tests measure it, is never heard.
Needs ``pip install 'locvid[gpu]' py-nanotts``. Spanish, because its letters are nearly its sounds.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
import torch
from scipy.signal import fftconvolve, lfilter

from locvid.phonetics.espeak import synthesize

RATE = 16_000
FRAME, FIRST_CENTRE = 320, 456
"""Samples from one frame of the model to the next, and to the middle of the first."""
TOLD_SHARE = 0.25
LETTERS = "abcdefghijklmnopqrstuvwxyzáéíóúüñ"
VOCABULARY = {sign: code for code, sign in enumerate(["<pad>", "<unk>", "|", *LETTERS])}
KLATT = ("klatt", "klatt2", "klatt3", "klatt4")
ESPEAK = [
    f"{accent}+{variant}"
    for accent in ("es", "es-419")
    for variant in (*(f"f{n}" for n in range(1, 6)), *(f"m{n}" for n in range(1, 8)), *KLATT)
]
ONSETS = (
    "b c d f g gu h j l ll m n ñ p qu r s t v y z ch br cr dr fr gr pr tr bl cl fl gl pl rr "
    # the frequent ones again
    "b c d l m n p r s t s t m n d r"
)
BEFORE_E_AND_I = frozenset(["qu", "gu"])
NUCLEI = "a e i o u a e o a e o a e o á é í ó ú ia ie io ua ue ei ai au eu"
CODAS = ["", "", "", "", "n", "s", "r", "l", "n", "s", "d", "z", "m"]
FREQUENT = (
    "el la los las un una de del a al en con por para sin sobre y o que se no sí es son está "
    "muy más pero como cuando donde este esta eso todo todos cada hay ya le lo me nos su sus "
    "mi tu qué quién hoy ayer bien año día noche casa agua hombre mujer mundo tiempo ciudad"
)
CENTRE_HZ = 60 + 60 * (np.exp(np.linspace(0, np.log(7400 / 60 + 1), 48)) - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cpu-minutes", type=float, default=15.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(1)
    speech = Speech(np.random.default_rng(chosen.seed))
    model = untrained()
    train(model, speech, chosen.cpu_minutes * 60)
    save(model, chosen.folder)


def untrained() -> torch.nn.Module:
    from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

    config = Wav2Vec2Config(
        vocab_size=len(VOCABULARY),
        hidden_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=320,
        conv_dim=(96, 96, 128),
        conv_kernel=(128, 20, 4),
        conv_stride=(16, 10, 2),
        conv_bias=True,
        num_conv_pos_embeddings=24,
        num_conv_pos_embedding_groups=8,
        feat_extract_norm="group",
        do_stable_layer_norm=True,
        hidden_dropout=0.05,
        attention_dropout=0.05,
        activation_dropout=0.0,
        feat_proj_dropout=0.0,
        final_dropout=0.05,
        layerdrop=0.0,
        apply_spec_augment=False,
        ctc_loss_reduction="mean",
        ctc_zero_infinity=True,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=1,
    )
    model = Wav2Vec2ForCTC(config)
    listen_in_bands(model.wav2vec2.feature_extractor.conv_layers[0].conv)
    return model


def listen_in_bands(first: torch.nn.Conv1d) -> None:
    """Begin as an ear: pairs of Gabor filters in quadrature, as wide as the ear's bands.

    Bandwidths by Glasberg & Moore 1990. Training may move them.
    """
    taps = np.arange(first.kernel_size[0]) - first.kernel_size[0] / 2
    kernels = []
    for centre in CENTRE_HZ:
        width = max(24.7 * (4.37 * centre / 1000 + 1), 120.0)
        window = np.exp(-0.5 * (taps * 2 * np.pi * width / RATE / 2.5) ** 2)
        for phase in (0.0, np.pi / 2):
            kernel = window * np.cos(2 * np.pi * centre * taps / RATE + phase)
            kernels.append(kernel / np.linalg.norm(kernel))
    with torch.no_grad():
        first.weight.copy_(torch.tensor(np.array(kernels), dtype=torch.float32)[:, None])
        first.bias.zero_()


def train(model: torch.nn.Module, speech: Speech, cpu_s: float) -> None:
    """A quarter of the time letters at known times, which breaks the ground; then CTC."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-3, betas=(0.9, 0.98))
    model.train()
    started, step, recent = time.process_time(), 0, []
    while (share := (time.process_time() - started) / cpu_s) < 1:
        told = share < TOLD_SHARE
        sounds, labels, at_times = speech.batch(8, 2 + round(4 * min(share * 3, 1)), told)
        for group in optimizer.param_groups:
            group["lr"] = 1.5e-3 * min(step / 150, 1) * min(1, 1.6 * (1 - share) + 0.01)
        if told:
            logits = model(sounds).logits
            frames = at_times[:, : logits.shape[1]].flatten()
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), frames)
        else:
            loss = model(sounds, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        step += 1
        recent.append(loss.item())
        if step % 100 == 0:
            print(f"step {step}, {share:.0%} of the time, loss {np.mean(recent):.3f}", flush=True)
            recent = []


@dataclass(frozen=True)
class Said:
    """A sentence, its sound, and the sample where each sign of it begins, where that is known."""

    text: str
    sound: np.ndarray
    begins: np.ndarray | None


class Speech:
    """Invented sentences, spoken and spoiled."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._kept: list[Said] = []
        try:
            import py_nanotts

            self._pico = py_nanotts.NanoTTS()
        except ImportError:
            self._pico = None

    def batch(
        self, size: int, most_words: int, timed: bool
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Sounds [size, samples]; their letters [size, most], -100 where there is none; and, for
        ``timed`` speech, the letter in each frame [size, frames].
        """
        said = [self._utterance(most_words, timed) for _ in range(size)]
        spoiled = [self._spoiled(one.sound) for one in said]
        longest = max(len(sound) for sound, _ in spoiled)
        sounds = np.stack(
            [
                np.pad(sound, (0, longest - len(sound)))
                + self._random.normal(0, 10 ** self._random.uniform(-4.5, -3), longest)
                for sound, _ in spoiled
            ]
        )
        letters = [[VOCABULARY[sign] for sign in one.text.replace(" ", "|")] for one in said]
        labels = np.full((size, max(map(len, letters))), -100)
        frames = np.zeros((size, longest // FRAME), np.int64)
        centres = np.arange(frames.shape[1]) * FRAME + FIRST_CENTRE
        for row, (one, (_, before)) in enumerate(zip(said, spoiled, strict=True)):
            labels[row, : len(letters[row])] = letters[row]
            if one.begins is not None:
                number = np.searchsorted(one.begins + before, centres, side="right") - 1
                inside = (number >= 0) & (centres < before + len(one.sound))
                frames[row, inside] = np.array(letters[row])[number[inside]]
        return torch.tensor(sounds, dtype=torch.float32), torch.tensor(labels), torch.tensor(frames)

    def _utterance(self, most_words: int, timed: bool) -> Said:
        """Half of them were heard before, in another room: speaking is the dear part."""
        if not timed and len(self._kept) > 200 and self._random.random() < 0.5:
            return self._kept[self._random.integers(len(self._kept))]
        text = " ".join(self._word() for _ in range(self._random.integers(1, most_words + 1)))
        if self._pico is not None and not timed and self._random.random() < 0.45:
            made = self._by_pico(text)
        else:
            made = self._by_espeak(text)
        self._kept = [*self._kept[-3000:], made]
        return made

    def _word(self) -> str:
        if self._random.random() < 0.35:
            return str(self._random.choice(FREQUENT.split()))
        word = ""
        for _ in range(self._random.integers(1, 4)):
            onset = str(self._random.choice(ONSETS.split())) if self._random.random() < 0.85 else ""
            nucleus = str(self._random.choice(NUCLEI.split()))
            if (onset in BEFORE_E_AND_I) and nucleus[0] not in "eéií":
                nucleus = str(self._random.choice(["e", "i", "é"]))
            word += onset + nucleus + str(self._random.choice(CODAS))
        accents = [at for at, sign in enumerate(word) if sign in "áéíóú"]
        for at in accents[1:]:
            word = word[:at] + "aeiou"["áéíóú".index(word[at])] + word[at + 1 :]
        return word

    def _by_pico(self, text: str) -> Said:
        random = self._random
        raw = self._pico.speak(
            text + ".",
            voice="es-ES",
            speed=random.uniform(0.7, 1.4),
            pitch=random.uniform(0.6, 1.5),
        )
        sound = np.frombuffer(raw, np.int16).astype(np.float32) / 32768
        return self._stretched(text, sound, RATE, None)

    def _by_espeak(self, text: str) -> Said:
        random = self._random
        speech = synthesize(
            text,
            str(random.choice(ESPEAK)),
            int(random.integers(110, 230)),
            int(random.integers(20, 80)),
            int(random.integers(20, 80)),
        )
        words = [(at, offset) for at, offset, length in speech.words if length > 0]
        known = np.array(
            [(at, offset) for at, offset in words] + [(speech.phones[-1][0], len(text))]
        )
        begins = np.interp(np.arange(len(text)), known[:, 1], known[:, 0])
        sound = speech.samples.astype(np.float32) / 32768
        return self._stretched(text, sound, speech.sample_rate, begins)

    def _stretched(
        self, text: str, sound: np.ndarray, rate: int, begins: np.ndarray | None
    ) -> Said:
        """Another length of vocal tract: played a little faster or slower; cut to its speech."""
        played = rate * self._random.uniform(0.85, 1.18)
        sound = soxr.resample(sound, played, RATE)
        loud = np.flatnonzero(np.abs(sound) > 0.01)
        first, last = (loud[0], loud[-1] + 1) if len(loud) else (0, len(sound))
        return Said(
            text, sound[first:last], None if begins is None else begins * RATE / played - first
        )

    def _spoiled(self, dry: np.ndarray) -> tuple[np.ndarray, int]:
        """The sound in some room, and how many samples of it come before the speech."""
        random = self._random
        before, after = random.integers(400, RATE // 2, 2)
        sound = np.pad(dry, (before, after))
        tilt = random.uniform(-0.7, 0.7)
        sound = lfilter([1, tilt], [1], sound)
        if random.random() < 0.4:
            length = int(random.uniform(0.1, 0.5) * RATE)
            tail = random.normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length)
            tail *= random.uniform(0.05, 0.4) / np.linalg.norm(tail)
            tail[0] += 1
            sound = fftconvolve(sound, tail)[: len(sound)]
        sound = sound / (np.std(sound) + 1e-6)
        if random.random() < 0.6:
            noise = lfilter([1], [1, -random.uniform(0, 0.95)], random.normal(0, 1, len(sound)))
            sound = sound + noise / np.std(noise) * 10 ** (-random.uniform(8, 35) / 20)
        return sound * 10 ** random.uniform(-2, -0.7), int(before)


def save(model: torch.nn.Module, folder: Path) -> None:
    from transformers import Wav2Vec2CTCTokenizer, Wav2Vec2FeatureExtractor, Wav2Vec2Processor

    folder.mkdir(parents=True, exist_ok=True)
    words = folder / "vocab.json"
    words.write_text(json.dumps(VOCABULARY, ensure_ascii=False, indent=0))
    tokenizer = Wav2Vec2CTCTokenizer(
        str(words),
        bos_token="<unk>",
        eos_token="<unk>",
        unk_token="<unk>",
        pad_token="<pad>",
        word_delimiter_token="|",
    )
    extractor = Wav2Vec2FeatureExtractor(sampling_rate=RATE, do_normalize=False)
    Wav2Vec2Processor(extractor, tokenizer).save_pretrained(folder)
    model.eval().save_pretrained(folder)


if __name__ == "__main__":
    main()
