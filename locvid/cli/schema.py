"""``locvid schema``: the JSON Schema of a script, for editors, or that of results, for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def schema(
    context: typer.Context,
    results: Annotated[
        bool,
        typer.Option("--results", help="That of render --json and --report json instead."),
    ] = False,
) -> ExitCode:
    """Print the JSON Schema of a script.

    Editors complete and check scripts with it.
    """
    import json

    if results:
        from locvid.report.results_json import schema as wanted
    else:
        from locvid.script.schema import json_schema as wanted

    environment: Environment = context.obj
    print(json.dumps(wanted(), ensure_ascii=False, indent=2), file=environment.stdout)
    return ExitCode.OK
