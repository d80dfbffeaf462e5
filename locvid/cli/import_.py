"""``locvid import``: puts what translators did into the script."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="What export wrote, translated.")
    ],
    script: Annotated[
        Path | None,
        typer.Option(
            "--script", "-s", metavar="SCRIPT", help="Default: as the files say, found near them."
        ),
    ] = None,
) -> ExitCode:
    """Put translations into their script.

    It keeps its comments and order. Nothing is changed unless every file is right.
    """
    from locvid.run.receiving import import_files

    environment: Environment = context.obj
    target = environment.folder / script if script else None
    words = settled(environment, {}, (script,) if script else files).settings.words
    for done in import_files([environment.folder / file for file in files], target, words):
        for warning in done.warnings:
            boundary.warn(warning, environment)
        print(
            f"{done.script}: [{done.tag}] {done.changed} changed, {done.unchanged} as they were, "
            f"{done.untranslated} not translated",
            file=environment.stdout,
        )
    return ExitCode.OK
