"""``locvid schema``: the JSON Schema of a script, for editors."""

from __future__ import annotations

import typer

from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def schema(context: typer.Context) -> ExitCode:
    """Print the JSON Schema of a script.

    Editors complete and check scripts with it.
    """
    import json

    from locvid.script.schema import json_schema

    environment: Environment = context.obj
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2), file=environment.stdout)
    return ExitCode.OK
