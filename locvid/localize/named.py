"""The glossary and the lexicon of a script: as it says, as its project says, or beside it."""

from __future__ import annotations

from locvid.localize.glossary.base import Glossary
from locvid.localize.glossary.files import glossary_beside, read_glossary
from locvid.localize.lexicon import Lexicon, lexicon_beside, read_lexicon
from locvid.model.script import Script
from locvid.model.word_files import NONE_NAMED, WordFiles


def named_glossary(script: Script, named: WordFiles = NONE_NAMED) -> Glossary:
    """The glossary that holds for ``script``, empty without any; raises InvalidInput."""
    file = script.location.file
    path = file.parent / script.glossary.file if script.glossary else named.glossary
    if path is None:
        return glossary_beside(file, script.source)
    return read_glossary(path, script.source)


def named_lexicon(script: Script, named: WordFiles = NONE_NAMED) -> Lexicon:
    """The lexicon that holds for ``script``, empty without any; raises InvalidInput."""
    file = script.location.file
    path = file.parent / script.lexicon.file if script.lexicon else named.lexicon
    return lexicon_beside(file) if path is None else read_lexicon(path)
