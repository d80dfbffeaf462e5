"""``locvid approve``: say yes or no to finished films, for ``--require-approved``."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.model.errors import ExitCode


def approve(
    context: typer.Context,
    films: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILM]...",
            help="Films, their manifests, or folders that hold some.",
            show_default=False,
        ),
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="Reject them instead.")] = False,
    note: Annotated[str, typer.Option("--note", "-n", help="Why, or what to change.")] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who decides. Default: you.")
    ] = "",
    saved: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Take in decisions that a review page has saved; may be repeated.",
        ),
    ] = None,
    approvals: options.ApprovalsFile = None,
) -> ExitCode:
    """Approve or reject finished films.

    A decision holds for the film as it is now, and lapses when the film changes.
    """
    from locvid.report.films import read_films
    from locvid.run.approvals import FILE_NAME, Decision
    from locvid.run.deciding import decide, merged, update

    environment: Environment = context.obj
    if not films and not saved:
        raise typer.BadParameter("name films to decide on, or a saved file with --from")
    found = read_films([environment.folder / film for film in films]) if films else ()
    # Films lie in OUT/<script>/, their decisions in OUT.
    out = found[0].manifest.parent.parent if found else environment.folder / "out"
    file = environment.folder / approvals if approvals else out / FILE_NAME
    decided = decide(
        [(film.name, film.file, film.sha256) for film in found],
        Decision.REJECTED if reject else Decision.APPROVED,
        note,
        by or environment.variables.get("USER") or _logged_in(),
    )
    taken = merged(environment.folder / each for each in saved or ())
    changed = update(file, taken, decided)
    for name, approval in sorted(changed.items()):
        print(f"{name}: {approval.decision.value}", file=environment.stdout)
    print(file, file=environment.stdout)
    return ExitCode.OK


def _logged_in() -> str:
    """The user of this process; empty where the system has no name for them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
