"""TermBase eXchange (ISO 30042:2008 and :2019), as terminology systems export it.

A concept's terms in the script's language are the term; those in other languages are the forms
that are right there. Deprecated terms are left out. A note that says "do not translate" keeps the
term as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import langcodes

from locvid.documents.problems import Problems, shown
from locvid.documents.xml import parse_xml
from locvid.localize.glossary.base import Entry, canonical_forms, canonical_tag
from locvid.model.errors import Location

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")


class TbxGlossary:
    """Reads ``.tbx``."""

    suffixes = (".tbx",)

    def read(self, path: Path, source: str, problems: Problems) -> list[Entry]:
        """See the module."""
        root = parse_xml(path)
        if _name(root) not in ("tbx", "martif"):
            problems.add(f"<{shown(_name(root))}> is not the root of a TBX file", 1)
        language = langcodes.Language.get(canonical_tag(source) or source).language
        entries = []
        for concept in _inside(root, _CONCEPTS):
            said: dict[str, tuple[str, ...]] = {}
            own: tuple[str, ...] = ()
            for section in _inside(concept, _LANGUAGES):
                tag = canonical_tag(section.get(_LANG) or "")
                if tag is None:
                    written = shown(section.get(_LANG) or "")
                    problems.add(f"there is no language '{written}'", section.sourceline)
                elif langcodes.Language.get(tag).language == language:
                    own += _terms(section)
                elif terms := _terms(section):
                    said[tag] = said.get(tag, ()) + terms
            if own:
                at = Location(path, concept.sourceline)
                entries.append(Entry(own, _stays(concept), said, at))
        return entries


def _terms(section: Any) -> tuple[str, ...]:
    found: list[str] = []
    for group in _inside(section, _TERMS):
        notes = [note for note in group.iter() if _name(note) == "termNote"]
        if any("deprecated" in (note.text or "").casefold() for note in notes):
            continue
        for term in group.iter():
            if _name(term) == "term":
                found += canonical_forms("".join(term.itertext()).replace("|", " "))
    return tuple(dict.fromkeys(found))


def _stays(concept: Any) -> bool:
    notes = (node for node in concept.iter() if _name(node) in ("note", "descrip", "termNote"))
    words = (" ".join("".join(note.itertext()).casefold().split()) for note in notes)
    return any("do not translate" in each or "don't translate" in each for each in words)


def _inside(root: Any, names: tuple[str, ...]) -> Iterator[Any]:
    return (node for node in root.iter() if _name(node) in names)


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
