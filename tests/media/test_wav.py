"""Sound files: exact, in blocks, and the same bytes whenever they are written."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from locvid.media.wav import BLOCK, read, read_blocks, write_blocks
from locvid.model.errors import InvalidInput


def noise(samples: int) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 2, (samples, 2)).astype(np.float32)


def test_samples_come_back_exactly_even_above_full_scale(tmp_path):
    sound = noise(2 * BLOCK + 77)
    assert write_blocks(tmp_path / "a.wav", [sound[:100], sound[100:]]) == len(sound)
    blocks = list(read_blocks(tmp_path / "a.wav"))
    assert [len(block) for block in blocks] == [BLOCK, BLOCK, 77]
    assert np.array_equal(np.concatenate(blocks), sound)
    assert np.array_equal(read(tmp_path / "a.wav", 50, 90), sound[50:90])
    assert len(read(tmp_path / "a.wav", 90, 90)) == 0


def test_no_time_of_day_in_the_file(tmp_path):
    write_blocks(tmp_path / "a.wav", [noise(10)])
    assert b"PEAK" not in (tmp_path / "a.wav").read_bytes()


def test_another_format_is_refused(tmp_path):
    soundfile.write(tmp_path / "mono.wav", np.zeros(10), 44_100)
    with pytest.raises(InvalidInput, match="1 channels at 44100 Hz"):
        list(read_blocks(tmp_path / "mono.wav"))
    (tmp_path / "text.wav").write_text("not sound")
    with pytest.raises(InvalidInput, match="not a readable sound file"):
        read(tmp_path / "text.wav")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_is_one_sentence(tmp_path):
    with pytest.raises(InvalidInput, match=r"cannot write .*a\.wav: the disk is full"):
        write_blocks(Path("/dev/full"), [noise(10)], tmp_path / "a.wav")
