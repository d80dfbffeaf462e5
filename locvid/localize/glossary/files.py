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
    formats = [(name, _load(name)) for name in plugins.names(GROUP)]
    found = [
        (script.with_name(f"{STEM}{suffix}"), format_)
        for _, format_ in formats
        for suffix in format_.suffixes
    ]
    there = [(path, format_) for path, format_ in found if path.exists()]
    if not there:
        return Glossary()
    if len(there) > 1:
        names = " and ".join(path.name for path, _ in there)
        raise InvalidInput(f"there are two glossaries, {names}", Location(there[0][0]))
    path, format_ = there[0]
    problems = Problems(path)
    entries = format_.read(path, source, problems)
    check_entries(entries, problems)
    problems.raise_any()
    return Glossary(tuple(entries))


def _load(name: str) -> GlossaryFormat:
    loaded: GlossaryFormat = plugins.load(GROUP, name)()
    return loaded
