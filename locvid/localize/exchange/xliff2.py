"""XLIFF 2.0 (http://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html).

Character limits use its Size and Length Restriction module.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from locvid.documents.problems import Problems, shown
from locvid.documents.xml import parse_xml, xml_safe
from locvid.localize.exchange.base import Batch, Budget, State, Unit
from locvid.localize.exchange.xliff import put_pieces, serialized
from locvid.model.errors import InvalidInput, Location

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_N, _S = f"{{{NAMESPACE}}}", f"{{{SIZES}}}"
_NEEDS_REVIEW = "locvid:needs-review"
_STATES = {
    State.NEW: "initial",
    State.TRANSLATED: "translated",
    State.NEEDS_REVIEW: "translated",
    State.REVIEWED: "final",
}
_MEANT = {
    "initial": State.NEW,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "final": State.REVIEWED,
}


class Xliff2:
    """Writes and reads XLIFF 2."""

    suffix = ".xliff"

    def recognises(self, path: Path, beginning: bytes) -> bool:
        """XLIFF that names the namespace of version 2."""
        named = path.suffix.lower() in (".xlf", ".xliff")
        return named and b"xliff:document:2" in beginning

    def write(self, batch: Batch) -> bytes:
        """The file, one ``unit`` of one ``segment`` per line."""
        from lxml import etree

        root = etree.Element(
            f"{_N}xliff",
            {"version": "2.0", "srcLang": batch.source, "trgLang": batch.target},
            nsmap={None: NAMESPACE, "slr": SIZES},
        )
        file = etree.SubElement(root, f"{_N}file", {"id": "f1", "original": xml_safe(batch.script)})
        etree.SubElement(file, f"{_S}profiles", {"generalProfile": "xliff:codepoints"})
        for number, unit in enumerate(batch.units, start=1):
            file.append(_element(unit, number))
        return serialized(root)

    def read(self, path: Path) -> Batch:
        """Raises InvalidInput with every problem."""
        root = parse_xml(path)
        files = root.findall(f"{_N}file")
        if root.tag != f"{_N}xliff" or len(files) != 1:
            raise InvalidInput(
                "this is not an XLIFF 2.0 document with one file in it", Location(path, 1)
            )
        problems = Problems(path)
        for name in ("srcLang", "trgLang"):
            if not root.get(name):
                problems.add(f"<xliff> has no '{name}'", root.sourceline)
        if not files[0].get("original"):
            problems.add("<file> has no 'original'", files[0].sourceline)
        units = tuple(_unit(node, problems) for node in files[0].iter(f"{_N}unit"))
        problems.raise_any()
        return Batch(files[0].get("original"), root.get("srcLang"), root.get("trgLang"), units)


def _element(unit: Unit, number: int) -> Any:
    from lxml import etree

    # A unit's id may have no slash; its name may be anything.
    node = etree.Element(f"{_N}unit", {"id": f"u{number}", "name": xml_safe(unit.id)})
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if unit.budget:
        node.set(f"{_S}sizeRestriction", str(unit.budget.characters))
    texts = {
        "speaker": unit.speaker,
        "context": unit.context,
        "picture": unit.picture,
        "budget": str(unit.budget or ""),
    }
    if any(texts.values()):
        notes = etree.SubElement(node, f"{_N}notes")
        for name, text in texts.items():
            if text:
                etree.SubElement(notes, f"{_N}note", {"category": name}).text = xml_safe(text)
    segment = etree.SubElement(node, f"{_N}segment", {"state": _STATES[unit.state]})
    if unit.state is State.NEEDS_REVIEW:
        segment.set("subState", _NEEDS_REVIEW)
    source = etree.SubElement(segment, f"{_N}source")
    marks = iter(range(1, len(unit.source) + 1))
    put_pieces(
        source,
        unit,
        lambda: etree.SubElement(source, f"{_N}mrk", {"id": f"m{next(marks)}", "translate": "no"}),
    )
    if unit.target or unit.state is not State.NEW:
        etree.SubElement(segment, f"{_N}target").text = xml_safe(unit.target)
    return node


def _unit(node: Any, problems: Problems) -> Unit:
    segments = node.findall(f"{_N}segment")
    id_ = node.get("name") or node.get("id")
    if not id_ or not segments or any(each.find(f"{_N}source") is None for each in segments):
        problems.add("a <unit> needs a 'name' and a <segment> with a <source>", node.sourceline)
        return Unit("", "")
    # Tools may split a unit into segments, with ignorable white space between.
    parts = [part for part in node if part.tag in (f"{_N}segment", f"{_N}ignorable")]
    target = "".join(_words(part, "target") or _gap(part) for part in parts)
    for segment in segments:
        if segment.get("state", "initial") not in _MEANT:
            problems.add(f"there is no state '{shown(segment.get('state'))}'", segment.sourceline)
    notes = {note.get("category"): note.text or "" for note in node.iter(f"{_N}note")}
    return Unit(
        id=id_,
        source="".join(_words(part, "source") for part in parts),
        target=target,
        state=_state(segments, target),
        speaker=notes.get("speaker", ""),
        context=notes.get("context", ""),
        picture=notes.get("picture", ""),
        budget=Budget.parse(notes.get("budget", "")),
        protected=tuple(
            dict.fromkeys(
                "".join(mark.itertext())
                for segment in segments
                for mark in segment.find(f"{_N}source").iter(f"{_N}mrk")
                if mark.get("translate") == "no"
            )
        ),
        line=node.sourceline,
    )


def _state(segments: list[Any], target: str) -> State:
    """That of the segment that is least far."""
    if any(segment.get("subState") == _NEEDS_REVIEW for segment in segments):
        return State.NEEDS_REVIEW
    order = (State.NEW, State.TRANSLATED, State.REVIEWED)
    states = [_MEANT.get(segment.get("state", "initial"), State.NEW) for segment in segments]
    least = min(states, key=order.index)
    return State.TRANSLATED if least is State.NEW and target.strip() else least


def _words(part: Any, name: str) -> str:
    node = part.find(f"{_N}{name}")
    return "".join(node.itertext()) if node is not None else ""


def _gap(part: Any) -> str:
    """White space between segments that was not copied into the target."""
    return _words(part, "source") if part.tag == f"{_N}ignorable" else ""
