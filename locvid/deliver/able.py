"""Whether a profile can be delivered here: asked before anything is rendered."""

from __future__ import annotations

from collections.abc import Callable

from locvid.deliver.codecs.base import encoder_for, picture_codec, sound_codec
from locvid.deliver.containers.base import container
from locvid.deliver.outputs.base import output
from locvid.model.errors import InvalidInput, Location, LocvidError, MissingDependency
from locvid.model.profile import Profile


def refuse_unable(profile: Profile, where: Callable[..., Location]) -> None:
    """Raise for the first thing in ``profile`` that cannot be delivered.

    ``where`` tells where the first of the keys that it is given stands in the profile.
    Raises InvalidInput where codecs do not fit the container, MissingDependency where ffmpeg lacks
    an encoder or an output a library.
    """
    file = container(profile.container)
    _fits(profile, "video_codec", profile.video_codec, file.pictures, where)
    _fits(profile, "audio_codec", profile.audio_codec, file.sounds, where)
    for key, codec in (
        ("video_codec", picture_codec(profile.video_codec)),
        ("audio_codec", sound_codec(profile.audio_codec)),
    ):
        try:
            encoder_for(codec)
        except LocvidError as error:
            error.where = where(key)
            raise
    for name in profile.outputs:
        if output(name).fewest > 1:
            raise InvalidInput(
                f"the output '{name}' of the profile '{profile.name}' is made of several languages",
                where=where("outputs"),
                hint=f"render the films, then: locvid package --as {name}",
            )
        state = output(name).available()
        if not state.ok:
            raise MissingDependency(
                f"the output '{name}' of the profile '{profile.name}' cannot be made here: "
                f"{state.reason}",
                where=where("outputs"),
                hint=state.how_to_get_it,
            )


def _fits(
    profile: Profile,
    key: str,
    codec: str,
    held: frozenset[str],
    where: Callable[..., Location],
) -> None:
    if codec not in held:
        raise InvalidInput(
            f"the profile '{profile.name}' puts {codec} into {profile.container}, which holds "
            f"{', '.join(sorted(held))}",
            where=where("container", key),
            hint="choose another 'container' or another codec",
        )
