"""Scripts in YAML for tests: read, or refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import ExitCode, InvalidInput
from locvid.model.script import Script
from locvid.script.reading import read_script

HEAD = """\
locvid: 1
source: en
cast:
  maya: {presenter: maya, voice: warm-female}
  jon: {presenter: jon, voice: deep-male}
"""
SHOT = """\
shots:
  - id: hook
    setting: office
    speaker: maya
    text: {en: Hello, fr: Bonjour}
"""


def read(tmp_path: Path, text: str | bytes, name: str = "film.yaml") -> Script:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_script(path)


def refused(tmp_path: Path, text: str | bytes, name: str = "film.yaml") -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text, name)
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.where is not None
    assert caught.value.where.file == tmp_path / name
    return caught.value


def line_of(error: InvalidInput) -> int | None:
    assert error.where is not None
    return error.where.line
