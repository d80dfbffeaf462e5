"""Reads a glossary, and finds that of a script: ``glossary.csv``, ``.tsv``, ``.tbx`` beside it."""

from __future__ import annotations

from pathlib import Path

from locvid import plugins
from locvid.documents.problems import Problems
from locvid.localize.glossary.base import Glossary, GlossaryFormat, check_entries
from locvid.model.errors import InvalidInput, Location

GROUP = "locvid.glossaries"
STEM = "glossary"


def read_glossary(path: Path, source: str) -> Glossary:
    """The glossary in ``path``; ``source`` is the language of the scripts that it is for.

    Raises InvalidInput for a format that is not known, and one that tells every problem of the
    file: contradictory entries too, with the lines of both.
    """
    readers = {suffix: format_ for format_ in _formats() for suffix in format_.suffixes}
    reader = readers.get(path.suffix)
    if reader is None:
        known = ", ".join(sorted(readers))
        raise InvalidInput(
            f"'{path.name}' is no glossary", Location(path), hint=f"glossaries are {known}"
        )
    problems = Problems(path)
    entries = reader.read(path, source, problems)
    check_entries(entries, problems)
    problems.raise_any()
    return Glossary(tuple(entries))


def glossary_beside(script: Path, source: str) -> Glossary:
    """The glossary in the folder of ``script``, empty where there is none.

    Raises InvalidInput for two glossaries, and as ``read_glossary`` does.
    """
    # Most projects have none, and looking for the formats that are installed takes a while.
    named = [path for path in sorted(script.parent.glob(f"{STEM}.*")) if path.is_file()]
    if not named:
        return Glossary()
    known = {suffix for format_ in _formats() for suffix in format_.suffixes}
    there = [path for path in named if path.suffix in known]
    if not there:
        return Glossary()
    if len(there) > 1:
        names = " and ".join(path.name for path in there)
        raise InvalidInput(f"there are two glossaries, {names}", Location(there[0]))
    return read_glossary(there[0], source)


def _formats() -> list[GlossaryFormat]:
    return [plugins.load(GROUP, name)() for name in plugins.names(GROUP)]
