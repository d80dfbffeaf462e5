"""Gettext PO (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html).

The line's id is the context; speaker, budget and protected words are extracted comments.
"""

from __future__ import annotations

import re
from pathlib import Path

from locvid.documents.problems import Problems
from locvid.documents.source import read_text
from locvid.localize.exchange.base import Batch, Budget, State, Unit
from locvid.model.errors import InvalidInput, Location

_SCRIPT, _SOURCE = "X-Locvid-Script", "X-Source-Language"
_SEPARATOR = " ¦ "
_BREAKS = "\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = {ord(sign): 0x10FF00 + number for number, sign in enumerate(_BREAKS)}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
"""polib takes what Python calls a line break for one, and loses the rows that it then sees; in a
PO file only the line feed is. Characters for private use stand in for the others within polib."""


class Po:
    """Writes and reads ``.po``; a translation that needs review is fuzzy."""

    suffix = ".po"

    def recognises(self, path: Path, beginning: bytes) -> bool:
        """By the suffix."""
        return path.suffix.lower() == ".po"

    def write(self, batch: Batch) -> bytes:
        """The file, one message per line."""
        import polib

        file = polib.POFile(wrapwidth=0)
        file.metadata = {
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": batch.target.replace("-", "_"),
            _SOURCE: batch.source,
            _SCRIPT: batch.script,
        }
        for unit in batch.units:
            comments = {
                "speaker": unit.speaker,
                "context": unit.context,
                "picture": unit.picture,
                "budget": str(unit.budget or ""),
                "keep": _SEPARATOR.join(unit.protected),
                "state": unit.state.value,
            }
            written = [f"{name}: {text}" for name, text in comments.items() if text]
            file.append(
                polib.POEntry(
                    msgctxt=unit.id,
                    msgid=unit.source.translate(_HIDDEN),
                    msgstr=unit.target.translate(_HIDDEN),
                    comment="\n".join(written).translate(_HIDDEN),
                    flags=["fuzzy"] if unit.state is State.NEEDS_REVIEW else [],
                )
            )
        return (str(file).translate(_SHOWN).rstrip("\n") + "\n").encode()

    def read(self, path: Path) -> Batch:
        """Raises InvalidInput with every problem."""
        import polib

        text = read_text(path).translate(_HIDDEN)
        try:
            # With a line break it cannot be taken for the name of a file.
            file = polib.pofile(text + "\n", wrapwidth=0)
        except (OSError, ValueError, IndexError) as error:
            line = re.search(r"line (\d+)", str(error))
            raise InvalidInput(
                "this is not a valid PO file", Location(path, int(line[1]) if line else 1)
            ) from error
        problems = Problems(path)
        for key in ("Language", _SOURCE, _SCRIPT):
            if not file.metadata.get(key):
                problems.add(f"the header has no '{key}'", 1)
        units = tuple(_unit(entry, problems) for entry in file if not entry.obsolete)
        problems.raise_any()
        target = file.metadata["Language"].replace("_", "-")
        return Batch(file.metadata[_SCRIPT], file.metadata[_SOURCE], target, units)


def _unit(entry: object, problems: Problems) -> Unit:
    import polib

    assert isinstance(entry, polib.POEntry)
    if not entry.msgctxt:
        problems.add("the message has no msgctxt, which says what line it is", entry.linenum or 1)
        return Unit("", "")
    rows = (row.partition(": ") for row in entry.comment.translate(_SHOWN).split("\n"))
    comments = {name: text for name, _, text in rows}
    # A tool that clears or sets the mark does not know of the comment.
    if "fuzzy" in entry.flags:
        state = State.NEEDS_REVIEW
    elif not entry.msgstr.strip():
        state = State.NEW
    else:
        reviewed = comments.get("state") == State.REVIEWED
        state = State.REVIEWED if reviewed else State.TRANSLATED
    return Unit(
        id=entry.msgctxt,
        source=entry.msgid.translate(_SHOWN),
        target=entry.msgstr.translate(_SHOWN),
        state=state,
        speaker=comments.get("speaker", ""),
        context=comments.get("context", ""),
        budget=Budget.parse(comments.get("budget", "")),
        picture=comments.get("picture", ""),
        protected=tuple(filter(None, comments.get("keep", "").split(_SEPARATOR))),
        line=entry.linenum,
    )
