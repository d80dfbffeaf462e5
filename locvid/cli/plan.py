"""``locvid plan``: what a render would make, why, how long it would take, and how lines fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode
from locvid.run.collecting import without_collecting

if TYPE_CHECKING:
    from locvid.run.planning import Plan


@without_collecting()
def plan(
    context: typer.Context,
    sources: options.Sources = None,
    langs: options.Languages = None,
    out: options.Out = None,
    only: options.Only = None,
    changed: options.Changed = False,
    profile: options.Profile = None,
    template: options.Template = None,
    generator: options.Generator = None,
    model: options.Model = None,
    vram: options.Vram = None,
    sound_from: options.SoundFrom = None,
    sound: options.Sound = None,
    accept_licence: options.AcceptLicence = "",
    seed: options.ProjectSeed = None,
    aligner: options.Aligners = None,
    recognise: options.Recognise = None,
    stems: options.Stems = None,
    burn_captions: options.BurnCaptions = None,
    jobs: options.Jobs = None,
    cache: options.Cache = None,
    allow_stale: options.AllowStale = None,
    translate: options.Translate = "",
    json: options.AsJson = False,
) -> ExitCode:
    """Show what render would make, why, and how each line fits into its shot.

    Makes nothing; ends with the expected time.
    """
    from locvid.report import json as as_json
    from locvid.run.planning import plan as make_plan
    from locvid.run.request import request
    from locvid.run.result import most_severe

    environment: Environment = context.obj
    flags = {
        "languages": options.tags(langs) or None,
        "output": out and environment.folder / out,
        "profile": profile,
        "template": template,
        "generator": generator,
        "sound": sound,
        "seed": seed,
        "stems": stems,
        "jobs": jobs,
        "model": model and environment.folder / model,
        "vram": vram,
        "aligner": options.tags(aligner) or None,
        "recognise": recognise,
        "allow_stale": allow_stale,
        "cache": cache and environment.folder / cache,
    }
    settings = settled(environment, flags, sources or ())
    asked = request(
        settings,
        [environment.folder / source for source in sources or ()],
        environment.folder,
        only=options.tags(only),
        changed=changed,
        settings=options.settings(environment, settings.settings, accept_licence),
        sound_from=sound_from,
        burn_captions=burn_captions,
        variables=environment.variables,
        translate=translate,
    )
    planned = make_plan(asked, lambda warning: boundary.warn(warning, environment))
    if json:
        print(as_json.text(as_json.plan(planned)), file=environment.stdout)
    else:
        _show(planned, environment)
    boundary.tell_all(planned.errors, environment)
    return most_severe(error.exit_code for error in planned.errors)


def _show(planned: Plan, environment: Environment) -> None:
    from locvid.report import table

    stream, colour = environment.stdout, environment.colour_of_results
    if planned.films:
        table.show(table.plan(planned), stream, colour)
        print(table.performer(planned), file=stream)
        print(table.expectation(planned), file=stream)
    elif not planned.errors:
        print(table.NOTHING_TO_DO, file=stream)
    if planned.films or planned.unfit:
        print(file=stream)
        table.show(table.fit(planned), stream, colour)
