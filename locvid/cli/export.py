"""``locvid export``: a script for translators, in the format of their tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def export(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="The script.")],
    langs: options.Languages,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="xliff, xliff2, po, csv or docx.")
    ] = "xliff",
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Draw a picture of each shot.")
    ] = True,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FOLDER", help="Default: translations, beside the script."
        ),
    ] = None,
) -> ExitCode:
    """Write a script for translators: one file per language.

    Each line comes with its speaker, the time and the syllables it has, the characters its
    captions hold, a picture of its shot, and the words that stay as they are. Import puts the
    work back.
    """
    from locvid.run.sending import export as write

    environment: Environment = context.obj
    if not options.tags(langs):
        raise typer.BadParameter("say which languages it goes into: --langs fr,de")
    path = environment.folder / script
    folder = environment.folder / out if out else path.parent / "translations"
    for file in write(path, options.tags(langs), format_, folder, pictures):
        print(file, file=environment.stdout)
    return ExitCode.OK
