"""Finds the scripts that the arguments of a command mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from locvid.model.errors import InvalidInput

_BYTES_TO_LOOK_AT = 64 * 1024


def find_scripts(arguments: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Files as named; in a folder, every script below it. Nothing named means ``folder``.

    In folders, hidden ones and files that do not begin as scripts are passed over. Raises
    InvalidInput where nothing is found or two scripts would write to the same place.
    """
    found: dict[Path, Path] = {}
    for argument in arguments or (folder,):
        if argument.is_dir():
            inside = list(_scripts_below(argument))
            if not inside:
                raise InvalidInput(
                    f"there is no script in {argument.absolute()}",
                    hint="name a file, or a folder with a YAML file that has a 'locvid: 1' line",
                )
        else:
            inside = [argument]
        for path in inside:
            # One file may be named in several ways, and is one script.
            found.setdefault(path.absolute().parent.resolve() / path.name, path)
    _refuse_same_names(tuple(found.values()))
    return tuple(found.values())


def _scripts_below(folder: Path) -> Iterator[Path]:
    from locvid.run.settings.project_file import NAME as PROJECT_FILE
    from locvid.script.reading import known_suffixes, recognises

    suffixes = known_suffixes()
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == PROJECT_FILE:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _scripts_below(path)
        elif (
            path.suffix.lower() in suffixes
            and path.is_file()
            and recognises(path, _beginning(path))
        ):
            yield path


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_BYTES_TO_LOOK_AT)


def _refuse_same_names(paths: tuple[Path, ...]) -> None:
    by_name: dict[str, Path] = {}
    for path in paths:
        # Many file systems do not tell Launch from launch.
        other = by_name.setdefault(path.stem.casefold(), path)
        if other != path:
            raise InvalidInput(
                f"{other} and {path} have the same name and would write to the same folder",
                hint="rename one, or render them with different --out folders",
            )
