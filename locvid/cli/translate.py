"""``locvid translate``: lets a machine fill in what is not translated, for people to review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode


def translate(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="The script, in YAML.")],
    langs: options.Languages,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            "-e",
            metavar="NAME[:WHAT]",
            help="transformers:MODEL, apertium, or command:PROGRAM.",
        ),
    ],
    json: options.AsJson = False,
) -> ExitCode:
    """Translate lines that have no text yet, and write them into the script for review.

    Render stops at a machine's words until somebody has looked at them: export and import them
    reviewed, or change them in the script.
    """
    from locvid.report import json as as_json
    from locvid.run.translating import translate as run

    environment: Environment = context.obj
    wanted = options.tags(langs)
    if not wanted:
        raise typer.BadParameter("say which languages to translate into: --langs fr,de")
    words = settled(environment, {}, (script,)).settings.words
    with _progress(environment) as told:
        made = run(environment.folder / script, wanted, engine, told, named=words)
    for done in made:
        for warning in done.warnings:
            boundary.warn(warning, environment)
    if json:
        print(as_json.text(as_json.translations(made)), file=environment.stdout)
    else:
        for done in made:
            print(
                f"{script}: [{done.tag}] {len(done.texts)} lines by {done.engine}, to be reviewed",
                file=environment.stdout,
            )
    return ExitCode.OK


@contextmanager
def _progress(environment: Environment) -> Iterator[Callable[[str, int, int], None]]:
    """A bar per language on a terminal, a line per language elsewhere."""
    if not environment.live:
        yield lambda tag, done, of: _line(environment, tag, done, of)
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    console = Console(file=environment.stderr, no_color=not environment.colour)
    with Progress(console=console) as bars:

        def told(tag: str, done: int, of: int) -> None:
            if tag not in tasks:
                tasks[tag] = bars.add_task(f"translating into {tag}", total=of)
            bars.update(tasks[tag], completed=done)

        yield told


def _line(environment: Environment, tag: str, done: int, of: int) -> None:
    if done == of:
        print(f"{tag}: {of} lines translated", file=environment.stderr, flush=True)
