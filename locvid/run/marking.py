"""What is settled of a run's marks before any work: that they can be made, and when they change."""

from __future__ import annotations

from locvid.media.credentials import available
from locvid.model.errors import MissingDependency
from locvid.model.marking import Marking
from locvid.model.profile import Profile


def marks_of(marking: Marking) -> str:
    """A text that changes when films would be marked in another way.

    Raises MissingDependency where films are to be signed and the library is missing, InvalidInput
    where the key or certificate cannot be used.
    """
    if not marking.sign:
        return f"watermark {marking.watermark}"
    there = available()
    if not there.ok:
        raise MissingDependency(f"films cannot be signed: {there.reason}", hint=there.how_to_get_it)
    if marking.key is None and marking.certificate is None:
        return f"watermark {marking.watermark}, development signature"
    from locvid.deliver.marking.identity import identity

    signer = identity(marking)
    return f"watermark {marking.watermark}, signature {signer.fingerprint}"


def unsigned(marking: Marking, profile: Profile) -> tuple[str, ...]:
    """A warning where films are to be signed and the profile's container has no place for it."""
    from locvid.deliver.containers.base import container

    if not marking.sign or container(profile.container).has_boxes:
        return ()
    return (
        f"films of the profile '{profile.name}' are not signed: a {profile.container} file has no "
        "place for a C2PA manifest",
    )
