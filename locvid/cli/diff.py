"""``locvid diff``: what changed between two manifests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def diff(
    context: typer.Context,
    before: Annotated[Path, typer.Argument(metavar="MANIFEST", help="The .json beside a film.")],
    after: Annotated[Path, typer.Argument(metavar="MANIFEST", help="Another one.")],
    json: options.AsJson = False,
) -> ExitCode:
    """Show what changed from one manifest to another.

    Words, delivery, presets, versions, and what came out of them. Ends with 0 either way.
    """
    from locvid.report import changes as as_report
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.run.comparison import compare, read_manifest

    environment: Environment = context.obj
    old, new = (read_manifest(environment.folder / each) for each in (before, after))
    changed = compare(old, new)
    if json:
        print(as_json.text(as_report.as_data(changed)), file=environment.stdout)
    elif changed:
        shown = as_report.as_table(changed)
        table.show(shown, environment.stdout, environment.colour_of_results)
    else:
        print("Nothing changed.", file=environment.stdout)
    return ExitCode.OK
