"""``locvid check``: do videos say their text, with lips that move in time?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locvid.cli import boundary, options
from locvid.cli.environment import Environment
from locvid.cli.project import settled
from locvid.model.errors import ExitCode

if TYPE_CHECKING:
    from locvid.run.checking import Checked


def check(
    context: typer.Context,
    videos: Annotated[list[Path], typer.Argument(metavar="VIDEO", help="The files to check.")],
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            "-l",
            metavar="TAG",
            help="The language spoken. Default: as the file's name or its tracks say.",
            show_default=False,
        ),
    ] = "",
    script: Annotated[
        Path | None, typer.Option("--script", "-s", metavar="SCRIPT", help="What should be said.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", "-t", help="What should be said, word for word.")
    ] = None,
    captions: Annotated[
        Path | None,
        typer.Option(
            "--captions",
            metavar="FILE",
            help="What should be said, as .srt or .vtt. Default: those beside or in the video.",
            show_default=False,
        ),
    ] = None,
    profile: options.Profile = None,
    track: Annotated[
        str,
        typer.Option(
            "--track",
            metavar="NUMBER|TAG",
            help="The sound track to check, by its number from 1 or its language. Default: every "
            "one, or those in --lang.",
            show_default=False,
        ),
    ] = "",
    aligner: options.Aligners = None,
    recognise: options.Recognise = None,
    things: Annotated[
        bool,
        typer.Option(
            "--things",
            help="Also measure whether what passes or is set down is heard where and when it is "
            "seen.",
        ),
    ] = False,
    plot: Annotated[
        bool, typer.Option("--plot", help="Draw what was measured: VIDEO.check.png beside it.")
    ] = False,
    plot_dir: Annotated[
        Path | None,
        typer.Option("--plot-dir", metavar="FOLDER", help="Put the pictures there instead."),
    ] = None,
    json: options.AsJson = False,
) -> ExitCode:
    """Check that videos say their words, in sync.

    The words come from a script, a text or captions. Says pass, fail or cannot tell, and why, and
    what the file says of its origin: signature, source type, watermark. Ends with 0 where every
    video passes its gate, with 1 where one does not. Of a video with several sound tracks each is
    checked. What is not said here is taken from the project's locvid.yaml.
    """
    from locvid.report import json as as_json
    from locvid.run.checking import Request, check_files, exit_code
    from locvid.run.request import RECOGNISER

    environment: Environment = context.obj
    folder = environment.folder
    if sum(given is not None for given in (script, text, captions)) > 1:
        raise typer.BadParameter("give only one of --script, --text and --captions")
    if text is not None and not text.strip():
        raise typer.BadParameter("the text to check for is empty")
    flags = {
        "profile": profile,
        "aligner": options.tags(aligner) or None,
        "recognise": recognise,
    }
    resolved = settled(environment, flags, (script,) if script else ())
    settings = resolved.settings
    request = Request(
        script=folder / script if script else None,
        text=text or "",
        captions=folder / captions if captions else None,
        tag=lang,
        track=track.strip(),
        profile=settings.profile,
        folder=resolved.file.parent if resolved.file else folder,
        presets=settings.presets,
        words=settings.words,
        gate=settings.gate,
        aligners=settings.aligner,
        recogniser=RECOGNISER if settings.recognise else "",
        things=things,
    )
    pictures = folder / plot_dir if plot_dir else None
    results: list[Checked] = []
    drawn: list[Path | None] = []
    for checked in check_files(
        [folder / video for video in videos],
        request,
        lambda assumed: boundary.warn(assumed, environment),
    ):
        results.append(checked)
        wanted = plot or plot_dir
        drawn.append(_drawn(checked, pictures, drawn, environment) if wanted else None)
        if checked.error is not None:
            boundary.tell(checked.error, environment)
        elif not json:
            _show(checked, len(videos) > 1 or checked.track is not None, environment)
    if json:
        print(as_json.text(as_json.checked(results, drawn)), file=environment.stdout)
    return exit_code(results)


def _drawn(
    checked: Checked, folder: Path | None, before: list[Path | None], environment: Environment
) -> Path | None:
    from locvid.report.plot.files import plot

    picture = plot(checked, folder, [other for other in before if other])
    if picture is not None:
        boundary.inform(f"drawn: {picture}", environment)
    elif checked.error is None:
        boundary.warn(f"there is nothing to draw of {checked.file}", environment)
    return picture


def _show(checked: Checked, named: bool, environment: Environment) -> None:
    from locvid.report import origin, table

    assert checked.verdict is not None
    if named:
        print(checked.name, file=environment.stdout)
    for missing in table.not_made(checked.verdict):
        boundary.warn(missing, environment)
    table.show(table.checks(checked.verdict), environment.stdout, environment.colour_of_results)
    print(table.conclusion(checked.verdict), file=environment.stdout)
    if checked.marks is not None:
        for missing in checked.marks.notes:
            boundary.warn(missing, environment)
        for line in origin.lines(checked.marks):
            print(line, file=environment.stdout)
