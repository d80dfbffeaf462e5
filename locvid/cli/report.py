"""``locvid report``: reports on films that are already there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode


def report(
    context: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]...",
            help="Folders with finished films, or manifests. Default: the output folder.",
            show_default=False,
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT[=PATH]",
            help="html, json, junit or github; comma-separated or repeated. Default: html.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where a single report goes."),
    ] = None,
    approvals: options.ApprovalsFile = None,
    required: options.RequireApproved = False,
) -> ExitCode:
    """Report on finished films from their manifests; nothing is rendered.

    Ends with 0 whatever the films' verdicts are: the command that made them has judged them.
    """
    from locvid.report.base import Results
    from locvid.report.films import read_films
    from locvid.report.writing import wanted, write_all
    from locvid.run.approvals import FILE_NAME, read_approvals

    environment: Environment = context.obj
    asked = formats or ["html"]
    if output is not None:
        if len(asked) > 1 or "=" in asked[0] or "," in asked[0]:
            raise typer.BadParameter("--output is for one report; else write --format FORMAT=PATH")
        asked = [f"{asked[0]}={output}"]
    places = [environment.folder / folder for folder in folders or ()]
    out = next((each for each in places if not each.is_file()), None)
    out = out or settled(environment, {}).settings.output
    reports = wanted(asked, environment.folder, out, environment.stderr, environment.variables)
    films = read_films(places or [out])
    known = read_approvals(environment.folder / approvals if approvals else out / FILE_NAME)
    for file in write_all(reports, Results(films, (), known, required)):
        print(file, file=environment.stdout)
    return ExitCode.OK
