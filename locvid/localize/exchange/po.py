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
                    msgid=unit.source,
                    msgstr=unit.target,
                    comment="\n".join(written),
                    flags=["fuzzy"] if unit.state is State.NEEDS_REVIEW else [],
                )
            )
        return (str(file).rstrip("\n") + "\n").encode()

    def read(self, path: Path) -> Batch:
        """Raises InvalidInput with every problem."""
        import polib

        text = read_text(path)
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
    rows = (row.partition(": ") for row in entry.comment.split("\n"))
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
        source=entry.msgid,
        target=entry.msgstr,
        state=state,
        speaker=comments.get("speaker", ""),
        context=comments.get("context", ""),
        budget=Budget.parse(comments.get("budget", "")),
        picture=comments.get("picture", ""),
        protected=tuple(filter(None, comments.get("keep", "").split(_SEPARATOR))),
        line=entry.linenum,
    )
