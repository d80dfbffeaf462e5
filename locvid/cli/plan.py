"""``locvid plan``: what a render would make, why, and how long it would take."""

from __future__ import annotations

from pathlib import Path

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def plan(
    context: typer.Context,
    sources: options.Sources = None,
    langs: options.Languages = "",
    out: options.Out = Path("out"),
    profile: options.Profile = None,
    generator: options.Generator = "auto",
    model: options.Model = None,
    vram: options.Vram = None,
    sound_from: options.SoundFrom = None,
    accept_licence: options.AcceptLicence = "",
    seed: options.Seed = 0,
    stems: options.Stems = False,
    jobs: options.Jobs = None,
    cache: options.Cache = None,
    allow_stale: options.AllowStale = False,
    json: options.AsJson = False,
) -> ExitCode:
    """Show what render would make, and why.

    Makes nothing; ends with the expected time.
    """
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.run.planning import Options
    from locvid.run.planning import plan as make_plan
    from locvid.run.result import most_severe
    from locvid.run.sources import find_scripts

    environment: Environment = context.obj
    request = Options(
        scripts=find_scripts([environment.folder / s for s in sources or ()], environment.folder),
        locales=options.tags(langs),
        out=environment.folder / out,
        cache=environment.folder / cache if cache else environment.cache,
        profile=profile,
        generator=generator,
        settings=options.settings(environment, model, vram, accept_licence),
        sound_from=sound_from,
        variables=environment.variables,
        seed=seed,
        stems=stems,
        jobs=jobs,
        allow_stale=allow_stale,
    )
    planned = make_plan(request, lambda warning: boundary.warn(warning, environment))
    if json:
        print(as_json.text(as_json.plan(planned)), file=environment.stdout)
    elif planned.films:
        table.show(table.plan(planned), environment.stdout, environment.colour_of_results)
        print(table.performer(planned), file=environment.stdout)
        print(table.expectation(planned), file=environment.stdout)
    boundary.tell_all(planned.errors, environment)
    return most_severe(error.exit_code for error in planned.errors)
