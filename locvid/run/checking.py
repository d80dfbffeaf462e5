"""Checks any video against a script, or against a text: ``locvid check``."""

from __future__ import annotations

from pathlib import Path

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.verdict import Verdict
from locvid.presets.library import PresetLibrary
from locvid.run.direction import localized, open_project


def check_video(
    video: Path,
    locale: Locale,
    script: Path | None,
    text: str = "",
    profile_name: str | None = None,
) -> Verdict:
    """Verify ``video`` against all lines of ``script`` in ``locale``, or against ``text``.

    The gate is that of the profile (without a script, ``web``). Raises InvalidInput where video
    or script cannot be read.
    """
    from locvid.presets.profiles import profile
    from locvid.verify.film import ExpectedLine, verify

    if not video.is_file():
        raise InvalidInput(f"there is no video file {video}")
    if script is not None:
        project = open_project(script, profile_name)
        gate = project.profile.gate
        words = localized(project, locale)
        lines = [
            ExpectedLine(shot.id, line.spoken)
            for shot, spoken in zip(words.script.shots, words.shots, strict=True)
            for line in spoken
        ]
    else:
        if not text.strip():
            raise InvalidInput("the text to check for is empty")
        gate = profile(profile_name or _PROFILE, PresetLibrary()).gate
        lines = [ExpectedLine("", text)]
    return verify(video, lines, locale, gate)


_PROFILE = "web"
