"""``locvid convert``: a script of any format as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def convert(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(metavar="FILE", help="The script, in any format.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where it goes. Default: stdout."),
    ] = None,
    force: options.Force = False,
) -> ExitCode:
    """Turn a script of any format into YAML.

    Reads Markdown, Fountain, SRT, VTT, DOCX and CSV. Shots, speech, sounds and cameras are
    kept; notes to people and the times of subtitles are not.
    """
    from locvid.script.reading import read_script
    from locvid.script.write import write_new, yaml_text

    environment: Environment = context.obj
    text = yaml_text(read_script(environment.folder / script))
    if out is None:
        print(text, end="", file=environment.stdout)
        return ExitCode.OK
    write_new(text, environment.folder / out, force)
    return ExitCode.OK
