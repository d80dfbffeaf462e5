"""``locvid doctor``: what can be used on this machine, what cannot, and how to get it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode, InvalidInput


def doctor(
    context: typer.Context,
    generator: Annotated[
        str | None,
        typer.Option("--generator", metavar="NAME", help="Examine what this generator needs."),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option("--model", metavar="FOLDER", help="Its weights. Else: $LOCVID_MODEL."),
    ] = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Show what can be used here, and how to get the rest.

    Ends with 4 where something is missing that a plain `render`, or the generator, needs.
    """
    from locvid.presets.library import PresetLibrary
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.run.doctor import examine
    from locvid.run.examining import examine_generator

    environment: Environment = context.obj
    if generator is None:
        if model is not None:
            raise InvalidInput("say which --generator the --model is for")
        found = examine()
    else:
        folder = environment.folder / model if model else None
        library = PresetLibrary(environment.folder)
        found = examine_generator(generator, library, environment.variables, folder)
    missing = [part.name for part in found if part.needed and not part.availability.ok]
    if json:
        print(as_json.text(as_json.findings(found)), file=environment.stdout)
    else:
        table.show(table.findings(found), environment.stdout, environment.colour_of_results)
    if missing:
        boundary.say_error(f"rendering is not possible without {', '.join(missing)}", environment)
        return ExitCode.MISSING
    return ExitCode.OK
