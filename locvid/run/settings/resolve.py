"""Decides between flags, environment, file and defaults, in this order, for each setting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from locvid.documents.problems import Problems, did_you_mean
from locvid.model.errors import InvalidInput
from locvid.run.settings.model import Origin, Resolved, Settings
from locvid.run.settings.project_file import NAME, ProjectFile, find_project, read_project
from locvid.run.settings.table import PREFIX, SETTINGS, Setting, as_list
from locvid.script.checks import check
from locvid.script.tree import Scalar

_OUTPUT = Path("out")


def resolve(
    flags: Mapping[str, object],
    variables: Mapping[str, str],
    folder: Path,
    usual_cache: Callable[[], Path],
    sources: Sequence[Path] = (),
    note: Callable[[str], None] = lambda warning: None,
) -> Resolved:
    """The settings that hold for ``sources`` when locvid is called in ``folder``.

    ``flags`` maps names of settings to typed values, None where nothing was said. Raises
    InvalidInput that names the file and line, or the variable, of what cannot be used.
    """
    found = find_project(sources, folder)
    file = read_project(found) if found is not None else None
    _warn_of_misspelt(variables, note)
    values: dict[str, Any] = {"cache": None, "output": folder / _OUTPUT}
    if file is not None:
        values["output"] = file.path.parent / _OUTPUT
        values["presets"] = _presets_of(file.path.parent)
    origins = {}
    for setting in SETTINGS:
        said = _said(setting, flags, variables, file, folder)
        if said is None:
            origins[setting.name] = Origin("default", "default")
        else:
            values[setting.name], origins[setting.name] = said
    _check_words(values, origins)
    values["cache"] = values["cache"] or usual_cache()
    lists = values.get("market_lists", {})
    values["languages"] = _spelled_out(
        values.get("languages", ()), lists, origins["languages"], file
    )
    return Resolved(Settings(**values), origins, file.path if file is not None else None)


def _said(
    setting: Setting,
    flags: Mapping[str, object],
    variables: Mapping[str, str],
    file: ProjectFile | None,
    folder: Path,
) -> tuple[object, Origin] | None:
    """The value that counts, and where it was said; None where nobody says anything."""
    if (flag := flags.get(setting.name)) is not None:
        return flag, Origin("flag", setting.flag)
    # An empty variable is as good as none: shells and CI make them easily.
    if setting.variable and (written := variables.get(setting.in_environment, "").strip()):
        value = _from_variable(setting, written)
        placed = folder / value if setting.is_path else value
        return placed, Origin("environment", setting.in_environment)
    if file is not None and setting.name in file.values:
        return file.values[setting.name], Origin("file", NAME, file.location(setting.name))
    return None


def _from_variable(setting: Setting, written: str) -> Any:
    node = Scalar(written, 1)
    prepared = as_list(node) if setting.is_list else node
    problems = Problems(Path(setting.in_environment))
    check(prepared, setting.form, setting.name, 1, problems)
    try:
        problems.raise_any()
    except InvalidInput as error:
        raise InvalidInput(
            f"the variable {setting.in_environment}: {error.message}", hint=error.hint
        ) from error
    return setting.take(prepared)


def _spelled_out(
    languages: Sequence[str],
    lists: Mapping[str, tuple[str, ...]],
    origin: Origin,
    file: ProjectFile | None,
) -> tuple[str, ...]:
    """Tags with the lists that they name in place of ``@NAME``, each once."""
    spelled: dict[str, None] = {}
    for tag in languages:
        if not tag.startswith("@"):
            spelled[tag] = None
        elif tag[1:] in lists:
            spelled |= dict.fromkeys(lists[tag[1:]])
        else:
            known = [f"@{name}" for name in lists]
            raise InvalidInput(
                f"there is no market list '{tag}'",
                origin.location,
                hint=did_you_mean(tag, known)
                if known
                else f"write it under 'market_lists' in {file.path if file else NAME}",
            )
    return tuple(spelled)


def _check_words(values: Mapping[str, Any], origins: Mapping[str, Origin]) -> None:
    """A glossary or a lexicon that is named has to be there: films without it would be wrong."""
    for name in ("glossary", "lexicon"):
        path = values.get(name)
        if path is not None and not path.is_file():
            origin = origins[name]
            said = "" if origin.location else f"{origin}: "
            raise InvalidInput(f"{said}there is no {name} '{path}'", origin.location)


def _presets_of(project: Path) -> Path | None:
    folder = project / "presets"
    return folder if folder.is_dir() else None


def _warn_of_misspelt(variables: Mapping[str, str], note: Callable[[str], None]) -> None:
    """Plug-ins may have variables of their own: only what looks like one of ours is told."""
    known = {setting.in_environment for setting in SETTINGS if setting.variable}
    for name in sorted(variables):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.85)
            if near:
                note(f"the variable {name} means nothing; did you mean {near[0]}?")
