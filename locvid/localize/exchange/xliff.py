"""XLIFF 1.2 (http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from locvid.documents.problems import Problems, shown
from locvid.documents.xml import parse_xml, xml_safe
from locvid.localize.exchange.base import Batch, Budget, State, Unit, pieces
from locvid.model.errors import InvalidInput, Location

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_N = f"{{{NAMESPACE}}}"

_STATES = {
    State.NEW: "new",
    State.TRANSLATED: "translated",
    State.NEEDS_REVIEW: "needs-review-translation",
    State.REVIEWED: "final",
}
# What other tools write; section 2.3 "state". Without a state, a target is a translation.
_MEANT = {text: state for state, text in _STATES.items()} | {
    "signed-off": State.REVIEWED,
    "needs-translation": State.NEW,
    "needs-adaptation": State.NEEDS_REVIEW,
    "needs-l10n": State.NEEDS_REVIEW,
    "needs-review-adaptation": State.NEEDS_REVIEW,
    "needs-review-l10n": State.NEEDS_REVIEW,
}


class Xliff:
    """Writes and reads ``.xlf``; the version that most tools know."""

    suffix = ".xlf"

    def recognises(self, path: Path, beginning: bytes) -> bool:
        """XLIFF of any version but 2."""
        named = path.suffix.lower() in (".xlf", ".xliff")
        return named and b"xliff:document:2" not in beginning

    def write(self, batch: Batch) -> bytes:
        """The file, one ``trans-unit`` per line."""
        from lxml import etree

        root = etree.Element(f"{_N}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
        file = etree.SubElement(
            root,
            f"{_N}file",
            {
                "original": xml_safe(batch.script),
                "source-language": batch.source,
                "target-language": batch.target,
                "datatype": "plaintext",
            },
        )
        body = etree.SubElement(file, f"{_N}body")
        for unit in batch.units:
            body.append(_element(unit))
        return serialized(root)

    def read(self, path: Path) -> Batch:
        """Raises InvalidInput with every problem."""
        root = parse_xml(path)
        files = root.findall(f"{_N}file")
        if root.tag != f"{_N}xliff" or len(files) != 1:
            raise InvalidInput(
                "this is not an XLIFF 1.2 document with one file in it", Location(path, 1)
            )
        problems = Problems(path)
        file = files[0]
        for name in ("original", "source-language", "target-language"):
            if not file.get(name):
                problems.add(f"<file> has no '{name}'", file.sourceline)
        units = tuple(_unit(node, problems) for node in file.iter(f"{_N}trans-unit"))
        problems.raise_any()
        languages = file.get("source-language"), file.get("target-language")
        return Batch(file.get("original"), *languages, units)


def _element(unit: Unit) -> Any:
    from lxml import etree

    node = etree.Element(f"{_N}trans-unit", {"id": xml_safe(unit.id)})
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if unit.budget:
        node.set("maxwidth", str(unit.budget.characters))
        node.set("size-unit", "char")
    if unit.state is State.REVIEWED:
        node.set("approved", "yes")
    source = etree.SubElement(node, f"{_N}source")
    put_pieces(source, unit, lambda: etree.SubElement(source, f"{_N}mrk", {"mtype": "protected"}))
    if unit.target or unit.state is not State.NEW:
        target = etree.SubElement(node, f"{_N}target", {"state": _STATES[unit.state]})
        target.text = xml_safe(unit.target)
    notes = {
        "speaker": unit.speaker,
        "context": unit.context,
        "picture": unit.picture,
        "budget": str(unit.budget or ""),
    }
    for name, text in notes.items():
        if text:
            note = etree.SubElement(node, f"{_N}note", {"from": f"locvid {name}"})
            note.text = xml_safe(text)
    return node


def put_pieces(source: Any, unit: Unit, mark: Any) -> None:
    """Fill a ``source`` element; ``mark`` makes the element for words that stay as they are."""
    last = None
    for text, stays in pieces(unit.source, unit.protected):
        if stays:
            last = mark()
            last.text = xml_safe(text)
        elif last is None:
            source.text = xml_safe(text)
        else:
            last.tail = xml_safe(text)


def serialized(root: Any) -> bytes:
    """The document, indented; white space between words that go to translators stays as it is."""
    from lxml import etree

    def indent(node: Any, margin: str) -> None:
        if len(node) and etree.QName(node).localname not in ("source", "target"):
            node.text = margin + "  "
            for child in node:
                indent(child, margin + "  ")
                child.tail = margin + "  "
            node[-1].tail = margin

    indent(root, "\n")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def _unit(node: Any, problems: Problems) -> Unit:
    source, target = node.find(f"{_N}source"), node.find(f"{_N}target")
    if not node.get("id") or source is None:
        problems.add("a <trans-unit> needs an 'id' and a <source>", node.sourceline)
        return Unit("", "")
    words = "".join(target.itertext()) if target is not None else ""
    notes = {note.get("from"): note.text or "" for note in node.iter(f"{_N}note")}
    written = target.get("state") if target is not None else None
    if written is not None and written not in _MEANT and not written.startswith("x-"):
        problems.add(f"there is no state '{shown(written)}'", target.sourceline)
    usual = State.NEW
    if words.strip():
        usual = State.REVIEWED if node.get("approved") == "yes" else State.TRANSLATED
    return Unit(
        id=node.get("id"),
        source="".join(source.itertext()),
        target=words,
        state=_MEANT.get(written or "", usual),
        speaker=notes.get("locvid speaker", ""),
        context=notes.get("locvid context", ""),
        picture=notes.get("locvid picture", ""),
        budget=Budget.parse(notes.get("locvid budget", "")),
        protected=tuple(
            dict.fromkeys(
                "".join(mark.itertext())
                for mark in source.iter(f"{_N}mrk")
                if mark.get("mtype") == "protected"
            )
        ),
        line=node.sourceline,
    )
