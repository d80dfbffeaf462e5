"""``locvid doctor``: what can be used on this machine, what cannot, and how to get it."""

from __future__ import annotations

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def doctor(context: typer.Context, json: options.AsJson = False) -> ExitCode:
    """Show what can be used here, and how to get the rest.

    Ends with 4 where something is missing that a plain `render` needs.
    """
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.run.doctor import examine

    environment: Environment = context.obj
    found = examine()
    missing = [part.name for part in found if part.needed and not part.availability.ok]
    if json:
        print(as_json.text(as_json.findings(found)), file=environment.stdout)
    else:
        table.show(table.findings(found), environment.stdout, environment.colour_of_results)
    if missing:
        boundary.say_error(f"rendering is not possible without {', '.join(missing)}", environment)
        return ExitCode.MISSING
    return ExitCode.OK
