"""The YAML form of a script, version 1.

A script in its shortest form::

    locvid: 1
    source: en-US
    cast:
      maya: {presenter: maya, voice: warm-female}
    shots:
      - id: hook
        setting: office
        speaker: maya
        text:
          en: We are launching today.
          fr: Nous lançons aujourd'hui.

``title`` and ``profile`` may stand at the top. So may ``setting``, ``room``, ``camera`` and
``delivery``, for all shots that say nothing else; a shot's delivery holds for its lines, and a
line may change parts of it. ``lines`` in place of ``speaker`` and ``text`` makes a dialogue.
``room`` is how the place sounds, where it is not the setting's own. ``sound`` lists cues:
``{cue: keyboard, level: soft, at: left, time: 1.5}``, or with more:
``{cue: glass-set-down, on: marble, at: right, when: after the word quick}``. ``screen`` lists texts
in the picture: ``{kind: lower-third, text: {en: Maya Lopez}, from: 0.5, until: end}``. A shot with
``length`` or ``screen`` of its own needs no words: nobody speaks then, and nobody is seen.
A cast member with ``presenter: none`` is a narrator, who is heard over shots of places.
``locvid.script.form`` has every key.

Values are taken as they are written: ``no: ja`` is Norwegian text and ``en: 12:30`` a time of day.
Anchors and aliases work within limits; other YAML tags are refused.
"""

from __future__ import annotations

import re
from pathlib import Path

from locvid.documents.source import read_text
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.script.build import build_script
from locvid.script.lines import parse_yaml

_KEY = re.compile(rb"^(?:\xef\xbb\xbf)?\s*[\"']?locvid[\"']?\s*:", re.MULTILINE)


class YamlReader:
    """Reads ``.yaml`` and ``.yml``."""

    suffixes = (".yaml", ".yml")

    def recognises(self, beginning: bytes) -> bool:
        """Whether there is a ``locvid:`` key."""
        return _KEY.search(beginning) is not None

    def read(self, path: Path) -> Script:
        """Read and validate ``path``; raises InvalidInput with file and line."""
        tree = parse_yaml(read_text(path), path)
        if tree is None:
            raise InvalidInput(f"'{path.name}' is empty", Location(path))
        return build_script(tree, path)
