"""``locvid approve``: say yes or no to finished films, for ``--require-approved``."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from locvid.cli import options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
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
    from locvid.run.approvals import FILE_NAME, Approval, Decision
    from locvid.run.deciding import decide, merged, update

    environment: Environment = context.obj
    if not films and not saved:
        raise typer.BadParameter("name films to decide on, or a saved file with --from")
    found = read_films([environment.folder / film for film in films]) if films else ()
    decided = decide(
        [(film.name, film.file, film.sha256) for film in found],
        Decision.REJECTED if reject else Decision.APPROVED,
        note,
        by or environment.variables.get("USER") or _logged_in(),
    )
    taken = merged(environment.folder / each for each in saved or ())
    files: dict[Path, dict[str, Approval]] = {}
    if approvals:
        files[environment.folder / approvals] = decided
    elif not found:
        files[settled(environment, {}).settings.output / FILE_NAME] = {}
    for film in () if approvals else found:
        own = files.setdefault(_output_of(film.manifest) / FILE_NAME, {})
        own[film.name] = decided[film.name]
    for file, own in files.items():
        for name, approval in sorted(update(file, taken, own).items()):
            print(f"{name}: {approval.decision.value}", file=environment.stdout)
        print(file, file=environment.stdout)
    return ExitCode.OK


def _logged_in() -> str:
    """The user of this process; empty where the system has no name for them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _output_of(manifest: Path) -> Path:
    """Films lie in OUT/<script>/, their decisions in OUT."""
    folder = manifest.parent
    # A path that starts here, or goes up, does not name the folder above.
    return folder.parent if folder.name not in ("", "..") else folder / ".."
