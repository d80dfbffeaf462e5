"""What a film's manifest tells of its making: prompts, seeds, versions, presets.

Nothing in it depends on when or where the film was made: the same film has the same manifest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from locvid.model.media import SAMPLE_RATE
from locvid.run.keys import plain
from locvid.run.plan import PlannedFilm, PlannedShot, ShotJob

SCHEMA = 1
"""Counts up when a key changes its meaning."""


def film_manifest(
    film: PlannedFilm, attempts: Mapping[str, int], earlier: int = 0
) -> dict[str, Any]:
    """The manifest as plain JSON; ``attempts`` says which attempt at each shot is in the film.

    ``earlier`` is by how many samples the sound was moved to take out a constant offset.
    """
    corrected = {"sound_earlier_samples": earlier, "sound_earlier_ms": earlier * 1000 / SAMPLE_RATE}
    return {
        "schema": SCHEMA,
        "script": film.script.name,
        "title": film.script.title,
        "source": film.script.source,
        "locale": plain(film.locale),
        "ai_generated": True,
        "versions": {
            "locvid": film.maker.locvid,
            "ffmpeg": film.maker.ffmpeg,
            film.maker.generator: film.maker.version,
        },
        "generator": film.maker.generator,
        # Empty where the user named the generator.
        "generator_chosen_because": film.maker.chosen_because,
        "profile": plain(film.profile),
        "presets": plain(film.presets),
        "score": {"emotions": list(film.score.emotions), "seed": film.score.seed}
        if film.score
        else None,
        # Who may sound under voices of takes whose own sound will not do; each shot says whether.
        "sound": plain(film.sound),
        "correction": corrected if earlier else None,
        "shots": [
            _shot(shot, job) for shot, job in zip(film.shots, film.jobs(attempts), strict=True)
        ],
    }


def _shot(shot: PlannedShot, job: ShotJob) -> dict[str, Any]:
    return {
        "id": shot.prompt.shot,
        "key": job.key,
        "attempt": job.attempt,
        "seed": job.prompt.seed,
        "prompt": plain(job.prompt),
    }
