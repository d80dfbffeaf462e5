"""``locvid prompt``: the performance prompts of a script, for people and for video models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode
from locvid.model.performance import PerformancePrompt


def prompt(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="The script.")],
    langs: options.Languages,
    seed: options.Seed = 0,
    json: options.AsJson = False,
) -> ExitCode:
    """Print the performance prompts of a script, as text or as data."""
    from locvid.report import json as as_json
    from locvid.report import prompts as as_text
    from locvid.run.direction import open_project, prompts_for, resolve_locales

    environment: Environment = context.obj
    locales, warnings = resolve_locales(options.tags(langs))
    project = open_project(environment.folder / script)
    prompts: list[PerformancePrompt] = []
    for locale in locales:
        directed, more = prompts_for(project, locale, seed)
        prompts += directed
        warnings += more
    for warning in warnings:
        boundary.warn(warning, environment)
    if json:
        print(as_json.text(as_json.prompts(prompts)), file=environment.stdout)
    else:
        print(as_text.paragraphs(prompts), file=environment.stdout)
    return ExitCode.OK
