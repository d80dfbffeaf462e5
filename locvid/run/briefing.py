"""From a rough sentence to a script that can be rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from locvid.direct.check import check_presets
from locvid.presets.briefs import brief_words
from locvid.presets.library import PresetLibrary
from locvid.script.brief import Brief, understand
from locvid.script.brief_text import yaml_text
from locvid.script.build import build_script
from locvid.script.lines import parse_yaml


@dataclass(frozen=True, slots=True)
class Briefed:
    """A sentence as a script: what was understood, its text in YAML, and what to look at."""

    brief: Brief
    text: str
    notes: tuple[str, ...]


def briefed(sentence: str, folder: Path) -> Briefed:
    """The script of ``sentence``, with the presets beside ``folder`` and the packaged ones.

    Raises InvalidInput where the sentence cannot become a script, or the preset names what is not
    there.
    """
    library = PresetLibrary(folder)
    brief = understand(sentence, brief_words(library))
    text = yaml_text(brief)
    file = Path("brief.yaml")
    tree = parse_yaml(text, file)
    assert tree is not None
    check_presets(build_script(tree, file), library)
    notes = brief.notes
    if brief.untold:
        source = next(iter(brief.texts))
        notes += (
            f"there are words in {source} only: locvid translate --langs {','.join(brief.untold)}",
        )
    return Briefed(brief, text, notes)
