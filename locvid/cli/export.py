"""``locvid export``: a script for translators, in the format of their tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode


def export(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="The script.")],
    langs: options.Languages = None,
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
    profile: options.Profile = None,
) -> ExitCode:
    """Write a script for translators: one file per language.

    Each line comes with its speaker, the time and the syllables it has, the characters its
    captions hold, a picture of its shot, and the words that stay as they are. Import puts the
    work back. What is not said here is taken from the project's locvid.yaml.
    """
    from locvid.run.direction import open_project
    from locvid.run.sending import export as write
    from locvid.run.translation import without_source

    environment: Environment = context.obj
    asked = options.tags(langs)
    flags = {"languages": asked or None, "profile": profile}
    settings = settled(environment, flags, (script,)).settings
    path = environment.folder / script
    folder = environment.folder / out if out else path.parent / "translations"
    project = open_project(path, settings.profile, settings.presets, words=settings.words)
    wanted = settings.languages
    if not asked:
        wanted = without_source(wanted, project.script)
    if not wanted:
        raise typer.BadParameter("say which languages it goes into: --langs fr,de")
    for file in write(project, wanted, format_, folder, pictures):
        print(file, file=environment.stdout)
    return ExitCode.OK
