"""``locvid models``: the models there are, what is here of them, and how to get them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode, InvalidInput


def models(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One model, such as ltx-2.5.", show_default=False),
    ] = None,
    download: Annotated[
        bool, typer.Option("--download", help="Fetch what is missing from the hub.")
    ] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check every file's checksum.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="FOLDER", help="Look there, or download to it, not to the cache."
        ),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Never ask a hub.")] = False,
    json: options.AsJson = False,
) -> ExitCode:
    """List the models, or show, download and verify one.

    Ends with 4 where weights are missing or damaged, or the hub cannot be reached.
    """
    from locvid.presets.library import PresetLibrary
    from locvid.report import json as as_json
    from locvid.report import models as report
    from locvid.report import table
    from locvid.run import models as run

    environment: Environment = context.obj
    library = PresetLibrary(environment.folder)
    variables = environment.variables
    if name is None:
        if download or verify or folder:
            raise InvalidInput(
                "say which model is meant", hint="locvid models lists them by their names"
            )
        listed = run.known(library, variables)
        if json:
            print(as_json.text(report.data(listed)), file=environment.stdout)
        else:
            table.show(report.table(listed), environment.stdout, environment.colour_of_results)
        return ExitCode.OK
    where = environment.folder / folder if folder else None
    shown = run.one(name, library, variables, where)
    if download:
        shown = run.fetch(shown, variables, where, offline, environment.stderr, environment.live)
    if verify:
        with _reading(environment) as report_share:
            sound, unknown = run.verified(shown, report_share)
        print(f"{sound} files are sound" + _unverified(unknown), file=environment.stderr)
    if json:
        print(as_json.text(report.data([shown])), file=environment.stdout)
    else:
        print(report.text(shown), file=environment.stdout)
    return ExitCode.OK


@contextmanager
def _reading(environment: Environment) -> Iterator[Callable[[float], None]]:
    """A bar on a terminal while large files are read, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(file=environment.stderr, no_color=not environment.colour)
    with Progress(console=console, disable=not environment.live, transient=True) as progress:
        task = progress.add_task("verifying", total=1.0)
        yield lambda share: progress.update(task, completed=share)


def _unverified(count: int) -> str:
    return f", {count} came without a checksum" if count else ""
