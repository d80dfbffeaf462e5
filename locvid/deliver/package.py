"""Files made of finished films: all of them under their names at once, with a manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from locvid.deliver.outputs.base import Output, Programme, Version, output
from locvid.deliver.pictures import difference, packet_hashes
from locvid.deliver.placing import contents, listed, place, remove_replaced, workshop
from locvid.media.atomic import storage_errors, write_json
from locvid.model.errors import InvalidInput, MissingDependency


def refuse_unable(programme: Programme, names: Sequence[str]) -> None:
    """Raise for the first output that cannot be made of ``programme``, and say why.

    InvalidInput where it has too few or too many languages, or pictures that are not the same;
    MissingDependency where something is not installed.
    """
    outputs = [output(name) for name in names]
    for each in outputs:
        state = each.available()
        if not state.ok:
            raise MissingDependency(
                f"'{each.name}' cannot be made here: {state.reason}", hint=state.how_to_get_it
            )
        _refuse_count(each, programme)
    if len(programme.versions) > 1 and any(each.one_picture for each in outputs):
        wanting = ", ".join(each.name for each in outputs if each.one_picture)
        _refuse_other_pictures(programme.versions, wanting)


def package(
    programme: Programme,
    names: Sequence[str],
    destination: Path,
    manifest: Mapping[str, object],
) -> Mapping[str, Path]:
    """Make outputs at ``destination``, a path without suffix (``out/launch/launch``).

    Returns the final path of each, a file or a folder. ``manifest`` is written last, to
    ``DESTINATION.package.json``, with the outputs and the size and SHA-256 of every file under
    ``delivery``. Nothing appears where anything fails.
    """
    endings = {name: output(name).ending(programme.profile) for name in names}
    paths = {
        name: destination.with_name(destination.name + ending) for name, ending in endings.items()
    }
    record = manifest_path(destination)
    with workshop(record) as folder, storage_errors(destination):
        made = {name: folder / path.name for name, path in paths.items()}
        for name in names:
            output(name).make(programme, made[name], paths[name])
        files = contents({paths[name].name: path for name, path in made.items()})
        before = listed(record)
        record.unlink(missing_ok=True)
        for name, path in paths.items():
            place(made[name], path, aside=folder / f"replaced.{name}")
        remove_replaced(destination.parent, destination.name, before - files.keys())
        outputs = {name: path.name for name, path in paths.items()}
        write_json(record, {**manifest, "delivery": {"files": files, "outputs": outputs}})
    return paths


def manifest_path(destination: Path) -> Path:
    """Where a package's manifest lies."""
    return destination.with_name(f"{destination.name}.package.json")


def _refuse_count(wanted: Output, programme: Programme) -> None:
    count = len(programme.versions)
    if count < wanted.fewest:
        raise InvalidInput(
            f"'{wanted.name}' is made of at least {wanted.fewest} languages, and there is only "
            f"{programme.versions[0].locale.tag}",
            hint="render the others first",
        )
    if wanted.most is not None and count > wanted.most:
        raise InvalidInput(
            f"'{wanted.name}' is made of one film, and there are {count}",
            hint=f"name one film, or say 'outputs: [{wanted.name}]' in the profile",
        )


def _refuse_other_pictures(versions: Sequence[Version], wanting: str) -> None:
    films = [
        (version.locale.tag, (packet_hashes(version.file), _shots(version))) for version in versions
    ]
    for (tag, film), (other_tag, other) in pairwise(films):
        why = difference(film, other)
        if why is not None:
            raise InvalidInput(
                f"{tag} and {other_tag} do not have the same picture: {why}",
                hint=f"one picture for several languages ({wanting}) needs shots that look "
                "the same and are as long in all of them (a fixed 'length'); where lips are seen "
                "to speak, or words stand in the picture, every language has its own",
            )


def _shots(version: Version) -> Sequence[Mapping[str, object]]:
    shots = version.delivery["shots"]
    assert isinstance(shots, list)
    return shots
