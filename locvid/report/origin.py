"""What was found of a file's origin, in sentences for people."""

from __future__ import annotations

from locvid.model.marking import Marks, Signature, SoundMark


def lines(marks: Marks) -> tuple[str, ...]:
    """One line for each kind of mark, found or not."""
    signed = marks.signature
    said = signed.source_type if signed is not None and signed.source_type else marks.source_type
    return (
        f"signature    {_signature(signed)}",
        f"source type  {said or 'none'}",
        f"watermark    {_sound(marks.sound)}",
    )


def _signature(found: Signature | None) -> str:
    if found is None:
        return "none"
    if found.state == "invalid":
        return f"C2PA, does not hold: {'; '.join(found.problems) or 'the manifest is damaged'}"
    if found.development:
        return f"C2PA, valid: the file is unchanged; signed with the {found.signer}"
    vouched = "" if found.state == "trusted" else ", for whom no list here vouches"
    return f"C2PA, {found.state}: the file is unchanged; signed by {found.signer}{vouched}"


def _sound(found: SoundMark | None) -> str:
    if found is None:
        return "none"
    read = (
        f"of locvid, film {found.identifier}"
        if found.identifier is not None
        else "of locvid, too damaged to say of which film"
    )
    return f"{read} ({found.strength} standard deviations)"
