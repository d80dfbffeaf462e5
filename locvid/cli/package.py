"""``locvid package``: files made of finished films, such as one with a sound track per language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode


def package(
    context: typer.Context,
    places: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILM]...",
            help="Films, their manifests, or folders that hold some. Default: the output folder.",
            show_default=False,
        ),
    ] = None,
    outputs: Annotated[
        str,
        typer.Option("--as", metavar="NAMES", help="multi-audio, hls, otio; comma-separated."),
    ] = "multi-audio",
    langs: options.Languages = None,
    out: options.Out = None,
    profile: options.Profile = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Make one file of a script's finished films.

    multi-audio: one picture with a sound track and captions per language. hls: a ladder for
    streaming with all of them. Both need films that show the same picture, and say why where they
    do not. otio: the timelines of all languages. Nothing is rendered.
    """
    from locvid.presets.library import PresetLibrary
    from locvid.report import json as as_json
    from locvid.report import packages as as_report
    from locvid.run.packaging import package_films
    from locvid.run.result import most_severe

    environment: Environment = context.obj
    if not options.tags(outputs):
        raise typer.BadParameter("say what to make: --as multi-audio,hls")
    flags = {
        "languages": options.tags(langs) or None,
        "output": out and environment.folder / out,
        "profile": profile,
    }
    resolved = settled(environment, flags)
    settings = resolved.settings
    project = resolved.file.parent if resolved.file else environment.folder
    results = []
    for each in package_films(
        [environment.folder / place for place in places or ()] or [settings.output],
        options.tags(outputs),
        settings.languages,
        profile,
        PresetLibrary(project, settings.presets),
        settings.output,
    ):
        results.append(each)
        if each.error is not None:
            boundary.tell(each.error, environment)
        elif not json:
            for path in each.paths.values():
                print(path, file=environment.stdout)
    if json:
        print(as_json.text(as_report.as_data(results)), file=environment.stdout)
    return most_severe(each.error.exit_code for each in results if each.error)
