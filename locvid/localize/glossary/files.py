"""Finds the glossary of a script: ``glossary.csv``, ``.tsv`` or ``.tbx`` beside it."""

from __future__ import annotations

from pathlib import Path

from locvid import plugins
from locvid.documents.problems import Problems
from locvid.localize.glossary.base import Glossary, GlossaryFormat, check_entries
from locvid.model.errors import InvalidInput, Location

GROUP = "locvid.glossaries"
STEM = "glossary"


def glossary_beside(script: Path, source: str) -> Glossary:
    """The glossary in the folder of ``script``, empty where there is none.

    ``source`` is the script's language. Raises InvalidInput for two glossaries, and one that
    tells every problem of the file: contradictory entries too, with the lines of both.
    """
    # Most projects have none, and looking for the formats that are installed takes a while.
    named = [path for path in sorted(script.parent.glob(f"{STEM}.*")) if path.is_file()]
    if not named:
        return Glossary()
    readers = {suffix: format_ for format_ in _formats() for suffix in format_.suffixes}
    there = [path for path in named if path.suffix in readers]
    if not there:
        return Glossary()
    if len(there) > 1:
        names = " and ".join(path.name for path in there)
        raise InvalidInput(f"there are two glossaries, {names}", Location(there[0]))
    path = there[0]
    problems = Problems(path)
    entries = readers[path.suffix].read(path, source, problems)
    check_entries(entries, problems)
    problems.raise_any()
    return Glossary(tuple(entries))


def _formats() -> list[GlossaryFormat]:
    return [plugins.load(GROUP, name)() for name in plugins.names(GROUP)]
