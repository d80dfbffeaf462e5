"""Asks the last step, before the first one begins, whether it will be able to deliver."""

from __future__ import annotations

from locvid.run.direction import Project


def check_delivery(project: Project) -> None:
    """Refuse a profile whose codecs, container or outputs cannot be made here.

    Raises InvalidInput or MissingDependency, with the profile's file and line.
    """
    from locvid.deliver.able import refuse_unable
    from locvid.presets.profiles import where_said

    profile = project.profile
    refuse_unable(profile, lambda *keys: where_said(profile.name, keys, project.library))
