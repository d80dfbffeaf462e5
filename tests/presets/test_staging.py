"""Where settings have places for the things of cues."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary
from locvid.presets.staging import only_heard


def setting(folder: Path, text: str) -> PresetLibrary:
    (folder / "presets" / "settings").mkdir(parents=True)
    (folder / "presets" / "settings" / "own.yaml").write_text(text, encoding="utf-8")
    return PresetLibrary(folder)


def heard(library: PresetLibrary, cue: str, at: str, name: str = "own") -> bool:
    return only_heard(library.get("cues", cue), at, library.get("settings", name))


def test_a_setting_of_ones_own_has_the_places_of_the_room_it_shows(tmp_path: Path) -> None:
    library = setting(tmp_path, "picture: {room: office}\n")
    assert not heard(library, "door", "right")
    assert heard(library, "door", "left")


def test_a_setting_may_say_where_it_has_places(tmp_path: Path) -> None:
    library = setting(tmp_path, "picture: {room: office}\nplaces: {desk: [right]}\n")
    assert not heard(library, "keyboard", "right")
    assert heard(library, "keyboard", "left")
    assert heard(library, "cup", "right")


def test_nothing_is_known_of_a_setting_that_is_only_described(tmp_path: Path) -> None:
    library = setting(tmp_path, "description: a void\n")
    assert not heard(library, "door", "left")
    assert heard(library, "clap", "left")


@pytest.mark.parametrize("name", PresetLibrary().names("settings"))
def test_every_cue_of_every_setting_is_seen_or_heard(name: str) -> None:
    library = PresetLibrary()
    assert isinstance(library.get("settings", name).content["places"], dict)
    for cue in library.names("cues"):
        heard(library, cue, "left", name)


@pytest.mark.parametrize(
    ("places", "message"), [("{door: [above]}", "'above'"), ("{door: right}", "'places'")]
)
def test_places_that_make_no_sense_are_named(tmp_path: Path, places: str, message: str) -> None:
    library = setting(tmp_path, f"picture: {{room: office}}\nplaces: {places}\n")
    with pytest.raises(InvalidInput, match=message) as error:
        heard(library, "door", "right")
    assert error.value.where is not None
