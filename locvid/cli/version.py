"""``locvid version``."""

from __future__ import annotations

import typer

from locvid import __version__
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def ask(context: typer.Context, asked: bool) -> None:
    """As ``version``, for those who write it as an option."""
    if asked:
        raise typer.Exit(version(context))


def version(context: typer.Context) -> ExitCode:
    """Print the version."""
    environment: Environment = context.obj
    print(f"locvid {__version__}", file=environment.stdout)
    return ExitCode.OK
