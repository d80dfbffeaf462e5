"""``locvid package``: finds finished films, and makes one file of several languages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locvid.media.jsonfile import read_json
from locvid.model.errors import GateFailed, InvalidInput, Location, LocvidError
from locvid.model.verdict import Outcome
from locvid.presets.library import PresetLibrary
from locvid.run.approvals import film_file
from locvid.run.build import build
from locvid.run.keys import digest, plain
from locvid.run.lock import locked
from locvid.run.record import FilmRecord, is_inside, read_record, sha256
from locvid.run.selection import without_excerpts

if TYPE_CHECKING:
    from locvid.deliver.marking.source_type import SourceType
    from locvid.deliver.outputs.base import Programme, Version
    from locvid.model.profile import Profile

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Film:
    """A finished film: its manifest's path and content, and what it says of the run."""

    manifest: Path
    content: Mapping[str, Any]
    record: FilmRecord

    @property
    def script(self) -> str:
        """Name of the script."""
        return str(self.content["script"])

    @property
    def file(self) -> Path:
        """The film itself."""
        return self.manifest.parent / (film_file(self.record.files) or "")

    @property
    def captions(self) -> Path:
        """Its captions for the web."""
        return self.manifest.with_suffix(".vtt")

    @property
    def sha256(self) -> str:
        """Of the film's bytes, as the manifest says."""
        return self.record.files[self.file.name][1]

    @property
    def tag(self) -> str:
        """The language."""
        return str(self.content["locale"]["tag"])


@dataclass(frozen=True, slots=True)
class Packaged:
    """What was made of the films of one script; ``made`` is false where it was there already.

    ``error`` is what kept it from being made; ``paths`` are then empty.
    """

    script: str
    languages: tuple[str, ...]
    paths: Mapping[str, Path]
    made: bool = False
    error: LocvidError | None = None


def package_films(
    places: Sequence[Path],
    outputs: Sequence[str],
    tags: Sequence[str],
    profile: str | None,
    library: PresetLibrary,
    out: Path,
) -> Iterator[Packaged]:
    """Package the films in ``places`` (folders, manifests or films), script by script.

    ``tags`` are the languages in the order in which they are wanted, all there are where it is
    empty. ``profile`` is the name of another one than the films' own, ``out`` the folder that
    films are rendered to, which is kept from other runs meanwhile. Films of some shots are left out
    where the whole one is there. Raises InvalidInput where there is no film or no such output; what
    is wrong with one script is told in its result.
    """
    from locvid.deliver.outputs.base import output

    for name in outputs:
        output(name)
    found = list(_films(places))
    whole = without_excerpts(film.manifest for film in found)
    films: dict[str, list[Film]] = {}
    for film in found:
        if film.manifest in whole:
            films.setdefault(film.script, []).append(film)
    if not films:
        raise InvalidInput(
            f"there are no finished films in {', '.join(map(str, places))}",
            hint="name the folder that locvid render --out wrote to",
        )
    for script in sorted(films):
        try:
            yield _package(_chosen(films[script], tags), tuple(outputs), profile, library, out)
        except LocvidError as error:
            yield Packaged(script, tuple(film.tag for film in films[script]), {}, error=error)


def _package(
    films: Sequence[Film],
    outputs: tuple[str, ...],
    profile: str | None,
    library: PresetLibrary,
    out: Path,
) -> Packaged:
    from locvid.deliver.package import manifest_path, package, refuse_unable

    first = films[0]
    destination = first.manifest.parent / first.script
    programme = _programme(films, profile, library)
    key = _key(films, programme, outputs)
    languages = tuple(film.tag for film in films)
    there = _unchanged(manifest_path(destination), key)
    if there is not None:
        return Packaged(first.script, languages, there)
    refuse_unable(programme, outputs)
    folder = destination.parent
    with locked(out if folder.resolve().is_relative_to(out.resolve()) else folder):
        paths = package(
            programme,
            outputs,
            destination,
            {
                "schema": SCHEMA,
                "ai_generated": True,
                "package": {
                    "key": key,
                    "script": first.script,
                    "title": programme.title,
                    "languages": languages,
                    "films": {film.file.name: film.sha256 for film in films},
                },
            },
        )
    return Packaged(first.script, languages, paths, made=True)


def _films(places: Sequence[Path]) -> Iterator[Film]:
    """Each film once; raises InvalidInput for a file that is no finished film's."""
    seen: set[Path] = set()
    for place in places:
        if not place.exists():
            raise InvalidInput(f"there is no {place}")
        named = place.is_file()
        for manifest in [_manifest_of(place)] if named else _visible(place):
            if manifest.absolute() in seen:
                continue
            film = _film(manifest)
            if film is not None:
                seen.add(manifest.absolute())
                yield film
            elif named:
                raise InvalidInput(
                    "this is not the manifest of a finished and verified film",
                    Location(manifest),
                    hint="run locvid render again: it completes what is unfinished",
                )


def _visible(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*.json")):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield file


def _manifest_of(file: Path) -> Path:
    # Only the last suffix goes: launch.fr-FR.mp4 has launch.fr-FR.json.
    return file if file.suffix == ".json" else file.with_suffix(".json")


def _film(manifest: Path) -> Film | None:
    record = read_record(manifest)
    if record is None:
        return None
    try:
        content: Any = read_json(manifest)
        film = Film(manifest, content, record)
        readable = _is_readable(film)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return film if readable and film_file(record.files) else None


def _is_readable(film: Film) -> bool:
    """Whether a manifest has all that is used of it; LookupError or TypeError where it has not."""
    delivery, profile = film.content["delivery"], film.content["profile"]
    shots = delivery["shots"]
    words = [word for shot in shots for word in shot["words"]]
    texts = [film.script, film.tag, profile["name"]]
    texts += [film.content[key] for key in ("title", "source")]
    texts += [shot["id"] for shot in shots] + [word["text"] for word in words]
    counts = [delivery[key] for key in ("frames", "samples")]
    counts += [shot[key] for shot in shots for key in ("first_frame", "frames")]
    counts += [word["line"] for word in words]
    times = [delivery["seconds"]]
    times += [word[key] for word in words for key in ("start_s", "end_s")]
    return (
        isinstance(shots, list)
        and all(isinstance(each, str) for each in texts)
        and all(isinstance(each, int) for each in counts)
        and all(isinstance(each, int | float) for each in times)
    )


def _chosen(films: Sequence[Film], tags: Sequence[str]) -> Sequence[Film]:
    """The films in the order of ``tags``, all of them intact and none that failed its gate."""
    from locvid.localize.locales import resolve

    known = {film.tag: film for film in films}
    if len(known) < len(films):
        raise InvalidInput(
            f"there are several films of '{films[0].script}' in one language",
            hint="name the films, or one output folder",
        )
    wanted = list(dict.fromkeys(resolve(tag)[0].tag for tag in tags)) or sorted(known)
    for tag in wanted:
        if tag not in known:
            raise InvalidInput(
                f"there is no finished film of '{films[0].script}'", locale=tag, hint="render it"
            )
        film = known[tag]
        if film.record.outcome is Outcome.FAIL:
            raise GateFailed(
                f"the film '{film.file.name}' does not pass its gate",
                locale=tag,
                hint="leave it out with --langs, or render it again",
            )
        if not film.file.is_file() or sha256(film.file) != film.sha256:
            raise InvalidInput(
                "this film is not the one that its manifest describes",
                Location(film.file),
                hint="run locvid render again",
            )
        if not film.captions.is_file():
            raise InvalidInput(
                "the captions of this film are gone",
                Location(film.captions),
                hint="run locvid render again",
            )
    return [known[tag] for tag in wanted]


def _programme(films: Sequence[Film], profile: str | None, library: PresetLibrary) -> Programme:
    from locvid.deliver.marking.source_type import joint
    from locvid.deliver.outputs.base import Programme

    first = films[0]
    chosen = _profile(films, profile, library)
    versions = tuple(_version(film, first.manifest.parent) for film in films)
    title, source = str(first.content["title"]), str(first.content["source"])
    origin = joint(_source_type(film) for film in films)
    return Programme(title, source, chosen, versions, origin)


def _source_type(film: Film) -> SourceType:
    """What the film's manifest says of its origin; a model's work where it says nothing known."""
    from locvid.deliver.marking.source_type import SourceType

    marking = film.content.get("marking")
    said = str(marking.get("digital_source_type")) if isinstance(marking, dict) else ""
    known = {each.uri: each for each in SourceType}
    return known.get(said, SourceType.TRAINED)


def _version(film: Film, folder: Path) -> Version:
    from locvid.deliver.outputs.base import Version
    from locvid.localize.locales import resolve
    from locvid.model.take import SCORE, STEMS

    beside = film.manifest.parent
    stem = film.manifest.stem
    stems = {
        name: file
        for name in (*STEMS, SCORE)
        if (file := f"{stem}.{name}.wav") in film.record.files
    }

    def from_folder(name: str) -> str:
        return Path(os.path.relpath(beside / name, folder)).as_posix()

    return Version(
        locale=resolve(film.tag)[0],
        name=from_folder(film.file.name),
        file=film.file,
        vtt=film.captions,
        delivery=film.content["delivery"],
        stems={name: from_folder(file) for name, file in stems.items()},
    )


def _profile(films: Sequence[Film], name: str | None, library: PresetLibrary) -> Profile:
    """The profile that the films were made in, or another of the same picture and sound."""
    from locvid.presets import profiles

    names = {str(film.content["profile"]["name"]) for film in films}
    if len(names) > 1 and name is None:
        raise InvalidInput(
            f"the films of '{films[0].script}' were made in different profiles: "
            f"{', '.join(sorted(names))}",
            hint="render them in one, or name it with --profile",
        )
    chosen = profiles.profile(name or min(names), library)
    burned = films[0].content["delivery"].get("captions_burned_in") is True
    chosen = replace(chosen, burn_captions=burned)
    for film in films:
        made_in = film.content["profile"]
        for key in ("video", "burn_captions", "container", "video_codec", "audio_codec"):
            if made_in.get(key) != plain(getattr(chosen, key)):
                raise InvalidInput(
                    f"'{film.file.name}' was not made as the profile '{chosen.name}' is now: "
                    f"'{key}' is another",
                    locale=film.tag,
                    hint="render it again, or name the profile it was made in with --profile",
                )
    return chosen


def _key(films: Sequence[Film], programme: Programme, outputs: tuple[str, ...]) -> str:
    """What the package depends on: the films, how outputs are made, and this version."""
    return digest(
        {
            "films": [[film.tag, film.sha256] for film in films],
            "delivery": [film.content["delivery"] for film in films],
            "names": [version.name for version in programme.versions],
            "profile": programme.profile,
            "outputs": outputs,
            "locvid": build(),
        }
    )


def _unchanged(manifest: Path, key: str) -> Mapping[str, Path] | None:
    """The paths of a package that is there already, whole and made of the same; else None."""
    try:
        content: Any = read_json(manifest)
        if content["package"]["key"] != key:
            return None
        for name, facts in content["delivery"]["files"].items():
            if not is_inside(name) or sha256(manifest.parent / name) != facts["sha256"]:
                return None
        outputs = content["delivery"]["outputs"]
        return {str(name): manifest.parent / str(file) for name, file in outputs.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
