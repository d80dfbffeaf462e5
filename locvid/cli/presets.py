"""``locvid presets``: the presets there are, and what is in one."""

from __future__ import annotations

from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def presets(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="Such as voices.", show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One preset.", show_default=False)
    ] = None,
    json: options.AsJson = False,
) -> ExitCode:
    """List the presets, those of one kind, or show one."""
    from locvid.presets.library import KINDS, PresetLibrary
    from locvid.report import json as as_json
    from locvid.report import table

    environment: Environment = context.obj
    library = PresetLibrary(environment.folder)
    if kind is not None and name is not None:
        preset = library.get(kind, name)
        if json:
            print(as_json.text(as_json.preset(preset)), file=environment.stdout)
        else:
            print(f"# {preset.location}", file=environment.stdout)
            print(preset.location.file.read_text("utf-8").rstrip(), file=environment.stdout)
        return ExitCode.OK
    listed = {
        each: [library.get(each, own) for own in library.names(each)]
        for each in (KINDS if kind is None else (kind,))
    }
    if json:
        print(as_json.text(as_json.presets(listed)), file=environment.stdout)
    else:
        table.show(table.presets(listed), environment.stdout, environment.colour_of_results)
    return ExitCode.OK
