"""``locvid render``: one film per script and language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode
from locvid.run.on_fail import OnFail


def render(
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
    retries: Annotated[
        int, typer.Option("--retries", min=0, help="New takes for a shot that fails its check.")
    ] = 2,
    on_fail: Annotated[
        OnFail, typer.Option("--on-fail", help="Keep a film that fails as evidence, or remove it.")
    ] = OnFail.KEEP,
    aligner: options.Aligners = "espeak",
    recognise: options.Recognise = False,
    stems: options.Stems = False,
    jobs: options.Jobs = None,
    cache: options.Cache = None,
    allow_stale: options.AllowStale = False,
    reports: options.Reports = None,
    require: options.RequireApproved = False,
    approvals: options.ApprovalsFile = None,
    json: options.AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> ExitCode:
    """Render scripts: one finished, verified film per language.

    What is already made and unchanged is not made again.
    """
    from locvid.cli.progress import watching
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.report.writing import AfterRun
    from locvid.run.planning import Options
    from locvid.run.render import render as run
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
        retries=retries,
        stems=stems,
        jobs=jobs,
        allow_stale=allow_stale,
        aligners=options.tags(aligner),
        recogniser=options.RECOGNISER if recognise else "",
        on_fail=on_fail,
    )
    after = AfterRun(
        reports or (),
        approvals,
        require,
        environment.folder,
        request.out,
        environment.stderr,
        environment.variables,
    )
    with watching(environment, quiet) as observer:
        result = after.judged(run(request, observer))
    if json:
        print(as_json.text(as_json.run_result(result)), file=environment.stdout)
    elif result.films and not quiet:
        table.show(
            table.films(result, environment.folder),
            environment.stdout,
            environment.colour_of_results,
        )
    boundary.tell_all(result.errors, environment)
    after.write(result)
    return result.exit_code
