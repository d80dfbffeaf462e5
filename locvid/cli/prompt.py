"""``locvid prompt``: the performance prompts of a script, for people and for video models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode

if TYPE_CHECKING:
    from locvid.direct.generations import Generation
    from locvid.model.performance import PerformancePrompt


def prompt(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="The script.")],
    langs: options.Languages = None,
    dialect: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="MODEL",
            help="Write what to give to this model: kling, veo, sora, ltx2, h3, …",
        ),
    ] = None,
    profile: options.Profile = None,
    template: options.Template = None,
    seed: options.ProjectSeed = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Print the performance prompts of a script, as text or as data.

    With --for they are written as one model reads them; warnings tell what it cannot do. What is
    not said here is taken from the project's locvid.yaml.
    """
    from locvid.report import json as as_json
    from locvid.report import prompts as as_text
    from locvid.run.direction import open_project, prompts_for, resolve_locales
    from locvid.run.exporting import generations
    from locvid.run.scoring import with_music

    environment: Environment = context.obj
    flags = {
        "languages": options.tags(langs) or None,
        "profile": profile,
        "template": template,
        "seed": seed,
    }
    settings = settled(environment, flags, (script,)).settings
    if not settings.languages:
        raise typer.BadParameter("say which languages: --langs fr,de")
    locales, warnings = resolve_locales(settings.languages)
    project = open_project(
        environment.folder / script,
        settings.profile,
        settings.presets,
        settings.gate,
        settings.template,
        settings.words,
    )
    prompts: list[PerformancePrompt] = []
    written: list[Generation] = []
    for locale in locales:
        directed, more = prompts_for(project, locale, settings.seed)
        directed = with_music(directed, project.script, project.library)
        prompts += directed
        warnings += more
        if dialect is not None:
            written += generations(directed, dialect, project.library)
    warnings += tuple(str(concern) for each in written for concern in each.concerns)
    for warning in dict.fromkeys(warnings):
        boundary.warn(warning, environment)
    if dialect is not None:
        content = as_json.generations(dialect, written, warnings)
        text = as_json.text(content) if json else as_text.generations(written)
    else:
        text = as_json.text(as_json.prompts(prompts)) if json else as_text.paragraphs(prompts)
    print(text, file=environment.stdout)
    return ExitCode.OK
