"""The ``locvid`` command: gathers the commands, runs one, returns its exit code.

Importing this and printing help must stay quick: commands import what they need when they run.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, cast

import typer

from locvid.cli import (
    approve,
    boundary,
    brief,
    cache,
    check,
    config,
    convert,
    diff,
    doctor,
    export,
    import_,
    init,
    models,
    package,
    plan,
    presets,
    prompt,
    render,
    report,
    schema,
    translate,
    version,
)
from locvid.cli.environment import Environment
from locvid.cli.for_programs import for_programs
from locvid.model.errors import ExitCode, InvalidInput

# BadParameter is what typer exports; its parent covers everything wrong with a command line.
UsageError = cast(type[Exception], typer.BadParameter.__bases__[0])

# Without rich markup, help is plain text and costs no import of rich.
app = typer.Typer(
    name="locvid",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    asked: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=version.ask, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Turn one script into a talking video per language."""


app.command("init")(init.init)
app.command("brief")(brief.brief)
app.command("render")(render.render)
app.command("plan")(plan.plan)
app.command("prompt")(prompt.prompt)
app.command("check")(check.check)
app.command("convert")(convert.convert)
app.command("export")(export.export)
app.command("import")(import_.import_)
app.command("translate")(translate.translate)
app.command("package")(package.package)
app.command("report")(report.report)
app.command("approve")(approve.approve)
app.command("presets")(presets.presets)
app.command("models")(models.models)
app.command("diff")(diff.diff)
app.command("config")(config.config)
app.add_typer(cache.app, name="cache")
app.command("doctor")(doctor.doctor)
app.command("schema")(schema.schema)
app.command("version")(version.version)


def main() -> None:
    """Entry point of the console script."""
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
        # Ignored already: nohup wants the run to go on without its terminal.
        if ending is not None and signal.getsignal(ending) is not signal.SIG_IGN:
            signal.signal(ending, _interrupt)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A letter that the terminal's encoding lacks is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:], Environment.of_process())
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # The reader of the pipe has left; Python would complain once more while it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(int(code))


def _interrupt(*_: object) -> None:
    """A polite kill and a closed terminal end a run as cleanly as Ctrl-C does."""
    raise KeyboardInterrupt


def run(arguments: Sequence[str], environment: Environment) -> ExitCode:
    """Run one command line in this process; nothing escapes but the exit code."""
    if "--json" in arguments:
        environment = replace(environment, stdout=for_programs(environment.stdout, arguments[0]))
    command = typer.main.get_command(app)
    with (
        contextlib.redirect_stdout(environment.stdout),
        contextlib.redirect_stderr(environment.stderr),
    ):
        try:
            code = command.main(
                list(arguments), prog_name="locvid", standalone_mode=False, obj=environment
            )
        except UsageError as error:
            return _wrong_usage(error, environment)
        except BrokenPipeError:
            return ExitCode.OK
        except typer.Abort:
            code = ExitCode.INTERRUPTED
        except (Exception, KeyboardInterrupt) as error:
            return boundary.explain(error, environment)
    if code == ExitCode.INTERRUPTED:
        # Ctrl-C: older versions of typer raise Abort for it, newer ones return 130.
        return boundary.explain(KeyboardInterrupt(), environment)
    return ExitCode(code or 0)


def _wrong_usage(error: Exception, environment: Environment) -> ExitCode:
    """Help where nothing was asked for, else one sentence with where to read on."""
    message = error.format_message()  # type: ignore[attr-defined]
    if type(error).__name__ == "NoArgsIsHelpError":
        print(message, file=environment.stdout)
        return ExitCode.USAGE
    asked = getattr(getattr(error, "ctx", None), "command_path", "locvid")
    # What commands say themselves is a whole sentence; what pydantic says has a class before it.
    said = message.removeprefix("Invalid value: ").replace(": Value error, ", ": ").rstrip(".")
    return boundary.explain(InvalidInput(said, hint=f"see {asked} --help"), environment)
