"""What tells people and machines that a film was made by a computer.

Three places: the comment that players show, a line ``ai_generated=true`` with the IPTC term in the
description, and the XMP packet where the IPTC standard puts that term. These are always there; what
can be turned off is in ``locvid.deliver.marking``.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from unicodedata import category

from locvid.deliver.marking.source_type import SourceType
from locvid.media.xmp import BOX

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   <Iptc4xmpExt:DigitalSourceType>{source_type}</Iptc4xmpExt:DigitalSourceType>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_NOT_IN_A_LINE = ("Cc", "Cs", "Zl", "Zp")
"""Unicode categories: control, half a character, ends of lines and paragraphs."""

_NOT_IN_XML = {0xFFFE: " ", 0xFFFF: " "}
"""The only others that XML 1.0 does not allow (W3C, 2.2)."""


def tags(title: str, source_tag: str, locale_tag: str, source_type: SourceType) -> dict[str, str]:
    """Global tags of the film, under the names that ffmpeg gives them in mp4."""
    return {
        "title": printable(title),
        "comment": "AI-generated",
        "description": (
            f"AI-generated: picture, voice and sound were made by locvid. ai_generated=true; "
            f"digitalSourceType={source_type.uri}; source={source_tag}; locale={locale_tag}"
        ),
    }


def append_xmp(film: Path, title: str, locale_tag: str, source_type: SourceType) -> None:
    """Append the XMP packet to an mp4 as its last box, where it moves no other."""
    packet = xmp_packet(title, locale_tag, source_type)
    size = 8 + 16 + len(packet)
    with film.open("ab") as file:
        file.write(size.to_bytes(4, "big") + b"uuid" + BOX.bytes + packet)


def xmp_packet(title: str, locale_tag: str, source_type: SourceType) -> bytes:
    """What XMP says of a film, and of pictures taken from it."""
    return _PACKET.format(
        source_type=source_type.uri,
        title=escape(printable(title), quote=False),
        language=escape(locale_tag),
    ).encode()


def printable(text: str) -> str:
    """Without control characters, which neither XML nor a command line takes.

    What joins letters stays: Persian, Hindi and emoji are written with it.
    """
    return "".join(" " if category(sign) in _NOT_IN_A_LINE else sign for sign in text).translate(
        _NOT_IN_XML
    )
