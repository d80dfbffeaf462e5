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
    str | None,
    typer.Option(
        "--langs",
        "-l",
        metavar="TAGS",
        help="BCP-47 tags, comma-separated: fr,es-MX,de. @NAME is a market list of locvid.yaml.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Where films go. Default: out."),
]
Profile = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="Delivery profile instead of the script's."),
]
Generator = Annotated[
    str | None,
    typer.Option("--generator", metavar="NAME", help="Who performs the shots. Default: studio."),
]
Seed = Annotated[int, typer.Option("--seed", help="Another number gives other takes.")]
ProjectSeed = Annotated[
    int | None, typer.Option("--seed", help="Another number gives other takes. Default: 0.")
]
Stems = Annotated[
    bool | None,
    typer.Option("--stems/--no-stems", help="Also write dialogue, effects and ambience as WAV."),
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        "--shot",
        metavar="SHOTS",
        help="Shots to make, comma-separated. They are joined to the film where all its other "
        "shots are made, else to a film of their own.",
    ),
]
Changed = Annotated[
    bool, typer.Option("--changed", help="Leave out films that are made and unchanged.")
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
CacheLimit = Annotated[
    str | None,
    typer.Option("--cache-limit", metavar="SIZE", help="How much the cache may hold: 20GB."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, to stdout.")]


def tags(written: str | None) -> tuple[str, ...]:
    """The words in a list separated by commas or spaces; none where there is no list."""
    return tuple((written or "").replace(",", " ").split())


def size(written: str | None) -> int | None:
    """Bytes of ``20GB``; None where nothing is written."""
    from locvid.run.sizes import bytes_of

    if written is None:
        return None
    try:
        return bytes_of(written)
    except ValueError as error:
        raise typer.BadParameter(f"{error}") from error
