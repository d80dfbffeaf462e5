"""``locvid check``: does any video say the text, with lips that move in time?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def check(
    context: typer.Context,
    video: Annotated[Path, typer.Argument(metavar="VIDEO", help="The file to check.")],
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="TAG", help="The language it speaks.")
    ],
    script: Annotated[
        Path | None, typer.Option("--script", "-s", metavar="SCRIPT", help="What it should say.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", "-t", help="What it should say, without a script.")
    ] = None,
    profile: options.Profile = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Check that a video says a text, in sync.

    Says pass, fail or cannot tell, and why. Ends with 0 where the video passes its gate, with 1
    where it does not.
    """
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.run.checking import check_video
    from locvid.run.direction import resolve_locales

    environment: Environment = context.obj
    if (script is None) == (text is None):
        raise typer.BadParameter("give either --script or --text")
    (locale,), warnings = resolve_locales((lang,))
    for warning in warnings:
        boundary.warn(warning, environment)
    source = environment.folder / script if script else None
    verdict = check_video(environment.folder / video, locale, source, text or "", profile)
    if json:
        print(as_json.text(as_json.verdict(verdict)), file=environment.stdout)
    else:
        table.show(table.checks(verdict), environment.stdout, environment.colour_of_results)
        print(table.conclusion(verdict), file=environment.stdout)
    return ExitCode.OK if verdict.outcome == "pass" else ExitCode.GATE_FAILED
