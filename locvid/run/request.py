"""Turns settings into what the planner is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from locvid.model.marking import Marking
from locvid.run.execute.base import Cluster
from locvid.run.limits import Limits
from locvid.run.options import Options
from locvid.run.settings.model import Resolved
from locvid.run.sources import find_scripts

RECOGNISER = "whisper"
"""Who reads what is said."""


def request(
    resolved: Resolved,
    sources: Sequence[Path],
    folder: Path,
    only: tuple[str, ...] = (),
    changed: bool = False,
    **more: Any,
) -> Options:
    """The options of a run over ``sources``, else the project's scripts, else ``folder``.

    ``more`` are options that are no settings of a project.
    Raises InvalidInput where no script is found.
    """
    settings = resolved.settings
    project = resolved.file.parent if resolved.file is not None else folder
    return Options(
        scripts=find_scripts(list(sources) or settings.scripts, project),
        locales=settings.languages,
        out=settings.output,
        cache=settings.cache,
        profile=settings.profile,
        template=settings.template,
        generator=settings.generator,
        sound=settings.sound,
        seed=settings.seed,
        retries=settings.retries,
        stems=settings.stems,
        jobs=settings.jobs,
        cache_limit=settings.cache_limit,
        executor=settings.executor,
        cluster=Cluster(
            settings.address, settings.partition, settings.account, settings.worker_minutes
        ),
        presets=settings.presets,
        words=settings.words,
        gate=settings.gate,
        only=only,
        changed=changed,
        fail_fast=settings.fail_fast,
        limits=Limits(settings.time_limit, settings.memory_limit, settings.file_limit),
        marking=Marking(
            settings.sign, settings.watermark, settings.sign_key, settings.sign_certificate
        ),
        allow_stale=settings.allow_stale,
        aligners=settings.aligner,
        recogniser=RECOGNISER if settings.recognise else "",
        on_fail=settings.on_fail,
        **more,
    )
