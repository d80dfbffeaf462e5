"""``locvid config``: the settings of a project, and where each of them comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode, InvalidInput


def config(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="The project.", show_default=False),
    ] = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Show every setting, its value, and where it comes from.

    Flags count most, then variables LOCVID_…, then locvid.yaml, then defaults.
    """
    from locvid.report import json as as_json
    from locvid.report import settings as as_report
    from locvid.report import table

    environment: Environment = context.obj
    if folder is not None and not (environment.folder / folder).exists():
        raise InvalidInput(f"there is no folder '{folder}'")
    resolved = settled(environment, {}, (folder,) if folder else ())
    if json:
        print(as_json.text(as_report.as_data(resolved)), file=environment.stdout)
    else:
        table.show(
            as_report.as_table(resolved, environment.folder),
            environment.stdout,
            environment.colour_of_results,
        )
    return ExitCode.OK
