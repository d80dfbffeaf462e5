"""``locvid cache``: how full the cache of finished shots is, and how to clean and check it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode

if TYPE_CHECKING:
    from locvid.run.settings.model import Settings

app = typer.Typer(
    help="Look after the cache of finished shots.", rich_markup_mode=None, no_args_is_help=True
)


@app.command()
def info(
    context: typer.Context, cache: options.Cache = None, json: options.AsJson = False
) -> ExitCode:
    """Show where the cache is, how much it holds, and its limit."""
    from locvid.report import cache as as_report
    from locvid.report import json as as_json
    from locvid.run.store import Store
    from locvid.run.upkeep import survey, usual_limit

    environment: Environment = context.obj
    settings = _settings(environment, cache)
    store = Store(settings.cache)
    limit = usual_limit(store) if settings.cache_limit is None else settings.cache_limit
    entries = survey(store)
    if json:
        data = as_report.info(store.root, entries, limit)
        print(as_json.text(data), file=environment.stdout)
    else:
        print(as_report.info_text(store.root, entries, limit), file=environment.stdout)
    return ExitCode.OK


@app.command()
def prune(
    context: typer.Context,
    limit: Annotated[
        str | None,
        typer.Option("--limit", metavar="SIZE", help="Keep at most so much: 20GB, or 0."),
    ] = None,
    unused_days: Annotated[
        float | None,
        typer.Option("--unused", min=0, metavar="DAYS", help="Also what was not used for so long."),
    ] = None,
    cache: options.Cache = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Remove what was not used for longest, until the cache is within its limit.

    Shots that a running render needs are kept, and so is work in progress.
    """
    from locvid.report import cache as as_report
    from locvid.report import json as as_json
    from locvid.run.store import Store
    from locvid.run.upkeep import prune as make_room
    from locvid.run.upkeep import usual_limit

    environment: Environment = context.obj
    settings = _settings(environment, cache)
    store = Store(settings.cache)
    most = options.size(limit, "--limit") if limit is not None else settings.cache_limit
    with store.at_work():
        most = usual_limit(store) if most is None else most
        done = make_room(store, most, None if unused_days is None else unused_days * _DAY_S)
    if json:
        print(as_json.text(as_report.pruned(done)), file=environment.stdout)
    else:
        print(as_report.pruned_text(done), file=environment.stdout)
    return ExitCode.OK


@app.command()
def verify(
    context: typer.Context, cache: options.Cache = None, json: options.AsJson = False
) -> ExitCode:
    """Compare every file with its checksum and throw damaged shots away.

    Ends with 1 where something was damaged; the next render makes it again.
    """
    from locvid.report import cache as as_report
    from locvid.report import json as as_json
    from locvid.run.store import Store
    from locvid.run.upkeep import discard_damaged, survey

    environment: Environment = context.obj
    store = Store(_settings(environment, cache).cache)
    entries = survey(store)
    with store.at_work():
        damaged = discard_damaged(store, entries)
    if json:
        print(as_json.text(as_report.verified(entries, damaged)), file=environment.stdout)
    else:
        print(as_report.verified_text(entries, damaged), file=environment.stdout)
    for entry in damaged:
        boundary.warn(f"the shot {entry.key} was damaged and is thrown away", environment)
    return ExitCode.GATE_FAILED if damaged else ExitCode.OK


_DAY_S = 24 * 3600


def _settings(environment: Environment, cache: Path | None) -> Settings:
    flags = {"cache": cache and environment.folder / cache}
    return settled(environment, flags).settings
