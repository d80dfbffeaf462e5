"""One film in every format that scripts are read from, and what they have in common."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
from hypothesis import HealthCheck, settings

from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Line, Script

FILM = Path(__file__).parent / "script" / "film"
"""In every text format; ``word_film`` makes the one in Word."""

SUFFIXES = [".yaml", ".md", ".fountain", ".srt", ".vtt", ".csv", ".docx"]


RELAXED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def word_film() -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph("Faster: simpler", style="Title")
    document.add_paragraph("Locvid: 1\nSource: en-US\nProfile: social\nSetting: office")
    document.add_paragraph("cast.maya.presenter: maya\ncast.maya.voice: warm-female")
    document.add_paragraph("cast.maya.persona: calm, credible founder")
    document.add_paragraph("cast.jon.presenter: jon\ncast.jon.voice: deep-male")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "PICTURE", "SOUND"
    for picture, sound in (
        (
            "SHOT: hook\nMaya at her desk.\nCAMERA: close-up, slow-push-in",
            "SFX: keyboard (soft, left); door (1.5 s)\n"
            "MAYA (confident, pace: calm): Today: a faster & simpler version, "
            "ready for global teams.\n"
            "[fr] Aujourd'hui : une version plus rapide, prête pour les équipes.\n"
            "[ja] 本日、より速く、よりシンプルに。",
        ),
        (
            "SHOT: talk\nSETTING: cafe\nLENGTH: min: 4s, max: 9.5s\nCAMERA: slow-push-in",
            "MAYA: Everything is now in one place.\n[fr] Tout est au même endroit.\n"
            "JON (amused): And nobody has to read the manual.\n"
            "[fr] Et plus personne ne lit le manuel.\n"
            "[fr short] Personne ne lit le manuel.",
        ),
    ):
        cells = table.add_row().cells
        cells[0].text = picture
        for number, row in enumerate(sound.split("\n")):
            if number:
                cells[1].add_paragraph(row)
            else:
                cells[1].text = row
    return document


def said(script: Script) -> Script:
    """What a script says, without where it says it and the name of its file."""
    here = Location(Path("any"))

    def line(each: Line) -> Line:
        return replace(each, location=here, text_locations={})

    return replace(
        script,
        name="",
        location=here,
        cast={id_: replace(member, location=here) for id_, member in script.cast.items()},
        shots=tuple(
            replace(
                shot,
                location=here,
                lines=tuple(map(line, shot.lines)),
                cues=tuple(replace(cue, location=here) for cue in shot.cues),
            )
            for shot in script.shots
        ),
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """The film in Word, some parts of its archive replaced or added."""
    data = io.BytesIO()
    word_film().save(data)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(data) as there,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in there.namelist():
            archive.writestr(name, parts.get(name) or there.read(name))
        for name in set(parts) - set(there.namelist()):
            archive.writestr(name, parts[name])
    return out.getvalue()


def outcome(read: Callable[[Path], Script], path: Path) -> Script | InvalidInput:
    """The script or the error; anything else that is raised fails the test."""
    try:
        return read(path)
    except InvalidInput as error:
        return error
