"""The project that ``locvid init`` writes."""

from __future__ import annotations

from pathlib import Path

from locvid.media.atomic import replacing
from locvid.model.errors import InvalidInput, Location

SCRIPT = """\
# One script, one film per language:  locvid render script.yaml --langs fr,es
# Every key is told by:  locvid schema
locvid: 1
title: Our first film
source: en-US

cast:
  maya: {presenter: maya, voice: warm-female, persona: "calm, friendly host"}
  jon: {presenter: jon, voice: deep-male, persona: "dry-humoured engineer"}

shots:
  - id: opening
    setting: office
    camera: {framing: medium-close-up, move: slow-push-in}
    sound: [{cue: keyboard, level: soft, at: left}]
    speaker: maya
    delivery: {emotion: warm}
    text:
      en: Welcome. It is good to have you here.
      fr: Bienvenue. Nous sommes heureux de vous accueillir.
      es: Bienvenidos. Es un placer tenerlos aquí.

  - id: talk
    setting: cafe
    lines:
      - speaker: jon
        text:
          en: This script has two shots. Change the words and render it again.
          fr: Ce script contient deux plans. Changez les mots et relancez le rendu.
          es: Este guion tiene dos planos. Cambia las palabras y vuelve a generarlo.
      - speaker: maya
        delivery: {emotion: amused}
        text:
          en: Only what you changed is made again.
          fr: Seul ce que vous avez modifié est refait.
          es: Solo se vuelve a hacer lo que has cambiado.
"""

README = """\
# Our first film

- `locvid plan script.yaml --langs fr,es` shows what would be made, and how long it takes.
- `locvid render script.yaml --langs fr,es` makes the films, in `out/`.
- `locvid export script.yaml --langs de --format xliff` writes a file for translators, and
  `locvid import` puts their work into the script.
- `locvid presets` lists settings, presenters, voices and deliveries; your own go in `presets/`.
"""

PRESETS = """\
# Your own presets

A file `presets/KIND/NAME.yaml` beside the script adds a preset or takes the place of the one of
that name. Kinds are `settings`, `presenters`, `voices`, `markets`, `deliveries`, `profiles` and
`cues`. Start from one that is there: `locvid presets settings office` prints it.
"""

FILES = {"script.yaml": SCRIPT, "README.md": README, "presets/README.md": PRESETS}


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starter project into ``folder`` and return its files.

    Raises InvalidInput where one of them is there already; nothing is written then.
    """
    paths = {folder / name: text for name, text in FILES.items()}
    there = [path for path in paths if path.exists() or path.is_symlink()]
    if there:
        names = ", ".join(str(path.relative_to(folder)) for path in there)
        raise InvalidInput(
            f"the folder has {names} already", Location(folder), hint="name a new folder"
        )
    for path, text in paths.items():
        with replacing(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
    return tuple(paths)
