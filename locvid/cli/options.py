"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locvid.cli.environment import Environment

if TYPE_CHECKING:
    from locvid.generate.base import Settings
    from locvid.run.settings.model import Settings as ProjectSettings

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[SCRIPT]...",
        help="Scripts, or folders that hold some. Default: the current folder.",
        show_default=False,
    ),
]
Languages = Annotated[
    str | None,
    typer.Option(
        "--langs",
        "-l",
        metavar="TAGS",
        help="BCP-47 tags, comma-separated: fr,es-MX,de. @NAME is a market list of locvid.yaml.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FOLDER", help="Where films go. Default: out."),
]
Profile = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="Delivery profile instead of the script's."),
]
Template = Annotated[
    str | None,
    typer.Option("--template", metavar="NAME", help="Prompt template instead of the script's."),
]
Generator = Annotated[
    str | None,
    typer.Option(
        "--generator",
        metavar="NAME",
        help="Who performs the shots. Default: auto, the GPU's where one and its model are there.",
    ),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="FOLDER", help="The generator's model. Else: $LOCVID_MODEL."),
]
Vram = Annotated[
    int | None,
    typer.Option(
        "--vram", min=1, metavar="GB", help="Graphics memory to reckon with: 12, 16, 24, 48, 80."
    ),
]
SoundFrom = Annotated[
    str | None,
    typer.Option(
        "--sound-from", metavar="NAME", help="Keep this generator's sound: studio's, for instance."
    ),
]
Sound = Annotated[
    str | None,
    typer.Option(
        "--sound",
        metavar="NAME",
        help="own (default), or studio: put its ambience, effects and music under a take's voice "
        "where the take's own sound will not do.",
    ),
]
AcceptLicence = Annotated[
    str,
    typer.Option(
        "--accept-licence",
        metavar="NAMES",
        help="Licences of models whose terms you accept. Else: $LOCVID_ACCEPT_LICENCE.",
    ),
]
ProjectSeed = Annotated[
    int | None, typer.Option("--seed", help="Another number gives other takes. Default: 0.")
]
Stems = Annotated[
    bool | None,
    typer.Option(
        "--stems/--no-stems", help="Also write dialogue, near and far effects and ambience as WAV."
    ),
]
BurnCaptions = Annotated[
    bool | None,
    typer.Option(
        "--burn-captions/--no-burn-captions",
        help="Draw captions into the picture instead of adding a track. Default: as the profile.",
    ),
]
Sign = Annotated[
    bool | None,
    typer.Option("--sign/--no-sign", help="Sign films with a C2PA manifest. Default: yes."),
]
SignKey = Annotated[
    Path | None,
    typer.Option(
        "--sign-key",
        metavar="FILE",
        help="Private key to sign with, PEM. Default: a development key that proves nothing.",
        show_default=False,
    ),
]
SignCertificate = Annotated[
    Path | None,
    typer.Option(
        "--sign-certificate",
        metavar="FILE",
        help="Certificate of the key, and those that vouch for it, PEM.",
        show_default=False,
    ),
]
Watermark = Annotated[
    bool | None,
    typer.Option(
        "--watermark/--no-watermark", help="Mark the sound so that nobody hears it. Default: yes."
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        "--shot",
        metavar="SHOTS",
        help="Shots to make, comma-separated. They are joined to the film where all its other "
        "shots are made, else to a film of their own.",
    ),
]
Changed = Annotated[
    bool, typer.Option("--changed", help="Leave out films that are made and unchanged.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Shots at a time. Default: one per processor."),
]
Executor = Annotated[
    str | None,
    typer.Option(
        "--executor",
        metavar="NAME",
        help="Where the work is done: local (default), ray or slurm. Other machines need cache, "
        "scripts and output on a disk that all share.",
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address", metavar="ADDRESS", help="The Ray cluster: HOST:6379 or ray://HOST:10001."
    ),
]
Partition = Annotated[
    str | None, typer.Option("--partition", metavar="NAME", help="The partition of Slurm.")
]
Account = Annotated[
    str | None, typer.Option("--account", metavar="NAME", help="The account of Slurm.")
]
WorkerMinutes = Annotated[
    int | None,
    typer.Option("--worker-minutes", min=1, help="How long a job of Slurm may run. Default: 120."),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache", metavar="FOLDER", help="Where finished shots are kept. Default: $LOCVID_CACHE."
    ),
]
AllowStale = Annotated[
    bool | None,
    typer.Option(
        "--allow-stale/--no-allow-stale", help="Take translations whose source has changed since."
    ),
]
Translate = Annotated[
    str,
    typer.Option(
        "--translate",
        metavar="ENGINE",
        help="Fill in missing texts by transformers:MODEL, apertium or command:PROGRAM; they are "
        "written into the script for review.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
Aligners = Annotated[
    str | None,
    typer.Option(
        "--aligner",
        metavar="NAMES",
        help="Who finds the words in the sound, comma-separated. Default: espeak.",
    ),
]
Recognise = Annotated[
    bool | None,
    typer.Option(
        "--recognise/--no-recognise",
        help="Also read what is said and compare it with the text (slow).",
    ),
]
Reports = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        "-r",
        metavar="FORMAT[=PATH]",
        help="Also write a report: html, json, junit or github; comma-separated or repeated.",
    ),
]
ApprovalsFile = Annotated[
    Path | None,
    typer.Option(
        "--approvals",
        metavar="FILE",
        help="Decisions about films. Default: approvals.json in the output folder.",
        show_default=False,
    ),
]
RequireApproved = Annotated[
    bool,
    typer.Option("--require-approved", help="A film that nobody has approved counts as failed."),
]
CacheLimit = Annotated[
    str | None,
    typer.Option("--cache-limit", metavar="SIZE", help="How much the cache may hold: 20GB."),
]
TimeLimit = Annotated[
    str | None,
    typer.Option(
        "--time-limit",
        metavar="TIME",
        help="How long one shot, assembly or check may take: 30min. Default: 2h.",
        show_default=False,
    ),
]
MemoryLimit = Annotated[
    str | None,
    typer.Option(
        "--memory-limit",
        metavar="SIZE",
        help="How much memory one of them may take. Default: nine tenths of the machine's.",
        show_default=False,
    ),
]
FileLimit = Annotated[
    str | None,
    typer.Option(
        "--file-limit",
        metavar="SIZE",
        help="How large a file may become. Default: 16GiB.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, to stdout.")]


def settings(environment: Environment, chosen: ProjectSettings, accepted: str) -> Settings:
    """What is said about the generator's model; licences only a person can accept."""
    from locvid.generate.base import Settings
    from locvid.run import licences

    return Settings(
        model=chosen.model,
        vram_gb=chosen.vram,
        accepted_licences=frozenset(tags(accepted.lower()))
        | licences.accepted(environment.variables),
    )


def tags(written: str | None) -> tuple[str, ...]:
    """The words in a list separated by commas or spaces; none where there is no list."""
    return tuple((written or "").replace(",", " ").split())


def size(written: str | None, option: str) -> int | None:
    """Bytes of ``20GB``, the value of ``option``; None where nothing is written."""
    from locvid.run.sizes import bytes_of

    if written is None:
        return None
    try:
        return bytes_of(written)
    except ValueError as error:
        raise typer.BadParameter(f"{error}", param_hint=f"'{option}'") from error


def duration(written: str | None, option: str) -> float | None:
    """Seconds of ``30min``, the value of ``option``; None where nothing is written."""
    from locvid.run.sizes import seconds_of

    if written is None:
        return None
    try:
        return seconds_of(written)
    except ValueError as error:
        raise typer.BadParameter(f"{error}", param_hint=f"'{option}'") from error
