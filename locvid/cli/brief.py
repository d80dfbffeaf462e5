"""``locvid brief``: a rough sentence as a complete script, every guess marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def brief(
    context: typer.Context,
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="What is wanted.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where it goes. Default: stdout."),
    ] = None,
    force: options.Force = False,
    json: options.AsJson = False,
) -> ExitCode:
    """Turn a rough sentence into a complete shot.

    By rules and presets/briefs, without a model: “A founder announces a product update in
    French”. Whatever the sentence does not say is guessed, marked in the script and listed.
    """
    from locvid.report import json as as_json
    from locvid.run.briefing import briefed
    from locvid.script.write import write_new

    environment: Environment = context.obj
    made = briefed(sentence, environment.folder)
    if out is not None:
        write_new(made.text, environment.folder / out, force)
    for note in made.notes:
        boundary.warn(note, environment)
    if json:
        print(as_json.text(as_json.brief(made)), file=environment.stdout)
        return ExitCode.OK
    for slot in made.brief.slots.values():
        if slot.guessed:
            told = f"guessed: {slot.name}: {slot.value} ({slot.why})"
            print(told, file=environment.stderr)
    if out is None:
        print(made.text, end="", file=environment.stdout)
    return ExitCode.OK
