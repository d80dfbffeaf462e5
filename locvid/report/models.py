"""Models and their weights, as a table, as text and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from locvid.report.table import plain_table
from locvid.run.models import Known


def table(listed: Sequence[Known]) -> Table:
    """One row per checkpoint."""
    made = plain_table("name", "model", "state", "size", "licence", "from")
    for each in listed:
        cells = (
            each.checkpoint.name,
            each.family.title,
            state(each),
            size(each),
            each.family.licence.name if each.family.licence else "",
            each.checkpoint.repository,
        )
        made.add_row(*cells)
    return made


def text(shown: Known) -> str:
    """Everything about one checkpoint."""
    family, weights = shown.family, shown.weights
    lines = [
        f"{shown.checkpoint.name}: {family.title} by {family.maker}",
        f"  state     {state(shown)}",
        f"  size      {size(shown)}",
        f"  folder    {weights.folder or '–'}",
        f"  from      {shown.checkpoint.repository}"
        + (" (log in and agree to its terms first)" if shown.checkpoint.gated else ""),
    ]
    if family.licence:
        lines.append(f"  licence   {family.licence.name}: {family.licence.terms}")
        lines.append(f"            {family.licence.url}")
    if family.vram_gb:
        lines.append(f"  needs     {family.vram_gb:g} GB of graphics memory at least")
    if family.ram_gb:
        lines.append(f"            {family.ram_gb:g} GB of memory")
    lines += [f"  missing   {name}" for name in weights.missing]
    lines += [f"  broken    {name}" for name in weights.broken]
    lines += [f"  file      {file.bytes / 1e9:9.3f} GB  {file.name}" for file in weights.files]
    return "\n".join(lines)


def state(shown: Known) -> str:
    """In a word or two: here, incomplete, or not here."""
    if shown.weights.folder is None:
        return "not here"
    return "here" if shown.weights.complete else "incomplete"


def size(shown: Known) -> str:
    """What is there, or about what there would be."""
    if shown.weights.folder is None:
        return f"about {shown.checkpoint.about_gb:g} GB"
    return f"{shown.weights.bytes / 1e9:.1f} GB"


def data(listed: Sequence[Known]) -> dict[str, Any]:
    """For JSON."""
    return {"models": [_one(each) for each in listed]}


def _one(shown: Known) -> dict[str, Any]:
    family, weights, licence = shown.family, shown.weights, shown.family.licence
    return {
        "name": shown.checkpoint.name,
        "family": family.name,
        "title": family.title,
        "state": state(shown),
        "folder": str(weights.folder) if weights.folder else None,
        "bytes": weights.bytes,
        "about_gb": shown.checkpoint.about_gb,
        "repository": shown.checkpoint.repository,
        "gated": shown.checkpoint.gated,
        "licence": None
        if licence is None
        else {
            "name": licence.name,
            "url": licence.url,
            "terms": licence.terms,
            "excluded": list(licence.excluded),
            "must_accept": licence.must_accept,
        },
        "vram_gb": family.vram_gb,
        "ram_gb": family.ram_gb,
        "missing": list(weights.missing),
        "broken": list(weights.broken),
        "files": [{"name": file.name, "bytes": file.bytes} for file in weights.files],
    }
