"""``locvid render``: one film per script and language."""

from __future__ import annotations

from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode
from locvid.run.on_fail import OnFail


def render(
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
    retries: Annotated[
        int | None,
        typer.Option(
            "--retries", min=0, help="New takes for a shot that fails its check. Default: 2."
        ),
    ] = None,
    fail_fast: Annotated[
        bool | None,
        typer.Option(
            "--fail-fast/--keep-going",
            help="Stop at the first error, or make what can be made (default).",
        ),
    ] = None,
    on_fail: Annotated[
        OnFail | None,
        typer.Option(
            "--on-fail", help="Keep a film that fails as evidence (default), or remove it."
        ),
    ] = None,
    aligner: options.Aligners = None,
    recognise: options.Recognise = None,
    stems: options.Stems = None,
    burn_captions: options.BurnCaptions = None,
    sign: options.Sign = None,
    sign_key: options.SignKey = None,
    sign_certificate: options.SignCertificate = None,
    watermark: options.Watermark = None,
    jobs: options.Jobs = None,
    executor: options.Executor = None,
    address: options.Address = None,
    partition: options.Partition = None,
    account: options.Account = None,
    worker_minutes: options.WorkerMinutes = None,
    cache: options.Cache = None,
    allow_stale: options.AllowStale = None,
    translate: options.Translate = "",
    cache_limit: options.CacheLimit = None,
    time_limit: options.TimeLimit = None,
    memory_limit: options.MemoryLimit = None,
    file_limit: options.FileLimit = None,
    reports: options.Reports = None,
    require: options.RequireApproved = False,
    approvals: options.ApprovalsFile = None,
    json: options.AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> ExitCode:
    """Render scripts: one finished, verified film per language.

    What is already made and unchanged is not made again. What is not said here is taken from
    variables LOCVID_… and from the project's locvid.yaml; see `locvid config`.
    """
    from locvid.run.execute.opening import get_ready

    environment: Environment = context.obj
    flags = {
        "languages": options.tags(langs) or None,
        "output": out and environment.folder / out,
        "profile": profile,
        "template": template,
        "generator": generator,
        "sound": sound,
        "seed": seed,
        "retries": retries,
        "fail_fast": fail_fast,
        "stems": stems,
        "sign": sign,
        "watermark": watermark,
        "sign_key": sign_key and environment.folder / sign_key,
        "sign_certificate": sign_certificate and environment.folder / sign_certificate,
        "jobs": jobs,
        "model": model and environment.folder / model,
        "vram": vram,
        "on_fail": on_fail,
        "report": reports and tuple(reports),
        "aligner": options.tags(aligner) or None,
        "recognise": recognise,
        "allow_stale": allow_stale,
        "executor": executor,
        "address": address,
        "partition": partition,
        "account": account,
        "worker_minutes": worker_minutes,
        "cache": cache and environment.folder / cache,
        "cache_limit": options.size(cache_limit, "--cache-limit"),
        "time_limit": options.duration(time_limit, "--time-limit"),
        "memory_limit": options.size(memory_limit, "--memory-limit"),
        "file_limit": options.size(file_limit, "--file-limit"),
    }
    settings = settled(environment, flags, sources or ())
    # Before the planner and all that it needs are loaded: both take a while.
    get_ready(settings.settings.executor, settings.settings.output)

    from locvid.cli.progress import watching
    from locvid.report import json as as_json
    from locvid.report import table
    from locvid.report.writing import AfterRun
    from locvid.run.render import render as run
    from locvid.run.request import request

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
    after = AfterRun(
        settings.settings.report,
        approvals,
        require,
        environment.folder,
        asked.out,
        environment.stderr,
        environment.variables,
    )
    with watching(environment, quiet) as observer:
        result = after.judged(run(asked, observer))
    if json:
        print(as_json.text(as_json.run_result(result)), file=environment.stdout)
    elif result.films and not quiet:
        table.show(
            table.films(result, environment.folder),
            environment.stdout,
            environment.colour_of_results,
        )
        for warning in table.warnings(result):
            boundary.warn(warning, environment)
    elif changed and not result.errors and not quiet:
        boundary.inform(table.NOTHING_TO_DO, environment)
    boundary.tell_all(result.errors, environment)
    after.write(result)
    return result.exit_code
