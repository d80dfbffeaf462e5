"""``locvid init``: a project to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode, InvalidInput


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where. Default: the current folder.")
    ] = Path(),
) -> ExitCode:
    """Write a project to start from.

    A script in three languages and a place for presets. Overwrites nothing.
    """
    from locvid.script.starter import write_starter

    environment: Environment = context.obj
    if folder.suffix in (".yaml", ".yml"):
        raise InvalidInput(
            f"'{folder}' would be a folder, not a script",
            hint="name the project's folder: its script will be script.yaml",
        )
    for path in write_starter(environment.folder / folder):
        print(path, file=environment.stdout)
    return ExitCode.OK
