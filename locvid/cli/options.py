"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[SCRIPT]...",
        help="Scripts, or folders that hold some. Default: the current folder.",
        show_default=False,
    ),
]
Languages = Annotated[
    str,
    typer.Option(
        "--langs", "-l", metavar="TAGS", help="BCP-47 tags, comma-separated: fr,es-MX,de."
    ),
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where films go.")]
Profile = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="Delivery profile instead of the script's."),
]
Generator = Annotated[
    str, typer.Option("--generator", metavar="NAME", help="Who performs the shots.")
]
Seed = Annotated[int, typer.Option("--seed", help="Another number gives other takes.")]
Stems = Annotated[
    bool, typer.Option("--stems", help="Also write dialogue, effects and ambience as WAV.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Shots at a time. Default: one per processor."),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache", metavar="FOLDER", help="Where finished shots are kept. Default: $LOCVID_CACHE."
    ),
]
AllowStale = Annotated[
    bool,
    typer.Option("--allow-stale", help="Take translations whose source has changed since."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
Aligners = Annotated[
    str,
    typer.Option(
        "--aligner", metavar="NAMES", help="Who finds the words in the sound, comma-separated."
    ),
]
Recognise = Annotated[
    bool,
    typer.Option("--recognise", help="Also read what is said and compare it with the text (slow)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, to stdout.")]


RECOGNISER = "whisper"
"""Who reads what is said."""


def tags(written: str) -> tuple[str, ...]:
    """The tags or names in a list separated by commas or spaces."""
    return tuple(written.replace(",", " ").split())
